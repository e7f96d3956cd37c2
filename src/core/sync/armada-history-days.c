/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-history-days"

#include "sync/armada-history-days.h"

#define DAY 86400

static void
day_free (gpointer data)
{
  ArmadaHistoryDay *day = data;

  g_free (day->day);
  g_clear_pointer (&day->fixes, armada_fixes_unref);
  g_clear_error (&day->error);
  g_free (day);
}

static void
add_day (GPtrArray *days, char *name, guint vehicle, gboolean snapped)
{
  ArmadaHistoryDay *day = g_new0 (ArmadaHistoryDay, 1);

  day->day = name;
  day->vehicle = vehicle;
  day->snapped = snapped;
  g_ptr_array_add (days, day);
}

/**
 * armada_history_days_new:
 * @choice: (nullable): whose days, as NULL none
 *
 * Returns: (transfer full): the days, nothing of them here yet. What was recorded is among them
 *   whatever the choice: sums are of that.
 */
GPtrArray *
armada_history_days_new (const ArmadaHistoryChoice *choice)
{
  GPtrArray *days = g_ptr_array_new_with_free_func (day_free);
  guint n = choice ? armada_history_choice_get_n_days (choice) : 0;

  for (guint vehicle = 0; choice != NULL && vehicle < choice->ids->len; vehicle++)
    for (guint i = 0; i < n; i++)
      {
        add_day (days, armada_history_choice_dup_day (choice, i), vehicle, FALSE);
        if (choice->snap != ARMADA_HISTORY_SNAP_OFF)
          add_day (days, armada_history_choice_dup_day (choice, i), vehicle, TRUE);
      }
  return days;
}

/**
 * armada_history_days_find_telling:
 * @choice: that they are of
 * @time: what the account's clock shows, as UNIX seconds of a clock that stands in UTC
 *
 * Returns: (nullable): what is held of that day and tells where the account's clock stood on it
 */
const ArmadaFixes *
armada_history_days_find_telling (GPtrArray *days, const ArmadaHistoryChoice *choice, gint64 time)
{
  guint n = armada_history_choice_get_n_days (choice);
  guint n_ways = choice->snap != ARMADA_HISTORY_SNAP_OFF ? 2 : 1;
  gint64 first = choice->from - choice->from % DAY;

  if (n == 0 || time < first || time >= first + (gint64) n * DAY)
    return NULL;
  for (guint i = (guint) ((time - first) / DAY) * n_ways; i < days->len; i += n * n_ways)
    {
      const ArmadaFixes *fixes = ((ArmadaHistoryDay *) days->pdata[i])->fixes;

      if (fixes != NULL && (fixes->local_time || fixes->zone != ARMADA_ZONE_UNKNOWN))
        return fixes;
    }
  return NULL;
}

static gboolean
has_something (const ArmadaFixes *fixes)
{
  return fixes != NULL && (fixes->n > 0 || fixes->n_segments > 0);
}

/**
 * armada_history_days_make_track:
 * @vehicle: which of the choice's
 * @snapped: which of its ways
 *
 * Returns: (transfer full) (nullable): what is here of it
 */
ArmadaTrack *
armada_history_days_make_track (GPtrArray *days, guint vehicle, gboolean snapped)
{
  g_autoptr (GPtrArray) parts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_fixes_unref);

  for (guint i = 0; i < days->len; i++)
    {
      const ArmadaHistoryDay *day = days->pdata[i];

      if (day->vehicle == vehicle && day->snapped == snapped && has_something (day->fixes))
        g_ptr_array_add (parts, armada_fixes_ref (day->fixes));
    }
  return parts->len > 0 ? armada_track_new (parts) : NULL;
}

/**
 * armada_history_days_count_missing:
 *
 * Returns: how many days are not here, or not as they are now
 */
guint
armada_history_days_count_missing (GPtrArray *days)
{
  guint n = 0;

  for (guint i = 0; i < days->len; i++)
    {
      const ArmadaHistoryDay *day = days->pdata[i];

      n += !day->done || day->error != NULL;
    }
  return n;
}
