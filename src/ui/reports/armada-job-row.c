/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-job-row"

#include "reports/armada-job-row.h"

#include <glib/gi18n.h>

#include "api/armada-error.h"
#include "app/armada-words.h"
#include "reports/armada-report-words.h"

/* ArmadaJobRow: follows its job. What went wrong is a sentence; its state is told by icon and word.
 */
struct _ArmadaJobRow
{
  AdwBin parent_instance;

  ArmadaReportQueue *queue;
  ArmadaClock *clock;
  ArmadaReportJob *job; /* (nullable) */
  gulong handler;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *state;
  GtkProgressBar *progress;
  GtkWidget *retry_button;
  GtkWidget *open_button;
  GtkWidget *stop_button;
};

G_DEFINE_FINAL_TYPE (ArmadaJobRow, armada_job_row, ADW_TYPE_BIN)

static guint opened_signal;

static char *
words_for_error (ArmadaReportJob *job)
{
  const GError *error = armada_report_job_get_error (job);

  return error ? armada_words_for_file_error (error) : g_strdup (_ ("It did not work."));
}

/* Why it waits, and until when. */
static char *
words_for_waiting (ArmadaJobRow *self)
{
  const GError *error = armada_report_job_get_error (self->job);
  g_autofree char *sentence = words_for_error (self->job);
  gint64 now = armada_clock_get_time (self->clock);
  gint64 retry_at = armada_report_job_get_retry_at (self->job);
  g_autofree char *wait = NULL;

  if (g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_UNAUTHORIZED))
    return g_strdup (_ ("Waits until you are signed in again."));
  if (retry_at <= now)
    /* Translators: %s is a sentence that says what did not work */
    return g_strdup_printf (_ ("%s It is tried again by itself."), sentence);
  wait = armada_words_for_duration (retry_at - now);
  /* Translators: a sentence that says what did not work, and a duration such as "2 min" */
  return g_strdup_printf (_ ("%s It is tried again in %s."), sentence, wait);
}

static char *
words_for_download (ArmadaReportJob *job)
{
  g_autofree char *received = armada_words_for_size (armada_report_job_get_received (job));
  gint64 total = armada_report_job_get_total (job);
  g_autofree char *whole = total > 0 ? armada_words_for_size ((guint64) total) : NULL;

  if (whole == NULL)
    /* Translators: how much of a file has come */
    return g_strdup_printf (_ ("Downloading: %s"), received);
  /* Translators: how much of a file has come, and how much it is */
  return g_strdup_printf (_ ("Downloading: %s of %s"), received, whole);
}

static char *
words_for_elapsed (ArmadaReportJob *job, const char *what)
{
  g_autofree char *elapsed = armada_words_for_duration (armada_report_job_get_elapsed (job));

  return g_strdup_printf ("%s · %s", what, elapsed);
}

/* Titles of the same report in two formats are the same. */
static char *
words_for_done (ArmadaReportJob *job)
{
  if (armada_report_job_get_report (job) == NULL)
    return g_strdup (_ ("The server will make it and send it"));
  return g_strdup_printf (
      "%s · %s", armada_report_words_for_format_briefly (armada_report_job_get_order (job)->format),
      _ ("Done"));
}

static char *
words_for_state (ArmadaJobRow *self)
{
  switch (armada_report_job_get_state (self->job))
    {
    case ARMADA_REPORT_JOB_QUEUED:
      return g_strdup (armada_report_queue_can_run (self->queue, self->job)
                           ? _ ("Waits for its turn")
                           : _ ("Waits until its account is signed in"));
    case ARMADA_REPORT_JOB_WAITING:
      return words_for_waiting (self);
    case ARMADA_REPORT_JOB_ASKING:
      return words_for_elapsed (self->job, _ ("Asking the server"));
    case ARMADA_REPORT_JOB_MAKING:
      return words_for_elapsed (self->job, _ ("The server makes it"));
    case ARMADA_REPORT_JOB_DOWNLOADING:
      return words_for_download (self->job);
    case ARMADA_REPORT_JOB_KEEPING:
      return g_strdup (_ ("Being kept"));
    case ARMADA_REPORT_JOB_DONE:
      return words_for_done (self->job);
    case ARMADA_REPORT_JOB_FAILED:
      return words_for_error (self->job);
    case ARMADA_REPORT_JOB_CANCELLED:
    default:
      return g_strdup (_ ("Cancelled"));
    }
}

static const char *
find_icon (ArmadaReportJobState state)
{
  switch (state)
    {
    case ARMADA_REPORT_JOB_QUEUED:
    case ARMADA_REPORT_JOB_WAITING:
      return "content-loading-symbolic";
    case ARMADA_REPORT_JOB_DONE:
      return "object-select-symbolic";
    case ARMADA_REPORT_JOB_FAILED:
      return "dialog-warning-symbolic";
    case ARMADA_REPORT_JOB_CANCELLED:
      return "process-stop-symbolic";
    case ARMADA_REPORT_JOB_ASKING:
    case ARMADA_REPORT_JOB_MAKING:
    case ARMADA_REPORT_JOB_DOWNLOADING:
    case ARMADA_REPORT_JOB_KEEPING:
    default:
      return "folder-download-symbolic";
    }
}

/* A server that does not say how much there is to come gets a bar that only moves. */
static void
show_progress (ArmadaJobRow *self)
{
  gint64 total = armada_report_job_get_total (self->job);
  guint64 received = armada_report_job_get_received (self->job);

  gtk_widget_set_visible (GTK_WIDGET (self->progress), armada_report_job_is_running (self->job));
  if (!armada_report_job_is_running (self->job))
    return;
  if (armada_report_job_get_state (self->job) == ARMADA_REPORT_JOB_DOWNLOADING && total > 0)
    gtk_progress_bar_set_fraction (self->progress, MIN (1.0, (double) received / (double) total));
  else
    gtk_progress_bar_pulse (self->progress);
}

/* Under the heading of a batch what tells its reports apart comes first. */
static const char *
find_title (ArmadaReportJob *job)
{
  const ArmadaReportOrder *order = armada_report_job_get_order (job);
  gboolean named = order->device_names.n == 1 && *order->device_names.texts[0] != '\0';

  return armada_report_job_get_batch (job) != 0 && named ? order->device_names.texts[0]
                                                         : order->title;
}

static void
show (ArmadaJobRow *self)
{
  ArmadaReportJobState state = armada_report_job_get_state (self->job);
  gboolean over = armada_report_job_is_over (self->job);
  gboolean wrong = state == ARMADA_REPORT_JOB_FAILED;
  g_autofree char *words = words_for_state (self);

  gtk_label_set_label (self->title, find_title (self->job));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title),
                               armada_report_job_get_order (self->job)->title);
  gtk_label_set_label (self->state, words);
  gtk_image_set_from_icon_name (self->icon, find_icon (state));
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->state), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->state), "error");
  gtk_widget_set_visible (self->retry_button, wrong || state == ARMADA_REPORT_JOB_WAITING);
  gtk_widget_set_visible (self->open_button, armada_report_job_get_report (self->job) != NULL);
  gtk_button_set_icon_name (GTK_BUTTON (self->stop_button),
                            over ? "window-close-symbolic" : "process-stop-symbolic");
  gtk_widget_set_tooltip_text (self->stop_button, over ? _ ("Take off the List") : _ ("Cancel"));
  show_progress (self);
}

static void
retry_cb (ArmadaJobRow *self)
{
  if (self->job != NULL)
    armada_report_queue_retry (self->queue, self->job);
}

static void
open_cb (ArmadaJobRow *self)
{
  ArmadaReport *report = self->job ? armada_report_job_get_report (self->job) : NULL;

  if (report != NULL)
    g_signal_emit (self, opened_signal, 0, report);
}

static void
stop_cb (ArmadaJobRow *self)
{
  if (self->job == NULL)
    return;
  if (armada_report_job_is_over (self->job))
    armada_report_queue_remove (self->queue, self->job);
  else
    armada_report_queue_cancel (self->queue, self->job);
}

static void
armada_job_row_dispose (GObject *object)
{
  ArmadaJobRow *self = ARMADA_JOB_ROW (object);

  armada_job_row_set_job (self, NULL);
  g_clear_object (&self->queue);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (armada_job_row_parent_class)->dispose (object);
}

static void
armada_job_row_class_init (ArmadaJobRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_job_row_dispose;
  opened_signal = g_signal_new ("opened", ARMADA_TYPE_JOB_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, ARMADA_TYPE_REPORT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-job-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaJobRow, icon);
  gtk_widget_class_bind_template_child (widget_class, ArmadaJobRow, title);
  gtk_widget_class_bind_template_child (widget_class, ArmadaJobRow, state);
  gtk_widget_class_bind_template_child (widget_class, ArmadaJobRow, progress);
  gtk_widget_class_bind_template_child (widget_class, ArmadaJobRow, retry_button);
  gtk_widget_class_bind_template_child (widget_class, ArmadaJobRow, open_button);
  gtk_widget_class_bind_template_child (widget_class, ArmadaJobRow, stop_button);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
armada_job_row_init (ArmadaJobRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * armada_job_row_new:
 * @queue: whose jobs are shown
 * @clock: what time it is
 */
GtkWidget *
armada_job_row_new (ArmadaReportQueue *queue, ArmadaClock *clock)
{
  ArmadaJobRow *self = g_object_new (ARMADA_TYPE_JOB_ROW, NULL);

  self->queue = g_object_ref (queue);
  self->clock = g_object_ref (clock);
  return GTK_WIDGET (self);
}

/**
 * armada_job_row_set_job:
 * @job: (nullable): what is shown; NULL: the row waits to be used again
 */
void
armada_job_row_set_job (ArmadaJobRow *self, ArmadaReportJob *job)
{
  if (self->job != NULL)
    g_clear_signal_handler (&self->handler, self->job);
  g_set_object (&self->job, job);
  if (job == NULL)
    return;
  self->handler = g_signal_connect_swapped (job, "notify", G_CALLBACK (show), self);
  show (self);
}
