/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-rerun"

#include "reports/armada-report-rerun.h"

#include <glib/gi18n.h>

#include "api/armada-fixes.h"
#include "reports/armada-report-ask.h"
#include "reports/armada-report-dialog.h"
#include "reports/armada-report-words.h"
#include "sync/armada-history-choice.h"
#include "sync/armada-session-history.h"

/* A report that is made once more. */
typedef struct
{
  GtkWidget *widget; /* where what comes of it is told */
  ArmadaSession *session;
  ArmadaReport *report;
  ArmadaReportOrder *order; /* (nullable): the new one */
} Rerun;

static void
rerun_free (Rerun *rerun)
{
  g_object_unref (rerun->widget);
  g_object_unref (rerun->session);
  g_object_unref (rerun->report);
  g_clear_pointer (&rerun->order, armada_report_order_unref);
  g_free (rerun);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Rerun, rerun_free)

/* What cannot be asked for as it is, is looked at again in the dialog. */
static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Rerun) rerun = user_data;
  g_autoptr (GError) error = NULL;
  ArmadaReportAsked asked = armada_report_ask_finish (result, &error);

  if (gtk_widget_get_root (rerun->widget) == NULL)
    return;
  if (asked != ARMADA_REPORT_ASKED_FAILED)
    armada_report_dialog_tell (rerun->widget, asked);
  else if (armada_session_get_account (rerun->session) != NULL)
    armada_report_dialog_present (rerun->widget, rerun->session, rerun->order);
}

/* A title that says the period says the new one; one that the user wrote stays. */
static ArmadaReportOrder *
make_order (const ArmadaReportOrder *old, const char *from, const char *to)
{
  g_autofree char *proposed = armada_report_words_propose_title (old);
  ArmadaReportOrder fields = *old;
  g_autofree char *title = NULL;

  fields.from = from;
  fields.to = to;
  fields.period = "";
  fields.daily = fields.weekly = FALSE;
  fields.email = "";
  title = armada_report_words_propose_title (&fields);
  if (g_str_equal (old->title, proposed))
    fields.title = title;
  return armada_report_order_new (&fields);
}

static void
zone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Rerun) rerun = user_data;
  int zone = armada_session_get_zone_finish (ARMADA_SESSION (source), result);
  gint64 now = armada_clock_get_time (armada_session_get_clock (rerun->session));
  g_autoptr (GDateTime) here = g_date_time_new_from_unix_local (now);
  ArmadaAccount *account = armada_session_get_account (rerun->session);
  ArmadaReportQueue *queue;
  g_autoptr (GPtrArray) orders =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_report_order_unref);
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  gint64 from, to;

  if (account == NULL)
    return;
  now +=
      zone != ARMADA_ZONE_UNKNOWN ? zone : g_date_time_get_utc_offset (here) / G_TIME_SPAN_SECOND;
  armada_history_period_find (ARMADA_HISTORY_LAST_WEEK, now, &from, &to);
  first = armada_report_words_write_time (from);
  last = armada_report_words_write_time (to);
  rerun->order = make_order (armada_report_get_order (rerun->report), first, last);
  g_ptr_array_add (orders, armada_report_order_ref (rerun->order));
  queue = armada_session_get_report_queue (rerun->session);
  armada_report_ask_async (queue, account->id, orders, NULL, NULL, asked_cb,
                           g_steal_pointer (&rerun));
}

/**
 * armada_report_rerun_last_week:
 * @widget: where to tell what comes of it
 *
 * Has the server make @report again, about the last week.
 */
void
armada_report_rerun_last_week (GtkWidget *widget, ArmadaSession *session, ArmadaReport *report)
{
  Rerun *rerun = g_new0 (Rerun, 1);

  rerun->widget = g_object_ref (widget);
  rerun->session = g_object_ref (session);
  rerun->report = g_object_ref (report);
  armada_session_get_zone_async (session, NULL, zone_cb, rerun);
}
