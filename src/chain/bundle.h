/// A bundle: the packets of one chain as they were found, before anything is judged.
///
/// It is a folder with the packets in `.json` files of any name, or one NDJSON file (.ndjson, .jsonl, also .gz, or "-")
/// with a packet a line in the order of the gates. A packet is known by its schema_version.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "base/disk.h"
#include "cavra/catalogue.h"
#include "cavra/policy.h"

namespace cavra::chain {

/// How many gates a chain has: the first ten of every catalogue.
[[nodiscard]] std::size_t gate_count();

inline constexpr std::size_t no_gate = ~std::size_t{0};

/// The `schema_version` of a chain's verdict as JSON.
inline constexpr std::string_view verdict_schema = "cavra.chain-verdict.v1";

/// One packet, or what stands where one should.
struct BundlePacket {
  std::size_t gate = no_gate;  ///< index among the gates of the catalogue; no_gate: of none of the ten
  std::string source;          ///< FILE, in NDJSON FILE:LINE
  std::string file;            ///< FILE alone
  std::uint32_t line = 1;      ///< the line of the file that it begins on
  std::string bytes;           ///< of the file; in NDJSON of the line without its terminator (LF or CR LF)
};

struct Bundle {
  std::string path;  ///< as it was given
  bool ndjson = false;
  std::vector<BundlePacket> packets;  ///< in the order of reading: files by name, lines as they stand
  std::uint32_t results = 0;          ///< files of results and of a chain's verdict, passed over
  std::uint32_t envelopes = 0;        ///< files of signed envelopes (seals), passed over
  std::vector<Error> errors;          ///< files and lines that could not be read, or are no JSON

  /// The first packet of that gate, or null.
  [[nodiscard]] const BundlePacket* find(std::size_t gate) const;
};

/// Reads a bundle. Only what keeps all of it from being read is an Error (no such folder, nothing in it); what keeps
/// one file or line from being read stands in `errors`. A packet of more than `max_size` bytes, less than 4 GiB, is one
/// of these; a file of lines may have sixteen times that.
[[nodiscard]] std::expected<Bundle, Error> read_bundle(Disk& disk, const std::string& path, const Catalogue& catalogue,
                                                       std::size_t max_size = std::size_t{16} << 20);

/// The same from files that were read already: their names and bytes.
[[nodiscard]] Bundle read_files(const std::vector<PolicyFile>& files, const Catalogue& catalogue,
                                std::size_t max_size = std::size_t{16} << 20);

/// The same from the bytes of an NDJSON file. Empty lines are passed over.
[[nodiscard]] Bundle read_lines(std::string_view bytes, const std::string& path, const Catalogue& catalogue,
                                std::size_t max_size = std::size_t{16} << 20);

}  // namespace cavra::chain
