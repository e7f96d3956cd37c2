/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-record-blob"

#include "store/armada-record-blob.h"

/* id, five times, six numbers, online, engine, alarm, texts, sensors, services, tail. The group is
 * kept beside the blob. Little-endian. */
#define FORMAT_1 "(xxxxxxddddddiibasa(xsss)a(ssb)a(dd))"
#define N_TEXTS_1 18

static GVariant *
pack_texts (const ArmadaDeviceRecord *r)
{
  const char *texts[N_TEXTS_1] = {
    r->name,          r->plate,         r->driver,        r->address,    r->protocol,
    r->time_text,     r->stop_text,     r->model,         r->vin,        r->imei,
    r->sim,           r->owner,         r->notes,         r->tail_color, r->speed_unit,
    r->distance_unit, r->altitude_unit, r->capacity_unit,
  };

  return g_variant_new_strv (texts, N_TEXTS_1);
}

static GVariant *
to_little_endian (GVariant *value)
{
#if G_BYTE_ORDER == G_BIG_ENDIAN
  g_autoptr (GVariant) own = g_variant_ref_sink (value);

  return g_variant_ref_sink (g_variant_byteswap (own));
#else
  return g_variant_ref_sink (value);
#endif
}

/**
 * armada_record_blob_pack:
 *
 * Returns: (transfer full): all of @record but its group, in ARMADA_RECORD_BLOB_FORMAT
 */
GBytes *
armada_record_blob_pack (const ArmadaDeviceRecord *r)
{
  g_autoptr (GVariant) value = NULL;
  GVariantBuilder sensors, services, tail;

  g_variant_builder_init_static (&sensors, G_VARIANT_TYPE ("a(xsss)"));
  for (guint i = 0; i < r->n_sensors; i++)
    g_variant_builder_add (&sensors, "(xsss)", r->sensors[i].id, r->sensors[i].type,
                           r->sensors[i].name, r->sensors[i].value);
  g_variant_builder_init_static (&services, G_VARIANT_TYPE ("a(ssb)"));
  for (guint i = 0; i < r->n_services; i++)
    g_variant_builder_add (&services, "(ssb)", r->services[i].name, r->services[i].value,
                           r->services[i].expiring);
  g_variant_builder_init_static (&tail, G_VARIANT_TYPE ("a(dd)"));
  for (guint i = 0; i < r->n_tail; i++)
    g_variant_builder_add (&tail, "(dd)", r->tail[i].latitude, r->tail[i].longitude);

  value = to_little_endian (
      g_variant_new ("(xxxxxxddddddiib@asa(xsss)a(ssb)a(dd))", r->id, r->fix_time, r->contact_time,
                     r->moved_time, r->expires, r->stop_seconds, r->latitude, r->longitude,
                     r->course, r->speed, r->altitude, r->odometer, (int) r->online, r->engine,
                     r->alarm, pack_texts (r), &sensors, &services, &tail));
  return g_variant_get_data_as_bytes (value);
}

/* The lists of a record under way: what its fields borrow. */
typedef struct
{
  GArray *sensors;
  GArray *services;
  GArray *tail;
} Lists;

static void
unpack_lists (GVariant *value, Lists *lists, ArmadaDeviceRecord *fields)
{
  g_autoptr (GVariantIter) sensors = NULL;
  g_autoptr (GVariantIter) services = NULL;
  g_autoptr (GVariantIter) tail = NULL;
  ArmadaSensor sensor;
  ArmadaServiceDue service;
  ArmadaPosition position;

  g_variant_get_child (value, 16, "a(xsss)", &sensors);
  while (g_variant_iter_next (sensors, "(x&s&s&s)", &sensor.id, &sensor.type, &sensor.name,
                              &sensor.value))
    g_array_append_val (lists->sensors, sensor);
  g_variant_get_child (value, 17, "a(ssb)", &services);
  while (
      g_variant_iter_next (services, "(&s&sb)", &service.name, &service.value, &service.expiring))
    g_array_append_val (lists->services, service);
  g_variant_get_child (value, 18, "a(dd)", &tail);
  while (g_variant_iter_next (tail, "(dd)", &position.latitude, &position.longitude))
    g_array_append_val (lists->tail, position);

  fields->sensors = (const ArmadaSensor *) (gpointer) lists->sensors->data;
  fields->n_sensors = lists->sensors->len;
  fields->services = (const ArmadaServiceDue *) (gpointer) lists->services->data;
  fields->n_services = lists->services->len;
  fields->tail = (const ArmadaPosition *) (gpointer) lists->tail->data;
  fields->n_tail = lists->tail->len;
}

static void
unpack_texts (const char *const *texts, ArmadaDeviceRecord *fields)
{
  fields->name = texts[0];
  fields->plate = texts[1];
  fields->driver = texts[2];
  fields->address = texts[3];
  fields->protocol = texts[4];
  fields->time_text = texts[5];
  fields->stop_text = texts[6];
  fields->model = texts[7];
  fields->vin = texts[8];
  fields->imei = texts[9];
  fields->sim = texts[10];
  fields->owner = texts[11];
  fields->notes = texts[12];
  fields->tail_color = texts[13];
  fields->speed_unit = texts[14];
  fields->distance_unit = texts[15];
  fields->altitude_unit = texts[16];
  fields->capacity_unit = texts[17];
}

static ArmadaDeviceRecord *
unpack (GVariant *value, gint64 group_id, Lists *lists)
{
  ArmadaDeviceRecord fields;
  g_autofree const char **texts = NULL;
  g_autoptr (GVariant) text_list = g_variant_get_child_value (value, 15);
  gsize n_texts;
  int online;

  armada_device_record_clear (&fields);
  fields.group_id = group_id;
  g_variant_get (value, "(xxxxxxddddddiib@*@*@*@*)", &fields.id, &fields.fix_time,
                 &fields.contact_time, &fields.moved_time, &fields.expires, &fields.stop_seconds,
                 &fields.latitude, &fields.longitude, &fields.course, &fields.speed,
                 &fields.altitude, &fields.odometer, &online, &fields.engine, &fields.alarm, NULL,
                 NULL, NULL, NULL);
  texts = g_variant_get_strv (text_list, &n_texts);
  if (n_texts != N_TEXTS_1 || online < ARMADA_ONLINE_UNKNOWN || online > ARMADA_ONLINE_BLOCKED)
    return NULL;
  fields.online = (ArmadaOnline) online;
  unpack_texts (texts, &fields);
  unpack_lists (value, lists, &fields);
  return armada_device_record_new (&fields);
}

/**
 * armada_record_blob_unpack:
 * @format: the number that @blob was kept with
 * @blob: as armada_record_blob_pack() made it, perhaps spoilt since
 * @group_id: the group kept beside it
 *
 * Returns: (transfer full) (nullable): the record; NULL when it cannot be had back
 */
ArmadaDeviceRecord *
armada_record_blob_unpack (int format, GBytes *blob, gint64 group_id)
{
  g_autoptr (GVariant) value = NULL;
  ArmadaDeviceRecord *record = NULL;
  Lists lists;

  if (format != ARMADA_RECORD_BLOB_FORMAT)
    return NULL;
  value = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (FORMAT_1), blob, FALSE));
#if G_BYTE_ORDER == G_BIG_ENDIAN
  {
    GVariant *swapped = g_variant_ref_sink (g_variant_byteswap (value));

    g_variant_unref (value);
    value = swapped;
  }
#endif
  if (!g_variant_is_normal_form (value))
    return NULL;

  lists.sensors = g_array_new (FALSE, FALSE, sizeof (ArmadaSensor));
  lists.services = g_array_new (FALSE, FALSE, sizeof (ArmadaServiceDue));
  lists.tail = g_array_new (FALSE, FALSE, sizeof (ArmadaPosition));
  record = unpack (value, group_id, &lists);
  g_array_unref (lists.sensors);
  g_array_unref (lists.services);
  g_array_unref (lists.tail);
  return record;
}
