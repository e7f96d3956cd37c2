/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-evidence-print"

#include "replay/armada-evidence-print.h"

#include <glib/gi18n.h>

#include "app/armada-pdf-file.h"
#include "replay/armada-evidence-page.h"

/*
 * Evidence on paper, and as a file. Both are drawn by the same function. Paper goes through
 * GtkPrintOperation, which draws on the main thread; that is where its dialog is, too.
 */

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

static guint
count_pages_cb (gconstpointer evidence)
{
  return armada_evidence_count_pages (evidence, ARMADA_PDF_A4_SHORT, ARMADA_PDF_A4_LONG);
}

static void
draw_page_cb (gconstpointer evidence, guint page, cairo_t *cr, PangoLayout *layout)
{
  armada_evidence_draw_page (evidence, page, cr, layout, ARMADA_PDF_A4_SHORT, ARMADA_PDF_A4_LONG);
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
  const ArmadaPdfPages pages = {
    .width = ARMADA_PDF_A4_SHORT,
    .height = ARMADA_PDF_A4_LONG,
    .count = count_pages_cb,
    .draw = draw_page_cb,
    .data = evidence,
  };

  armada_pdf_file_write_async (file, &pages, cancellable, callback, user_data);
}

gboolean
armada_evidence_print_save_finish (GAsyncResult *result, GError **error)
{
  return armada_pdf_file_write_finish (result, error);
}
