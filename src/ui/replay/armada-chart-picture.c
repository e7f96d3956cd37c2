/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-chart-picture"

#include "replay/armada-chart-picture.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "app/armada-palette.h"
#include "replay/armada-chart-band.h"
#include "replay/armada-line-raster.h"

#define COLUMN 46 /* pixels of an axis of values */
#define BOX_PAD 8
#define LEAST_LINES 44 /* pixels that bands of words leave to lines */

/* What the kept picture of the lines depends on. */
typedef struct
{
  ArmadaTimeAxis axis;
  double height;
  double scale;
} Key;

struct _ArmadaChartPicture
{
  ArmadaTimeView *view; /* unowned */
  GPtrArray *lines;     /* of ArmadaChartLine */

  GdkTexture *texture;  /* (nullable) */
  GskRenderNode *words; /* (nullable): what stands in bands */
  Key key;
  GskRenderNode *scales; /* (nullable) */
  double scales_width, scales_height;
  PangoLayout *box; /* (nullable) */
  double box_time;
};

/**
 * armada_chart_picture_new:
 * @view: that it is drawn in and that owns it
 * @lines: (element-type ArmadaChartLine): what is drawn; those without a series are not
 *
 * Returns: (transfer full): a picture that is made when it is drawn
 */
ArmadaChartPicture *
armada_chart_picture_new (ArmadaTimeView *view, GPtrArray *lines)
{
  ArmadaChartPicture *self = g_new0 (ArmadaChartPicture, 1);

  self->view = view;
  self->lines = g_ptr_array_ref (lines);
  return self;
}

void
armada_chart_picture_free (ArmadaChartPicture *self)
{
  armada_chart_picture_clear (self);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

/**
 * armada_chart_picture_clear:
 *
 * Forgets what was kept: the lines are others, or colours are.
 */
void
armada_chart_picture_clear (ArmadaChartPicture *self)
{
  g_clear_object (&self->texture);
  g_clear_pointer (&self->words, gsk_render_node_unref);
  g_clear_pointer (&self->scales, gsk_render_node_unref);
  g_clear_object (&self->box);
}

static gboolean
is_dark (void)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ());
}

static gboolean
has_words (const ArmadaChartLine *line)
{
  return line->series != NULL && line->series->words != NULL;
}

/* Bands lie below the lines, as many as there is room for.
 *
 * Returns: how many pixels they take of the plot */
static double
get_bands_height (ArmadaChartPicture *self, double height)
{
  double bands = 0, lines = 0;

  for (guint i = 0; i < self->lines->len; i++)
    if (has_words (self->lines->pdata[i]))
      bands++;
    else if (((ArmadaChartLine *) self->lines->pdata[i])->series != NULL)
      lines = LEAST_LINES;
  return ARMADA_CHART_BAND * CLAMP (floor ((height - lines) / ARMADA_CHART_BAND), 0, bands);
}

static void
paint_bands (ArmadaChartPicture *self, ArmadaPixels *pixels, const ArmadaTimeAxis *device)
{
  double top = self->key.height - get_bands_height (self, self->key.height);

  for (guint i = 0; i < self->lines->len; i++)
    {
      ArmadaChartLine *line = self->lines->pdata[i];

      if (!has_words (line) || top + ARMADA_CHART_BAND > self->key.height)
        continue;
      armada_chart_band_paint (pixels, line->series, device, top, line->style, is_dark (),
                               self->key.scale);
      top += ARMADA_CHART_BAND;
    }
}

static GskRenderNode *
make_words (ArmadaChartPicture *self)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  double bands = get_bands_height (self, self->key.height), bottom, top;
  graphene_rect_t plot;

  armada_time_view_get_plot (self->view, &plot);
  bottom = (double) plot.origin.y + self->key.height;
  top = bottom - bands;
  for (guint i = 0; i < self->lines->len; i++)
    {
      ArmadaChartLine *line = self->lines->pdata[i];

      if (!has_words (line) || top + ARMADA_CHART_BAND > bottom)
        continue;
      armada_chart_band_draw_words (self->view, snapshot, line->series, &self->key.axis, top);
      top += ARMADA_CHART_BAND;
    }
  return gtk_snapshot_free_to_node (snapshot);
}

static void
make_picture (ArmadaChartPicture *self, const ArmadaTimeAxis *axis, double height)
{
  Key key = {
    .axis = *axis,
    .height = height,
    .scale = armada_time_view_get_scale (self->view),
  };
  ArmadaTimeAxis device = *axis;
  ArmadaPixels pixels, lines;

  if (self->texture != NULL && memcmp (&key, &self->key, sizeof key) == 0)
    return;
  g_clear_object (&self->texture);
  g_clear_pointer (&self->words, gsk_render_node_unref);
  self->key = key;
  if (axis->width < 1 || height < 8)
    return;
  device.x = 0;
  device.width *= key.scale;
  armada_pixels_init (&pixels, (guint) ceil (axis->width * key.scale),
                      (guint) ceil (height * key.scale));
  lines = pixels;
  lines.height = (guint) ceil ((height - get_bands_height (self, height)) * key.scale);
  for (guint i = self->lines->len; i > 0; i--)
    {
      ArmadaChartLine *line = self->lines->pdata[i - 1];

      if (line->series != NULL && !has_words (line))
        armada_line_raster_paint (&lines, line->series, &device, line->style, is_dark (),
                                  key.scale);
    }
  paint_bands (self, &pixels, &device);
  self->words = make_words (self);
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
draw_scale (ArmadaChartPicture *self,
            GtkSnapshot *snapshot,
            const ArmadaChartLine *line,
            const graphene_rect_t *plot,
            guint column)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self->view)) == GTK_TEXT_DIR_RTL;
  g_autoptr (PangoLayout) layout = armada_time_view_create_layout (self->view, NULL);
  double edge = mirrored ? (double) (plot->origin.x + plot->size.width) + 8 + column * COLUMN
                         : (double) plot->origin.x - 8 - column * COLUMN;
  GdkRGBA color;

  armada_chart_get_color (line->style, is_dark (), &color);
  for (guint i = 0; i <= ARMADA_CHART_DIVISIONS; i += get_label_stride (plot))
    {
      g_autofree char *text = armada_chart_series_format (
          line->series, line->series->low + i * line->series->step, FALSE);
      int width, height;

      pango_layout_set_text (layout, text, -1);
      pango_layout_get_pixel_size (layout, &width, &height);
      append_text (snapshot, layout, &color, mirrored ? edge : edge - width,
                   get_division_y (plot, i) - height / 2.);
    }
}

/* Returns: where the next entry of the legend begins */
static double
draw_entry (ArmadaChartPicture *self,
            GtkSnapshot *snapshot,
            const ArmadaChartLine *line,
            double x,
            double limit)
{
  const ArmadaChartSeries *series = line->series;
  g_autofree char *with_unit = g_strdup_printf (_ ("%s (%s)"), series->name, series->unit);
  g_autoptr (PangoLayout) layout =
      armada_time_view_create_layout (self->view, *series->unit ? with_unit : series->name);
  double y = ARMADA_CHART_HEADER / 2.;
  int width, height;
  GdkRGBA color, ink;

  pango_layout_get_pixel_size (layout, &width, &height);
  if (x + 30 + width > limit)
    return limit;
  gtk_widget_get_color (GTK_WIDGET (self->view), &ink);
  armada_chart_get_color (line->style, is_dark (), &color);
  for (int i = 0; i < 24; i++)
    if (armada_chart_is_dash (line->style, i))
      gtk_snapshot_append_color (snapshot, &color,
                                 &GRAPHENE_RECT_INIT ((float) x + (float) i, (float) y - 1, 1, 2));
  append_text (snapshot, layout, &ink, x + 30, y - height / 2.);
  return x + 30 + width + 18;
}

static GskRenderNode *
make_scales (ArmadaChartPicture *self, const graphene_rect_t *plot)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self->view)) == GTK_TEXT_DIR_RTL;
  double full = gtk_widget_get_width (GTK_WIDGET (self->view));
  double x = mirrored ? 60 : 10, limit = mirrored ? full - 8 : full - 52;
  graphene_rect_t gutter;
  guint column = 0;
  GdkRGBA faint;

  gtk_widget_get_color (GTK_WIDGET (self->view), &faint);
  faint.alpha *= 0.11f;
  for (guint i = 0; i <= ARMADA_CHART_DIVISIONS; i++)
    gtk_snapshot_append_color (snapshot, &faint,
                               &GRAPHENE_RECT_INIT (plot->origin.x,
                                                    (float) round (get_division_y (plot, i)),
                                                    plot->size.width, 1));
  armada_time_view_get_gutter (self->view, &gutter);
  for (guint i = 0; i < self->lines->len; i++)
    {
      ArmadaChartLine *line = self->lines->pdata[i];

      if (line->series == NULL)
        continue;
      x = draw_entry (self, snapshot, line, x, limit);
      if (!has_words (line) && (column + 1) * COLUMN <= (double) gutter.size.width)
        draw_scale (self, snapshot, line, plot, column++);
    }
  return gtk_snapshot_free_to_node (snapshot);
}

static void
draw_scales (ArmadaChartPicture *self, GtkSnapshot *snapshot, const graphene_rect_t *plot)
{
  graphene_rect_t lines = *plot;
  double width = gtk_widget_get_width (GTK_WIDGET (self->view));
  double height = gtk_widget_get_height (GTK_WIDGET (self->view));

  if (self->scales == NULL || self->scales_width != width || self->scales_height != height)
    {
      g_clear_pointer (&self->scales, gsk_render_node_unref);
      lines.size.height -= (float) get_bands_height (self, (double) plot->size.height);
      self->scales = make_scales (self, &lines);
      self->scales_width = width;
      self->scales_height = height;
    }
  if (self->scales != NULL)
    gtk_snapshot_append_node (snapshot, self->scales);
}

/**
 * armada_chart_picture_draw:
 *
 * Draws legend, axes and lines; what is as it was is not made again.
 */
void
armada_chart_picture_draw (ArmadaChartPicture *self,
                           GtkSnapshot *snapshot,
                           const ArmadaTimeAxis *axis)
{
  graphene_rect_t plot;

  armada_time_view_get_plot (self->view, &plot);
  draw_scales (self, snapshot, &plot);
  make_picture (self, axis, (double) plot.size.height);
  if (self->texture != NULL)
    gtk_snapshot_append_texture (
        snapshot, self->texture,
        &GRAPHENE_RECT_INIT (plot.origin.x, plot.origin.y,
                             (float) (gdk_texture_get_width (self->texture) / self->key.scale),
                             (float) (gdk_texture_get_height (self->texture) / self->key.scale)));
  if (self->words != NULL)
    {
      gtk_snapshot_push_clip (snapshot, &plot);
      gtk_snapshot_append_node (snapshot, self->words);
      gtk_snapshot_pop (snapshot);
    }
}

/**
 * armada_chart_picture_has_box:
 *
 * Returns: whether the box tells about @time already
 */
gboolean
armada_chart_picture_has_box (ArmadaChartPicture *self, double time)
{
  return self->box != NULL && self->box_time == time;
}

static void
color_lines (ArmadaChartPicture *self, const char *text, PangoAttrList *attributes)
{
  const char *end = strchr (text, '\n');

  for (guint i = 0; i < self->lines->len && end != NULL; i++)
    {
      ArmadaChartLine *line = self->lines->pdata[i];
      PangoAttribute *attribute;
      GdkRGBA color;

      if (line->series == NULL)
        continue;
      armada_chart_get_color (line->style, is_dark (), &color);
      attribute =
          pango_attr_foreground_new ((guint16) (color.red * 65535), (guint16) (color.green * 65535),
                                     (guint16) (color.blue * 65535));
      attribute->start_index = (guint) (end - text);
      end = strchr (end + 1, '\n');
      attribute->end_index = end ? (guint) (end - text) : G_MAXUINT;
      pango_attr_list_insert (attributes, attribute);
    }
}

/**
 * armada_chart_picture_set_box:
 * @time: UNIX seconds
 * @text: a line for the time and one for each line that is drawn, in that one's colour
 */
void
armada_chart_picture_set_box (ArmadaChartPicture *self, double time, const char *text)
{
  PangoAttrList *attributes;

  g_clear_object (&self->box);
  self->box = armada_time_view_create_layout (self->view, text);
  self->box_time = time;
  attributes = pango_layout_get_attributes (self->box);
  color_lines (self, text, attributes);
  pango_layout_set_attributes (self->box, attributes);
}

/**
 * armada_chart_picture_draw_box:
 * @x: pixels of the widget, of the time the box is about
 */
void
armada_chart_picture_draw_box (ArmadaChartPicture *self, GtkSnapshot *snapshot, double x)
{
  PangoLayout *layout = self->box;
  graphene_rect_t plot, rect;
  GskRoundedRect outline;
  GdkRGBA paper, ink, faint;
  int width, height;

  armada_time_view_get_plot (self->view, &plot);
  pango_layout_get_pixel_size (layout, &width, &height);
  width += 2 * BOX_PAD;
  height += 2 * BOX_PAD - 2;
  x += x + 10 + width > (double) (plot.origin.x + plot.size.width) ? -10 - width : 10;
  rect = GRAPHENE_RECT_INIT ((float) MAX (x, 2), plot.origin.y + 4, (float) width, (float) height);
  gtk_widget_get_color (GTK_WIDGET (self->view), &ink);
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
