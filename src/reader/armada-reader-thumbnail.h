/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-reader-sheet.h"

#include <poppler.h>

G_BEGIN_DECLS

/* What the beginning of a report looks like, small, as a PNG. */

GVariant *armada_reader_thumbnail_of_page (PopplerDocument *document, guint size, GError **error);
GVariant *armada_reader_thumbnail_of_sheet (const ArmadaReaderSheet *sheet, guint size);
GVariant *armada_reader_thumbnail_of_text (const char *text, guint size);

G_END_DECLS
