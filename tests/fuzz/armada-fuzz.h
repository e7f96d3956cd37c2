/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "api/armada-record.h"

G_BEGIN_DECLS

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* What holds of everything that is read, whatever came. */
void armada_fuzz_check_text (const char *text);
void armada_fuzz_check_number (double number);
void armada_fuzz_check_record (const ArmadaRecord *record);
GBytes *armada_fuzz_reformat (GBytes *bytes);

/*
 * Where no fuzzer is linked: runs the fixtures @seeds (ended by NULL), cut after each of their
 * first bytes, and then for a second what a fixed seed of chance makes of them.
 */
int armada_fuzz_main (int argc, char **argv, const char *name, const char *const *seeds);

G_END_DECLS
