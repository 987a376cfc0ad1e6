# Reading: what a value can be read as. The Unicode tables are made from ICU's data by a program that alone links ICU.
find_library(CAVRA_ZLIB NAMES libz.a z REQUIRED)
find_library(CAVRA_ICUUC NAMES icuuc REQUIRED)
find_library(CAVRA_ICUI18N NAMES icui18n REQUIRED)

add_executable(make-unicode-tables tables/make_tables.cc)
target_link_libraries(make-unicode-tables PRIVATE cavra_flags ${CAVRA_ICUI18N} ${CAVRA_ICUUC})
set(CAVRA_UNICODE_TABLES ${CMAKE_CURRENT_BINARY_DIR}/unicode_tables.inc)
add_custom_command(OUTPUT ${CAVRA_UNICODE_TABLES}
  COMMAND make-unicode-tables ${CAVRA_UNICODE_TABLES}
  DEPENDS make-unicode-tables VERBATIM)

add_library(cavra_reading STATIC
  base_n.cc blur.cc disguise.cc folding.cc inflate.cc key_folding.cc names.cc offset_map.cc openings.cc plain.cc plain_reference.cc
  readable.cc reading.cc runs.cc runs_base64.cc spacing.cc unescape.cc unicode.cc ${CAVRA_UNICODE_TABLES})
target_include_directories(cavra_reading PRIVATE ${CMAKE_CURRENT_BINARY_DIR})
target_link_libraries(cavra_reading PRIVATE cavra_flags ${CAVRA_ZLIB} PUBLIC cavra_base)
