#include "c/handles.h"

struct cavra_scanner {
  explicit cavra_scanner(std::unique_ptr<cavra::c::Ground> on)
      : ground(std::move(on)), scan(ground->policy, ground->max_size) {}
  std::unique_ptr<cavra::c::Ground> ground;
  cavra::Scan scan;
};

namespace cavra::c {
namespace {

template <typename Work>
cavra_findings* scanned(cavra_scanner* scanner, const char* bytes, cavra_error** error, const Work& work) noexcept {
  return guarded<cavra_findings>(error, [&]() -> std::expected<std::unique_ptr<cavra_findings>, Error> {
    if (scanner == nullptr || bytes == nullptr)
      return std::unexpected(
          Error{Code::bad_usage, "there is no scanner or nothing to scan", "give both", {}, 0, 0, 0});
    std::vector<Finding> findings;
    std::expected<void, Error> done = work(scanner->scan, findings);
    if (!done) return std::unexpected(std::move(done.error()));
    return std::make_unique<cavra_findings>(keep(std::move(findings)));
  });
}

}  // namespace
}  // namespace cavra::c

cavra_scanner* cavra_scanner_new(const cavra_options* options, cavra_error** error) {
  return cavra::c::guarded<cavra_scanner>(error,
                                          [options]() -> std::expected<std::unique_ptr<cavra_scanner>, cavra::Error> {
                                            auto ground = cavra::c::make_ground(options);
                                            if (!ground) return std::unexpected(std::move(ground.error()));
                                            return std::make_unique<cavra_scanner>(std::move(*ground));
                                          });
}
void cavra_scanner_free(cavra_scanner* scanner) { delete scanner; }

cavra_findings* cavra_scan_text(cavra_scanner* scanner, const char* bytes, size_t size, cavra_error** error) {
  return cavra::c::scanned(scanner, bytes, error, [&](cavra::Scan& scan, std::vector<cavra::Finding>& to) {
    return scan.text({bytes, size}, 1, to);
  });
}
cavra_findings* cavra_scan_json(cavra_scanner* scanner, const char* bytes, size_t size, cavra_error** error) {
  return cavra::c::scanned(scanner, bytes, error, [&](cavra::Scan& scan, std::vector<cavra::Finding>& to) {
    return scan.json({bytes, size}, 1, to);
  });
}
