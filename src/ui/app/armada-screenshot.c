/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-screenshot"

#include "app/armada-screenshot.h"

/**
 * armada_screenshot_take:
 * @widget: a widget in a window that is shown
 *
 * Returns: (transfer full) (nullable): what @widget looks like, in device pixels; NULL when it has
 *   no size yet
 */
GdkTexture *
armada_screenshot_take (GtkWidget *widget)
{
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (widget));
  int scale = gtk_widget_get_scale_factor (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;

  gtk_snapshot_scale (snapshot, (float) scale, (float) scale);
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL || renderer == NULL)
    return NULL;
  return gsk_renderer_render_texture (
      renderer, node,
      &GRAPHENE_RECT_INIT (0, 0, (float) (width * scale), (float) (height * scale)));
}

/**
 * armada_screenshot_dup_png:
 *
 * Returns: (transfer full) (nullable): what @widget looks like, as a PNG file; NULL when there is
 *   nothing to see yet
 */
GBytes *
armada_screenshot_dup_png (GtkWidget *widget)
{
  g_autoptr (GdkTexture) texture = armada_screenshot_take (widget);

  return texture ? gdk_texture_save_to_png_bytes (texture) : NULL;
}

/**
 * armada_screenshot_save:
 * @path: of a PNG file to write
 */
gboolean
armada_screenshot_save (GtkWidget *widget, const char *path, GError **error)
{
  g_autoptr (GBytes) png = armada_screenshot_dup_png (widget);

  if (png == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_INITIALIZED, "there is nothing to see yet");
      return FALSE;
    }
  return g_file_set_contents (path, g_bytes_get_data (png, NULL), (gssize) g_bytes_get_size (png),
                              error);
}
