/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-pages-paper"

#include "reports/armada-pages-paper.h"

#include "reports/armada-report-view.h"

#define DOTS 200. /* an inch: sharp, and bearable for a page of pixels */

/* A print job: pages come from the reader's process one at a time, as the printer wants them. */
typedef struct
{
  ArmadaReading *reading;
  GtkWidget *view;
  GtkPrintContext *context; /* of the page under way */
  guint page;
} Job;

static void
job_free (gpointer data, GClosure *closure)
{
  Job *job = data;

  g_object_unref (job->reading);
  g_object_unref (job->view);
  g_free (job);
}

static void
paint (Job *job, GVariant *answer)
{
  guint width, height, stride;
  g_autoptr (GBytes) pixels = armada_reading_get_pixels (answer, &width, &height, &stride);
  cairo_t *cr = gtk_print_context_get_cairo_context (job->context);
  cairo_surface_t *picture;
  double scale;

  if (pixels == NULL)
    return;
  /* only read from: cairo's interface has no word for that */
  picture = cairo_image_surface_create_for_data ((unsigned char *) g_bytes_get_data (pixels, NULL),
                                                 CAIRO_FORMAT_RGB24, (int) width, (int) height,
                                                 (int) stride);
  scale = MIN (gtk_print_context_get_width (job->context) / width,
               gtk_print_context_get_height (job->context) / height);
  cairo_save (cr);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, picture, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_finish (picture);
  cairo_surface_destroy (picture);
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkPrintOperation) operation = user_data;
  g_autoptr (GVariant) answer = armada_reading_ask_finish (ARMADA_READING (source), result, NULL);
  Job *job = g_object_get_data (G_OBJECT (operation), "job");

  if (answer != NULL)
    paint (job, answer);
  gtk_print_operation_draw_page_finish (operation);
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, Job *job)
{
  double width, height;

  armada_reading_get_page_size (job->reading, (guint) page, &width, &height);
  job->context = context;
  gtk_print_operation_set_defer_drawing (operation);
  armada_reading_ask_async (job->reading, "render", g_variant_new ("(udu)", page, DOTS / 72, 0),
                            "(uuuay)", NULL, rendered_cb, g_object_ref (operation));
}

static void
request_page_setup_cb (GtkPrintOperation *operation,
                       GtkPrintContext *context,
                       int page,
                       GtkPageSetup *setup,
                       Job *job)
{
  double width, height;

  armada_reading_get_page_size (job->reading, (guint) page, &width, &height);
  gtk_page_setup_set_orientation (setup, width > height ? GTK_PAGE_ORIENTATION_LANDSCAPE
                                                        : GTK_PAGE_ORIENTATION_PORTRAIT);
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, Job *job)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    gtk_print_operation_get_error (operation, &error);
  if (error != NULL)
    armada_report_view_tell (job->view, error->message);
}

/**
 * armada_pages_paper_print:
 * @reading: a report that is open and has pages
 * @view: an ArmadaReportView, which tells when it fails
 *
 * Asks for a printer, and prints.
 */
void
armada_pages_paper_print (ArmadaReading *reading, GtkWidget *view, const char *title)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  GtkRoot *window = gtk_widget_get_root (view);
  Job *job = g_new0 (Job, 1);

  job->reading = g_object_ref (reading);
  job->view = g_object_ref (view);
  g_object_set_data (G_OBJECT (operation), "job", job);
  gtk_print_operation_set_job_name (operation, title);
  gtk_print_operation_set_n_pages (operation, (int) armada_reading_get_n_pages (reading));
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_show_progress (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  g_signal_connect (operation, "request-page-setup", G_CALLBACK (request_page_setup_cb), job);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), job);
  g_signal_connect_data (operation, "done", G_CALLBACK (done_cb), job, job_free, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_IS_WINDOW (window) ? GTK_WINDOW (window) : NULL, NULL);
}
