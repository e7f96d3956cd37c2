/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-visit"

#include "store/armada-visit.h"

#include <math.h>

#define DAY 86400

/* For each vehicle that there is anything of, a byte for each day. */
struct _ArmadaHeldDays
{
  guint n_days;
  GHashTable *devices; /* gint64 → guint8 of each day */
};

ArmadaVisitQuery *
armada_visit_query_copy (const ArmadaVisitQuery *self)
{
  ArmadaVisitQuery *copy = g_memdup2 (self, sizeof *self);

  copy->area = self->area ? armada_area_ref (self->area) : NULL;
  copy->devices = self->devices ? g_array_copy (self->devices) : NULL;
  return copy;
}

void
armada_visit_query_free (ArmadaVisitQuery *self)
{
  g_clear_pointer (&self->area, armada_area_unref);
  g_clear_pointer (&self->devices, g_array_unref);
  g_free (self);
}

static gint64
get_day (gint64 time)
{
  return (gint64) floor ((double) time / DAY);
}

/**
 * armada_visit_query_dup_day:
 * @day: 0 is the first
 *
 * Returns: (transfer full): "YYYY-MM-DD" in the account's zone
 */
char *
armada_visit_query_dup_day (const ArmadaVisitQuery *self, guint day)
{
  g_autoptr (GDateTime) date =
      g_date_time_new_from_unix_utc ((get_day (self->from) + (gint64) day) * DAY);

  return g_date_time_format (date, "%Y-%m-%d");
}

/**
 * armada_visit_query_get_n_days:
 *
 * Returns: how many days of the account the period touches
 */
guint
armada_visit_query_get_n_days (const ArmadaVisitQuery *self)
{
  return (guint) (get_day (self->to) - get_day (self->from) + 1);
}

/**
 * armada_held_days_new:
 *
 * Returns: (transfer full): nothing held
 */
ArmadaHeldDays *
armada_held_days_new (guint n_days)
{
  ArmadaHeldDays *self = g_new0 (ArmadaHeldDays, 1);

  self->n_days = n_days;
  self->devices = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  return self;
}

void
armada_held_days_free (ArmadaHeldDays *self)
{
  g_hash_table_unref (self->devices);
  g_free (self);
}

/**
 * armada_held_days_set:
 * @day: 0 is the first; others than those of the period are passed over
 *
 * Notes what is held; the best of several counts.
 */
void
armada_held_days_set (ArmadaHeldDays *self, gint64 device, guint day, ArmadaHeld held)
{
  guint8 *days = g_hash_table_lookup (self->devices, &device);

  if (day >= self->n_days)
    return;
  if (days == NULL)
    {
      days = g_new0 (guint8, self->n_days);
      g_hash_table_insert (self->devices, g_memdup2 (&device, sizeof device), days);
    }
  days[day] = MAX (days[day], (guint8) held);
}

ArmadaHeld
armada_held_days_get (const ArmadaHeldDays *self, gint64 device, guint day)
{
  const guint8 *days = g_hash_table_lookup (self->devices, &device);

  return days && day < self->n_days ? (ArmadaHeld) days[day] : ARMADA_HELD_NOT;
}

guint
armada_held_days_get_n_days (const ArmadaHeldDays *self)
{
  return self->n_days;
}
