/// Texts from templates (mustache).
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "publish/publish.h"

namespace cavra::publish {

/// The words of a template: spaces for its tags, which can but name facts, on the same lines; its comments stay.
[[nodiscard]] std::string without_tags(std::string_view text);

/// The text that the template of that name makes of the facts. Values are escaped for the language of the text: HTML in
/// .html, Markdown in .md. Error::bad_template for one that is not well formed, that includes another, or names what
/// there is not.
[[nodiscard]] std::expected<std::string, Error> render(const std::string& name, const Wanted& wanted,
                                                       const nlohmann::json& facts);

/// The page of the public status: the template's text in the frame that all pages have.
[[nodiscard]] std::expected<std::string, Error> render_page(const Wanted& wanted, const nlohmann::json& facts);

}  // namespace cavra::publish
