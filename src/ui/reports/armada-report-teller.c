/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-teller"

#include "reports/armada-report-teller.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/armada-toast.h"

/*
 * ArmadaReportTeller: owned by the window whose toasts it uses. It tells once nothing is being made
 * any more, so that of two hundred reports there is one sentence.
 */
struct _ArmadaReportTeller
{
  GObject parent_instance;

  ArmadaReportQueue *queue;
  GtkWidget *widget; /* weak: of the window */
  GPtrArray *ended;  /* of ArmadaReportJob, not told of yet */
  guint telling;     /* source */
};

G_DEFINE_FINAL_TYPE (ArmadaReportTeller, armada_report_teller, G_TYPE_OBJECT)

/* What the server refused at once was told where it was asked for, and is no longer in the queue.
 */
static gboolean
is_kept (ArmadaReportTeller *self, ArmadaReportJob *wanted)
{
  GListModel *jobs = G_LIST_MODEL (self->queue);

  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (ArmadaReportJob) job = g_list_model_get_item (jobs, i);

      if (job == wanted)
        return TRUE;
    }
  return FALSE;
}

static char *
describe (ArmadaReportJob *last, guint n_made, guint n_failed)
{
  const char *title = armada_report_job_get_order (last)->title;

  if (n_failed == 0 && n_made == 1)
    /* Translators: %s is the title of a report, which can be long: what is told comes first */
    return g_strdup_printf (_ ("Ready: “%s”"), title);
  if (n_failed == 0)
    return g_strdup_printf (ngettext ("%u report is ready", "%u reports are ready", n_made),
                            n_made);
  if (n_made == 0 && n_failed == 1)
    /* Translators: %s is the title of a report, which can be long: what is told comes first */
    return g_strdup_printf (_ ("Could not be made: “%s”"), title);
  return g_strdup_printf (ngettext ("%u of %u reports could not be made",
                                    "%u of %u reports could not be made", n_made + n_failed),
                          n_failed, n_made + n_failed);
}

/* @only: (nullable): the report that there is to be opened */
static void
show (GtkWidget *toasts, const char *sentence, ArmadaReport *only)
{
  if (only != NULL)
    armada_toast_show_action (ADW_TOAST_OVERLAY (toasts), sentence, _ ("_Open"), "win.open-report",
                              g_variant_new_int64 (armada_report_get_fields (only)->id));
  else
    armada_toast_show_action (ADW_TOAST_OVERLAY (toasts), sentence, _ ("_Show"), "win.page",
                              g_variant_new_string ("reports"));
}

static void
tell_cb (gpointer user_data)
{
  ArmadaReportTeller *self = user_data;
  GtkWidget *toasts =
      self->widget ? gtk_widget_get_ancestor (self->widget, ADW_TYPE_TOAST_OVERLAY) : NULL;
  g_autoptr (GPtrArray) ended = NULL;
  ArmadaReportJob *last = NULL;
  g_autofree char *sentence = NULL;
  guint n_made = 0, n_failed = 0;

  self->telling = 0;
  if (armada_report_queue_get_n_running (self->queue) > 0)
    return;
  ended = g_steal_pointer (&self->ended);
  self->ended = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < ended->len; i++)
    {
      ArmadaReportJob *job = ended->pdata[i];
      gboolean made = armada_report_job_get_report (job) != NULL;
      gboolean failed = armada_report_job_get_state (job) == ARMADA_REPORT_JOB_FAILED;

      if ((!made && !failed) || !is_kept (self, job))
        continue;
      last = job;
      n_made += made;
      n_failed += failed;
    }
  if (n_made + n_failed == 0 || toasts == NULL)
    return;
  sentence = describe (last, n_made, n_failed);
  show (toasts, sentence,
        n_made == 1 && n_failed == 0 ? armada_report_job_get_report (last) : NULL);
}

/* Whoever asked for it hears of its end first, and may take it away. */
static void
count_cb (ArmadaReportTeller *self)
{
  if (self->ended->len > 0 && self->telling == 0 &&
      armada_report_queue_get_n_running (self->queue) == 0)
    self->telling = g_idle_add_once (tell_cb, self);
}

static void
ended_cb (ArmadaReportTeller *self, ArmadaReportJob *job)
{
  g_ptr_array_add (self->ended, g_object_ref (job));
  count_cb (self);
}

static void
armada_report_teller_dispose (GObject *object)
{
  ArmadaReportTeller *self = ARMADA_REPORT_TELLER (object);

  g_clear_handle_id (&self->telling, g_source_remove);
  g_clear_weak_pointer (&self->widget);
  g_clear_object (&self->queue);
  g_ptr_array_set_size (self->ended, 0);
  G_OBJECT_CLASS (armada_report_teller_parent_class)->dispose (object);
}

static void
armada_report_teller_finalize (GObject *object)
{
  g_ptr_array_unref (ARMADA_REPORT_TELLER (object)->ended);
  G_OBJECT_CLASS (armada_report_teller_parent_class)->finalize (object);
}

static void
armada_report_teller_class_init (ArmadaReportTellerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = armada_report_teller_dispose;
  G_OBJECT_CLASS (klass)->finalize = armada_report_teller_finalize;
}

static void
armada_report_teller_init (ArmadaReportTeller *self)
{
  self->ended = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * armada_report_teller_new:
 * @widget: any of the window
 *
 * Returns: (transfer full): tells for as long as it lives
 */
ArmadaReportTeller *
armada_report_teller_new (ArmadaReportQueue *queue, GtkWidget *widget)
{
  ArmadaReportTeller *self = g_object_new (ARMADA_TYPE_REPORT_TELLER, NULL);

  self->queue = g_object_ref (queue);
  g_set_weak_pointer (&self->widget, widget);
  g_signal_connect_object (queue, "ended", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (queue, "notify::n-running", G_CALLBACK (count_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}
