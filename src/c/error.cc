#include <exception>
#include <new>

#include "c/handles.h"

namespace cavra::c {
namespace {

/// What is given when there is no memory to make an error of. Never freed.
cavra_error& out_of_memory() {
  static cavra_error only{Error{Code::cannot_read, {}, {}, {}, 0, 0, 0}, "F202", "out of memory"};
  return only;
}

}  // namespace

void give(cavra_error** error, Error from) noexcept {
  if (error == nullptr) return;
  try {
    auto made = std::make_unique<cavra_error>();
    made->code = id(from.code);
    made->text = to_text(from);
    made->error = std::move(from);
    *error = made.release();
  } catch (...) {
    *error = &out_of_memory();
  }
}

void give_exception(cavra_error** error) noexcept {
  if (error == nullptr) return;
  try {
    throw;
  } catch (const std::bad_alloc&) {
    *error = &out_of_memory();
  } catch (...) {
    give(error, Error{Code::cannot_read,
                      "an invariant of the library is broken",
                      "report it, with what it was given",
                      {},
                      0,
                      0,
                      0});
  }
}

}  // namespace cavra::c

const char* cavra_error_code(const cavra_error* error) { return error == nullptr ? "" : error->code.c_str(); }
const char* cavra_error_text(const cavra_error* error) { return error == nullptr ? "" : error->text.c_str(); }
uint64_t cavra_error_offset(const cavra_error* error) { return error == nullptr ? 0 : error->error.offset; }
uint32_t cavra_error_line(const cavra_error* error) { return error == nullptr ? 0 : error->error.line; }
uint32_t cavra_error_column(const cavra_error* error) { return error == nullptr ? 0 : error->error.column; }
void cavra_error_free(cavra_error* error) {
  if (error != &cavra::c::out_of_memory()) delete error;
}

uint32_t cavra_interface_version() { return CAVRA_INTERFACE_VERSION; }
const char* cavra_version() { return CAVRA_VERSION; }
