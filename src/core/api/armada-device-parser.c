/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-device-parser"

#include "api/armada-device-parser.h"

#include <math.h>
#include <string.h>

#include "api/armada-json.h"
#include "api/armada-unit.h"

#define POOL_SIZE (256 * 1024)
#define MILLISECONDS_FROM                                                                          \
  G_GINT64_CONSTANT (100000000000) /* a larger UNIX time is not in seconds */

/* The members of a device that are read. */
typedef enum
{
  KEY_ID,
  KEY_LAT,
  KEY_LNG,
  KEY_NAME,
  KEY_TAIL,
  KEY_TIME,
  KEY_ALARM,
  KEY_SPEED,
  KEY_COURSE,
  KEY_DRIVER,
  KEY_ONLINE,
  KEY_ADDRESS,
  KEY_SENSORS,
  KEY_ALTITUDE,
  KEY_PROTOCOL,
  KEY_SERVICES,
  KEY_TIMESTAMP,
  KEY_DEVICE_DATA,
  KEY_DRIVER_DATA,
  KEY_ACKTIMESTAMP,
  KEY_ENGINE_STATUS,
  KEY_STOP_DURATION,
  KEY_TOTAL_DISTANCE,
  KEY_MOVED_TIMESTAMP,
  KEY_UNIT_OF_ALTITUDE,
  KEY_UNIT_OF_CAPACITY,
  KEY_UNIT_OF_DISTANCE,
  KEY_STOP_DURATION_SEC,
  KEY_DISTANCE_UNIT_HOUR,
  N_KEYS,
} Key;

/* By length, as they stand in Key: only names as long as the member's are compared. */
static const char *const names[N_KEYS] = {
  "id",
  "lat",
  "lng",
  "name",
  "tail",
  "time",
  "alarm",
  "speed",
  "course",
  "driver",
  "online",
  "address",
  "sensors",
  "altitude",
  "protocol",
  "services",
  "timestamp",
  "device_data",
  "driver_data",
  "acktimestamp",
  "engine_status",
  "stop_duration",
  "total_distance",
  "moved_timestamp",
  "unit_of_altitude",
  "unit_of_capacity",
  "unit_of_distance",
  "stop_duration_sec",
  "distance_unit_hour",
};

#define MAX_NAME 18

struct _ArmadaDeviceParser
{
  char *pool;
  guint8 first[MAX_NAME + 2]; /* by length: the first name of it in names */
  GPtrArray *texts;           /* decoded for the device at hand */
  GArray *sensors;
  GArray *services;
  GArray *tail;
};

ArmadaDeviceParser *
armada_device_parser_new (void)
{
  ArmadaDeviceParser *self = g_new0 (ArmadaDeviceParser, 1);
  guint key = 0;

  for (guint length = 0; length < G_N_ELEMENTS (self->first); length++)
    {
      while (key < N_KEYS && strlen (names[key]) < length)
        key++;
      self->first[length] = (guint8) key;
    }
  self->pool = g_malloc (POOL_SIZE);
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->sensors = g_array_new (FALSE, FALSE, sizeof (ArmadaSensor));
  self->services = g_array_new (FALSE, FALSE, sizeof (ArmadaServiceDue));
  self->tail = g_array_new (FALSE, FALSE, sizeof (ArmadaPosition));
  return self;
}

void
armada_device_parser_free (ArmadaDeviceParser *self)
{
  g_free (self->pool);
  g_ptr_array_unref (self->texts);
  g_array_unref (self->sensors);
  g_array_unref (self->services);
  g_array_unref (self->tail);
  g_free (self);
}

static void
collect_members (ArmadaDeviceParser *self, yyjson_val *device, yyjson_val **values)
{
  size_t index, max;
  yyjson_val *name, *value;

  memset (values, 0, N_KEYS * sizeof *values);
  yyjson_obj_foreach (device, index, max, name, value)
  {
    gsize length = unsafe_yyjson_get_len (name);

    if (length > MAX_NAME)
      continue;
    for (guint key = self->first[length]; key < self->first[length + 1]; key++)
      if (memcmp (unsafe_yyjson_get_str (name), names[key], length) == 0)
        values[key] = value;
  }
}

/* Most texts are plain already and can be borrowed as they are. */
static gboolean
is_plain (const char *text, gsize length)
{
  guchar any = 0;

  if (length == 0 || text[0] == ' ' || text[length - 1] == ' ')
    return length == 0;
  for (gsize i = 0; i < length; i++)
    {
      guchar c = (guchar) text[i];

      if (c < 0x20 || c == '&' || c == '<' || c == 0x7f || (c == ' ' && text[i + 1] == ' '))
        return FALSE;
      any |= c;
    }
  return any < 0x80;
}

static const char *
get_text (ArmadaDeviceParser *self, yyjson_val *value)
{
  char *decoded;

  if (value == NULL || yyjson_is_null (value))
    return "";
  if (yyjson_is_str (value) &&
      is_plain (unsafe_yyjson_get_str (value), unsafe_yyjson_get_len (value)))
    return unsafe_yyjson_get_str (value);

  decoded = armada_json_dup_text (value);
  g_ptr_array_add (self->texts, decoded);
  return decoded;
}

/* "-" is how the server writes that there is nothing. */
static const char *
get_optional_text (ArmadaDeviceParser *self, yyjson_val *value)
{
  const char *text = get_text (self, value);

  return strcmp (text, "-") == 0 ? "" : text;
}

static double
get_number (yyjson_val *value, double fallback)
{
  armada_json_double (value, &fallback);
  return fallback;
}

static gint64
get_time (yyjson_val *value)
{
  gint64 time = 0;

  armada_json_int (value, &time);
  if (time > MILLISECONDS_FROM)
    time /= 1000;
  return MAX (time, 0);
}

static ArmadaOnline
get_online (yyjson_val *value)
{
  static const struct
  {
    const char *word;
    ArmadaOnline online;
  } words[] = {
    { "online", ARMADA_ONLINE_MOVING },   { "ack", ARMADA_ONLINE_STANDING },
    { "engine", ARMADA_ONLINE_ENGINE },   { "offline", ARMADA_ONLINE_OFFLINE },
    { "blocked", ARMADA_ONLINE_BLOCKED },
  };
  const char *text = armada_json_string (value);

  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (text, words[i].word) == 0)
      return words[i].online;
  return ARMADA_ONLINE_UNKNOWN;
}

/* A place on the earth; 0,0 is what trackers tell before their first fix. */
static gboolean
get_position (yyjson_val *latitude, yyjson_val *longitude, ArmadaPosition *position)
{
  position->latitude = get_number (latitude, NAN);
  position->longitude = get_number (longitude, NAN);
  return fabs (position->latitude) <= 90 && fabs (position->longitude) <= 180 &&
         (position->latitude != 0 || position->longitude != 0);
}

static double
get_course (yyjson_val *value)
{
  double course = fmod (get_number (value, NAN), 360);

  return course < 0 ? course + 360 : course;
}

/* The units' own short forms, as the account has them set. */
static const char *
get_unit (ArmadaDeviceParser *self, yyjson_val *value, const char *fallback)
{
  const char *text = get_text (self, value);
  const char *unit = armada_unit_find (text);

  if (unit != NULL)
    return unit;
  return *text != '\0' ? text : fallback;
}

static void
read_tail (ArmadaDeviceParser *self, yyjson_val *value, ArmadaDeviceRecord *fields)
{
  ArmadaJsonList list;
  ArmadaPosition position;
  yyjson_val *point;

  g_array_set_size (self->tail, 0);
  armada_json_list_init (&list, value);
  while ((point = armada_json_list_next (&list)) != NULL)
    if (get_position (yyjson_obj_get (point, "lat"), yyjson_obj_get (point, "lng"), &position))
      g_array_append_val (self->tail, position);
  fields->tail = (const ArmadaPosition *) (gpointer) self->tail->data;
  fields->n_tail = self->tail->len;
}

static void
read_sensors (ArmadaDeviceParser *self, yyjson_val *value, ArmadaDeviceRecord *fields)
{
  ArmadaJsonList list;
  yyjson_val *item;

  g_array_set_size (self->sensors, 0);
  armada_json_list_init (&list, value);
  while ((item = armada_json_list_next (&list)) != NULL)
    {
      ArmadaSensor sensor = {
        .id = armada_json_get_int (item, "id", 0),
        .type = get_text (self, yyjson_obj_get (item, "type")),
        .name = get_text (self, yyjson_obj_get (item, "name")),
        .value = get_text (self, yyjson_obj_get (item, "value")),
      };

      if (*sensor.value == '\0')
        sensor.value = get_text (self, yyjson_obj_get (item, "val"));
      if (*sensor.name != '\0')
        g_array_append_val (self->sensors, sensor);
    }
  fields->sensors = (const ArmadaSensor *) (gpointer) self->sensors->data;
  fields->n_sensors = self->sensors->len;
}

static void
read_services (ArmadaDeviceParser *self, yyjson_val *value, ArmadaDeviceRecord *fields)
{
  ArmadaJsonList list;
  yyjson_val *item;

  g_array_set_size (self->services, 0);
  armada_json_list_init (&list, value);
  while ((item = armada_json_list_next (&list)) != NULL)
    {
      ArmadaServiceDue service = {
        .name = get_text (self, yyjson_obj_get (item, "name")),
        .value = get_text (self, yyjson_obj_get (item, "value")),
        .expiring = armada_json_get_flag (item, "expiring", FALSE),
      };

      if (*service.name != '\0')
        g_array_append_val (self->services, service);
    }
  fields->services = (const ArmadaServiceDue *) (gpointer) self->services->data;
  fields->n_services = self->services->len;
}

static void
read_device_data (ArmadaDeviceParser *self, yyjson_val *data, ArmadaDeviceRecord *fields)
{
  fields->imei = get_optional_text (self, yyjson_obj_get (data, "imei"));
  fields->sim = get_optional_text (self, yyjson_obj_get (data, "sim_number"));
  fields->vin = get_optional_text (self, yyjson_obj_get (data, "vin"));
  fields->model = get_optional_text (self, yyjson_obj_get (data, "device_model"));
  fields->owner = get_optional_text (self, yyjson_obj_get (data, "object_owner"));
  fields->notes = get_optional_text (self, yyjson_obj_get (data, "additional_notes"));
  fields->tail_color = get_optional_text (self, yyjson_obj_get (data, "tail_color"));
  fields->plate = get_optional_text (self, yyjson_obj_get (data, "plate_number"));
  if (*fields->plate == '\0')
    fields->plate = get_optional_text (self, yyjson_obj_get (data, "registration_number"));
  fields->expires = armada_json_utc_time (yyjson_obj_get (data, "expiration_date"));
  fields->group_id = armada_json_get_int (yyjson_obj_get (data, "pivot"), "group_id",
                                          armada_json_get_int (data, "group_id", -1));
}

static void
read_texts (ArmadaDeviceParser *self, yyjson_val **values, ArmadaDeviceRecord *fields)
{
  fields->name = get_text (self, values[KEY_NAME]);
  fields->address = get_optional_text (self, values[KEY_ADDRESS]);
  fields->protocol = get_optional_text (self, values[KEY_PROTOCOL]);
  fields->time_text = get_text (self, values[KEY_TIME]);
  fields->stop_text = get_text (self, values[KEY_STOP_DURATION]);
  fields->driver = get_optional_text (self, values[KEY_DRIVER]);
  if (*fields->driver == '\0')
    fields->driver = get_optional_text (self, yyjson_obj_get (values[KEY_DRIVER_DATA], "name"));
  fields->speed_unit = get_unit (self, values[KEY_DISTANCE_UNIT_HOUR], "km/h");
  fields->distance_unit = get_unit (self, values[KEY_UNIT_OF_DISTANCE], "km");
  fields->altitude_unit = get_unit (self, values[KEY_UNIT_OF_ALTITUDE], "m");
  fields->capacity_unit = get_unit (self, values[KEY_UNIT_OF_CAPACITY], "l");
}

static void
read_numbers (yyjson_val **values, ArmadaDeviceRecord *fields)
{
  ArmadaPosition position;
  gboolean flag;

  if (get_position (values[KEY_LAT], values[KEY_LNG], &position))
    {
      fields->latitude = position.latitude;
      fields->longitude = position.longitude;
    }
  fields->course = get_course (values[KEY_COURSE]);
  fields->speed = MAX (get_number (values[KEY_SPEED], 0), 0);
  fields->altitude = get_number (values[KEY_ALTITUDE], NAN);
  fields->odometer = get_number (values[KEY_TOTAL_DISTANCE], NAN);
  fields->fix_time = get_time (values[KEY_TIMESTAMP]);
  fields->contact_time = get_time (values[KEY_ACKTIMESTAMP]);
  fields->moved_time = get_time (values[KEY_MOVED_TIMESTAMP]);
  armada_json_int (values[KEY_STOP_DURATION_SEC], &fields->stop_seconds);
  fields->online = get_online (values[KEY_ONLINE]);
  if (armada_json_flag (values[KEY_ENGINE_STATUS], &flag))
    fields->engine = flag;
  if (armada_json_flag (values[KEY_ALARM], &flag))
    fields->alarm = flag;
}

static ArmadaDeviceRecord *
read_device (ArmadaDeviceParser *self, yyjson_val *device)
{
  yyjson_val *values[N_KEYS];
  ArmadaDeviceRecord fields;

  collect_members (self, device, values);
  armada_device_record_clear (&fields);
  if (!armada_json_int (values[KEY_ID], &fields.id))
    return NULL;
  read_numbers (values, &fields);
  read_texts (self, values, &fields);
  read_device_data (self, values[KEY_DEVICE_DATA], &fields);
  read_tail (self, values[KEY_TAIL], &fields);
  read_sensors (self, values[KEY_SENSORS], &fields);
  read_services (self, values[KEY_SERVICES], &fields);
  return armada_device_record_new (&fields);
}

/* The pool serves almost every device without a single allocation; a giant one gets the heap. */
static yyjson_doc *
parse (ArmadaDeviceParser *self, const char *text, gsize length)
{
  const yyjson_read_flag flags = YYJSON_READ_ALLOW_INVALID_UNICODE | YYJSON_READ_ALLOW_INF_AND_NAN;
  yyjson_read_err failure;
  yyjson_doc *doc;
  yyjson_alc allocator;

  yyjson_alc_pool_init (&allocator, self->pool, POOL_SIZE);
  doc = yyjson_read_opts ((char *) (gpointer) text, length, flags, &allocator, &failure);
  if (doc == NULL && failure.code == YYJSON_READ_ERROR_MEMORY_ALLOCATION)
    doc = yyjson_read_opts ((char *) (gpointer) text, length, flags, NULL, NULL);
  return doc;
}

/**
 * armada_device_parser_read:
 * @text: (array length=length): one device's JSON
 *
 * Returns: (transfer full) (nullable): the device; NULL when @text is no object with an id
 */
ArmadaDeviceRecord *
armada_device_parser_read (ArmadaDeviceParser *self, const char *text, gsize length)
{
  yyjson_doc *doc = parse (self, text, length);
  yyjson_val *root = yyjson_doc_get_root (doc);
  ArmadaDeviceRecord *record = NULL;

  if (yyjson_is_obj (root))
    record = read_device (self, root);
  g_ptr_array_set_size (self->texts, 0);
  yyjson_doc_free (doc);
  return record;
}
