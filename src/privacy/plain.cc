#include "privacy/plain.h"

#include "privacy/reading.h"

namespace cavra::privacy {

bool is_plain(std::string_view value) { return is_plain_reference(value); }

}  // namespace cavra::privacy
