/// Names of customers that must never appear.
///
///     auto roster = Roster::from_names(bytes, "customers.txt");        // a name, alias or domain on each line
///     auto keyed = Roster::from_hashes(bytes, "customers.roster", key);  // what build_roster() made of it
///
/// Names are compared word by word, folded: letters in small case, without accents, look-alikes as what they look like;
/// a word ends at anything that is neither letter nor digit, so that `evidence://acme-corp/x` has the name "Acme Corp".
/// Names of more than six words are known by their first six.
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cavra/error.h"
#include "privacy/keyed_hash.h"
#include "privacy/pattern.h"

namespace cavra::privacy {

/// Immutable; any number of threads may look for names at a time.
class Roster {
 public:
  /// A name a line; empty lines and those that begin with # are passed over. Code::bad_definition for a name without
  /// any letter or digit, or for bytes that are not UTF-8.
  [[nodiscard]] static std::expected<Roster, Error> from_names(std::string_view bytes, const std::string& source);

  /// Code::bad_definition for what build_roster() did not make, or made with another key. The key must outlive it.
  [[nodiscard]] static std::expected<Roster, Error> from_hashes(std::string_view bytes, const std::string& source,
                                                                const KeyedHash& key);
  /// Whether bytes are what build_roster() makes.
  [[nodiscard]] static bool are_hashes(std::string_view bytes);

  Roster(Roster&&) noexcept;
  Roster& operator=(Roster&&) noexcept;
  ~Roster();

  /// Appends where names stand in `text`, from left to right, the longest at each place.
  void find(std::string_view text, std::vector<Window>& found) const;

  [[nodiscard]] std::size_t size() const;
  /// False when no name has an ASCII digit: what is no name in a text is none in any that differs from it in those
  /// alone.
  [[nodiscard]] bool may_have_digits() const;
  [[nodiscard]] bool keyed() const;

 private:
  class Table;
  explicit Roster(std::unique_ptr<const Table> table);
  std::unique_ptr<const Table> table_;
};

/// The file that stands for a list of names without revealing any. The same errors as from_names().
[[nodiscard]] std::expected<std::string, Error> build_roster(std::string_view names, const std::string& source,
                                                             const KeyedHash& key);

}  // namespace cavra::privacy
