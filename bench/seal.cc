// Times sealing and verifying through the library, beside what they cannot cost less than.
//   bench-seal make FOLDER EXAMPLES COUNT   writes COUNT sealed bundles of EXAMPLES (the ten packets) and trust.toml
//   bench-seal seal BUNDLE ROUNDS           judges the chain, makes the statement and signs it
//   bench-seal checks BUNDLE ROUNDS         the ten packets alone, strict, and one signature of the same statement
//   bench-seal verify BUNDLE ROUNDS         the seal in the bundle, with all packets
//   bench-seal six BUNDLE ROUNDS            the ten packets alone, strict, and six verifications of a short message
// It fails when anything is not ready or not valid.
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <functional>

#include "base/disk.h"
#include "lines.h"
#include "seal/dsse.h"
#include "seal/sealing.h"
#include "seal/trust.h"
#include "seal/verify.h"

namespace {

using namespace cavra;

[[noreturn]] void give_up(const std::string& what) {
  std::fprintf(stderr, "bench-seal: %s\n", what.c_str());
  std::exit(EXIT_FAILURE);
}

template <typename T>
T must(std::expected<T, Error> value) {
  if (!value) give_up(to_text(value.error()));
  return std::move(*value);
}

/// A role's key, made once.
crypto::PrivateKey& key(std::size_t role) {
  static std::vector<crypto::PrivateKey> keys = [] {
    std::vector<crypto::PrivateKey> made;
    for (std::size_t i = 0; i != seal::role_count; ++i)
      made.push_back(must(crypto::PrivateKey::from_ed25519(std::string(32, static_cast<char>(i + 1)))));
    return made;
  }();
  return keys[role];
}

std::string trust() {
  seal::Trust policy;
  policy.serial = 1;
  policy.expires = *parse_time("2099-01-01");
  policy.thresholds.fill(1);
  for (std::size_t i = 0; i != seal::role_count; ++i)
    policy.keys.push_back({key(i).public_key(), static_cast<seal::Role>(i), {}, {}, {}});
  return seal::write_trust(policy);
}

seal::Envelope sealed(const chain::Bundle& bundle, chain::ChainJudge& judge, std::size_t signatures,
                      std::chrono::seconds later) {
  const seal::SealingOptions options{Profile::strict, false, *parse_time("2026-11-23") + later};
  const auto verdict = must(judge.judge(bundle, seal::judging(options)));
  const seal::Statement statement =
      must(seal::make_statement(bundle, judge, verdict, Catalogue::builtin(), Policy::builtin(), options));
  seal::Envelope envelope{seal::write_statement(statement), std::string(seal::payload_type), {}};
  for (std::size_t i = 0; i != signatures; ++i) static_cast<void>(must(seal::add_signature(envelope, key(i))));
  return envelope;
}

void write(const std::filesystem::path& path, std::string_view bytes) {
  std::filesystem::create_directories(path.parent_path());
  std::FILE* const file = std::fopen(path.c_str(), "wb");
  if (file == nullptr || std::fwrite(bytes.data(), 1, bytes.size(), file) != bytes.size() || std::fclose(file) != 0)
    give_up("cannot write " + path.string());
}

void make(const std::filesystem::path& folder, const chain::Bundle& bundle, std::size_t count) {
  chain::ChainJudge judge(Catalogue::builtin(), Policy::builtin());
  write(folder / "trust.toml", trust());
  for (std::size_t i = 0; i != count; ++i) {
    char name[16];
    std::snprintf(name, sizeof name, "%06zu", i);
    const std::filesystem::path place = folder / (i < count / 2 ? "first" : "second") / name;
    for (const chain::BundlePacket& packet : bundle.packets)
      write(place / std::filesystem::path(packet.file).filename(), packet.bytes);
    write(place / "seal.json", seal::write_envelope(sealed(bundle, judge, seal::role_count, std::chrono::seconds(i))));
  }
}

void check_all(cavra::Judge& judge, const chain::Bundle& bundle) {
  for (const chain::BundlePacket& packet : bundle.packets)
    if (!must(judge.judge(packet.bytes, {.require_live = true})).ready()) give_up("a packet is not ready");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) give_up("usage: bench-seal make FOLDER BUNDLE COUNT, or seal|checks|verify|six BUNDLE ROUNDS");
  const std::string what = argv[1];
  const std::unique_ptr<Disk> disk = make_real_disk();
  const std::string path = what == "make" ? argv[3] : argv[2];
  const chain::Bundle bundle = must(chain::read_bundle(*disk, path, Catalogue::builtin()));
  const std::size_t count = std::strtoull(argv[what == "make" ? 4 : 3], nullptr, 10);
  if (what == "make") {
    make(argv[2], bundle, count);
    return EXIT_SUCCESS;
  }
  chain::ChainJudge chain_judge(Catalogue::builtin(), Policy::builtin());
  cavra::Judge judge(Catalogue::builtin());
  crypto::PrivateKey& signer = key(0);
  const TrustPolicy policy = must(TrustPolicy::load({"trust.toml", trust()}));
  seal::Verifier verifier(policy, Catalogue::builtin(), Policy::builtin());
  const std::string envelope = seal::write_envelope(sealed(bundle, chain_judge, seal::role_count, {}));
  const std::string payload = seal::pae(must(seal::parse_envelope(envelope, "")));
  const std::string message(64, 'm');
  const std::string signature = must(signer.sign(message));
  const auto round = [&]() -> std::function<void()> {
    if (what == "seal") return [&] { static_cast<void>(sealed(bundle, chain_judge, 1, {})); };
    if (what == "checks")
      return [&] {
        check_all(judge, bundle);
        static_cast<void>(must(signer.sign(payload)));
      };
    if (what == "verify")
      return [&] {
        if (must(verifier.verify({envelope, "seal.json", &bundle}, {})).verdict != "valid")
          give_up("the seal is not valid");
      };
    return [&] {
      check_all(judge, bundle);
      for (std::size_t i = 0; i != seal::role_count; ++i)
        if (!signer.public_key().verify(message, signature)) give_up("a signature is not valid");
    };
  }();
  round();
  bench::print_time([&] {
    for (std::size_t i = 0; i != count; ++i) round();
  });
  return EXIT_SUCCESS;
}
