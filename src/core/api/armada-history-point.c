/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-history-point"

#include "api/armada-history-point.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "api/armada-json-scan.h"
#include "api/armada-json.h"

#define DATE_LENGTH 10 /* "2026-03-14" */
#define DAY 86400
#define MAX_ZONE (15 * 3600)
#define MAX_KEY 64
#define MAX_SENSORS 256 /* what a tracker can have; more is an answer gone wild */

struct _ArmadaHistoryPointReader
{
  int zone; /* seconds east of UTC, ARMADA_ZONE_UNKNOWN */
  /* while the zone is unknown */
  guint n_local;     /* points timed by the account's clock alone */
  guint n_converted; /* other times by that clock */
  guint n_universal; /* points timed in UTC */

  char date[DATE_LENGTH]; /* read last: one follows the other on the same day */
  gint64 date_seconds;

  ArmadaFixesBuilder *builder; /* not owned */
  GPtrArray *sensors;          /* keys of the builder's sensors, by their numbers */
  GArray *words;               /* of ArmadaJsonSpan: what each of them said last in words */
};

/* What one point said, as it stands in the text. */
typedef struct
{
  ArmadaFixPoint point;
  gint64 device_time;
  gint64 server_time;
  gint64 raw_time;
  ArmadaJsonSpan sensors;
} Told;

/**
 * armada_history_point_reader_new:
 * @builder: (transfer none): what the points are added to; outlives the reader
 *
 * Returns: (transfer full): a reader for one history
 */
ArmadaHistoryPointReader *
armada_history_point_reader_new (ArmadaFixesBuilder *builder)
{
  ArmadaHistoryPointReader *self = g_new0 (ArmadaHistoryPointReader, 1);

  self->zone = ARMADA_ZONE_UNKNOWN;
  self->builder = builder;
  self->sensors = g_ptr_array_new_with_free_func (g_free);
  self->words = g_array_new (FALSE, TRUE, sizeof (ArmadaJsonSpan));
  return self;
}

void
armada_history_point_reader_free (ArmadaHistoryPointReader *self)
{
  g_ptr_array_unref (self->sensors);
  g_array_unref (self->words);
  g_free (self);
}

/**
 * armada_history_point_reader_get_zone:
 *
 * Returns: seconds of the account's zone east of UTC; ARMADA_ZONE_UNKNOWN
 */
int
armada_history_point_reader_get_zone (ArmadaHistoryPointReader *self)
{
  return self->zone;
}

/**
 * armada_history_point_reader_is_local:
 *
 * Returns: whether times are the account's clock, because nothing told its zone
 */
gboolean
armada_history_point_reader_is_local (ArmadaHistoryPointReader *self)
{
  return self->zone == ARMADA_ZONE_UNKNOWN &&
         (self->n_local > 0 || (self->n_converted > 0 && self->n_universal == 0));
}

static gboolean
two_digits (const char *text, int *out)
{
  if (!g_ascii_isdigit (text[0]) || !g_ascii_isdigit (text[1]))
    return FALSE;
  *out = (text[0] - '0') * 10 + (text[1] - '0');
  return TRUE;
}

/* Days since 1970 of a day in the Gregorian calendar. */
static gint64
count_days (int year, int month, int day)
{
  int years = month <= 2 ? year - 1 : year;
  int era = years / 400;
  int of_era = years - era * 400;
  int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

  return (gint64) era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static gboolean
read_date (ArmadaHistoryPointReader *self, const char *text)
{
  int century, year, month, day;

  if (memcmp (self->date, text, DATE_LENGTH) == 0)
    return TRUE;
  if (!two_digits (text, &century) || !two_digits (text + 2, &year) || text[4] != '-' ||
      !two_digits (text + 5, &month) || text[7] != '-' || !two_digits (text + 8, &day) ||
      month < 1 || month > 12 || day < 1 || day > 31 || century < 19)
    return FALSE;
  memcpy (self->date, text, DATE_LENGTH);
  self->date_seconds = count_days (century * 100 + year, month, day) * DAY;
  return TRUE;
}

/* "2026-03-14 08:29:58", with quotes or without. Returns: seconds as if in UTC, 0: no time */
static gint64
read_time (ArmadaHistoryPointReader *self, const char *text, gsize length)
{
  int hour, minute, second;

  if (length >= 2 && *text == '"')
    text++, length -= 2;
  if (length < DATE_LENGTH + 9 || !read_date (self, text) || !two_digits (text + 11, &hour) ||
      !two_digits (text + 14, &minute) || !two_digits (text + 17, &second) || hour > 23 ||
      minute > 59 || second > 60)
    return 0;
  return self->date_seconds + hour * 3600 + minute * 60 + second;
}

/**
 * armada_history_point_convert:
 * @text: (array length=length): a time in the account's zone
 *
 * Returns: UNIX seconds as the points' times are: 0 none
 */
gint64
armada_history_point_convert (ArmadaHistoryPointReader *self, const char *text, gsize length)
{
  gint64 time = read_time (self, text, length);

  if (time != 0 && self->zone == ARMADA_ZONE_UNKNOWN)
    self->n_converted++;
  return time != 0 && self->zone != ARMADA_ZONE_UNKNOWN ? time - self->zone : time;
}

static gboolean
read_number (const ArmadaJsonSpan *span, double *out)
{
  const char *text = span->start;
  gsize length = (gsize) (span->end - span->start);

  if (length >= 2 && *text == '"')
    text++, length -= 2;
  if (armada_json_number (text, length, out))
    return TRUE;
  if (length == 4 && memcmp (text, "true", 4) == 0)
    *out = 1;
  else if (length == 5 && memcmp (text, "false", 5) == 0)
    *out = 0;
  else
    return FALSE;
  return TRUE;
}

/* What a float cannot hold is no reading of anything. */
static float
to_float (double number)
{
  return fabs (number) <= FLT_MAX ? (float) number : NAN;
}

static float
read_float (const ArmadaJsonSpan *span)
{
  double number;

  return read_number (span, &number) ? to_float (number) : NAN;
}

static void
read_coordinate (const ArmadaJsonSpan *span, double *out)
{
  double number;

  if (read_number (span, &number))
    *out = number;
}

/* "lat" and "lng" come after "latitude" and "longitude" and are what the server draws. */
static void
take_member (ArmadaHistoryPointReader *self,
             const ArmadaJsonSpan *key,
             const ArmadaJsonSpan *value,
             Told *told)
{
  gsize length = (gsize) (key->end - key->start);
  gsize size = (gsize) (value->end - value->start);
  double number;

#define IS(name) (length == sizeof name - 1 && memcmp (key->start, name, sizeof name - 1) == 0)
  switch (*key->start)
    {
    case 'l':
      if (IS ("lat") || (IS ("latitude") && isnan (told->point.latitude)))
        read_coordinate (value, &told->point.latitude);
      else if (IS ("lng") || (IS ("longitude") && isnan (told->point.longitude)))
        read_coordinate (value, &told->point.longitude);
      break;
    case 'i':
      if (IS ("id") && read_number (value, &number) && fabs (number) < 0x1p53)
        told->point.id = (gint64) number;
      break;
    case 'r':
      if (IS ("raw_time"))
        told->raw_time = read_time (self, value->start, size);
      break;
    case 'd':
      if (IS ("device_time"))
        told->device_time = read_time (self, value->start, size);
      else if (IS ("distance"))
        told->point.distance = read_float (value);
      break;
    case 's':
      if (IS ("speed"))
        told->point.speed = read_float (value);
      else if (IS ("server_time"))
        told->server_time = read_time (self, value->start, size);
      else if (IS ("sensors_data"))
        told->sensors = *value;
      break;
    case 'a':
      if (IS ("altitude"))
        told->point.altitude = read_float (value);
      break;
    case 'c':
      if (IS ("course"))
        told->point.course = read_float (value);
      break;
    case 'v':
      if (IS ("valid") && read_number (value, &number) && number == 0)
        told->point.flags |= ARMADA_FIX_INVALID;
      break;
    default:
      break;
    }
#undef IS
}

/* The first point that tells both clocks settles what they differ by. */
static void
find_zone (ArmadaHistoryPointReader *self, const Told *told)
{
  gint64 difference = told->raw_time - told->device_time;
  gint64 zone = (difference + (difference < 0 ? -450 : 450)) / 900 * 900;

  if (ABS (zone) > MAX_ZONE || ABS (difference - zone) > 60)
    return;
  self->zone = (int) zone;
  if (self->n_local + self->n_converted > 0 && self->n_universal == 0)
    armada_fixes_builder_shift_times (self->builder, -zone);
  self->n_local = self->n_converted = self->n_universal = 0;
}

static void
find_time (ArmadaHistoryPointReader *self, Told *told)
{
  if (self->zone == ARMADA_ZONE_UNKNOWN && told->raw_time != 0 && told->device_time != 0)
    find_zone (self, told);
  if (told->device_time != 0)
    {
      told->point.time = told->device_time;
      self->n_universal++;
    }
  else if (told->raw_time != 0)
    {
      told->point.time = told->raw_time - (self->zone != ARMADA_ZONE_UNKNOWN ? self->zone : 0);
      self->n_local++;
    }
  if (told->device_time != 0 && told->server_time != 0 &&
      ABS (told->server_time - told->device_time) < G_MAXINT32)
    told->point.delay = (gint32) (told->server_time - told->device_time);
}

/* Returns: the number of the sensor with the key, G_MAXUINT: none that is kept */
static guint
find_sensor (ArmadaHistoryPointReader *self, const ArmadaJsonSpan *key, guint guess)
{
  gsize length = (gsize) (key->end - key->start);
  char name[MAX_KEY];

  if (guess < self->sensors->len && armada_json_span_is (key, self->sensors->pdata[guess]))
    return guess;
  if (length == 0 || length >= MAX_KEY || armada_json_span_is (key, "speed") ||
      armada_json_span_is (key, "altitude"))
    return G_MAXUINT;
  for (guint i = 0; i < self->sensors->len; i++)
    if (armada_json_span_is (key, self->sensors->pdata[i]))
      return i;
  memcpy (name, key->start, length);
  name[length] = '\0';
  if (self->sensors->len == MAX_SENSORS || !g_utf8_validate (name, -1, NULL) ||
      strchr (name, '\\') != NULL)
    return G_MAXUINT;
  g_ptr_array_add (self->sensors, g_strdup (name));
  g_array_set_size (self->words, self->sensors->len);
  return armada_fixes_builder_add_sensor (self->builder, name);
}

/* A number may have its unit behind it, which is one word. */
static float
read_value (const ArmadaJsonSpan *span)
{
  const char *text = span->start + 1;
  double number;
  const char *space;

  if (read_number (span, &number))
    return to_float (number);
  if (*span->start != '"')
    return NAN;
  space = memchr (text, ' ', (gsize) (span->end - text));
  if (space == NULL || memchr (space + 1, ' ', (gsize) (span->end - space - 1)) != NULL)
    return NAN;
  return armada_json_number (text, (gsize) (space - text), &number) ? to_float (number) : NAN;
}

static gboolean
is_same_text (const ArmadaJsonSpan *a, const ArmadaJsonSpan *b)
{
  gsize length = (gsize) (a->end - a->start);

  return b->start != NULL && length == (gsize) (b->end - b->start) &&
         memcmp (a->start, b->start, length) == 0;
}

/* What is no number is words, but for what stands for nothing. The same again, which it mostly is,
 * is told by its bytes. */
static void
read_words (ArmadaHistoryPointReader *self, guint sensor, const ArmadaJsonSpan *span)
{
  ArmadaJsonSpan *last = &g_array_index (self->words, ArmadaJsonSpan, sensor);
  g_autofree char *text = NULL;
  double number;

  if (*span->start != '"' || read_number (span, &number))
    return;
  if (!is_same_text (span, last))
    {
      text = armada_json_span_dup_text (span);
      if (*text == '\0' || g_str_equal (text, "-"))
        return;
    }
  if (armada_fixes_builder_set_words (self->builder, sensor, text))
    *last = *span;
}

/* {"id": "sensor_507", "value": 60.0}; what is as it should be goes on without a look back. */
static guint
read_sensor (ArmadaHistoryPointReader *self, const ArmadaJsonSpan *text, guint guess)
{
  ArmadaJsonSpan id = { NULL, NULL }, value = { NULL, NULL };
  ArmadaJsonScan scan;
  float number = NAN;
  guint sensor;

  if (!armada_json_scan_enter (&scan, text->start, text->end))
    return guess;
  while (armada_json_scan_next (&scan))
    if (armada_json_span_is (&scan.key, "id"))
      id = scan.value;
    else if (armada_json_span_is (&scan.key, "value"))
      value = scan.value;
  if (id.start == NULL)
    return guess;
  if (*id.start == '"')
    id.start++, id.end--;
  sensor = find_sensor (self, &id, guess);
  if (sensor == G_MAXUINT)
    return guess;
  if (value.start != NULL)
    number = read_value (&value);
  armada_fixes_builder_set_sensor (self->builder, sensor, number);
  if (value.start != NULL && isnan (number))
    read_words (self, sensor, &value);
  return sensor + 1;
}

static void
read_sensors (ArmadaHistoryPointReader *self, const ArmadaJsonSpan *sensors)
{
  ArmadaJsonScan scan;
  guint guess = 0;

  if (sensors->start == NULL || !armada_json_scan_enter (&scan, sensors->start, sensors->end))
    return;
  while (armada_json_scan_next (&scan))
    guess = read_sensor (self, &scan.value, guess);
}

static void
clear (Told *told)
{
  *told = (Told) {
    .point = {
      .delay = G_MININT32,
      .latitude = NAN,
      .longitude = NAN,
      .speed = NAN,
      .altitude = NAN,
      .course = NAN,
      .distance = NAN,
    },
  };
}

/**
 * armada_history_point_read:
 * @at: where the point begins
 * @end: of the text
 * @add: whether it is added to the builder, or only read
 * @point: (out): what it told; set only when TRUE is returned
 * @behind: (out) (nullable): where it ends, NULL when it does not
 *
 * Returns: whether it is a point
 */
gboolean
armada_history_point_read (ArmadaHistoryPointReader *self,
                           const char *at,
                           const char *end,
                           gboolean add,
                           ArmadaFixPoint *point,
                           const char **behind)
{
  ArmadaJsonScan scan;
  Told told;

  if (*at != '{' || !armada_json_scan_enter (&scan, at, end))
    {
      *behind = armada_json_scan_skip_value (at, end);
      return FALSE;
    }
  clear (&told);
  while (armada_json_scan_next (&scan))
    if (scan.key.end > scan.key.start)
      take_member (self, &scan.key, &scan.value, &told);
  *behind = scan.broken ? NULL : scan.at;
  if (scan.broken)
    return FALSE;
  find_time (self, &told);
  *point = told.point;
  if (add)
    {
      armada_fixes_builder_add (self->builder, &told.point);
      read_sensors (self, &told.sensors);
    }
  return TRUE;
}
