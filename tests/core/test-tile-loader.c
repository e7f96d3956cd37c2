/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>

#include "api/armada-error.h"
#include "api/armada-tile-fetcher.h"
#include "armada-test-clock.h"
#include "armada-test.h"
#include "store/armada-tile-pack.h"
#include "sync/armada-tile-loader.h"

#define NOW 1700000000
#define DAY 86400
#define MEGABYTE 1000000

typedef struct
{
  SoupServer *server;
  char *folder;
  char *path;
  ArmadaTestClock *clock;
  ArmadaTileCache *cache;
  ArmadaTileLoader *loader;
  ArmadaTileService *service;
  GBytes *tile; /* a real one */

  /* what the server says */
  guint status;
  GBytes *body;
  const char *control;
  const char *etag;
  const char *encoding;
  int retry_after;

  /* what it was asked */
  guint n_asked;
  char *agent;
  char *known; /* If-None-Match */

  guint n_meanwhile;
  guint held; /* nobody is answered before so many wait */
  gboolean meanwhile_kept;
} Fixture;

static void
say (SoupServerMessage *message, const char *name, const char *value)
{
  if (value != NULL)
    soup_message_headers_append (soup_server_message_get_response_headers (message), name, value);
}

static void
request_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  Fixture *fixture = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autofree char *after =
      fixture->retry_after > 0 ? g_strdup_printf ("%d", fixture->retry_after) : NULL;

  fixture->n_asked++;
  armada_test_wait_until (fixture->n_meanwhile >= fixture->held);
  g_set_str (&fixture->agent, soup_message_headers_get_one (headers, "User-Agent"));
  g_set_str (&fixture->known, soup_message_headers_get_one (headers, "If-None-Match"));
  say (message, "Cache-Control", fixture->control);
  say (message, "ETag", fixture->etag);
  say (message, "Content-Encoding", fixture->encoding);
  say (message, "Retry-After", after);
  if (fixture->etag != NULL && g_strcmp0 (fixture->known, fixture->etag) == 0)
    {
      soup_server_message_set_status (message, SOUP_STATUS_NOT_MODIFIED, NULL);
      return;
    }
  soup_server_message_set_status (message, fixture->status, NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), fixture->body);
}

static char *
dup_address (Fixture *fixture)
{
  GSList *uris = soup_server_get_uris (fixture->server);
  char *address = g_strdup_printf ("http://127.0.0.1:%d/tiles/{z}/{x}/{y}.mvt?key=hidden",
                                   g_uri_get_port (uris->data));

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return address;
}

static GBytes *
read_real_tile (void)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("ARMADA_DATA_DIR"), "maps", "liechtenstein.mbtiles", NULL);
  g_autoptr (ArmadaTilePack) pack = armada_tile_pack_open (path, NULL);

  return armada_tile_pack_read (pack, 14, 8625, 5749, NULL);
}

static void
open_loader (Fixture *fixture)
{
  fixture->cache = armada_tile_cache_new (fixture->path, 20 * MEGABYTE);
  fixture->loader = armada_tile_loader_new (fixture->cache, ARMADA_CLOCK (fixture->clock));
}

static void
close_loader (Fixture *fixture)
{
  armada_test_finalize (g_steal_pointer (&fixture->loader));
  armada_test_finalize (g_steal_pointer (&fixture->cache));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;

  fixture->folder = g_dir_make_tmp ("tile-loader-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "tiles.db", NULL);
  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, request_cb, fixture, NULL);
  soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  fixture->clock = armada_test_clock_new (NOW);
  open_loader (fixture);
  address = dup_address (fixture);
  fixture->service = armada_tile_service_new (ARMADA_TILE_VECTOR, address, "nobody", &error);
  g_assert_no_error (error);
  fixture->tile = read_real_tile ();
  fixture->status = 200;
  fixture->body = g_bytes_ref (fixture->tile);
  fixture->control = "max-age=86400";
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  static const char *const parts[] = { "", "-wal", "-shm" };

  close_loader (fixture);
  g_clear_object (&fixture->clock);
  g_clear_pointer (&fixture->service, armada_tile_service_unref);
  soup_server_disconnect (fixture->server);
  g_clear_object (&fixture->server);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *path = g_strconcat (fixture->path, parts[i], NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_bytes_unref (fixture->tile);
  g_bytes_unref (fixture->body);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->agent);
  g_free (fixture->known);
}

static void
set_body (Fixture *fixture, gconstpointer data, gsize size)
{
  g_bytes_unref (fixture->body);
  fixture->body = g_bytes_new (data, size);
}

typedef struct
{
  Fixture *fixture;
  GAsyncResult *result;
} Waiting;

static void
meanwhile_cb (GBytes *tile, gpointer user_data)
{
  Waiting *waiting = user_data;

  waiting->fixture->n_meanwhile++;
  waiting->fixture->meanwhile_kept = tile != NULL;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ((Waiting *) user_data)->result = g_object_ref (result);
}

static GBytes *
load_at (Fixture *fixture, guint x, GError **error)
{
  Waiting waiting = { fixture, NULL };
  GBytes *tile;

  armada_tile_loader_load_async (fixture->loader, fixture->service, 14, x, 5749, meanwhile_cb, NULL,
                                 loaded_cb, &waiting);
  armada_test_wait (&waiting.result);
  tile = armada_tile_loader_load_finish (fixture->loader, waiting.result, error);
  g_object_unref (waiting.result);
  return tile;
}

static void
assert_loads (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) tile = load_at (fixture, 8625, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (tile, fixture->tile));
}

static gint64
get_size (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;

  armada_tile_cache_get_size_async (fixture->cache, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  return armada_tile_cache_get_size_finish (fixture->cache, result, NULL);
}

/* Asked once, under our name; then it is there, also for the next start. */
static void
test_keeps (Fixture *fixture, gconstpointer data)
{
  assert_loads (fixture);
  g_assert_cmpuint (fixture->n_asked, ==, 1);
  g_assert_true (g_str_has_prefix (fixture->agent, "Armada/"));
  g_assert_nonnull (strstr (fixture->agent, "https://"));
  g_assert_cmpuint (fixture->n_meanwhile, ==, 1);
  g_assert_false (fixture->meanwhile_kept);

  assert_loads (fixture);
  close_loader (fixture);
  open_loader (fixture);
  assert_loads (fixture);
  g_assert_cmpuint (fixture->n_asked, ==, 1);
  g_assert_cmpuint (fixture->n_meanwhile, ==, 1);
  g_assert_cmpint (get_size (fixture), ==, (gint64) g_bytes_get_size (fixture->tile));
}

/* What is old is asked for by its name, and shown meanwhile. */
static void
test_etag (Fixture *fixture, gconstpointer data)
{
  fixture->etag = "\"first\"";
  assert_loads (fixture);
  g_assert_null (fixture->known);

  armada_test_clock_advance (fixture->clock, (DAY + 1) * 1000);
  assert_loads (fixture);
  g_assert_cmpstr (fixture->known, ==, "\"first\"");
  g_assert_true (fixture->meanwhile_kept);
  g_assert_cmpuint (fixture->n_asked, ==, 2);

  armada_test_clock_advance (fixture->clock, (DAY - 1) * 1000);
  assert_loads (fixture);
  g_assert_cmpuint (fixture->n_asked, ==, 2); /* fresh again */
}

static void
begin_load (Fixture *fixture, Waiting *waiting, GCancellable *cancellable)
{
  waiting->fixture = fixture;
  armada_tile_loader_load_async (fixture->loader, fixture->service, 14, 8625, 5749, meanwhile_cb,
                                 cancellable, loaded_cb, waiting);
}

static gboolean
end_load (Fixture *fixture, Waiting *waiting)
{
  g_autoptr (GBytes) tile = NULL;

  armada_test_wait (&waiting->result);
  tile = armada_tile_loader_load_finish (fixture->loader, waiting->result, NULL);
  g_clear_object (&waiting->result);
  return tile != NULL && g_bytes_equal (tile, fixture->tile);
}

/* Two windows look at one place: one question. Where the first of them is closed, the other asks.
 */
static void
test_together (Fixture *fixture, gconstpointer data)
{
  Waiting waiting[3] = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  fixture->held = 3;
  for (guint i = 0; i < G_N_ELEMENTS (waiting); i++)
    begin_load (fixture, &waiting[i], NULL);
  for (guint i = 0; i < G_N_ELEMENTS (waiting); i++)
    g_assert_true (end_load (fixture, &waiting[i]));
  g_assert_cmpuint (fixture->n_asked, ==, 1);
  g_assert_cmpuint (fixture->n_meanwhile, ==, 3);

  armada_test_clock_advance (fixture->clock, (DAY + 1) * 1000);
  fixture->held = 5;
  begin_load (fixture, &waiting[0], cancellable);
  begin_load (fixture, &waiting[1], NULL);
  armada_test_wait_until (fixture->n_meanwhile == 5);
  g_cancellable_cancel (cancellable);
  g_assert_false (end_load (fixture, &waiting[0]));
  g_assert_true (end_load (fixture, &waiting[1]));

  armada_test_clock_advance (fixture->clock, (DAY + 1) * 1000);
  fixture->status = 503;
  begin_load (fixture, &waiting[0], NULL);
  begin_load (fixture, &waiting[1], NULL);
  g_assert_true (end_load (fixture, &waiting[0])); /* what is kept */
  g_assert_true (end_load (fixture, &waiting[1]));
  g_assert_cmpuint (fixture->n_asked, <=, 4);
}

static void
test_no_store (Fixture *fixture, gconstpointer data)
{
  fixture->control = "no-store, max-age=1000";
  assert_loads (fixture);
  assert_loads (fixture);
  g_assert_cmpuint (fixture->n_asked, ==, 2);
  g_assert_cmpint (get_size (fixture), ==, 0);
}

/* Without the network what is kept does, and the server is left in peace for a while. */
static void
test_rests (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint n_rested = 0;

  g_signal_connect_swapped (fixture->loader, "rested", G_CALLBACK (g_atomic_int_inc), &n_rested);
  assert_loads (fixture);
  armada_test_clock_advance (fixture->clock, 2 * DAY * 1000);
  fixture->status = 503;
  assert_loads (fixture);
  g_assert_cmpuint (fixture->n_asked, ==, 2);
  g_assert_true (armada_tile_loader_get_resting (fixture->loader));

  assert_loads (fixture);
  g_assert_null (load_at (fixture, 8626, &error));
  g_assert_error (error, ARMADA_ERROR, ARMADA_ERROR_OFFLINE);
  g_assert_cmpuint (fixture->n_asked, ==, 2);

  armada_test_clock_advance (fixture->clock, armada_test_clock_get_next (fixture->clock));
  g_assert_cmpuint (n_rested, ==, 1);
  fixture->status = 200;
  assert_loads (fixture);
  g_assert_cmpuint (fixture->n_asked, ==, 3);
  g_assert_false (armada_tile_loader_get_resting (fixture->loader));
}

/* Each failure makes the rest longer, and a server may ask for more. */
static void
test_rests_longer (Fixture *fixture, gconstpointer data)
{
  gint64 last = 0;

  fixture->status = 500;
  for (guint i = 0; i < 3; i++)
    {
      gint64 wait;

      g_assert_null (load_at (fixture, 8625, NULL));
      wait = armada_test_clock_get_next (fixture->clock);
      g_assert_cmpint (wait, >, last);
      last = wait;
      armada_test_clock_advance (fixture->clock, wait);
    }
  fixture->status = 429;
  fixture->retry_after = 3600;
  g_assert_null (load_at (fixture, 8625, NULL));
  g_assert_cmpint (armada_test_clock_get_next (fixture->clock), ==, 3600 * 1000);
}

static void
test_none (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->status = 404;
  g_assert_null (load_at (fixture, 8625, &error));
  g_assert_error (error, ARMADA_ERROR, ARMADA_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_null (load_at (fixture, 8625, &error));
  g_assert_error (error, ARMADA_ERROR, ARMADA_ERROR_MISSING);
  g_assert_cmpuint (fixture->n_asked, ==, 1); /* it is believed for a day */
  g_assert_false (armada_tile_loader_get_resting (fixture->loader));
}

static void
assert_refused (Fixture *fixture, gconstpointer bytes, gsize size)
{
  g_autoptr (GError) error = NULL;

  set_body (fixture, bytes, size);
  armada_tile_loader_wake (fixture->loader);
  g_assert_null (load_at (fixture, 8625, &error));
  g_assert_nonnull (error);
  g_assert_true (armada_tile_loader_get_resting (fixture->loader));
  g_assert_cmpint (get_size (fixture), ==, 0);
}

static void
test_broken (Fixture *fixture, gconstpointer data)
{
  static const char html[] = "<!doctype html><html><body>Sign in to the hotel</body></html>";
  g_autofree guint8 *large = g_malloc0 (10 * MEGABYTE);
  g_autofree guint8 *noise = g_malloc (50000);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  gsize size;
  const guint8 *tile = g_bytes_get_data (fixture->tile, &size);

  for (guint i = 0; i < 50000; i++)
    noise[i] = (guint8) g_rand_int (rand);
  memcpy (large, tile, size);
  assert_refused (fixture, noise, 50000);
  assert_refused (fixture, tile, size - 7);
  assert_refused (fixture, large, 10 * MEGABYTE);
  assert_refused (fixture, html, sizeof html - 1);
  noise[0] = 0x1f;
  noise[1] = 0x8b;
  assert_refused (fixture, noise, 50000);
  fixture->encoding = "gzip"; /* which it is not */
  assert_refused (fixture, html, sizeof html - 1);
}

static GBytes *
zip (GBytes *bytes)
{
  g_autoptr (GConverter) zipper =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1));

  return g_converter_convert_bytes (zipper, bytes, NULL);
}

/* Zipped as the server says, and zipped though it does not. */
static void
test_zipped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) zipped = zip (fixture->tile);

  set_body (fixture, g_bytes_get_data (zipped, NULL), g_bytes_get_size (zipped));
  fixture->control = "no-store";
  assert_loads (fixture);
  fixture->encoding = "gzip";
  assert_loads (fixture);
}

/* Those not looked at for longest go first. */
static void
test_limit (Fixture *fixture, gconstpointer data)
{
  gint64 size = (gint64) g_bytes_get_size (fixture->tile);

  armada_tile_cache_set_limit (fixture->cache, (guint64) (5 * size));
  for (guint i = 0; i < 8; i++)
    {
      g_autoptr (GBytes) tile = load_at (fixture, i, NULL);

      g_assert_nonnull (tile);
      armada_test_clock_advance (fixture->clock, 1000);
    }
  g_assert_cmpint (get_size (fixture), <=, 5 * size);
  g_assert_cmpint (get_size (fixture), >, 2 * size);

  fixture->n_asked = 0;
  g_bytes_unref (load_at (fixture, 7, NULL));
  g_assert_cmpuint (fixture->n_asked, ==, 0);
  g_bytes_unref (load_at (fixture, 0, NULL));
  g_assert_cmpuint (fixture->n_asked, ==, 1);
}

static void
test_clear (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  assert_loads (fixture);
  armada_tile_cache_clear_async (fixture->cache, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_assert_true (armada_tile_cache_clear_finish (fixture->cache, result, NULL));
  g_assert_cmpint (get_size (fixture), ==, 0);
  assert_loads (fixture);
  g_assert_cmpuint (fixture->n_asked, ==, 2);
}

/* A cache that is no database begins anew; where there can be none, tiles come all the same. */
static void
test_spoilt_file (Fixture *fixture, gconstpointer data)
{
  close_loader (fixture);
  g_assert_true (
      g_file_set_contents (fixture->path, "no database, only words of no use", -1, NULL));
  open_loader (fixture);
  assert_loads (fixture);
  assert_loads (fixture);
  g_assert_cmpuint (fixture->n_asked, ==, 1);

  close_loader (fixture);
  fixture->cache = armada_tile_cache_new ("/dev/null/tiles.db", MEGABYTE);
  fixture->loader = armada_tile_loader_new (fixture->cache, ARMADA_CLOCK (fixture->clock));
  assert_loads (fixture);
  g_assert_cmpint (get_size (fixture), ==, -1);
}

static void
assert_no_service (const char *url, ArmadaError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (armada_tile_service_new (ARMADA_TILE_VECTOR, url, "", &error));
  g_assert_error (error, ARMADA_ERROR, (int) code);
}

static void
test_services (void)
{
  const char *const *presets = armada_tile_service_get_presets ();
  g_autoptr (ArmadaTileService) usual =
      armada_tile_service_new_preset (ARMADA_TILE_SERVICE_DEFAULT);
  g_autofree char *url = armada_tile_service_dup_url (usual, 3, 1, 2);
  g_autofree char *host = armada_tile_service_dup_host (usual);

  g_assert_cmpstr (url, ==, "https://vector.openstreetmap.org/shortbread_v1/3/1/2.mvt");
  g_assert_cmpstr (host, ==, "vector.openstreetmap.org");
  for (guint i = 0; presets[i] != NULL; i++)
    {
      g_autoptr (ArmadaTileService) service = armada_tile_service_new_preset (presets[i]);
      g_autofree char *key = armada_tile_service_dup_key (service);

      g_assert_nonnull (armada_tile_service_get_preset_name (presets[i]));
      g_assert_cmpstr (service->credit, !=, "");
      g_assert_null (strstr (key, "http"));
    }
  g_assert_null (armada_tile_service_new_preset ("custom"));

  assert_no_service ("https://tiles.example.com/{z}/{x}.png", ARMADA_ERROR_REFUSED);
  assert_no_service ("tiles.example.com/{z}/{x}/{y}", ARMADA_ERROR_REFUSED);
  assert_no_service ("file:///{z}/{x}/{y}", ARMADA_ERROR_REFUSED);
  assert_no_service ("http://tiles.example.com/{z}/{x}/{y}", ARMADA_ERROR_INSECURE);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/tile-loader/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("keeps", test_keeps);
  ADD ("together", test_together);
  ADD ("etag", test_etag);
  ADD ("no-store", test_no_store);
  ADD ("rests", test_rests);
  ADD ("rests-longer", test_rests_longer);
  ADD ("none", test_none);
  ADD ("broken", test_broken);
  ADD ("zipped", test_zipped);
  ADD ("limit", test_limit);
  ADD ("clear", test_clear);
  ADD ("spoilt-file", test_spoilt_file);
  g_test_add_func ("/tile-loader/services", test_services);
  return g_test_run ();
}
