#include "privacy/reading.h"

#include <algorithm>
#include <deque>
#include <vector>

#include "privacy/disguise.h"
#include "privacy/folding.h"
#include "privacy/inflate.h"
#include "privacy/offset_map.h"
#include "privacy/plain.h"
#include "privacy/reading_memory.h"
#include "privacy/runs.h"
#include "privacy/spacing.h"
#include "privacy/unescape.h"

namespace cavra::privacy {
// One way to read a part of the value, while it is looked into. What was made in place of the value keeps its places.
struct Form {
  std::string_view text;
  Span run;
  const OffsetMap* map = nullptr;
  bool in_place = false;
  std::uint32_t depth = 0;

  [[nodiscard]] Span source(Span span) const {
    if (!in_place) return run;
    return map == nullptr ? span : Span{map->at(span.begin), map->at(span.end)};
  }
};

class Reader::State {
 public:
  explicit State(Budget budget) : budget_(budget) {}

  Outcome read(std::string_view value, Callback callback);
  void forget() {
    disguises_.clear();
    opaques_.clear();
  }

  std::vector<Disguise> disguises_;
  std::vector<Opaque> opaques_;

 private:
  // Takes up what the finder finds in one form.
  class Taker final : public RunSink {
   public:
    Taker(State& state, const Form& form) : state_(state), form_(form) {}
    bool on_bytes(Decoding encoding, Span run, std::string& bytes, Content content) override;
    void on_opaque(Decoding encoding, Span run, std::size_t decoded_bytes) override;
    bool may_inflate(std::string_view begin) override { return state_.inflater_.may_inflate(begin); }
    bool spend(std::size_t bytes) override { return state_.spend(bytes); }

   private:
    State& state_;
    const Form& form_;
  };

  void visit(const Form& form);
  void look_into(const Form& form);
  void look_into_runs(const Form& form);
  bool hand_out(const Form& form);
  void note_disguises(const Form& form);
  bool take(const Form& outer, Decoding encoding, Span run, std::string& bytes, Content content);
  bool inflate(std::string& bytes, Content& content);
  bool spend(std::uint64_t bytes);
  bool decode(std::uint64_t bytes);
  void reach(Limit limit);
  std::span<const Decoding> kept_layers();

  Budget budget_;
  std::uint64_t most_steps_ = 0;
  bool stopped_ = false;
  Outcome outcome_;
  Callback callback_{};
  std::vector<Decoding> layers_;
  std::deque<std::vector<Decoding>> kept_;
  Pool<std::string> texts_;
  Pool<OffsetMap> maps_;
  Pool<RunFinder> finders_;
  Seen seen_;
  Folder folder_;
  Inflater inflater_;
  std::vector<Hidden> hidden_;
};

Outcome Reader::State::read(std::string_view value, Callback callback) {
  forget();
  outcome_ = {};
  stopped_ = false;
  callback_ = callback;
  layers_.clear();
  kept_.clear();
  texts_.reset();
  maps_.reset();
  finders_.reset();
  seen_.reset();
  most_steps_ = budget_.steps + std::uint64_t{budget_.steps_per_byte} * value.size();
  visit({value, {0, static_cast<std::uint32_t>(value.size())}, nullptr, true, 0});
  return outcome_;
}

void Reader::State::visit(const Form& form) {
  if (!hand_out(form)) return;
  outcome_.depth = std::max(outcome_.depth, form.depth);
  note_disguises(form);
  look_into(form);
  const std::size_t layers = layers_.size();
  Form last = form;
  if (!spend(form.text.size())) return;
  std::string& folded = texts_.next();
  OffsetMap& fold_map = maps_.next();
  fold_map.reset(form.map);
  const bool ascii = is_printable_ascii(form.text);  // which folds to itself
  const DecodingSet used = ascii ? 0 : folder_.fold(form.text, folded, form.in_place ? &fold_map : nullptr);
  for (const Decoding decoding : {Decoding::nfkc, Decoding::confusables, Decoding::invisible}) {
    if (used & bit(decoding)) layers_.push_back(decoding);
  }
  if (used != 0) {
    last.text = folded;
    last.map = form.in_place ? &fold_map : nullptr;
    if (hand_out(last)) look_into(last);
  }
  if (!stopped_ && spend(last.text.size()) && may_be_closed(last.text)) {
    std::string& closed = texts_.next();
    OffsetMap& map = maps_.next();
    map.reset(last.map);
    if (close_spacing(last.text, closed, last.in_place ? &map : nullptr)) {
      layers_.push_back(Decoding::spacing);
      last.text = closed;
      last.map = last.in_place ? &map : nullptr;
      if (hand_out(last)) look_into(last);
    }
  }
  layers_.resize(layers);
}

// What is encoded in a form.
void Reader::State::look_into(const Form& form) {
  if (stopped_ || !spend(form.text.size())) return;
  if (has_escapes(form.text)) {
    std::string& text = texts_.next();
    OffsetMap& map = maps_.next();
    map.reset(form.map);
    const Unescaped unescaped = unescape(form.text, text, form.in_place ? &map : nullptr);
    const std::size_t layers = layers_.size();
    for (const Decoding decoding : {Decoding::percent, Decoding::html, Decoding::json_escape}) {
      if (unescaped.used & bit(decoding)) layers_.push_back(decoding);
    }
    if (form.depth == budget_.depth) {
      reach(Limit::depth);
    } else if (decode(unescaped.decoded)) {
      visit({text, form.run, form.in_place ? &map : nullptr, form.in_place, form.depth + 1});
    }
    layers_.resize(layers);
  }
  if (!stopped_) look_into_runs(form);
}

void Reader::State::look_into_runs(const Form& form) {
  Taker taker(*this, form);
  finders_.next().find(form.text, taker);
  finders_.give_back();
}

bool Reader::State::Taker::on_bytes(Decoding encoding, Span run, std::string& bytes, Content content) {
  const std::size_t layers = state_.layers_.size();
  const bool readable = state_.take(form_, encoding, run, bytes, content);
  state_.layers_.resize(layers);
  return readable;
}

void Reader::State::Taker::on_opaque(Decoding encoding, Span run, std::size_t decoded_bytes) {
  const Opaque opaque{encoding, form_.source(run), static_cast<std::uint32_t>(decoded_bytes), {}};
  const auto same = [&](const Opaque& other) { return other.span == opaque.span; };
  if (std::any_of(state_.opaques_.rbegin(), state_.opaques_.rend(), same)) return;
  state_.opaques_.push_back(opaque);
  state_.opaques_.back().layers = state_.kept_layers();
}

// Reads on in decoded bytes; whether they came to a text.
bool Reader::State::take(const Form& outer, Decoding encoding, Span run, std::string& bytes, Content content) {
  layers_.push_back(encoding);
  Form inner{{}, outer.source(run), nullptr, false, outer.depth + 1};
  if (!decode(bytes.size())) return true;
  while (content == Content::gzip || content == Content::zlib) {
    if (inner.depth >= budget_.depth) {
      if (content == Content::gzip) reach(Limit::depth);
      return content == Content::gzip;
    }
    layers_.push_back(content == Content::gzip ? Decoding::gzip : Decoding::zlib);
    if (!inflate(bytes, content)) return false;
    ++inner.depth;
  }
  std::string& text = texts_.next();
  if (content == Content::utf16) {
    layers_.push_back(Decoding::utf16);
    if (!read_utf16(bytes, text)) return false;
  } else {
    text.swap(bytes);
  }
  inner.text = text;
  if (inner.depth > budget_.depth) {
    reach(Limit::depth);
  } else if (!stopped_) {
    visit(inner);
  }
  return true;
}

// Replaces compressed bytes by what they hold; false when that is nothing readable.
bool Reader::State::inflate(std::string& bytes, Content& content) {
  const std::uint64_t by_ratio = std::uint64_t{bytes.size()} * budget_.ratio;
  const std::uint64_t left = budget_.decoded_bytes - outcome_.decoded_bytes;
  std::string& inflated = texts_.next();
  inflated.clear();
  const Inflater::Stop stop = inflater_.inflate(bytes, std::min(by_ratio, left), inflated);
  if (!spend(bytes.size() + inflated.size())) return true;
  if (stop == Inflater::Stop::limit) {
    if (left > by_ratio) {
      reach(Limit::ratio);
    } else {
      reach(Limit::decoded_bytes);
    }
  }
  outcome_.decoded_bytes += inflated.size();
  content = content_of(inflated);
  if (content == Content::none && is_text_with_controls(inflated)) content = Content::text;
  if (content != Content::none) {
    bytes.swap(inflated);
    return true;
  }
  if (salvage_text(inflated, bytes) == 0) return false;
  content = Content::text;
  return true;
}

bool Reader::State::hand_out(const Form& form) {
  if (!seen_.add(form.text) || !spend(form.text.size())) return false;
  ++outcome_.readings;
  callback_.call(callback_.callee, {form.text, layers_, form.run, form.in_place ? form.map : nullptr});
  return true;
}

void Reader::State::note_disguises(const Form& form) {
  constexpr std::size_t kLeastDecoded = 12;  // bytes: what a plain word decodes to can be text by chance
  if (!form.in_place && form.text.size() < kLeastDecoded) return;
  if (!spend(form.text.size())) return;
  hidden_.clear();
  find_disguises(form.text, hidden_);
  if (hidden_.empty()) return;
  const std::span<const Decoding> layers = kept_layers();
  for (const Hidden& hidden : hidden_) disguises_.push_back({hidden.kind, form.source(hidden.span), layers});
}

std::span<const Decoding> Reader::State::kept_layers() {
  if (layers_.empty()) return {};
  return kept_.emplace_back(layers_);
}

bool Reader::State::spend(std::uint64_t bytes) {
  outcome_.steps += bytes;
  if (outcome_.steps > most_steps_) {
    reach(Limit::steps);
    stopped_ = true;
  }
  return !stopped_;
}

bool Reader::State::decode(std::uint64_t bytes) {
  if (stopped_) return false;
  outcome_.decoded_bytes += bytes;
  if (outcome_.decoded_bytes > budget_.decoded_bytes) {
    reach(Limit::decoded_bytes);
    stopped_ = true;
  }
  return !stopped_;
}

void Reader::State::reach(Limit limit) {
  if (outcome_.limit == Limit::none) outcome_.limit = limit;
}

Span Reading::source(std::uint32_t begin, std::uint32_t end) const {
  if (offsets != nullptr) return {offsets->at(begin), offsets->at(end)};
  return layers.empty() ? Span{begin, end} : run;
}

Reader::Reader(Budget budget) : state_(std::make_unique<State>(budget)) {}
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

void Reader::forget() { state_->forget(); }
Outcome Reader::read_all(std::string_view value, Callback callback) { return state_->read(value, callback); }
std::span<const Disguise> Reader::disguises() const { return state_->disguises_; }
std::span<const Opaque> Reader::opaques() const { return state_->opaques_; }

}  // namespace cavra::privacy
