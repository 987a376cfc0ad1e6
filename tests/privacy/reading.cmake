cavra_tests(reading
  SOURCES disguise_test.cc folding_test.cc key_folding_test.cc linear_test.cc plain_test.cc reading_test.cc
    spacing_test.cc unescape_test.cc
  LINKS reading
)
# ICU is the oracle of folding; zlib makes what is inflated.
target_link_libraries(cavra-tests-reading PRIVATE ${CAVRA_ICUUC} ${CAVRA_ZLIB})
