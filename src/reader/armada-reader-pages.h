/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reading/armada-reading-wire.h"

#include <poppler.h>

G_BEGIN_DECLS

/* Pages of a PDF, by Poppler. */

PopplerDocument *armada_reader_pages_open (int file, const char *password, GError **error);
void armada_reader_pages_describe (PopplerDocument *document, GVariantDict *about);
GVariant *armada_reader_pages_render (PopplerDocument *document,
                                      guint page,
                                      double scale,
                                      guint turns,
                                      GError **error);
GVariant *armada_reader_pages_letters (PopplerDocument *document, guint page, GError **error);
GVariant *
armada_reader_pages_find (PopplerDocument *document, guint page, const char *words, GError **error);
char *armada_reader_pages_text (PopplerDocument *document, gsize max);

G_END_DECLS
