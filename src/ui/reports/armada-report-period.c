/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-period"

#include "reports/armada-report-period.h"

#include <glib/gi18n.h>

#include "api/armada-fixes.h"
#include "replay/armada-moment-row.h"
#include "replay/armada-replay-words.h"

/* ArmadaReportPeriod: times are what the account's clock shows, as UNIX seconds of one that stands
 * in UTC. */
struct _ArmadaReportPeriod
{
  AdwPreferencesGroup parent_instance;

  gint64 now;
  gboolean setting;

  AdwComboRow *period_row;
  ArmadaMomentRow *from_row;
  ArmadaMomentRow *to_row;
};

G_DEFINE_FINAL_TYPE (ArmadaReportPeriod, armada_report_period, ADW_TYPE_PREFERENCES_GROUP)

static guint changed_signal;

static void
show_times (ArmadaReportPeriod *self, gint64 from, gint64 to)
{
  self->setting = TRUE;
  armada_moment_row_set_time (self->from_row, from);
  armada_moment_row_set_time (self->to_row, to);
  armada_moment_row_set_problem (self->from_row, NULL);
  armada_moment_row_set_problem (self->to_row, NULL);
  self->setting = FALSE;
}

static void
show_choice (ArmadaReportPeriod *self)
{
  ArmadaHistoryPeriod choice = armada_report_period_get_choice (self);
  gint64 from, to;

  if (choice == ARMADA_HISTORY_OTHER_PERIOD)
    return;
  armada_history_period_find (choice, self->now, &from, &to);
  show_times (self, from, to);
}

static void
period_cb (ArmadaReportPeriod *self)
{
  if (self->setting)
    return;
  show_choice (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
set_choice (ArmadaReportPeriod *self, ArmadaHistoryPeriod choice)
{
  self->setting = TRUE;
  adw_combo_row_set_selected (self->period_row, choice);
  self->setting = FALSE;
}

/* Who sets a time by hand wants a period of their own. */
static void
moment_cb (ArmadaReportPeriod *self)
{
  if (self->setting)
    return;
  set_choice (self, ARMADA_HISTORY_OTHER_PERIOD);
  armada_report_period_check (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
armada_report_period_class_init (ArmadaReportPeriodClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (ARMADA_TYPE_MOMENT_ROW);
  changed_signal = g_signal_new ("changed", ARMADA_TYPE_REPORT_PERIOD, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-report-period.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaReportPeriod, period_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaReportPeriod, from_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaReportPeriod, to_row);
  gtk_widget_class_bind_template_callback (widget_class, period_cb);
  gtk_widget_class_bind_template_callback (widget_class, moment_cb);
}

static void
armada_report_period_init (ArmadaReportPeriod *self)
{
  self->setting = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->setting = FALSE;
}

/**
 * armada_report_period_set_clock:
 * @now: UNIX seconds
 * @zone: seconds that the account's clock stands east of UTC, or ARMADA_ZONE_UNKNOWN: then this
 *   computer's clock says what today is
 *
 * A period that moves with the day is told by this clock from now on.
 */
void
armada_report_period_set_clock (ArmadaReportPeriod *self, gint64 now, int zone)
{
  g_autofree char *words = armada_replay_words_for_zone (zone);
  g_autoptr (GDateTime) here = g_date_time_new_from_unix_local (now);

  self->now =
      now +
      (zone != ARMADA_ZONE_UNKNOWN ? zone : g_date_time_get_utc_offset (here) / G_TIME_SPAN_SECOND);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), words);
  show_choice (self);
}

/**
 * armada_report_period_set_choice:
 * @choice: not %ARMADA_HISTORY_OTHER_PERIOD
 */
void
armada_report_period_set_choice (ArmadaReportPeriod *self, ArmadaHistoryPeriod choice)
{
  set_choice (self, choice);
  show_choice (self);
}

static ArmadaHistoryPeriod
find_choice (ArmadaReportPeriod *self, gint64 from, gint64 to)
{
  for (guint i = 0; i < ARMADA_HISTORY_OTHER_PERIOD; i++)
    {
      gint64 start, end;

      armada_history_period_find ((ArmadaHistoryPeriod) i, self->now, &start, &end);
      if (start == from && end == to)
        return (ArmadaHistoryPeriod) i;
    }
  return ARMADA_HISTORY_OTHER_PERIOD;
}

/**
 * armada_report_period_set_times:
 *
 * What moves with the day and is just that time now is shown as it is called.
 */
void
armada_report_period_set_times (ArmadaReportPeriod *self, gint64 from, gint64 to)
{
  set_choice (self, find_choice (self, from, to));
  show_times (self, from, to);
}

ArmadaHistoryPeriod
armada_report_period_get_choice (ArmadaReportPeriod *self)
{
  return (ArmadaHistoryPeriod) adw_combo_row_get_selected (self->period_row);
}

/**
 * armada_report_period_get_times:
 * @from: (out):
 * @to: (out): to the end of the minute that is shown
 *
 * Returns: whether both are times, in their order
 */
gboolean
armada_report_period_get_times (ArmadaReportPeriod *self, gint64 *from, gint64 *to)
{
  gboolean good = armada_moment_row_get_time (self->from_row, from);

  good = armada_moment_row_get_time (self->to_row, to) && good;
  if (*to % 60 == 0)
    *to += 59;
  return good && *to >= *from;
}

static gboolean
can_be_read (ArmadaMomentRow *row)
{
  gint64 time;

  return armada_moment_row_get_time (row, &time);
}

/**
 * armada_report_period_check:
 *
 * Tells what is wrong where it stands.
 *
 * Returns: (nullable): the first row that has to be changed
 */
GtkWidget *
armada_report_period_check (ArmadaReportPeriod *self)
{
  gboolean from_good = can_be_read (self->from_row);
  gboolean to_good = can_be_read (self->to_row);
  gint64 from, to;
  gboolean good = armada_report_period_get_times (self, &from, &to);
  const char *problem = NULL;

  armada_moment_row_set_problem (self->from_row,
                                 from_good ? NULL : _ ("This is no time. Type it like 08:05."));
  if (!to_good)
    problem = _ ("This is no time. Type it like 08:05.");
  else if (from_good && !good)
    problem = _ ("This is before the beginning.");
  else if (from_good && from > self->now)
    problem = _ ("This is still to come.");
  armada_moment_row_set_problem (self->to_row, problem);
  if (!from_good)
    return GTK_WIDGET (self->from_row);
  return problem != NULL ? GTK_WIDGET (self->to_row) : NULL;
}

/**
 * armada_report_period_find_row:
 * @field: as a server calls it: "date_from"
 *
 * Returns: (nullable): the row that asks for it
 */
AdwActionRow *
armada_report_period_find_row (ArmadaReportPeriod *self, const char *field)
{
  if (g_str_equal (field, "date_from") || g_str_equal (field, "from_time"))
    return ADW_ACTION_ROW (self->from_row);
  if (g_str_equal (field, "date_to") || g_str_equal (field, "to_time"))
    return ADW_ACTION_ROW (self->to_row);
  return g_str_equal (field, "period") ? ADW_ACTION_ROW (self->period_row) : NULL;
}
