/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-maintenance-words"

#include "boards/armada-maintenance-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/armada-words.h"

/**
 * armada_words_for_due:
 *
 * Returns: (transfer none): one word or two
 */
const char *
armada_words_for_due (ArmadaDue due)
{
  switch (due)
    {
    case ARMADA_DUE_OVERDUE:
      return C_ ("service", "Overdue");
    case ARMADA_DUE_SOON:
      return C_ ("service", "Due soon");
    case ARMADA_DUE_LATER:
      return C_ ("service", "Later");
    case ARMADA_DUE_UNKNOWN:
    default:
      return C_ ("service", "Not known");
    }
}

/**
 * armada_words_for_long_day:
 * @day: counted from 1 January 1970, or ARMADA_DAY_NONE
 *
 * Returns: (transfer full): such as "3 Mar 2026", "" none
 */
char *
armada_words_for_long_day (gint64 day)
{
  g_autoptr (GDateTime) date = NULL;

  if (day != ARMADA_DAY_NONE)
    date = g_date_time_new_from_unix_utc (day * 86400);
  /* Translators: strftime: a day, as in "3 Mar 2026" */
  return date ? g_date_time_format (date, _ ("%-d %b %Y")) : g_strdup ("");
}

static char *
words_for_amount (ArmadaMeter meter, double amount, const char *unit)
{
  switch (meter)
    {
    case ARMADA_METER_DAYS:
      return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) fabs (amount)), (int) amount);
    case ARMADA_METER_ENGINE_HOURS:
      return armada_words_for_amount (amount, C_ ("unit", "h"));
    case ARMADA_METER_ODOMETER:
    case ARMADA_METER_UNKNOWN:
    default:
      return armada_words_for_amount (amount, unit);
    }
}

/**
 * armada_words_for_left:
 * @unit: of the account's distances
 *
 * Returns: (transfer full): how much is left, or how much it is over; "" unknown
 */
char *
armada_words_for_left (const ArmadaMaintenance *maintenance, const char *unit)
{
  g_autofree char *amount = NULL;

  if (isnan (maintenance->left))
    return g_strdup ("");
  amount = words_for_amount (maintenance->meter, fabs (maintenance->left), unit);
  if (maintenance->left < 0)
    /* Translators: %s is an amount, such as "120 km", "3 h" or "4 days" */
    return g_strdup_printf (C_ ("service", "%s over"), amount);
  /* Translators: %s is an amount, such as "120 km", "3 h" or "4 days" */
  return g_strdup_printf (C_ ("service", "%s left"), amount);
}

/**
 * armada_words_for_due_at:
 *
 * Returns: (transfer full): the day or what the meter will show; the server's own words where
 *   nothing can be made of them
 */
char *
armada_words_for_due_at (const ArmadaMaintenance *maintenance,
                         const ArmadaServiceRecord *service,
                         const char *unit)
{
  if (maintenance->meter == ARMADA_METER_DAYS && maintenance->forecast != ARMADA_DAY_NONE)
    return armada_words_for_long_day (maintenance->forecast);
  if (isnan (service->expires) || maintenance->meter == ARMADA_METER_UNKNOWN)
    return g_strdup (service->expires_text);
  return words_for_amount (maintenance->meter, service->expires, unit);
}

/**
 * armada_words_for_meter:
 *
 * Returns: (transfer full): by what it falls due; the server's own word where we have none
 */
char *
armada_words_for_meter (ArmadaMeter meter, const ArmadaServiceRecord *service)
{
  switch (meter)
    {
    case ARMADA_METER_ODOMETER:
      return g_strdup (C_ ("meter", "Odometer"));
    case ARMADA_METER_ENGINE_HOURS:
      return g_strdup (C_ ("meter", "Engine hours"));
    case ARMADA_METER_DAYS:
      return g_strdup (C_ ("meter", "Calendar"));
    case ARMADA_METER_UNKNOWN:
    default:
      return g_strdup (service->expiration_by);
    }
}

/**
 * armada_words_for_basis:
 *
 * Returns: (transfer full): from what the forecast was worked out, or why there is none
 */
char *
armada_words_for_basis (const ArmadaMaintenance *maintenance, const char *unit)
{
  guint days = (guint) MAX (round (maintenance->days), 1);
  g_autofree char *per_day = words_for_amount (maintenance->meter, maintenance->per_day, unit);

  if (maintenance->basis == ARMADA_USE_CALENDAR)
    return g_strdup (_ ("By the calendar"));
  if (maintenance->basis == ARMADA_USE_READINGS)
    /* Translators: %s is such as "120 km"; the meter was read on this computer on %u days */
    return g_strdup_printf (
        ngettext ("%s a day: meter read over %u day", "%s a day: meter read over %u days", days),
        per_day, days);
  if (maintenance->basis == ARMADA_USE_TRACKS)
    /* Translators: %s is such as "120 km"; %u days of the last 30 are kept on this computer */
    return g_strdup_printf (ngettext ("%s a day: from %u kept day of the last 30",
                                      "%s a day: from %u kept days of the last 30", days),
                            per_day, days);
  if (maintenance->meter == ARMADA_METER_UNKNOWN)
    return g_strdup ("");
  return g_strdup (_ ("Use is not measured yet"));
}
