# What `cmake --install` puts where, in three parts: the tool, the library, and what it takes to build on the library.
#   cmake --install build/release --prefix PLACE [--component tool|library|development]

# Read by people and by shells, made from the command line's own description.
set(pages ${CMAKE_BINARY_DIR}/share/man)
set(completions ${CMAKE_BINARY_DIR}/share/completions)
set(shells bash zsh fish)
foreach(shell ${shells})
  list(APPEND made ${completions}/${shell})
endforeach()
add_custom_command(
  OUTPUT ${pages}/cavra-seal.1.gz ${made}
  COMMAND ${CMAKE_COMMAND} -E rm -rf ${pages} ${completions}
  COMMAND ${CMAKE_COMMAND} -E make_directory ${pages} ${completions}
  COMMAND cavra-seal manual ${pages}
  COMMAND gzip -9nr ${pages}
  COMMAND cavra-seal completion bash > ${completions}/bash
  COMMAND cavra-seal completion zsh > ${completions}/zsh
  COMMAND cavra-seal completion fish > ${completions}/fish
  DEPENDS cavra-seal
  COMMENT "Writing man pages and completions"
  VERBATIM)
add_custom_target(cavra-manual ALL DEPENDS ${pages}/cavra-seal.1.gz)

install(TARGETS cavra-seal COMPONENT tool)
install(DIRECTORY ${pages}/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT tool)
install(FILES ${completions}/bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME cavra-seal COMPONENT tool)
install(FILES ${completions}/zsh DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions RENAME _cavra-seal COMPONENT tool)
install(FILES ${completions}/fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d RENAME cavra-seal.fish COMPONENT tool)
install(DIRECTORY gates rules DESTINATION ${CMAKE_INSTALL_DATADIR}/cavra-seal COMPONENT tool)
install(DIRECTORY examples docs DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT tool PATTERN node_modules EXCLUDE PATTERN __pycache__ EXCLUDE)
install(FILES README.md DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT tool)

install(TARGETS seal EXPORT cavra-seal-targets LIBRARY COMPONENT library NAMELINK_COMPONENT development)
install(DIRECTORY include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development)

include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/cavra-seal)
install(EXPORT cavra-seal-targets NAMESPACE cavra-seal:: FILE cavra-sealTargets.cmake DESTINATION ${package_dir} COMPONENT development)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/cavra-sealConfigVersion.cmake COMPATIBILITY SameMinorVersion)
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/cavra-sealConfig.cmake @ONLY
  CONTENT "include(\${CMAKE_CURRENT_LIST_DIR}/cavra-sealTargets.cmake)\n")
install(FILES ${CMAKE_BINARY_DIR}/cavra-sealConfig.cmake ${CMAKE_BINARY_DIR}/cavra-sealConfigVersion.cmake DESTINATION ${package_dir} COMPONENT development)

# From where the file lies, so that the installed tree may be moved.
file(RELATIVE_PATH pc_to_prefix /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
string(REGEX REPLACE "/$" "" pc_to_prefix "${pc_to_prefix}")
configure_file(packaging/cavra-seal.pc.in cavra-seal.pc @ONLY)
install(FILES ${CMAKE_BINARY_DIR}/cavra-seal.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)

include(packaging/debian.cmake)
