/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <pango/pangocairo.h>

G_BEGIN_DECLS

#define ARMADA_PDF_A4_SHORT 595.28 /* points */
#define ARMADA_PDF_A4_LONG 841.89

/**
 * ArmadaPdfPages:
 * @width: points
 * @height: points
 * @count: says how many there are; called in a thread
 * @draw: draws one, in points from its upper left corner; likewise
 * @data: for both
 *
 * Pages that become a file.
 */
typedef struct
{
  double width;
  double height;
  guint (*count) (gconstpointer data);
  void (*draw) (gconstpointer data, guint page, cairo_t *cr, PangoLayout *layout);
  gconstpointer data;
} ArmadaPdfPages;

/*
 * A PDF is written in a thread, beside an older file of its name, which it replaces when it is
 * whole. What @pages draw stays as it is until the end. Errors: of G_IO_ERROR.
 */
void armada_pdf_file_write_async (GFile *file,
                                  const ArmadaPdfPages *pages,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean armada_pdf_file_write_finish (GAsyncResult *result, GError **error);

G_END_DECLS
