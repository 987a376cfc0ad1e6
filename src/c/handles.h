/// What stands behind the opaque types of cavra_seal.h, and the one way in which a function of it fails.
#pragma once

#include <expected>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cavra/catalogue.h"
#include "cavra/error.h"
#include "cavra/judge.h"
#include "cavra/policy.h"
#include "cavra/scan.h"
#include "cavra_seal.h"

struct cavra_error {
  cavra::Error error;
  std::string code;
  std::string text;
};

struct cavra_options {
  std::vector<cavra::Definition> gates;
  cavra::PolicyFiles files;
  std::size_t max_size = std::size_t{16} << 20;
  bool incomplete = false;  ///< there was no memory for one of them
};

struct cavra_findings {
  std::vector<cavra::Finding> all;
  std::vector<std::string> names;  ///< of each: its check, rule and category, which a Finding only views
};

namespace cavra::c {

inline constexpr std::size_t names_each = 3;

/// What a judge or a scanner stands on. Its parts must not move.
struct Ground {
  explicit Ground(Catalogue from, Policy by, std::size_t most)
      : catalogue(std::move(from)), policy(std::move(by)), max_size(most) {}
  Catalogue catalogue;
  Policy policy;
  std::size_t max_size;
};
[[nodiscard]] std::expected<std::unique_ptr<Ground>, Error> make_ground(const cavra_options* options);

/// Takes the findings, with copies of what they view.
[[nodiscard]] cavra_findings keep(std::vector<Finding> findings);

/// Gives the error to the caller, who may not want it.
void give(cavra_error** error, Error from) noexcept;
void give_exception(cavra_error** error) noexcept;

/// Runs what gives a new T or an Error; no exception leaves it.
template <typename T, typename Work>
[[nodiscard]] T* guarded(cavra_error** error, const Work& work) noexcept {
  try {
    std::expected<std::unique_ptr<T>, Error> made = work();
    if (made) return made->release();
    give(error, std::move(made.error()));
  } catch (...) {
    give_exception(error);
  }
  return nullptr;
}

}  // namespace cavra::c
