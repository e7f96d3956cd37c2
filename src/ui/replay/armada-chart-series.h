/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "replay/armada-min-max.h"
#include "replay/armada-replay.h"

G_BEGIN_DECLS

#define ARMADA_CHART_DIVISIONS 4
#define ARMADA_CHART_N_STYLES 6

/**
 * ArmadaChartChoice:
 * @key: "speed", "altitude", "driver", a sensor's, or that and "/words"
 * @name: for people
 * @unit: "" none
 * @words: it is not numbers, but words that hold until there are others
 *
 * What a chart could show of a vehicle.
 */
typedef struct
{
  char *key;
  char *name;
  char *unit;
  gboolean words;
} ArmadaChartChoice;

/**
 * ArmadaChartSeries:
 * @times: UNIX seconds of the fixes that have a value
 * @values: one for each, none is NAN
 * @stepped: it jumps from value to value: no value but 0 and 1, or words
 * @words: (nullable): the different texts that @values are the places of, "" where nothing was
 *   said; NULL: they are numbers
 * @runs: where it becomes another text, or goes on after a gap; of words alone
 * @low: the value at the bottom of its axis
 * @step: from one division of the axis to the next
 *
 * What is shown of a vehicle: the values with their axis.
 */
typedef struct
{
  char *key;
  char *name;
  char *unit;
  const double *times;
  const float *values;
  guint n;
  gboolean stepped;
  GPtrArray *words; /* of char * */
  GArray *runs;     /* of guint */
  double low;
  double step;
  ArmadaMinMax *pyramid;

  double *own_times; /* (nullable): where they are not the index's */
  float *own_values; /* (nullable): where they are not the index's */
  ArmadaTrackIndex *index;
} ArmadaChartSeries;

GPtrArray *armada_chart_list_choices (ArmadaReplayVehicle *vehicle);
ArmadaChartSeries *armada_chart_series_new (ArmadaReplayVehicle *vehicle,
                                            const ArmadaChartChoice *choice);
void armada_chart_series_free (ArmadaChartSeries *self);
guint armada_chart_series_find (const ArmadaChartSeries *self, double time);
double armada_chart_series_get_value (const ArmadaChartSeries *self, double time);
const char *armada_chart_series_get_words (const ArmadaChartSeries *self, double value);
char *armada_chart_series_format (const ArmadaChartSeries *self, double value, gboolean unit);

void armada_chart_find_axis (double least, double greatest, double *low, double *step);
void armada_chart_get_color (guint style, gboolean dark, GdkRGBA *color);
gboolean armada_chart_is_dash (guint style, double x);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaChartSeries, armada_chart_series_free)

G_END_DECLS
