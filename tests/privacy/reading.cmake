add_executable(reading-test plain_test.cc reading_test.cc)
target_link_libraries(reading-test PRIVATE cavra_flags cavra_reading ${CAVRA_ZLIB} GTest::gtest_main)
gtest_discover_tests(reading-test)
