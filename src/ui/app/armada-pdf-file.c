/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-pdf-file"

#include "app/armada-pdf-file.h"

#include <cairo-pdf.h>

#include "armada-config.h"
#include "files/armada-file-beside.h"

/*
 * GtkPrintOperation could export files as well, but it draws no less than a page at once on the
 * main thread, and the first page of a million fixes takes 14 ms without its map, which is more
 * than a frame has; it writes to the name that it is given, so that an older file would be gone
 * when the disk is full; and it tells no error of the disk. Files are therefore drawn in a thread,
 * with the surface that GtkPrintOperation uses, and renamed when they are whole.
 */

/* Cairo hands on what it writes, and does not want to know why it cannot. */
typedef struct
{
  ArmadaFileBeside *beside;
  GError *error;
} Sink;

static cairo_status_t
write_cb (void *closure, const unsigned char *bytes, unsigned int n)
{
  Sink *sink = closure;

  return armada_file_beside_write (sink->beside, (const char *) bytes, n,
                                   sink->error ? NULL : &sink->error)
             ? CAIRO_STATUS_SUCCESS
             : CAIRO_STATUS_WRITE_ERROR;
}

/* Once nothing more can be written, nothing more is drawn. */
static void
draw_pages (const ArmadaPdfPages *pages, cairo_surface_t *surface, GCancellable *cancellable)
{
  cairo_t *cr = cairo_create (surface);
  /* of this thread: the layouts of one map belong to one */
  g_autoptr (PangoFontMap) fonts = pango_cairo_font_map_new ();
  PangoContext *context = pango_font_map_create_context (fonts);
  g_autoptr (PangoLayout) layout = NULL;
  guint n = pages->count (pages->data);

  pango_cairo_update_context (cr, context);
  pango_cairo_context_set_resolution (context, 72);
  layout = pango_layout_new (context);
  for (guint page = 0; page < n && !g_cancellable_is_cancelled (cancellable) &&
                       cairo_status (cr) == CAIRO_STATUS_SUCCESS;
       page++)
    {
      cairo_save (cr);
      pages->draw (pages->data, page, cr, layout);
      cairo_restore (cr);
      cairo_show_page (cr);
    }
  g_object_unref (context);
  cairo_destroy (cr);
}

static gboolean
write_pdf (GFile *file, const ArmadaPdfPages *pages, GCancellable *cancellable, GError **error)
{
  g_autoptr (ArmadaFileBeside) beside = armada_file_beside_new (file, error);
  Sink sink = { beside, NULL };
  cairo_surface_t *surface;
  cairo_status_t status;

  if (beside == NULL)
    return FALSE;
  surface = cairo_pdf_surface_create_for_stream (write_cb, &sink, pages->width, pages->height);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Armada " VERSION);
  draw_pages (pages, surface, cancellable);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (sink.error == NULL && status != CAIRO_STATUS_SUCCESS)
    g_set_error_literal (&sink.error, G_IO_ERROR, G_IO_ERROR_FAILED,
                         cairo_status_to_string (status));
  if (sink.error == NULL)
    g_cancellable_set_error_if_cancelled (cancellable, &sink.error);
  if (sink.error != NULL)
    g_propagate_error (error, sink.error);
  return sink.error == NULL && armada_file_beside_end (beside, error);
}

static void
thread_cb (GTask *task, gpointer file, gpointer pages, GCancellable *cancellable)
{
  GError *error = NULL;

  if (write_pdf (file, pages, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * armada_pdf_file_write_async:
 * @file: local; an older one of this name stays until the new one is complete
 * @pages: copied; its data is not
 */
void
armada_pdf_file_write_async (GFile *file,
                             const ArmadaPdfPages *pages,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);

  g_task_set_source_tag (task, armada_pdf_file_write_async);
  g_task_set_task_data (task, g_memdup2 (pages, sizeof *pages), g_free);
  g_task_run_in_thread (task, thread_cb);
}

gboolean
armada_pdf_file_write_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
