// Templates of publications: refused, or a text that carries the seal's digest, whatever the template says. The first
// byte chooses the text.
#include <array>
#include <nlohmann/json.hpp>

#include "ensure.h"
#include "publish/templates.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cavra;
  static const std::string seal = "sha256:" + std::string(64, 'f');
  static const nlohmann::json facts = {
      {"product", "CAVRA"},
      {"statement", "Every record is *sealed* <here>."},
      {"seal", seal},
      {"live", true},
      {"sample", false},
      {"log", {{"index", "7"}}},
      {"gates",
       {{{"id", "R7.1"}, {"title", "One"}, {"status", "ready"}},
        {{"id", "R7.2"}, {"title", "Two"}, {"status", "ready"}}}},
      {"next_steps", {{{"id", "renewal"}, {"refs", {{{"name", "Owner"}, {"ref", "evidence://owner"}}}}}}},
  };
  if (size == 0) return 0;
  const std::vector<std::string_view> names = publish::template_names();
  const std::string name(names[data[0] % names.size()]);
  const publish::Wanted wanted{{}, {{name, std::string(reinterpret_cast<const char*>(data) + 1, size - 1)}}, false};
  const auto text =
      name.ends_with(".html") ? publish::render_page(wanted, facts) : publish::render(name, wanted, facts);
  if (!text) {
    ensure(text.error().code == Code::bad_template && text.error().source == name && !text.error().what.empty());
    return 0;
  }
  ensure(text->find(seal) != std::string::npos);
  ensure(text->find("cavra-seal verify") != std::string::npos);
  return 0;
}
