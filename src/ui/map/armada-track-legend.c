/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-track-legend"

#include "map/armada-track-legend.h"

#include <glib/gi18n.h>

#include "map/armada-track-raster.h"
#include "map/armada-track-words.h"

#define SWATCH_WIDTH 18 /* logical pixels */
#define SWATCH_HEIGHT 6
#define MOST_VEHICLES 8 /* named; the others are counted */

/*
 * ArmadaTrackLegend: a swatch and a word for each colour that a track layer uses, made anew when
 * the layer says that they changed. It holds the layer, not the other way round.
 */
struct _ArmadaTrackLegend
{
  GtkWidget parent_instance;

  ArmadaTrackLayer *layer; /* (nullable) */
  GSignalGroup *signals;
  GtkBox *box;
};

G_DEFINE_FINAL_TYPE (ArmadaTrackLegend, armada_track_legend, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_LAYER = 1,
} ArmadaTrackLegendProperty;

static GParamSpec *properties[PROP_LAYER + 1];

static void
draw_swatch (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  const GdkRGBA *color = user_data;

  gdk_cairo_set_source_rgba (cr, color);
  cairo_set_line_width (cr, height);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_move_to (cr, height / 2.0, height / 2.0);
  cairo_line_to (cr, width - height / 2.0, height / 2.0);
  cairo_stroke (cr);
}

static void
add_row (ArmadaTrackLegend *self, const GdkRGBA *color, const char *text)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *swatch = gtk_drawing_area_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (swatch), SWATCH_WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (swatch), SWATCH_HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (swatch), draw_swatch,
                                  g_memdup2 (color, sizeof *color), g_free);
  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_widget_add_css_class (label, "tnum");
  gtk_box_append (GTK_BOX (row), swatch);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (self->box, row);
}

static void
add_title (ArmadaTrackLegend *self, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_box_append (self->box, label);
}

static void
list_speeds (ArmadaTrackLegend *self, ArmadaTrackScene *scene, gboolean dark)
{
  const char *unit = scene->speed_unit ? scene->speed_unit : "";
  /* Translators: over the colours of a track; %s is the unit of speed, such as "km/h" */
  g_autofree char *title = g_strdup_printf (_ ("Speed, %s"), unit);

  add_title (self, unit[0] != '\0' ? title : _ ("Speed"));
  for (guint step = ARMADA_N_TRACK_STEPS; step-- > 0;)
    {
      g_autofree char *text = armada_track_words_for_step (step, unit);
      GdkRGBA color;

      armada_track_palette_speed_color (step, dark, &color);
      add_row (self, &color, text);
    }
}

static void
list_activities (ArmadaTrackLegend *self, gboolean dark)
{
  for (guint activity = ARMADA_N_TRACK_ACTIVITIES; activity-- > 0;)
    {
      GdkRGBA color;

      armada_track_palette_activity_color (activity, dark, &color);
      add_row (self, &color, armada_track_words_for_activity (activity));
    }
}

static void
list_vehicles (ArmadaTrackLegend *self, ArmadaTrackScene *scene, gboolean dark)
{
  g_autofree char *more = NULL;
  guint n_more;

  for (guint i = 0; i < MIN (scene->n_ways, MOST_VEHICLES); i++)
    {
      const char *name = armada_replay_vehicle_get_name (scene->ways[i].vehicle);
      GdkRGBA color;

      armada_track_palette_vehicle_color (scene->ways[i].color, dark, &color);
      add_row (self, &color, name ? name : "");
    }
  if (scene->n_ways <= MOST_VEHICLES)
    return;

  n_more = scene->n_ways - MOST_VEHICLES;
  /* Translators: at the end of a list of vehicles: how many there are besides */
  more = g_strdup_printf (ngettext ("and %u more", "and %u more", n_more), n_more);
  add_title (self, more);
}

static void
update (ArmadaTrackLegend *self)
{
  /* asked first: what has changed since may be told about meanwhile */
  ArmadaTrackScene *scene = self->layer ? armada_track_layer_get_scene (self->layer) : NULL;
  ArmadaTrackColoring coloring;
  GtkWidget *child;
  gboolean dark;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  gtk_widget_set_visible (GTK_WIDGET (self->box), FALSE);
  if (scene == NULL)
    return;

  coloring = armada_track_layer_get_coloring (self->layer);
  dark = armada_track_layer_get_dark (self->layer);
  if (scene->n_ways == 0 || coloring == ARMADA_TRACK_COLORING_PLAIN)
    return;

  if (coloring == ARMADA_TRACK_COLORING_SPEED)
    list_speeds (self, scene, dark);
  else if (coloring == ARMADA_TRACK_COLORING_STATE)
    list_activities (self, dark);
  else
    list_vehicles (self, scene, dark);
  gtk_widget_set_visible (GTK_WIDGET (self->box), TRUE);
}

static void
armada_track_legend_dispose (GObject *object)
{
  ArmadaTrackLegend *self = ARMADA_TRACK_LEGEND (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->layer);
  if (self->box != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->box));
  self->box = NULL;
  G_OBJECT_CLASS (armada_track_legend_parent_class)->dispose (object);
}

static void
armada_track_legend_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ArmadaTrackLegend *self = ARMADA_TRACK_LEGEND (object);

  switch ((ArmadaTrackLegendProperty) id)
    {
    case PROP_LAYER:
      g_value_set_object (value, self->layer);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_track_legend_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ArmadaTrackLegend *self = ARMADA_TRACK_LEGEND (object);

  switch ((ArmadaTrackLegendProperty) id)
    {
    case PROP_LAYER:
      armada_track_legend_set_layer (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_track_legend_class_init (ArmadaTrackLegendClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = armada_track_legend_dispose;
  object_class->get_property = armada_track_legend_get_property;
  object_class->set_property = armada_track_legend_set_property;
  properties[PROP_LAYER] =
      g_param_spec_object ("layer", NULL, NULL, ARMADA_TYPE_TRACK_LAYER,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tracklegend");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
armada_track_legend_init (ArmadaTrackLegend *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 2));
  gtk_widget_set_visible (GTK_WIDGET (self->box), FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->box), GTK_WIDGET (self));
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Legend"), -1);

  self->signals = g_signal_group_new (ARMADA_TYPE_TRACK_LAYER);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->signals, "notify::coloring", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->signals, "notify::dark", G_CALLBACK (update), self);
}

/**
 * armada_track_legend_new:
 * @layer: (nullable): whose colours it explains
 *
 * Returns: (transfer floating): a legend
 */
GtkWidget *
armada_track_legend_new (ArmadaTrackLayer *layer)
{
  return g_object_new (ARMADA_TYPE_TRACK_LEGEND, "layer", layer, NULL);
}

/**
 * armada_track_legend_set_layer:
 * @layer: (nullable): whose colours it explains
 */
void
armada_track_legend_set_layer (ArmadaTrackLegend *self, ArmadaTrackLayer *layer)
{
  g_return_if_fail (ARMADA_IS_TRACK_LEGEND (self));

  if (!g_set_object (&self->layer, layer))
    return;

  g_signal_group_set_target (self->signals, layer);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAYER]);
}
