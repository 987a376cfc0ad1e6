/// What libcavra-seal.so lets others link to. Everything else in it is hidden.
#pragma once

#define CAVRA_API __attribute__((visibility("default")))
