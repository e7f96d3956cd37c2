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
