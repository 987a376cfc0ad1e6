#include "seal/reasons.h"

#include "cavra/scan.h"

namespace cavra::seal {

std::expected<void, Error> check_reasons(const std::vector<SealedWaiver>& waivers, const Policy& policy) {
  Scan scan(policy);
  for (std::size_t i = 0; i != waivers.size(); ++i)
    for (const auto& [name, text] : {std::pair{"reason", &waivers[i].reason}, {"approver", &waivers[i].approver}}) {
      std::vector<Finding> findings;
      if (auto scanned = scan.text(*text, 1, findings); !scanned) return scanned;
      if (!findings.empty())
        return std::unexpected(Error{Code::bad_statement,
                                     std::string("the ") + name + " of waiver " + std::to_string(i + 1) +
                                         " holds private material (" + std::string(id(findings.front().code)) + ")",
                                     "say it without: everybody who verifies the seal reads it",
                                     {},
                                     0,
                                     0,
                                     0});
    }
  return {};
}

}  // namespace cavra::seal
