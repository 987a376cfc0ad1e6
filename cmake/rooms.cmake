# A room is a folder of src/: one static library whose links are the dependency map.
#   cavra_room(json SOURCES document.cc ... LINKS base)
# Sources of a room include each other and the rooms it links to as "json/document.h".

include(${CMAKE_CURRENT_LIST_DIR}/hardening.cmake)

add_library(cavra_flags INTERFACE)
target_compile_options(cavra_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Werror)
# What libcavra-seal.so shows is marked CAVRA_API (include/cavra/export.h).
target_compile_options(cavra_flags INTERFACE -fvisibility=hidden -fvisibility-inlines-hidden)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 sees overlaps in std::string's operator+ that are not there (GCC bug 105329).
  target_compile_options(cavra_flags INTERFACE -Wno-restrict)
else()
  # clang sees what libstdc++ 12 deprecates in its own headers (std::stable_sort).
  target_compile_options(cavra_flags INTERFACE -Wno-deprecated-declarations)
endif()
target_include_directories(cavra_flags INTERFACE ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/src)
target_link_libraries(cavra_flags INTERFACE cavra_hardened)

function(cavra_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;LINKS" ${ARGN})
  add_library(cavra_${name} STATIC ${ROOM_SOURCES})
  target_link_libraries(cavra_${name} PRIVATE cavra_flags)
  foreach(link ${ROOM_LINKS})
    target_link_libraries(cavra_${name} PUBLIC cavra_${link})
  endforeach()
endfunction()

# The C++ runtime goes into the binary: finding and relocating it costs more than judging a packet.
add_library(cavra_program INTERFACE)
target_link_libraries(cavra_program INTERFACE cavra_flags cavra_hardened_program)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND NOT CMAKE_CXX_FLAGS MATCHES "-fsanitize")
  target_link_options(cavra_program INTERFACE -static-libstdc++ -static-libgcc)
endif()
