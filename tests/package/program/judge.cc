#include <cavra/judge.h>

#include <fstream>
#include <iostream>
#include <iterator>

int main(int, char** arguments) {
  std::ifstream file(arguments[1]);
  const std::string packet{std::istreambuf_iterator<char>(file), {}};
  cavra::Judge judge(cavra::Catalogue::builtin());
  const auto verdict = judge.judge(packet, {.require_live = false});
  if (!verdict) return std::cerr << cavra::to_text(verdict.error()) << '\n', 2;
  std::cout << verdict->gate().id << ' ' << verdict->status() << '\n';
  return verdict->ready() ? 0 : 1;
}
