/// The archive: a BagIt 1.0 bag (RFC 8493).
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "publish/publish.h"

namespace cavra::publish {

/// Its files, sorted: the ten packets, the envelope, the trust policy, the proof and its checkpoint, what openssl
/// verifies the signatures with, the page of commands; manifests with SHA-256 and SHA-512. Error::not_publishable.
[[nodiscard]] std::expected<std::vector<File>, Error> make_bag(const Sealed& sealed);

/// What is wrong with a bag's files against its manifests, a clause each. `files` are named from the bag's folder.
[[nodiscard]] std::vector<std::string> check_bag(const std::vector<File>& files);

/// VERIFY.md: commands that verify the bag. `keys` are names of keys below data/signatures/, with their kinds.
struct PageKey {
  std::string name;  ///< "release", "release-2"
  std::string_view kind;
  std::string id;  ///< SHA-256 of the public key
};
[[nodiscard]] std::string verify_page(const Sealed& sealed, const std::vector<PageKey>& keys, bool has_proof);

/// One file of a POSIX tar, packed by zstd: the same files make the same bytes. Names stand below `folder`.
[[nodiscard]] std::expected<std::string, Error> make_tar_zst(const std::vector<File>& files, const std::string& folder);
/// The files in it, named without the folder. Error::publication_differs.
[[nodiscard]] std::expected<std::vector<File>, Error> read_tar_zst(std::string_view bytes, const std::string& folder);

}  // namespace cavra::publish
