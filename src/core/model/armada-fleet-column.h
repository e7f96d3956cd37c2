/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-device.h"

G_BEGIN_DECLS

/**
 * ArmadaFleetColumnKind:
 *
 * What the values of a column are, which says how they sort and what a filter can ask of them.
 */
typedef enum
{
  ARMADA_FLEET_COLUMN_TEXT,
  ARMADA_FLEET_COLUMN_NUMBER,
  ARMADA_FLEET_COLUMN_SPAN,  /* how long, in seconds */
  ARMADA_FLEET_COLUMN_AGE,   /* a time that has been: its number is how many seconds ago */
  ARMADA_FLEET_COLUMN_UNTIL, /* a time to come: its number is in how many seconds */
  ARMADA_FLEET_COLUMN_STATE, /* ArmadaDeviceState */
  ARMADA_FLEET_COLUMN_FLAG,  /* 1 or 0 */
} ArmadaFleetColumnKind;

/**
 * ArmadaFleetValue:
 * @known: whether there is a value at all
 * @number: of all kinds but texts; NAN where what a sensor says cannot be compared
 * @time: UNIX seconds, of an age and of a time to come
 * @text: (nullable): of texts and of sensors as given; as long as the device's record
 *
 * What stands in a cell.
 */
typedef struct
{
  gboolean known;
  double number;
  gint64 time;
  const char *text;
} ArmadaFleetValue;

/**
 * ArmadaFleetColumn:
 * @name: what layouts, files and scripts call it; the same in every language
 * @sensor: (nullable): the sensor whose values these are, as users named it
 * @unit: of numbers, as the account counts them; "" none
 * @digits: decimals that are shown, -1 as the sensor gives them
 *
 * One thing that is known of vehicles. Owned by an ArmadaFleetColumns.
 */
typedef struct
{
  char *name;
  ArmadaFleetColumnKind kind;
  char *sensor;
  char *unit;
  int digits;
  guint place; /* among the columns that every fleet has */
} ArmadaFleetColumn;

/* What the names of columns that are sensors begin with. */
#define ARMADA_FLEET_COLUMN_SENSOR "sensor:"

gboolean armada_fleet_column_read_number (const char *text, double *number, const char **unit);
int armada_fleet_column_read_flag (const char *text);

G_END_DECLS
