// Reads any bytes as a value, and holds the reader to what its header says.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>

#include "privacy/plain.h"
#include "privacy/reading.h"

using namespace cavra::privacy;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Reader reader;
  const std::string_view value(reinterpret_cast<const char*>(data), size);
  require(is_plain(value) == is_plain_reference(value));

  std::set<std::string, std::less<>> seen;
  const auto total = static_cast<std::uint32_t>(size);
  const Outcome outcome = reader.read(value, [&](const Reading& reading) {
    require(seen.insert(std::string(reading.text)).second);
    require(reading.run.begin <= reading.run.end && reading.run.end <= total);
    const auto end = static_cast<std::uint32_t>(reading.text.size());
    const Span source = reading.source(end / 3, end);
    require(source.begin <= source.end && source.end <= total);
  });
  require(outcome.readings == seen.size());
  const Budget budget;
  require(outcome.limit != Limit::none || outcome.decoded_bytes <= budget.decoded_bytes);
  for (const Disguise& disguise : reader.disguises()) require(disguise.span.end <= total);
  for (const Opaque& opaque : reader.opaques()) require(opaque.span.end <= total);
  const std::string key = fold_key(value);
  require(key.size() <= 20 * size + 20);
  return 0;
}
