/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/armada-tile-pack.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "store/armada-vector-tile.h"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("tile-pack-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
  fixture->path = g_build_filename (fixture->folder, "pack.mbtiles", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_remove (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
make_file (Fixture *fixture, const char *sql)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
assert_refused (Fixture *fixture, GIOErrorEnum code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (armada_tile_pack_open (fixture->path, &error));
  g_assert_error (error, G_IO_ERROR, (int) code);
}

static ArmadaTilePack *
open_shipped (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("ARMADA_DATA_DIR"), "maps", name, NULL);
  g_autoptr (GError) error = NULL;
  ArmadaTilePack *pack = armada_tile_pack_open (path, &error);

  g_assert_no_error (error);
  return pack;
}

static void
test_shipped (void)
{
  g_autoptr (ArmadaTilePack) world = open_shipped ("world.mbtiles");
  g_autoptr (ArmadaTilePack) region = open_shipped ("liechtenstein.mbtiles");

  g_assert_cmpuint (armada_tile_pack_get_min_zoom (world), ==, 0);
  g_assert_cmpuint (armada_tile_pack_get_max_zoom (world), ==, 6);
  g_assert_true (armada_tile_pack_has (world, 0, 0, 0));
  g_assert_false (armada_tile_pack_has (world, 7, 0, 0));
  g_assert_nonnull (strstr (armada_tile_pack_get_attribution (world), "Natural Earth"));
  g_assert_cmpstr (armada_tile_pack_get_name (region), ==, "liechtenstein.mbtiles");
  g_assert_cmpuint (armada_tile_pack_get_min_zoom (region), ==, 9);
  g_assert_cmpuint (armada_tile_pack_get_max_zoom (region), ==, 14);
  g_assert_nonnull (strstr (armada_tile_pack_get_attribution (region), "OpenStreetMap"));
}

/* Vaduz, 47.14 N 9.52 E: rows are counted from the north */
static void
test_read (void)
{
  g_autoptr (ArmadaTilePack) region = open_shipped ("liechtenstein.mbtiles");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) tile = armada_tile_pack_read (region, 14, 8625, 5749, &error);
  const guint8 *data;
  gsize size;

  g_assert_no_error (error);
  g_assert_true (armada_tile_pack_has (region, 14, 8625, 5749));
  data = g_bytes_get_data (tile, &size);
  g_assert_cmpuint (size, >, 1000);
  g_assert_cmphex (data[0], ==, 0x1a); /* a layer, no longer zipped */

  g_assert_null (armada_tile_pack_read (region, 14, 0, 0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_not_a_pack (Fixture *fixture, gconstpointer data)
{
  assert_refused (fixture, G_IO_ERROR_PERMISSION_DENIED); /* no such file */

  g_assert_true (g_file_set_contents (fixture->path, "no database at all, just words", -1, NULL));
  assert_refused (fixture, G_IO_ERROR_INVALID_DATA);
}

static void
test_no_tables (Fixture *fixture, gconstpointer data)
{
  make_file (fixture, "CREATE TABLE other (a)");
  assert_refused (fixture, G_IO_ERROR_FAILED);
}

static void
test_no_tiles (Fixture *fixture, gconstpointer data)
{
  make_file (fixture, "CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data)");
  assert_refused (fixture, G_IO_ERROR_INVALID_DATA);
}

static void
test_images (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaTilePack) pack = NULL;

  make_file (fixture, "CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data);"
                      "CREATE TABLE metadata (name, value);"
                      "INSERT INTO metadata VALUES ('format', 'png');"
                      "INSERT INTO tiles VALUES (0, 0, 0, x'89504e47')");
  pack = armada_tile_pack_open (fixture->path, NULL);
  g_assert_nonnull (pack);
  g_assert_cmpint (armada_tile_pack_get_kind (pack), ==, ARMADA_TILE_RASTER);
  g_remove (fixture->path);
  make_file (fixture, "CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data);"
                      "CREATE TABLE metadata (name, value);"
                      "INSERT INTO metadata VALUES ('format', 'webp');"
                      "INSERT INTO tiles VALUES (0, 0, 0, x'00')");
  assert_refused (fixture, G_IO_ERROR_NOT_SUPPORTED);
}

static void
test_odd_places (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaTilePack) pack = NULL;
  g_autoptr (GBytes) tile = NULL;

  make_file (fixture, "CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data);"
                      "CREATE TABLE metadata (name, value);"
                      "INSERT INTO metadata VALUES"
                      " ('attribution', ' <a href=\"http://x\">&copy; Some &amp; Sons</a>');"
                      "INSERT INTO tiles VALUES (1, 0, 1, x'1a00'), (-1, 0, 0, x''),"
                      " (99, 0, 0, x''), (2, 4, 0, x''), (2, 0, -1, x''), ('z', NULL, 1.5, 7),"
                      " (9223372036854775807, 1, 1, x'')");
  pack = armada_tile_pack_open (fixture->path, NULL);
  g_assert_nonnull (pack);
  g_assert_cmpuint (armada_tile_pack_get_n_tiles (pack), ==, 1);
  g_assert_true (armada_tile_pack_has (pack, 1, 0, 0));
  g_assert_false (armada_tile_pack_has (pack, 1, 0, 1));
  g_assert_cmpuint (armada_tile_pack_get_max_zoom (pack), ==, 1);
  g_assert_cmpstr (armada_tile_pack_get_attribution (pack), ==, "© Some & Sons");
  tile = armada_tile_pack_read (pack, 1, 0, 0, NULL);
  g_assert_cmpuint (g_bytes_get_size (tile), ==, 2);
}

static void
test_huge_blob (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaTilePack) pack = NULL;
  g_autoptr (GError) error = NULL;

  make_file (fixture, "CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data);"
                      "INSERT INTO tiles VALUES (0, 0, 0, zeroblob (20000000))");
  pack = armada_tile_pack_open (fixture->path, NULL);
  g_assert_nonnull (pack);
  g_assert_null (armada_tile_pack_read (pack, 0, 0, 0, &error));
  g_assert_nonnull (error);
}

/* 64 MiB of nothing, zipped to a few kilobytes */
static void
test_bomb (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GZlibCompressor) zip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autofree guint8 *zeros = g_malloc0 (64 << 20);
  g_autofree guint8 *zipped = g_malloc (1 << 20);
  g_autoptr (ArmadaTilePack) pack = NULL;
  g_autoptr (GError) error = NULL;
  gsize read, written;
  sqlite3 *db;
  sqlite3_stmt *insert;

  g_assert_cmpint (g_converter_convert (G_CONVERTER (zip), zeros, 64 << 20, zipped, 1 << 20,
                                        G_CONVERTER_INPUT_AT_END, &read, &written, NULL),
                   ==, G_CONVERTER_FINISHED);
  make_file (fixture, "CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data)");
  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  sqlite3_prepare_v2 (db, "INSERT INTO tiles VALUES (0, 0, 0, ?)", -1, &insert, NULL);
  sqlite3_bind_blob (insert, 1, zipped, (int) written, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (insert), ==, SQLITE_DONE);
  sqlite3_finalize (insert);
  sqlite3_close (db);

  pack = armada_tile_pack_open (fixture->path, NULL);
  g_assert_nonnull (pack);
  g_assert_null (armada_tile_pack_read (pack, 0, 0, 0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

/* a view may be any query: here one that gives tiles without end */
static void
test_endless_view (Fixture *fixture, gconstpointer data)
{
  make_file (fixture, "CREATE VIEW tiles AS WITH RECURSIVE n (zoom_level) AS"
                      " (SELECT 0 UNION ALL SELECT 0 FROM n)"
                      " SELECT zoom_level, 0 AS tile_column, 0 AS tile_row, x'' AS tile_data"
                      " FROM n");
  assert_refused (fixture, G_IO_ERROR_INVALID_DATA);
}

/* Whether @tile has a point at this place: a layer of extent 4096 with one feature, as below. */
static gboolean
has_point (GBytes *tile, guint x, guint y)
{
  const guint8 geometry[] = { 0x22,
                              5,
                              9,
                              (guint8) (x << 1 | 0x80),
                              (guint8) (x >> 6),
                              (guint8) (y << 1 | 0x80),
                              (guint8) (y >> 6) };
  gsize size;
  const guint8 *data = g_bytes_get_data (tile, &size);

  for (gsize at = 0; at + sizeof geometry <= size; at++)
    if (memcmp (data + at, geometry, sizeof geometry) == 0)
      return TRUE;
  return FALSE;
}

/* A point at 1000, 3000 of its tile: the quarter to the south-west has it, no other one. */
static void
test_cut (void)
{
  static const guint8 bytes[] = { 0x1a, 14,   0x0a, 1, 'a',  0x12, 7 + 2, 0x18,
                                  1,    0x22, 5,    9, 0xd0, 0x0f, 0xf0,  0x2e };
  g_autoptr (GBytes) tile = g_bytes_new_static (bytes, sizeof bytes);
  g_autoptr (GBytes) same = armada_vector_tile_cut (tile, 0, 0, 0);

  g_assert_true (armada_vector_tile_check (tile));
  g_assert_true (has_point (tile, 1000, 3000));
  g_assert_true (same == tile);
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GBytes) piece = armada_vector_tile_cut (tile, 1, i & 1, i >> 1);

      g_assert_true (armada_vector_tile_check (piece));
      if (i == 2)
        g_assert_true (has_point (piece, 2000, 6000 - 4096));
      else
        g_assert_cmpuint (g_bytes_get_size (piece), ==, 0);
    }
}

/* What is cut out of a real tile is a good tile again, to the smallest piece. */
static void
test_cut_real (void)
{
  g_autoptr (ArmadaTilePack) region = open_shipped ("liechtenstein.mbtiles");
  g_autoptr (GBytes) tile = armada_tile_pack_read (region, 14, 8625, 5749, NULL);
  gsize total = 0;

  for (guint depth = 1; depth <= ARMADA_VECTOR_TILE_MAX_DEPTH; depth++)
    for (guint i = 0; i < 4; i++)
      {
        guint at = ((guint) 1 << (depth - 1)) - (i & 1);
        guint row = ((guint) 1 << (depth - 1)) - (i >> 1);
        g_autoptr (GBytes) piece = armada_vector_tile_cut (tile, depth, at, row);

        g_assert_true (armada_vector_tile_check (piece));
        total += g_bytes_get_size (piece);
      }
  g_assert_cmpuint (total, >, g_bytes_get_size (tile) / 4);
}

static gpointer
read_many (gpointer data)
{
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GBytes) tile = armada_tile_pack_read (data, 14, 8625, 5749, NULL);

      g_assert_nonnull (tile);
    }
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (ArmadaTilePack) region = open_shipped ("liechtenstein.mbtiles");
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reader", read_many, region);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/tile-pack/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/tile-pack/shipped", test_shipped);
  g_test_add_func ("/tile-pack/read", test_read);
  g_test_add_func ("/tile-pack/threads", test_threads);
  g_test_add_func ("/tile-pack/cut", test_cut);
  g_test_add_func ("/tile-pack/cut-real", test_cut_real);
  ADD ("not-a-pack", test_not_a_pack);
  ADD ("no-tables", test_no_tables);
  ADD ("no-tiles", test_no_tiles);
  ADD ("images", test_images);
  ADD ("odd-places", test_odd_places);
  ADD ("huge-blob", test_huge_blob);
  ADD ("bomb", test_bomb);
  ADD ("endless-view", test_endless_view);
  return g_test_run ();
}
