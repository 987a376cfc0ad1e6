/// Texts, pages and an archive made from a seal that is valid, and from nothing but what is sealed.
///
/// The same seal, packets, policy, proof and templates make the same bytes.
#pragma once

#include <expected>
#include <map>
#include <string>
#include <vector>

#include "base/disk.h"
#include "cavra/verify.h"
#include "chain/bundle.h"
#include "seal/dsse.h"
#include "seal/statement.h"

namespace cavra::publish {

enum class Kind : std::uint8_t { release_note, public_status, customer_success_handoff, support_handoff, archive };
inline constexpr std::size_t kind_count = 5;
/// "release-note", "public-status", "customer-success-handoff", "support-handoff", "archive".
[[nodiscard]] std::string_view to_text(Kind kind);
inline constexpr std::array<Kind, kind_count> all_kinds = {
    Kind::release_note, Kind::public_status, Kind::customer_success_handoff, Kind::support_handoff, Kind::archive};

struct File {
  std::string name;  ///< below the folder that is published, with slashes
  std::string bytes;
};

/// A seal that verify() called valid, with all ten packets, and the files that it was verified with.
struct Sealed {
  const SealVerification& verification;
  const TrustPolicy& trust;
  std::string_view envelope;   ///< the file's bytes
  std::string_view policy;     ///< the trust policy's, as it was given
  std::string_view signature;  ///< of the policy, where it stands beside it; else empty
  std::string_view proof;      ///< that the seal is in a log (C2SP tlog-proof); else empty
  const chain::Bundle& bundle;
};

struct Wanted {
  std::vector<Kind> kinds;
  std::map<std::string, std::string> templates;  ///< by name, such as "release-note.md"; the others are built in
  bool pack = false;                             ///< the archive as one .tar.zst, not as a folder
};

/// Every file, scanned by `policy` as strict scans packets. Error::not_publishable, bad_template; private_in_text with
/// the name of the text or template, line and column, and never what was found.
[[nodiscard]] std::expected<std::vector<File>, Error> make_files(const Sealed& sealed, const Wanted& wanted,
                                                                 const Policy& policy);

/// The names of the templates there are.
[[nodiscard]] std::vector<std::string_view> template_names();

/// Writes them into a folder beside `path` and puts it in its place at once. What is at `path` must be nothing, an
/// empty folder or one that was published before: Error::folder_not_ours. On any failure `path` is as it was.
[[nodiscard]] std::expected<void, Error> write_folder(Disk& disk, const std::string& path,
                                                      const std::vector<File>& files);

/// What a published folder says of itself.
struct Published {
  std::string seal;                ///< "sha256:...", the digest of what is signed
  std::vector<std::string> files;  ///< sorted
  std::vector<std::string> wrong;  ///< a clause each: files that were changed, added or taken away
};

/// Compares the files with the list that was published with them, and the archive with its manifests.
/// Error::publication_differs when there is no list, or it cannot be read.
[[nodiscard]] std::expected<Published, Error> check_folder(Disk& disk, const std::string& path);

}  // namespace cavra::publish
