/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-chart-series"

#include "replay/armada-chart-series.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define WORDS "/words"
#define DRIVER "driver" /* of each segment, told like the words of a sensor */

static void
choice_free (gpointer data)
{
  ArmadaChartChoice *choice = data;

  g_free (choice->key);
  g_free (choice->name);
  g_free (choice->unit);
  g_free (choice);
}

static gboolean
has_value (const float *values, guint n)
{
  for (guint i = 0; i < n; i++)
    if (!isnan (values[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_listed (GPtrArray *choices, const char *key)
{
  for (guint i = 0; i < choices->len; i++)
    if (g_str_equal (((ArmadaChartChoice *) choices->pdata[i])->key, key))
      return TRUE;
  return FALSE;
}

static void
add_choice (GPtrArray *choices, const char *key, const char *name, const char *unit, gboolean words)
{
  ArmadaChartChoice *choice = g_new0 (ArmadaChartChoice, 1);

  choice->words = words;
  choice->key = g_strdup (key);
  choice->name = g_strdup (name && *name ? name : key);
  choice->unit = g_strdup (unit ? unit : "");
  g_ptr_array_add (choices, choice);
}

static gboolean
has_driver (const ArmadaFixes *fixes)
{
  for (guint i = 0; i < fixes->n_segments; i++)
    if (*fixes->segments[i].driver != '\0')
      return TRUE;
  return FALSE;
}

static void
list_part (GPtrArray *choices, const ArmadaFixes *fixes)
{
  if (!is_listed (choices, "speed") && has_value (fixes->speed, fixes->n))
    add_choice (choices, "speed", _ ("Speed"), fixes->speed_unit, FALSE);
  if (!is_listed (choices, "altitude") && has_value (fixes->altitude, fixes->n))
    add_choice (choices, "altitude", _ ("Altitude"), fixes->altitude_unit, FALSE);
  for (guint i = 0; i < fixes->n_sensors; i++)
    {
      const ArmadaFixSensor *sensor = &fixes->sensors[i];
      const char *name = *sensor->name != '\0' ? sensor->name : sensor->key;
      g_autofree char *words = g_strconcat (sensor->key, WORDS, NULL);

      if (!is_listed (choices, sensor->key) && has_value (sensor->values, fixes->n))
        add_choice (choices, sensor->key, name, sensor->unit, FALSE);
      if (!is_listed (choices, words) && sensor->n_words > 0)
        add_choice (choices, words, name, "", TRUE);
    }
  if (!is_listed (choices, DRIVER) && has_driver (fixes))
    add_choice (choices, DRIVER, _ ("Driver"), "", TRUE);
}

/**
 * armada_chart_list_choices:
 * @vehicle: (nullable): whose track may be shown
 *
 * A sensor that says numbers as well as words is there twice.
 *
 * Returns: (transfer full) (element-type ArmadaChartChoice): what was told of its way
 */
GPtrArray *
armada_chart_list_choices (ArmadaReplayVehicle *vehicle)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (choice_free);
  ArmadaTrack *track = vehicle ? armada_replay_vehicle_get_track (vehicle) : NULL;

  for (guint i = 0; track != NULL && i < armada_track_get_n_parts (track); i++)
    list_part (choices, armada_track_get_part (track, i));
  return choices;
}

static const float *
find_column (const ArmadaFixes *fixes, const char *key)
{
  if (g_str_equal (key, "speed"))
    return fixes->speed;
  if (g_str_equal (key, "altitude"))
    return fixes->altitude;
  for (guint i = 0; i < fixes->n_sensors; i++)
    if (g_str_equal (fixes->sensors[i].key, key))
      return fixes->sensors[i].values;
  return NULL;
}

static void
take_value (ArmadaChartSeries *self, double time, float value)
{
  if (!isfinite (value))
    return;
  self->own_times[self->n] = time;
  self->own_values[self->n] = value;
  self->n++;
}

/* The good fixes that have a value, in their order. */
static void
read_values (ArmadaChartSeries *self, ArmadaTrack *track)
{
  guint n = armada_track_index_get_n (self->index);
  const double *times = armada_track_index_get_times (self->index);
  guint i = 0, start = 0;

  self->own_times = g_new (double, n);
  self->own_values = g_new (float, n);
  for (guint part = 0; part < armada_track_get_n_parts (track); part++)
    {
      const ArmadaFixes *fixes = armada_track_get_part (track, part);
      const float *column = find_column (fixes, self->key);

      for (; i < n && armada_track_index_get_fix (self->index, i) < start + fixes->n; i++)
        if (column != NULL)
          take_value (self, times[i], column[armada_track_index_get_fix (self->index, i) - start]);
      start += fixes->n;
    }
}

static const ArmadaFixSensor *
find_words (const ArmadaFixes *fixes, const char *key)
{
  for (guint i = 0; i < fixes->n_sensors; i++)
    {
      gsize length = strlen (fixes->sensors[i].key);

      if (strncmp (key, fixes->sensors[i].key, length) == 0 && g_str_equal (key + length, WORDS))
        return &fixes->sensors[i];
    }
  return NULL;
}

static const char *
get_words (const ArmadaFixes *fixes, const ArmadaFixSensor *sensor, guint fix)
{
  return sensor ? armada_fix_sensor_get_words (sensor, fix) : armada_fixes_get_driver (fixes, fix);
}

/* Texts by their places among the different ones. */
typedef struct
{
  GHashTable *places; /* of texts of the series → place + 1 */
  const char *last;   /* (nullable): of a track, where the same text is the same pointer */
  guint last_place;
} Texts;

/* A fix at which nothing is said ends what was said before. */
static void
take_words (ArmadaChartSeries *self, Texts *texts, double time, const char *text)
{
  guint place = text == texts->last ? texts->last_place
                                    : GPOINTER_TO_UINT (g_hash_table_lookup (texts->places, text));

  if (place == 0)
    {
      char *copy = g_strdup (text);

      g_ptr_array_add (self->words, copy);
      place = self->words->len;
      g_hash_table_insert (texts->places, copy, GUINT_TO_POINTER (place));
    }
  texts->last = text;
  texts->last_place = place;
  take_value (self, time, (float) (place - 1));
}

static void
read_words (ArmadaChartSeries *self, ArmadaTrack *track)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  Texts texts = { .places = places };
  gboolean driver = g_str_equal (self->key, DRIVER);
  guint n = armada_track_index_get_n (self->index);
  const double *times = armada_track_index_get_times (self->index);
  guint i = 0, start = 0;

  self->words = g_ptr_array_new_with_free_func (g_free);
  self->own_times = g_new (double, n);
  self->own_values = g_new (float, n);
  for (guint part = 0; part < armada_track_get_n_parts (track); part++)
    {
      const ArmadaFixes *fixes = armada_track_get_part (track, part);
      const ArmadaFixSensor *sensor = find_words (fixes, self->key);

      for (; i < n && armada_track_index_get_fix (self->index, i) < start + fixes->n; i++)
        if (sensor != NULL || driver)
          take_words (
              self, &texts, times[i],
              get_words (fixes, sensor, armada_track_index_get_fix (self->index, i) - start));
      start += fixes->n;
    }
}

static void
find_runs (ArmadaChartSeries *self)
{
  self->runs = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < self->n; i++)
    if (i == 0 || self->values[i] != self->values[i - 1] ||
        self->times[i] - self->times[i - 1] > ARMADA_TRACK_GAP)
      g_array_append_val (self->runs, i);
}

/* Where each good fix has a value the index's times do. */
static void
share_times (ArmadaChartSeries *self)
{
  if (self->n == armada_track_index_get_n (self->index))
    {
      g_clear_pointer (&self->own_times, g_free);
      self->times = armada_track_index_get_times (self->index);
      self->values = self->own_values;
    }
  else
    {
      self->own_times = g_renew (double, self->own_times, self->n);
      self->own_values = g_renew (float, self->own_values, self->n);
      self->times = self->own_times;
      self->values = self->own_values;
    }
}

static gboolean
is_stepped (const ArmadaChartSeries *self)
{
  for (guint i = 0; i < self->n; i++)
    if (self->values[i] != 0 && self->values[i] != 1)
      return FALSE;
  return TRUE;
}

static void
find_axis (ArmadaChartSeries *self)
{
  float least = 0, greatest = 0;

  armada_min_max_find (self->pyramid, 0, self->n, &least, &greatest);
  if (g_str_equal (self->key, "speed"))
    least = MIN (least, 0);
  armada_chart_find_axis ((double) least, (double) greatest, &self->low, &self->step);
}

/**
 * armada_chart_series_new:
 *
 * Reads each value once: some 10 ms for a million.
 *
 * Returns: (transfer full) (nullable): the series, NULL when there is nothing to show
 */
ArmadaChartSeries *
armada_chart_series_new (ArmadaReplayVehicle *vehicle, const ArmadaChartChoice *choice)
{
  ArmadaTrackIndex *index = armada_replay_vehicle_get_index (vehicle);
  g_autoptr (ArmadaChartSeries) self = NULL;

  if (index == NULL)
    return NULL;
  self = g_new0 (ArmadaChartSeries, 1);
  self->key = g_strdup (choice->key);
  self->name = g_strdup (choice->name);
  self->unit = g_strdup (choice->unit);
  self->index = armada_track_index_ref (index);
  if (choice->words)
    read_words (self, armada_replay_vehicle_get_track (vehicle));
  else
    read_values (self, armada_replay_vehicle_get_track (vehicle));
  if (self->n == 0)
    return NULL;
  share_times (self);
  self->pyramid = armada_min_max_new (self->values, self->n);
  self->stepped = choice->words || is_stepped (self);
  if (choice->words)
    find_runs (self);
  find_axis (self);
  return g_steal_pointer (&self);
}

void
armada_chart_series_free (ArmadaChartSeries *self)
{
  g_free (self->key);
  g_free (self->name);
  g_free (self->unit);
  g_free (self->own_times);
  g_free (self->own_values);
  g_clear_pointer (&self->words, g_ptr_array_unref);
  g_clear_pointer (&self->runs, g_array_unref);
  g_clear_pointer (&self->pyramid, armada_min_max_free);
  armada_track_index_unref (self->index);
  g_free (self);
}

/**
 * armada_chart_series_find:
 * @time: UNIX seconds
 *
 * Returns: position of the first value that is not before @time
 */
guint
armada_chart_series_find (const ArmadaChartSeries *self, double time)
{
  guint low = 0, high = self->n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->times[middle] < time)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * armada_chart_series_get_value:
 * @time: UNIX seconds
 *
 * Returns: the value then, on the way from one fix to the next where they are close; NAN in a gap
 */
double
armada_chart_series_get_value (const ArmadaChartSeries *self, double time)
{
  guint i = armada_chart_series_find (self, time);
  double before, after, share;

  if (i < self->n && self->times[i] == time)
    return (double) self->values[i];
  if (i == 0 || i == self->n || self->times[i] - self->times[i - 1] > ARMADA_TRACK_GAP)
    return NAN;
  before = (double) self->values[i - 1];
  after = (double) self->values[i];
  share = (time - self->times[i - 1]) / (self->times[i] - self->times[i - 1]);
  return self->stepped ? before : before + share * (after - before);
}

/**
 * armada_chart_series_get_words:
 * @value: of a series of words
 *
 * Returns: (transfer none) (nullable): the words that it is the place of; NULL: nothing was said
 */
const char *
armada_chart_series_get_words (const ArmadaChartSeries *self, double value)
{
  const char *words = self->words->pdata[(guint) value];

  return *words != '\0' ? words : NULL;
}

/* How many digits behind the point tell the divisions of the axis apart. */
static int
get_digits (const ArmadaChartSeries *self)
{
  double step = self->step;
  int digits = 0;

  while (digits < 4 && fabs (step - round (step)) > 1e-6)
    {
      step *= 10;
      digits++;
    }
  return digits;
}

/**
 * armada_chart_series_format:
 * @value: of the series
 * @unit: whether the unit is to be told, too
 *
 * Returns: (transfer full): @value as exactly as the axis is, or the words that it is the place of
 */
char *
armada_chart_series_format (const ArmadaChartSeries *self, double value, gboolean unit)
{
  g_autofree char *number = NULL;

  if (isnan (value))
    /* Translators: in place of a value where there is none */
    return g_strdup (C_ ("chart", "—"));
  if (self->words != NULL)
    return g_strdup (armada_chart_series_get_words (self, value) ?: C_ ("chart", "—"));
  number = g_strdup_printf ("%'.*f", get_digits (self), value + 0.0);
  if (!unit || *self->unit == '\0')
    return g_steal_pointer (&number);
  /* Translators: a number and its unit, such as "62 km/h" */
  return g_strdup_printf (C_ ("chart", "%s %s"), number, self->unit);
}

static double
get_round_step (double least)
{
  static const double rounds[] = { 1, 2, 2.5, 5, 10 };
  double power = pow (10, floor (log10 (least)));

  for (guint i = 0; i < G_N_ELEMENTS (rounds); i++)
    if (rounds[i] * power >= least * (1 - 1e-9))
      return rounds[i] * power;
  return 10 * power;
}

/* A constant lies in the middle, nothing at the bottom. */
static void
find_flat_axis (double value, double *low, double *step)
{
  *step = value == 0 ? 1 : get_round_step (fabs (value) / 10);
  *low = value == 0 ? 0 : (floor (value / *step) - ARMADA_CHART_DIVISIONS / 2) * *step;
}

/**
 * armada_chart_find_axis:
 * @least: of all values
 * @greatest: of all values
 * @low: (out): value at the bottom
 * @step: (out): from division to division, a round number
 *
 * Finds an axis of ARMADA_CHART_DIVISIONS divisions that has all values.
 */
void
armada_chart_find_axis (double least, double greatest, double *low, double *step)
{
  if (!(greatest - least > fabs (greatest) * 1e-6))
    {
      find_flat_axis (least, low, step);
      return;
    }
  if (least > 0 && least < 0.3 * greatest)
    least = 0;
  *step = get_round_step ((greatest - least) / ARMADA_CHART_DIVISIONS);
  *low = floor (least / *step) * *step;
  while (*low + ARMADA_CHART_DIVISIONS * *step < greatest)
    {
      *step = get_round_step (*step * 1.01);
      *low = floor (least / *step) * *step;
    }
}

static const struct
{
  guint32 light; /* 0xrrggbb */
  guint32 dark;
  double dashes[4]; /* pixels: on, off, on, off; none: whole */
} styles[ARMADA_CHART_N_STYLES] = {
  { 0x1b5fbf, 0x8fbcff, { 0, 0, 0, 0 } },   { 0xa8480b, 0xffa869, { 9, 4, 9, 4 } },
  { 0x7a3e9d, 0xd3a4f0, { 3, 3, 3, 3 } },   { 0x0b6e6e, 0x5fd3cf, { 12, 3, 3, 3 } },
  { 0xb0246b, 0xff8fc0, { 18, 4, 18, 4 } }, { 0x5f6b00, 0xc9d65b, { 6, 8, 6, 8 } },
};

/**
 * armada_chart_get_color:
 * @style: which of ARMADA_CHART_N_STYLES
 * @color: (out caller-allocates): its colour, at least 4.5:1 against a window
 */
void
armada_chart_get_color (guint style, gboolean dark, GdkRGBA *color)
{
  guint32 rgb = dark ? styles[style % ARMADA_CHART_N_STYLES].dark
                     : styles[style % ARMADA_CHART_N_STYLES].light;

  *color =
      (GdkRGBA) { (rgb >> 16 & 0xff) / 255.f, (rgb >> 8 & 0xff) / 255.f, (rgb & 0xff) / 255.f, 1 };
}

/**
 * armada_chart_is_dash:
 * @style: which of ARMADA_CHART_N_STYLES
 * @x: pixels along the line
 *
 * Returns: whether there is line rather than the space between dashes
 */
gboolean
armada_chart_is_dash (guint style, double x)
{
  const double *dashes = styles[style % ARMADA_CHART_N_STYLES].dashes;
  double along = fmod (x, MAX (dashes[0] + dashes[1] + dashes[2] + dashes[3], 1));

  if (dashes[0] == 0)
    return TRUE;
  return along < dashes[0] ||
         (along >= dashes[0] + dashes[1] && along < dashes[0] + dashes[1] + dashes[2]);
}
