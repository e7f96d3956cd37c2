/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-period"

#include "report/armada-report-period.h"

/* As they are kept: they never change. */
static const char *const names[ARMADA_HISTORY_OTHER_PERIOD] = {
  [ARMADA_HISTORY_TODAY] = "today",
  [ARMADA_HISTORY_YESTERDAY] = "yesterday",
  [ARMADA_HISTORY_LAST_7_DAYS] = "last-7-days",
  [ARMADA_HISTORY_THIS_WEEK] = "this-week",
  [ARMADA_HISTORY_LAST_WEEK] = "last-week",
  [ARMADA_HISTORY_THIS_MONTH] = "this-month",
  [ARMADA_HISTORY_LAST_MONTH] = "last-month",
};

/**
 * armada_report_period_to_name:
 *
 * Returns: what an order says of a period that moves with time; "" for exact ones
 */
const char *
armada_report_period_to_name (ArmadaHistoryPeriod period)
{
  return period < ARMADA_HISTORY_OTHER_PERIOD ? names[period] : "";
}

/**
 * armada_report_period_from_name:
 *
 * Returns: whether @name is one
 */
gboolean
armada_report_period_from_name (const char *name, ArmadaHistoryPeriod *period)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], name))
      {
        *period = (ArmadaHistoryPeriod) i;
        return TRUE;
      }
  return FALSE;
}

static char *
format_wall_clock (gint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time);

  return g_date_time_format (date, "%Y-%m-%d %H:%M:%S");
}

/**
 * armada_report_period_find:
 * @period: not ARMADA_HISTORY_OTHER_PERIOD
 * @now: what the account's clock shows, as UNIX seconds of a clock that stands in UTC
 * @from: (out): as an order says it
 * @to: (out): likewise
 */
void
armada_report_period_find (ArmadaHistoryPeriod period, gint64 now, char **from, char **to)
{
  gint64 first, last;

  armada_history_period_find (period, now, &first, &last);
  *from = format_wall_clock (first);
  *to = format_wall_clock (last);
}

/**
 * armada_report_period_to_wall_clock:
 * @time: UNIX seconds
 *
 * Returns: what a clock in @zone shows then, as UNIX seconds of a clock that stands in UTC
 */
gint64
armada_report_period_to_wall_clock (GTimeZone *zone, gint64 time)
{
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, time);

  return time + g_time_zone_get_offset (zone, interval);
}

/**
 * armada_report_order_again:
 * @now: as armada_report_period_find() has it
 *
 * Returns: (transfer full): the same for another time: "Again, for last week"
 */
ArmadaReportOrder *
armada_report_order_again (const ArmadaReportOrder *order, ArmadaHistoryPeriod period, gint64 now)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  armada_report_period_find (period, now, &from, &to);
  return armada_report_order_new_period (order, from, to);
}

/**
 * armada_report_order_at:
 * @now: as armada_report_period_find() has it
 *
 * Returns: (transfer full): what is to be made at that moment: a period that moves with time is an
 *   exact one there
 */
ArmadaReportOrder *
armada_report_order_at (const ArmadaReportOrder *order, gint64 now)
{
  ArmadaHistoryPeriod period;

  if (!armada_report_period_from_name (order->period, &period))
    return armada_report_order_ref ((ArmadaReportOrder *) order);
  return armada_report_order_again (order, period, now);
}
