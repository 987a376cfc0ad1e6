# How a release is hardened. tests/package/hardening_test.py reads it back out of what was built.
#   cavra_hardened           compiling and linking anything
#   cavra_hardened_program   linking a program
add_library(cavra_hardened INTERFACE)
add_library(cavra_hardened_program INTERFACE)
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  target_compile_options(cavra_hardened INTERFACE -fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
  target_link_options(cavra_hardened INTERFACE -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(cavra_hardened INTERFACE -fstack-clash-protection)
    if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|i.86")
      target_compile_options(cavra_hardened INTERFACE -fcf-protection=full)
    endif()
  endif()
  target_link_options(cavra_hardened_program INTERFACE -pie)
endif()
