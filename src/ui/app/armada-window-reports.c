/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-window-reports"

#include "app/armada-window-reports.h"

#include "app/armada-window-pages.h"
#include "reports/armada-report-dialog.h"
#include "reports/armada-report-teller.h"
#include "reports/armada-report-words.h"

/* What opens the dialog that asks for reports: the window, which must not outlive the session. */

static ArmadaSession *
get_session (ArmadaWindow *self)
{
  return g_object_get_data (G_OBJECT (self), "report-session");
}

static void
present (ArmadaWindow *self,
         GtkWidget *parent,
         const ArmadaIds *devices,
         const char *from,
         const char *to)
{
  g_autoptr (ArmadaReportOrder) order = NULL;
  ArmadaReportOrder fields;

  if (armada_session_get_state (get_session (self)) != ARMADA_SESSION_SIGNED_IN)
    return;
  armada_report_order_init (&fields);
  fields.devices = *devices;
  fields.from = from;
  fields.to = to;
  order = armada_report_order_new (&fields);
  armada_report_dialog_present (parent, get_session (self), order);
}

/**
 * armada_window_report_history:
 *
 * Asks for a report of the vehicles and the time of a history.
 */
void
armada_window_report_history (ArmadaWindow *self, const ArmadaHistoryChoice *choice)
{
  g_autofree char *from = armada_report_words_write_time (choice->from);
  g_autofree char *to = armada_report_words_write_time (choice->to);
  ArmadaIds ids = { (const gint64 *) (gpointer) choice->ids->data, choice->ids->len };

  present (self, GTK_WIDGET (armada_window_get_fleet_page (self)), &ids, from, to);
}

/**
 * armada_window_report_chosen:
 * @parent: any widget of the window that is to ask
 *
 * Asks for a report of the vehicles that are chosen.
 */
void
armada_window_report_chosen (ArmadaWindow *self, GtkWidget *parent)
{
  ArmadaSelection *selection =
      armada_fleet_page_get_selection (armada_window_get_fleet_page (self));
  guint n = armada_selection_get_n_chosen (selection);
  g_autofree gint64 *ids = g_new (gint64, n + 1);

  for (guint i = 0; i < n; i++)
    ids[i] = armada_device_get_id (armada_selection_get_chosen (selection, i));
  present (self, parent, &(ArmadaIds) { ids, n }, "", "");
}

static void
make_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaWindow *self = user_data;
  GtkWidget *page = GTK_WIDGET (armada_window_get_fleet_page (self));
  const char *name = armada_window_get_page_name (self);
  const ArmadaHistoryChoice *choice = NULL;

  if (g_str_equal (name, "history"))
    choice = armada_history_loader_get_choice (
        armada_history_page_get_loader (armada_window_get_history_page (self)));
  if (choice != NULL)
    armada_window_report_history (self, choice);
  else if (g_str_equal (name, "fleet"))
    armada_window_report_chosen (self, page);
  else
    present (self, page, &(ArmadaIds) { NULL, 0 }, "", "");
}

static const GActionEntry entries[] = {
  { .name = "make-report", .activate = make_cb },
};

static void
update_enabled (ArmadaWindow *self)
{
  gboolean inside = armada_session_get_state (get_session (self)) == ARMADA_SESSION_SIGNED_IN;

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), entries[i].name)),
        inside);
}

/**
 * armada_window_add_report_actions:
 * @session: of the window
 */
void
armada_window_add_report_actions (ArmadaWindow *self, ArmadaSession *session)
{
  g_object_set_data_full (G_OBJECT (self), "report-session", g_object_ref (session),
                          g_object_unref);
  g_object_set_data_full (
      G_OBJECT (self), "report-teller",
      armada_report_teller_new (armada_session_get_report_queue (session),
                                GTK_WIDGET (armada_window_get_fleet_page (self))),
      g_object_unref);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (update_enabled), self,
                           G_CONNECT_SWAPPED);
  update_enabled (self);
}
