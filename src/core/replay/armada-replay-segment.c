/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-replay-segment"

#include "replay/armada-replay-private.h"

/* ArmadaReplaySegment: a segment of an answer as an object. Its vehicle owns it. */
struct _ArmadaReplaySegment
{
  GObject parent_instance;

  ArmadaReplayVehicle *vehicle; /* borrowed while it lives */
  ArmadaFixes *fixes;
  guint index;
};

G_DEFINE_FINAL_TYPE (ArmadaReplaySegment, armada_replay_segment, G_TYPE_OBJECT)

typedef enum
{
  PROP_KIND = 1,
  PROP_START,
  PROP_END,
} ArmadaReplaySegmentProperty;

static GParamSpec *properties[PROP_END + 1];

static void
armada_replay_segment_get_property (GObject *object,
                                    guint property_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  const ArmadaSegment *segment = armada_replay_segment_get_segment (ARMADA_REPLAY_SEGMENT (object));

  switch ((ArmadaReplaySegmentProperty) property_id)
    {
    case PROP_KIND:
      g_value_set_uint (value, segment->kind);
      break;
    case PROP_START:
      g_value_set_int64 (value, segment->start);
      break;
    case PROP_END:
      g_value_set_int64 (value, segment->end);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
armada_replay_segment_dispose (GObject *object)
{
  ArmadaReplaySegment *self = ARMADA_REPLAY_SEGMENT (object);

  g_clear_weak_pointer (&self->vehicle);
  G_OBJECT_CLASS (armada_replay_segment_parent_class)->dispose (object);
}

static void
armada_replay_segment_finalize (GObject *object)
{
  armada_fixes_unref (ARMADA_REPLAY_SEGMENT (object)->fixes);
  G_OBJECT_CLASS (armada_replay_segment_parent_class)->finalize (object);
}

static void
armada_replay_segment_class_init (ArmadaReplaySegmentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = armada_replay_segment_get_property;
  object_class->dispose = armada_replay_segment_dispose;
  object_class->finalize = armada_replay_segment_finalize;
  properties[PROP_KIND] = g_param_spec_uint ("kind", NULL, NULL, 0, ARMADA_SEGMENT_EVENT, 0, flags);
  properties[PROP_START] =
      g_param_spec_int64 ("start", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_END] = g_param_spec_int64 ("end", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
armada_replay_segment_init (ArmadaReplaySegment *self)
{
}

ArmadaReplaySegment *
armada_replay_segment_new (ArmadaReplayVehicle *vehicle, ArmadaFixes *fixes, guint index)
{
  ArmadaReplaySegment *self = g_object_new (ARMADA_TYPE_REPLAY_SEGMENT, NULL);

  g_set_weak_pointer (&self->vehicle, vehicle);
  self->fixes = armada_fixes_ref (fixes);
  self->index = index;
  return self;
}

/**
 * armada_replay_segment_get_segment:
 *
 * Returns: (transfer none): what the server told
 */
const ArmadaSegment *
armada_replay_segment_get_segment (ArmadaReplaySegment *self)
{
  return &self->fixes->segments[self->index];
}

/**
 * armada_replay_segment_get_fixes:
 *
 * Returns: (transfer none): the answer it is from, for units
 */
ArmadaFixes *
armada_replay_segment_get_fixes (ArmadaReplaySegment *self)
{
  return self->fixes;
}

/**
 * armada_replay_segment_get_vehicle:
 *
 * Returns: (transfer none) (nullable): whose it is; NULL when that is gone
 */
ArmadaReplayVehicle *
armada_replay_segment_get_vehicle (ArmadaReplaySegment *self)
{
  return self->vehicle;
}
