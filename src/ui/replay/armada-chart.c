/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-chart"

#include "replay/armada-chart.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "replay/armada-chart-band.h"
#include "replay/armada-chart-picture.h"

#define HEADER ARMADA_CHART_HEADER
#define AXIS ARMADA_TIME_VIEW_AXIS
#define LEAST_WIDTH 240
#define LEAST_PLOT 60
#define NATURAL_PLOT 150
#define MOST_BANDS 4 /* of words that it asks room for */

/*
 * What the current vehicle of a replay measured: speed, altitude and sensors as lines, each with
 * an axis of its own. Which of them is the user's choice, and stays that from vehicle to vehicle.
 */
struct _ArmadaChart
{
  ArmadaTimeView parent_instance;

  GSignalGroup *vehicle_signals;
  GPtrArray *choices; /* of ArmadaChartChoice: what the menu has */
  GPtrArray *chosen;  /* of ArmadaChartLine */
  gboolean read;      /* the series of those chosen are there */
  GSimpleActionGroup *actions;
  GtkWidget *button;
  ArmadaChartPicture *picture;
};

G_DEFINE_FINAL_TYPE (ArmadaChart, armada_chart, ARMADA_TYPE_TIME_VIEW)

static void
line_free (gpointer data)
{
  ArmadaChartLine *chosen = data;

  g_free (chosen->key);
  g_clear_pointer (&chosen->series, armada_chart_series_free);
  g_free (chosen);
}

static ArmadaReplayVehicle *
get_vehicle (ArmadaChart *self)
{
  ArmadaReplay *replay = armada_time_view_get_replay (ARMADA_TIME_VIEW (self));

  return replay ? armada_replay_get_current (replay) : NULL;
}

static const ArmadaChartChoice *
find_choice (ArmadaChart *self, const char *key)
{
  for (guint i = 0; i < self->choices->len; i++)
    if (g_str_equal (((ArmadaChartChoice *) self->choices->pdata[i])->key, key))
      return self->choices->pdata[i];
  return NULL;
}

static void
read_series (ArmadaChart *self)
{
  if (self->read)
    return;
  self->read = TRUE;
  for (guint i = 0; i < self->chosen->len; i++)
    {
      ArmadaChartLine *chosen = self->chosen->pdata[i];
      const ArmadaChartChoice *choice = find_choice (self, chosen->key);

      if (chosen->series == NULL && choice != NULL)
        chosen->series = armada_chart_series_new (get_vehicle (self), choice);
    }
}

/* Bands of words stand below the lines, and lines keep their room. */
static int
get_bands_height (ArmadaChart *self)
{
  int n = 0;

  for (guint i = 0; i < self->chosen->len; i++)
    {
      const ArmadaChartChoice *choice =
          find_choice (self, ((ArmadaChartLine *) self->chosen->pdata[i])->key);

      n += choice != NULL && choice->words;
    }
  return MIN (n, MOST_BANDS) * ARMADA_CHART_BAND;
}

static void
drop_picture (ArmadaChart *self)
{
  armada_chart_picture_clear (self->picture);
  self->read = FALSE;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static guint
find_free_style (ArmadaChart *self)
{
  guint used = 0, style = 0;

  for (guint i = 0; i < self->chosen->len; i++)
    used |= 1u << ((ArmadaChartLine *) self->chosen->pdata[i])->style;
  while (used >> style & 1)
    style++;
  return style % ARMADA_CHART_N_STYLES;
}

static int
find_chosen (ArmadaChart *self, const char *key)
{
  for (guint i = 0; i < self->chosen->len; i++)
    if (g_str_equal (((ArmadaChartLine *) self->chosen->pdata[i])->key, key))
      return (int) i;
  return -1;
}

static void
toggle_cb (GSimpleAction *action, GVariant *parameter, ArmadaChart *self)
{
  const char *name = g_action_get_name (G_ACTION (action));
  guint i = (guint) g_ascii_strtoull (strchr (name, '-') + 1, NULL, 10);
  const char *key = ((ArmadaChartChoice *) self->choices->pdata[i])->key;

  armada_chart_set_shown (self, key, !armada_chart_get_shown (self, key));
}

static void
add_item (ArmadaChart *self, GMenu *menu, guint i)
{
  const ArmadaChartChoice *choice = self->choices->pdata[i];
  g_autofree char *name = g_strdup_printf ("series-%u", i);
  g_autofree char *detailed = g_strdup_printf ("chart.%s", name);
  /* Translators: what a chart can show and its unit, as in "Speed (km/h)" */
  g_autofree char *with_unit = g_strdup_printf (_ ("%s (%s)"), choice->name, choice->unit);
  g_autoptr (GSimpleAction) action = g_simple_action_new_stateful (
      name, NULL, g_variant_new_boolean (armada_chart_get_shown (self, choice->key)));

  g_signal_connect (action, "activate", G_CALLBACK (toggle_cb), self);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
  g_menu_append (menu, *choice->unit ? with_unit : choice->name, detailed);
}

static gboolean
is_same_choices (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const ArmadaChartChoice *x = a->pdata[i], *y = b->pdata[i];

      if (!g_str_equal (x->key, y->key) || !g_str_equal (x->name, y->name) ||
          !g_str_equal (x->unit, y->unit))
        return FALSE;
    }
  return TRUE;
}

static void
update_menu (ArmadaChart *self)
{
  g_autoptr (GPtrArray) choices = armada_chart_list_choices (get_vehicle (self));
  g_autoptr (GMenu) menu = NULL;

  if (is_same_choices (choices, self->choices))
    return;
  for (guint i = 0; i < self->choices->len; i++)
    {
      g_autofree char *name = g_strdup_printf ("series-%u", i);

      g_action_map_remove_action (G_ACTION_MAP (self->actions), name);
    }
  g_ptr_array_unref (self->choices);
  self->choices = g_steal_pointer (&choices);
  menu = g_menu_new ();
  for (guint i = 0; i < self->choices->len; i++)
    add_item (self, menu, i);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->button), G_MENU_MODEL (menu));
  gtk_widget_set_sensitive (self->button, self->choices->len > 0);
}

static void
armada_chart_changed (ArmadaTimeView *view)
{
  ArmadaChart *self = ARMADA_CHART (view);

  g_signal_group_set_target (self->vehicle_signals, get_vehicle (self));
  for (guint i = 0; i < self->chosen->len; i++)
    g_clear_pointer (&((ArmadaChartLine *) self->chosen->pdata[i])->series,
                     armada_chart_series_free);
  update_menu (self);
  drop_picture (self);
}

static void
armada_chart_draw (ArmadaTimeView *view, GtkSnapshot *snapshot, const ArmadaTimeAxis *axis)
{
  ArmadaChart *self = ARMADA_CHART (view);

  read_series (self);
  armada_chart_picture_draw (self->picture, snapshot, axis);
}

static void
armada_chart_draw_hover (ArmadaTimeView *view, GtkSnapshot *snapshot, double x)
{
  ArmadaChart *self = ARMADA_CHART (view);
  double time = armada_replay_get_hover (armada_time_view_get_replay (view));

  if (!armada_chart_picture_has_box (self->picture, time))
    {
      g_autofree char *text = armada_chart_read (self, time);

      armada_chart_picture_set_box (self->picture, time, text);
    }
  armada_chart_picture_draw_box (self->picture, snapshot, x);
}

static char *
read_values (ArmadaChart *self, double time, const char *between)
{
  GString *text = g_string_new (NULL);

  read_series (self);
  for (guint i = 0; i < self->chosen->len; i++)
    {
      const ArmadaChartSeries *series = ((ArmadaChartLine *) self->chosen->pdata[i])->series;
      g_autofree char *value =
          series ? armada_chart_series_format (series, armada_chart_series_get_value (series, time),
                                               TRUE)
                 : NULL;

      if (value != NULL)
        {
          g_string_append (text, text->len > 0 ? between : "");
          /* Translators: the name of a series and its value, as in "Speed 62 km/h" */
          g_string_append_printf (text, C_ ("series", "%s %s"), series->name, value);
        }
    }
  return g_string_free (text, FALSE);
}

static char *
armada_chart_describe (ArmadaTimeView *view)
{
  ArmadaReplay *replay = armada_time_view_get_replay (view);
  char *text = read_values (ARMADA_CHART (view), armada_replay_get_position (replay), ", ");

  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

static void
armada_chart_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  gboolean wide = orientation == GTK_ORIENTATION_HORIZONTAL;
  int rest = HEADER + AXIS + get_bands_height (ARMADA_CHART (widget));

  *minimum = wide ? LEAST_WIDTH : rest + LEAST_PLOT;
  *natural = wide ? LEAST_WIDTH : rest + NATURAL_PLOT;
}

static void
armada_chart_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ArmadaChart *self = ARMADA_CHART (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int wide, high;

  gtk_widget_measure (self->button, GTK_ORIENTATION_HORIZONTAL, -1, &wide, NULL, NULL, NULL);
  gtk_widget_measure (self->button, GTK_ORIENTATION_VERTICAL, wide, &high, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->button,
                            &(GtkAllocation) { mirrored ? 4 : width - wide - 4,
                                               MAX ((HEADER - high) / 2, 0), wide, high },
                            -1);
}

static void
armada_chart_dispose (GObject *object)
{
  ArmadaChart *self = ARMADA_CHART (object);

  g_clear_object (&self->vehicle_signals);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  armada_chart_picture_clear (self->picture);
  G_OBJECT_CLASS (armada_chart_parent_class)->dispose (object);
}

static void
armada_chart_finalize (GObject *object)
{
  ArmadaChart *self = ARMADA_CHART (object);

  armada_chart_picture_free (self->picture);
  g_ptr_array_unref (self->choices);
  g_ptr_array_unref (self->chosen);
  g_object_unref (self->actions);
  G_OBJECT_CLASS (armada_chart_parent_class)->finalize (object);
}

static void
armada_chart_class_init (ArmadaChartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  ArmadaTimeViewClass *view_class = ARMADA_TIME_VIEW_CLASS (klass);

  object_class->dispose = armada_chart_dispose;
  object_class->finalize = armada_chart_finalize;
  widget_class->measure = armada_chart_measure;
  widget_class->size_allocate = armada_chart_size_allocate;
  view_class->header = HEADER;
  view_class->axis_at_bottom = TRUE;
  view_class->drag_chooses = TRUE;
  view_class->draw = armada_chart_draw;
  view_class->draw_hover = armada_chart_draw_hover;
  view_class->changed = armada_chart_changed;
  view_class->describe = armada_chart_describe;
  gtk_widget_class_set_css_name (widget_class, "armada-chart");
}

static void
armada_chart_init (ArmadaChart *self)
{
  self->choices = g_ptr_array_new ();
  self->chosen = g_ptr_array_new_with_free_func (line_free);
  self->picture = armada_chart_picture_new (ARMADA_TIME_VIEW (self), self->chosen);
  self->actions = g_simple_action_group_new ();
  self->vehicle_signals = g_signal_group_new (ARMADA_TYPE_REPLAY_VEHICLE);
  g_signal_group_connect_swapped (self->vehicle_signals, "changed",
                                  G_CALLBACK (armada_chart_changed), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "chart", G_ACTION_GROUP (self->actions));
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "view-more-symbolic");
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_tooltip_text (self->button, _ ("What the Chart Shows"));
  gtk_widget_set_sensitive (self->button, FALSE);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Chart"),
                                  -1);
  armada_chart_set_shown (self, "speed", TRUE);
}

/**
 * armada_chart_new:
 *
 * Returns: (transfer floating): a chart of nothing, that shows the speed as soon as it can
 */
GtkWidget *
armada_chart_new (void)
{
  return g_object_new (ARMADA_TYPE_CHART, NULL);
}

/**
 * armada_chart_set_replay:
 * @replay: (nullable): whose current vehicle to show
 */
void
armada_chart_set_replay (ArmadaChart *self, ArmadaReplay *replay)
{
  g_return_if_fail (ARMADA_IS_CHART (self));

  armada_time_view_set_replay (ARMADA_TIME_VIEW (self), replay);
}

static void
update_action (ArmadaChart *self, const char *key)
{
  for (guint i = 0; i < self->choices->len; i++)
    {
      const ArmadaChartChoice *choice = self->choices->pdata[i];
      g_autofree char *name = g_strdup_printf ("series-%u", i);

      if (g_str_equal (choice->key, key))
        g_action_group_change_action_state (
            G_ACTION_GROUP (self->actions), name,
            g_variant_new_boolean (armada_chart_get_shown (self, key)));
    }
}

/**
 * armada_chart_set_shown:
 * @key: "speed", "altitude", or a sensor's
 * @shown: whether to show it of each vehicle that has it
 */
void
armada_chart_set_shown (ArmadaChart *self, const char *key, gboolean shown)
{
  int i = find_chosen (self, key);

  if (shown == (i >= 0))
    return;
  if (shown)
    {
      ArmadaChartLine *chosen = g_new0 (ArmadaChartLine, 1);

      chosen->key = g_strdup (key);
      chosen->style = find_free_style (self);
      g_ptr_array_add (self->chosen, chosen);
    }
  else
    g_ptr_array_remove_index (self->chosen, (guint) i);
  update_action (self, key);
  drop_picture (self);
}

gboolean
armada_chart_get_shown (ArmadaChart *self, const char *key)
{
  return find_chosen (self, key) >= 0;
}

/**
 * armada_chart_read:
 * @time: UNIX seconds
 *
 * Returns: (transfer full): the time, then a line for each series that is shown with its value
 */
char *
armada_chart_read (ArmadaChart *self, double time)
{
  g_autofree char *clock = armada_time_axis_format_time (
      time, armada_time_view_get_offset (ARMADA_TIME_VIEW (self), time));
  g_autofree char *values = read_values (self, time, "\n");

  return *values ? g_strdup_printf ("%s\n%s", clock, values) : g_steal_pointer (&clock);
}
