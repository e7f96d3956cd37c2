/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

gulong armada_bench_count_allocations (void);
