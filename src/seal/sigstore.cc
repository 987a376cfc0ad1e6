#include "seal/sigstore.h"

#include "base/base64.h"
#include "json/write.h"

namespace cavra::seal {
namespace {

std::string quoted(std::string_view text) {
  std::string out;
  json::append_string(out, text);
  return out;
}

}  // namespace

std::string write_sigstore_bundle(const Envelope& envelope, const Signature& signature) {
  std::string out =
      "{\n  \"mediaType\": \"application/vnd.dev.sigstore.bundle.v0.3+json\",\n  \"verificationMaterial\": {\n";
  out += "    \"publicKey\": {\n      \"hint\": " + quoted(signature.keyid) + "\n    },\n";
  out +=
      "    \"tlogEntries\": [],\n    \"timestampVerificationData\": {\n      \"rfc3161Timestamps\": []\n    }\n  },\n";
  out += "  \"dsseEnvelope\": {\n    \"payload\": " + quoted(to_base64(envelope.payload)) + ",\n";
  out += "    \"payloadType\": " + quoted(envelope.payload_type) + ",\n    \"signatures\": [\n      {\n";
  out += "        \"sig\": " + quoted(to_base64(signature.sig)) + ",\n        \"keyid\": " + quoted(signature.keyid) +
         "\n";
  return out + "      }\n    ]\n  }\n}\n";
}

}  // namespace cavra::seal
