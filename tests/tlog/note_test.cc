#include "tlog/note.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/hex.h"
#include "crypto/keys.h"
#include "tlog/checkpoint.h"
#include "tlog/proof.h"

namespace cavra::tlog {
namespace {

// The example of Go's golang.org/x/mod/sumdb/note.
const std::string neumann_key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const std::string neumann_note =
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "\u2014 PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

// The signed tree of Go's checksum database, as its client's tests have it, and the key that all of Go trusts.
const std::string sumdb_key = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";

TEST(VerifierKey, ReadsAndWritesTheExamplesOfGo) {
  for (const std::string& text : {neumann_key, sumdb_key}) {
    const auto key = parse_verifier_key(text);
    ASSERT_TRUE(key) << to_text(key.error());
    EXPECT_EQ(key->to_text(), text);
  }
}

TEST(VerifierKey, RefusesWhatIsNotWhole) {
  constexpr const char* parts = "a verifier key has three parts with a plus between them";
  constexpr const char* name = "the name of a verifier key is empty, or has white space or control characters";
  constexpr const char* id = "the id of a verifier key is not eight hexadecimal digits";
  constexpr const char* bytes = "a verifier key is not 33 bytes in base64";
  constexpr const char* other = "the id of a verifier key is not that of its name and key";
  const std::pair<const char*, const char*> cases[] = {
      {"", parts},
      {"name", parts},
      {"name+c74f20a3", parts},
      {"+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", name},
      {"Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", name},
      {"PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", other},
      {"PeterNeumann+c74f20+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", id},
      {"PeterNeumann+c74f20a3c7+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", id},
      {"PeterNeumann+c74f20ax+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", id},
      {"PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq_LDE4izWy10TW", bytes},
      {"PeterNeumann+c74f20a3+AhpcQcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", bytes},
      {"PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy", bytes},
      {"PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWAAAA", bytes},
      {"PeterNeumann+c74f20a3+AhpcQcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWA",
       "a verifier key is of another type than Ed25519 (1) and cosignature/v1 (4)"},
      {"Other+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", other},
  };
  for (const auto& [text, what] : cases) {
    const auto key = parse_verifier_key(text);
    ASSERT_FALSE(key) << text;
    EXPECT_EQ(to_text(key.error()), what + std::string("; write it as name+id+key, as `log init` prints it")) << text;
  }
}

TEST(VerifierKey, HasANameWithoutSpacesPlusesAndControls) {
  for (const char* name : {"a", "log.example/seals", "!", "\u00E4", "-"}) EXPECT_TRUE(is_key_name(name)) << name;
  for (const char* name : {"", " ", "a b", "a+b", "+", "a\x1F", "\x01", "a\n", "a\u00A0", "a\xFF", "\xC3"})
    EXPECT_FALSE(is_key_name(name)) << name;
}

TEST(Note, HoldsTheExampleOfGo) {
  const auto note = parse_note(neumann_note);
  ASSERT_TRUE(note);
  EXPECT_EQ(to_text(*note), neumann_note);
  const std::vector<VerifierKey> keys{*parse_verifier_key(sumdb_key), *parse_verifier_key(neumann_key)};
  const auto verified = verify_note(*note, keys);
  ASSERT_TRUE(verified);
  ASSERT_EQ(verified->size(), 1U);
  EXPECT_EQ((*verified)[0].key, 1U);
}

TEST(Note, OfAnUnknownKeyVerifiesNothing) {
  const auto verified = verify_note(*parse_note(neumann_note), {{*parse_verifier_key(sumdb_key)}});
  ASSERT_TRUE(verified);
  EXPECT_TRUE(verified->empty());
}

TEST(Note, IsRefusedWholeForOneBadSignatureOfAKnownKey) {
  std::string changed = neumann_note;
  changed.replace(changed.find("answer"), 6, "key to");
  const std::vector<VerifierKey> keys{*parse_verifier_key(neumann_key)};
  const auto verified = verify_note(*parse_note(changed), keys);
  ASSERT_FALSE(verified);
  EXPECT_EQ(verified.error().code, Code::bad_signature);
  // A good signature beside the bad one does not help.
  std::string twice = neumann_note + neumann_note.substr(neumann_note.find("\u2014"));
  twice.replace(twice.rfind("ZJku"), 4, "ZJkv");
  EXPECT_FALSE(verify_note(*parse_note(twice), keys));
}

TEST(Note, IsRefusedWhenItIsNoNote) {
  const std::string line = neumann_note.substr(neumann_note.find("\u2014"));
  constexpr const char* no_blank = "1:1: the note has no empty line before its signatures";
  constexpr const char* no_signature = ": a line after the empty line is no signature";
  constexpr const char* no_line = "3:1: a signature line is not a name and base64";
  const std::vector<std::pair<std::string, std::string>> bad{
      {"", no_blank},
      {"text\n\n", "3:1: the note has no signature"},
      {"text\n" + line, no_blank},
      {line, no_blank},
      {"text\n\n" + line + "more\n", std::string("4:1") + no_signature},
      {"text\n\n\u2014 name\n", std::string("3:1") + no_signature},
      {neumann_note.substr(0, neumann_note.size() - 1), "4:1: the last line of the note has no end"},
      {"te\txt\n\n" + line, "1:1: the note has a control character"},
      {std::string("te\0xt\n\n", 7) + line, "1:1: the note has a control character"},
      {"te\x1Fxt\n\n" + line, "1:1: the note has a control character"},
      {"text\r\n\n" + line, "1:1: the note has a control character"},
      {"\nte\xFFxt\n\n" + line, "2:1: the note is not UTF-8"},
      {"text\n\n- " + line.substr(4), std::string("3:1") + no_signature},
      {"text\n\n\u2014 name AAAAAA==\n", no_line},
      {"text\n\n\u2014 name x08go_ZJ\n", no_line},
      {"text\n\n\u2014 na+me x08go/ZJ\n", no_line},
      {"text\n\n\u2014  name x08go/ZJ\n", no_line},
      {std::string(largest_note + 1, 'a'), "1:1: the note has more than " + std::to_string(largest_note) + " bytes"},
  };
  for (const auto& [bytes, what] : bad) {
    const auto note = parse_note(bytes);
    ASSERT_FALSE(note) << what;
    EXPECT_EQ(to_text(note.error()), what + "; take it from its log again");
  }
  std::string largest = "\n\n\u2014 name AAAAAAAA\n";
  largest.insert(0, largest_note - largest.size(), 'a');
  EXPECT_TRUE(parse_note(largest));
  EXPECT_TRUE(parse_note("t xt\n\n" + line));
}

TEST(Note, IsOfAKeyOnlyWhenNameAndIdAreTheKeys) {
  const std::vector<VerifierKey> keys{*parse_verifier_key(neumann_key)};
  for (const auto& [what, with] : {std::pair{"PeterNeumann x08g", "Someone x08g"}, {"x08go", "x08ho"}}) {
    std::string other = neumann_note;
    other.replace(other.rfind(what), std::string_view(what).size(), with);
    const auto verified = verify_note(*parse_note(other), keys);
    ASSERT_TRUE(verified) << with;
    EXPECT_TRUE(verified->empty()) << with;
  }
}

/// A witness's key, and what signs with it.
struct Witness {
  crypto::PrivateKey key = *crypto::PrivateKey::from_ed25519(std::string(32, 'w'));
  VerifierKey verifier{"witness", KeyType::cosignature, {}};

  Witness() { std::ranges::copy(*key.public_key().ed25519_bytes(), verifier.key.begin()); }
  NoteSignature sign(const std::string& text, std::uint64_t time) {
    std::string stamped;
    for (unsigned shift = 64; shift != 0; shift -= 8) stamped += static_cast<char>((time >> (shift - 8)) & 0xFFU);
    return {verifier.name, verifier.id(), stamped + *key.sign(cosigned_message(text, time))};
  }
};

TEST(Cosignature, ProvesTheEarliestOfItsTimes) {
  Witness witness;
  const std::vector<VerifierKey> keys{*parse_verifier_key(sumdb_key), witness.verifier};
  Note note{"text\n", {witness.sign("text\n", 70), witness.sign("text\n", 50), witness.sign("text\n", 60)}};
  const auto verified = verify_note(note, keys);
  ASSERT_TRUE(verified) << to_text(verified.error());
  ASSERT_EQ(verified->size(), 1U);
  EXPECT_EQ((*verified)[0].key, 1U);
  EXPECT_EQ((*verified)[0].time, 50U);
}

TEST(Cosignature, IsRefusedWhenAnythingInItIsAnother) {
  Witness witness;
  const std::vector<VerifierKey> keys{witness.verifier};
  const std::uint64_t latest = ~std::uint64_t{0} >> 1U;
  EXPECT_TRUE(verify_note({"text\n", {witness.sign("text\n", latest)}}, keys));
  EXPECT_FALSE(verify_note({"text\n", {witness.sign("text\n", latest + 1)}}, keys));
  EXPECT_FALSE(verify_note({"other\n", {witness.sign("text\n", 1)}}, keys));
  NoteSignature other_time = witness.sign("text\n", 1);
  other_time.bytes[7] = 2;
  EXPECT_FALSE(verify_note({"text\n", {other_time}}, keys));
  for (const std::size_t size : {7U, 8U, 64U, 71U}) {
    NoteSignature cut = witness.sign("text\n", 1);
    cut.bytes.resize(size);
    EXPECT_FALSE(verify_note({"text\n", {cut}}, keys));
  }
  NoteSignature longer = witness.sign("text\n", 1);
  longer.bytes += '\0';
  EXPECT_FALSE(verify_note({"text\n", {longer}}, keys));
  // Of a log's key the plain text is signed.
  VerifierKey log = witness.verifier;
  log.type = KeyType::ed25519;
  EXPECT_TRUE(verify_note({"text\n", {{log.name, log.id(), *witness.key.sign("text\n")}}}, {{log}}));
  EXPECT_FALSE(verify_note({"text\n", {{log.name, log.id(), witness.sign("text\n", 1).bytes}}}, {{log}}));
}

TEST(Note, TakesUpToAHundredSignatures) {
  std::string bytes = "text\n\n";
  for (int i = 0; i != 100; ++i) bytes += "\u2014 name AAAAAAAA\n";
  EXPECT_TRUE(parse_note(bytes));
  EXPECT_FALSE(parse_note(bytes + "\u2014 name AAAAAAAA\n"));
}

// The example of the specifications of checkpoints and cosignatures, whose keys are not published: it is read, not
// verified.
const std::string sofa =
    "example.com/behind-the-sofa\n"
    "20852163\n"
    "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    "\n"
    "\u2014 example.com/behind-the-sofa "
    "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    "\u2014 witness.example.com/w1 "
    "jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n";

TEST(Checkpoint, ReadsTheExampleOfTheSpecification) {
  const auto note = parse_note(sofa);
  ASSERT_TRUE(note);
  EXPECT_EQ(to_text(*note), sofa);
  const auto checkpoint = parse_checkpoint(note->text);
  ASSERT_TRUE(checkpoint);
  EXPECT_EQ(checkpoint->origin, "example.com/behind-the-sofa");
  EXPECT_EQ(checkpoint->size, 20852163U);
  EXPECT_EQ(to_hex(checkpoint->root), "0ac5186a91863e8e1d90c808014aa89bf5da8e3ee1d9f07630f0378f68f1ab62");
  EXPECT_EQ(to_text(*checkpoint), note->text);
  // The witness's time is in its signature, as the specification's message has it.
  EXPECT_EQ(to_hex(note->signatures[1].bytes.substr(0, 8)), "00000000641850cb");
  EXPECT_EQ(cosigned_message(note->text, 0x641850cb), "cosignature/v1\ntime 1679315147\n" + note->text);
}

TEST(Checkpoint, IsRefusedWhenALineIsWrong) {
  const std::string root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
  for (const std::string& text : std::vector<std::string>{
           std::string(), std::string("origin\n"), "origin\n5\n", "origin\n05\n" + root, "origin\n-5\n" + root,
           "origin\n5 \n" + root, "origin\n\n" + root, "\n5\n" + root, std::string("origin\n5\nCsUY\n"),
           "origin\n5\n" + root.substr(0, root.size() - 1), "origin\n9223372036854775808\n" + root,
           "origin\n5\n" + root + "\n", "origin\n0\n" + root, "origin\n+5\n" + root})
    EXPECT_EQ(parse_checkpoint(text).error().code, Code::bad_checkpoint) << text;
  EXPECT_EQ(parse_checkpoint("origin\n5\n" + root + "more\n")->extensions, std::vector<std::string>{"more"});
}

TEST(EntryProof, ComesBackAsItWentIn) {
  EntryProof proof{"extra bytes", 73894, {empty_root(), leaf_hash("x")}, sofa};
  for (const bool extra : {true, false}) {
    if (!extra) proof.extra.reset();
    const std::string text = to_text(proof);
    const auto parsed = parse_entry_proof(text);
    ASSERT_TRUE(parsed);
    EXPECT_EQ(to_text(*parsed), text);
    EXPECT_EQ(parsed->extra.has_value(), extra);
    EXPECT_EQ(parsed->hashes, proof.hashes);
    EXPECT_EQ(parsed->checkpoint, sofa);
  }
}

TEST(EntryProof, IsRefusedWhenItIsNone) {
  const std::string hash = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
  const std::string head = "c2sp.org/tlog-proof@v1\n";
  std::string many;
  for (int i = 0; i != 64; ++i) many += hash;
  for (const std::string& text : std::vector<std::string>{
           std::string(), std::string("c2sp.org/tlog-proof@v2\nindex 1\n\n"), head, head + "index\n\n",
           head + "index 01\n\n", head + "index 1\n" + hash, head + "index 1\nx\n\n", head + "index 1\nextra AA==\n\n",
           head + "extra A\nindex 1\n\n", head + "index 1\n" + many + "\n", head + "index 18446744073709551616\n\n"})
    EXPECT_EQ(parse_entry_proof(text).error().code, Code::bad_proof) << text;
}

TEST(Continuation, ComesBackAsItWentIn) {
  const Continuation one{20852014, {leaf_hash("x")}, sofa};
  const auto parsed = parse_continuation(to_text(one));
  ASSERT_TRUE(parsed);
  EXPECT_EQ(to_text(*parsed), to_text(one));
  EXPECT_EQ(parsed->old_size, 20852014U);
  EXPECT_EQ(parse_continuation("old 1\n").error().code, Code::bad_proof);
}

}  // namespace
}  // namespace cavra::tlog
