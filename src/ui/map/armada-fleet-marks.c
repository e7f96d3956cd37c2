/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-fleet-marks"

#include "map/armada-fleet-marks.h"

#include <string.h>

#include "app/armada-words.h"
#include "model/armada-projection.h"

#define N_RANKS (ARMADA_N_DEVICE_STATES + 1)

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

static gboolean
is_shown (ArmadaDevice *device)
{
  return armada_device_record_has_position (armada_device_get_record (device));
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

static void
put (ArmadaFleetMarks *self, guint i, ArmadaDevice *device)
{
  const ArmadaDeviceRecord *record = armada_device_get_record (device);

  self->x[i] = armada_projection_x (record->longitude);
  self->y[i] = armada_projection_y (record->latitude);
  self->course[i] = record->course;
  self->state[i] = armada_device_get_state (device);
  self->alarm[i] = record->alarm ? 1 : 0;
  self->devices[i] = g_object_ref (device);
  if (self->speeds != NULL)
    put_speed (self, i, record);
  self->names[i] = g_str_hash (armada_fleet_marks_get_label (self, i));
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
  guint n_devices = view ? armada_fleet_view_get_n_devices (view) : 0;
  guint from[N_RANKS + 1] = { 0 };

  for (guint i = 0; i < n_devices; i++)
    {
      ArmadaDevice *device = armada_fleet_view_get_device (view, i);

      if (is_shown (device))
        from[rank_of (device) + 1]++;
    }
  for (guint i = 0; i < N_RANKS; i++)
    from[i + 1] += from[i];

  self->n = from[N_RANKS];
  self->x = g_new (double, self->n);
  self->y = g_new (double, self->n);
  self->course = g_new (float, self->n);
  self->state = g_new (guint8, self->n);
  self->alarm = g_new (guint8, self->n);
  self->names = g_new (guint, self->n);
  self->labels = labels;
  if (labels == ARMADA_FLEET_LABELS_SPEED)
    {
      self->speeds = g_new (const char *, self->n);
      self->texts = g_string_chunk_new (1024);
    }
  self->devices = g_new (ArmadaDevice *, self->n);
  for (guint i = 0; i < n_devices; i++)
    {
      ArmadaDevice *device = armada_fleet_view_get_device (view, i);

      if (is_shown (device))
        put (self, from[rank_of (device)]++, device);
    }
  return self;
}

void
armada_fleet_marks_free (ArmadaFleetMarks *self)
{
  for (guint i = 0; i < self->n; i++)
    g_object_unref (self->devices[i]);
  g_free (self->x);
  g_free (self->y);
  g_free (self->course);
  g_free (self->state);
  g_free (self->alarm);
  g_free (self->names);
  g_free (self->speeds);
  g_clear_pointer (&self->texts, g_string_chunk_free);
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
