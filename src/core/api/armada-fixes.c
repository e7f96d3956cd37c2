/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-fixes"

#include "api/armada-fixes.h"

#include <math.h>
#include <string.h>

#define LATE_AFTER 300 /* seconds to the server */
#define FIRST_CAPACITY 256

/* A sensor while the track is built; its column has as many places as the others. */
typedef struct
{
  char *key;
  char *name;
  char *unit;
  float *values;
  GArray *words;          /* (nullable) of ArmadaFixWords */
  guint words_end;        /* the fix behind the last that said any */
  const char *last_words; /* (nullable): that it said then */
} Column;

struct _ArmadaFixesBuilder
{
  guint n;
  guint capacity;
  gint64 *id;
  gint64 *time;
  gint32 *delay;
  gint32 *latitude;
  gint32 *longitude;
  float *speed;
  float *altitude;
  float *course;
  float *distance;
  guint32 *segment;
  guint8 *flags;
  GArray *columns;  /* of Column */
  GArray *segments; /* of ArmadaSegment */
  gint64 latest;    /* time seen so far */
  ArmadaFixes rest; /* what is set once */
  GStringChunk *chunk;
};

G_DEFINE_BOXED_TYPE (ArmadaFixes, armada_fixes, armada_fixes_ref, armada_fixes_unref)

ArmadaFixes *
armada_fixes_ref (ArmadaFixes *self)
{
  return g_atomic_rc_box_acquire (self);
}

/* What a track owns besides its columns. */
typedef struct
{
  ArmadaFixes fixes;
  GStringChunk *chunk;
} Owned;

static void
owned_clear (gpointer data)
{
  Owned *owned = data;
  ArmadaFixes *fixes = &owned->fixes;

  g_free ((gpointer) fixes->id);
  g_free ((gpointer) fixes->time);
  g_free ((gpointer) fixes->delay);
  g_free ((gpointer) fixes->latitude);
  g_free ((gpointer) fixes->longitude);
  g_free ((gpointer) fixes->speed);
  g_free ((gpointer) fixes->altitude);
  g_free ((gpointer) fixes->course);
  g_free ((gpointer) fixes->distance);
  g_free ((gpointer) fixes->segment);
  g_free ((gpointer) fixes->flags);
  for (guint i = 0; i < fixes->n_sensors; i++)
    {
      g_free ((gpointer) fixes->sensors[i].values);
      g_free ((gpointer) fixes->sensors[i].words);
    }
  g_free ((gpointer) fixes->sensors);
  g_free ((gpointer) fixes->segments);
  g_string_chunk_free (owned->chunk);
}

void
armada_fixes_unref (ArmadaFixes *self)
{
  g_atomic_rc_box_release_full (self, owned_clear);
}

/**
 * armada_fixes_get_memory:
 *
 * Returns: bytes of its columns and segments
 */
gsize
armada_fixes_get_memory (const ArmadaFixes *self)
{
  gsize fix = 2 * sizeof (gint64) + 3 * sizeof (gint32) + 4 * sizeof (float) + sizeof (guint32) +
              sizeof (guint8) + self->n_sensors * sizeof (float);
  gsize words = 0;

  for (guint i = 0; i < self->n_sensors; i++)
    words += self->sensors[i].n_words;
  return sizeof (Owned) + self->n * fix + self->n_segments * sizeof (ArmadaSegment) +
         words * sizeof (ArmadaFixWords);
}

/**
 * armada_fix_sensor_get_words:
 * @fix: index of a fix
 *
 * Returns: (transfer none): what the sensor said in words at it, "" nothing
 */
const char *
armada_fix_sensor_get_words (const ArmadaFixSensor *self, guint fix)
{
  guint low = 0, high = self->n_words;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->words[middle].first <= fix)
        low = middle + 1;
      else
        high = middle;
    }
  return low > 0 ? self->words[low - 1].text : "";
}

/**
 * armada_fixes_get_driver:
 * @fix: index of a fix
 *
 * Returns: (transfer none): who drove, by the segment that the fix is in; "" unknown
 */
const char *
armada_fixes_get_driver (const ArmadaFixes *self, guint fix)
{
  guint segment = self->segment[fix];

  return segment < self->n_segments ? self->segments[segment].driver : "";
}

static void
column_clear (gpointer data)
{
  Column *column = data;

  g_free (column->key);
  g_free (column->name);
  g_free (column->unit);
  g_free (column->values);
  g_clear_pointer (&column->words, g_array_unref);
}

ArmadaFixesBuilder *
armada_fixes_builder_new (void)
{
  ArmadaFixesBuilder *self = g_new0 (ArmadaFixesBuilder, 1);

  self->columns = g_array_new (FALSE, TRUE, sizeof (Column));
  g_array_set_clear_func (self->columns, column_clear);
  self->segments = g_array_new (FALSE, TRUE, sizeof (ArmadaSegment));
  self->chunk = g_string_chunk_new (256);
  self->latest = G_MININT64;
  self->rest.zone = ARMADA_ZONE_UNKNOWN;
  self->rest.speed_unit = self->rest.distance_unit = "";
  self->rest.altitude_unit = self->rest.capacity_unit = "";
  self->rest.totals = (ArmadaFixTotals) { "", "", "", "", "" };
  return self;
}

/* Every column of a fix, so that none is forgotten where all are treated alike. */
#define EACH_COLUMN(self, DO)                                                                      \
  DO (self, id);                                                                                   \
  DO (self, time);                                                                                 \
  DO (self, delay);                                                                                \
  DO (self, latitude);                                                                             \
  DO (self, longitude);                                                                            \
  DO (self, speed);                                                                                \
  DO (self, altitude);                                                                             \
  DO (self, course);                                                                               \
  DO (self, distance);                                                                             \
  DO (self, segment);                                                                              \
  DO (self, flags);

#define FREE_COLUMN(self, name) g_free ((self)->name)
#define RESIZE_COLUMN(self, name)                                                                  \
  (self)->name = g_realloc_n ((self)->name, size, sizeof *(self)->name)

void
armada_fixes_builder_free (ArmadaFixesBuilder *self)
{
  EACH_COLUMN (self, FREE_COLUMN)
  g_array_unref (self->columns);
  g_array_unref (self->segments);
  g_clear_pointer (&self->chunk, g_string_chunk_free);
  g_free (self);
}

static void
resize (ArmadaFixesBuilder *self, guint size)
{
  EACH_COLUMN (self, RESIZE_COLUMN)
  for (guint i = 0; i < self->columns->len; i++)
    {
      Column *column = &g_array_index (self->columns, Column, i);

      column->values = g_realloc_n (column->values, size, sizeof (float));
    }
  self->capacity = size;
}

guint
armada_fixes_builder_get_n (ArmadaFixesBuilder *self)
{
  return self->n;
}

gint64
armada_fixes_builder_get_time (ArmadaFixesBuilder *self, guint fix)
{
  return self->time[fix];
}

/**
 * armada_fixes_builder_add_sensor:
 * @key: of a sensor not added before
 *
 * Fixes that are there already have no value of it.
 *
 * Returns: its number for armada_fixes_builder_set_sensor()
 */
guint
armada_fixes_builder_add_sensor (ArmadaFixesBuilder *self, const char *key)
{
  Column column = {
    .key = g_strdup (key),
    .name = g_strdup (""),
    .unit = g_strdup (""),
    .values = g_new (float, MAX (self->capacity, 1)),
  };

  for (guint i = 0; i < self->n; i++)
    column.values[i] = NAN;
  g_array_append_val (self->columns, column);
  return self->columns->len - 1;
}

/**
 * armada_fixes_builder_name_sensor:
 * @key: of any sensor; one that no fix had a value of stays away
 */
void
armada_fixes_builder_name_sensor (ArmadaFixesBuilder *self,
                                  const char *key,
                                  const char *name,
                                  const char *unit)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      Column *column = &g_array_index (self->columns, Column, i);

      if (!g_str_equal (column->key, key))
        continue;
      g_set_str (&column->name, name);
      g_set_str (&column->unit, unit);
    }
}

static gint32
to_steps (double degrees)
{
  return (gint32) lround (degrees / ARMADA_FIX_DEGREES);
}

/* What can be told from the fix and the one before it. */
static guint8
find_flags (ArmadaFixesBuilder *self,
            const ArmadaFixPoint *point,
            gint32 latitude,
            gint32 longitude)
{
  guint8 flags = point->flags;
  guint last = self->n - 1;

  if (self->n > 0 && self->time[last] == point->time && self->latitude[last] == latitude &&
      self->longitude[last] == longitude)
    flags |= ARMADA_FIX_DUPLICATE;
  if (point->delay != G_MININT32 && point->delay > LATE_AFTER)
    flags |= ARMADA_FIX_LATE;
  if (point->time != 0 && point->time < self->latest)
    flags |= ARMADA_FIX_BACKWARD;
  return flags;
}

/**
 * armada_fixes_builder_add:
 *
 * Adds a fix to the segment that ends next; its sensors have no value yet.
 */
void
armada_fixes_builder_add (ArmadaFixesBuilder *self, const ArmadaFixPoint *point)
{
  gboolean placed = fabs (point->latitude) <= 90 && fabs (point->longitude) <= 180 &&
                    (point->latitude != 0 || point->longitude != 0);
  gint32 latitude = placed ? to_steps (point->latitude) : 0;
  gint32 longitude = placed ? to_steps (point->longitude) : 0;
  guint8 flags = find_flags (self, point, latitude, longitude);
  guint i = self->n;

  if (i == self->capacity)
    resize (self, MAX (self->capacity + self->capacity / 4, FIRST_CAPACITY));
  self->id[i] = point->id;
  self->time[i] = point->time;
  if (point->time == 0)
    {
      flags |= ARMADA_FIX_UNTIMED;
      self->time[i] = i > 0 ? self->time[i - 1] : 0;
    }
  self->delay[i] = point->delay;
  self->latitude[i] = latitude;
  self->longitude[i] = longitude;
  self->speed[i] = point->speed;
  self->altitude[i] = point->altitude;
  self->course[i] = point->course;
  self->distance[i] = point->distance;
  self->segment[i] = self->segments->len;
  self->flags[i] = placed ? flags : flags | ARMADA_FIX_INVALID;
  for (guint k = 0; k < self->columns->len; k++)
    g_array_index (self->columns, Column, k).values[i] = NAN;
  self->latest = MAX (self->latest, self->time[i]);
  self->n++;
}

/**
 * armada_fixes_builder_set_sensor:
 * @sensor: its number
 * @value: of the fix added last
 */
void
armada_fixes_builder_set_sensor (ArmadaFixesBuilder *self, guint sensor, float value)
{
  if (self->n > 0)
    g_array_index (self->columns, Column, sensor).values[self->n - 1] = value;
}

static const char *
keep (ArmadaFixesBuilder *self, const char *text)
{
  return text && *text ? g_string_chunk_insert_const (self->chunk, text) : "";
}

static void
add_words (Column *column, guint first, const char *text)
{
  ArmadaFixWords words = { first, text };

  if (column->words == NULL)
    column->words = g_array_new (FALSE, FALSE, sizeof words);
  g_array_append_val (column->words, words);
}

/* The last fix said @kept. Of those between it and the last that said anything, there is none. */
static void
say (ArmadaFixesBuilder *self, Column *column, const char *kept)
{
  guint fix = self->n - 1;
  gboolean goes_on = column->last_words != NULL && column->words_end == fix;

  if (column->last_words != NULL && !goes_on)
    add_words (column, column->words_end, "");
  if (!goes_on || column->last_words != kept)
    add_words (column, fix, kept);
  column->last_words = kept;
  column->words_end = self->n;
}

/**
 * armada_fixes_builder_set_words:
 * @sensor: its number
 * @text: (nullable): what it said at the fix added last; NULL: the same as when it last said
 *   anything in words, which costs next to nothing
 *
 * What a sensor says twice of one fix is what it said first.
 *
 * Returns: whether they are kept
 */
gboolean
armada_fixes_builder_set_words (ArmadaFixesBuilder *self, guint sensor, const char *text)
{
  Column *column = &g_array_index (self->columns, Column, sensor);
  const char *kept = text ? keep (self, text) : column->last_words;

  if (self->n == 0 || kept == NULL || *kept == '\0' ||
      (column->last_words != NULL && column->words_end == self->n))
    return FALSE;
  say (self, column, kept);
  return TRUE;
}

/**
 * armada_fixes_builder_end_segment:
 * @segment: what it is; @first and @n_fixes are set here, the texts are copied
 *
 * The fixes added since the segment before ended are this one's.
 */
void
armada_fixes_builder_end_segment (ArmadaFixesBuilder *self, const ArmadaSegment *segment)
{
  ArmadaSegment *before = self->segments->len > 0 ? &g_array_index (self->segments, ArmadaSegment,
                                                                    self->segments->len - 1)
                                                  : NULL;
  ArmadaSegment copy = *segment;

  copy.first = before ? before->first + before->n_fixes : 0;
  copy.n_fixes = self->n - copy.first;
  copy.driver = keep (self, segment->driver);
  copy.message = keep (self, segment->message);
  copy.time_text = keep (self, segment->time_text);
  copy.show_text = keep (self, segment->show_text);
  copy.left_text = keep (self, segment->left_text);
  copy.raw_time = keep (self, segment->raw_time);
  g_array_append_val (self->segments, copy);
}

void
armada_fixes_builder_set_totals (ArmadaFixesBuilder *self, const ArmadaFixTotals *totals)
{
  self->rest.totals = (ArmadaFixTotals) {
    .distance = keep (self, totals->distance),
    .top_speed = keep (self, totals->top_speed),
    .move_duration = keep (self, totals->move_duration),
    .stop_duration = keep (self, totals->stop_duration),
    .fuel = keep (self, totals->fuel),
  };
}

void
armada_fixes_builder_set_units (ArmadaFixesBuilder *self,
                                const char *speed,
                                const char *distance,
                                const char *altitude,
                                const char *capacity)
{
  self->rest.speed_unit = keep (self, speed);
  self->rest.distance_unit = keep (self, distance);
  self->rest.altitude_unit = keep (self, altitude);
  self->rest.capacity_unit = keep (self, capacity);
}

void
armada_fixes_builder_set_origin (ArmadaFixesBuilder *self,
                                 gint64 device_id,
                                 int zone,
                                 gboolean local_time,
                                 guint n_unreadable)
{
  self->rest.device_id = device_id;
  self->rest.zone = zone;
  self->rest.local_time = local_time;
  self->rest.n_unreadable = n_unreadable;
}

/**
 * armada_fixes_builder_shift_times:
 * @seconds: added to every time so far
 */
void
armada_fixes_builder_shift_times (ArmadaFixesBuilder *self, gint64 seconds)
{
  for (guint i = 0; i < self->n; i++)
    if (self->time[i] != 0)
      self->time[i] += seconds;
  for (guint i = 0; i < self->segments->len; i++)
    {
      ArmadaSegment *segment = &g_array_index (self->segments, ArmadaSegment, i);

      segment->start += segment->start ? seconds : 0;
      segment->end += segment->end ? seconds : 0;
    }
  if (self->n > 0)
    self->latest += seconds;
}

static void
take_words (Column *column, guint n, ArmadaFixSensor *sensor)
{
  if (column->words == NULL)
    return;
  if (column->words_end < n)
    add_words (column, column->words_end, "");
  sensor->n_words = column->words->len;
  sensor->words = (ArmadaFixWords *) (gpointer) g_array_steal (column->words, NULL);
}

static void
take_sensors (ArmadaFixesBuilder *self, ArmadaFixes *fixes)
{
  ArmadaFixSensor *sensors = g_new0 (ArmadaFixSensor, self->columns->len);

  for (guint i = 0; i < self->columns->len; i++)
    {
      Column *column = &g_array_index (self->columns, Column, i);

      sensors[i] = (ArmadaFixSensor) {
        .key = keep (self, column->key),
        .name = keep (self, column->name),
        .unit = keep (self, column->unit),
        .values = g_steal_pointer (&column->values),
      };
      take_words (column, fixes->n, &sensors[i]);
    }
  fixes->sensors = sensors;
  fixes->n_sensors = self->columns->len;
}

#define TAKE_COLUMN(self, name) fixes->name = g_steal_pointer (&(self)->name)

/**
 * armada_fixes_builder_end:
 *
 * Returns: (transfer full): the track; the builder is empty afterwards, good to be freed
 */
ArmadaFixes *
armada_fixes_builder_end (ArmadaFixesBuilder *self)
{
  Owned *owned = g_atomic_rc_box_new0 (Owned);
  ArmadaFixes *fixes = &owned->fixes;

  resize (self, self->n);
  *fixes = self->rest;
  fixes->n = self->n;
  EACH_COLUMN (self, TAKE_COLUMN)
  take_sensors (self, fixes);
  fixes->n_segments = self->segments->len;
  fixes->segments = (ArmadaSegment *) (gpointer) g_array_steal (self->segments, NULL);
  owned->chunk = g_steal_pointer (&self->chunk);
  self->chunk = g_string_chunk_new (16);
  self->n = self->capacity = 0;
  return fixes;
}
