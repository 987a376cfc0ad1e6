#include "tests/json/cases.h"

#include <cstdio>

namespace cavra::json {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view ends = "the text ends before the value does";
constexpr std::string_view no_value = "no JSON value begins like this";
constexpr std::string_view no_key = "a key in quotes is missing here";
constexpr std::string_view no_colon = "a colon is missing after the key";
constexpr std::string_view no_comma = "a comma or } is missing here";
constexpr std::string_view no_comma_in_list = "a comma or ] is missing here";
constexpr std::string_view last_comma = "a comma before the end";
constexpr std::string_view no_escape = "no such escape in JSON";
constexpr std::string_view no_digits = "\\u wants four hexadecimal digits";
constexpr std::string_view no_fraction = "a digit is missing after the decimal point";
constexpr std::string_view no_exponent = "a digit is missing in the exponent";
constexpr std::string_view needless = "a number begins with a needless 0";
constexpr std::string_view control = "a control character in a string must be escaped";
constexpr std::string_view half = "half of a surrogate pair stands alone";
constexpr std::string_view not_utf8 = "the bytes are not UTF-8";
constexpr std::string_view follows = "something follows after the end of the value";
constexpr std::string_view twice = "a key stands twice in one object";
constexpr std::string_view nothing = "there is nothing but white space";
constexpr std::string_view no_object = "the value is not an object";

struct Row {
  std::string_view text;
  Code code;
  std::uint64_t offset;
  std::string_view what;
};

// Whole texts.
constexpr Row texts[] = {
    {"", Code::not_json, 0, nothing},
    {" \t\r\n", Code::not_json, 4, nothing},
    {"\xEF\xBB\xBF", Code::byte_order_mark, 0, "the text begins with a byte order mark"},
    {"\xEF\xBB\xBF{}", Code::byte_order_mark, 0, "the text begins with a byte order mark"},
    {" \xEF\xBB\xBF{}", Code::not_json, 1, no_value},
    {"{\xEF\xBB\xBF}", Code::not_json, 1, no_key},
    {"\xFF\xFE{\0}\0"sv, Code::not_utf8, 0, not_utf8},
    {"\xFE\xFF\0{\0}"sv, Code::not_utf8, 0, not_utf8},
    {"{\0}\0"sv, Code::not_json, 1, no_key},
    {"\0{\0}"sv, Code::not_json, 0, no_value},
    {"\x1E{}\n", Code::not_json, 0, no_value},
    {"{}x", Code::not_json, 2, follows},
    {"{}{}", Code::not_json, 2, follows},
    {"{},", Code::not_json, 2, follows},
    {"{} null", Code::not_json, 3, follows},
    {"{}\n{}\n", Code::not_json, 3, follows},
    {"{}\0"sv, Code::not_json, 2, follows},
    {"{}}", Code::not_json, 2, follows},
    {"{}\xFF", Code::not_utf8, 2, not_utf8},
    {"{}\x0C", Code::not_json, 2, follows},
    {"{} // done", Code::not_json, 3, follows},
    {"[]", Code::not_an_object, 0, no_object},
    {"\n [{}]", Code::not_an_object, 2, no_object},
    {"null", Code::not_an_object, 0, no_object},
    {"true", Code::not_an_object, 0, no_object},
    {" 1", Code::not_an_object, 1, no_object},
    {"\"{}\"", Code::not_an_object, 0, no_object},
    {"[", Code::not_json, 1, ends},
    {"{", Code::not_json, 1, ends},
    {"{ ", Code::not_json, 2, ends},
    {"{\"", Code::not_json, 2, ends},
    {"{\"a", Code::not_json, 3, ends},
    {"{\"a\\", Code::not_json, 4, ends},
    {"{\"a\"", Code::not_json, 4, ends},
    {"{\"a\":", Code::not_json, 5, ends},
    {"{\"a\":1", Code::not_json, 6, ends},
    {"{\"a\":1,", Code::not_json, 7, ends},
    {"{\"a\":-", Code::not_json, 6, ends},
    {"{\"a\":1.", Code::not_json, 7, ends},
    {"{\"a\":1e", Code::not_json, 7, ends},
    {"{\"a\":1e-", Code::not_json, 8, ends},
    {"{\"a\":t", Code::not_json, 6, ends},
    {"{\"a\":fals", Code::not_json, 9, ends},
    {"{\"a\":nul", Code::not_json, 8, ends},
    {"{\"a\":\"\\", Code::not_json, 7, ends},
    {"{\"a\":\"\\u", Code::not_json, 8, ends},
    {"{\"a\":\"\\u00e", Code::not_json, 11, ends},
    {"{\"a\":\"\xC3", Code::not_utf8, 6, not_utf8},
    {"{\"a\":[1", Code::not_json, 7, ends},
    {"{\"a\":[1,", Code::not_json, 8, ends},
    // A key twice.
    {R"({"a":1,"a":2})", Code::duplicate_key, 7, twice},
    {R"({"a":1,"a":1})", Code::duplicate_key, 7, twice},
    {R"({"a":1,"b":2,"a":3})", Code::duplicate_key, 13, twice},
    {R"({"a":1,"a":2,"a":3})", Code::duplicate_key, 7, twice},
    {R"({"a":1,"b":2,"c":3,"b":4,"a":5})", Code::duplicate_key, 19, twice},
    {R"({"":1,"":2})", Code::duplicate_key, 6, twice},
    {R"({"a":1,"\u0061":2})", Code::duplicate_key, 7, twice},
    {R"({"\u0061":1,"a":2})", Code::duplicate_key, 12, twice},
    {R"({"\u0061":1,"\u0061":2})", Code::duplicate_key, 12, twice},
    {R"({"a/b":1,"a\/b":2})", Code::duplicate_key, 9, twice},
    {R"({"\t":1,"\u0009":2})", Code::duplicate_key, 8, twice},
    {R"({"\u00e9":1,"é":2})", Code::duplicate_key, 12, twice},
    {R"({"😀":1,"\ud83d\ude00":2})", Code::duplicate_key, 10, twice},
    {R"({"\u0000":1,"\u0000":2})", Code::duplicate_key, 12, twice},
    {R"({"x":{"a":1,"b":2,"a":3}})", Code::duplicate_key, 18, twice},
    {R"({"x":[{"a":1},{"a":1,"a":2}]})", Code::duplicate_key, 21, twice},
    {R"({"a":{"a":{"a":1}},"b":1,"a":1})", Code::duplicate_key, 25, twice},
    {R"({"seal_owner_refs_of_ours":1,"seal_owner_refs_of_ours":2})", Code::duplicate_key, 29, twice},
};

// Values; the offset is that within the value, which stands in {"a":...}.
constexpr Row values[] = {
    {"", Code::not_json, 0, no_value},
    // Words.
    {"nulL", Code::not_json, 0, no_value},
    {"nul", Code::not_json, 0, no_value},
    {"True", Code::not_json, 0, no_value},
    {"TRUE", Code::not_json, 0, no_value},
    {"tru e", Code::not_json, 0, no_value},
    {"False", Code::not_json, 0, no_value},
    {"fals", Code::not_json, 0, no_value},
    {"None", Code::not_json, 0, no_value},
    {"undefined", Code::not_json, 0, no_value},
    {"yes", Code::not_json, 0, no_value},
    {"truex", Code::not_json, 4, no_comma},
    {"nullnull", Code::not_json, 4, no_comma},
    {"NaN", Code::not_json, 0, no_value},
    {"nan", Code::not_json, 0, no_value},
    {"Infinity", Code::not_json, 0, no_value},
    {"-Infinity", Code::not_json, 0, no_value},
    {"-NaN", Code::not_json, 0, no_value},
    // Numbers.
    {"-", Code::not_json, 0, no_value},
    {"--1", Code::not_json, 0, no_value},
    {"+1", Code::not_json, 0, no_value},
    {"- 1", Code::not_json, 0, no_value},
    {".5", Code::not_json, 0, no_value},
    {"-.5", Code::not_json, 0, no_value},
    {"1.", Code::not_json, 2, no_fraction},
    {"1.e3", Code::not_json, 2, no_fraction},
    {"-0.", Code::not_json, 3, no_fraction},
    {"1e", Code::not_json, 2, no_exponent},
    {"1e+", Code::not_json, 3, no_exponent},
    {"1E-", Code::not_json, 3, no_exponent},
    {"1e.5", Code::not_json, 2, no_exponent},
    {"1e1.5", Code::not_json, 3, no_comma},
    {"1.5.5", Code::not_json, 3, no_comma},
    {"1e5e5", Code::not_json, 3, no_comma},
    {"01", Code::not_json, 0, needless},
    {"00", Code::not_json, 0, needless},
    {"-01", Code::not_json, 1, needless},
    {"-00.5", Code::not_json, 1, needless},
    {"0x10", Code::not_json, 1, no_comma},
    {"0b1", Code::not_json, 1, no_comma},
    {"1_000", Code::not_json, 1, no_comma},
    {"1,000", Code::not_json, 2, no_key},
    {"12 34", Code::not_json, 3, no_comma},
    {"1f", Code::not_json, 1, no_comma},
    {"1-1", Code::not_json, 1, no_comma},
    {"\xD9\xA1", Code::not_json, 0, no_value},
    {"\xEF\xBC\x91", Code::not_json, 0, no_value},
    // Quotes that are none.
    {"'a'", Code::not_json, 0, no_value},
    {"`a`", Code::not_json, 0, no_value},
    {"\xE2\x80\x9C"
     "a\xE2\x80\x9D",
     Code::not_json, 0, no_value},
    {"a", Code::not_json, 0, no_value},
    {"\"a", Code::not_json, 3, ends},
    {R"("\")", Code::not_json, 4, ends},
    {R"("a""b")", Code::not_json, 3, no_comma},
    // Escapes.
    {R"("\x41")", Code::not_json, 1, no_escape},
    {R"("\'")", Code::not_json, 1, no_escape},
    {R"("\0")", Code::not_json, 1, no_escape},
    {R"("\a")", Code::not_json, 1, no_escape},
    {R"("\v")", Code::not_json, 1, no_escape},
    {R"("\U0041")", Code::not_json, 1, no_escape},
    {R"("\N")", Code::not_json, 1, no_escape},
    {R"("\ ")", Code::not_json, 1, no_escape},
    {"\"\\\n\"", Code::not_json, 1, no_escape},
    {"\"\\\0\""sv, Code::not_json, 1, no_escape},
    {"\"\\\xC3\xA9\"", Code::not_json, 1, no_escape},
    {R"("ok\n\q")", Code::not_json, 5, no_escape},
    {R"("\u")", Code::not_json, 1, no_digits},
    {R"("\u1")", Code::not_json, 1, no_digits},
    {R"("\u12")", Code::not_json, 1, no_digits},
    {R"("\u123")", Code::not_json, 1, no_digits},
    {R"("\u12G4")", Code::not_json, 1, no_digits},
    {R"("\u 123")", Code::not_json, 1, no_digits},
    {R"("\u+123")", Code::not_json, 1, no_digits},
    {R"("\u{41}")", Code::not_json, 1, no_digits},
    {R"("\u00e9\u00g9")", Code::not_json, 7, no_digits},
    // Surrogates.
    {R"("\ud800")", Code::lone_surrogate, 1, half},
    {R"("\uDBFF")", Code::lone_surrogate, 1, half},
    {R"("\udc00")", Code::lone_surrogate, 1, half},
    {R"("\uDFFF")", Code::lone_surrogate, 1, half},
    {R"("\ud800\ud800")", Code::lone_surrogate, 1, half},
    {R"("\ud83d\u0041")", Code::lone_surrogate, 1, half},
    {R"("\ud83d\n")", Code::lone_surrogate, 1, half},
    {R"("\ud83dxude00")", Code::lone_surrogate, 1, half},
    {R"("\ud83d\\ude00")", Code::lone_surrogate, 1, half},
    {R"("\ud83d \ude00")", Code::lone_surrogate, 1, half},
    {R"("\ude00\ud83d")", Code::lone_surrogate, 1, half},
    {R"("a\ud83d\ude00\ud83d")", Code::lone_surrogate, 14, half},
    {R"({"\ud800":1})", Code::lone_surrogate, 2, half},
    {"\"\xED\xA0\xBD\xED\xB8\x80\"", Code::not_utf8, 1, not_utf8},
    // Encodings, in strings and outside.
    {"\"\x80\"", Code::not_utf8, 1, not_utf8},
    {"\"a\xBFz\"", Code::not_utf8, 2, not_utf8},
    {"\"\xC0\x80\"", Code::not_utf8, 1, not_utf8},
    {"\"\xC0\xAF\"", Code::not_utf8, 1, not_utf8},
    {"\"\xC1\xBF\"", Code::not_utf8, 1, not_utf8},
    {"\"\xC2\"", Code::not_utf8, 1, not_utf8},
    {"\"\xE0\x80\x80\"", Code::not_utf8, 1, not_utf8},
    {"\"\xE0\x9F\xBF\"", Code::not_utf8, 1, not_utf8},
    {"\"\xE2\x82\"", Code::not_utf8, 1, not_utf8},
    {"\"\xED\xA0\x80\"", Code::not_utf8, 1, not_utf8},
    {"\"\xED\xBF\xBF\"", Code::not_utf8, 1, not_utf8},
    {"\"\xF0\x80\x80\x80\"", Code::not_utf8, 1, not_utf8},
    {"\"\xF0\x8F\xBF\xBF\"", Code::not_utf8, 1, not_utf8},
    {"\"\xF0\x9F\x98\"", Code::not_utf8, 1, not_utf8},
    {"\"\xF4\x90\x80\x80\"", Code::not_utf8, 1, not_utf8},
    {"\"\xF5\x80\x80\x80\"", Code::not_utf8, 1, not_utf8},
    {"\"\xF8\x88\x80\x80\x80\"", Code::not_utf8, 1, not_utf8},
    {"\"\xFE\"", Code::not_utf8, 1, not_utf8},
    {"\"\xFF\"", Code::not_utf8, 1, not_utf8},
    {"\"caf\xE9 today, and a longer text after it\"", Code::not_utf8, 4, not_utf8},
    {"\"a longer text before it, of no ASCII \xE9\"", Code::not_utf8, 38, not_utf8},
    {"{\"\xE9\":1}", Code::not_utf8, 2, not_utf8},
    {"\xFF", Code::not_utf8, 0, not_utf8},
    {"1\xFF", Code::not_utf8, 1, not_utf8},
    {"\xC2\xA0"
     "1",
     Code::not_json, 0, no_value},
    {"\xE2\x80\x8B"
     "1",
     Code::not_json, 0, no_value},
    {"\x0B"
     "1",
     Code::not_json, 0, no_value},
    {"\x0C"
     "1",
     Code::not_json, 0, no_value},
    {"\0"sv, Code::not_json, 0, no_value},
    {"\x7F", Code::not_json, 0, no_value},
    // Brackets and commas.
    {"[", Code::not_json, 1, no_value},
    {"]", Code::not_json, 0, no_value},
    {"[1,]", Code::not_json, 3, last_comma},
    {"[,]", Code::not_json, 1, no_value},
    {"[,1]", Code::not_json, 1, no_value},
    {"[1,,2]", Code::not_json, 3, no_value},
    {"[1 2]", Code::not_json, 3, no_comma_in_list},
    {"[1;2]", Code::not_json, 2, no_comma_in_list},
    {"[1", Code::not_json, 2, no_comma_in_list},
    {"[1}", Code::not_json, 2, no_comma_in_list},
    {"[\"a\":1]", Code::not_json, 4, no_comma_in_list},
    {"(1)", Code::not_json, 0, no_value},
    {"{]", Code::not_json, 1, no_key},
    {"{,}", Code::not_json, 1, no_key},
    {"{1:2}", Code::not_json, 1, no_key},
    {"{b:1}", Code::not_json, 1, no_key},
    {"{'b':1}", Code::not_json, 1, no_key},
    {"{null:1}", Code::not_json, 1, no_key},
    {"{[]:1}", Code::not_json, 1, no_key},
    {R"({"b"})", Code::not_json, 4, no_colon},
    {R"({"b" 1})", Code::not_json, 5, no_colon},
    {R"({"b",1})", Code::not_json, 4, no_colon},
    {R"({"b"=1})", Code::not_json, 4, no_colon},
    {R"({"b":})", Code::not_json, 5, no_value},
    {R"({"b"::1})", Code::not_json, 5, no_value},
    {R"({"b":1,})", Code::not_json, 7, last_comma},
    {R"({"b":1,,"c":2})", Code::not_json, 7, no_key},
    {R"({"b":1;"c":2})", Code::not_json, 6, no_comma},
    {R"({"b":1 "c":2})", Code::not_json, 7, no_comma},
    {R"({"b":1])", Code::not_json, 6, no_comma},
    {R"({"b":1)", Code::not_json, 7, ends},
    // Comments.
    {"// x\n1", Code::not_json, 0, no_value},
    {"/* x */1", Code::not_json, 0, no_value},
    {"1 // x", Code::not_json, 2, no_comma},
    {"1 # x", Code::not_json, 2, no_comma},
    {"#1", Code::not_json, 0, no_value},
    {"<!-- -->", Code::not_json, 0, no_value},
};

// Values that are JSON.
constexpr std::string_view good_values[] = {
    "0",
    "-0",
    "0.0",
    "-0.0",
    "0e0",
    "-0.0e-0",
    "1",
    "-1",
    "10",
    "1e0",
    "1E0",
    "1e+2",
    "1E-2",
    "1.5",
    "1.50",
    "-1.5e-300",
    "1e308",
    "4.9e-324",
    "1e-400",
    "9007199254740993",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "123456789012345678901234567890",
    "0.123456789012345678901",
    "true",
    "false",
    "null",
    R"("")",
    R"(" ")",
    R"("a")",
    R"("\"\\\/\b\f\n\r\t")",
    R"("/")",
    R"("\u0000")",
    R"("\u001f")",
    R"("\u007F")",
    R"("\u00e9\u00E9")",
    R"("\uD83D\uDE00")",
    R"("\ud800\udc00")",
    R"("\uDBFF\uDFFF")",
    R"("\uFFFF\uFFFE")",
    R"("\ud7ff\ue000")",
    R"("\\u0041")",
    R"("\\\\")",
    R"("\\\"")",
    R"("{}[],:")",
    R"("// no comment")",
    "\"\x7F\"",
    "\"\xC2\x80\"",
    "\"\xDF\xBF\"",
    "\"\xE0\xA0\x80\"",
    "\"\xED\x9F\xBF\"",
    "\"\xEE\x80\x80\"",
    "\"\xEF\xBF\xBF\"",
    "\"\xF0\x90\x80\x80\"",
    "\"\xF4\x8F\xBF\xBF\"",
    "\"\xEF\xBB\xBF\"",
    "\"\xE2\x80\xA8\xE2\x80\xA9\"",
    "\"caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80\"",
    "[]",
    "{}",
    "[ ]",
    "{ }",
    "[[]]",
    "[{}]",
    "[[],[],{}]",
    "[1,\"a\",null,true,[2],{\"b\":3}]",
    "[\t1\r\n,\n2 ]",
    R"({"b":{"c":[{"d":[[1]]}]}})",
    R"({"":0})",
    R"({" ":0,"  ":1})",
    R"({"a":{"a":{"a":0}}})",
    R"([{"a":1},{"a":1}])",
    R"({"A":1,"a":2})",
    R"({"a":1,"a ":2})",
    R"({"a":1,"a\u0000":2})",
    "{\"\xC3\xA9\":1,\"e\xCC\x81\":2}",
    R"({"b":1,"bb":2,"bbb":3,"bbbb":4,"bbbbb":5,"bbbbbb":6,"bbbbbbb":7,"bbbbbbbb":8,"bbbbbbbbb":9})",
    R"({"aaaaaaaaaaaaaaaaX":1,"aaaaaaaaaaaaaaaaY":2,"Xaaaaaaaaaaaaaaaa":3,"aaaaaaaaXaaaaaaaa":4})",
};

}  // namespace

std::vector<Refused> refused_texts() {
  std::vector<Refused> out;
  for (const Row& row : texts) out.push_back({std::string(row.text), row.code, row.offset, row.what});
  for (const Row& row : values)
    out.push_back({"{\"a\":" + std::string(row.text) + "}", row.code, row.offset + 5, row.what});
  for (char c = 0; c < 0x20; ++c) {
    out.push_back({std::string("{\"a\":\"b") + c + "c\"}", Code::not_json, 7, control});
    out.push_back({std::string("{\"a\":\"sixteen bytes...") + c + "sixteen bytes...\"}", Code::not_json, 22, control});
    out.push_back({std::string("{\"") + c + "\":1}", Code::not_json, 2, control});
  }
  return out;
}

std::vector<std::string> accepted_texts() {
  std::vector<std::string> out = {"{}", " { } ", "\t\r\n{\t\r\n}\t\r\n"};
  for (const std::string_view value : good_values) {
    out.push_back("{\"a\":" + std::string(value) + "}");
    out.push_back("\n{ \"a\" : [ " + std::string(value) + " , " + std::string(value) + " ] }\n");
  }
  out.push_back("{\"a\":" + std::string(10'000, '7') + "}");
  out.push_back("{\"a\":-0." + std::string(10'000, '3') + "e-0000000001}");
  // What ends a run of plain bytes, at every place of two blocks of 16.
  for (std::size_t n = 0; n < 40; ++n) {
    const std::string plain(n, 'x');
    for (const std::string_view stop :
         {R"(\n)"sv, R"(\u0041)"sv, R"(\ud83d\ude00)"sv, "\xC3\xA9"sv, "\xF0\x9F\x98\x80"sv, ""sv})
      out.push_back("{\"" + plain + std::string(stop) + "k\":\"" + plain + std::string(stop) + "\"}");
  }
  return out;
}

std::string_view sample_packet() {
  return R"({
  "schema_version": "cavra.sample.packet.v1",
  "product": "CAVRA",
  "evidence_mode": "live",
  "sanitized": true,
  "reserved": null,
  "count": 12,
  "share": -0.25e+1,
  "title": "Caf\u00e9 «Zürich» — \ud83d\ude00 😀",
  "owner_refs": {
    "release_owner_ref": "evidence://owner/release-management",
    "security\u005fowner_ref": "ticket://SEC-1",
    "nobody": ""
  },
  "components": [
    { "component_id": "archive_manifest", "status": "sealed", "seal_ref": "vault://a\/b" },
    { "component_id": "evidence_room", "status": "sealed", "refs": ["git://1", "git://2", []] },
    {}
  ],
  "controls": { "a": true, "b": false }
}
)";
}

std::string shown(std::string_view text) {
  std::string out;
  for (const char c : text.substr(0, 200)) {
    if (c >= 0x20 && c < 0x7F) {
      out.push_back(c);
      continue;
    }
    char hex[8];
    std::snprintf(hex, sizeof hex, "\\x%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
    out += hex;
  }
  return text.size() > 200 ? out + "..." : out;
}

}  // namespace cavra::json
