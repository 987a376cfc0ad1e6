#include "publish/bag.h"

#include <algorithm>
#include <map>

#include "base/hex.h"
#include "crypto/digest.h"
#include "seal/trust_file.h"

namespace cavra::publish {
namespace {

template <typename Digest>
std::string hex(const Digest& digest) {
  return to_hex(crypto::as_bytes(digest));
}

std::string manifest(const std::vector<File>& files, bool sha512) {
  std::string out;
  for (const File& file : files)
    out += (sha512 ? hex(crypto::sha512(file.bytes)) : hex(crypto::sha256(file.bytes))) + "  " + file.name + "\n";
  return out;
}

void sort(std::vector<File>& files) {
  std::sort(files.begin(), files.end(), [](const File& a, const File& b) { return a.name < b.name; });
}

/// The checkpoint that a proof ends with: what stands after its first empty line.
std::string_view checkpoint_of(std::string_view proof) {
  const std::size_t at = proof.find("\n\n");
  return at == std::string_view::npos ? std::string_view() : proof.substr(at + 2);
}

struct Signatures {
  std::vector<File> files;
  std::vector<PageKey> keys;
};

/// What other people's tools verify the signatures with.
Signatures signatures_of(const Sealed& sealed, const seal::Envelope& envelope) {
  Signatures out;
  const std::string message = seal::pae(envelope);
  out.files.push_back({"data/signatures/body", envelope.payload});
  std::array<std::size_t, seal::role_count> counts{};
  for (const seal::Signature& signature : envelope.signatures)
    for (const seal::TrustKey& key : sealed.trust.file().trust.keys) {
      if (!key.key.verify(message, signature.sig)) continue;
      const std::size_t count = ++counts[static_cast<std::size_t>(key.role)];
      const std::string name = std::string(seal::to_text(key.role)) + (count > 1 ? "-" + std::to_string(count) : "");
      out.files.push_back({"data/signatures/" + name + ".sig", signature.sig});
      out.files.push_back({"data/signatures/" + name + ".pem", key.key.to_pem()});
      out.keys.push_back({name, crypto::name(key.key.kind()), key.key.id()});
    }
  std::sort(out.keys.begin(), out.keys.end(), [](const PageKey& a, const PageKey& b) { return a.name < b.name; });
  return out;
}

std::string bag_info(const Sealed& sealed, const std::vector<File>& payload) {
  std::size_t bytes = 0;
  for (const File& file : payload) bytes += file.bytes.size();
  std::string out = "Bag-Software-Agent: cavra-seal " CAVRA_VERSION "\n";
  out += "External-Identifier: " + sealed.verification.statement_digest + "\n";
  out +=
      "External-Description: The ten sealed packets of a customer lifecycle, their seal, and how to verify it "
      "(VERIFY.md)\n";
  if (sealed.verification.log)
    out += "Internal-Sender-Identifier: entry " + std::to_string(sealed.verification.log->index) +
           " of the log of data/checkpoint\n";
  return out + "Payload-Oxum: " + std::to_string(bytes) + "." + std::to_string(payload.size()) + "\n";
}

using Sums = std::map<std::string, std::string>;

/// The lines of a manifest by file; none when one is not as it should be.
std::optional<Sums> read_manifest(std::string_view text) {
  Sums sums;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    const std::size_t space = line.find("  ");
    if (space == std::string_view::npos ||
        !sums.emplace(std::string(line.substr(space + 2)), std::string(line.substr(0, space))).second)
      return std::nullopt;
  }
  return sums;
}

bool is_tag_manifest(std::string_view name) {
  return name == "tagmanifest-sha256.txt" || name == "tagmanifest-sha512.txt";
}

}  // namespace

std::expected<std::vector<File>, Error> make_bag(const Sealed& sealed) {
  const auto envelope = seal::parse_envelope(sealed.envelope, sealed.verification.source);
  if (!envelope) return std::unexpected(envelope.error());
  std::vector<File> payload;
  for (std::size_t i = 0; i < seal::gate_count; ++i) {
    const chain::BundlePacket* packet = sealed.bundle.find(i);
    if (packet == nullptr)
      return std::unexpected(Error{Code::not_publishable, "not all ten packets were given", "give them with --bundle",
                                   sealed.bundle.path, 0, 0, 0});
    payload.push_back({"data/packets/" + std::string(seal::sealed_gates[i].slug) + ".json", packet->bytes});
  }
  payload.push_back({"data/seal.json", std::string(sealed.envelope)});
  payload.push_back({"data/trust.toml", std::string(sealed.policy)});
  if (!sealed.signature.empty()) payload.push_back({"data/trust.toml.sig", std::string(sealed.signature)});
  if (!sealed.proof.empty()) {
    payload.push_back({"data/proof.tlog-proof", std::string(sealed.proof)});
    payload.push_back({"data/checkpoint", std::string(checkpoint_of(sealed.proof))});
  }
  Signatures signatures = signatures_of(sealed, *envelope);
  for (File& file : signatures.files) payload.push_back(std::move(file));
  sort(payload);
  std::vector<File> tags = {{"bag-info.txt", bag_info(sealed, payload)},
                            {"bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"},
                            {"manifest-sha256.txt", manifest(payload, false)},
                            {"manifest-sha512.txt", manifest(payload, true)},
                            {"VERIFY.md", verify_page(sealed, signatures.keys, !sealed.proof.empty())}};
  sort(tags);
  std::vector<File> bag = payload;
  bag.push_back({"tagmanifest-sha256.txt", manifest(tags, false)});
  bag.push_back({"tagmanifest-sha512.txt", manifest(tags, true)});
  bag.insert(bag.end(), tags.begin(), tags.end());
  sort(bag);
  return bag;
}

std::vector<std::string> check_bag(const std::vector<File>& files) {
  std::vector<std::string> wrong;
  const auto find = [&files](const std::string& name) {
    return std::find_if(files.begin(), files.end(), [&name](const File& file) { return file.name == name; });
  };
  for (const auto& [prefix, tags] : {std::pair<std::string, bool>{"manifest-sha", false}, {"tagmanifest-sha", true}})
    for (const std::string size : {"256", "512"}) {
      const std::string name = prefix + size + ".txt";
      const auto at = find(name);
      const auto sums = at == files.end() ? std::nullopt : read_manifest(at->bytes);
      if (!sums) {
        wrong.push_back(name + " is missing or is no manifest");
        continue;
      }
      for (const File& file : files) {
        if (file.name.starts_with("data/") == tags || (tags && is_tag_manifest(file.name))) continue;
        const auto sum = sums->find(file.name);
        const std::string now = size == "512" ? hex(crypto::sha512(file.bytes)) : hex(crypto::sha256(file.bytes));
        if (sum == sums->end())
          wrong.push_back(file.name + " is not in " + name);
        else if (sum->second != now)
          wrong.push_back(file.name + " is not what " + name + " says");
      }
      for (const auto& [listed, sum] : *sums)
        if (find(listed) == files.end()) wrong.push_back(listed + " is missing, which is in " + name);
    }
  const auto bagit = find("bagit.txt");
  if (bagit == files.end() || bagit->bytes != "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    wrong.emplace_back("bagit.txt is not that of a bag");
  return wrong;
}

}  // namespace cavra::publish
