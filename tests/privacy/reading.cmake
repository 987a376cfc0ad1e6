add_executable(reading-test disguise_test.cc folding_test.cc key_folding_test.cc linear_test.cc plain_test.cc reading_test.cc
  spacing_test.cc unescape_test.cc)
target_link_libraries(reading-test PRIVATE cavra_flags cavra_reading ${CAVRA_ZLIB} ${CAVRA_ICUUC} GTest::gtest_main)
gtest_discover_tests(reading-test)
