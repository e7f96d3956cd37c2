/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-evidence-print"

#include "replay/armada-evidence-print.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "replay/armada-evidence-page.h"

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

static gboolean
fail (GError **error, const char *beside)
{
  int code = errno;

  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (code), g_strerror (code));
  g_unlink (beside);
  return FALSE;
}

/* GTK and cairo write no more than they can and do not always say so: a PDF has its own end. */
static gboolean
is_whole (const char *path)
{
  char end[32] = "";
  FILE *file = g_fopen (path, "re");
  gboolean whole = file != NULL && fseek (file, -16, SEEK_END) == 0 &&
                   fread (end, 1, 16, file) > 0 && g_strstr_len (end, 16, "%%EOF") != NULL;

  if (file != NULL)
    fclose (file);
  return whole;
}

/**
 * armada_evidence_print_save:
 * @file: local; an older one of this name stays until the new one is complete
 *
 * Prints it into a PDF. The drawing takes some hundredths of a second.
 */
gboolean
armada_evidence_print_save (const ArmadaEvidence *evidence, GFile *file, GError **error)
{
  g_autoptr (GtkPrintOperation) operation = armada_evidence_print_new (evidence);
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *beside = path ? g_strconcat (path, ".XXXXXX", NULL) : NULL;
  int opened = beside ? g_mkstemp_full (beside, O_WRONLY | O_CLOEXEC, 0600) : (errno = ENOTSUP, -1);

  if (opened < 0)
    return fail (error, "");
  close (opened);
  gtk_print_operation_set_export_filename (operation, beside);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, error) ==
      GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      g_unlink (beside);
      return FALSE;
    }
  errno = ENOSPC;
  if (!is_whole (beside) || g_rename (beside, path) < 0)
    return fail (error, beside);
  return TRUE;
}
