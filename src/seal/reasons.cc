#include "seal/reasons.h"

#include "cavra/scan.h"

namespace cavra::seal {

std::expected<std::string, Error> private_in(const std::string& text, const Policy& policy) {
  Scan scan(policy);
  std::vector<Finding> findings;
  if (auto scanned = scan.text(text, 1, findings); !scanned) return std::unexpected(std::move(scanned.error()));
  return findings.empty() ? std::string() : findings.front().message;
}

std::expected<void, Error> check_reasons(const std::vector<SealedWaiver>& waivers, const Policy& policy) {
  for (std::size_t i = 0; i != waivers.size(); ++i)
    for (const auto& [name, text] : {std::pair{"reason", &waivers[i].reason}, {"approver", &waivers[i].approver}}) {
      const auto found = private_in(*text, policy);
      if (!found) return std::unexpected(found.error());
      if (!found->empty())
        return std::unexpected(
            Error{Code::bad_statement,
                  std::string("the ") + name + " of waiver " + std::to_string(i + 1) + " has " + *found,
                  "say it without: everybody who verifies the seal reads it",
                  {},
                  0,
                  0,
                  0});
    }
  return {};
}

}  // namespace cavra::seal
