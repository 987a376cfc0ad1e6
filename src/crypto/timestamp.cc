#include "crypto/timestamp.h"

#include <chrono>
#include <ctime>
#include <vector>

#include "crypto/der.h"
#include "crypto/openssl.h"
#include "crypto/pem.h"

namespace cavra::crypto {
namespace {

using Response = std::unique_ptr<TS_RESP, Free<&OpenSsl::TS_RESP_free>>;
using Token = std::unique_ptr<PKCS7, Free<&OpenSsl::PKCS7_free>>;
using Info = std::unique_ptr<TS_TST_INFO, Free<&OpenSsl::TS_TST_INFO_free>>;
using Certificate = std::unique_ptr<X509, Free<&OpenSsl::X509_free>>;
using Question = std::unique_ptr<TS_VERIFY_CTX, Free<&OpenSsl::TS_VERIFY_CTX_free>>;

std::unexpected<Error> wrong(Code code, std::string what, std::string todo) {
  return std::unexpected(Error{code, std::move(what), std::move(todo), "", 0, 0, 0});
}
std::unexpected<Error> bad(std::string what) {
  return wrong(Code::bad_timestamp, std::move(what),
               "ask the authority again, with a request of `timestamp --tsa-request`");
}

// The token in a response, or alone.
std::expected<Token, Error> read_token(std::string_view bytes) {
  const OpenSsl& ssl = openssl();
  const unsigned char* at = bytes_of(bytes);
  const unsigned char* const end = at + bytes.size();
  const auto size = static_cast<long>(bytes.size());
  const Response response(ssl.d2i_TS_RESP(nullptr, &at, size));
  if (response != nullptr && at == end) {
    PKCS7* const inside = ssl.TS_RESP_get_token(response.get());
    if (inside == nullptr) return bad("the authority refused the request");
    return Token(ssl.PKCS7_dup(inside));
  }
  at = bytes_of(bytes);
  Token token(ssl.d2i_PKCS7(nullptr, &at, size));
  if (token == nullptr || at != end) return bad("it is no RFC 3161 response and no token");
  return token;
}

std::expected<std::vector<Certificate>, Error> read_certificates(std::span<const std::string> texts) {
  std::vector<Certificate> certificates;
  for (const std::string& text : texts) {
    const auto blocks = read_pems(text);
    if (!blocks) return std::unexpected(blocks.error());
    for (const Pem& block : *blocks) {
      const unsigned char* at = bytes_of(block.der);
      Certificate certificate(openssl().d2i_X509(nullptr, &at, static_cast<long>(block.der.size())));
      if (block.label != "CERTIFICATE" || certificate == nullptr || at != bytes_of(block.der) + block.der.size())
        return wrong(Code::bad_key, "a PEM block is no certificate", "give the authority's certificate");
      certificates.push_back(std::move(certificate));
    }
  }
  if (!certificates.empty()) return certificates;
  return wrong(Code::bad_key, "there is no certificate", "give the authority's certificate (PEM)");
}

long or_zero(const ASN1_INTEGER* number) { return number == nullptr ? 0 : openssl().ASN1_INTEGER_get(number); }

// Rounded up to whole seconds, with the accuracy that is claimed.
std::expected<Time, Error> latest_time(const TS_TST_INFO* info) {
  using namespace std::chrono;
  const OpenSsl& ssl = openssl();
  const ASN1_GENERALIZEDTIME* stated = ssl.TS_TST_INFO_get_time(info);
  std::tm parts{};
  if (ssl.ASN1_TIME_to_tm(stated, &parts) != 1) return bad("its time cannot be read");
  const year_month_day day{year{parts.tm_year + 1900}, month{static_cast<unsigned>(parts.tm_mon + 1)},
                           std::chrono::day{static_cast<unsigned>(parts.tm_mday)}};
  Time time = sys_days{day} + hours{parts.tm_hour} + minutes{parts.tm_min} + seconds{parts.tm_sec};
  const std::string_view digits(reinterpret_cast<const char*>(ssl.ASN1_STRING_get0_data(stated)),
                                static_cast<std::size_t>(ssl.ASN1_STRING_length(stated)));
  if (digits.find('.') != std::string_view::npos) time += seconds{1};
  TS_ACCURACY* const accuracy = ssl.TS_TST_INFO_get_accuracy(const_cast<TS_TST_INFO*>(info));
  if (accuracy == nullptr) return time;
  const long whole = or_zero(ssl.TS_ACCURACY_get_seconds(accuracy));
  const bool more =
      or_zero(ssl.TS_ACCURACY_get_millis(accuracy)) > 0 || or_zero(ssl.TS_ACCURACY_get_micros(accuracy)) > 0;
  constexpr long day_long = 86400;
  if (whole < 0 || whole > day_long) return bad("it is accurate to less than a day");
  return time + seconds{whole + (more ? 1 : 0)};
}

bool is_of(const TS_TST_INFO* info, const Digest& digest) {
  const OpenSsl& ssl = openssl();
  TS_MSG_IMPRINT* const imprint = ssl.TS_TST_INFO_get_msg_imprint(const_cast<TS_TST_INFO*>(info));
  const ASN1_OBJECT* algorithm = nullptr;
  ssl.X509_ALGOR_get0(&algorithm, nullptr, nullptr, ssl.TS_MSG_IMPRINT_get_algo(imprint));
  const ASN1_OCTET_STRING* const bytes = ssl.TS_MSG_IMPRINT_get_msg(imprint);
  const std::string_view stated(reinterpret_cast<const char*>(ssl.ASN1_STRING_get0_data(bytes)),
                                static_cast<std::size_t>(ssl.ASN1_STRING_length(bytes)));
  return ssl.OBJ_obj2nid(algorithm) == NID_sha256 && stated == as_bytes(digest);
}

// Certificates to trust, as of `time`. OpenSSL frees what it is given here with the question.
Question question_of(const std::vector<Certificate>& certificates, Time time) {
  const OpenSsl& ssl = openssl();
  Question question(ssl.TS_VERIFY_CTX_new());
  X509_STORE* const store = ssl.X509_STORE_new();
  auto* const stack = reinterpret_cast<STACK_OF(X509)*>(ssl.OPENSSL_sk_new_null());
  for (const Certificate& certificate : certificates) {
    must(ssl.X509_STORE_add_cert(store, certificate.get()));
    must(ssl.X509_up_ref(certificate.get()));
    if (ssl.OPENSSL_sk_push(reinterpret_cast<OPENSSL_STACK*>(stack), certificate.get()) == 0) broken();
  }
  X509_VERIFY_PARAM* const parameters = ssl.X509_STORE_get0_param(store);
  ssl.X509_VERIFY_PARAM_set_time(parameters, static_cast<std::time_t>(time.time_since_epoch().count()));
  must(ssl.X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_PARTIAL_CHAIN));
  static_cast<void>(ssl.TS_VERIFY_CTX_set_store(question.get(), store));
  static_cast<void>(ssl.TS_VERIFY_CTX_set_certs(question.get(), stack));
  static_cast<void>(ssl.TS_VERIFY_CTX_add_flags(question.get(), TS_VFY_VERSION | TS_VFY_SIGNATURE));
  return question;
}

}  // namespace

std::string timestamp_request(const Digest& digest) {
  using namespace std::string_literals;
  const std::string sha256_oid = "\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01"s;
  const std::string algorithm = der('\x30', sha256_oid + "\x05\x00"s);
  const std::string imprint = der('\x30', algorithm + der('\x04', as_bytes(digest)));
  return der('\x30', der('\x02', "\x01") + imprint + der_unsigned(random_bytes(8)) + der('\x01', "\xFF"));
}

std::expected<Time, Error> verify_timestamp(std::string_view token, const Digest& digest,
                                            std::span<const std::string> certificates) {
  const ForgetErrors forget;
  const auto trusted = read_certificates(certificates);
  if (!trusted) return std::unexpected(trusted.error());
  const auto read = read_token(token);
  if (!read) return std::unexpected(read.error());
  const Info info(openssl().PKCS7_to_TS_TST_INFO(read->get()));
  if (info == nullptr) return bad("it is no RFC 3161 response and no token");
  if (!is_of(info.get(), digest)) return bad("it is for other bytes than this seal's record");
  const auto time = latest_time(info.get());
  if (!time) return time;
  const Question question = question_of(*trusted, *time);
  if (openssl().TS_RESP_verify_token(question.get(), read->get()) == 1) return time;
  return wrong(Code::timestamp_not_trusted, "its signature is not that of a trusted authority",
               "give the authority's certificate; it must be valid at the token's time, for timeStamping alone");
}

}  // namespace cavra::crypto
