/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "app/armada-screenshot.h"
#include "armada-resources.h"
#include "armada-test.h"
#include "map/armada-map-view.h"

#define ROUNDS 60
#define LIMIT (60 * G_USEC_PER_SEC) /* for one start; a blank map never becomes complete */

/* A window of its own for each start, over the demo region. */
static GtkWidget *
open_window (double zoom, ArmadaMapView **map)
{
  GtkWidget *window = gtk_window_new ();
  ShumateViewport *viewport;

  *map = ARMADA_MAP_VIEW (armada_map_view_new ());
  viewport = armada_map_view_get_viewport (*map);
  shumate_viewport_set_zoom_level (viewport, zoom);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), 47.16, 9.52);
  gtk_window_set_default_size (GTK_WINDOW (window), 640, 480);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (*map));
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static gboolean
wait_until_complete (ArmadaMapView *map)
{
  gint64 end = g_get_monotonic_time () + LIMIT;

  while (!armada_map_view_get_complete (map) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  return armada_map_view_get_complete (map);
}

/* How many different colours there are, of every seventh pixel: a blank map has a few at most. */
static guint
count_colors (GtkWidget *widget)
{
  g_autoptr (GdkTexture) texture = armada_screenshot_take (widget);
  g_autoptr (GHashTable) colors = g_hash_table_new (NULL, NULL);
  int width = gdk_texture_get_width (texture);
  int height = gdk_texture_get_height (texture);
  g_autofree guint32 *pixels = g_new (guint32, (gsize) width * (gsize) height);

  gdk_texture_download (texture, (guchar *) pixels, (gsize) width * 4);
  for (int i = 0; i < width * height; i += 7)
    g_hash_table_add (colors, GUINT_TO_POINTER (pixels[i]));
  return g_hash_table_size (colors);
}

static void
test_complete_at_every_start (void)
{
  for (guint round = 0; round < ROUNDS; round++)
    {
      ArmadaMapView *map;
      GtkWidget *window = open_window (13, &map);

      g_assert_true (wait_until_complete (map));
      g_assert_cmpuint (count_colors (GTK_WIDGET (map)), >, 30);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

/* Zoom 17 has no tiles of its own, zoom 4 only those of the world. */
static void
test_other_zooms (void)
{
  static const double zooms[] = { 4, 8, 11, 17 };

  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      ArmadaMapView *map;
      GtkWidget *window = open_window (zooms[i], &map);

      g_assert_true (wait_until_complete (map));
      g_assert_cmpuint (count_colors (GTK_WIDGET (map)), >, 10);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

static void
test_follows_the_scheme (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  ArmadaMapView *map;
  GtkWidget *window = open_window (13, &map);
  const char *folder = g_getenv ("ARMADA_TEST_SHOTS");

  for (guint dark = 0; dark < 2; dark++)
    {
      g_autofree char *path = NULL;

      adw_style_manager_set_color_scheme (manager, dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                                        : ADW_COLOR_SCHEME_FORCE_LIGHT);
      g_assert_true (wait_until_complete (map));
      g_assert_cmpuint (count_colors (GTK_WIDGET (map)), >, 30);
      path = folder ? g_strdup_printf ("%s/map-%u.png", folder, dark) : NULL;
      if (path != NULL)
        g_assert_true (armada_screenshot_save (GTK_WIDGET (map), path, NULL));
    }
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_ends_clean (void)
{
  ArmadaMapView *map;
  GtkWidget *window = open_window (13, &map);
  gpointer weak = map;

  g_object_add_weak_pointer (G_OBJECT (map), &weak);
  gtk_window_destroy (GTK_WINDOW (window));
  armada_test_wait_until (weak == NULL);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  armada_register_resource ();
  g_test_add_func ("/map-view/complete-at-every-start", test_complete_at_every_start);
  g_test_add_func ("/map-view/other-zooms", test_other_zooms);
  g_test_add_func ("/map-view/follows-the-scheme", test_follows_the_scheme);
  g_test_add_func ("/map-view/ends-clean", test_ends_clean);
  return g_test_run ();
}
