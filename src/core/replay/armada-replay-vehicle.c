/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-replay-vehicle"

#include "replay/armada-replay.h"

#include <math.h>

#include "model/armada-projection.h"
#include "replay/armada-replay-private.h"

/* ArmadaReplayVehicle: a vehicle and its ways. The replay owns it. */
struct _ArmadaReplayVehicle
{
  GObject parent_instance;

  gint64 device_id;
  char *name;
  guint color;
  gboolean visible;
  ArmadaTrack *track;   /* (nullable) */
  ArmadaTrack *snapped; /* (nullable) */
  ArmadaTrackIndex *index;
  ArmadaTrackIndex *snapped_index;
  GListStore *segments;
  double deviation; /* metres between recorded and snapped, NAN unknown */
  gboolean on_road;
};

/* Where a segment stands in the answers. */
typedef struct
{
  ArmadaFixes *fixes;
  guint index;
} Place;

G_DEFINE_FINAL_TYPE (ArmadaReplayVehicle, armada_replay_vehicle, G_TYPE_OBJECT)

typedef enum
{
  PROP_DEVICE_ID = 1,
  PROP_NAME,
  PROP_TRACK,
  PROP_SNAPPED,
  PROP_SEGMENTS,
  PROP_VISIBLE,
  PROP_COLOR,
} ArmadaReplayVehicleProperty;

static GParamSpec *properties[PROP_COLOR + 1];
static guint changed_signal;

static void
armada_replay_vehicle_get_property (GObject *object,
                                    guint property_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  ArmadaReplayVehicle *self = ARMADA_REPLAY_VEHICLE (object);

  switch ((ArmadaReplayVehicleProperty) property_id)
    {
    case PROP_DEVICE_ID:
      g_value_set_int64 (value, self->device_id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_TRACK:
      g_value_set_object (value, self->track);
      break;
    case PROP_SNAPPED:
      g_value_set_object (value, self->snapped);
      break;
    case PROP_SEGMENTS:
      g_value_set_object (value, self->segments);
      break;
    case PROP_VISIBLE:
      g_value_set_boolean (value, self->visible);
      break;
    case PROP_COLOR:
      g_value_set_uint (value, self->color);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
armada_replay_vehicle_set_property (GObject *object,
                                    guint property_id,
                                    const GValue *value,
                                    GParamSpec *pspec)
{
  ArmadaReplayVehicle *self = ARMADA_REPLAY_VEHICLE (object);
  gboolean visible;

  if (property_id != PROP_VISIBLE)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      return;
    }
  visible = g_value_get_boolean (value);
  if (self->visible != visible)
    {
      self->visible = visible;
      g_object_notify_by_pspec (object, pspec);
    }
}

static void
armada_replay_vehicle_finalize (GObject *object)
{
  ArmadaReplayVehicle *self = ARMADA_REPLAY_VEHICLE (object);

  g_free (self->name);
  g_clear_object (&self->track);
  g_clear_object (&self->snapped);
  g_clear_pointer (&self->index, armada_track_index_unref);
  g_clear_pointer (&self->snapped_index, armada_track_index_unref);
  g_clear_object (&self->segments);
  G_OBJECT_CLASS (armada_replay_vehicle_parent_class)->finalize (object);
}

static void
armada_replay_vehicle_class_init (ArmadaReplayVehicleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = armada_replay_vehicle_get_property;
  object_class->set_property = armada_replay_vehicle_set_property;
  object_class->finalize = armada_replay_vehicle_finalize;
  properties[PROP_DEVICE_ID] = g_param_spec_int64 ("device-id", NULL, NULL, 0, G_MAXINT64, 0, read);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, read);
  properties[PROP_TRACK] = g_param_spec_object ("track", NULL, NULL, ARMADA_TYPE_TRACK, read);
  properties[PROP_SNAPPED] = g_param_spec_object ("snapped", NULL, NULL, ARMADA_TYPE_TRACK, read);
  properties[PROP_SEGMENTS] = g_param_spec_object ("segments", NULL, NULL, G_TYPE_LIST_MODEL, read);
  properties[PROP_VISIBLE] =
      g_param_spec_boolean ("visible", NULL, NULL, TRUE, read | G_PARAM_WRITABLE);
  properties[PROP_COLOR] = g_param_spec_uint ("color", NULL, NULL, 0, G_MAXUINT, 0, read);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  changed_signal = g_signal_new ("changed", ARMADA_TYPE_REPLAY_VEHICLE, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
armada_replay_vehicle_init (ArmadaReplayVehicle *self)
{
  self->visible = TRUE;
  self->deviation = NAN;
  self->segments = g_list_store_new (ARMADA_TYPE_REPLAY_SEGMENT);
}

/**
 * armada_replay_vehicle_new:
 *
 * Returns: (transfer full): a vehicle without a track
 */
ArmadaReplayVehicle *
armada_replay_vehicle_new (gint64 device_id, const char *name)
{
  ArmadaReplayVehicle *self = g_object_new (ARMADA_TYPE_REPLAY_VEHICLE, NULL);

  self->device_id = device_id;
  self->name = g_strdup (name);
  return self;
}

static gboolean
is_listed (ArmadaSegmentKind kind)
{
  return kind == ARMADA_SEGMENT_DRIVE || kind == ARMADA_SEGMENT_STOP ||
         kind == ARMADA_SEGMENT_EVENT;
}

/* Whether the segment that stands at @position already is the one of an answer. */
static gboolean
is_same (ArmadaReplayVehicle *self, guint position, const Place *place)
{
  g_autoptr (ArmadaReplaySegment) item =
      g_list_model_get_item (G_LIST_MODEL (self->segments), position);

  return armada_replay_segment_get_segment (item) == &place->fixes->segments[place->index];
}

static GArray *
find_segments (ArmadaReplayVehicle *self)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));
  guint n_parts = self->track ? armada_track_get_n_parts (self->track) : 0;

  for (guint part = 0; part < n_parts; part++)
    {
      Place place = { .fixes = armada_track_get_part (self->track, part) };

      for (; place.index < place.fixes->n_segments; place.index++)
        if (is_listed (place.fixes->segments[place.index].kind))
          g_array_append_val (places, place);
    }
  return places;
}

/* A day more leaves the segments of the others what and where they are. */
static void
list_segments (ArmadaReplayVehicle *self)
{
  g_autoptr (GArray) places = find_segments (self);
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  const Place *place = (const Place *) (gpointer) places->data;
  guint before = g_list_model_get_n_items (G_LIST_MODEL (self->segments)), n = places->len;
  guint first = 0, last = 0;

  while (first < MIN (before, n) && is_same (self, first, &place[first]))
    first++;
  while (last < MIN (before, n) - first && is_same (self, before - 1 - last, &place[n - 1 - last]))
    last++;
  for (guint i = first; i < n - last; i++)
    g_ptr_array_add (added, armada_replay_segment_new (self, place[i].fixes, place[i].index));
  if (before - first - last > 0 || added->len > 0)
    g_list_store_splice (self->segments, first, before - first - last, added->pdata, added->len);
}

static double
get_metres (const ArmadaFixes *a, const ArmadaFixes *b, guint i)
{
  return armada_projection_distance (
      a->latitude[i] * ARMADA_FIX_DEGREES, a->longitude[i] * ARMADA_FIX_DEGREES,
      b->latitude[i] * ARMADA_FIX_DEGREES, b->longitude[i] * ARMADA_FIX_DEGREES);
}

/* Mean distance between what was recorded and what was snapped, fix by fix. */
static double
measure_deviation (ArmadaTrack *track, ArmadaTrack *snapped)
{
  double sum = 0;
  guint n = 0;

  if (track == NULL || snapped == NULL ||
      armada_track_get_n_parts (track) != armada_track_get_n_parts (snapped))
    return NAN;
  for (guint part = 0; part < armada_track_get_n_parts (track); part++)
    {
      const ArmadaFixes *a = armada_track_get_part (track, part);
      const ArmadaFixes *b = armada_track_get_part (snapped, part);

      if (a->n != b->n)
        return NAN;
      for (guint i = 0; i < a->n; i++)
        if (!((a->flags[i] | b->flags[i]) & ARMADA_FIX_INVALID))
          {
            sum += get_metres (a, b, i);
            n++;
          }
    }
  return n > 0 ? sum / n : NAN;
}

static void
set_track (ArmadaTrack **place, ArmadaTrackIndex **index, ArmadaTrack *track)
{
  if (!g_set_object (place, track))
    return;
  g_clear_pointer (index, armada_track_index_unref);
  if (track != NULL)
    *index = armada_track_index_new (track);
}

/**
 * armada_replay_vehicle_set_tracks:
 * @track: (nullable): what was recorded, as far as it is here
 * @snapped: (nullable): the same as the server put it on the road
 *
 * Emits "changed".
 */
void
armada_replay_vehicle_set_tracks (ArmadaReplayVehicle *self,
                                  ArmadaTrack *track,
                                  ArmadaTrack *snapped)
{
  set_track (&self->track, &self->index, track);
  set_track (&self->snapped, &self->snapped_index, snapped);
  self->deviation = measure_deviation (track, snapped);
  list_segments (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TRACK]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SNAPPED]);
  g_signal_emit (self, changed_signal, 0);
}

/**
 * armada_replay_vehicle_copy:
 *
 * Returns: (transfer full): a vehicle with the same tracks, which nothing that comes later changes
 */
ArmadaReplayVehicle *
armada_replay_vehicle_copy (ArmadaReplayVehicle *self)
{
  ArmadaReplayVehicle *copy = armada_replay_vehicle_new (self->device_id, self->name);

  g_set_object (&copy->snapped, self->snapped);
  if (self->snapped_index != NULL)
    copy->snapped_index = armada_track_index_ref (self->snapped_index);
  if (self->index != NULL)
    copy->index = armada_track_index_ref (self->index);
  g_set_object (&copy->track, self->track);
  armada_replay_vehicle_set_tracks (copy, self->track, self->snapped);
  copy->on_road = self->on_road;
  return copy;
}

/**
 * armada_replay_vehicle_set_indexed:
 * @track: what was recorded
 * @index: of @track, as a thread may have made it
 *
 * Shows it as armada_replay_vehicle_set_tracks() does, without having to index it here and now.
 */
void
armada_replay_vehicle_set_indexed (ArmadaReplayVehicle *self,
                                   ArmadaTrack *track,
                                   ArmadaTrackIndex *index)
{
  g_set_object (&self->track, track);
  g_clear_pointer (&self->index, armada_track_index_unref);
  self->index = armada_track_index_ref (index);
  armada_replay_vehicle_set_tracks (self, track, self->snapped);
}

gint64
armada_replay_vehicle_get_device_id (ArmadaReplayVehicle *self)
{
  return self->device_id;
}

const char *
armada_replay_vehicle_get_name (ArmadaReplayVehicle *self)
{
  return self->name;
}

/**
 * armada_replay_vehicle_get_track:
 *
 * Returns: (transfer none) (nullable): what was recorded
 */
ArmadaTrack *
armada_replay_vehicle_get_track (ArmadaReplayVehicle *self)
{
  return self->track;
}

/**
 * armada_replay_vehicle_get_snapped:
 *
 * Returns: (transfer none) (nullable): as the server put it on the road
 */
ArmadaTrack *
armada_replay_vehicle_get_snapped (ArmadaReplayVehicle *self)
{
  return self->snapped;
}

/**
 * armada_replay_vehicle_get_index:
 *
 * Returns: (transfer none) (nullable): of what was recorded
 */
ArmadaTrackIndex *
armada_replay_vehicle_get_index (ArmadaReplayVehicle *self)
{
  return self->index;
}

/**
 * armada_replay_vehicle_get_snapped_index:
 *
 * Returns: (transfer none) (nullable): of what the server put on the road
 */
ArmadaTrackIndex *
armada_replay_vehicle_get_snapped_index (ArmadaReplayVehicle *self)
{
  return self->snapped_index;
}

/**
 * armada_replay_vehicle_set_on_road:
 * @on_road: whether the way on the map is the one that the server put on the road, where there is
 *   one; sums, segments and fixes are of what was recorded either way
 *
 * To be set before the tracks are.
 */
void
armada_replay_vehicle_set_on_road (ArmadaReplayVehicle *self, gboolean on_road)
{
  self->on_road = on_road;
}

gboolean
armada_replay_vehicle_get_on_road (ArmadaReplayVehicle *self)
{
  return self->on_road;
}

/**
 * armada_replay_vehicle_get_segments:
 *
 * Returns: (transfer none): drives, stops and events, in the server's order
 */
GListModel *
armada_replay_vehicle_get_segments (ArmadaReplayVehicle *self)
{
  return G_LIST_MODEL (self->segments);
}

/**
 * armada_replay_vehicle_is_snapped_the_same:
 *
 * Returns: whether the server gave the recorded points back when it was asked to snap them
 */
gboolean
armada_replay_vehicle_is_snapped_the_same (ArmadaReplayVehicle *self)
{
  return self->deviation == 0;
}

/**
 * armada_replay_vehicle_get_deviation:
 *
 * Returns: metres between the recorded and the snapped fixes in the mean; NAN when there are not
 *   both, or not fix by fix
 */
double
armada_replay_vehicle_get_deviation (ArmadaReplayVehicle *self)
{
  return self->deviation;
}

gboolean
armada_replay_vehicle_get_visible (ArmadaReplayVehicle *self)
{
  return self->visible;
}

guint
armada_replay_vehicle_get_color (ArmadaReplayVehicle *self)
{
  return self->color;
}

void
armada_replay_vehicle_set_color (ArmadaReplayVehicle *self, guint color)
{
  self->color = color;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLOR]);
}
