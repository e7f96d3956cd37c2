/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-job-heading"

#include "reports/armada-job-heading.h"

#include <glib/gi18n.h>

/* ArmadaJobHeading: counts the jobs of its batch anew whenever the queue counts its own. */
struct _ArmadaJobHeading
{
  AdwBin parent_instance;

  ArmadaReportQueue *queue;
  ArmadaReportJob *job; /* (nullable): the first of them */

  GtkLabel *title;
  GtkLabel *state;
  GtkWidget *stop_button;
};

G_DEFINE_FINAL_TYPE (ArmadaJobHeading, armada_job_heading, ADW_TYPE_BIN)

typedef struct
{
  guint n;
  guint n_done;
  guint n_failed;
  guint n_over;
} Sums;

static Sums
add_up (ArmadaReportQueue *queue, gint64 batch)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (queue));
  Sums sums = { 0 };

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ArmadaReportJob) job = g_list_model_get_item (G_LIST_MODEL (queue), i);
      ArmadaReportJobState state = armada_report_job_get_state (job);

      if (armada_report_job_get_batch (job) != batch)
        continue;
      sums.n++;
      sums.n_done += state == ARMADA_REPORT_JOB_DONE;
      sums.n_failed += state == ARMADA_REPORT_JOB_FAILED;
      sums.n_over += armada_report_job_is_over (job);
    }
  return sums;
}

static char *
words_for_sums (const Sums *sums)
{
  if (sums->n_failed > 0)
    /* Translators: of reports that belong together: how many are done, how many there are, and how
     * many failed */
    return g_strdup_printf (_ ("%u of %u done, %u failed"), sums->n_done, sums->n, sums->n_failed);
  /* Translators: of reports that belong together: how many are done, and how many there are */
  return g_strdup_printf (_ ("%u of %u done"), sums->n_done, sums->n);
}

static void
show_batch (ArmadaJobHeading *self)
{
  const Sums sums = add_up (self->queue, armada_report_job_get_batch (self->job));
  g_autofree char *words = words_for_sums (&sums);
  gboolean over = sums.n_over == sums.n;

  gtk_label_set_label (self->title, armada_report_job_get_batch_name (self->job));
  gtk_label_set_label (self->state, words);
  gtk_button_set_icon_name (GTK_BUTTON (self->stop_button),
                            over ? "window-close-symbolic" : "process-stop-symbolic");
  gtk_widget_set_tooltip_text (self->stop_button, over ? _ ("Take All of Them off the List")
                                                       : _ ("Cancel Those Not Made Yet"));
}

static void
show (ArmadaJobHeading *self)
{
  gboolean batch = self->job != NULL && armada_report_job_get_batch (self->job) != 0;

  gtk_widget_set_visible (GTK_WIDGET (self->state), batch);
  gtk_widget_set_visible (self->stop_button, batch);
  if (batch)
    show_batch (self);
  else
    gtk_label_set_label (self->title, _ ("Single Reports"));
}

static void
stop_cb (ArmadaJobHeading *self)
{
  gint64 batch = self->job ? armada_report_job_get_batch (self->job) : 0;
  Sums sums;

  if (batch == 0)
    return;
  sums = add_up (self->queue, batch);
  if (sums.n_over == sums.n)
    armada_report_queue_remove_batch (self->queue, batch);
  else
    armada_report_queue_cancel_batch (self->queue, batch);
}

static void
armada_job_heading_dispose (GObject *object)
{
  ArmadaJobHeading *self = ARMADA_JOB_HEADING (object);

  g_clear_object (&self->job);
  g_clear_object (&self->queue);
  G_OBJECT_CLASS (armada_job_heading_parent_class)->dispose (object);
}

static void
armada_job_heading_class_init (ArmadaJobHeadingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_job_heading_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-job-heading.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaJobHeading, title);
  gtk_widget_class_bind_template_child (widget_class, ArmadaJobHeading, state);
  gtk_widget_class_bind_template_child (widget_class, ArmadaJobHeading, stop_button);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
armada_job_heading_init (ArmadaJobHeading *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * armada_job_heading_new:
 * @queue: whose jobs it stands over
 */
GtkWidget *
armada_job_heading_new (ArmadaReportQueue *queue)
{
  ArmadaJobHeading *self = g_object_new (ARMADA_TYPE_JOB_HEADING, NULL);

  self->queue = g_object_ref (queue);
  g_signal_connect_object (queue, "notify", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (queue, "items-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * armada_job_heading_set_job:
 * @job: (nullable): any of those that it is about; NULL: it waits to be used again
 */
void
armada_job_heading_set_job (ArmadaJobHeading *self, ArmadaReportJob *job)
{
  g_set_object (&self->job, job);
  if (job != NULL)
    show (self);
}
