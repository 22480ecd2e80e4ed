#include "CVerbatimKernels.h"
