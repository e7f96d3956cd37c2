/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-device-record"

#include "api/armada-device-record.h"

#include <math.h>
#include <string.h>

#include "model/armada-projection.h"

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

#define FNV_OFFSET G_GUINT64_CONSTANT (0xcbf29ce484222325)
#define FNV_PRIME G_GUINT64_CONSTANT (0x100000001b3)

/* FNV-1a over @text and its end. */
static guint64
hash_text (guint64 hash, const char *text)
{
  do
    hash = (hash ^ (guchar) *text) * FNV_PRIME;
  while (*text++ != '\0');
  return hash;
}

/* What others work out from a record again and again is worked out once, where it is made. */
static void
derive (ArmadaDeviceRecord *self)
{
  guint64 hash = hash_text (FNV_OFFSET, self->name);

  hash = hash_text (hash, self->plate);
  hash = hash_text (hash, self->driver);
  self->names_hash = hash_text (hash, self->imei);
  self->x = armada_projection_x (self->longitude);
  self->y = armada_projection_y (self->latitude);
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
  self->sort_key = NULL;
  derive (self);
  return self;
}

ArmadaDeviceRecord *
armada_device_record_ref (ArmadaDeviceRecord *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_record (gpointer data)
{
  ArmadaDeviceRecord *self = data;

  g_clear_pointer (&self->sort_key, g_ref_string_release);
}

void
armada_device_record_unref (ArmadaDeviceRecord *self)
{
  g_atomic_rc_box_release_full (self, clear_record);
}

/**
 * armada_device_record_make_sort_key:
 *
 * Returns: (transfer full): a GRefString that strcmp() orders as people sort names, numbers by
 *   value, in the locale
 */
char *
armada_device_record_make_sort_key (const ArmadaDeviceRecord *self)
{
  g_autofree char *key = g_utf8_collate_key_for_filename (self->name, -1);

  return g_ref_string_new (key);
}

/**
 * armada_device_record_introduce:
 * @self: a record that nobody else has yet, of a device that was not known
 *
 * Works out here, mostly in a worker, what a fleet asks of each device that it meets: the key to
 * sort its name by takes longer than all else about it.
 */
void
armada_device_record_introduce (ArmadaDeviceRecord *self)
{
  if (self->sort_key == NULL)
    self->sort_key = armada_device_record_make_sort_key (self);
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

static gboolean
same_number (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

static gboolean
same_numbers (const ArmadaDeviceRecord *a, const ArmadaDeviceRecord *b)
{
  return a->contact_time == b->contact_time && a->fix_time == b->fix_time && a->id == b->id &&
         same_number (a->latitude, b->latitude) && same_number (a->longitude, b->longitude) &&
         same_number (a->course, b->course) && same_number (a->speed, b->speed) &&
         same_number (a->altitude, b->altitude) && same_number (a->odometer, b->odometer) &&
         a->group_id == b->group_id && a->moved_time == b->moved_time && a->expires == b->expires &&
         a->stop_seconds == b->stop_seconds && a->online == b->online && a->engine == b->engine &&
         !a->alarm == !b->alarm && a->n_sensors == b->n_sensors && a->n_services == b->n_services &&
         a->n_tail == b->n_tail;
}

static gboolean
same_lists (const ArmadaDeviceRecord *a, const ArmadaDeviceRecord *b)
{
  for (guint i = 0; i < a->n_tail; i++)
    if (!same_number (a->tail[i].latitude, b->tail[i].latitude) ||
        !same_number (a->tail[i].longitude, b->tail[i].longitude))
      return FALSE;
  for (guint i = 0; i < a->n_sensors; i++)
    if (a->sensors[i].id != b->sensors[i].id ||
        !g_str_equal (a->sensors[i].type, b->sensors[i].type) ||
        !g_str_equal (a->sensors[i].name, b->sensors[i].name) ||
        !g_str_equal (a->sensors[i].value, b->sensors[i].value))
      return FALSE;
  for (guint i = 0; i < a->n_services; i++)
    if (!a->services[i].expiring != !b->services[i].expiring ||
        !g_str_equal (a->services[i].name, b->services[i].name) ||
        !g_str_equal (a->services[i].value, b->services[i].value))
      return FALSE;
  return TRUE;
}

/**
 * armada_device_record_equal:
 *
 * Returns: whether both tell the same; quick where a time or a position differs
 */
gboolean
armada_device_record_equal (const ArmadaDeviceRecord *a, const ArmadaDeviceRecord *b)
{
  if (a == b)
    return TRUE;
  if (!same_numbers (a, b))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (!g_str_equal (G_STRUCT_MEMBER (const char *, a, texts[i]),
                      G_STRUCT_MEMBER (const char *, b, texts[i])))
      return FALSE;
  return same_lists (a, b);
}
