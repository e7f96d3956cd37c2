/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <libsoup/soup.h>
#include <string.h>

#include "app/armada-preferences.h"
#include "armada-test-clock.h"
#include "armada-test-store.h"
#include "armada-test-ui.h"
#include "map/armada-map-host.h"
#include "map/armada-map-view.h"
#include "map/armada-streets-bar.h"
#include "map/armada-streets-group.h"
#include "map/armada-streets.h"
#include "store/armada-tile-pack.h"

#define NOW 1700000000
#define ZOOM 13
#define SIDE 256

/* A window whose maps share a library, as the program's has. */
#define TEST_TYPE_HOST (test_host_get_type ())
G_DECLARE_FINAL_TYPE (TestHost, test_host, TEST, HOST, AdwBin)

struct _TestHost
{
  AdwBin parent_instance;

  ArmadaMapLibrary *library;
};

static ArmadaMapLibrary *
get_library (ArmadaMapHost *host)
{
  return TEST_HOST (host)->library;
}

static void
init_host (ArmadaMapHostInterface *iface)
{
  iface->get_library = get_library;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestHost,
                               test_host,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (ARMADA_TYPE_MAP_HOST, init_host))

static void
test_host_dispose (GObject *object)
{
  g_clear_object (&TEST_HOST (object)->library);
  G_OBJECT_CLASS (test_host_parent_class)->dispose (object);
}

static void
test_host_class_init (TestHostClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = test_host_dispose;
}

static void
test_host_init (TestHost *self)
{
}

typedef struct
{
  SoupServer *server;
  char *address;
  ArmadaTestClock *clock;
  GSettings *settings;
  ArmadaMapLibrary *library;
  ArmadaStreetsBar *bar;
  ArmadaMapView *map;
  GtkWidget *window;

  ArmadaTilePack *pack; /* what the server gives */
  GBytes *picture;      /* (nullable): instead */
  guint status;         /* other than 200: instead */
  guint n_asked;
  GHashTable *places; /* of char: what was asked for */
  guint n_other_zooms;
} Fixture;

static GBytes *
read_tile (Fixture *f, const char *path)
{
  guint zoom, x, y;

  g_assert_cmpint (sscanf (path, "/%u/%u/%u", &zoom, &x, &y), ==, 3);
  f->n_other_zooms += zoom != ZOOM;
  if (f->picture != NULL)
    return g_bytes_ref (f->picture);
  return armada_tile_pack_has (f->pack, zoom, x, y)
             ? armada_tile_pack_read (f->pack, zoom, x, y, NULL)
             : NULL;
}

static void
request_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  Fixture *f = user_data;
  g_autoptr (GBytes) tile = read_tile (f, path);

  f->n_asked++;
  g_hash_table_add (f->places, g_strdup (path));
  if (f->status != 200 || tile == NULL)
    {
      soup_server_message_set_status (message, f->status != 200 ? f->status : 404, NULL);
      return;
    }
  soup_server_message_set_status (message, 200, NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), tile);
}

static void
start_server (Fixture *f)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("ARMADA_DATA_DIR"), "maps", "liechtenstein.mbtiles", NULL);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  f->pack = armada_tile_pack_open (path, &error);
  g_assert_no_error (error);
  f->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  f->status = 200;
  f->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (f->server, NULL, request_cb, f, NULL);
  soup_server_listen_local (f->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (f->server);
  f->address = g_strdup_printf ("http://127.0.0.1:%d/{z}/{x}/{y}", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

/* The data says whether the service is one of pictures. */
static void
set_up (Fixture *f, gconstpointer pictures)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  TestHost *host = g_object_new (TEST_TYPE_HOST, NULL);
  ShumateViewport *viewport;

  start_server (f);
  f->clock = armada_test_clock_new (NOW);
  f->settings = g_settings_new ("id.trackgps.Armada");
  g_settings_set_string (f->settings, "tile-service", ARMADA_STREETS_OWN);
  g_settings_set_string (f->settings, "tile-address", f->address);
  g_settings_set_string (f->settings, "tile-credit", "© Somebody");
  g_settings_set_uint (f->settings, "tile-kind", pictures != NULL);
  f->library = armada_streets_new_library (f->settings, ARMADA_CLOCK (f->clock));
  host->library = g_object_ref (f->library);
  f->map = ARMADA_MAP_VIEW (armada_map_view_new ());
  viewport = armada_map_view_get_viewport (f->map);
  shumate_viewport_set_zoom_level (viewport, ZOOM);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), 47.16, 9.52);
  f->bar = g_object_new (ARMADA_TYPE_STREETS_BAR, NULL);
  armada_streets_bar_open (f->bar, f->settings, f->library);
  gtk_widget_set_vexpand (GTK_WIDGET (f->map), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (f->bar));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (f->map));
  adw_bin_set_child (ADW_BIN (host), box);
  f->window = armada_test_show (GTK_WIDGET (host), 640, 480);
}

static void
clear_cache (Fixture *f)
{
  g_autoptr (GAsyncResult) result = NULL;

  armada_tile_cache_clear_async (
      armada_tile_loader_get_cache (armada_map_library_get_loader (f->library)), NULL,
      armada_test_result_cb, &result);
  armada_test_wait (&result);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  static const char *const keys[] = { "street-tiles", "tile-service", "tile-address",
                                      "tile-credit",  "tile-kind",    "tile-limit" };

  armada_test_close (f->window, f->map);
  clear_cache (f);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (f->settings, keys[i]);
  armada_test_finalize (f->library);
  armada_test_finalize (f->settings);
  g_object_unref (f->clock);
  soup_server_disconnect (f->server);
  g_object_unref (f->server);
  armada_tile_pack_unref (f->pack);
  g_clear_pointer (&f->picture, g_bytes_unref);
  g_hash_table_unref (f->places);
  g_free (f->address);
}

static gboolean
is_asking (Fixture *f)
{
  return gtk_revealer_get_reveal_child (
      armada_test_child (f->bar, ARMADA_TYPE_STREETS_BAR, "revealer"));
}

static void
click (GtkWidget *widget, const char *label)
{
  GtkWidget *found = armada_test_find_label (widget, label);

  g_assert_nonnull (found);
  g_signal_emit_by_name (gtk_widget_get_ancestor (found, GTK_TYPE_BUTTON), "clicked");
}

static void
wait_until_complete (Fixture *f)
{
  armada_test_wait_until (armada_map_view_get_complete (f->map));
}

static gboolean
has_credit (Fixture *f, const char *part)
{
  GtkWidget *label = gtk_widget_get_first_child (adw_bin_get_child (ADW_BIN (f->map)));

  for (; label != NULL; label = gtk_widget_get_next_sibling (label))
    if (GTK_IS_LABEL (label))
      return strstr (gtk_label_get_text (GTK_LABEL (label)), part) != NULL;
  return FALSE;
}

/* Nothing is sent before somebody agreed, and then no more than what is in view and around it. */
static void
test_asks_first (Fixture *f, gconstpointer data)
{
  wait_until_complete (f);
  g_assert_false (is_asking (f)); /* nobody is signed in */
  armada_map_library_set_allowed (f->library, TRUE);
  g_assert_true (is_asking (f));
  armada_test_shoot (f->window, "streets-asks");
  g_assert_cmpuint (f->n_asked, ==, 0);

  click (GTK_WIDGET (f->bar), "Show Streets");
  g_assert_false (is_asking (f));
  armada_test_wait_until (f->n_asked > 0);
  wait_until_complete (f);
  g_assert_true (has_credit (f, "© Somebody"));
  g_assert_cmpuint (f->n_other_zooms, ==, 0);
  g_assert_cmpuint (f->n_asked, ==, g_hash_table_size (f->places));
  g_assert_cmpuint (f->n_asked, <=, 5 * 4);
  armada_test_shoot (f->window, "streets");
}

static void
test_declines (Fixture *f, gconstpointer data)
{
  armada_map_library_set_allowed (f->library, TRUE);
  click (GTK_WIDGET (f->bar), "Not Now");
  g_assert_false (is_asking (f));
  wait_until_complete (f);
  g_assert_cmpuint (f->n_asked, ==, 0);
  g_assert_true (has_credit (f, "OpenStreetMap"));
}

/* The demo never asks the network, whatever the settings say. */
static void
test_demo (Fixture *f, gconstpointer data)
{
  g_settings_set_string (f->settings, "street-tiles", "yes");
  wait_until_complete (f);
  g_assert_cmpuint (f->n_asked, ==, 0);
  g_assert_false (is_asking (f));
}

/* With a server that fails, the map is that of the packs; when it is well again, the map asks. */
static void
test_offline (Fixture *f, gconstpointer data)
{
  guint n_before;

  f->status = 503;
  g_settings_set_string (f->settings, "street-tiles", "yes");
  armada_map_library_set_allowed (f->library, TRUE);
  armada_test_wait_until (f->n_asked > 0);
  wait_until_complete (f);
  g_assert_true (armada_tile_loader_get_resting (armada_map_library_get_loader (f->library)));
  g_assert_true (has_credit (f, "OpenStreetMap"));
  armada_test_shoot (f->window, "streets-offline");

  f->status = 200;
  n_before = f->n_asked;
  armada_test_clock_advance (f->clock, armada_test_clock_get_next (f->clock));
  armada_test_wait_until (f->n_asked > n_before);
  wait_until_complete (f);
  g_assert_false (armada_tile_loader_get_resting (armada_map_library_get_loader (f->library)));
}

static GBytes *
new_picture (void)
{
  g_autofree guint32 *pixels = g_new (guint32, SIDE * SIDE);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  for (guint i = 0; i < SIDE * SIDE; i++)
    pixels[i] = 0xff00ff00; /* a green that no style has */
  bytes = g_bytes_new (pixels, SIDE * SIDE * 4);
  texture = gdk_memory_texture_new (SIDE, SIDE, GDK_MEMORY_R8G8B8A8, bytes, SIDE * 4);
  return gdk_texture_save_to_png_bytes (texture);
}

static gboolean
has_green (GtkWidget *widget)
{
  g_autoptr (GdkTexture) texture = armada_screenshot_take (widget);
  int width = gdk_texture_get_width (texture);
  int height = gdk_texture_get_height (texture);
  g_autofree guint32 *pixels = g_new (guint32, (gsize) width * (gsize) height);

  gdk_texture_download (texture, (guchar *) pixels, (gsize) width * 4);
  for (int i = 0; i < width * height; i++)
    if (pixels[i] == 0xff00ff00)
      return TRUE;
  return FALSE;
}

static void
test_pictures (Fixture *f, gconstpointer data)
{
  f->picture = new_picture ();
  wait_until_complete (f);
  g_assert_false (has_green (GTK_WIDGET (f->map)));
  g_settings_set_string (f->settings, "street-tiles", "yes");
  armada_map_library_set_allowed (f->library, TRUE);
  armada_test_wait_until (f->n_asked > 0);
  wait_until_complete (f);
  g_assert_true (has_green (GTK_WIDGET (f->map)));
  g_assert_true (has_credit (f, "© Somebody"));
}

/* A picture that ends in the middle leaves the map beneath. */
static void
test_broken_pictures (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) whole = new_picture ();

  f->picture = g_bytes_new_from_bytes (whole, 0, 40);
  g_settings_set_string (f->settings, "street-tiles", "yes");
  armada_map_library_set_allowed (f->library, TRUE);
  armada_test_wait_until (f->n_asked > 0);
  wait_until_complete (f);
  g_assert_false (has_green (GTK_WIDGET (f->map)));
}

static gpointer
group_child (ArmadaStreetsGroup *group, const char *name)
{
  return armada_test_child (group, ARMADA_TYPE_STREETS_GROUP, name);
}

static void
type_address (ArmadaStreetsGroup *group, const char *text)
{
  GtkEditable *row = group_child (group, "address_row");

  gtk_editable_set_text (row, text);
  g_signal_emit_by_name (row, "apply");
}

static void
test_preferences (Fixture *f, gconstpointer data)
{
  ArmadaTestStore store;
  ArmadaPreferences *preferences;
  ArmadaStreetsGroup *group;
  g_autofree char *address = NULL;

  armada_test_store_set_up (&store, NULL);
  preferences = armada_preferences_new (f->settings, store.store);
  armada_preferences_set_library (preferences, f->library);
  group = armada_test_child (preferences, ARMADA_TYPE_PREFERENCES, "streets_group");
  adw_dialog_present (ADW_DIALOG (preferences), f->window);
  adw_preferences_dialog_set_visible_page_name (ADW_PREFERENCES_DIALOG (preferences), "map");
  armada_test_wait_until (g_strcmp0 (adw_action_row_get_subtitle (group_child (group, "usage_row")),
                                     "None are kept") == 0);
  armada_test_shoot (f->window, "streets-preferences");

  adw_combo_row_set_selected (
      armada_test_child (preferences, ARMADA_TYPE_PREFERENCES, "labels_row"), 1);
  g_assert_cmpuint (g_settings_get_uint (f->settings, "map-labels"), ==, 1);
  g_settings_reset (f->settings, "map-labels");
  adw_switch_row_set_active (
      armada_test_child (preferences, ARMADA_TYPE_PREFERENCES, "clusters_row"), FALSE);
  g_assert_false (g_settings_get_boolean (f->settings, "map-clusters"));
  g_settings_reset (f->settings, "map-clusters");
  g_assert_false (adw_switch_row_get_active (group_child (group, "wanted_row")));
  adw_switch_row_set_active (group_child (group, "wanted_row"), TRUE);
  g_assert_cmpint (g_settings_get_enum (f->settings, "street-tiles"), ==, ARMADA_STREETS_YES);

  g_assert_true (gtk_widget_get_visible (group_child (group, "address_row")));
  type_address (group, "http://example.com/{z}/{x}/{y}");
  g_assert_true (gtk_widget_has_css_class (group_child (group, "address_row"), "error"));
  type_address (group, " https://example.com/{z}/{x}/{y}.pbf ");
  g_assert_false (gtk_widget_has_css_class (group_child (group, "address_row"), "error"));
  address = g_settings_get_string (f->settings, "tile-address");
  g_assert_cmpstr (address, ==, "https://example.com/{z}/{x}/{y}.pbf");

  adw_combo_row_set_selected (group_child (group, "service_row"), 0);
  g_assert_false (gtk_widget_get_visible (group_child (group, "address_row")));
  adw_dialog_force_close (ADW_DIALOG (preferences));
  armada_test_wait_until (G_OBJECT (store.store)->ref_count == 1);
  armada_test_store_tear_down (&store, NULL);
}

#define ADD(path, pictures, function)                                                              \
  g_test_add ("/streets/" path, Fixture, pictures, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  armada_test_ui_init (&argc, &argv);
  ADD ("asks-first", NULL, test_asks_first);
  ADD ("declines", NULL, test_declines);
  ADD ("demo", NULL, test_demo);
  ADD ("offline", NULL, test_offline);
  ADD ("pictures", "pictures", test_pictures);
  ADD ("broken-pictures", "pictures", test_broken_pictures);
  ADD ("preferences", NULL, test_preferences);
  return g_test_run ();
}
