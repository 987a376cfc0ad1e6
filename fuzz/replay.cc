// Replays inputs: every file named, and every file below a folder named; those after --cut also cut short, at 64
// places.
//   fuzz_packet [--cut FILE...] [--whole FILE...]
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

namespace fs = std::filesystem;

/// Of a copy that ends where the input does, so that a sanitizer sees a read beyond it.
void run(const std::string& bytes, std::size_t size) {
  const std::vector<std::uint8_t> copy(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
  LLVMFuzzerTestOneInput(copy.data(), copy.size());
}

void replay(const fs::path& path, bool cut) {
  std::ifstream file(path, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  run(bytes, bytes.size());
  if (!cut) return;
  constexpr std::size_t cuts = 64;
  for (std::size_t i = 0; i < cuts; ++i) run(bytes, bytes.size() * i / cuts);
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t files = 0;
  bool cut = false;
  for (int i = 1; i < argc; ++i) {
    const std::string named = argv[i];
    if (named == "--cut" || named == "--whole") {
      cut = named == "--cut";
    } else if (!fs::is_directory(named)) {
      replay(named, cut);
      ++files;
    } else {
      for (const fs::directory_entry& entry : fs::recursive_directory_iterator(named)) {
        if (!entry.is_regular_file()) continue;
        replay(entry.path(), cut);
        ++files;
      }
    }
  }
  std::printf("%zu files replayed\n", files);
  return files > 0 ? 0 : 1;
}
