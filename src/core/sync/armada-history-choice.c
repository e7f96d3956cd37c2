/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-history-choice"

#include "sync/armada-history-choice.h"

#define DAY 86400

G_DEFINE_BOXED_TYPE (ArmadaHistoryChoice,
                     armada_history_choice,
                     armada_history_choice_copy,
                     armada_history_choice_free)

/**
 * armada_history_choice_new:
 * @from: as the account's clock shows it
 * @to: not before @from
 *
 * Returns: (transfer full): a choice of nobody
 */
ArmadaHistoryChoice *
armada_history_choice_new (gint64 from, gint64 to, ArmadaHistorySnap snap)
{
  ArmadaHistoryChoice *self = g_new0 (ArmadaHistoryChoice, 1);

  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->from = from;
  self->to = MAX (from, to);
  self->snap = snap;
  return self;
}

ArmadaHistoryChoice *
armada_history_choice_copy (const ArmadaHistoryChoice *self)
{
  ArmadaHistoryChoice *copy = armada_history_choice_new (self->from, self->to, self->snap);

  for (guint i = 0; i < self->ids->len; i++)
    armada_history_choice_add (copy, g_array_index (self->ids, gint64, i), self->names->pdata[i]);
  return copy;
}

void
armada_history_choice_free (ArmadaHistoryChoice *self)
{
  g_array_unref (self->ids);
  g_ptr_array_unref (self->names);
  g_free (self);
}

void
armada_history_choice_add (ArmadaHistoryChoice *self, gint64 id, const char *name)
{
  g_array_append_val (self->ids, id);
  g_ptr_array_add (self->names, g_strdup (name));
}

static gint64
get_day (gint64 time)
{
  return time >= 0 ? time / DAY : (time - DAY + 1) / DAY;
}

/**
 * armada_history_choice_get_n_days:
 *
 * Returns: how many days of the account the period touches
 */
guint
armada_history_choice_get_n_days (const ArmadaHistoryChoice *self)
{
  return (guint) (get_day (self->to) - get_day (self->from) + 1);
}

/**
 * armada_history_choice_dup_day:
 * @day: 0 is the first
 *
 * Returns: (transfer full): "YYYY-MM-DD"
 */
char *
armada_history_choice_dup_day (const ArmadaHistoryChoice *self, guint day)
{
  g_autoptr (GDateTime) time =
      g_date_time_new_from_unix_utc ((get_day (self->from) + (gint64) day) * DAY);

  return g_date_time_format (time, "%Y-%m-%d");
}

static gint64
find_month (GDateTime *day, int months)
{
  g_autoptr (GDateTime) first =
      g_date_time_new_utc (g_date_time_get_year (day), g_date_time_get_month (day), 1, 0, 0, 0);
  g_autoptr (GDateTime) month = g_date_time_add_months (first, months);

  return get_day (g_date_time_to_unix (month));
}

/**
 * armada_history_period_find:
 * @period: not ARMADA_HISTORY_OTHER_PERIOD
 * @now: what the account's clock shows
 * @from: (out): its first second
 * @to: (out): its last second, which may be to come
 *
 * Weeks begin on Monday.
 */
void
armada_history_period_find (ArmadaHistoryPeriod period, gint64 now, gint64 *from, gint64 *to)
{
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_utc (now);
  gint64 today = get_day (now);
  gint64 monday = today - g_date_time_get_day_of_week (day) + 1;
  const struct
  {
    gint64 first;
    gint64 last;
  } days[] = {
    { today, today },
    { today - 1, today - 1 },
    { today - 6, today },
    { monday, monday + 6 },
    { monday - 7, monday - 1 },
    { find_month (day, 0), find_month (day, 1) - 1 },
    { find_month (day, -1), find_month (day, 0) - 1 },
  };

  g_return_if_fail (period < ARMADA_HISTORY_OTHER_PERIOD);
  *from = days[period].first * DAY;
  *to = days[period].last * DAY + DAY - 1;
}
