/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-repeat"

#include "reports/armada-report-repeat.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "reports/armada-field.h"
#include "reports/armada-input-row.h"
#include "reports/armada-report-rules.h"

/* In the order in which they are offered. */
typedef enum
{
  REPEAT_ONCE,
  REPEAT_SERVER_DAILY,
  REPEAT_SERVER_WEEKLY,
  REPEAT_DESK_DAILY,
  REPEAT_DESK_WEEKLY,
  REPEAT_DESK_MONTHLY,
} Repeat;

struct _ArmadaReportRepeat
{
  AdwPreferencesGroup parent_instance;

  ArmadaInputRow *email_row;
  ArmadaInputRow *time_row;

  AdwComboRow *repeat_row;
  AdwComboRow *weekday_row;
  AdwSpinRow *day_row;
};

G_DEFINE_FINAL_TYPE (ArmadaReportRepeat, armada_report_repeat, ADW_TYPE_PREFERENCES_GROUP)

static guint changed_signal;

static Repeat
get_repeat (ArmadaReportRepeat *self)
{
  return (Repeat) adw_combo_row_get_selected (self->repeat_row);
}

static void
show_rows (ArmadaReportRepeat *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->email_row), armada_report_repeat_get_by_server (self));
  gtk_widget_set_visible (GTK_WIDGET (self->time_row), armada_report_repeat_get_by_desk (self));
  gtk_widget_set_visible (GTK_WIDGET (self->weekday_row), get_repeat (self) == REPEAT_DESK_WEEKLY);
  gtk_widget_set_visible (GTK_WIDGET (self->day_row), get_repeat (self) == REPEAT_DESK_MONTHLY);
}

static void
repeat_cb (ArmadaReportRepeat *self)
{
  if (self->time_row == NULL)
    return;
  show_rows (self);
  armada_field_set_problem (ADW_ACTION_ROW (self->repeat_row), NULL);
  g_signal_emit (self, changed_signal, 0);
}

static void
typed_cb (AdwActionRow *row)
{
  armada_field_set_problem (row, NULL);
}

static ArmadaInputRow *
add_input (ArmadaReportRepeat *self, const char *title, const char *hint)
{
  GtkWidget *row = armada_input_row_new (title);

  armada_field_set_hint (ADW_ACTION_ROW (row), hint);
  g_signal_connect (row, "changed", G_CALLBACK (typed_cb), NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return ARMADA_INPUT_ROW (row);
}

static void
armada_report_repeat_class_init (ArmadaReportRepeatClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  changed_signal = g_signal_new ("changed", ARMADA_TYPE_REPORT_REPEAT, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-report-repeat.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaReportRepeat, repeat_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaReportRepeat, weekday_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaReportRepeat, day_row);
  gtk_widget_class_bind_template_callback (widget_class, repeat_cb);
}

static void
armada_report_repeat_init (ArmadaReportRepeat *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->email_row = add_input (self, _ ("Send to E-Mail"), _ ("Several with “;” between them"));
  armada_input_row_set_width (self->email_row, 24);
  self->time_row = add_input (self, _ ("At"), _ ("By the account's clock, like 06:00"));
  armada_input_row_set_text (self->time_row, "06:00");
  show_rows (self);
}

/**
 * armada_report_repeat_get_by_server:
 *
 * Returns: whether the server makes it again and again, and sends it by e-mail
 */
gboolean
armada_report_repeat_get_by_server (ArmadaReportRepeat *self)
{
  return get_repeat (self) == REPEAT_SERVER_DAILY || get_repeat (self) == REPEAT_SERVER_WEEKLY;
}

/**
 * armada_report_repeat_get_by_desk:
 *
 * Returns: whether this desk makes it again and again
 */
gboolean
armada_report_repeat_get_by_desk (ArmadaReportRepeat *self)
{
  return get_repeat (self) >= REPEAT_DESK_DAILY;
}

/**
 * armada_report_repeat_set_schedule:
 *
 * Shows when @schedule makes its report.
 */
void
armada_report_repeat_set_schedule (ArmadaReportRepeat *self,
                                   const ArmadaKeptReportSchedule *schedule)
{
  g_autofree char *time =
      g_strdup_printf ("%02u:%02u", schedule->minute / 60, schedule->minute % 60);

  armada_input_row_set_text (self->time_row, time);
  if (schedule->every == ARMADA_REPORT_EVERY_WEEK)
    adw_combo_row_set_selected (self->weekday_row, CLAMP (schedule->day, 1, 7) - 1);
  if (schedule->every == ARMADA_REPORT_EVERY_MONTH)
    adw_spin_row_set_value (self->day_row, schedule->day);
  adw_combo_row_set_selected (self->repeat_row, REPEAT_DESK_DAILY + schedule->every);
}

/* "6:00", "06:00" and "6.00" are one time. Returns: whether it is one */
static gboolean
read_time (ArmadaReportRepeat *self, guint *minute)
{
  int hours = -1, minutes = -1, end = 0;
  const char *text = armada_input_row_get_text (self->time_row);

  if (sscanf (text, " %2d%*1[:.]%2d %n", &hours, &minutes, &end) < 2 || text[end] != '\0' ||
      hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
    return FALSE;
  *minute = (guint) (hours * 60 + minutes);
  return TRUE;
}

/**
 * armada_report_repeat_fill_schedule:
 * @schedule: gets when it is made
 */
void
armada_report_repeat_fill_schedule (ArmadaReportRepeat *self, ArmadaKeptReportSchedule *schedule)
{
  schedule->every = (ArmadaReportEvery) (get_repeat (self) - REPEAT_DESK_DAILY);
  schedule->day = 0;
  if (schedule->every == ARMADA_REPORT_EVERY_WEEK)
    schedule->day = adw_combo_row_get_selected (self->weekday_row) + 1;
  if (schedule->every == ARMADA_REPORT_EVERY_MONTH)
    schedule->day = (guint) adw_spin_row_get_value (self->day_row);
  read_time (self, &schedule->minute);
}

/**
 * armada_report_repeat_set_order:
 *
 * Shows how @order repeats.
 */
void
armada_report_repeat_set_order (ArmadaReportRepeat *self, const ArmadaReportOrder *order)
{
  Repeat repeat = REPEAT_ONCE;

  if (order->daily == TRUE)
    repeat = REPEAT_SERVER_DAILY;
  else if (order->weekly == TRUE)
    repeat = REPEAT_SERVER_WEEKLY;
  armada_input_row_set_text (self->email_row, order->email);
  adw_combo_row_set_selected (self->repeat_row, repeat);
}

static char *
check_email (ArmadaReportRepeat *self)
{
  g_autofree char *wrong = NULL;
  g_autofree char *good =
      armada_report_emails (armada_input_row_get_text (self->email_row), &wrong);

  if (!armada_report_repeat_get_by_server (self))
    return NULL;
  if (wrong != NULL)
    /* Translators: %s is what was typed */
    return g_strdup_printf (_ ("“%s” is not an e-mail address."), wrong);
  return *good == '\0' ? g_strdup (_ ("Type an e-mail address to send it to.")) : NULL;
}

/**
 * armada_report_repeat_check:
 *
 * Tells what is wrong where it stands.
 *
 * Returns: (nullable): the first row that has to be changed
 */
GtkWidget *
armada_report_repeat_check (ArmadaReportRepeat *self)
{
  g_autofree char *problem = check_email (self);

  guint minute;
  gboolean bad_time = armada_report_repeat_get_by_desk (self) && !read_time (self, &minute);

  armada_field_set_problem (ADW_ACTION_ROW (self->email_row), problem);
  armada_field_set_problem (ADW_ACTION_ROW (self->time_row),
                            bad_time ? _ ("This is no time. Type it like 08:05.") : NULL);
  if (bad_time)
    return GTK_WIDGET (self->time_row);
  return problem != NULL ? GTK_WIDGET (self->email_row) : NULL;
}

/**
 * armada_report_repeat_find_row:
 * @field: as a server calls it: "send_to_email"
 *
 * Returns: (nullable): the row that asks for it
 */
AdwActionRow *
armada_report_repeat_find_row (ArmadaReportRepeat *self, const char *field)
{
  if (g_str_equal (field, "daily") || g_str_equal (field, "weekly"))
    return ADW_ACTION_ROW (self->repeat_row);
  return g_str_equal (field, "send_to_email") && armada_report_repeat_get_by_server (self)
             ? ADW_ACTION_ROW (self->email_row)
             : NULL;
}

/**
 * armada_report_repeat_fill:
 * @draft: gets what the server is to do
 */
void
armada_report_repeat_fill (ArmadaReportRepeat *self, ArmadaReportDraft *draft)
{
  g_autofree char *emails = NULL;

  draft->fields.daily = get_repeat (self) == REPEAT_SERVER_DAILY;
  draft->fields.weekly = get_repeat (self) == REPEAT_SERVER_WEEKLY;
  if (!armada_report_repeat_get_by_server (self))
    return;
  emails = armada_report_emails (armada_input_row_get_text (self->email_row), NULL);
  draft->fields.email = armada_report_draft_keep (draft, emails);
}
