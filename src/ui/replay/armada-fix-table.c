/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-fix-table"

#include "replay/armada-fix-table.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/armada-words.h"
#include "replay/armada-fix-columns.h"
#include "replay/armada-hover-rows.h"
#include "replay/armada-replay-words.h"

/*
 * The fixes of the current vehicle as the server gave them, odd ones too; those of the range when
 * one is chosen. The row of the position is chosen, and choosing one moves the position.
 */
struct _ArmadaFixTable
{
  GtkWidget parent_instance;

  ArmadaReplay *replay;        /* (nullable) */
  ArmadaHistoryLoader *loader; /* (nullable) */
  GSignalGroup *replay_signals;
  GSignalGroup *vehicle_signals;
  ArmadaFixRows *rows;
  ArmadaFixColumns *sensors;
  GtkSingleSelection *selection;
  ArmadaHoverRows *hover_rows;
  gboolean following; /* the selection is changed by us */
  guint scroll_tick;
  guint scroll_wait; /* frames */

  GtkWidget *top;
  GtkLabel *count;
  GtkWidget *all_button;
  GtkMenuButton *columns_button;
  GtkWidget *scroller;
  GtkColumnView *view;
};

G_DEFINE_FINAL_TYPE (ArmadaFixTable, armada_fix_table, GTK_TYPE_WIDGET)

typedef enum
{
  COLUMN_TIME,
  COLUMN_SPEED,
  COLUMN_COURSE,
  COLUMN_ALTITUDE,
  COLUMN_PLACE,
  COLUMN_REMARKS,
  COLUMN_SENSOR,
} Column;

#define N_BEFORE_SENSORS 2 /* time and speed */

static ArmadaTrack *
get_track (ArmadaFixTable *self)
{
  ArmadaReplayVehicle *vehicle = self->replay ? armada_replay_get_current (self->replay) : NULL;

  return vehicle ? armada_replay_vehicle_get_track (vehicle) : NULL;
}

static char *
dup_text (ArmadaFixTable *self, ArmadaFix *fix, Column column, const char *sensor)
{
  ArmadaTrack *track = get_track (self);
  const ArmadaFixes *fixes = track ? armada_track_get_part (track, 0) : NULL;
  double speed, altitude, course, latitude, longitude;
  gint64 time;
  guint flags;

  g_object_get (fix, "time", &time, "speed", &speed, "altitude", &altitude, "course", &course,
                "latitude", &latitude, "longitude", &longitude, "flags", &flags, NULL);
  switch (column)
    {
    case COLUMN_TIME:
      return armada_replay_words_for_time ((double) time,
                                           armada_replay_get_offset (self->replay, (double) time));
    case COLUMN_SPEED:
      return armada_replay_words_for_speed (speed, fixes ? fixes->speed_unit : "");
    case COLUMN_COURSE:
      return armada_words_for_course (course);
    case COLUMN_ALTITUDE:
      return armada_words_for_amount (altitude, fixes ? fixes->altitude_unit : "");
    case COLUMN_PLACE:
      return armada_replay_words_for_place (latitude, longitude);
    case COLUMN_REMARKS:
      return armada_replay_words_for_flags (flags);
    case COLUMN_SENSOR:
      return armada_fix_columns_dup_text (sensor, fix);
    default:
      g_return_val_if_reached (NULL);
    }
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell, ArmadaFixTable *self)
{
  GtkWidget *text = gtk_inscription_new (NULL);
  Column column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "column"));

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (text),
                              column == COLUMN_SPEED || column == COLUMN_ALTITUDE ? 1 : 0);
  gtk_widget_add_css_class (text, "tnum");
  armada_hover_rows_add (self->hover_rows, text);
  gtk_column_view_cell_set_child (cell, text);
}

/* A fix is where the vehicle is until the next one, but not for longer than a gap. */
static double
find_end (ArmadaFixTable *self, guint row, gint64 time)
{
  g_autoptr (ArmadaFix) next = g_list_model_get_item (G_LIST_MODEL (self->rows), row + 1);
  gint64 end = time + (gint64) ARMADA_TRACK_GAP;

  if (next != NULL)
    g_object_get (next, "time", &end, NULL);
  return (double) CLAMP (end, time + 1, time + (gint64) ARMADA_TRACK_GAP);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell, ArmadaFixTable *self)
{
  Column column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "column"));
  GtkWidget *child = gtk_column_view_cell_get_child (cell);
  ArmadaFix *fix = gtk_column_view_cell_get_item (cell);
  g_autofree char *text =
      dup_text (self, fix, column, g_object_get_data (G_OBJECT (factory), "sensor"));
  gint64 time;

  gtk_inscription_set_text (GTK_INSCRIPTION (child), text ? text : "");
  g_object_get (fix, "time", &time, NULL);
  armada_hover_rows_bind (self->hover_rows, child, (double) time,
                          find_end (self, gtk_column_view_cell_get_position (cell), time));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell, ArmadaFixTable *self)
{
  armada_hover_rows_unbind (self->hover_rows, gtk_column_view_cell_get_child (cell));
}

static GtkListItemFactory *
new_factory (ArmadaFixTable *self, Column column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_object_set_data (G_OBJECT (factory), "column", GUINT_TO_POINTER (column));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  return factory;
}

static GtkListItemFactory *
new_sensor_factory (const char *key, gpointer user_data)
{
  GtkListItemFactory *factory = new_factory (user_data, COLUMN_SENSOR);

  g_object_set_data_full (G_OBJECT (factory), "sensor", g_strdup (key), g_free);
  return factory;
}

static void
add_column (ArmadaFixTable *self, Column column, const char *title, int width)
{
  g_autoptr (GtkColumnViewColumn) view_column =
      gtk_column_view_column_new (title, new_factory (self, column));

  gtk_column_view_column_set_fixed_width (view_column, width);
  gtk_column_view_column_set_resizable (view_column, TRUE);
  gtk_column_view_append_column (self->view, view_column);
}

static void
show_count (ArmadaFixTable *self, gboolean ranged)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  ArmadaTrack *track = get_track (self);
  g_autofree char *text = NULL;

  if (ranged && track != NULL)
    /* Translators: how many fixes are in the chosen range, and how many there are */
    text = g_strdup_printf (_ ("%'u of %'u fixes"), n, armada_track_get_n (track));
  else
    text = g_strdup_printf (ngettext ("%'u fix", "%'u fixes", n), n);
  gtk_label_set_label (self->count, text);
  gtk_widget_set_visible (self->all_button, ranged);
}

/* A table that has not been laid out since its rows changed scrolls to where they were. */
static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  ArmadaFixTable *self = ARMADA_FIX_TABLE (widget);
  guint selected = gtk_single_selection_get_selected (self->selection);

  if (gtk_widget_get_height (GTK_WIDGET (self->view)) == 0 || self->scroll_wait-- > 0)
    return G_SOURCE_CONTINUE;
  self->scroll_tick = 0;
  if (selected != GTK_INVALID_LIST_POSITION)
    gtk_column_view_scroll_to (self->view, selected, NULL, GTK_LIST_SCROLL_NONE, NULL);
  return G_SOURCE_REMOVE;
}

static void
follow (ArmadaFixTable *self)
{
  ArmadaReplayVehicle *vehicle = self->replay ? armada_replay_get_current (self->replay) : NULL;
  ArmadaTrackIndex *index = vehicle ? armada_replay_vehicle_get_index (vehicle) : NULL;
  ArmadaTrackPlace place;
  guint row;

  if (index == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)) ||
      !armada_track_index_place_at (index, armada_replay_get_position (self->replay), &place) ||
      !armada_fix_rows_find (self->rows, place.fix, &row) ||
      gtk_single_selection_get_selected (self->selection) == row)
    return;
  self->following = TRUE;
  gtk_single_selection_set_selected (self->selection, row);
  self->following = FALSE;
  self->scroll_wait = 1;
  if (self->scroll_tick == 0)
    self->scroll_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_cb, NULL, NULL);
}

static void
update (ArmadaFixTable *self)
{
  double start = self->replay ? armada_replay_get_range_start (self->replay) : NAN;
  double end = self->replay ? armada_replay_get_range_end (self->replay) : NAN;
  gboolean ranged = !isnan (start);

  if (!ranged && self->replay != NULL)
    {
      start = armada_replay_get_start (self->replay);
      end = armada_replay_get_end (self->replay);
    }
  self->following = TRUE;
  armada_fix_columns_set_track (self->sensors, get_track (self));
  armada_fix_rows_set_track (self->rows, get_track (self),
                             (gint64) ceil (isnan (start) ? 0 : start),
                             (gint64) floor (isnan (end) ? 0 : end));
  self->following = FALSE;
  show_count (self, ranged);
  follow (self);
}

/* Rows that are there tell their times by another clock. */
static void
zone_cb (ArmadaFixTable *self)
{
  self->following = TRUE;
  armada_fix_rows_set_track (self->rows, NULL, 0, 0);
  self->following = FALSE;
  update (self);
}

static void
current_cb (ArmadaFixTable *self)
{
  g_signal_group_set_target (self->vehicle_signals, armada_replay_get_current (self->replay));
  update (self);
}

static void
selected_cb (ArmadaFixTable *self)
{
  ArmadaFix *fix = gtk_single_selection_get_selected_item (self->selection);
  gint64 time;

  if (fix == NULL || self->following)
    return;
  g_object_get (fix, "time", &time, NULL);
  self->following = TRUE;
  armada_replay_set_position (self->replay, (double) time);
  self->following = FALSE;
}

static void
position_cb (ArmadaFixTable *self)
{
  if (!self->following)
    follow (self);
}

static void
armada_fix_table_dispose (GObject *object)
{
  ArmadaFixTable *self = ARMADA_FIX_TABLE (object);

  g_clear_object (&self->replay_signals);
  g_clear_object (&self->vehicle_signals);
  if (self->scroll_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->scroll_tick);
  self->scroll_tick = 0;
  gtk_widget_dispose_template (GTK_WIDGET (self), ARMADA_TYPE_FIX_TABLE);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_object (&self->replay);
  g_clear_object (&self->loader);
  G_OBJECT_CLASS (armada_fix_table_parent_class)->dispose (object);
}

static void
armada_fix_table_finalize (GObject *object)
{
  armada_hover_rows_free (ARMADA_FIX_TABLE (object)->hover_rows);
  armada_fix_columns_free (ARMADA_FIX_TABLE (object)->sensors);
  G_OBJECT_CLASS (armada_fix_table_parent_class)->finalize (object);
}

/* Into the table, not onto the buttons above it. */
static gboolean
armada_fix_table_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ARMADA_FIX_TABLE (widget)->view));
}

static void
armada_fix_table_class_init (ArmadaFixTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_fix_table_dispose;
  G_OBJECT_CLASS (klass)->finalize = armada_fix_table_finalize;
  widget_class->grab_focus = armada_fix_table_grab_focus;
  gtk_widget_class_set_css_name (widget_class, "fixtable");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-fix-table.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaFixTable, top);
  gtk_widget_class_bind_template_child (widget_class, ArmadaFixTable, count);
  gtk_widget_class_bind_template_child (widget_class, ArmadaFixTable, all_button);
  gtk_widget_class_bind_template_child (widget_class, ArmadaFixTable, columns_button);
  gtk_widget_class_bind_template_child (widget_class, ArmadaFixTable, scroller);
  gtk_widget_class_bind_template_child (widget_class, ArmadaFixTable, view);
}

static void
armada_fix_table_init (ArmadaFixTable *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->hover_rows = armada_hover_rows_new ();
  self->rows = armada_fix_rows_new ();
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  add_column (self, COLUMN_TIME, _ ("Time"), 184);
  add_column (self, COLUMN_SPEED, _ ("Speed"), 84);
  add_column (self, COLUMN_COURSE, _ ("Course"), 124);
  add_column (self, COLUMN_ALTITUDE, _ ("Altitude"), 76);
  add_column (self, COLUMN_PLACE, _ ("Coordinates"), 176);
  add_column (self, COLUMN_REMARKS, _ ("Remarks"), 150);
  self->sensors = armada_fix_columns_new (self->view, N_BEFORE_SENSORS, self->columns_button,
                                          new_sensor_factory, self);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (follow), NULL);

  self->vehicle_signals = g_signal_group_new (ARMADA_TYPE_REPLAY_VEHICLE);
  g_signal_group_connect_swapped (self->vehicle_signals, "changed", G_CALLBACK (update), self);
  self->replay_signals = g_signal_group_new (ARMADA_TYPE_REPLAY);
  g_signal_group_connect_swapped (self->replay_signals, "notify::current", G_CALLBACK (current_cb),
                                  self);
  g_signal_group_connect_swapped (self->replay_signals, "notify::range-start", G_CALLBACK (update),
                                  self);
  g_signal_group_connect_swapped (self->replay_signals, "notify::range-end", G_CALLBACK (update),
                                  self);
  g_signal_group_connect_swapped (self->replay_signals, "zone-changed", G_CALLBACK (zone_cb), self);
  g_signal_group_connect_swapped (self->replay_signals, "notify::start", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->replay_signals, "notify::end", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->replay_signals, "notify::position",
                                  G_CALLBACK (position_cb), self);
}

GtkWidget *
armada_fix_table_new (void)
{
  return g_object_new (ARMADA_TYPE_FIX_TABLE, NULL);
}

/**
 * armada_fix_table_set_models:
 * @replay: whose current vehicle's fixes are shown
 * @loader: who knows the account's clock
 */
void
armada_fix_table_set_models (ArmadaFixTable *self,
                             ArmadaReplay *replay,
                             ArmadaHistoryLoader *loader)
{
  g_return_if_fail (ARMADA_IS_FIX_TABLE (self));

  g_set_object (&self->replay, replay);
  g_set_object (&self->loader, loader);
  g_signal_group_set_target (self->replay_signals, replay);
  armada_hover_rows_set_replay (self->hover_rows, replay);
  current_cb (self);
}

/**
 * armada_fix_table_get_rows:
 *
 * Returns: (transfer none): what is shown
 */
ArmadaFixRows *
armada_fix_table_get_rows (ArmadaFixTable *self)
{
  g_return_val_if_fail (ARMADA_IS_FIX_TABLE (self), NULL);

  return self->rows;
}
