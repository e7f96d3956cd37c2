/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-fleet-marks"

#include "map/armada-fleet-marks.h"

#include <string.h>

#include "app/armada-words.h"

#define N_RANKS (ARMADA_N_DEVICE_STATES + 1)
#define AHEAD 8 /* devices */

static const guint8 ranks[ARMADA_N_DEVICE_STATES] = {
  [ARMADA_DEVICE_STATE_NEVER_CONNECTED] = 0, [ARMADA_DEVICE_STATE_EXPIRED] = 1,
  [ARMADA_DEVICE_STATE_OFFLINE] = 2,         [ARMADA_DEVICE_STATE_UNKNOWN] = 3,
  [ARMADA_DEVICE_STATE_STANDING] = 4,        [ARMADA_DEVICE_STATE_IDLING] = 5,
  [ARMADA_DEVICE_STATE_MOVING] = 6,
};
#define RANK_ALARM 7

static guint
rank_of (const ArmadaDeviceGlance *glance)
{
  return glance->alarm ? RANK_ALARM : ranks[glance->state];
}

static const char *
first_of (const char *wanted, const char *name)
{
  return *wanted != '\0' ? wanted : name;
}

/**
 * armada_fleet_marks_get_label:
 * @i: below n
 *
 * Returns: (transfer none): what stands beside the vehicle, until its record changes
 */
const char *
armada_fleet_marks_get_label (const ArmadaFleetMarks *self, guint i)
{
  const ArmadaDeviceRecord *record = armada_device_get_record (self->devices[i]);

  switch (self->labels)
    {
    case ARMADA_FLEET_LABELS_PLATE:
      return first_of (record->plate, record->name);
    case ARMADA_FLEET_LABELS_DRIVER:
      return first_of (record->driver, record->name);
    case ARMADA_FLEET_LABELS_SPEED:
      return self->speeds[i];
    case ARMADA_FLEET_LABELS_NAME:
    default:
      return record->name;
    }
}

/* Many vehicles have the same speed: each text is there once. */
static void
put_speed (ArmadaFleetMarks *self, guint i, const ArmadaDeviceRecord *record)
{
  g_autofree char *text = armada_words_for_speed (record);

  self->speeds[i] = g_string_chunk_insert_const (self->texts, text);
}

/* Has the processor bring what is looked at a few devices later: most of the time goes by waiting
 * for memory. */
static const ArmadaDeviceGlance *
glance_at (const GPtrArray *devices, guint i)
{
  if (i + AHEAD < devices->len)
    __builtin_prefetch (armada_device_peek_glance (devices->pdata[i + AHEAD]));
  return armada_device_peek_glance (devices->pdata[i]);
}

/* Returns: how many devices have a place; @from: where each rank begins */
static guint
count_ranks (const GPtrArray *devices, guint *from)
{
  for (guint i = 0; i < devices->len; i++)
    {
      const ArmadaDeviceGlance *glance = glance_at (devices, i);

      if (glance->has_place)
        from[rank_of (glance) + 1]++;
    }
  for (guint i = 0; i < N_RANKS; i++)
    from[i + 1] += from[i];
  return from[N_RANKS];
}

static void
put (ArmadaFleetMarks *self, guint i, ArmadaDevice *device, const ArmadaDeviceGlance *glance)
{
  self->x[i] = glance->x;
  self->y[i] = glance->y;
  self->course[i] = glance->course;
  self->state[i] = glance->state;
  self->alarm[i] = glance->alarm;
  self->devices[i] = device;
  self->names[i] = glance->names_hash;
  if (self->speeds == NULL)
    return;
  put_speed (self, i, armada_device_get_record (device));
  self->names[i] = g_str_hash (self->speeds[i]);
}

/* Arrays that were once large enough are taken again: each poll would else ask for megabytes. */
static void
make_room (ArmadaFleetMarks *self, guint n)
{
  if (n > self->room)
    {
      self->room = n;
      self->x = g_renew (double, self->x, n);
      self->y = g_renew (double, self->y, n);
      self->course = g_renew (float, self->course, n);
      self->state = g_renew (guint8, self->state, n);
      self->alarm = g_renew (guint8, self->alarm, n);
      self->names = g_renew (guint64, self->names, n);
      self->devices = g_renew (ArmadaDevice *, self->devices, n);
    }
  self->n = n;
}

/**
 * armada_fleet_marks_clear:
 *
 * Lets go of everybody.
 */
void
armada_fleet_marks_clear (ArmadaFleetMarks *self)
{
  self->n = 0;
  g_clear_pointer (&self->speeds, g_free);
  g_clear_pointer (&self->texts, g_string_chunk_free);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
}

/**
 * armada_fleet_marks_new:
 *
 * Returns: (transfer full): the marks of nobody
 */
ArmadaFleetMarks *
armada_fleet_marks_new (void)
{
  return g_new0 (ArmadaFleetMarks, 1);
}

/**
 * armada_fleet_marks_take:
 * @view: (nullable): the part of a fleet to show
 * @labels: what stands beside each vehicle
 *
 * Becomes the marks of those of its devices that have a place, as they are now.
 */
void
armada_fleet_marks_take (ArmadaFleetMarks *self, ArmadaFleetView *view, ArmadaFleetLabels labels)
{
  guint from[N_RANKS + 1] = { 0 };

  armada_fleet_marks_clear (self);
  self->labels = labels;
  if (view == NULL)
    return;
  self->shown = armada_fleet_view_ref_devices (view);
  make_room (self, count_ranks (self->shown, from));
  if (labels == ARMADA_FLEET_LABELS_SPEED)
    {
      self->speeds = g_new (const char *, self->n);
      self->texts = g_string_chunk_new (1024);
    }
  for (guint i = 0; i < self->shown->len; i++)
    {
      const ArmadaDeviceGlance *glance = glance_at (self->shown, i);

      if (glance->has_place)
        put (self, from[rank_of (glance)]++, self->shown->pdata[i], glance);
    }
}

void
armada_fleet_marks_free (ArmadaFleetMarks *self)
{
  armada_fleet_marks_clear (self);
  g_free (self->x);
  g_free (self->y);
  g_free (self->course);
  g_free (self->state);
  g_free (self->alarm);
  g_free (self->names);
  g_free (self->devices);
  g_free (self);
}

/**
 * armada_fleet_marks_equal:
 *
 * Returns: whether the map would look the same
 */
gboolean
armada_fleet_marks_equal (const ArmadaFleetMarks *a, const ArmadaFleetMarks *b)
{
  if (a->n != b->n || a->n == 0)
    return a->n == b->n;
  return memcmp (a->devices, b->devices, a->n * sizeof *a->devices) == 0 &&
         memcmp (a->x, b->x, a->n * sizeof *a->x) == 0 &&
         memcmp (a->y, b->y, a->n * sizeof *a->y) == 0 &&
         memcmp (a->course, b->course, a->n * sizeof *a->course) == 0 &&
         memcmp (a->state, b->state, a->n * sizeof *a->state) == 0 &&
         memcmp (a->alarm, b->alarm, a->n * sizeof *a->alarm) == 0 &&
         memcmp (a->names, b->names, a->n * sizeof *a->names) == 0;
}
