/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-due"

#include "report/armada-report-due.h"

#define LONGEST 64 /* days within which every schedule is due once */

/* Whether it is due on that day at all. In months that are too short the last day counts. */
static gboolean
is_its_day (const ArmadaKeptReportSchedule *schedule, const GDate *day)
{
  guint last = g_date_get_days_in_month (g_date_get_month (day), g_date_get_year (day));

  switch (schedule->every)
    {
    case ARMADA_REPORT_EVERY_WEEK:
      return (guint) g_date_get_weekday (day) == schedule->day;
    case ARMADA_REPORT_EVERY_MONTH:
      return g_date_get_day (day) == MIN (schedule->day, last);
    case ARMADA_REPORT_EVERY_DAY:
    default:
      return TRUE;
    }
}

/* The moment at which a clock of @zone shows the schedule's time on that day. Where the clock jumps
 * over that time it is the moment after the jump, and where it shows it twice one of the two: each
 * day has one. */
static gint64
find_moment (const ArmadaKeptReportSchedule *schedule, GTimeZone *zone, const GDate *day)
{
  g_autoptr (GDateTime) moment = g_date_time_new (
      zone, g_date_get_year (day), (int) g_date_get_month (day), g_date_get_day (day),
      (int) schedule->minute / 60, (int) schedule->minute % 60, 0);

  return moment != NULL ? g_date_time_to_unix (moment) : G_MININT64;
}

static void
find_day (GTimeZone *zone, gint64 time, GDate *day)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);

  g_date_clear (day, 1);
  g_date_set_dmy (day, (GDateDay) g_date_time_get_day_of_month (local),
                  (GDateMonth) g_date_time_get_month (local),
                  (GDateYear) g_date_time_get_year (local));
}

/**
 * armada_report_due_find_next:
 * @zone: of the account
 *
 * Returns: the first moment behind @after at which it is due
 */
gint64
armada_report_due_find_next (const ArmadaKeptReportSchedule *schedule,
                             GTimeZone *zone,
                             gint64 after)
{
  GDate day;

  find_day (zone, after, &day);
  g_date_subtract_days (&day, 1);
  for (guint i = 0; i < LONGEST; i++, g_date_add_days (&day, 1))
    {
      gint64 moment = find_moment (schedule, zone, &day);

      if (is_its_day (schedule, &day) && moment > after)
        return moment;
    }
  return G_MAXINT64;
}

/**
 * armada_report_due_find_last:
 *
 * Returns: the last moment up to @until, itself included, at which it was due
 */
gint64
armada_report_due_find_last (const ArmadaKeptReportSchedule *schedule,
                             GTimeZone *zone,
                             gint64 until)
{
  GDate day;

  find_day (zone, until, &day);
  g_date_add_days (&day, 1);
  for (guint i = 0; i < LONGEST; i++, g_date_subtract_days (&day, 1))
    {
      gint64 moment = find_moment (schedule, zone, &day);

      if (is_its_day (schedule, &day) && moment <= until)
        return moment;
    }
  return G_MININT64;
}
