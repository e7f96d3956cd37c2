/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-text-place"

#include "app/armada-text-place.h"

/**
 * armada_text_place_get_offset:
 * @layout: of one line, ellipsized at @width
 * @width: pixels there are
 * @mirrored: whether the window is read from right to left
 *
 * A layout that has a width puts a line of the other direction, such as a Latin plate in an Arabic
 * window or the other way round, at the far end of it.
 *
 * Returns: pixels to add to where the layout is drawn, so that the line begins where the window's
 *   lines do
 */
int
armada_text_place_get_offset (PangoLayout *layout, int width, gboolean mirrored)
{
  PangoRectangle logical;

  pango_layout_get_pixel_extents (layout, NULL, &logical);
  return mirrored ? width - (logical.x + logical.width) : -logical.x;
}

/**
 * armada_text_place_isolate:
 * @text: (nullable): numbers that belong together
 *
 * Returns: (transfer full) (nullable): the same, read from left to right also in a window that is
 *   read from right to left; for the eye, not to be copied
 */
char *
armada_text_place_isolate (const char *text)
{
  if (text == NULL || gtk_widget_get_default_direction () != GTK_TEXT_DIR_RTL)
    return g_strdup (text);
  return g_strconcat ("\u2066", text, "\u2069", NULL);
}
