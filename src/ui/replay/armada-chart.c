/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-chart"

#include "replay/armada-chart.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "app/armada-palette.h"
#include "replay/armada-line-raster.h"

#define HEADER 40 /* pixels */
#define AXIS ARMADA_TIME_VIEW_AXIS
#define COLUMN 46 /* pixels of an axis of values */
#define LEAST_WIDTH 240
#define LEAST_PLOT 60
#define NATURAL_PLOT 150
#define BOX_PAD 8

/* A series the user wants, whether or not the current vehicle has it. */
typedef struct
{
  char *key;
  guint style;
  ArmadaChartSeries *series; /* (nullable) */
} Chosen;

/* What the kept picture of the lines depends on. */
typedef struct
{
  ArmadaTimeAxis axis;
  double height;
  double scale;
} Key;

/*
 * What the current vehicle of a replay measured: speed, altitude and sensors as lines, each with
 * an axis of its own. The lines are painted into a texture that is kept until something of it
 * changes; legend and axes are kept as a node.
 */
struct _ArmadaChart
{
  ArmadaTimeView parent_instance;

  GSignalGroup *vehicle_signals;
  GPtrArray *choices; /* of ArmadaChartChoice: what the menu has */
  GPtrArray *chosen;  /* of Chosen */
  gboolean read;      /* the series of those chosen are there */
  GSimpleActionGroup *actions;
  GtkWidget *button;
  GdkTexture *texture; /* (nullable) */
  Key key;
  GskRenderNode *scales; /* (nullable) */
  double scales_width, scales_height;
  PangoLayout *box; /* (nullable) */
  double box_time;
};

G_DEFINE_FINAL_TYPE (ArmadaChart, armada_chart, ARMADA_TYPE_TIME_VIEW)

static void
chosen_free (gpointer data)
{
  Chosen *chosen = data;

  g_free (chosen->key);
  g_clear_pointer (&chosen->series, armada_chart_series_free);
  g_free (chosen);
}

static gboolean
is_dark (void)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ());
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
      Chosen *chosen = self->chosen->pdata[i];
      const ArmadaChartChoice *choice = find_choice (self, chosen->key);

      if (chosen->series == NULL && choice != NULL)
        chosen->series = armada_chart_series_new (get_vehicle (self), choice);
    }
}

static void
drop_picture (ArmadaChart *self)
{
  g_clear_object (&self->texture);
  g_clear_pointer (&self->scales, gsk_render_node_unref);
  g_clear_object (&self->box);
  self->read = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static guint
find_free_style (ArmadaChart *self)
{
  guint used = 0, style = 0;

  for (guint i = 0; i < self->chosen->len; i++)
    used |= 1u << ((Chosen *) self->chosen->pdata[i])->style;
  while (used >> style & 1)
    style++;
  return style % ARMADA_CHART_N_STYLES;
}

static int
find_chosen (ArmadaChart *self, const char *key)
{
  for (guint i = 0; i < self->chosen->len; i++)
    if (g_str_equal (((Chosen *) self->chosen->pdata[i])->key, key))
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
    g_clear_pointer (&((Chosen *) self->chosen->pdata[i])->series, armada_chart_series_free);
  update_menu (self);
  drop_picture (self);
}

static void
make_picture (ArmadaChart *self, const ArmadaTimeAxis *axis, double height)
{
  Key key = {
    .axis = *axis,
    .height = height,
    .scale = armada_time_view_get_scale (ARMADA_TIME_VIEW (self)),
  };
  ArmadaTimeAxis device = *axis;
  ArmadaPixels pixels;

  if (self->texture != NULL && memcmp (&key, &self->key, sizeof key) == 0)
    return;
  g_clear_object (&self->texture);
  self->key = key;
  if (axis->width < 1 || height < 8)
    return;
  device.x = 0;
  device.width *= key.scale;
  armada_pixels_init (&pixels, (guint) ceil (axis->width * key.scale),
                      (guint) ceil (height * key.scale));
  for (guint i = self->chosen->len; i > 0; i--)
    {
      Chosen *chosen = self->chosen->pdata[i - 1];

      if (chosen->series != NULL)
        armada_line_raster_paint (&pixels, chosen->series, &device, chosen->style, is_dark (),
                                  key.scale);
    }
  self->texture = armada_pixels_finish (&pixels);
}

static void
append_text (GtkSnapshot *snapshot, PangoLayout *layout, const GdkRGBA *color, double x, double y)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) round (x), (float) round (y)));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static double
get_division_y (const graphene_rect_t *plot, guint division)
{
  return (double) plot->origin.y +
         (double) plot->size.height * (1 - division / (double) ARMADA_CHART_DIVISIONS);
}

static guint
get_label_stride (const graphene_rect_t *plot)
{
  if (plot->size.height >= ARMADA_CHART_DIVISIONS * 16)
    return 1;
  return plot->size.height >= ARMADA_CHART_DIVISIONS * 8 ? 2 : ARMADA_CHART_DIVISIONS;
}

/* The numbers of one axis; the first stands next to the plot. */
static void
draw_scale (ArmadaChart *self,
            GtkSnapshot *snapshot,
            const Chosen *chosen,
            const graphene_rect_t *plot,
            guint column)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  g_autoptr (PangoLayout) layout = armada_time_view_create_layout (ARMADA_TIME_VIEW (self), NULL);
  double edge = mirrored ? (double) (plot->origin.x + plot->size.width) + 8 + column * COLUMN
                         : (double) plot->origin.x - 8 - column * COLUMN;
  GdkRGBA color;

  armada_chart_get_color (chosen->style, is_dark (), &color);
  for (guint i = 0; i <= ARMADA_CHART_DIVISIONS; i += get_label_stride (plot))
    {
      g_autofree char *text = armada_chart_series_format (
          chosen->series, chosen->series->low + i * chosen->series->step, FALSE);
      int width, height;

      pango_layout_set_text (layout, text, -1);
      pango_layout_get_pixel_size (layout, &width, &height);
      append_text (snapshot, layout, &color, mirrored ? edge : edge - width,
                   get_division_y (plot, i) - height / 2.);
    }
}

/* Returns: where the next entry of the legend begins */
static double
draw_entry (ArmadaChart *self, GtkSnapshot *snapshot, const Chosen *chosen, double x, double limit)
{
  const ArmadaChartSeries *series = chosen->series;
  g_autofree char *with_unit = g_strdup_printf (_ ("%s (%s)"), series->name, series->unit);
  g_autoptr (PangoLayout) layout = armada_time_view_create_layout (
      ARMADA_TIME_VIEW (self), *series->unit ? with_unit : series->name);
  double y = HEADER / 2.;
  int width, height;
  GdkRGBA color, ink;

  pango_layout_get_pixel_size (layout, &width, &height);
  if (x + 30 + width > limit)
    return limit;
  gtk_widget_get_color (GTK_WIDGET (self), &ink);
  armada_chart_get_color (chosen->style, is_dark (), &color);
  for (int i = 0; i < 24; i++)
    if (armada_chart_is_dash (chosen->style, i))
      gtk_snapshot_append_color (snapshot, &color,
                                 &GRAPHENE_RECT_INIT ((float) x + (float) i, (float) y - 1, 1, 2));
  append_text (snapshot, layout, &ink, x + 30, y - height / 2.);
  return x + 30 + width + 18;
}

static GskRenderNode *
make_scales (ArmadaChart *self, const graphene_rect_t *plot)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  double full = gtk_widget_get_width (GTK_WIDGET (self));
  double x = mirrored ? 60 : 10, limit = mirrored ? full - 8 : full - 52;
  graphene_rect_t gutter;
  guint column = 0;
  GdkRGBA faint;

  gtk_widget_get_color (GTK_WIDGET (self), &faint);
  faint.alpha *= 0.11f;
  for (guint i = 0; i <= ARMADA_CHART_DIVISIONS; i++)
    gtk_snapshot_append_color (snapshot, &faint,
                               &GRAPHENE_RECT_INIT (plot->origin.x,
                                                    (float) round (get_division_y (plot, i)),
                                                    plot->size.width, 1));
  armada_time_view_get_gutter (ARMADA_TIME_VIEW (self), &gutter);
  for (guint i = 0; i < self->chosen->len; i++)
    {
      Chosen *chosen = self->chosen->pdata[i];

      if (chosen->series == NULL)
        continue;
      x = draw_entry (self, snapshot, chosen, x, limit);
      if ((column + 1) * COLUMN <= (double) gutter.size.width)
        draw_scale (self, snapshot, chosen, plot, column++);
    }
  return gtk_snapshot_free_to_node (snapshot);
}

static void
draw_scales (ArmadaChart *self, GtkSnapshot *snapshot, const graphene_rect_t *plot)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));

  if (self->scales == NULL || self->scales_width != width || self->scales_height != height)
    {
      g_clear_pointer (&self->scales, gsk_render_node_unref);
      self->scales = make_scales (self, plot);
      self->scales_width = width;
      self->scales_height = height;
    }
  if (self->scales != NULL)
    gtk_snapshot_append_node (snapshot, self->scales);
}

static void
armada_chart_draw (ArmadaTimeView *view, GtkSnapshot *snapshot, const ArmadaTimeAxis *axis)
{
  ArmadaChart *self = ARMADA_CHART (view);
  graphene_rect_t plot;

  armada_time_view_get_plot (view, &plot);
  read_series (self);
  draw_scales (self, snapshot, &plot);
  make_picture (self, axis, (double) plot.size.height);
  if (self->texture != NULL)
    gtk_snapshot_append_texture (
        snapshot, self->texture,
        &GRAPHENE_RECT_INIT (plot.origin.x, plot.origin.y,
                             (float) (gdk_texture_get_width (self->texture) / self->key.scale),
                             (float) (gdk_texture_get_height (self->texture) / self->key.scale)));
}

/* The text of the box, each line in the colour of its series. */
static PangoLayout *
get_box (ArmadaChart *self, double time)
{
  g_autofree char *text = NULL;
  PangoAttrList *attributes;
  const char *line;

  if (self->box != NULL && self->box_time == time)
    return self->box;
  g_clear_object (&self->box);
  text = armada_chart_read (self, time);
  self->box = armada_time_view_create_layout (ARMADA_TIME_VIEW (self), text);
  self->box_time = time;
  attributes = pango_layout_get_attributes (self->box);
  line = strchr (text, '\n');
  for (guint i = 0; i < self->chosen->len && line != NULL; i++)
    {
      Chosen *chosen = self->chosen->pdata[i];
      PangoAttribute *attribute;
      GdkRGBA color;

      if (chosen->series == NULL)
        continue;
      armada_chart_get_color (chosen->style, is_dark (), &color);
      attribute =
          pango_attr_foreground_new ((guint16) (color.red * 65535), (guint16) (color.green * 65535),
                                     (guint16) (color.blue * 65535));
      attribute->start_index = (guint) (line - text);
      line = strchr (line + 1, '\n');
      attribute->end_index = line ? (guint) (line - text) : G_MAXUINT;
      pango_attr_list_insert (attributes, attribute);
    }
  pango_layout_set_attributes (self->box, attributes);
  return self->box;
}

static void
armada_chart_draw_hover (ArmadaTimeView *view, GtkSnapshot *snapshot, double x)
{
  ArmadaChart *self = ARMADA_CHART (view);
  ArmadaReplay *replay = armada_time_view_get_replay (view);
  PangoLayout *layout = get_box (self, armada_replay_get_hover (replay));
  graphene_rect_t plot, rect;
  GskRoundedRect outline;
  GdkRGBA paper, ink, faint;
  int width, height;

  armada_time_view_get_plot (view, &plot);
  pango_layout_get_pixel_size (layout, &width, &height);
  width += 2 * BOX_PAD;
  height += 2 * BOX_PAD - 2;
  x += x + 10 + width > (double) (plot.origin.x + plot.size.width) ? -10 - width : 10;
  rect = GRAPHENE_RECT_INIT ((float) MAX (x, 2), plot.origin.y + 4, (float) width, (float) height);
  gtk_widget_get_color (GTK_WIDGET (self), &ink);
  armada_palette_paper_color (is_dark (), &paper);
  faint = ink;
  faint.alpha *= 0.2f;
  gsk_rounded_rect_init_from_rect (&outline, &rect, 6);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &paper, &rect);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &outline, (const float[]) { 1, 1, 1, 1 },
                              (const GdkRGBA[]) { faint, faint, faint, faint });
  append_text (snapshot, layout, &ink, (double) rect.origin.x + BOX_PAD,
               (double) rect.origin.y + BOX_PAD - 1);
}

static char *
read_values (ArmadaChart *self, double time, const char *between)
{
  GString *text = g_string_new (NULL);

  read_series (self);
  for (guint i = 0; i < self->chosen->len; i++)
    {
      const ArmadaChartSeries *series = ((Chosen *) self->chosen->pdata[i])->series;
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

  *minimum = wide ? LEAST_WIDTH : HEADER + LEAST_PLOT + AXIS;
  *natural = wide ? LEAST_WIDTH : HEADER + NATURAL_PLOT + AXIS;
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
  g_clear_object (&self->texture);
  g_clear_object (&self->box);
  g_clear_pointer (&self->scales, gsk_render_node_unref);
  G_OBJECT_CLASS (armada_chart_parent_class)->dispose (object);
}

static void
armada_chart_finalize (GObject *object)
{
  ArmadaChart *self = ARMADA_CHART (object);

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
  self->chosen = g_ptr_array_new_with_free_func (chosen_free);
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

/**
 * armada_chart_set_zone:
 * @seconds_east_of_utc: of the account
 */
void
armada_chart_set_zone (ArmadaChart *self, int seconds_east_of_utc)
{
  g_return_if_fail (ARMADA_IS_CHART (self));

  armada_time_view_set_zone (ARMADA_TIME_VIEW (self), seconds_east_of_utc);
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
      Chosen *chosen = g_new0 (Chosen, 1);

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
  g_autofree char *clock =
      armada_time_axis_format_time (time, armada_time_view_get_zone (ARMADA_TIME_VIEW (self)));
  g_autofree char *values = read_values (self, time, "\n");

  return *values ? g_strdup_printf ("%s\n%s", clock, values) : g_steal_pointer (&clock);
}
