/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-drivers"

#include "armada-demo-drivers.h"

#include "armada-demo-paging.h"
#include "armada-demo-text.h"
#include "armada-demo-vehicle.h"
#include "armada-demo-writer.h"

/*
 * The account's drivers: first those that vehicles name, by the vehicle's number, then some who
 * have none at present.
 */

#define FIRST_ID 30
#define USUAL_LIMIT 10
#define LEGACY_LIMIT 5

static const char *const spares[] = { "Ratna (cadangan)", "张三", "Çağla &amp; Wahyu", "Slamet" };

/**
 * armada_demo_driver_get_id:
 * @index: of the vehicle
 *
 * Returns: the id of its driver
 */
gint64
armada_demo_driver_get_id (guint index)
{
  return FIRST_ID + (gint64) index;
}

/**
 * armada_demo_driver_write_members:
 * @index: of the vehicle
 * @name: the driver's
 *
 * Writes the driver of a vehicle, without what is around it.
 */
void
armada_demo_driver_write_members (ArmadaDemoJson *json, guint index, const char *name)
{
  g_autofree char *rfid = g_strdup_printf ("RFID-%05u", index + 1);
  g_autofree char *email = g_strdup_printf ("driver%u@armada.example", index + 1);

  INT ("id", armada_demo_driver_get_id (index));
  INT ("user_id", ARMADA_DEMO_USER_ID);
  INT ("device_id", ARMADA_DEMO_FIRST_ID + (gint64) index);
  TEXT ("name", name);
  TEXT ("rfid", rfid);
  TEXT ("phone", "+62 000 0000");
  TEXT ("email", email);
  TEXT ("description", "");
  TEXT ("created_at", "2026-01-05 02:11:09");
  TEXT ("updated_at", "2026-02-01 07:45:00");
}

/* Half of them were never filled in, the others left empty. */
static void
write_spare_members (ArmadaDemoJson *json, gint64 id, guint spare)
{
  const char *nothing = spare % 2 ? NULL : "";

  INT ("id", id);
  INT ("user_id", ARMADA_DEMO_USER_ID);
  NOTHING ("device_id");
  TEXT ("name", spares[spare]);
  TEXT ("rfid", nothing);
  TEXT ("phone", nothing);
  TEXT ("email", spare == 0 ? "cadangan@armada.example" : nothing);
  TEXT ("description", spare == 0 ? "Cadangan\nshift malam" : nothing);
  TEXT ("created_at", "2026-01-05 02:11:09");
  TEXT ("updated_at", "2026-02-01 07:45:00");
}

/* What a platform of 2016 tells of a driver's device. */
static void
write_legacy_row (ArmadaDemoJson *json, const ArmadaDemoVehicle *vehicle, guint index)
{
  armada_demo_json_begin_object (json, "device");
  INT ("id", vehicle->id);
  NOTHING ("user_id");
  INT ("traccar_device_id", index + 1);
  INT ("active", 1);
  INT ("deleted", 0);
  TEXT ("name", vehicle->name);
  TEXT ("imei", vehicle->imei);
  TEXT ("expiration_date", "0000-00-00");
}

/* @number: below the number of vehicles: the driver of that one; above: a spare one */
static void
write_driver (const ArmadaDemoRequest *request, ArmadaDemoJson *json, guint number)
{
  guint n_vehicles = armada_demo_life_get_n_vehicles (request->life);
  ArmadaDemoVehicle vehicle;

  armada_demo_json_begin_object (json, NULL);
  if (number >= n_vehicles)
    {
      write_spare_members (json, FIRST_ID + (gint64) number, number - n_vehicles);
      NOTHING ("device_port");
      NOTHING ("device");
    }
  else
    {
      armada_demo_vehicle_fill (&vehicle, request->seed, number);
      armada_demo_driver_write_members (json, number, vehicle.driver);
      NOTHING ("device_port");
      if (request->legacy)
        write_legacy_row (json, &vehicle, number);
      else
        armada_demo_write_row (json, request, number);
      armada_demo_json_end_object (json);
    }
  armada_demo_json_end_object (json);
}

/* Returns: (transfer full) (element-type guint): numbers as write_driver() takes them */
static GArray *
find_drivers (const ArmadaDemoRequest *request)
{
  const char *search = armada_demo_request_get_text (request, "search");
  guint n_vehicles = armada_demo_life_get_n_vehicles (request->life);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < n_vehicles + G_N_ELEMENTS (spares); i++)
    {
      const char *name;
      ArmadaDemoVehicle vehicle;

      if (i < n_vehicles)
        armada_demo_vehicle_fill (&vehicle, request->seed, i);
      name = i < n_vehicles ? vehicle.driver : spares[i - n_vehicles];
      if (*name != '\0' && (search == NULL || armada_demo_text_holds (name, search)))
        g_array_append_val (found, i);
    }
  return found;
}

/**
 * armada_demo_drivers_answer:
 *
 * Answers get_user_drivers.
 */
void
armada_demo_drivers_answer (const ArmadaDemoRequest *request, ArmadaDemoReply *reply)
{
  g_autoptr (ArmadaDemoJson) json = armada_demo_json_new (request->habits);
  g_autoptr (GArray) drivers = find_drivers (request);
  ArmadaDemoPage page;

  armada_demo_page_init (&page, request, request->legacy ? LEGACY_LIMIT : USUAL_LIMIT,
                         drivers->len);
  armada_demo_json_begin_object (json, NULL);
  armada_demo_json_begin_object (json, "items");
  armada_demo_json_begin_object (json, "drivers");
  armada_demo_page_begin (&page, json);
  for (guint i = page.first; i < page.end; i++)
    write_driver (request, json, g_array_index (drivers, guint, i));
  armada_demo_page_end (&page, json);
  armada_demo_json_end_object (json);
  armada_demo_json_end_object (json);
  INT ("status", 1);
  armada_demo_json_end_object (json);
  armada_demo_json_take (json, reply->body);
}
