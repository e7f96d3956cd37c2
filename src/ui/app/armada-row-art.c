/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-row-art"

#include "app/armada-row-art.h"

#include <math.h>

/**
 * armada_row_art_new_line:
 * @scale: of the widget's font
 *
 * Returns: (transfer full): a line of text, ellipsized where it is given a width
 */
PangoLayout *
armada_row_art_new_line (GtkWidget *widget, double scale, PangoWeight weight)
{
  PangoLayout *line = gtk_widget_create_pango_layout (widget, "");

  pango_layout_set_ellipsize (line, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (line, TRUE);
  armada_row_art_set_style (line, scale, weight);
  return line;
}

void
armada_row_art_set_style (PangoLayout *line, double scale, PangoWeight weight)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  pango_attr_list_insert (attributes, pango_attr_weight_new (weight));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_layout_set_attributes (line, attributes);
}

/**
 * armada_row_art_set_text:
 *
 * Returns: whether it differs from what stood there
 */
gboolean
armada_row_art_set_text (PangoLayout *line, const char *text)
{
  if (g_strcmp0 (pango_layout_get_text (line), text) == 0)
    return FALSE;
  pango_layout_set_text (line, text, -1);
  return TRUE;
}

/**
 * armada_row_art_get_height:
 *
 * A list measures some two hundred rows of which it shows a dozen: the font alone tells the height,
 * so that the text of the others is never laid out.
 *
 * Returns: pixels that a line of that scale takes
 */
int
armada_row_art_get_height (GtkWidget *widget, double scale)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  g_autoptr (PangoFont) font =
      pango_context_load_font (context, pango_context_get_font_description (context));
  PangoFontMetrics *metrics = pango_font_get_metrics (font, NULL);
  int height = pango_font_metrics_get_ascent (metrics) + pango_font_metrics_get_descent (metrics);

  pango_font_metrics_unref (metrics);
  return PANGO_PIXELS_CEIL ((int) ceil (height * scale));
}

void
armada_row_art_draw_line (GtkSnapshot *snapshot,
                          PangoLayout *line,
                          const GdkRGBA *color,
                          int x,
                          int y)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_layout (snapshot, line, color);
  gtk_snapshot_restore (snapshot);
}

/**
 * armada_row_art_find_icon:
 * @size: pixels
 *
 * Returns: (transfer full):
 */
GtkIconPaintable *
armada_row_art_find_icon (GtkWidget *widget, const char *name, int size)
{
  return gtk_icon_theme_lookup_icon (
      gtk_icon_theme_get_for_display (gtk_widget_get_display (widget)), name, NULL, size,
      gtk_widget_get_scale_factor (widget), gtk_widget_get_direction (widget), 0);
}

void
armada_row_art_draw_icon (GtkSnapshot *snapshot,
                          GtkIconPaintable *icon,
                          const GdkRGBA *color,
                          int size,
                          int x,
                          int y)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, size, size,
                                            color, 1);
  gtk_snapshot_restore (snapshot);
}
