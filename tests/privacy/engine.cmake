cavra_tests(rules
  SOURCES checks_test.cc digit_blind_test.cc keyword_case_test.cc one_byte_text_test.cc regex_facts_test.cc
    regex_forms_test.cc rule_file_test.cc
  LINKS rules
)
cavra_tests(privacy THREADS
  SOURCES keyed_hash_test.cc mask_test.cc matcher_test.cc receipt_test.cc roster_test.cc rule_set_test.cc scanner_test.cc
    waivers_test.cc
  LINKS privacy
)
target_compile_definitions(cavra-tests-privacy PRIVATE CAVRA_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
