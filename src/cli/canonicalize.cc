// canonicalize and digest.
#include "cli/chain.h"
#include "cli/lines.h"
#include "crypto/digest.h"
#include "crypto/load.h"
#include "json/canonical.h"
#include "json/refusal.h"

namespace cavra::cli {
namespace {

std::expected<std::string, Error> canonical(std::string_view bytes, const std::string& file, std::uint32_t line,
                                            std::size_t max_size) {
  auto form = json::canonical_form(bytes, {.bytes = max_size, .any_value = true});
  if (form) return std::move(*form);
  Error error = json::refusal(form.error(), bytes, line);
  error.source = file;
  return std::unexpected(std::move(error));
}

std::string hex(const crypto::Digest& digest) {
  std::string out;
  for (const std::uint8_t byte : digest)
    out.append(1, "0123456789abcdef"[byte >> 4]).append(1, "0123456789abcdef"[byte & 0xF]);
  return out;
}

/// Prints the digests of files and lines, and says on stderr which have none.
class Digests {
 public:
  Digests(Disk& disk, Sink& sink, std::size_t max_size) : disk_(disk), sink_(sink), max_size_(max_size) {}

  std::expected<void, Error> add(const Source& source) {
    if (source.error) return failed(*source.error);
    if (source.ndjson) return lines(source.path);
    const auto bytes = read_file(disk_, source.path, max_size_);
    return bytes ? one(*bytes, source.path, source.path, 1) : failed(bytes.error());
  }

  [[nodiscard]] int exit() const { return exit_; }

 private:
  std::expected<void, Error> failed(const Error& error) {
    complain(error);
    exit_ = exit_failed;
    return {};
  }

  std::expected<void, Error> one(std::string_view bytes, const std::string& name, const std::string& file,
                                 std::uint32_t line) {
    const auto form = canonical(bytes, file, line, max_size_);
    if (!form) return failed(form.error());
    return sink_.write("sha256:" + hex(crypto::sha256(bytes)) + "  jcs-sha256:" + hex(crypto::sha256(*form)) + "  " +
                       name + "\n");
  }

  std::expected<void, Error> lines(const std::string& path) {
    auto input = disk_.open(path);
    if (!input) return failed(input.error());
    if (path.ends_with(".gz")) *input = make_gunzip(std::move(*input), path);
    LineReader reader(std::move(*input), max_size_, path);
    LineChunk used;
    while (true) {
      auto chunk = reader.next(std::move(used));
      if (!chunk) return failed(chunk.error());
      if (!*chunk) return {};
      if (auto done = chunk_of_lines(**chunk, path); !done) return done;
      used = std::move(**chunk);
    }
  }

  std::expected<void, Error> chunk_of_lines(const LineChunk& chunk, const std::string& path) {
    std::uint32_t number = chunk.first_line;
    if (chunk.too_long)
      return failed({Code::too_large, "a line of more than " + std::to_string(max_size_) + " bytes",
                     "raise --max-size if it is a packet", path, 0, number, 1});
    for (std::string_view rest = chunk.bytes(); !rest.empty(); ++number) {
      const std::size_t newline = rest.find('\n');
      std::string_view line = rest.substr(0, newline);
      rest.remove_prefix(newline == std::string_view::npos ? rest.size() : newline + 1);
      if (newline != std::string_view::npos && line.ends_with('\r')) line.remove_suffix(1);
      if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
      if (auto done = one(line, path + ":" + std::to_string(number), path, number); !done) return done;
    }
    return {};
  }

  Disk& disk_;
  Sink& sink_;
  std::size_t max_size_;
  int exit_ = exit_good;
};

}  // namespace

int canonicalize(const CanonicalizeOptions& options) {
  const std::unique_ptr<Disk> disk = make_real_disk();
  const auto max_size = parse_max_size(options.max_size);
  if (!max_size) return fail(max_size.error());
  const auto bytes = read_file(*disk, options.path, *max_size);
  if (!bytes) return fail(bytes.error());
  const auto form = canonical(*bytes, options.path, 1, *max_size);
  if (!form) return fail(form.error());
  return put_out(*disk, options.output, *form);
}

int digest(const DigestOptions& options) {
  const std::unique_ptr<Disk> disk = make_real_disk();
  const auto max_size = parse_max_size(options.max_size);
  if (!max_size) return fail(max_size.error());
  if (const auto loaded = crypto::load(); !loaded) return fail(loaded.error());
  const std::vector<std::string> paths = options.paths.empty() ? std::vector<std::string>{"-"} : options.paths;
  auto sink = Sink::open(*disk, {});
  if (!sink) return fail(sink.error());
  Digests digests(*disk, *sink, *max_size);
  for (const Source& source : find_inputs(*disk, paths, options.input_format).sources)
    if (const auto done = digests.add(source); !done) return fail(done.error());
  return digests.exit();
}

}  // namespace cavra::cli
