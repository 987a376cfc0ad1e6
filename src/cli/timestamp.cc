#include "seal/timestamp.h"
#include "base/sparing_disk.h"

#include "base/time.h"
#include "base/utf8.h"
#include "cli/signing.h"
#include "cli/terminal.h"
#include "cli/trusting.h"
#include "crypto/load.h"
#include "seal/dsse.h"

namespace cavra::cli {
namespace {

// Of a seal, or of the record that was written of one.
std::expected<seal::SealRecord, Error> read_record(Disk& disk, const std::string& path) {
  const auto bytes = read_small(disk, path);
  if (!bytes) return std::unexpected(bytes.error());
  const auto envelope = seal::parse_envelope(*bytes, path);
  if (envelope) return seal::record_of(*envelope, path);
  auto record = seal::parse_record(*bytes, path);
  return record ? std::move(record) : std::unexpected(envelope.error());
}

std::expected<std::string, Error> ask(Disk& disk, const TimestampOptions& options, const seal::SealRecord& record) {
  if (auto written = replace_file(disk, options.request, seal::timestamp_request(record)); !written)
    return std::unexpected(std::move(written.error()));
  return printable(options.request) + ": ask the authority with it, then say --tsa-file\n";
}

std::expected<std::string, Error> check(Disk& disk, const TimestampOptions& options, const seal::SealRecord& record) {
  if (options.certificates.empty())
    return std::unexpected(
        bad_usage("--tsa-certificate is missing: nothing says which authority counts", "give its certificate (PEM)"));
  auto token = read_small(disk, options.token);
  if (!token) return token;
  std::vector<std::string> certificates;
  for (const std::string& path : options.certificates) {
    auto pem = read_small(disk, path);
    if (!pem) return pem;
    certificates.push_back(std::move(*pem));
  }
  const auto proven = seal::prove_time({options.token, std::move(*token)}, record, certificates);
  if (!proven) return std::unexpected(proven.error());
  const std::size_t count = record.signatures.size();
  return printable(options.token) + ": " + printable(options.seal) + " existed at " + time_text(proven->time) +
         ", with " + std::to_string(count) + (count == 1 ? " signature\n" : " signatures\n");
}

std::expected<std::string, Error> run(Disk& disk, const TimestampOptions& options) {
  if (auto loaded = crypto::load(); !loaded) return std::unexpected(std::move(loaded.error()));
  if (options.request.empty() == options.token.empty())
    return std::unexpected(bad_usage("timestamp wants either --tsa-request or --tsa-file",
                                     "write a request first, then check the authority's answer"));
  const auto record = read_record(disk, options.seal);
  if (!record) return std::unexpected(record.error());
  auto done = options.token.empty() ? ask(disk, options, *record) : check(disk, options, *record);
  if (done && !options.record.empty())
    if (auto written = replace_file(disk, options.record, seal::write_record(*record)); !written)
      return std::unexpected(std::move(written.error()));
  return done;
}

}  // namespace

int timestamp(const TimestampOptions& options) {
  const std::unique_ptr<Disk> disk = make_sparing_disk();
  const auto done = run(*disk, options);
  if (!done) {
    const Code code = done.error().code;
    complain(done.error());
    return code == Code::bad_timestamp || code == Code::timestamp_not_trusted ? exit_blocked : exit_failed;
  }
  return put_out(*disk, {}, *done);
}

}  // namespace cavra::cli
