#include "crypto/pkcs11_session.h"

#include <dlfcn.h>

#include <array>
#include <utility>

#include "crypto/digest.h"

namespace cavra::crypto {
namespace {

std::unexpected<Error> wrong(Code code, std::string what, std::string todo) {
  return std::unexpected(Error{code, std::move(what), std::move(todo), "", 0, 0, 0});
}
std::unexpected<Error> no_key(std::string what, std::string todo) {
  return wrong(Code::no_such_token_key, std::move(what), std::move(todo));
}

// The fields of a token's info are padded with blanks.
template <std::size_t Size>
bool is_or_any(const unsigned char (&field)[Size], std::string_view wanted) {
  std::string_view text(reinterpret_cast<const char*>(field), Size);
  text = text.substr(0, text.find_last_not_of(std::string_view(" \0", 2)) + 1);
  return wanted.empty() || text == wanted;
}

bool matches(const CK_TOKEN_INFO& token, CK_SLOT_ID slot, const Pkcs11Uri& uri) {
  return is_or_any(token.label, uri.token) && is_or_any(token.manufacturerID, uri.manufacturer) &&
         is_or_any(token.model, uri.model) && is_or_any(token.serialNumber, uri.serial) &&
         (!uri.slot || *uri.slot == slot) && (token.flags & CKF_TOKEN_INITIALIZED) != 0;
}

struct Found {
  CK_SLOT_ID slot;
  CK_FLAGS flags;
};

std::vector<Found> matching_tokens(const CK_FUNCTION_LIST& calls, const Pkcs11Uri& uri) {
  std::array<CK_SLOT_ID, 256> slots{};
  CK_ULONG count = slots.size();
  std::vector<Found> found;
  if (calls.C_GetSlotList(CK_TRUE, slots.data(), &count) != CKR_OK) return found;
  for (CK_ULONG i = 0; i != count; ++i) {
    CK_TOKEN_INFO token{};
    if (calls.C_GetTokenInfo(slots.at(i), &token) == CKR_OK && matches(token, slots.at(i), uri))
      found.push_back({slots.at(i), token.flags});
  }
  return found;
}

}  // namespace

std::expected<std::unique_ptr<Module>, Error> Module::load(const std::string& path) {
  // Never unloaded: modules leave threads and handlers behind.
  void* library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  void* entry = library == nullptr ? nullptr : dlsym(library, "C_GetFunctionList");
  CK_FUNCTION_LIST* calls = nullptr;
  if (entry == nullptr || reinterpret_cast<CK_C_GetFunctionList>(entry)(&calls) != CKR_OK || calls == nullptr)
    return no_key("the PKCS#11 module cannot be loaded",
                  "name the token's library with module-path or --pkcs11-module");
  CK_C_INITIALIZE_ARGS arguments{};
  arguments.flags = CKF_OS_LOCKING_OK;
  const CK_RV began = calls->C_Initialize(&arguments);
  if (began != CKR_OK && began != CKR_CRYPTOKI_ALREADY_INITIALIZED)
    return no_key("the PKCS#11 module does not start", "see its configuration");
  return std::unique_ptr<Module>(new Module(calls, began == CKR_OK));
}

Module::~Module() {
  if (is_ours_) calls_->C_Finalize(nullptr);
}

std::expected<std::unique_ptr<Session>, Error> Session::open(std::unique_ptr<Module> module, const Pkcs11Uri& uri) {
  const std::vector<Found> tokens = matching_tokens(module->calls(), uri);
  if (tokens.empty()) return no_key("no token matches the pkcs11: URI", "see that it is plugged in: pkcs11-tool -L");
  if (tokens.size() > 1) return no_key("more than one token matches the pkcs11: URI", "name one by token and serial");
  CK_SESSION_HANDLE handle = 0;
  if (module->calls().C_OpenSession(tokens[0].slot, CKF_SERIAL_SESSION, nullptr, nullptr, &handle) != CKR_OK)
    return no_key("the token opens no session", "see who else uses it");
  return std::unique_ptr<Session>(new Session(std::move(module), handle, tokens[0].flags));
}

Session::~Session() { module_->calls().C_CloseSession(handle_); }

std::expected<void, Error> Session::log_in(const AskPin& ask_pin, CK_USER_TYPE user) {
  if ((flags_ & CKF_LOGIN_REQUIRED) == 0 && user == CKU_USER) return {};
  Secret pin;
  const bool own_pad = (flags_ & CKF_PROTECTED_AUTHENTICATION_PATH) != 0;
  if (!own_pad) {
    auto given = ask_pin();
    if (!given) return std::unexpected(std::move(given.error()));
    pin = std::move(*given);
  }
  auto* const bytes = own_pad ? nullptr : reinterpret_cast<unsigned char*>(pin.data());
  switch (module_->calls().C_Login(handle_, user, bytes, pin.size())) {
    case CKR_OK:
    case CKR_USER_ALREADY_LOGGED_IN:
      return {};
    case CKR_PIN_LOCKED:
      return wrong(Code::wrong_passphrase, "the token's PIN is locked", "its security officer unlocks it");
    default:
      return wrong(Code::wrong_passphrase, "the token refuses the PIN", "check it: after a few times it is locked");
  }
}

std::vector<CK_OBJECT_HANDLE> Session::find(std::vector<CK_ATTRIBUTE> wanted) const {
  const CK_FUNCTION_LIST& calls = module_->calls();
  std::vector<CK_OBJECT_HANDLE> found(16);
  CK_ULONG count = 0;
  if (calls.C_FindObjectsInit(handle_, wanted.data(), wanted.size()) != CKR_OK) return {};
  if (calls.C_FindObjects(handle_, found.data(), found.size(), &count) != CKR_OK) count = 0;
  calls.C_FindObjectsFinal(handle_);
  found.resize(count);
  return found;
}

std::string Session::attribute(CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type) const {
  std::string bytes(2048, '\0');
  CK_ATTRIBUTE wanted{type, bytes.data(), bytes.size()};
  const CK_RV got = module_->calls().C_GetAttributeValue(handle_, object, &wanted, 1);
  bytes.resize(got == CKR_OK && wanted.ulValueLen <= bytes.size() ? wanted.ulValueLen : 0);
  return bytes;
}

std::optional<CK_ULONG> Session::number(CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type) const {
  CK_ULONG value = 0;
  CK_ATTRIBUTE wanted{type, &value, sizeof value};
  if (module_->calls().C_GetAttributeValue(handle_, object, &wanted, 1) != CKR_OK) return std::nullopt;
  return value;
}

CK_RV Session::begin_signing(CK_MECHANISM mechanism, CK_OBJECT_HANDLE key) const {
  return module_->calls().C_SignInit(handle_, &mechanism, key);
}

std::string Session::finish_signing(std::string_view data) const {
  std::string input(data);
  std::string signature(1024, '\0');
  CK_ULONG size = signature.size();
  const CK_RV done = module_->calls().C_Sign(handle_, reinterpret_cast<unsigned char*>(input.data()), input.size(),
                                             reinterpret_cast<unsigned char*>(signature.data()), &size);
  signature.resize(done == CKR_OK ? size : 0);
  return signature;
}

}  // namespace cavra::crypto
