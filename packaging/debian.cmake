# Debian packages: cavra-seal, libcavra-seal0.1 and libcavra-seal-dev.
#   scripts/package        builds them in build/packages
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME cavra-seal)
set(CPACK_PACKAGE_VENDOR "CAVRA")
set(CPACK_PACKAGE_CONTACT "CAVRA Release Engineering <release-engineering@cavra.example>")
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL tool library development)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)

set(library_package libcavra-seal${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
set(CPACK_DEBIAN_TOOL_PACKAGE_NAME cavra-seal)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME ${library_package})
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libcavra-seal-dev)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)

# What is linked is found in the files. OpenSSL is not linked but loaded when it is first used.
set(CPACK_DEBIAN_TOOL_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_TOOL_PACKAGE_DEPENDS "libssl3")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_DEPENDS "libssl3")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "${library_package} (= ${PROJECT_VERSION})")

# How other packages depend on the library, and that the loader's cache is renewed; CPack's own scripts call ldconfig, which
# Debian's packages no longer do.
file(WRITE ${CMAKE_BINARY_DIR}/debian/shlibs
  "libcavra-seal ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR} ${library_package} (>= ${PROJECT_VERSION})\n")
file(WRITE ${CMAKE_BINARY_DIR}/debian/triggers "activate-noawait ldconfig\n")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_CONTROL_EXTRA ${CMAKE_BINARY_DIR}/debian/shlibs ${CMAKE_BINARY_DIR}/debian/triggers)

set(CPACK_COMPONENT_TOOL_DESCRIPTION "judges a customer lifecycle's release record
The release record of a customer's lifecycle is a chain of ten JSON packets,
from live evidence intake to the final release seal. cavra-seal says in one
pass what blocks, where, who answers for it and what to do, and lets nothing
private through in whatever disguise. It runs on one machine, offline.")
set(CPACK_COMPONENT_LIBRARY_DESCRIPTION "judges a customer lifecycle's release record (library)
The gates and detectors of cavra-seal for other programs, in C++ and in C:
it judges a packet of the release record and looks for private material in
texts and JSON.")
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION "judges a customer lifecycle's release record (headers)
What it takes to build programs on the library of cavra-seal: its headers for
C++23 and for C, a CMake package and a pkg-config file.")

# What every Debian package says of itself.
file(COPY_FILE ${PROJECT_SOURCE_DIR}/packaging/debian/changelog ${CMAKE_BINARY_DIR}/debian-changelog)
execute_process(COMMAND gzip -9nfk ${CMAKE_BINARY_DIR}/debian-changelog COMMAND_ERROR_IS_FATAL ANY)
foreach(component TOOL LIBRARY DEVELOPMENT)
  set(package ${CPACK_DEBIAN_${component}_PACKAGE_NAME})
  string(TOLOWER ${component} part)
  install(FILES packaging/debian/copyright DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${package} COMPONENT ${part})
  install(FILES ${CMAKE_BINARY_DIR}/debian-changelog.gz DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${package} RENAME changelog.gz COMPONENT ${part})
endforeach()
install(FILES packaging/debian/cavra-seal.lintian-overrides DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides RENAME cavra-seal COMPONENT tool)

include(CPack)
