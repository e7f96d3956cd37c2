/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-sensors"

#include "armada-demo-writer.h"

#include "armada-demo-random.h"
#include "armada-demo-services.h"

#include <math.h>

/*
 * What a vehicle's sensors say and which of its services are due, as a device's lists of both.
 */

/**
 * armada_demo_sensor_get_id:
 * @index: of the vehicle
 * @sensor: number of its sensor
 *
 * Returns: its id on the platform
 */
gint64
armada_demo_sensor_get_id (guint index, guint sensor)
{
  return 20000 + (gint64) index * 16 + sensor;
}

/* What follows the value of every sensor. */
static void
begin_sensor (ArmadaDemoWriter *writer,
              guint id,
              const char *type,
              const char *name,
              const char *value)
{
  ArmadaDemoJson *json = writer->json;

  armada_demo_json_begin_object (json, NULL);
  INT ("id", armada_demo_sensor_get_id (writer->index, id));
  TEXT ("type", type);
  TEXT ("name", name);
  INT ("show_in_popup", id != 3);
  INT ("add_to_widgets", 0);
  TEXT ("value", value);
}

static void
end_sensor (ArmadaDemoWriter *writer, int scale)
{
  if (scale < 0)
    armada_demo_json_add_null (writer->json, "scale_value");
  else
    armada_demo_json_add_int (writer->json, "scale_value", scale);
  armada_demo_json_end_object (writer->json);
}

static void
write_flag_sensors (ArmadaDemoWriter *writer)
{
  ArmadaDemoJson *json = writer->json;
  gboolean engine = writer->report->moment.activity != ARMADA_DEMO_PARKED;
  gboolean door = writer->report->moment.activity == ARMADA_DEMO_IDLING;

  begin_sensor (writer, 1, "acc", "Kontak", engine ? "On" : "Off");
  FLAG ("val", engine);
  end_sensor (writer, -1);
  begin_sensor (writer, 8, "door", "Pintu belakang", door ? "Terbuka" : "Tertutup");
  FLAG ("val", door);
  end_sensor (writer, -1);
}

static void
write_tracker_sensors (ArmadaDemoWriter *writer)
{
  ArmadaDemoJson *json = writer->json;
  gboolean engine = writer->report->moment.activity != ARMADA_DEMO_PARKED;
  guint64 key = armada_demo_mix (writer->key, (guint64) writer->report->fix_time / 60);
  double volts = (engine ? 13.6 : 12.4) + armada_demo_between (&key, 0, 0.4);
  guint satellites = 9 + armada_demo_below (&key, 8);
  guint signal = 40 + armada_demo_below (&key, 61);
  g_autofree char *battery = g_strdup_printf ("%.1f V", volts);
  g_autofree char *sky = g_strdup_printf ("%u", satellites);
  g_autofree char *bars = g_strdup_printf ("%u %%", signal);
  g_autofree char *bars_value = g_strdup_printf ("%u.00", signal);
  char plain[16];

  g_snprintf (plain, sizeof plain, "%.1f", volts);
  begin_sensor (writer, 2, "battery", "Aki", battery);
  TEXT ("val", plain);
  end_sensor (writer, -1);
  begin_sensor (writer, 3, "satellites", "Satelit", sky);
  INT ("val", satellites);
  end_sensor (writer, -1);
  begin_sensor (writer, 4, "gsm", "Sinyal", bars);
  TEXT ("val", bars_value);
  end_sensor (writer, (int) signal / 20);
}

/* The cold is kept at -18 °C and rises while the door stands open; without it the day warms. */
static double
get_temperature (ArmadaDemoWriter *writer)
{
  double hour = fmod ((double) writer->report->fix_time + ARMADA_DEMO_ZONE, 86400) / 3600;
  double outside = 17 + 7 * sin ((hour - 9) / 12 * G_PI) + (double) (writer->key % 40) / 10;

  if (!writer->vehicle.kind->cooled)
    return armada_demo_round (outside, 10);
  return armada_demo_round (-18 + (outside + 18) * 0.06 +
                                (writer->report->moment.activity == ARMADA_DEMO_IDLING ? 2.5 : 0),
                            10);
}

static void
write_meter_sensors (ArmadaDemoWriter *writer)
{
  ArmadaDemoJson *json = writer->json;
  const ArmadaDemoMoment *moment = &writer->report->moment;
  double litres = armada_demo_round (moment->fuel * writer->vehicle.kind->tank, 10);
  double warmth = get_temperature (writer);
  g_autofree char *degrees = g_strdup_printf ("%.1f &deg;C", warmth);
  g_autofree char *odometer = g_strdup_printf ("%.0f km", moment->odometer);
  g_autofree char *hours = g_strdup_printf ("%.1f h", moment->engine_hours);
  g_autofree char *fuel = g_strdup_printf ("%.1f lt", litres);

  begin_sensor (writer, 5, "temperature", "Suhu muatan", degrees);
  DOUBLE ("val", warmth);
  end_sensor (writer, -1);
  begin_sensor (writer, 6, "odometer", "Odometer", odometer);
  DOUBLE ("val", armada_demo_round (moment->odometer, 100));
  end_sensor (writer, -1);
  begin_sensor (writer, 9, "engine_hours", "Jam mesin", hours);
  DOUBLE ("val", armada_demo_round (moment->engine_hours, 10));
  end_sensor (writer, -1);
  begin_sensor (writer, 7, "fuel_tank", "Tangki", writer->index % 5 == 3 ? "- lt" : fuel);
  if (writer->index % 5 == 3)
    NOTHING ("val");
  else
    DOUBLE ("val", litres);
  end_sensor (writer, -1);
}

void
armada_demo_write_sensors (ArmadaDemoWriter *writer)
{
  ArmadaDemoJson *json = writer->json;

  if (writer->expired)
    {
      NOTHING ("sensors");
      return;
    }
  armada_demo_json_begin_list (json, "sensors");
  if (writer->report->connected)
    {
      write_flag_sensors (writer);
      write_tracker_sensors (writer);
      write_meter_sensors (writer);
      if (writer->index % 4 == 1)
        {
          begin_sensor (writer, 10, "textual", "Pesan", "&lt;b&gt;muat&lt;/b&gt; &amp; kirim");
          TEXT ("val", "<b>muat</b> & kirim");
          end_sensor (writer, -1);
        }
    }
  armada_demo_json_end_list (json);
}

static void
write_service (ArmadaDemoJson *json, const ArmadaDemoService *service)
{
  g_autofree char *value = armada_demo_service_dup_value (service);

  armada_demo_json_begin_object (json, NULL);
  INT ("id", service->id);
  TEXT ("name", service->name);
  TEXT ("value", value);
  FLAG ("expiring", armada_demo_service_is_expiring (service));
  TEXT ("expiration_by", service->by);
  armada_demo_json_end_object (json);
}

void
armada_demo_write_services (ArmadaDemoWriter *writer)
{
  ArmadaDemoJson *json = writer->json;
  ArmadaDemoService services[ARMADA_DEMO_MAX_SERVICES];
  guint n = armada_demo_services_fill (services, writer->seed, writer->index, writer->now,
                                       writer->report);

  if (writer->expired)
    {
      NOTHING ("services");
      return;
    }
  armada_demo_json_begin_list (json, "services");
  for (guint i = 0; i < n; i++)
    write_service (json, &services[i]);
  armada_demo_json_end_list (json);
}
