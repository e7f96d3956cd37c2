/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-track-words"

#include "map/armada-track-words.h"

#include <glib/gi18n.h>

#include "app/armada-words.h"

static char *
describe (const ArmadaTrackMark *mark)
{
  g_autofree char *time = armada_words_for_account_time (mark->start, mark->offset);
  g_autofree char *duration = NULL;

  switch (mark->kind)
    {
    case ARMADA_TRACK_MARK_START:
      /* Translators: of a mark on a vehicle's track; %s is a date and a time */
      return g_strdup_printf (_ ("Start: %s"), time);
    case ARMADA_TRACK_MARK_END:
      /* Translators: of a mark on a vehicle's track; %s is a date and a time */
      return g_strdup_printf (_ ("End: %s"), time);
    case ARMADA_TRACK_MARK_EVENT:
      /* Translators: an event of a vehicle and when it was: "Overspeed: 3 Mar 2026, 14:05 CET" */
      return g_strdup_printf (C_ ("event", "%s: %s"),
                              mark->message[0] != '\0' ? mark->message : _ ("Event"), time);
    case ARMADA_TRACK_MARK_STOP:
    default:
      duration = armada_words_for_duration (mark->end - mark->start);
      /* Translators: the first %s is a duration such as "12 min", the second a date and a time */
      return g_strdup_printf (_ ("Stopped for %s from %s"), duration, time);
    }
}

/**
 * armada_track_words_for_mark:
 * @mark: of @scene
 *
 * Returns: (transfer full): what is to be said about it, with the vehicle's name where there are
 *   several
 */
char *
armada_track_words_for_mark (const ArmadaTrackScene *scene, const ArmadaTrackMark *mark)
{
  const char *name = armada_replay_vehicle_get_name (scene->ways[mark->way].vehicle);
  g_autofree char *text = describe (mark);

  if (scene->n_ways < 2 || name == NULL || name[0] == '\0')
    return g_steal_pointer (&text);
  return g_strconcat (name, "\n", text, NULL);
}

/**
 * armada_track_words_for_step:
 * @step: of speed
 * @speed_unit: (nullable): what it is in
 *
 * Returns: (transfer full): from where to where it goes, without the unit
 */
char *
armada_track_words_for_step (guint step, const char *speed_unit)
{
  const float *bounds = armada_track_palette_get_bounds (speed_unit);

  if (step == 0)
    /* Translators: a speed below this number */
    return g_strdup_printf (C_ ("speed", "< %.0f"), (double) bounds[0]);
  if (step == ARMADA_N_TRACK_STEPS - 1)
    /* Translators: a speed of this number or more */
    return g_strdup_printf (C_ ("speed", "≥ %.0f"), (double) bounds[step - 1]);
  /* Translators: a speed between two numbers */
  return g_strdup_printf (C_ ("speed", "%.0f–%.0f"), (double) bounds[step - 1],
                          (double) bounds[step]);
}

/**
 * armada_track_words_for_activity:
 *
 * Returns: (transfer none): what a vehicle did, in one word
 */
const char *
armada_track_words_for_activity (ArmadaTrackActivity activity)
{
  switch (activity)
    {
    case ARMADA_TRACK_DRIVING:
      return C_ ("track", "Driving");
    case ARMADA_TRACK_IDLING:
      return C_ ("track", "Idling");
    case ARMADA_TRACK_STOPPED:
      return C_ ("track", "Stopped");
    case ARMADA_TRACK_SILENT:
    default:
      return C_ ("track", "No data");
    }
}
