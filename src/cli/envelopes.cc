#include "cli/envelopes.h"

#include "cli/inputs.h"
#include "seal/statement.h"

namespace cavra::cli {

std::expected<seal::Envelope, Error> read_seal(Disk& disk, const std::string& path) {
  const auto bytes = read_small(disk, path);
  if (!bytes) return std::unexpected(bytes.error());
  auto envelope = seal::parse_envelope(*bytes, path);
  if (!envelope || envelope->payload_type == seal::payload_type) return envelope;
  return std::unexpected(Error{Code::bad_envelope, "the envelope holds no in-toto statement",
                               "name the file that `seal` wrote", path, 0, 0, 0});
}

}  // namespace cavra::cli
