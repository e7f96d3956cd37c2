/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-fix"

#include "model/armada-fix-private.h"

#include <math.h>

/* ArmadaFix: a place in the columns of a track, as long as somebody looks at it. */
struct _ArmadaFix
{
  GObject parent_instance;

  ArmadaFixes *fixes;
  guint index;
};

G_DEFINE_FINAL_TYPE (ArmadaFix, armada_fix, G_TYPE_OBJECT)

typedef enum
{
  PROP_ID = 1,
  PROP_TIME,
  PROP_DELAY,
  PROP_LATITUDE,
  PROP_LONGITUDE,
  PROP_SPEED,
  PROP_ALTITUDE,
  PROP_COURSE,
  PROP_DISTANCE,
  PROP_FLAGS,
  PROP_SEGMENT,
} ArmadaFixProperty;

static GParamSpec *properties[PROP_SEGMENT + 1];

static double
get_degrees (ArmadaFix *self, const gint32 *column)
{
  if (self->fixes->latitude[self->index] == 0 && self->fixes->longitude[self->index] == 0)
    return NAN;
  return column[self->index] * ARMADA_FIX_DEGREES;
}

static void
armada_fix_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  ArmadaFix *self = ARMADA_FIX (object);
  const ArmadaFixes *fixes = self->fixes;
  guint i = self->index;

  switch ((ArmadaFixProperty) property_id)
    {
    case PROP_ID:
      g_value_set_int64 (value, fixes->id[i]);
      break;
    case PROP_TIME:
      g_value_set_int64 (value, fixes->time[i]);
      break;
    case PROP_DELAY:
      g_value_set_int (value, fixes->delay[i]);
      break;
    case PROP_LATITUDE:
      g_value_set_double (value, get_degrees (self, fixes->latitude));
      break;
    case PROP_LONGITUDE:
      g_value_set_double (value, get_degrees (self, fixes->longitude));
      break;
    case PROP_SPEED:
      g_value_set_double (value, (double) fixes->speed[i]);
      break;
    case PROP_ALTITUDE:
      g_value_set_double (value, (double) fixes->altitude[i]);
      break;
    case PROP_COURSE:
      g_value_set_double (value, (double) fixes->course[i]);
      break;
    case PROP_DISTANCE:
      g_value_set_double (value, (double) fixes->distance[i]);
      break;
    case PROP_FLAGS:
      g_value_set_uint (value, fixes->flags[i]);
      break;
    case PROP_SEGMENT:
      g_value_set_uint (value, fixes->segment[i]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
armada_fix_finalize (GObject *object)
{
  armada_fixes_unref (ARMADA_FIX (object)->fixes);
  G_OBJECT_CLASS (armada_fix_parent_class)->finalize (object);
}

static GParamSpec *
new_double (const char *name)
{
  return g_param_spec_double (name, NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0,
                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
armada_fix_class_init (ArmadaFixClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = armada_fix_get_property;
  object_class->finalize = armada_fix_finalize;
  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_TIME] = g_param_spec_int64 ("time", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_DELAY] = g_param_spec_int ("delay", NULL, NULL, G_MININT, G_MAXINT, 0, flags);
  properties[PROP_LATITUDE] = new_double ("latitude");
  properties[PROP_LONGITUDE] = new_double ("longitude");
  properties[PROP_SPEED] = new_double ("speed");
  properties[PROP_ALTITUDE] = new_double ("altitude");
  properties[PROP_COURSE] = new_double ("course");
  properties[PROP_DISTANCE] = new_double ("distance");
  properties[PROP_FLAGS] = g_param_spec_uint ("flags", NULL, NULL, 0, G_MAXUINT8, 0, flags);
  properties[PROP_SEGMENT] = g_param_spec_uint ("segment", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
armada_fix_init (ArmadaFix *self)
{
}

/**
 * armada_fix_new:
 * @index: below the number of @fixes
 *
 * Returns: (transfer full): the fix at @index
 */
ArmadaFix *
armada_fix_new (ArmadaFixes *fixes, guint index)
{
  ArmadaFix *self = g_object_new (ARMADA_TYPE_FIX, NULL);

  self->fixes = armada_fixes_ref (fixes);
  self->index = index;
  return self;
}

/**
 * armada_fix_get_fixes:
 *
 * Returns: (transfer none): the columns that it is a place in
 */
const ArmadaFixes *
armada_fix_get_fixes (ArmadaFix *self)
{
  return self->fixes;
}

/**
 * armada_fix_get_index:
 *
 * Returns: which place that is
 */
guint
armada_fix_get_index (ArmadaFix *self)
{
  return self->index;
}
