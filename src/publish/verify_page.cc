// VERIFY.md of the archive.
#include "publish/bag.h"

namespace cavra::publish {
namespace {

/// How openssl verifies a signature by a key of that kind.
std::string command(const PageKey& key) {
  const std::string files = "data/signatures/" + key.name;
  if (key.kind == "ed25519")
    return "openssl pkeyutl -verify -rawin -pubin -inkey " + files + ".pem -sigfile " + files + ".sig -in pae\n";
  const std::string pss = key.kind == "rsa-pss" ? "-sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:32 " : "";
  return "openssl dgst -sha256 " + pss + "-verify " + files + ".pem -signature " + files + ".sig pae\n";
}

}  // namespace

std::string verify_page(const Sealed& sealed, const std::vector<PageKey>& keys, bool has_proof) {
  std::string out =
      "# How to verify this archive\n\nIt holds the ten packets of a customer lifecycle and their seal:\n\n    " +
      sealed.verification.statement_digest + "\n\n";
  out +=
      "Run the commands in this folder. Each block ends with an error when something is not as it should be.\n\n"
      "## With cavra-seal\n\n"
      "`data/trust.toml` says whose signatures count. Take it from the owners themselves, or compare its digest with "
      "theirs:\n"
      "`" +
      sealed.verification.trust_digest + "`.\n\n";
  out += "```sh\ncavra-seal verify data/seal.json --trust data/trust.toml --bundle data/packets" +
         std::string(has_proof ? " --proof data/proof.tlog-proof" : "") + "\n```\n\n";
  out +=
      "## With sha256sum and openssl alone\n\nNothing was changed since the archive was made:\n\n"
      "```sh\nset -e\nsha256sum --check --quiet manifest-sha256.txt\nsha256sum --check --quiet "
      "tagmanifest-sha256.txt\n```\n\n"
      "The statement `data/signatures/body` is what the seal holds, and has the digest above:\n\n"
      "```sh\nset -e\nsed -n 's/.*\"payload\": \"\\([^\"]*\\)\".*/\\1/p' data/seal.json | tr -- -_ +/ | openssl base64 "
      "-d -A | cmp - data/signatures/body\n"
      "echo \"" +
      sealed.verification.statement_digest.substr(7) +
      "  data/signatures/body\" | sha256sum --check --quiet\n```\n\n"
      "It names each packet by its digest:\n\n"
      "```sh\nset -e\nfor packet in data/packets/*.json; do\n  digest=$(sha256sum < \"$packet\" | cut -c 1-64)\n"
      "  grep -q \"{\\\"digest\\\":{\\\"sha256\\\":\\\"$digest\\\"},\\\"name\\\":\\\"$(basename \"$packet\")\\\"}\" "
      "data/signatures/body\ndone\n```\n\n"
      "The owners signed it:\n\n```sh\nset -e\n"
      "{ printf 'DSSEv1 28 application/vnd.in-toto+json %d ' \"$(wc -c < data/signatures/body)\"; cat "
      "data/signatures/body; } > pae\n";
  for (const PageKey& key : keys) out += command(key);
  out +=
      "rm pae\n```\n\nThe keys are theirs when these are the digests that they tell you, each SHA-256 of a public key "
      "(DER):\n\n";
  for (const PageKey& key : keys) out += "- " + key.name + ": `" + key.id + "`\n";
  out += "\n```sh\nset -e\n";
  for (const PageKey& key : keys)
    out += "test \"$(openssl pkey -pubin -in data/signatures/" + key.name +
           ".pem -outform DER | sha256sum | cut -c 1-64)\" = " + key.id + "\n";
  return out + "```\n";
}

}  // namespace cavra::publish
