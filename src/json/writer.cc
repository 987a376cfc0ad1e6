#include "json/writer.h"

#include "json/write.h"

namespace cavra::json {

void Writer::line() {
  if (!pretty_) return;
  out_ += '\n';
  out_.append(2 * depth_, ' ');
}

void Writer::separate() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (!fresh_) out_ += ',';
  fresh_ = false;
  if (depth_ > 0) line();
}

void Writer::begin(char open) {
  separate();
  out_ += open;
  ++depth_;
  fresh_ = true;
}

void Writer::end(char close) {
  --depth_;
  if (!fresh_) line();
  out_ += close;
  fresh_ = false;
}

void Writer::key(std::string_view name) {
  separate();
  append_string(out_, name);
  out_ += pretty_ ? ": " : ":";
  after_key_ = true;
}

void Writer::text(std::string_view value) {
  separate();
  append_string(out_, value);
}

void Writer::raw(std::string_view json) {
  separate();
  out_ += json;
}

}  // namespace cavra::json
