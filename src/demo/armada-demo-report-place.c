/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-report-place"

#include "armada-demo-report-place.h"

#include "armada-demo-report-words.h"

/*
 * Where something was, in the words a report was ordered with: a geofence, a road or coordinates.
 */

#define NEAR 120 /* seconds of driving */
#define NEAR_STEP 10

/* Returns: (transfer full) (nullable): with HTML entities */
static char *
dup_zone (const ArmadaDemoReportOrder *order, double latitude, double longitude)
{
  for (guint i = 0; i < ARMADA_DEMO_N_GEOFENCES; i++)
    {
      ArmadaDemoGeofence geofence;

      armada_demo_geofence_fill (order->life, i, &geofence);
      if (armada_demo_geofence_holds (&geofence, latitude, longitude))
        return g_strdup (geofence.name);
    }
  return NULL;
}

/* Returns: (nullable): the name of the road driven on */
static const char *
get_road (const ArmadaDemoReportOrder *order, guint vehicle, gint64 time)
{
  ArmadaRoads *roads = armada_demo_rounds_get_roads (armada_demo_life_get_rounds (order->life));
  ArmadaDemoMoment moment;
  const char *name;

  armada_demo_life_at (order->life, vehicle, (double) time, &moment);
  if (moment.activity != ARMADA_DEMO_DRIVING)
    return NULL;
  name = armada_roads_get_name (roads, moment.link);
  return name != NULL && *name != '\0' ? name : NULL;
}

/* Who stands does so beside the road driven on last. Not every road has a name: then the one
 * driven on shortly before or after is told. */
static const char *
find_road (const ArmadaDemoReportOrder *order, guint vehicle, gint64 time)
{
  ArmadaDemoMoment moment;
  const char *name;

  armada_demo_life_at (order->life, vehicle, (double) time, &moment);
  if (moment.activity != ARMADA_DEMO_DRIVING)
    time = moment.stood_since - 1;
  name = get_road (order, vehicle, time);
  for (gint64 away = NEAR_STEP; name == NULL && away <= NEAR; away += NEAR_STEP)
    {
      name = get_road (order, vehicle, time - away);
      if (name == NULL)
        name = get_road (order, vehicle, time + away);
    }
  return name;
}

/* The platform makes a link of an address; its host is nobody's. */
static char *
dup_link (double latitude, double longitude, const char *name)
{
  char north[G_ASCII_DTOSTR_BUF_SIZE], east[G_ASCII_DTOSTR_BUF_SIZE];

  return g_markup_printf_escaped (
      "<a href=\"https://maps.example.test/?q=%s,%s\" target=\"_blank\">%s</a>",
      g_ascii_formatd (north, sizeof north, "%.6f", latitude),
      g_ascii_formatd (east, sizeof east, "%.6f", longitude), name);
}

static char *
dup_coordinates (double latitude, double longitude, const char *degree)
{
  char north[G_ASCII_DTOSTR_BUF_SIZE], east[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup_printf ("%s%s, %s%s", g_ascii_formatd (north, sizeof north, "%.6f", latitude),
                          degree, g_ascii_formatd (east, sizeof east, "%.6f", longitude), degree);
}

/**
 * armada_demo_report_add_place:
 * @vehicle: index
 * @time: UNIX seconds, when it was there
 *
 * Adds a table's next cell.
 */
void
armada_demo_report_add_place (ArmadaDemoSection *section,
                              const ArmadaDemoReportOrder *order,
                              guint vehicle,
                              gint64 time,
                              double latitude,
                              double longitude)
{
  char *zone = order->zones_instead ? dup_zone (order, latitude, longitude) : NULL;
  const char *road = order->show_addresses ? find_road (order, vehicle, time) : NULL;

  if (zone != NULL)
    armada_demo_section_take_place (section, armada_demo_report_dup_plain (zone), zone);
  else if (road != NULL)
    armada_demo_section_take_place (section, g_strdup (road), dup_link (latitude, longitude, road));
  else
    armada_demo_section_take_place (section, dup_coordinates (latitude, longitude, "°"),
                                    dup_coordinates (latitude, longitude, " &deg;"));
}
