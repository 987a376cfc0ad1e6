// Reads any bytes as a value, and holds the reader to what its header says.
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "ensure.h"
#include "privacy/plain.h"
#include "privacy/reading.h"

using namespace cavra::privacy;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Reader reader;
  const std::string_view value(reinterpret_cast<const char*>(data), size);
  ensure(is_plain(value) == is_plain_reference(value));

  std::set<std::string, std::less<>> seen;
  const auto total = static_cast<std::uint32_t>(size);
  const Outcome outcome = reader.read(value, [&](const Reading& reading) {
    ensure(seen.insert(std::string(reading.text)).second);
    ensure(reading.run.begin <= reading.run.end && reading.run.end <= total);
    const auto end = static_cast<std::uint32_t>(reading.text.size());
    const Span source = reading.source(end / 3, end);
    ensure(source.begin <= source.end && source.end <= total);
  });
  ensure(outcome.readings == seen.size());
  const Budget budget;
  ensure(outcome.limit != Limit::none || outcome.decoded_bytes <= budget.decoded_bytes);
  for (const Disguise& disguise : reader.disguises()) ensure(disguise.span.end <= total);
  for (const Opaque& opaque : reader.opaques()) ensure(opaque.span.end <= total);
  const std::string key = fold_key(value);
  ensure(key.size() <= 20 * size + 20);
  return 0;
}
