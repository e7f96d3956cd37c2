/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/*
 * Where no fuzzer is linked: runs the fixtures @seeds (ended by NULL), cut after each of their
 * first bytes, and then for a second what a fixed seed of chance makes of them.
 */
int armada_fuzz_main (int argc, char **argv, const char *name, const char *const *seeds);

G_END_DECLS
