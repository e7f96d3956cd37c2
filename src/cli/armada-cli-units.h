/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-record.h"

G_BEGIN_DECLS

/**
 * ArmadaCliUnits:
 * @speed: "km/h", "mph" …, "" unknown
 * @distance: "km", "mi" …, "" unknown
 * @altitude: "m", "ft" …, "" unknown
 *
 * What an account counts in, for records that do not say it themselves.
 */
typedef struct
{
  char *speed;
  char *distance;
  char *altitude;
} ArmadaCliUnits;

/**
 * ArmadaCliMeasure:
 * @suffix: of the key in our unit: "_kmh", "_m"
 *
 * How a field with a unit is told: in our unit, and as the account counts.
 */
typedef struct _ArmadaCliMeasure ArmadaCliMeasure;

ArmadaCliUnits *
armada_cli_units_new (const char *speed, const char *distance, const char *altitude);
void armada_cli_units_free (ArmadaCliUnits *self);

const ArmadaCliMeasure *armada_cli_measure_find (const ArmadaRecordType *type,
                                                 const ArmadaField *field);
const char *armada_cli_measure_get_suffix (const ArmadaCliMeasure *self);
double armada_cli_measure_convert (const ArmadaCliMeasure *self,
                                   const ArmadaRecordType *type,
                                   const ArmadaField *field,
                                   gconstpointer fields,
                                   const ArmadaCliUnits *units);
char *armada_cli_measure_dup_text (const ArmadaCliMeasure *self,
                                   const ArmadaRecordType *type,
                                   const ArmadaField *field,
                                   gconstpointer fields,
                                   const ArmadaCliUnits *units);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaCliUnits, armada_cli_units_free)

G_END_DECLS
