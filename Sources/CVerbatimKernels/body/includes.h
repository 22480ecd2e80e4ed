/* System headers, which must come before an attribute push. */
#include <stddef.h>
#include <stdint.h>
#include "tables.h"
