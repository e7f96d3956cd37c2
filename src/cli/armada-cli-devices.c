/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-cli-devices"

#include <glib/gi18n.h>
#include <math.h>

#include "api/armada-record-table.h"
#include "armada-cli-fleet.h"
#include "armada-cli.h"
#include "model/armada-device-state.h"

/* armada-cli devices: the fleet as it is now. */

/* A vehicle in the terms of the output. */
typedef struct
{
  ArmadaRecord base;
  gint64 id;
  const char *name;
  const char *plate;
  gint64 group_id;
  const char *group_title;
  const char *state;
  const char *online;
  int engine;
  int alarm;
  double speed;
  double latitude;
  double longitude;
  double course;
  double altitude;
  double odometer;
  gint64 fix_time;
  gint64 contact_time;
  gint64 moved_time;
  gint64 expires;
  gint64 stop_seconds;
  const char *time_text;
  const char *stop_text;
  const char *driver;
  const char *address;
  const char *protocol;
  const char *model;
  const char *vin;
  const char *imei;
  const char *sim;
  const char *owner;
  const char *notes;
  const char *tail_color;
  const char *speed_unit;
  const char *distance_unit;
  const char *altitude_unit;
  const char *capacity_unit;
} Device;

#define FIELD(member, KIND, flags) ARMADA_RECORD_FIELD (Device, member, KIND, NULL, flags, NULL)
#define OPEN(member, KIND) FIELD (member, KIND, ARMADA_FIELD_PUBLIC)

static const ArmadaField device_fields[] = {
  OPEN (id, ID),
  OPEN (name, TEXT),
  OPEN (plate, TEXT),
  OPEN (group_id, ID),
  OPEN (group_title, TEXT),
  OPEN (state, TEXT),
  OPEN (online, TEXT),
  OPEN (engine, FLAG),
  OPEN (alarm, FLAG),
  OPEN (speed, DOUBLE),
  OPEN (latitude, DOUBLE),
  OPEN (longitude, DOUBLE),
  OPEN (course, DOUBLE),
  OPEN (altitude, DOUBLE),
  OPEN (odometer, DOUBLE),
  OPEN (fix_time, TIME),
  OPEN (contact_time, TIME),
  OPEN (moved_time, TIME),
  OPEN (expires, TIME),
  OPEN (stop_seconds, INT),
  OPEN (time_text, TEXT),
  OPEN (stop_text, TEXT),
  OPEN (driver, TEXT),
  OPEN (address, TEXT),
  OPEN (protocol, TEXT),
  OPEN (model, TEXT),
  OPEN (vin, TEXT),
  FIELD (imei, TEXT, ARMADA_FIELD_PRIVATE),
  FIELD (sim, TEXT, ARMADA_FIELD_PRIVATE),
  FIELD (owner, TEXT, ARMADA_FIELD_PRIVATE),
  FIELD (notes, TEXT, ARMADA_FIELD_LINES),
  OPEN (tail_color, TEXT),
  OPEN (speed_unit, TEXT),
  OPEN (distance_unit, TEXT),
  OPEN (altitude_unit, TEXT),
  OPEN (capacity_unit, TEXT),
};

static const ArmadaRecordType device_type = {
  .name = "device",
  .size = sizeof (Device),
  .fields = device_fields,
  .n_fields = G_N_ELEMENTS (device_fields),
};

static const char *
name_online (ArmadaOnline online)
{
  switch (online)
    {
    case ARMADA_ONLINE_MOVING:
      return "moving";
    case ARMADA_ONLINE_STANDING:
      return "standing";
    case ARMADA_ONLINE_ENGINE:
      return "engine";
    case ARMADA_ONLINE_OFFLINE:
      return "offline";
    case ARMADA_ONLINE_BLOCKED:
      return "blocked";
    case ARMADA_ONLINE_UNKNOWN:
    default:
      return "";
    }
}

/* Texts and numbers stay the record's. */
static void
fill (Device *device, const ArmadaDeviceRecord *record, const char *group_title, gint64 now)
{
  *device = (Device) {
    .base.type = &device_type,
    .id = record->id,
    .name = record->name,
    .plate = record->plate,
    .group_id = MAX (record->group_id, 0),
    .group_title = group_title ? group_title : "",
    .state = armada_device_state_get_nick (armada_device_state_of (record, now)),
    .online = name_online (record->online),
    .engine = record->engine,
    .alarm = record->alarm,
    .speed = record->speed,
    .latitude = record->latitude,
    .longitude = record->longitude,
    .course = record->course,
    .altitude = record->altitude,
    .odometer = record->odometer,
    .fix_time = record->fix_time,
    .contact_time = record->contact_time,
    .moved_time = record->moved_time,
    .expires = record->expires,
    .stop_seconds = record->stop_seconds < 0 ? ARMADA_INT_UNKNOWN : record->stop_seconds,
    .time_text = record->time_text,
    .stop_text = record->stop_text,
    .driver = record->driver,
    .address = record->address,
    .protocol = record->protocol,
    .model = record->model,
    .vin = record->vin,
    .imei = record->imei,
    .sim = record->sim,
    .owner = record->owner,
    .notes = record->notes,
    .tail_color = record->tail_color,
    .speed_unit = record->speed_unit,
    .distance_unit = record->distance_unit,
    .altitude_unit = record->altitude_unit,
    .capacity_unit = record->capacity_unit,
  };
}

static yyjson_mut_val *
text_or_null (yyjson_mut_doc *doc, const char *text)
{
  return *text ? yyjson_mut_str (doc, text) : yyjson_mut_null (doc);
}

static yyjson_mut_val *
write_sensors (const ArmadaDeviceRecord *record, yyjson_mut_doc *doc)
{
  yyjson_mut_val *list = yyjson_mut_arr (doc);

  for (guint i = 0; i < record->n_sensors; i++)
    {
      const ArmadaSensor *sensor = &record->sensors[i];
      yyjson_mut_val *object = yyjson_mut_arr_add_obj (doc, list);

      yyjson_mut_obj_add_val (doc, object, "id",
                              sensor->id ? yyjson_mut_sint (doc, sensor->id)
                                         : yyjson_mut_null (doc));
      yyjson_mut_obj_add_val (doc, object, "type", text_or_null (doc, sensor->type));
      yyjson_mut_obj_add_val (doc, object, "name", text_or_null (doc, sensor->name));
      yyjson_mut_obj_add_val (doc, object, "value_text", text_or_null (doc, sensor->value));
    }
  return list;
}

static yyjson_mut_val *
write_services (const ArmadaDeviceRecord *record, yyjson_mut_doc *doc)
{
  yyjson_mut_val *list = yyjson_mut_arr (doc);

  for (guint i = 0; i < record->n_services; i++)
    {
      const ArmadaServiceDue *service = &record->services[i];
      yyjson_mut_val *object = yyjson_mut_arr_add_obj (doc, list);

      yyjson_mut_obj_add_val (doc, object, "name", text_or_null (doc, service->name));
      yyjson_mut_obj_add_val (doc, object, "value_text", text_or_null (doc, service->value));
      yyjson_mut_obj_add_bool (doc, object, "expiring", service->expiring);
    }
  return list;
}

/* Pairs of latitude and longitude. */
static yyjson_mut_val *
write_tail (const ArmadaDeviceRecord *record, yyjson_mut_doc *doc)
{
  yyjson_mut_val *list = yyjson_mut_arr (doc);

  for (guint i = 0; i < record->n_tail; i++)
    {
      yyjson_mut_val *pair = yyjson_mut_arr_add_arr (doc, list);

      yyjson_mut_arr_add_real (doc, pair, record->tail[i].latitude);
      yyjson_mut_arr_add_real (doc, pair, record->tail[i].longitude);
    }
  return list;
}

/* What stands in the record but in no field. */
static void
add_lists (gconstpointer fields, yyjson_mut_val *object, yyjson_mut_doc *doc, gpointer user_data)
{
  const ArmadaDeviceRecord *record = *(const ArmadaDeviceRecord **) user_data;

  yyjson_mut_obj_add_val (doc, object, "sensors", write_sensors (record, doc));
  yyjson_mut_obj_add_val (doc, object, "services", write_services (record, doc));
  yyjson_mut_obj_add_val (doc, object, "tail", write_tail (record, doc));
}

static GHashTable *
index_groups (const ArmadaDeviceBatch *batch)
{
  GHashTable *groups = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; batch->groups != NULL && i < batch->groups->len; i++)
    {
      ArmadaGroupRecord *group = batch->groups->pdata[i];

      g_hash_table_insert (groups, &group->id, group->title);
    }
  return groups;
}

static const char *const columns[] = { "id",    "name",   "plate",        "group_title", "state",
                                       "speed", "driver", "contact_time", "address",     NULL };
static const char *const titles[] = {
  N_ ("ID"),    N_ ("Name"),   N_ ("Plate"),        N_ ("Group"),   N_ ("State"),
  N_ ("Speed"), N_ ("Driver"), N_ ("Last contact"), N_ ("Address"), NULL,
};

/**
 * armada_cli_run_devices:
 *
 * The command "devices".
 */
gboolean
armada_cli_run_devices (ArmadaCli *cli, GError **error)
{
  g_autoptr (ArmadaDeviceBatch) batch = armada_cli_fleet_fetch (cli, error);
  g_autoptr (GHashTable) groups = batch ? index_groups (batch) : NULL;
  const ArmadaDeviceRecord *record = NULL;
  ArmadaCliView view = { &device_type, columns, titles, add_lists, &record };
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (ArmadaCliStream) stream = NULL;
  g_autoptr (ArmadaCliOutput) output = NULL;

  if (batch == NULL)
    return FALSE;
  stream = armada_cli_stream_new ();
  output =
      armada_cli_output_new (stream, &view, cli->options->format, cli->options->is_private, NULL);
  for (guint i = 0; i < batch->changed->len && !armada_cli_stream_is_broken (stream); i++)
    {
      Device device;

      record = batch->changed->pdata[i];
      fill (&device, record, g_hash_table_lookup (groups, &record->group_id), now);
      armada_cli_output_add (output, &device);
    }
  armada_cli_output_end (output);
  return armada_cli_stream_end (stream, error);
}
