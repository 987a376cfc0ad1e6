// A key in a token: its public half, and signing with it.
#include <array>

#include "crypto/der.h"
#include "crypto/digest.h"
#include "crypto/load.h"
#include "crypto/pkcs11_session.h"

namespace cavra::crypto {
namespace {

std::unexpected<Error> wrong(Code code, std::string what, std::string todo) {
  return std::unexpected(Error{code, std::move(what), std::move(todo), "", 0, 0, 0});
}

template <typename T>
CK_ATTRIBUTE is(CK_ATTRIBUTE_TYPE type, T& value) {
  return {type, &value, sizeof value};
}
CK_ATTRIBUTE is(CK_ATTRIBUTE_TYPE type, std::string& value) { return {type, value.data(), value.size()}; }

// The private key that the URI names; never one of two.
std::expected<CK_OBJECT_HANDLE, Error> find_key(const Session& session, Pkcs11Uri uri) {
  CK_OBJECT_CLASS private_key = CKO_PRIVATE_KEY;
  std::vector<CK_ATTRIBUTE> wanted = {is(CKA_CLASS, private_key)};
  if (!uri.object.empty()) wanted.push_back(is(CKA_LABEL, uri.object));
  if (!uri.id.empty()) wanted.push_back(is(CKA_ID, uri.id));
  const std::vector<CK_OBJECT_HANDLE> found = session.find(wanted);
  if (found.size() == 1) return found[0];
  return wrong(Code::no_such_token_key,
               found.empty() ? "the token has no such private key" : "more than one private key of the token matches",
               "name one by object and id: pkcs11-tool -O --login");
}

// An attribute of the public key that belongs to `key`: with the same id, else with the same label.
std::string public_attribute(const Session& session, CK_OBJECT_HANDLE key, CK_ATTRIBUTE_TYPE type) {
  CK_OBJECT_CLASS public_key = CKO_PUBLIC_KEY;
  for (const CK_ATTRIBUTE_TYPE link : {CKA_ID, CKA_LABEL}) {
    std::string value = session.attribute(key, link);
    if (value.empty()) continue;
    const auto found = session.find({is(CKA_CLASS, public_key), is(link, value)});
    if (found.size() == 1)
      if (std::string bytes = session.attribute(found[0], type); !bytes.empty()) return bytes;
  }
  return session.attribute(key, type);
}

// A point is an OCTET STRING around the bytes; some tokens leave the string out.
std::string point_of(const Session& session, CK_OBJECT_HANDLE key, std::size_t size) {
  std::string point = public_attribute(session, key, CKA_EC_POINT);
  if (point.size() == size + 2 && point[0] == '\x04' && point[1] == static_cast<char>(size)) point.erase(0, 2);
  return point;
}

std::expected<PublicKey, Error> public_key_of(const Session& session, CK_OBJECT_HANDLE key) {
  constexpr std::size_t ed25519_size = 32;
  constexpr std::size_t p256_size = 65;
  switch (session.number(key, CKA_KEY_TYPE).value_or(CKK_VENDOR_DEFINED)) {
    case CKK_EC_EDWARDS:
      return PublicKey::from_ed25519(point_of(session, key, ed25519_size));
    case CKK_EC:
      return PublicKey::from_p256(point_of(session, key, p256_size));
    case CKK_RSA:
      return PublicKey::from_rsa(public_attribute(session, key, CKA_MODULUS),
                                 public_attribute(session, key, CKA_PUBLIC_EXPONENT));
    default:
      return wrong(Code::key_not_supported, "the token's key is of a kind that seals do not have",
                   "make an Ed25519, P-256 or RSA key of 3072 bits in the token");
  }
}

class TokenKey final : public Signer {
 public:
  TokenKey(std::unique_ptr<Session> session, CK_OBJECT_HANDLE key, PublicKey public_key, AskPin ask_pin)
      : session_(std::move(session)), key_(key), public_key_(std::move(public_key)), ask_pin_(std::move(ask_pin)) {}

  const PublicKey& public_key() const override { return public_key_; }

  std::expected<std::string, Error> sign(std::string_view message) override {
    auto signature = raw_signature(message);
    if (!signature) return signature;
    if (public_key_.kind() == KeyKind::ecdsa_p256) signature = der_signature(*signature);
    if (public_key_.verify(message, *signature)) return signature;
    return wrong(Code::cannot_sign, "the token made no signature that its public key verifies",
                 "see that its public and private keys belong together");
  }

 private:
  // Each kind has a mechanism that hashes, or is given the digest.
  std::expected<std::string, Error> raw_signature(std::string_view message) {
    const Digest digest = sha256(message);
    CK_RSA_PKCS_PSS_PARAMS pss{CKM_SHA256, CKG_MGF1_SHA256, 32};
    switch (public_key_.kind()) {
      case KeyKind::ed25519:
        return sign_with({CKM_EDDSA, nullptr, 0}, message);
      case KeyKind::ecdsa_p256:
        return sign_with({CKM_ECDSA, nullptr, 0}, as_bytes(digest));
      case KeyKind::rsa_pss:
        break;
    }
    auto hashed = sign_with({CKM_SHA256_RSA_PKCS_PSS, &pss, sizeof pss}, message);
    return hashed ? hashed : sign_with({CKM_RSA_PKCS_PSS, &pss, sizeof pss}, as_bytes(digest));
  }

  std::expected<std::string, Error> sign_with(const CK_MECHANISM& mechanism, std::string_view data) {
    if (session_->begin_signing(mechanism, key_) != CKR_OK)
      return wrong(Code::cannot_sign, "the token does not sign with this kind of key",
                   "see its mechanisms: pkcs11-tool -M");
    const std::string always = session_->attribute(key_, CKA_ALWAYS_AUTHENTICATE);
    if (!always.empty() && always[0] != 0)
      if (auto done = session_->log_in(ask_pin_, CKU_CONTEXT_SPECIFIC); !done)
        return std::unexpected(std::move(done.error()));
    std::string signature = session_->finish_signing(data);
    if (!signature.empty()) return signature;
    return wrong(Code::cannot_sign, "the token did not sign", "see that the key may sign: pkcs11-tool -O");
  }

  std::unique_ptr<Session> session_;
  CK_OBJECT_HANDLE key_;
  PublicKey public_key_;
  AskPin ask_pin_;
};

}  // namespace

std::expected<std::unique_ptr<Signer>, Error> open_token_key(const Pkcs11Uri& uri, const std::string& module,
                                                             AskPin ask_pin) {
  const std::string& path = uri.module_path.empty() ? module : uri.module_path;
  if (path.empty())
    return wrong(Code::no_such_token_key, "the pkcs11: URI has no module-path",
                 "name the token's library with it or with --pkcs11-module");
  auto loaded = Module::load(path);
  if (!loaded) return std::unexpected(std::move(loaded.error()));
  auto session = Session::open(std::move(*loaded), uri);
  if (!session) return std::unexpected(std::move(session.error()));
  if (auto done = (*session)->log_in(ask_pin, CKU_USER); !done) return std::unexpected(std::move(done.error()));
  const auto key = find_key(**session, uri);
  if (!key) return std::unexpected(key.error());
  auto public_key = public_key_of(**session, *key);
  if (!public_key) return std::unexpected(std::move(public_key.error()));
  return std::make_unique<TokenKey>(std::move(*session), *key, std::move(*public_key), std::move(ask_pin));
}

}  // namespace cavra::crypto
