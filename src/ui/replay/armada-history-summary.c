/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-history-summary"

#include "replay/armada-history-summary.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/armada-words.h"
#include "fleet/armada-property-rows.h"
#include "replay/armada-replay-words.h"

#define MAX_DAYS 120 /* rows of the server's totals; more nobody reads here */

/*
 * Sums of the current vehicle: ours of the chosen range or the whole period, and beside them the
 * server's totals word for word, day by day, as they cannot be added up.
 */
struct _ArmadaHistorySummary
{
  GtkWidget parent_instance;

  ArmadaReplay *replay;        /* (nullable) */
  ArmadaHistoryLoader *loader; /* (nullable) */
  GSignalGroup *replay_signals;
  GSignalGroup *vehicle_signals;
  GSignalGroup *loader_signals;
  ArmadaPropertyRows *own_rows;
  ArmadaPropertyRows *snapped_rows;
  ArmadaPropertyRows *server_rows;

  GtkWidget *scroller;
  AdwPreferencesGroup *own_group;
  AdwPreferencesGroup *snapped_group;
  AdwPreferencesGroup *server_group;
};

G_DEFINE_FINAL_TYPE (ArmadaHistorySummary, armada_history_summary, GTK_TYPE_WIDGET)

static ArmadaReplayVehicle *
get_vehicle (ArmadaHistorySummary *self)
{
  return self->replay ? armada_replay_get_current (self->replay) : NULL;
}

static char *
dup_time (ArmadaHistorySummary *self, gint64 time)
{
  return time == 0 ? NULL
                   : armada_replay_words_for_time (
                         (double) time, armada_replay_get_offset (self->replay, (double) time));
}

static void
add_duration (ArmadaHistorySummary *self, const char *name, double seconds)
{
  g_autofree char *text = armada_words_for_duration ((gint64) seconds);

  armada_property_rows_add (self->own_rows, name, text);
}

static void
add_fixes (ArmadaHistorySummary *self, const ArmadaTrackSums *sums)
{
  g_autofree char *text = NULL;

  if (sums->n_good == sums->n_fixes)
    text = g_strdup_printf ("%'u", sums->n_fixes);
  else
    /* Translators: how many fixes there are, and how many of them count */
    text = g_strdup_printf (_ ("%'u, of them %'u good"), sums->n_fixes, sums->n_good);
  armada_property_rows_add (self->own_rows, _ ("Fixes"), text);
}

static void
show_sums (ArmadaHistorySummary *self, const ArmadaTrackSums *sums, const ArmadaFixes *fixes)
{
  g_autofree char *distance =
      armada_replay_words_for_distance (sums->distance, fixes->distance_unit);
  g_autofree char *top = armada_replay_words_for_speed (sums->top_speed, fixes->speed_unit);
  g_autofree char *first = dup_time (self, sums->first_start);
  g_autofree char *last = dup_time (self, sums->last_stop);

  armada_property_rows_add (self->own_rows, _ ("Distance"), distance);
  add_duration (self, _ ("Driving"), sums->driving);
  if (sums->idling > 0)
    add_duration (self, C_ ("sum", "Idling"), sums->idling);
  add_duration (self, _ ("Stopped"), sums->stopped);
  add_duration (self, _ ("Silent (no fix for over 5 min)"), sums->silent);
  armada_property_rows_add (self->own_rows, _ ("Top Speed"), top);
  armada_property_rows_add (self->own_rows, _ ("First Start"), first);
  armada_property_rows_add (self->own_rows, _ ("Last Stop"), last);
  add_fixes (self, sums);
}

static void
show_own (ArmadaHistorySummary *self)
{
  ArmadaReplayVehicle *vehicle = get_vehicle (self);
  ArmadaTrackIndex *index = vehicle ? armada_replay_vehicle_get_index (vehicle) : NULL;
  gboolean ranged = self->replay && !isnan (armada_replay_get_range_start (self->replay));
  g_autofree char *span = NULL;
  ArmadaTrackSums sums;
  double from, to;

  armada_property_rows_begin (self->own_rows);
  if (index != NULL)
    {
      from = ranged ? armada_replay_get_range_start (self->replay)
                    : armada_replay_get_start (self->replay);
      to = ranged ? armada_replay_get_range_end (self->replay)
                  : armada_replay_get_end (self->replay);
      span = armada_replay_words_for_span ((gint64) from, (gint64) to,
                                           armada_replay_get_offset (self->replay, from));
      armada_track_index_sum (index, from, to, &sums);
      show_sums (self, &sums, armada_track_get_part (armada_replay_vehicle_get_track (vehicle), 0));
    }
  armada_property_rows_end (self->own_rows);
  adw_preferences_group_set_description (self->own_group,
                                         span ? span : _ ("Nothing is here for this period."));
}

static void
show_snapped (ArmadaHistorySummary *self)
{
  ArmadaReplayVehicle *vehicle = get_vehicle (self);
  const ArmadaHistoryChoice *choice =
      self->loader ? armada_history_loader_get_choice (self->loader) : NULL;
  double metres = vehicle ? armada_replay_vehicle_get_deviation (vehicle) : NAN;
  g_autofree char *text = NULL;

  armada_property_rows_begin (self->snapped_rows);
  if (choice != NULL && choice->snap == ARMADA_HISTORY_SNAP_ON)
    armada_property_rows_add (
        self->snapped_rows, _ ("On the Map"),
        _ ("What the server put on the road. Sums and lists are of what was recorded."));
  if (vehicle != NULL && armada_replay_vehicle_is_snapped_the_same (vehicle))
    armada_property_rows_add (self->snapped_rows, _ ("Difference"),
                              _ ("None: the server returned the raw points"));
  else if (isfinite (metres))
    {
      /* Translators: metres, such as "4.2 m" */
      text = g_strdup_printf (_ ("%.1f m on average"), metres);
      armada_property_rows_add (self->snapped_rows, _ ("Difference"), text);
    }
  else
    armada_property_rows_add (self->snapped_rows, _ ("Difference"),
                              _ ("Unknown: the two do not match fix by fix"));
  armada_property_rows_end (self->snapped_rows);
  gtk_widget_set_visible (GTK_WIDGET (self->snapped_group),
                          choice != NULL && choice->snap != ARMADA_HISTORY_SNAP_OFF);
}

/* Takes @part. */
static void
append (GString *text, char *part)
{
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
  g_free (part);
}

static char *
dup_totals (const ArmadaFixTotals *totals)
{
  g_autoptr (GString) text = g_string_new (totals->distance);

  if (*totals->top_speed != '\0')
    append (text, g_strdup_printf (_ ("top %s"), totals->top_speed));
  if (*totals->move_duration != '\0')
    /* Translators: how long it moved, as the server says it */
    append (text, g_strdup_printf (_ ("moving %s"), totals->move_duration));
  if (*totals->stop_duration != '\0')
    /* Translators: how long it stood, as the server says it */
    append (text, g_strdup_printf (_ ("stopped %s"), totals->stop_duration));
  if (*totals->fuel != '\0')
    append (text, g_strdup_printf (_ ("fuel %s"), totals->fuel));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
is_of_current (ArmadaHistorySummary *self, const ArmadaHistoryDay *day)
{
  const ArmadaHistoryChoice *choice = armada_history_loader_get_choice (self->loader);
  ArmadaReplayVehicle *vehicle = get_vehicle (self);

  return vehicle != NULL && day->fixes != NULL && !day->snapped &&
         g_array_index (choice->ids, gint64, day->vehicle) ==
             armada_replay_vehicle_get_device_id (vehicle);
}

static void
show_server (ArmadaHistorySummary *self)
{
  guint n = self->loader ? armada_history_loader_get_n_days (self->loader) : 0;
  guint n_shown = 0, n_more = 0;
  g_autofree char *more = NULL;

  armada_property_rows_begin (self->server_rows);
  for (guint i = 0; i < n; i++)
    {
      const ArmadaHistoryDay *day = armada_history_loader_get_day (self->loader, i);

      if (!is_of_current (self, day))
        continue;
      if (n_shown++ < MAX_DAYS)
        {
          g_autofree char *name = armada_replay_words_for_day (day->day);
          g_autofree char *totals = dup_totals (&day->fixes->totals);

          armada_property_rows_add (self->server_rows, name,
                                    *totals != '\0' ? totals : _ ("No totals"));
        }
      else
        n_more++;
    }
  more = g_strdup_printf (ngettext ("%u day", "%u days", n_more), n_more);
  armada_property_rows_add (self->server_rows, _ ("Not Listed"), n_more > 0 ? more : NULL);
  armada_property_rows_end (self->server_rows);
  gtk_widget_set_visible (GTK_WIDGET (self->server_group), n_shown > 0);
}

static void
update (ArmadaHistorySummary *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  show_own (self);
  show_snapped (self);
  show_server (self);
}

static void
range_cb (ArmadaHistorySummary *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_own (self);
}

static void
current_cb (ArmadaHistorySummary *self)
{
  g_signal_group_set_target (self->vehicle_signals, get_vehicle (self));
  update (self);
}

static void
armada_history_summary_dispose (GObject *object)
{
  ArmadaHistorySummary *self = ARMADA_HISTORY_SUMMARY (object);

  g_clear_object (&self->replay_signals);
  g_clear_object (&self->vehicle_signals);
  g_clear_object (&self->loader_signals);
  g_clear_pointer (&self->own_rows, armada_property_rows_free);
  g_clear_pointer (&self->snapped_rows, armada_property_rows_free);
  g_clear_pointer (&self->server_rows, armada_property_rows_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), ARMADA_TYPE_HISTORY_SUMMARY);
  g_clear_object (&self->replay);
  g_clear_object (&self->loader);
  G_OBJECT_CLASS (armada_history_summary_parent_class)->dispose (object);
}

static void
armada_history_summary_class_init (ArmadaHistorySummaryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_history_summary_dispose;
  gtk_widget_class_set_css_name (widget_class, "historysummary");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-history-summary.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaHistorySummary, scroller);
  gtk_widget_class_bind_template_child (widget_class, ArmadaHistorySummary, own_group);
  gtk_widget_class_bind_template_child (widget_class, ArmadaHistorySummary, snapped_group);
  gtk_widget_class_bind_template_child (widget_class, ArmadaHistorySummary, server_group);
}

static void
armada_history_summary_init (ArmadaHistorySummary *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->own_rows = armada_property_rows_new (self->own_group);
  self->snapped_rows = armada_property_rows_new (self->snapped_group);
  self->server_rows = armada_property_rows_new (self->server_group);
  g_signal_connect (self, "map", G_CALLBACK (update), NULL);

  self->vehicle_signals = g_signal_group_new (ARMADA_TYPE_REPLAY_VEHICLE);
  g_signal_group_connect_swapped (self->vehicle_signals, "changed", G_CALLBACK (update), self);
  self->loader_signals = g_signal_group_new (ARMADA_TYPE_HISTORY_LOADER);
  g_signal_group_connect_swapped (self->loader_signals, "changed", G_CALLBACK (update), self);
  self->replay_signals = g_signal_group_new (ARMADA_TYPE_REPLAY);
  g_signal_group_connect_swapped (self->replay_signals, "notify::current", G_CALLBACK (current_cb),
                                  self);
  g_signal_group_connect_swapped (self->replay_signals, "notify::range-start",
                                  G_CALLBACK (range_cb), self);
  g_signal_group_connect_swapped (self->replay_signals, "notify::range-end", G_CALLBACK (range_cb),
                                  self);
  g_signal_group_connect_swapped (self->replay_signals, "notify::start", G_CALLBACK (range_cb),
                                  self);
}

GtkWidget *
armada_history_summary_new (void)
{
  return g_object_new (ARMADA_TYPE_HISTORY_SUMMARY, NULL);
}

/**
 * armada_history_summary_set_models:
 * @replay: whose current vehicle is summed up
 * @loader: who has the server's answers
 */
void
armada_history_summary_set_models (ArmadaHistorySummary *self,
                                   ArmadaReplay *replay,
                                   ArmadaHistoryLoader *loader)
{
  g_return_if_fail (ARMADA_IS_HISTORY_SUMMARY (self));

  g_set_object (&self->replay, replay);
  g_set_object (&self->loader, loader);
  g_signal_group_set_target (self->replay_signals, replay);
  g_signal_group_set_target (self->loader_signals, loader);
  current_cb (self);
}
