/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-device-record"

#include "api/armada-device-record.h"

#include <math.h>
#include <string.h>

G_DEFINE_BOXED_TYPE (ArmadaDeviceRecord,
                     armada_device_record,
                     armada_device_record_ref,
                     armada_device_record_unref)

static const gsize texts[] = {
  G_STRUCT_OFFSET (ArmadaDeviceRecord, name),
  G_STRUCT_OFFSET (ArmadaDeviceRecord, plate),
  G_STRUCT_OFFSET (ArmadaDeviceRecord, driver),
  G_STRUCT_OFFSET (ArmadaDeviceRecord, address),
  G_STRUCT_OFFSET (ArmadaDeviceRecord, protocol),
  G_STRUCT_OFFSET (ArmadaDeviceRecord, time_text),
  G_STRUCT_OFFSET (ArmadaDeviceRecord, stop_text),
  G_STRUCT_OFFSET (ArmadaDeviceRecord, model),
  G_STRUCT_OFFSET (ArmadaDeviceRecord, vin),
  G_STRUCT_OFFSET (ArmadaDeviceRecord, imei),
  G_STRUCT_OFFSET (ArmadaDeviceRecord, sim),
  G_STRUCT_OFFSET (ArmadaDeviceRecord, owner),
  G_STRUCT_OFFSET (ArmadaDeviceRecord, notes),
  G_STRUCT_OFFSET (ArmadaDeviceRecord, tail_color),
  G_STRUCT_OFFSET (ArmadaDeviceRecord, speed_unit),
  G_STRUCT_OFFSET (ArmadaDeviceRecord, distance_unit),
  G_STRUCT_OFFSET (ArmadaDeviceRecord, altitude_unit),
  G_STRUCT_OFFSET (ArmadaDeviceRecord, capacity_unit),
};

static gsize
text_size (const char *text)
{
  return text && *text ? strlen (text) + 1 : 0;
}

static const char *
put_text (char **free_space, const char *text)
{
  gsize size = text_size (text);
  char *copy = *free_space;

  if (size == 0)
    return "";

  memcpy (copy, text, size);
  *free_space += size;
  return copy;
}

static gsize
block_size (const ArmadaDeviceRecord *fields)
{
  gsize size = sizeof *fields + fields->n_tail * sizeof *fields->tail +
               fields->n_sensors * sizeof *fields->sensors +
               fields->n_services * sizeof *fields->services;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    size += text_size (G_STRUCT_MEMBER (const char *, fields, texts[i]));
  for (guint i = 0; i < fields->n_sensors; i++)
    size += text_size (fields->sensors[i].type) + text_size (fields->sensors[i].name) +
            text_size (fields->sensors[i].value);
  for (guint i = 0; i < fields->n_services; i++)
    size += text_size (fields->services[i].name) + text_size (fields->services[i].value);
  return size;
}

/**
 * armada_device_record_clear:
 * @fields: (out caller-allocates): fields to fill, nothing known yet
 */
void
armada_device_record_clear (ArmadaDeviceRecord *fields)
{
  *fields = (ArmadaDeviceRecord) {
    .group_id = -1,
    .latitude = NAN,
    .longitude = NAN,
    .course = NAN,
    .altitude = NAN,
    .odometer = NAN,
    .stop_seconds = -1,
    .engine = -1,
  };
}

/**
 * armada_device_record_new:
 * @fields: what to copy; its texts and arrays are borrowed, a NULL text means ""
 *
 * Returns: (transfer full): an immutable deep copy in one block
 */
ArmadaDeviceRecord *
armada_device_record_new (const ArmadaDeviceRecord *fields)
{
  ArmadaDeviceRecord *self = g_atomic_rc_box_alloc (block_size (fields));
  ArmadaPosition *tail = (gpointer) (self + 1);
  ArmadaSensor *sensors = (gpointer) (tail + fields->n_tail);
  ArmadaServiceDue *services = (gpointer) (sensors + fields->n_sensors);
  char *free_space = (gpointer) (services + fields->n_services);

  *self = *fields;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    G_STRUCT_MEMBER (const char *, self, texts[i]) =
        put_text (&free_space, G_STRUCT_MEMBER (const char *, fields, texts[i]));

  for (guint i = 0; i < fields->n_tail; i++)
    tail[i] = fields->tail[i];
  for (guint i = 0; i < fields->n_sensors; i++)
    sensors[i] = (ArmadaSensor) {
      .id = fields->sensors[i].id,
      .type = put_text (&free_space, fields->sensors[i].type),
      .name = put_text (&free_space, fields->sensors[i].name),
      .value = put_text (&free_space, fields->sensors[i].value),
    };
  for (guint i = 0; i < fields->n_services; i++)
    services[i] = (ArmadaServiceDue) {
      .name = put_text (&free_space, fields->services[i].name),
      .value = put_text (&free_space, fields->services[i].value),
      .expiring = fields->services[i].expiring,
    };

  self->tail = tail;
  self->sensors = sensors;
  self->services = services;
  return self;
}

ArmadaDeviceRecord *
armada_device_record_ref (ArmadaDeviceRecord *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
armada_device_record_unref (ArmadaDeviceRecord *self)
{
  g_atomic_rc_box_release (self);
}

/**
 * armada_device_record_has_position:
 *
 * Returns: whether there is a place to draw the device at
 */
gboolean
armada_device_record_has_position (const ArmadaDeviceRecord *self)
{
  return !isnan (self->latitude) && !isnan (self->longitude);
}
