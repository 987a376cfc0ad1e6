# What reading values costs; bench-reading --benchmark_filter=packet
find_package(benchmark REQUIRED)
add_executable(bench-reading reading.cc)
target_link_libraries(bench-reading PRIVATE cavra_program cavra_reading benchmark::benchmark)
