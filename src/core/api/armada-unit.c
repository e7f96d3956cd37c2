/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-unit"

#include "api/armada-unit.h"

#include <string.h>

/* The units' own short forms, by what servers write. */
static const struct
{
  const char *wire;
  const char *unit;
} units[] = {
  { "kph", "km/h" }, { "km/h", "km/h" }, { "mph", "mph" }, { "kn", "kn" },   { "km", "km" },
  { "mi", "mi" },    { "miles", "mi" },  { "mt", "m" },    { "m", "m" },     { "meters", "m" },
  { "ft", "ft" },    { "feet", "ft" },   { "lt", "l" },    { "l", "l" },     { "ltr", "l" },
  { "liters", "l" }, { "litres", "l" },  { "gl", "gal" },  { "gal", "gal" }, { "gallons", "gal" },
  { "nm", "nmi" },
};

/**
 * armada_unit_find:
 * @text: as a server writes a unit: "kph", "Km", "lt" …
 *
 * Returns: (transfer none) (nullable): its short form: "km/h", "mph", "kn", "km", "mi", "nmi", "m",
 *   "ft", "l" or "gal"; NULL: not one of these
 */
const char *
armada_unit_find (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_ascii_strcasecmp (text, units[i].wire) == 0)
      return units[i].unit;
  return NULL;
}

/**
 * armada_unit_in_text:
 * @text: a number and its unit: "17.02 Km"
 *
 * Returns: (transfer none) (nullable): the unit's short form, NULL: none that is known
 */
const char *
armada_unit_in_text (const char *text)
{
  const char *space = strrchr (text, ' ');

  return space ? armada_unit_find (space + 1) : NULL;
}

/* How much of km/h, or of metres, one of each is; each server writes them its own way. */
static const struct
{
  const char *unit;
  double kmh;
  double metres;
} factors[] = {
  { "km/h", 1, 0 },  { "kmh", 1, 0 },     { "mph", 1.609344, 0 }, { "kn", 1.852, 0 },
  { "m/s", 3.6, 0 }, { "km", 0, 1000 },   { "mi", 0, 1609.344 },  { "nmi", 0, 1852 },
  { "m", 0, 1 },     { "ft", 0, 0.3048 },
};

static double
find_factor (const char *text, gboolean speed, double otherwise)
{
  const char *unit = armada_unit_find (text);

  for (guint i = 0; i < G_N_ELEMENTS (factors); i++)
    if (g_ascii_strcasecmp (unit ? unit : text, factors[i].unit) == 0)
      {
        double factor = speed ? factors[i].kmh : factors[i].metres;

        return factor > 0 ? factor : otherwise;
      }
  return otherwise;
}

/**
 * armada_unit_get_kmh:
 * @text: a unit of speed as a server writes it
 * @otherwise: for what is none that is known
 *
 * Returns: how many kilometres an hour one of it is
 */
double
armada_unit_get_kmh (const char *text, double otherwise)
{
  return find_factor (text, TRUE, otherwise);
}

/**
 * armada_unit_get_metres:
 * @text: a unit of length as a server writes it
 * @otherwise: for what is none that is known
 *
 * Returns: how many metres one of it is
 */
double
armada_unit_get_metres (const char *text, double otherwise)
{
  return find_factor (text, FALSE, otherwise);
}
