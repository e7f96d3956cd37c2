/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-evidence-print"

#include "replay/armada-evidence-print.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>

#include "armada-config.h"
#include "files/armada-file-beside.h"
#include "replay/armada-evidence-page.h"

/*
 * Evidence on paper, and as a file. Both are drawn by the same function. Paper goes through
 * GtkPrintOperation, which draws on the main thread; that is where its dialog is, too. It could
 * export the file as well, but it draws no less than a page at once, and the first page of a
 * million fixes takes 14 ms without its map, which is more than a frame has; it writes to the name
 * that it is given, so that an older file would be gone when the disk is full; and it tells no
 * error of the disk. The file is therefore drawn in a thread, with the surface that
 * GtkPrintOperation uses, and renamed when it is whole.
 */

#define A4_WIDTH 595.28 /* points */
#define A4_HEIGHT 841.89

static void
begin_cb (GtkPrintOperation *operation, GtkPrintContext *context, const ArmadaEvidence *evidence)
{
  guint n = armada_evidence_count_pages (evidence, gtk_print_context_get_width (context),
                                         gtk_print_context_get_height (context));

  gtk_print_operation_set_n_pages (operation, (int) n);
}

static void
draw_cb (GtkPrintOperation *operation,
         GtkPrintContext *context,
         int page,
         const ArmadaEvidence *evidence)
{
  g_autoptr (PangoLayout) layout = gtk_print_context_create_pango_layout (context);

  armada_evidence_draw_page (evidence, (guint) page, gtk_print_context_get_cairo_context (context),
                             layout, gtk_print_context_get_width (context),
                             gtk_print_context_get_height (context));
}

/**
 * armada_evidence_print_new:
 * @evidence: outlives the operation
 *
 * Returns: (transfer full): a printing of it, on A4 unless the user wants other paper
 */
GtkPrintOperation *
armada_evidence_print_new (const ArmadaEvidence *evidence)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  GtkPaperSize *paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  /* Translators: a print job's name; %s is a vehicle */
  g_autofree char *name =
      g_strdup_printf (_ ("Evidence of %s"), armada_replay_vehicle_get_name (evidence->vehicle));

  gtk_page_setup_set_paper_size (setup, paper);
  gtk_paper_size_free (paper);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_cb), (gpointer) evidence);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_cb), (gpointer) evidence);
  return operation;
}

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

static void
draw_pages (const ArmadaEvidence *evidence, cairo_surface_t *surface, GCancellable *cancellable)
{
  cairo_t *cr = cairo_create (surface);
  /* of this thread: the layouts of one map belong to one */
  g_autoptr (PangoFontMap) fonts = pango_cairo_font_map_new ();
  PangoContext *context = pango_font_map_create_context (fonts);
  g_autoptr (PangoLayout) layout = NULL;
  guint n = armada_evidence_count_pages (evidence, A4_WIDTH, A4_HEIGHT);

  pango_cairo_update_context (cr, context);
  pango_cairo_context_set_resolution (context, 72);
  layout = pango_layout_new (context);
  for (guint page = 0; page < n && !g_cancellable_is_cancelled (cancellable); page++)
    {
      armada_evidence_draw_page (evidence, page, cr, layout, A4_WIDTH, A4_HEIGHT);
      cairo_show_page (cr);
    }
  g_object_unref (context);
  cairo_destroy (cr);
}

static gboolean
write_pdf (const ArmadaEvidence *evidence, GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (ArmadaFileBeside) beside = armada_file_beside_new (file, error);
  Sink sink = { beside, NULL };
  cairo_surface_t *surface;
  cairo_status_t status;

  if (beside == NULL)
    return FALSE;
  surface = cairo_pdf_surface_create_for_stream (write_cb, &sink, A4_WIDTH, A4_HEIGHT);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Armada " VERSION);
  draw_pages (evidence, surface, cancellable);
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
thread_cb (GTask *task, gpointer file, gpointer evidence, GCancellable *cancellable)
{
  GError *error = NULL;

  if (write_pdf (evidence, file, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * armada_evidence_print_save_async:
 * @evidence: stays as it is until the end
 * @file: local; an older one of this name stays until the new one is complete
 *
 * Draws it into a PDF of A4 pages, in a thread.
 */
void
armada_evidence_print_save_async (const ArmadaEvidence *evidence,
                                  GFile *file,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);

  g_task_set_source_tag (task, armada_evidence_print_save_async);
  g_task_set_task_data (task, (gpointer) evidence, NULL);
  g_task_run_in_thread (task, thread_cb);
}

gboolean
armada_evidence_print_save_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
