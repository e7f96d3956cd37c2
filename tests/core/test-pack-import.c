/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/armada-pack-import.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "armada-test.h"

typedef struct
{
  char *folder; /* where files come from */
  char *packs;  /* where they go */
  char *path;   /* of the file to be taken */
  GCancellable *cancellable;
  guint n_told;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("pack-import-XXXXXX", NULL);
  f->packs = g_build_filename (f->folder, "packs", NULL);
  f->path = g_build_filename (f->folder, "a region.mbtiles", NULL);
  f->cancellable = g_cancellable_new ();
}

static void
empty_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_remove (file);
    }
  g_rmdir (path);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  empty_folder (f->packs);
  empty_folder (f->folder);
  g_object_unref (f->cancellable);
  g_free (f->folder);
  g_free (f->packs);
  g_free (f->path);
}

static guint
count_files (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (folder != NULL && g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

static void
copy_region (Fixture *f)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("ARMADA_DATA_DIR"), "maps", "liechtenstein.mbtiles", NULL);
  g_autoptr (GFile) from = g_file_new_for_path (path);
  g_autoptr (GFile) to = g_file_new_for_path (f->path);
  g_autoptr (GError) error = NULL;

  g_file_copy (from, to, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL,
               &error);
  g_assert_no_error (error);
}

static void
run_sql (Fixture *f, const char *sql)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (f->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
progress_cb (goffset done, goffset total, gpointer user_data)
{
  Fixture *f = user_data;

  g_assert_cmpint (done, <=, total);
  f->n_told++;
  g_cancellable_cancel (f->cancellable);
}

static ArmadaTilePack *
import (Fixture *f, GFileProgressCallback progress, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (f->path);
  g_autoptr (GAsyncResult) result = NULL;

  armada_pack_import_async (file, f->packs, progress, f, f->cancellable, armada_test_result_cb,
                            &result);
  armada_test_wait (&result);
  return armada_pack_import_finish (result, error);
}

/* It is refused for that reason, and nothing of it is left. */
static void
assert_refused (Fixture *f, GIOErrorEnum code)
{
  g_autoptr (GError) error = NULL;
  guint n_before = count_files (f->packs);

  g_assert_null (import (f, NULL, &error));
  g_assert_error (error, G_IO_ERROR, (int) code);
  g_assert_cmpuint (count_files (f->packs), ==, n_before);
}

static void
test_good (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaTilePack) pack = NULL;
  double south, west, north, east;

  copy_region (f);
  pack = import (f, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (armada_tile_pack_get_name (pack), ==, "a region.mbtiles");
  g_assert_cmpuint (armada_tile_pack_get_max_zoom (pack), ==, 14);
  g_assert_cmpuint (armada_tile_pack_get_size (pack), >, 100000);
  armada_tile_pack_get_bounds (pack, &south, &west, &north, &east);
  g_assert_cmpfloat (south, <, 47.1);
  g_assert_cmpfloat (north, >, 47.2);
  g_assert_cmpfloat (west, <, 9.5);
  g_assert_cmpfloat (east, >, 9.6);
  g_assert_cmpuint (count_files (f->packs), ==, 1);
}

/* The same once more is told; another one of its name gets a number. */
static void
test_twice (Fixture *f, gconstpointer data)
{
  g_autoptr (ArmadaTilePack) first = NULL;
  g_autoptr (ArmadaTilePack) second = NULL;

  copy_region (f);
  first = import (f, NULL, NULL);
  g_assert_nonnull (first);
  assert_refused (f, G_IO_ERROR_EXISTS);
  run_sql (f, "DELETE FROM tiles WHERE zoom_level = 14; VACUUM");
  second = import (f, NULL, NULL);
  g_assert_nonnull (second);
  g_assert_cmpstr (armada_tile_pack_get_name (second), ==, "a region 2.mbtiles");
}

static void
test_pictures (Fixture *f, gconstpointer data)
{
  g_autoptr (ArmadaTilePack) pack = NULL;

  run_sql (f, "CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data);"
              "CREATE TABLE metadata (name, value);"
              "INSERT INTO metadata VALUES ('format', 'png'), ('name', 'From <b>above</b>');"
              "INSERT INTO tiles VALUES (0, 0, 0, x'89504e470d0a1a0a0000000d49484452"
              "00000100000001000802000000d3103f31')");
  pack = import (f, NULL, NULL);
  g_assert_nonnull (pack);
  g_assert_cmpint (armada_tile_pack_get_kind (pack), ==, ARMADA_TILE_RASTER);
  g_assert_cmpstr (armada_tile_pack_get_title (pack), ==, "From above");
}

static void
test_wrong (Fixture *f, gconstpointer data)
{
  g_assert_true (g_file_set_contents (f->path, "only words", -1, NULL));
  assert_refused (f, G_IO_ERROR_NOT_SUPPORTED);
  g_remove (f->path);
  assert_refused (f, G_IO_ERROR_NOT_FOUND);

  /* vector tiles, but of another schema: one layer "a" with a point */
  run_sql (f, "CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data);"
              "INSERT INTO tiles VALUES (0, 0, 0, x'1a0e0a0161120918012205"
              "09d00ff02e')");
  assert_refused (f, G_IO_ERROR_NOT_SUPPORTED);
}

static void
test_damaged (Fixture *f, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize size;

  copy_region (f);
  g_assert_true (g_file_get_contents (f->path, &bytes, &size, NULL));
  g_assert_true (g_file_set_contents (f->path, bytes, (gssize) size / 2, NULL));
  assert_refused (f, G_IO_ERROR_INVALID_DATA);

  copy_region (f);
  run_sql (f, "UPDATE tiles SET tile_data = substr (tile_data, 1, length (tile_data) - 9)"
              " WHERE zoom_level = 14");
  assert_refused (f, G_IO_ERROR_INVALID_DATA);
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  copy_region (f);
  g_assert_null (import (f, progress_cb, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (f->n_told, >, 0);
  g_assert_cmpuint (count_files (f->packs), ==, 0);
}

static void
test_no_folder (Fixture *f, gconstpointer data)
{
  copy_region (f);
  g_assert_true (g_file_set_contents (f->packs, "a file", -1, NULL));
  assert_refused (f, G_IO_ERROR_PERMISSION_DENIED);
  g_remove (f->packs);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/pack-import/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("good", test_good);
  ADD ("twice", test_twice);
  ADD ("pictures", test_pictures);
  ADD ("wrong", test_wrong);
  ADD ("damaged", test_damaged);
  ADD ("cancel", test_cancel);
  ADD ("no-folder", test_no_folder);
  return g_test_run ();
}
