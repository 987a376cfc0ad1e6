/// A session with a token of a PKCS#11 module.
#pragma once

#define CRYPTOKI_COMPAT
#include <p11-kit/pkcs11.h>

#include <memory>
#include <vector>

#include "crypto/pkcs11.h"

namespace cavra::crypto {

/// A loaded and initialized module.
class Module {
 public:
  /// Error::no_such_token_key when it cannot be loaded or does not begin.
  [[nodiscard]] static std::expected<std::unique_ptr<Module>, Error> load(const std::string& path);
  Module(const Module&) = delete;
  Module& operator=(const Module&) = delete;
  ~Module();

  [[nodiscard]] const CK_FUNCTION_LIST& calls() const { return *calls_; }

 private:
  Module(CK_FUNCTION_LIST* calls, bool is_ours) : calls_(calls), is_ours_(is_ours) {}

  CK_FUNCTION_LIST* calls_;
  bool is_ours_;  // to be finalized
};

class Session {
 public:
  /// With the one token that matches the URI.
  [[nodiscard]] static std::expected<std::unique_ptr<Session>, Error> open(std::unique_ptr<Module> module,
                                                                           const Pkcs11Uri& uri);
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session();

  /// Where the token asks for it. Error::wrong_passphrase.
  [[nodiscard]] std::expected<void, Error> log_in(const AskPin& ask_pin, CK_USER_TYPE user);
  /// All objects with these attributes, at most 16.
  [[nodiscard]] std::vector<CK_OBJECT_HANDLE> find(std::vector<CK_ATTRIBUTE> wanted) const;
  /// An attribute's bytes; empty when the object has none.
  [[nodiscard]] std::string attribute(CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type) const;
  [[nodiscard]] std::optional<CK_ULONG> number(CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type) const;

  [[nodiscard]] CK_RV begin_signing(CK_MECHANISM mechanism, CK_OBJECT_HANDLE key) const;
  /// Empty when the token refuses.
  [[nodiscard]] std::string finish_signing(std::string_view data) const;

 private:
  Session(std::unique_ptr<Module> module, CK_SESSION_HANDLE handle, CK_FLAGS flags)
      : module_(std::move(module)), handle_(handle), flags_(flags) {}

  std::unique_ptr<Module> module_;
  CK_SESSION_HANDLE handle_;
  CK_FLAGS flags_;  // of the token
};

}  // namespace cavra::crypto
