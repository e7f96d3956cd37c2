/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-geofences"

#include "armada-demo-geofences.h"

#include <math.h>

#include "armada-demo-events.h"
#include "armada-demo-paging.h"
#include "armada-demo-vehicle.h"
#include "armada-demo-writer.h"

/*
 * The places that vehicles are watched at: the depots and some of their customers.
 */

#define FIRST_ID 51
#define EVERY_CUSTOMER 7 /* so that they are spread over the region */

/**
 * armada_demo_geofence_fill:
 * @index: less than %ARMADA_DEMO_N_GEOFENCES; the depots first
 * @geofence: (out caller-allocates):
 *
 * Each is wide enough that a vehicle standing in its lot there is inside.
 */
void
armada_demo_geofence_fill (ArmadaDemoLife *life, guint index, ArmadaDemoGeofence *geofence)
{
  ArmadaDemoRounds *rounds = armada_demo_life_get_rounds (life);
  gboolean depot = index < ARMADA_DEMO_N_DEPOTS;
  guint customer = index - ARMADA_DEMO_N_DEPOTS;
  guint place = depot ? index : ARMADA_DEMO_N_DEPOTS + customer * EVERY_CUSTOMER;

  *geofence = (ArmadaDemoGeofence) {
    .id = FIRST_ID + index,
    .radius = depot ? 150 : 120 + 10.5 * customer,
    .polygon = index % 3 == 0,
  };
  if (depot)
    g_strlcpy (geofence->name, armada_demo_vehicle_get_group_title (11 + index),
               sizeof geofence->name);
  else
    g_snprintf (geofence->name, sizeof geofence->name, "Pelanggan %u", customer + 1);
  armada_roads_get_node (armada_demo_rounds_get_roads (rounds),
                         armada_demo_rounds_get_node (rounds, place), &geofence->latitude,
                         &geofence->longitude);
}

/**
 * armada_demo_geofence_holds:
 *
 * Returns: whether the place is in @geofence
 */
gboolean
armada_demo_geofence_holds (const ArmadaDemoGeofence *geofence, double latitude, double longitude)
{
  double north = (latitude - geofence->latitude) * ARMADA_ROADS_METRES_PER_DEGREE;
  double east = (longitude - geofence->longitude) * ARMADA_ROADS_METRES_PER_DEGREE *
                cos (geofence->latitude * G_PI / 180);

  if (geofence->polygon)
    return MAX (fabs (north), fabs (east)) <= geofence->radius;
  return north * north + east * east <= geofence->radius * geofence->radius;
}

/* Returns: (transfer full): the square round it, as JSON inside a text */
static char *
dup_corners (const ArmadaDemoGeofence *geofence)
{
  static const int corners[4][2] = { { 1, -1 }, { 1, 1 }, { -1, 1 }, { -1, -1 } };
  double up = geofence->radius / ARMADA_ROADS_METRES_PER_DEGREE;
  double right = up / cos (geofence->latitude * G_PI / 180);
  GString *text = g_string_new ("[");
  char latitude[G_ASCII_DTOSTR_BUF_SIZE], longitude[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    {
      g_ascii_formatd (latitude, sizeof latitude, "%.6f", geofence->latitude + up * corners[i][0]);
      g_ascii_formatd (longitude, sizeof longitude, "%.6f",
                       geofence->longitude + right * corners[i][1]);
      g_string_append_printf (text, "%s{\"lat\": %s, \"lng\": %s}", i > 0 ? ", " : "", latitude,
                              longitude);
    }
  g_string_append_c (text, ']');
  return g_string_free (text, FALSE);
}

static void
write_shape (const ArmadaDemoGeofence *geofence, ArmadaDemoJson *json)
{
  g_autofree char *corners = dup_corners (geofence);
  char longitude[G_ASCII_DTOSTR_BUF_SIZE];

  TEXT ("type", geofence->polygon ? "polygon" : "circle");
  TEXT ("coordinates", geofence->polygon ? corners : "[]");
  if (geofence->polygon)
    {
      NOTHING ("radius");
      NOTHING ("center");
      return;
    }
  DOUBLE ("radius", geofence->radius);
  armada_demo_json_begin_object (json, "center");
  DOUBLE ("lat", armada_demo_round (geofence->latitude, 1e6));
  TEXT ("lng", g_ascii_formatd (longitude, sizeof longitude, "%.6f", geofence->longitude));
  armada_demo_json_end_object (json);
}

static void
write_geofence (const ArmadaDemoGeofence *geofence, ArmadaDemoJson *json, guint index)
{
  armada_demo_json_begin_object (json, NULL);
  INT ("id", geofence->id);
  INT ("user_id", ARMADA_DEMO_USER_ID);
  if (index % 2)
    NOTHING ("group_id");
  else
    INT ("group_id", 0);
  if (index % 4 == 3)
    TEXT ("active", "1");
  else
    INT ("active", 1);
  TEXT ("name", geofence->name);
  TEXT ("polygon_color", index < ARMADA_DEMO_N_DEPOTS ? "#3366cc" : "#d000df");
  TEXT ("created_at", "2026-01-02 03:04:05");
  TEXT ("updated_at", "2026-01-02 03:04:05");
  write_shape (geofence, json);
  NOTHING ("speed_limit");
  NOTHING ("device_id");
  armada_demo_json_end_object (json);
}

/**
 * armada_demo_geofences_answer:
 *
 * Answers get_geofences: all of them.
 */
void
armada_demo_geofences_answer (const ArmadaDemoRequest *request, ArmadaDemoReply *reply)
{
  g_autoptr (ArmadaDemoJson) json = armada_demo_json_new (request->habits);

  armada_demo_json_begin_object (json, NULL);
  armada_demo_json_begin_object (json, "items");
  armada_demo_json_begin_list (json, "geofences");
  armada_demo_add_bad_item (request, json);
  for (guint i = 0; i < ARMADA_DEMO_N_GEOFENCES; i++)
    {
      ArmadaDemoGeofence geofence;

      armada_demo_geofence_fill (request->life, i, &geofence);
      write_geofence (&geofence, json, i);
    }
  armada_demo_json_end_list (json);
  armada_demo_json_end_object (json);
  INT ("status", 1);
  armada_demo_json_end_object (json);
  armada_demo_json_take (json, reply->body);
}
