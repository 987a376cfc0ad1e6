#include "seal/dsse.h"

#include <algorithm>
#include <optional>

#include "base/base64.h"
#include "json/parser.h"
#include "json/position.h"
#include "json/write.h"

namespace cavra::seal {
namespace {

constexpr std::size_t longest_keyid = 256;
constexpr std::size_t longest_type = 256;

// Reads the one shape that an envelope has. The first fault is kept.
class Reader {
 public:
  Reader(const json::Document& document, std::string source) : document_(document), source_(std::move(source)) {}

  std::expected<Envelope, Error> read() {
    Envelope envelope;
    for_each_member(0, {"payload", "payloadType", "signatures"});
    envelope.payload = bytes(member(0, "payload"), "payload");
    envelope.payload_type = text(member(0, "payloadType"), "payloadType", longest_type);
    if (envelope.payload_type.empty()) fail(member(0, "payloadType"), "payloadType is empty");
    read_signatures(member(0, "signatures"), envelope.signatures);
    if (error_) return std::unexpected(std::move(*error_));
    return envelope;
  }

 private:
  void read_signatures(json::NodeId list, std::vector<Signature>& signatures) {
    if (list == json::no_node) return;
    if (document_[list].type != json::Type::array) return fail(list, "signatures is no array");
    for (json::NodeId at = list + 1; at < document_[list].next && !error_; at = document_.after(at)) {
      if (signatures.size() == most_signatures) return fail(at, "there are more than 64 signatures");
      signatures.push_back(read_signature(at));
    }
  }

  Signature read_signature(json::NodeId node) {
    Signature signature;
    if (document_[node].type != json::Type::object) {
      fail(node, "a signature is no object");
      return signature;
    }
    for_each_member(node, {"keyid", "sig"});
    if (find(node, "keyid") != json::no_node) signature.keyid = text(find(node, "keyid"), "keyid", longest_keyid);
    const json::NodeId sig = member(node, "sig");
    signature.sig = bytes(sig, "sig");
    if (signature.sig.empty()) fail(sig, "sig is empty");
    return signature;
  }

  // Refuses a member that has none of the names: nobody signed it, and nobody looks at what it says.
  void for_each_member(json::NodeId object, std::initializer_list<std::string_view> names) {
    for (json::NodeId child = object + 1; child < document_[object].next; child = document_.after(child))
      if (std::find(names.begin(), names.end(), document_.key(child)) == names.end())
        fail(child, "it has a member that an envelope does not have");
  }

  json::NodeId find(json::NodeId object, std::string_view name) const {
    for (json::NodeId child = object + 1; child < document_[object].next; child = document_.after(child))
      if (document_.key(child) == name) return child;
    return json::no_node;
  }

  json::NodeId member(json::NodeId object, std::string_view name) {
    const json::NodeId found = find(object, name);
    if (found == json::no_node) fail(object, "it lacks " + std::string(name));
    return found;
  }

  std::string text(json::NodeId node, std::string_view name, std::size_t longest) {
    if (node == json::no_node) return {};
    if (document_[node].type != json::Type::string)
      fail(node, std::string(name) + " is no string");
    else if (document_.text(node).size() > longest)
      fail(node, std::string(name) + " is longer than " + std::to_string(longest) + " bytes");
    else
      return std::string(document_.text(node));
    return {};
  }

  std::string bytes(json::NodeId node, std::string_view name) {
    if (node == json::no_node) return {};
    std::optional<std::string> decoded;
    if (document_[node].type == json::Type::string) decoded = from_base64(document_.text(node));
    if (decoded) return std::move(*decoded);
    fail(node, std::string(name) + " is no base64 string as RFC 4648 spells it");
    return {};
  }

  void fail(json::NodeId node, std::string what) {
    if (error_ || node == json::no_node) return;
    const std::uint32_t offset = document_[node].begin;
    const json::Position at = json::Positions(document_.bytes()).at(offset);
    error_ = Error{Code::bad_envelope, std::move(what), "take the envelope as it was written", source_, offset, at.line,
                   at.column};
  }

  const json::Document& document_;
  std::string source_;
  std::optional<Error> error_;
};

void append_member(std::string& out, std::string_view indent, std::string_view name, std::string_view value,
                   std::string_view end) {
  out.append(indent);
  json::append_string(out, name);
  out += ": ";
  json::append_string(out, value);
  out.append(end);
}

std::unexpected<Error> too_many() {
  return std::unexpected(
      Error{Code::bad_envelope, "an envelope holds at most 64 signatures", "sign a seal that has fewer", "", 0, 0, 0});
}

void sort_once(std::vector<Signature>& signatures) {
  std::sort(signatures.begin(), signatures.end());
  signatures.erase(std::unique(signatures.begin(), signatures.end()), signatures.end());
}

}  // namespace

std::string pae(std::string_view payload_type, std::string_view payload) {
  std::string out = "DSSEv1 ";
  out += std::to_string(payload_type.size()) + ' ';
  out.append(payload_type) += ' ';
  out += std::to_string(payload.size()) + ' ';
  return out.append(payload);
}

std::expected<Envelope, Error> parse_envelope(std::string_view json, const std::string& source) {
  json::Parser parser({});
  const auto document = parser.parse(json);
  if (document) return Reader(**document, source).read();
  const json::ParseError& wrong = document.error();
  const json::Position at = json::Positions(json).at(wrong.offset);
  return std::unexpected(Error{wrong.code, std::string(wrong.what), "take the envelope as it was written", source,
                               wrong.offset, at.line, at.column});
}

std::string write_envelope(const Envelope& envelope) {
  std::string out = "{\n";
  append_member(out, "  ", "payload", to_base64(envelope.payload), ",\n");
  append_member(out, "  ", "payloadType", envelope.payload_type, ",\n");
  out += "  \"signatures\": [";
  for (const Signature& signature : envelope.signatures) {
    out += &signature == envelope.signatures.data() ? "\n    {\n" : ",\n    {\n";
    append_member(out, "      ", "keyid", signature.keyid, ",\n");
    append_member(out, "      ", "sig", to_base64(signature.sig), "\n    }");
  }
  out += envelope.signatures.empty() ? "]\n}\n" : "\n  ]\n}\n";
  return out;
}

std::expected<Signing, Error> add_signature(Envelope& envelope, crypto::Signer& signer) {
  const crypto::PublicKey& key = signer.public_key();
  const std::string message = pae(envelope);
  for (const Signature& signature : envelope.signatures)
    if (key.verify(message, signature.sig)) return Signing::there_before;
  std::vector<Signature> signatures = envelope.signatures;
  std::erase_if(signatures, [&key](const Signature& claimed) { return claimed.keyid == key.id(); });
  if (signatures.size() >= most_signatures) return too_many();
  auto made = signer.sign(message);
  if (!made) return std::unexpected(std::move(made.error()));
  signatures.push_back({key.id(), std::move(*made)});
  sort_once(signatures);
  envelope.signatures = std::move(signatures);
  return Signing::added;
}

std::expected<void, Error> merge_into(Envelope& envelope, const Envelope& other) {
  if (envelope.payload != other.payload || envelope.payload_type != other.payload_type)
    return std::unexpected(Error{Code::not_one_payload, "it holds another payload than the first",
                                 "merge what was signed from one and the same seal", "", 0, 0, 0});
  std::vector<Signature> signatures = envelope.signatures;
  signatures.insert(signatures.end(), other.signatures.begin(), other.signatures.end());
  sort_once(signatures);
  if (signatures.size() > most_signatures) return too_many();
  envelope.signatures = std::move(signatures);
  return {};
}

}  // namespace cavra::seal
