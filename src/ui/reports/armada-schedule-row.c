/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-schedule-row"

#include "reports/armada-schedule-row.h"

#include <glib/gi18n.h>

#include "app/armada-toast.h"
#include "app/armada-words.h"
#include "reports/armada-report-dialog.h"
#include "reports/armada-report-words.h"

/* ArmadaScheduleRow: follows its schedule. A deleted one can be taken back as long as the toast is
 * seen. */
struct _ArmadaScheduleRow
{
  AdwActionRow parent_instance;

  ArmadaSession *session;
  ArmadaReportSchedule *schedule;
  gboolean setting;
  GtkSwitch *active;
};

G_DEFINE_FINAL_TYPE (ArmadaScheduleRow, armada_schedule_row, ADW_TYPE_ACTION_ROW)

static ArmadaReportPlanner *
get_planner (ArmadaScheduleRow *self)
{
  return armada_session_get_report_planner (self->session);
}

static void
show (ArmadaScheduleRow *self)
{
  const ArmadaKeptReportSchedule *kept = armada_report_schedule_get_kept (self->schedule);
  g_autofree char *when = armada_report_words_for_schedule (kept);
  gint64 next = armada_report_schedule_get_next_due (self->schedule);
  gint64 now = armada_clock_get_time (armada_session_get_clock (self->session));
  g_autofree char *clock = next > 0 ? armada_words_for_clock (next, now) : NULL;
  g_autofree char *text = NULL;

  if (!kept->active)
    text = g_strdup_printf ("%s · %s", when, _ ("paused"));
  else if (clock != NULL)
    /* Translators: how often a report is made, and when the next time is */
    text = g_strdup_printf (_ ("%s · next %s"), when, clock);
  else
    text = g_strdup_printf ("%s · %s", when, _ ("waits for its account"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), kept->order->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
  self->setting = TRUE;
  gtk_switch_set_active (self->active, kept->active);
  self->setting = FALSE;
}

static void
tell (ArmadaScheduleRow *self, const GError *error)
{
  GtkWidget *toasts = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);
  g_autofree char *sentence = armada_words_for_store_error (error);

  if (toasts != NULL)
    armada_toast_show (ADW_TOAST_OVERLAY (toasts), sentence);
}

static void
put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaScheduleRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaReportSchedule) schedule =
      armada_report_planner_put_finish (ARMADA_REPORT_PLANNER (source), result, &error);

  if (schedule == NULL && self->session != NULL)
    {
      tell (self, error);
      show (self);
    }
}

static void
active_cb (ArmadaScheduleRow *self)
{
  ArmadaKeptReportSchedule fields = *armada_report_schedule_get_kept (self->schedule);

  if (self->setting || fields.active == gtk_switch_get_active (self->active))
    return;
  fields.active = gtk_switch_get_active (self->active);
  armada_report_planner_put_async (get_planner (self), &fields, put_cb, g_object_ref (self));
}

static void
run_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArmadaScheduleRow *self = ARMADA_SCHEDULE_ROW (widget);

  armada_report_planner_run_now (get_planner (self), self->schedule);
}

static void
edit_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArmadaScheduleRow *self = ARMADA_SCHEDULE_ROW (widget);

  if (armada_session_get_account (self->session) != NULL)
    armada_report_dialog_present_schedule (widget, self->session, self->schedule);
}

/* What was deleted. */
typedef struct
{
  ArmadaReportPlanner *planner;
  ArmadaKeptReportSchedule *kept;
  AdwToastOverlay *toasts;
} Deletion;

static void
deletion_free (gpointer data, GClosure *closure)
{
  Deletion *deletion = data;

  armada_kept_report_schedule_free (deletion->kept);
  g_object_unref (deletion->planner);
  g_object_unref (deletion->toasts);
  g_free (deletion);
}

static void
undo_cb (Deletion *deletion)
{
  deletion->kept->id = 0;
  armada_report_planner_put_async (deletion->planner, deletion->kept, NULL, NULL);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Deletion *deletion = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  AdwToast *toast;

  if (!armada_report_planner_remove_finish (ARMADA_REPORT_PLANNER (source), result, &error))
    {
      sentence = armada_words_for_store_error (error);
      armada_toast_show (deletion->toasts, sentence);
      deletion_free (deletion, NULL);
      return;
    }
  /* Translators: %s is the title of a report */
  sentence = g_strdup_printf (_ ("The schedule of “%s” was deleted"), deletion->kept->order->title);
  toast = armada_toast_show_undo (deletion->toasts, sentence);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_cb), deletion, deletion_free,
                         G_CONNECT_SWAPPED);
}

static void
delete_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArmadaScheduleRow *self = ARMADA_SCHEDULE_ROW (widget);
  GtkWidget *toasts = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  Deletion *deletion = g_new0 (Deletion, 1);

  g_return_if_fail (toasts != NULL);
  deletion->planner = g_object_ref (get_planner (self));
  deletion->kept =
      armada_kept_report_schedule_copy (armada_report_schedule_get_kept (self->schedule));
  deletion->toasts = ADW_TOAST_OVERLAY (g_object_ref (toasts));
  armada_report_planner_remove_async (deletion->planner, self->schedule, removed_cb, deletion);
}

static void
armada_schedule_row_dispose (GObject *object)
{
  ArmadaScheduleRow *self = ARMADA_SCHEDULE_ROW (object);

  g_clear_object (&self->session);
  g_clear_object (&self->schedule);
  G_OBJECT_CLASS (armada_schedule_row_parent_class)->dispose (object);
}

static void
armada_schedule_row_class_init (ArmadaScheduleRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_schedule_row_dispose;
  gtk_widget_class_install_action (widget_class, "schedule.run", NULL, run_cb);
  gtk_widget_class_install_action (widget_class, "schedule.edit", NULL, edit_cb);
  gtk_widget_class_install_action (widget_class, "schedule.delete", NULL, delete_cb);
}

static GtkWidget *
make_menu (void)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append (menu, _ ("Make It _Now"), "schedule.run");
  g_menu_append (menu, _ ("_Change…"), "schedule.edit");
  g_menu_append (menu, _ ("_Delete"), "schedule.delete");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, _ ("What Can Be Done with the Schedule"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

static void
armada_schedule_row_init (ArmadaScheduleRow *self)
{
  GtkWidget *active = gtk_switch_new ();

  self->active = GTK_SWITCH (active);
  gtk_widget_set_valign (active, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (active, _ ("Make It When It Is Due"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (active), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Make It When It Is Due"), -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 3);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), active);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), make_menu ());
  g_signal_connect_object (active, "notify::active", G_CALLBACK (active_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
armada_schedule_row_new (ArmadaSession *session, ArmadaReportSchedule *schedule)
{
  ArmadaScheduleRow *self = g_object_new (ARMADA_TYPE_SCHEDULE_ROW, NULL);

  self->session = g_object_ref (session);
  self->schedule = g_object_ref (schedule);
  g_signal_connect_object (schedule, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (schedule, "notify", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}
