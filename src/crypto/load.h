/// libcrypto, loaded when it is first needed and not when the program starts.
#pragma once

#include <expected>

#include "cavra/error.h"

namespace cavra::crypto {

/// Loads libcrypto.so.3, once a process; any thread may call it. Error::cannot_read when it is not there, or is too
/// old.
///
/// Everything else in this room loads by itself and ends the program when that fails. So a command calls load() before
/// its work, where the failure can still be told.
[[nodiscard]] std::expected<void, Error> load();

}  // namespace cavra::crypto
