#define TOML_IMPLEMENTATION
#include "privacy/toml.h"
