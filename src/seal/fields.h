/// JSON objects of which every member is known, read strictly; and written in RFC 8785 form.
#pragma once

#include <cstdint>
#include <expected>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "cavra/error.h"
#include "crypto/digest.h"
#include "json/document.h"

namespace cavra::seal {

/// Reads a document and keeps the first thing that is wrong; after that every answer is empty. What is wrong is said by
/// names that the format has, never by what the document holds.
class Fields {
 public:
  Fields(const json::Document& document, Code code, std::string source)
      : document_(document), code_(code), source_(std::move(source)) {}

  /// An object's members, in the order of `names`; every one must be there, and no other.
  struct Object {
    json::NodeId node = json::no_node;
    std::string path;
  };
  [[nodiscard]] Object root(std::initializer_list<std::string_view> names);
  [[nodiscard]] Object object(const Object& in, std::string_view name, std::initializer_list<std::string_view> names);
  /// The element of an array, as an object.
  [[nodiscard]] Object element(const Object& array, std::size_t index, json::NodeId node,
                               std::initializer_list<std::string_view> names);

  /// An array; its elements are document()[...] from node + 1 on.
  [[nodiscard]] Object array(const Object& in, std::string_view name);
  /// Calls `each` with the node of every element and its index, until something is wrong.
  template <typename Each>
  void for_each(const Object& array, Each each) {
    if (!array_is_there(array)) return;
    std::size_t index = 0;
    for (json::NodeId node = array.node + 1; node < document_[array.node].next && !wrong_; node = document_.after(node))
      each(node, index++);
  }
  [[nodiscard]] std::size_t size(const Object& array) const;

  /// A string that is not empty and has no control character.
  [[nodiscard]] std::string text(const Object& in, std::string_view name);
  [[nodiscard]] std::string text_at(json::NodeId node, const std::string& path);
  /// A string that may be empty.
  [[nodiscard]] std::string any_text(const Object& in, std::string_view name);
  /// The string `wanted`.
  void constant(const Object& in, std::string_view name, std::string_view wanted);
  /// 64 small hexadecimal digits.
  [[nodiscard]] crypto::Digest digest(const Object& in, std::string_view name);
  [[nodiscard]] crypto::Digest digest_at(json::NodeId node, const std::string& path);
  /// From 0 to 4294967295.
  [[nodiscard]] std::uint32_t number(const Object& in, std::string_view name);

  void fail(const std::string& path, std::string_view what);
  [[nodiscard]] bool failed() const { return wrong_.has_value(); }
  [[nodiscard]] const Error& error() const { return *wrong_; }

 private:
  [[nodiscard]] bool array_is_there(const Object& array) const { return !wrong_ && array.node != json::no_node; }
  [[nodiscard]] json::NodeId find(const Object& in, std::string_view name) const;
  [[nodiscard]] Object checked(json::NodeId node, std::string path, std::initializer_list<std::string_view> names);

  const json::Document& document_;
  Code code_;
  std::string source_;
  std::optional<Error> wrong_;
};

}  // namespace cavra::seal
