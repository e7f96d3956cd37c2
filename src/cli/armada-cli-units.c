/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-cli-units"

#include "armada-cli-units.h"

#include <math.h>

#include "api/armada-unit.h"

typedef enum
{
  SPEED,
  DISTANCE,
  ALTITUDE,
} Kind;

struct _ArmadaCliMeasure
{
  const char *type;
  const char *field;
  Kind kind;
  const char *unit_field; /* (nullable): of the same record; NULL: the account's unit */
};

static const ArmadaCliMeasure measures[] = {
  { "device", "speed", SPEED, "speed_unit" },
  { "device", "altitude", ALTITUDE, "altitude_unit" },
  { "device", "odometer", DISTANCE, "distance_unit" },
  { "fix", "speed", SPEED, NULL },
  { "fix", "altitude", ALTITUDE, NULL },
  { "fix", "distance", DISTANCE, NULL },
  { "segment", "distance", DISTANCE, NULL },
  { "segment", "top_speed", SPEED, NULL },
  { "segment", "average_speed", SPEED, NULL },
  { "event", "speed", SPEED, NULL },
  { "event", "altitude", ALTITUDE, NULL },
  { "event", "limit_speed", SPEED, NULL },
  { "alert", "overspeed", SPEED, NULL },
  { "alert", "distance", DISTANCE, NULL },
  { "report", "speed_limit", SPEED, NULL },
};

ArmadaCliUnits *
armada_cli_units_new (const char *speed, const char *distance, const char *altitude)
{
  ArmadaCliUnits *self = g_new0 (ArmadaCliUnits, 1);

  self->speed = g_strdup (speed);
  self->distance = g_strdup (distance);
  self->altitude = g_strdup (altitude);
  return self;
}

void
armada_cli_units_free (ArmadaCliUnits *self)
{
  g_free (self->speed);
  g_free (self->distance);
  g_free (self->altitude);
  g_free (self);
}

/**
 * armada_cli_measure_find:
 *
 * Returns: (transfer none) (nullable): how @field is told when it has a unit
 */
const ArmadaCliMeasure *
armada_cli_measure_find (const ArmadaRecordType *type, const ArmadaField *field)
{
  for (guint i = 0; field->kind == ARMADA_FIELD_DOUBLE && i < G_N_ELEMENTS (measures); i++)
    if (g_str_equal (measures[i].type, type->name) && g_str_equal (measures[i].field, field->name))
      return &measures[i];
  return NULL;
}

const char *
armada_cli_measure_get_suffix (const ArmadaCliMeasure *self)
{
  return self->kind == SPEED ? "_kmh" : "_m";
}

static const char *
find_unit (const ArmadaCliMeasure *self,
           const ArmadaRecordType *type,
           gconstpointer fields,
           const ArmadaCliUnits *units)
{
  for (guint i = 0; self->unit_field != NULL && i < type->n_fields; i++)
    if (g_str_equal (type->fields[i].name, self->unit_field))
      return G_STRUCT_MEMBER (const char *, fields, type->fields[i].offset);
  if (units == NULL)
    return "";
  return self->kind == SPEED      ? units->speed
         : self->kind == DISTANCE ? units->distance
                                  : units->altitude;
}

/* A server's number has no more to say than this, and single precision would show. */
static double
round_off (double number)
{
  return round (number * 1000) / 1000 + 0.0;
}

/**
 * armada_cli_measure_convert:
 * @fields: a record of @type
 * @units: (nullable): of the account
 *
 * Returns: the field in km/h or metres, NAN when it or its unit is not known
 */
double
armada_cli_measure_convert (const ArmadaCliMeasure *self,
                            const ArmadaRecordType *type,
                            const ArmadaField *field,
                            gconstpointer fields,
                            const ArmadaCliUnits *units)
{
  const char *unit = find_unit (self, type, fields, units);
  double factor =
      self->kind == SPEED ? armada_unit_get_kmh (unit, 0) : armada_unit_get_metres (unit, 0);

  return factor > 0 ? round_off (G_STRUCT_MEMBER (double, fields, field->offset) * factor) : NAN;
}

/**
 * armada_cli_measure_dup_text:
 * @fields: a record of @type
 * @units: (nullable): of the account
 *
 * Returns: (transfer full): the number as the account counts, with its unit where that is known; ""
 *   when the number is not
 */
char *
armada_cli_measure_dup_text (const ArmadaCliMeasure *self,
                             const ArmadaRecordType *type,
                             const ArmadaField *field,
                             gconstpointer fields,
                             const ArmadaCliUnits *units)
{
  const char *unit = find_unit (self, type, fields, units);
  double number = G_STRUCT_MEMBER (double, fields, field->offset);
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (number))
    return g_strdup ("");
  g_ascii_formatd (text, sizeof text, "%.12g", round_off (number));
  return g_strconcat (text, *unit ? " " : "", unit, NULL);
}
