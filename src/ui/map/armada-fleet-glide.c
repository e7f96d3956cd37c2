/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-fleet-glide"

#include "map/armada-fleet-glide.h"

#include <math.h>

#include "api/armada-unit.h"
#include "model/armada-glide.h"

#define FASTEST 50   /* milliseconds from one frame to the next, at least */
#define SLOWEST 5000 /* likewise, at most: what moves more slowly than that can wait */

struct _ArmadaFleetGlide
{
  ArmadaFleetGlideTick tick;
  gpointer user_data;
  ArmadaGlide *glide; /* (nullable): while it is enabled */
  guint tick_id;
  guint moment; /* another one where a picture of all has to be another */

  /* of the frame that is drawn, or was last */
  gint64 now;
  double scale; /* pixels the world is wide */
  double pace;  /* pixels a second, of the fastest */
};

ArmadaFleetGlide *
armada_fleet_glide_new (ArmadaFleetGlideTick tick, gpointer user_data)
{
  ArmadaFleetGlide *self = g_new0 (ArmadaFleetGlide, 1);

  self->tick = tick;
  self->user_data = user_data;
  return self;
}

void
armada_fleet_glide_free (ArmadaFleetGlide *self)
{
  armada_fleet_glide_set_enabled (self, FALSE);
  g_free (self);
}

gboolean
armada_fleet_glide_get_enabled (ArmadaFleetGlide *self)
{
  return self->glide != NULL;
}

/**
 * armada_fleet_glide_set_enabled:
 * @enabled: whether vehicles glide; what there is of them must be given anew then
 */
void
armada_fleet_glide_set_enabled (ArmadaFleetGlide *self, gboolean enabled)
{
  if (enabled == (self->glide != NULL))
    return;
  armada_fleet_glide_stop (self);
  self->moment++;
  g_clear_pointer (&self->glide, armada_glide_free);
  if (enabled)
    self->glide = armada_glide_new ();
}

static double
get_speed (ArmadaDevice *device, const ArmadaDeviceRecord *record)
{
  if (armada_device_get_state (device) != ARMADA_DEVICE_STATE_MOVING || isnan (record->speed))
    return 0;
  return record->speed * armada_unit_get_kmh (record->speed_unit, 1) / 3.6;
}

/**
 * armada_fleet_glide_take:
 * @marks: all vehicles, as they are known now
 */
void
armada_fleet_glide_take (ArmadaFleetGlide *self, const ArmadaFleetMarks *marks)
{
  g_autofree ArmadaGlideFix *fixes = NULL;

  if (self->glide == NULL)
    return;
  fixes = g_new (ArmadaGlideFix, marks->n + 1);
  for (guint i = 0; i < marks->n; i++)
    {
      const ArmadaDeviceRecord *record = armada_device_get_record (marks->devices[i]);

      fixes[i] = (ArmadaGlideFix) {
        .key = marks->devices[i],
        .x = marks->x[i],
        .y = marks->y[i],
        .time = record->fix_time,
        .speed = get_speed (marks->devices[i], record),
        .course = marks->course[i],
      };
    }
  armada_glide_take (self->glide, fixes, marks->n, g_get_monotonic_time ());
}

/**
 * armada_fleet_glide_stop:
 *
 * Nothing is drawn for now: nobody is woken until the next frame.
 */
void
armada_fleet_glide_stop (ArmadaFleetGlide *self)
{
  g_clear_handle_id (&self->tick_id, g_source_remove);
}

/**
 * armada_fleet_glide_is_waiting:
 *
 * Returns: whether there will be another frame by itself
 */
gboolean
armada_fleet_glide_is_waiting (ArmadaFleetGlide *self)
{
  return self->tick_id != 0;
}

static gboolean
tick_cb (gpointer user_data)
{
  ArmadaFleetGlide *self = user_data;

  self->tick_id = 0;
  self->moment++;
  self->tick (self->user_data);
  return G_SOURCE_REMOVE;
}

/**
 * armada_fleet_glide_get_moment:
 *
 * Returns: a number, above 0, that is another one when somebody has moved by a pixel
 */
guint
armada_fleet_glide_get_moment (ArmadaFleetGlide *self)
{
  return self->moment;
}

/**
 * armada_fleet_glide_begin_frame:
 * @scale: pixels the world is wide
 *
 * All that is asked until the end of the frame is of one moment.
 */
void
armada_fleet_glide_begin_frame (ArmadaFleetGlide *self, double scale)
{
  self->now = g_get_monotonic_time ();
  self->scale = scale;
  self->pace = 0;
}

/**
 * armada_fleet_glide_place:
 * @x: (out): Web Mercator
 * @y: (out): Web Mercator
 *
 * Returns: whether it is drawn elsewhere than its fix says, which then stays as it is
 */
gboolean
armada_fleet_glide_place (ArmadaFleetGlide *self, ArmadaDevice *device, double *x, double *y)
{
  return self->glide != NULL && armada_glide_place (self->glide, device, self->now, x, y);
}

/**
 * armada_fleet_glide_show:
 * @x: (inout): Web Mercator
 * @y: (inout): Web Mercator
 *
 * Likewise for one that is in sight: the next frame comes when it has moved by a pixel.
 *
 * Returns: pixels that it may be from there; 0 where it is elsewhere than it is known to be for
 *   sure; below 0: it does not glide
 */
double
armada_fleet_glide_show (ArmadaFleetGlide *self, ArmadaDevice *device, double *x, double *y)
{
  double metre;

  if (!armada_fleet_glide_place (self, device, x, y))
    return -1;
  metre = armada_glide_metre (*y) * self->scale;
  self->pace = MAX (self->pace, armada_glide_get_pace (self->glide, device, self->now) * metre);
  return armada_glide_get_ring (self->glide, device, self->now) * metre;
}

/**
 * armada_fleet_glide_end_frame:
 *
 * Has the next frame come when that would look different.
 */
void
armada_fleet_glide_end_frame (ArmadaFleetGlide *self)
{
  armada_fleet_glide_stop (self);
  if (self->pace > 0)
    self->tick_id =
        g_timeout_add ((guint) CLAMP (1000 / self->pace, FASTEST, SLOWEST), tick_cb, self);
}
