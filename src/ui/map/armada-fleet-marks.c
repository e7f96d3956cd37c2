/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-fleet-marks"

#include "map/armada-fleet-marks.h"

#include <string.h>

#include "app/armada-words.h"

#define N_RANKS (ARMADA_N_DEVICE_STATES + 1)
#define AHEAD 6 /* devices */

static const guint8 ranks[ARMADA_N_DEVICE_STATES] = {
  [ARMADA_DEVICE_STATE_NEVER_CONNECTED] = 0, [ARMADA_DEVICE_STATE_EXPIRED] = 1,
  [ARMADA_DEVICE_STATE_OFFLINE] = 2,         [ARMADA_DEVICE_STATE_UNKNOWN] = 3,
  [ARMADA_DEVICE_STATE_STANDING] = 4,        [ARMADA_DEVICE_STATE_IDLING] = 5,
  [ARMADA_DEVICE_STATE_MOVING] = 6,
};
#define RANK_ALARM 7

static guint
rank_of (ArmadaDevice *device)
{
  if (armada_device_get_record (device)->alarm)
    return RANK_ALARM;
  return ranks[armada_device_get_state (device)];
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

/* A device on its way into the arrays, so that its record is looked at once. */
typedef struct
{
  ArmadaDevice *device;
  guint64 names;
  double x, y;
  float course;
  guint8 state;
  guint8 alarm;
  guint8 rank;
} Mark;

/* Has the processor bring what is looked at a few devices later: most of the time goes by waiting
 * for memory. */
static void
look_ahead (const GPtrArray *devices, guint i)
{
  const char *record;

  if (i + 2 * AHEAD < devices->len)
    __builtin_prefetch (armada_device_peek_id (devices->pdata[i + 2 * AHEAD]));
  if (i + AHEAD >= devices->len)
    return;
  record = (const char *) armada_device_get_record (devices->pdata[i + AHEAD]);
  __builtin_prefetch (record);
  __builtin_prefetch (record + 64);
}

/* Returns: how many devices have a place; @from: where each rank begins */
static guint
gather (const GPtrArray *devices, Mark *marks, guint *from)
{
  guint n = 0;

  for (guint i = 0; i < devices->len; i++)
    {
      ArmadaDevice *device = devices->pdata[i];
      const ArmadaDeviceRecord *record = armada_device_get_record (device);
      guint rank;

      look_ahead (devices, i);
      if (!armada_device_record_has_position (record))
        continue;
      rank = rank_of (device);
      from[rank + 1]++;
      marks[n++] = (Mark) { device,
                            record->names_hash,
                            record->x,
                            record->y,
                            (float) record->course,
                            (guint8) armada_device_get_state (device),
                            record->alarm ? 1 : 0,
                            (guint8) rank };
    }
  for (guint i = 0; i < N_RANKS; i++)
    from[i + 1] += from[i];
  return n;
}

static void
put (ArmadaFleetMarks *self, guint i, const Mark *mark)
{
  self->x[i] = mark->x;
  self->y[i] = mark->y;
  self->course[i] = mark->course;
  self->state[i] = mark->state;
  self->alarm[i] = mark->alarm;
  self->devices[i] = mark->device;
  self->names[i] = mark->names;
  if (self->speeds == NULL)
    return;
  put_speed (self, i, armada_device_get_record (mark->device));
  self->names[i] = g_str_hash (self->speeds[i]);
}

static void
allocate (ArmadaFleetMarks *self, guint n)
{
  self->n = n;
  self->x = g_new (double, n);
  self->y = g_new (double, n);
  self->course = g_new (float, n);
  self->state = g_new (guint8, n);
  self->alarm = g_new (guint8, n);
  self->names = g_new (guint64, n);
  self->devices = g_new (ArmadaDevice *, n);
  if (self->labels == ARMADA_FLEET_LABELS_SPEED)
    {
      self->speeds = g_new (const char *, n);
      self->texts = g_string_chunk_new (1024);
    }
}

/**
 * armada_fleet_marks_new:
 * @view: (nullable): the part of a fleet to show
 * @labels: what stands beside each vehicle
 *
 * Returns: (transfer full): its devices that have a place
 */
ArmadaFleetMarks *
armada_fleet_marks_new (ArmadaFleetView *view, ArmadaFleetLabels labels)
{
  ArmadaFleetMarks *self = g_new0 (ArmadaFleetMarks, 1);
  g_autofree Mark *marks = NULL;
  guint from[N_RANKS + 1] = { 0 };

  self->labels = labels;
  if (view == NULL)
    return self;
  self->shown = armada_fleet_view_ref_devices (view);
  marks = g_new (Mark, self->shown->len);
  allocate (self, gather (self->shown, marks, from));
  for (guint i = 0; i < self->n; i++)
    put (self, from[marks[i].rank]++, &marks[i]);
  return self;
}

void
armada_fleet_marks_free (ArmadaFleetMarks *self)
{
  g_free (self->x);
  g_free (self->y);
  g_free (self->course);
  g_free (self->state);
  g_free (self->alarm);
  g_free (self->names);
  g_free (self->speeds);
  g_clear_pointer (&self->texts, g_string_chunk_free);
  g_free (self->devices);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
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
