/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-glide"

#include "model/armada-glide.h"

#include <math.h>

#include "model/armada-projection.h"

#define EQUATOR 40075016.686 /* metres round the earth, on WGS 84 */
#define SETTLE_SECONDS 1.0   /* in which what was wrong is put right */
#define JUMP_METRES 1000 /* who is further from where it was thought to be is put there at once */

typedef struct
{
  ArmadaGlideFix fix;
  gint64 since;            /* when the fix was first seen, µs */
  double wrong_x, wrong_y; /* how far it was drawn from the fix then */
} Entry;

struct _ArmadaGlide
{
  GHashTable *entries; /* key, borrowed → Entry */
};

/**
 * armada_glide_metre:
 * @y: Web Mercator
 *
 * Returns: how much a metre on the ground is on the plane of maps there
 */
double
armada_glide_metre (double y)
{
  double shrink = cos (armada_projection_latitude (CLAMP (y, 0, 1)) * G_PI / 180);

  return 1 / (EQUATOR * MAX (shrink, 0.05));
}

/**
 * armada_glide_distance:
 * @speed: metres a second
 * @seconds: since the fix
 *
 * Returns: how far it has gone since, in metres: never less than before, and never further than is
 *   plausible of somebody who may have stopped or turned
 */
double
armada_glide_distance (double speed, double seconds)
{
  if (!(speed > 0) || !(seconds > 0))
    return 0;
  return MIN (speed * MIN (seconds, ARMADA_GLIDE_SECONDS), ARMADA_GLIDE_METRES);
}

/**
 * armada_glide_ring:
 * @speed: metres a second
 * @seconds: since the fix
 *
 * Returns: how far it may be from where it is drawn, in metres; 0 while that is well known
 */
double
armada_glide_ring (double speed, double seconds)
{
  if (!(speed > 0) || !(seconds > ARMADA_GLIDE_SECONDS))
    return 0;
  return MIN (speed * (seconds - ARMADA_GLIDE_SECONDS), ARMADA_GLIDE_MAX_RING);
}

/**
 * armada_glide_left:
 * @seconds: since the fix
 *
 * Returns: how much is left of what was wrong: from 1 to 0, softly
 */
double
armada_glide_left (double seconds)
{
  double t = CLAMP (seconds / SETTLE_SECONDS, 0, 1);

  return 1 - t * t * (3 - 2 * t);
}

/**
 * armada_glide_move:
 * @x: (inout): Web Mercator
 * @y: (inout): Web Mercator
 * @course: degrees clockwise from north
 * @metres: on the ground
 */
void
armada_glide_move (double *x, double *y, double course, double metres)
{
  double distance = metres * armada_glide_metre (*y), angle = course * G_PI / 180;

  *x += distance * sin (angle);
  *x -= floor (*x);
  *y = CLAMP (*y - distance * cos (angle), 0, 1);
}

ArmadaGlide *
armada_glide_new (void)
{
  ArmadaGlide *self = g_new0 (ArmadaGlide, 1);

  self->entries = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  return self;
}

void
armada_glide_free (ArmadaGlide *self)
{
  g_hash_table_unref (self->entries);
  g_free (self);
}

static double
seconds_since (const Entry *entry, gint64 now)
{
  return (double) MAX (now - entry->since, 0) / G_USEC_PER_SEC;
}

static void
place (const Entry *entry, gint64 now, double *x, double *y)
{
  double seconds = seconds_since (entry, now), left = armada_glide_left (seconds);

  *x = entry->fix.x;
  *y = entry->fix.y;
  armada_glide_move (x, y, entry->fix.course, armada_glide_distance (entry->fix.speed, seconds));
  *x += left * entry->wrong_x;
  *x -= floor (*x);
  *y = CLAMP (*y + left * entry->wrong_y, 0, 1);
}

/* Where it was drawn is where it goes on from, unless that was very wrong. */
static void
set_wrong (Entry *entry, const Entry *before, gint64 now)
{
  double x, y, metre = armada_glide_metre (entry->fix.y);

  place (before, now, &x, &y);
  entry->wrong_x = remainder (x - entry->fix.x, 1);
  entry->wrong_y = y - entry->fix.y;
  if (hypot (entry->wrong_x, entry->wrong_y) > JUMP_METRES * metre)
    entry->wrong_x = entry->wrong_y = 0;
}

static gboolean
is_same (const ArmadaGlideFix *a, const ArmadaGlideFix *b)
{
  return a->x == b->x && a->y == b->y && a->time == b->time && a->speed == b->speed &&
         a->course == b->course;
}

static gboolean
is_settled (const Entry *entry, gint64 now)
{
  return entry->fix.speed <= 0 && armada_glide_left (seconds_since (entry, now)) <= 0;
}

/* Returns: (transfer full) (nullable): what @fix is from now on; NULL: it just stands there */
static Entry *
make_entry (ArmadaGlide *self, const ArmadaGlideFix *fix, gint64 now)
{
  const Entry *before = g_hash_table_lookup (self->entries, fix->key);
  Entry entry = { .fix = *fix, .since = now };

  if (isnan (fix->course) || !(fix->speed > 0))
    entry.fix.speed = entry.fix.course = 0;
  if (before == NULL && entry.fix.speed <= 0)
    return NULL;
  if (before != NULL && is_same (&before->fix, &entry.fix))
    entry = *before;
  else if (before != NULL)
    set_wrong (&entry, before, now);
  return is_settled (&entry, now) ? NULL : g_memdup2 (&entry, sizeof entry);
}

/**
 * armada_glide_take:
 * @fixes: (array length=n): of all vehicles there are; others are forgotten
 * @now: µs of a clock that only goes forwards
 */
void
armada_glide_take (ArmadaGlide *self, const ArmadaGlideFix *fixes, guint n, gint64 now)
{
  g_autoptr (GHashTable) entries = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  GHashTable *before;

  for (guint i = 0; i < n; i++)
    {
      Entry *entry = make_entry (self, &fixes[i], now);

      if (entry != NULL)
        g_hash_table_insert (entries, (gpointer) fixes[i].key, entry);
    }
  before = self->entries;
  self->entries = g_steal_pointer (&entries);
  g_hash_table_unref (before);
}

/**
 * armada_glide_place:
 * @key: whose
 * @now: µs of the same clock
 * @x: (out): Web Mercator, from 0 to 1
 * @y: (out): Web Mercator
 *
 * Returns: whether it is anywhere else than its fix says
 */
gboolean
armada_glide_place (ArmadaGlide *self, gconstpointer key, gint64 now, double *x, double *y)
{
  const Entry *entry = g_hash_table_lookup (self->entries, key);

  if (entry == NULL)
    return FALSE;
  place (entry, now, x, y);
  return TRUE;
}

/**
 * armada_glide_get_ring:
 *
 * Returns: metres that it may be from where it is drawn; 0 while that is well known
 */
double
armada_glide_get_ring (ArmadaGlide *self, gconstpointer key, gint64 now)
{
  const Entry *entry = g_hash_table_lookup (self->entries, key);

  return entry ? armada_glide_ring (entry->fix.speed, seconds_since (entry, now)) : 0;
}

/**
 * armada_glide_get_pace:
 *
 * Returns: metres a second that what is drawn of it changes now; 0: nothing does
 */
double
armada_glide_get_pace (ArmadaGlide *self, gconstpointer key, gint64 now)
{
  const Entry *entry = g_hash_table_lookup (self->entries, key);
  double seconds, pace = 0;

  if (entry == NULL)
    return 0;
  seconds = seconds_since (entry, now);
  if (entry->fix.speed * (seconds - ARMADA_GLIDE_SECONDS) < ARMADA_GLIDE_MAX_RING)
    pace = entry->fix.speed;
  if (seconds < SETTLE_SECONDS)
    pace +=
        hypot (entry->wrong_x, entry->wrong_y) / armada_glide_metre (entry->fix.y) / SETTLE_SECONDS;
  return pace;
}

/**
 * armada_glide_get_n:
 *
 * Returns: how many are on their way
 */
guint
armada_glide_get_n (ArmadaGlide *self)
{
  return g_hash_table_size (self->entries);
}
