# libcavra-seal.so: the rooms but for the command line, with what include/ declares as all that it shows.
#
# The binary links the same rooms, and libraries that start slowly as archives. Here those are the system's shared ones: RE2's
# archive is not made for a shared library, and who links this one has them anyway.

# What a target and all that it links to bring: CAVRA_ROOMS, and libraries of others, CAVRA_OTHERS.
function(cavra_collect target)
  if(target IN_LIST CAVRA_ROOMS)
    return()
  endif()
  list(APPEND CAVRA_ROOMS ${target})
  get_target_property(links ${target} LINK_LIBRARIES)
  foreach(link ${links})
    if(link MATCHES "^cavra_(flags|program)$")
      continue()
    elseif(link MATCHES "^cavra_")
      cavra_collect(${link})
    elseif(link MATCHES "/lib([^/]+)\\.a$")
      find_library(CAVRA_SHARED_${CMAKE_MATCH_1} NAMES lib${CMAKE_MATCH_1}.so REQUIRED)
      list(APPEND CAVRA_OTHERS ${CAVRA_SHARED_${CMAKE_MATCH_1}})
    elseif(link MATCHES "::" AND NOT TARGET ${link})
      message(FATAL_ERROR "${target} links to ${link}, which libcavra-seal.so must find too: add its find_package to src/library.cmake")
    elseif(link)
      list(APPEND CAVRA_OTHERS ${link})
    endif()
  endforeach()
  set(CAVRA_ROOMS ${CAVRA_ROOMS} PARENT_SCOPE)
  set(CAVRA_OTHERS ${CAVRA_OTHERS} PARENT_SCOPE)
endfunction()

find_package(Threads REQUIRED)

set(CAVRA_ROOMS)
set(CAVRA_OTHERS)
foreach(room ${CAVRA_LIBRARY_ROOMS})
  cavra_collect(cavra_${room})
endforeach()
list(REMOVE_DUPLICATES CAVRA_OTHERS)
list(TRANSFORM CAVRA_ROOMS REPLACE "(.+)" "$<TARGET_OBJECTS:\\1>" OUTPUT_VARIABLE objects)

add_library(seal SHARED ${objects})
target_link_libraries(seal PRIVATE cavra_hardened ${CAVRA_OTHERS})
target_link_options(seal PRIVATE -Wl,--no-undefined -Wl,--as-needed -Wl,--version-script=${PROJECT_SOURCE_DIR}/packaging/cavra-seal.map)
set_target_properties(seal PROPERTIES LINK_DEPENDS ${PROJECT_SOURCE_DIR}/packaging/cavra-seal.map)
if(CMAKE_CXX_FLAGS MATCHES "-fsanitize")
  target_link_options(seal PRIVATE -Wl,-z,undefs)
endif()
target_include_directories(seal INTERFACE $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
target_compile_features(seal INTERFACE cxx_std_23)
# Versions that differ in the number that the name of the file has do not fit together: before 1.0, the second one.
set_target_properties(seal PROPERTIES
  OUTPUT_NAME cavra-seal LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/lib LINKER_LANGUAGE CXX EXPORT_NAME seal
  VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
add_library(cavra-seal::seal ALIAS seal)
