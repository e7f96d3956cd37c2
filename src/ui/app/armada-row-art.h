/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What rows that draw themselves are made of: lines of text and symbolic icons. */

PangoLayout *armada_row_art_new_line (GtkWidget *widget, double scale, PangoWeight weight);
void armada_row_art_set_style (PangoLayout *line, double scale, PangoWeight weight);
gboolean armada_row_art_set_text (PangoLayout *line, const char *text);
int armada_row_art_get_height (GtkWidget *widget, double scale);
void armada_row_art_draw_line (GtkSnapshot *snapshot,
                               PangoLayout *line,
                               const GdkRGBA *color,
                               int x,
                               int y);
GtkIconPaintable *armada_row_art_find_icon (GtkWidget *widget, const char *name, int size);
void armada_row_art_draw_icon (GtkSnapshot *snapshot,
                               GtkIconPaintable *icon,
                               const GdkRGBA *color,
                               int size,
                               int x,
                               int y);

G_END_DECLS
