/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-moment-row"

#include "replay/armada-moment-row.h"

#include <glib/gi18n.h>
#include <stdio.h>

#define DAY 86400

/* ArmadaMomentRow: what is typed stays as it is until it is a time. The calendar stays open when a
 * day is chosen: going to another month chooses one too. */
struct _ArmadaMomentRow
{
  AdwActionRow parent_instance;

  gint64 day; /* its first second */
  gboolean setting;

  GtkMenuButton *day_button;
  GtkCalendar *calendar;
  GtkEditable *clock;
};

G_DEFINE_FINAL_TYPE (ArmadaMomentRow, armada_moment_row, ADW_TYPE_ACTION_ROW)

static guint changed_signal;

/* "8:05", "08:05", "0805" and "8.05" are one time; seconds may follow. */
static gboolean
parse_clock (const char *text, gint64 *seconds)
{
  int hour, minute, second = 0, end = 0;

  if (sscanf (text, " %2d%*1[:.]%2d%n", &hour, &minute, &end) < 2 &&
      sscanf (text, " %2d%2d%n", &hour, &minute, &end) < 2)
    return FALSE;
  if (text[end] != '\0' && sscanf (text + end, "%*1[:.]%2d%n", &second, &(int) { 0 }) < 1)
    return FALSE;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
    return FALSE;
  *seconds = hour * 3600 + minute * 60 + second;
  return TRUE;
}

static void
show_day (ArmadaMomentRow *self)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (self->day);
  /* Translators: strftime: a day with its weekday, as in "Sat, 14 Mar 2026" */
  g_autofree char *text = g_date_time_format (date, _ ("%a, %-d %b %Y"));

  gtk_menu_button_set_label (self->day_button, text);
}

static void
day_selected_cb (ArmadaMomentRow *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);
  g_autoptr (GDateTime) day =
      g_date_time_new_utc (g_date_time_get_year (date), g_date_time_get_month (date),
                           g_date_time_get_day_of_month (date), 0, 0, 0);

  if (self->setting)
    return;
  self->day = g_date_time_to_unix (day);
  show_day (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
clock_changed_cb (ArmadaMomentRow *self)
{
  if (!self->setting)
    g_signal_emit (self, changed_signal, 0);
}

static void
armada_moment_row_class_init (ArmadaMomentRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  changed_signal = g_signal_new ("changed", ARMADA_TYPE_MOMENT_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-moment-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaMomentRow, day_button);
  gtk_widget_class_bind_template_child (widget_class, ArmadaMomentRow, calendar);
  gtk_widget_class_bind_template_child (widget_class, ArmadaMomentRow, clock);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, clock_changed_cb);
}

static void
armada_moment_row_init (ArmadaMomentRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
armada_moment_row_new (void)
{
  return g_object_new (ARMADA_TYPE_MOMENT_ROW, NULL);
}

/**
 * armada_moment_row_set_time:
 * @time: what a clock shows, as UNIX seconds of one in UTC
 */
void
armada_moment_row_set_time (ArmadaMomentRow *self, gint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time);
  g_autofree char *clock = g_date_time_format (date, "%H:%M");

  g_return_if_fail (ARMADA_IS_MOMENT_ROW (self));

  self->setting = TRUE;
  self->day = time - time % DAY;
  /* the first, as no month is too short for it */
  g_object_set (self->calendar, "day", 1, "month", g_date_time_get_month (date) - 1, "year",
                g_date_time_get_year (date), "day", g_date_time_get_day_of_month (date), NULL);
  gtk_editable_set_text (self->clock, clock);
  self->setting = FALSE;
  show_day (self);
}

/**
 * armada_moment_row_get_time:
 * @time: (out): what was chosen
 *
 * Returns: whether what is typed is a time
 */
gboolean
armada_moment_row_get_time (ArmadaMomentRow *self, gint64 *time)
{
  gint64 seconds = 0;
  gboolean valid = parse_clock (gtk_editable_get_text (self->clock), &seconds);

  *time = self->day + seconds;
  return valid;
}

/**
 * armada_moment_row_set_problem:
 * @problem: (nullable): what is wrong with it, told at the row
 */
void
armada_moment_row_set_problem (ArmadaMomentRow *self, const char *problem)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), problem ? problem : "");
  if (problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->clock), GTK_ACCESSIBLE_STATE_INVALID,
                               problem ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}
