/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-schedules-panel"

#include "reports/armada-schedules-panel.h"

#include <glib/gi18n.h>

#include "api/armada-reports-reader.h"
#include "fleet/armada-list-group.h"
#include "reports/armada-report-dialog.h"
#include "reports/armada-report-words.h"
#include "reports/armada-schedule-row.h"

/* ArmadaSchedulesPanel: what the server has saved can be made at once, with a period that the user
 * is asked for. */
struct _ArmadaSchedulesPanel
{
  AdwBin parent_instance;

  ArmadaSession *session;
  GPtrArray *rows;    /* of ArmadaScheduleRow, borrowed */
  GtkWidget *nothing; /* in their place */

  AdwPreferencesGroup *desk_group;
  ArmadaListGroup *server_group;
};

G_DEFINE_FINAL_TYPE (ArmadaSchedulesPanel, armada_schedules_panel, ADW_TYPE_BIN)

static void
activated_cb (AdwActionRow *row, ArmadaSchedulesPanel *self)
{
  const ArmadaReportRecord *saved = g_object_get_data (G_OBJECT (row), "saved");
  g_autoptr (ArmadaReportOrder) order = saved ? armada_report_order_new_saved (saved) : NULL;

  if (order != NULL && armada_session_get_account (self->session) != NULL)
    armada_report_dialog_present (GTK_WIDGET (self), self->session, order);
}

static char *
describe (const ArmadaReportRecord *saved)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  if (*saved->type_name != '\0')
    g_strv_builder_add (builder, saved->type_name);
  g_strv_builder_add (builder, armada_report_words_for_format_briefly (saved->format));
  if (saved->daily == TRUE)
    g_strv_builder_add (builder, _ ("every day"));
  if (saved->weekly == TRUE)
    g_strv_builder_add (builder, _ ("every week"));
  if (saved->monthly == TRUE)
    g_strv_builder_add (builder, _ ("every month"));
  if (*saved->email != '\0')
    g_strv_builder_add (builder, saved->email);
  parts = g_strv_builder_end (builder);
  return g_strjoinv (" · ", parts);
}

static void
show_saved (ArmadaListRow *row, const ArmadaRecord *record, gpointer user_data)
{
  const ArmadaReportRecord *saved = (const ArmadaReportRecord *) record;
  g_autofree char *about = describe (saved);

  if (g_object_get_data (G_OBJECT (row), "saved") == NULL)
    {
      g_signal_connect_object (row, "activated", G_CALLBACK (activated_cb), user_data, 0);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_widget_set_tooltip_text (GTK_WIDGET (row), _ ("Make It Now…"));
    }
  g_object_set_data_full (G_OBJECT (row), "saved", armada_record_ref ((ArmadaRecord *) record),
                          (GDestroyNotify) armada_record_unref);
  armada_list_row_set_texts (row, saved->title, about, "", NULL);
}

static void
catalog_cb (ArmadaSchedulesPanel *self)
{
  ArmadaCatalog *catalog = armada_session_get_catalog (self->session);
  g_autoptr (ArmadaListLoader) loader =
      catalog ? armada_catalog_get_loader (catalog, ARMADA_LIST_REPORTS, 0) : NULL;

  armada_list_group_set_loader (self->server_group, loader,
                                armada_session_get_clock (self->session));
  if (loader != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    armada_list_loader_refresh (loader);
}

static void
show_schedules (ArmadaSchedulesPanel *self)
{
  GListModel *planner = G_LIST_MODEL (armada_session_get_report_planner (self->session));
  guint n = g_list_model_get_n_items (planner);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->desk_group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ArmadaReportSchedule) schedule = g_list_model_get_item (planner, i);
      GtkWidget *row = armada_schedule_row_new (self->session, schedule);

      adw_preferences_group_add (self->desk_group, row);
      g_ptr_array_add (self->rows, row);
    }
  gtk_widget_set_visible (self->nothing, n == 0);
}

/* The server is asked once somebody looks. */
static void
armada_schedules_panel_map (GtkWidget *widget)
{
  ArmadaSchedulesPanel *self = ARMADA_SCHEDULES_PANEL (widget);

  GTK_WIDGET_CLASS (armada_schedules_panel_parent_class)->map (widget);
  if (self->session != NULL && armada_list_group_get_loader (self->server_group) != NULL)
    armada_list_loader_refresh (armada_list_group_get_loader (self->server_group));
}

static void
armada_schedules_panel_dispose (GObject *object)
{
  ArmadaSchedulesPanel *self = ARMADA_SCHEDULES_PANEL (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (armada_schedules_panel_parent_class)->dispose (object);
}

static void
armada_schedules_panel_finalize (GObject *object)
{
  g_ptr_array_unref (ARMADA_SCHEDULES_PANEL (object)->rows);
  G_OBJECT_CLASS (armada_schedules_panel_parent_class)->finalize (object);
}

static void
armada_schedules_panel_class_init (ArmadaSchedulesPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_schedules_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = armada_schedules_panel_finalize;
  widget_class->map = armada_schedules_panel_map;
  g_type_ensure (ARMADA_TYPE_LIST_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-schedules-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaSchedulesPanel, desk_group);
  gtk_widget_class_bind_template_child (widget_class, ArmadaSchedulesPanel, server_group);
}

static void
armada_schedules_panel_init (ArmadaSchedulesPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
  self->nothing = g_object_new (ADW_TYPE_ACTION_ROW, "title", _ ("None"), "subtitle",
                                _ ("Choose a schedule when you make a report."), NULL);
  adw_preferences_group_add (self->desk_group, self->nothing);
  armada_list_group_set_view (self->server_group, show_saved, NULL, self);
}

/**
 * armada_schedules_panel_set_session:
 * @session: whose schedules are shown
 */
void
armada_schedules_panel_set_session (ArmadaSchedulesPanel *self, ArmadaSession *session)
{
  g_return_if_fail (ARMADA_IS_SCHEDULES_PANEL (self) && self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::catalog", G_CALLBACK (catalog_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (armada_session_get_report_planner (session), "items-changed",
                           G_CALLBACK (show_schedules), self, G_CONNECT_SWAPPED);
  catalog_cb (self);
  show_schedules (self);
}
