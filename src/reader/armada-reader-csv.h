/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-reader-sheet.h"

G_BEGIN_DECLS

char *armada_reader_csv_decode (const char *data, gsize size, gsize *length, GError **error);
char armada_reader_csv_guess_separator (const char *text, gsize size);
gboolean armada_reader_csv_number (const char *text, gsize length, gboolean comma, double *out);
ArmadaReaderSheet *
armada_reader_csv_read (const char *data, gsize size, const char *name, GError **error);

G_END_DECLS
