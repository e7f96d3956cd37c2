/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-tile-pack"

#include "store/armada-tile-pack.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "model/armada-projection.h"
#include "store/armada-database.h"
#include "store/armada-tile-bytes.h"

#define MAX_BLOB (4 * 1024 * 1024)    /* bytes in the file, for one tile */
#define MAX_TILES (4 * 1024 * 1024)   /* in one pack: their index is then 32 MiB */
#define PATIENCE (5 * G_USEC_PER_SEC) /* for one query, however odd the file's views are */
#define STEPS_BETWEEN_LOOKS 20000     /* of SQLite's machine */

struct _ArmadaTilePack
{
  char *name; /* of the file, without its folder */
  char *path;
  char *title;
  char *attribution;
  ArmadaTileKind kind;
  guint64 size;
  GArray *tiles; /* guint64 keys, sorted */
  guint min_zoom;
  guint max_zoom;

  GMutex lock; /* all that follows */
  sqlite3 *db;
  sqlite3_stmt *read;
  gint64 deadline;
};

static guint64
tile_key (guint zoom, guint x, guint y)
{
  return (guint64) zoom << 56 | (guint64) x << 28 | y;
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const guint64 *left = a, *right = b;

  return (*left > *right) - (*left < *right);
}

static void
clear (gpointer data)
{
  ArmadaTilePack *self = data;

  g_clear_pointer (&self->read, sqlite3_finalize);
  sqlite3_close (self->db);
  g_mutex_clear (&self->lock);
  g_array_unref (self->tiles);
  g_free (self->attribution);
  g_free (self->title);
  g_free (self->path);
  g_free (self->name);
}

static int
progress_cb (gpointer user_data)
{
  ArmadaTilePack *self = user_data;

  return g_get_monotonic_time () > self->deadline;
}

/* The file can hold views and triggers of its own: none of them may do more than give rows. */
static gboolean
open_file (ArmadaTilePack *self, const char *path, GError **error)
{
  const int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;

  if (!armada_database_check (NULL, sqlite3_open_v2 (path, &self->db, flags, NULL), error))
    return FALSE;

  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_limit (self->db, SQLITE_LIMIT_LENGTH, MAX_BLOB);
  sqlite3_progress_handler (self->db, STEPS_BETWEEN_LOOKS, progress_cb, self);
  self->deadline = g_get_monotonic_time () + PATIENCE;
  return TRUE;
}

static char *
dup_metadata (ArmadaTilePack *self, const char *name)
{
  g_autoptr (sqlite3_stmt) statement =
      armada_database_prepare (self->db, "SELECT value FROM metadata WHERE name = ?", NULL);

  if (statement == NULL)
    return g_strdup ("");
  sqlite3_bind_text (statement, 1, name, -1, SQLITE_STATIC);
  if (sqlite3_step (statement) != SQLITE_ROW || sqlite3_column_text (statement, 0) == NULL)
    return g_strdup ("");
  return g_utf8_make_valid ((const char *) sqlite3_column_text (statement, 0), -1);
}

static gboolean
read_format (ArmadaTilePack *self, GError **error)
{
  g_autofree char *format = dup_metadata (self, "format");

  self->kind = ARMADA_TILE_VECTOR;
  if (*format == '\0' || g_str_equal (format, "pbf"))
    return TRUE;
  self->kind = ARMADA_TILE_RASTER;
  if (g_str_equal (format, "png") || g_str_equal (format, "jpg") || g_str_equal (format, "jpeg"))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%s: tiles of an unknown kind",
               self->name);
  return FALSE;
}

/* MBTiles counts rows from the south, the rest of the world from the north. */
static void
take_tile (ArmadaTilePack *self, gint64 zoom, gint64 column, gint64 row)
{
  gint64 n = zoom >= 0 && zoom <= ARMADA_TILE_PACK_MAX_ZOOM ? (gint64) 1 << zoom : 0;
  guint64 key;

  if (column < 0 || column >= n || row < 0 || row >= n)
    return;

  key = tile_key ((guint) zoom, (guint) column, (guint) (n - 1 - row));
  g_array_append_val (self->tiles, key);
  self->min_zoom = MIN (self->min_zoom, (guint) zoom);
  self->max_zoom = MAX (self->max_zoom, (guint) zoom);
}

static gboolean
read_index (ArmadaTilePack *self, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      self->db, "SELECT zoom_level, tile_column, tile_row FROM tiles", error);
  int result = SQLITE_DONE;

  if (statement == NULL)
    return FALSE;
  while (self->tiles->len <= MAX_TILES && (result = sqlite3_step (statement)) == SQLITE_ROW)
    take_tile (self, sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 1),
               sqlite3_column_int64 (statement, 2));
  if (!armada_database_check (self->db, result, error))
    return FALSE;
  if (self->tiles->len > 0 && self->tiles->len <= MAX_TILES)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: %s", self->name,
               self->tiles->len == 0 ? "no tiles" : "too many tiles");
  return FALSE;
}

/* Attributions are often HTML; what is shown is text. */
static char *
plain_text (const char *html)
{
  GString *text = g_string_new (NULL);
  gboolean in_tag = FALSE;

  for (const char *p = html; *p != '\0'; p++)
    {
      if (*p == '<' || *p == '>')
        in_tag = *p == '<';
      else if (!in_tag)
        g_string_append_c (text, *p);
    }
  g_string_replace (text, "&copy;", "©", 0);
  g_string_replace (text, "&lt;", "<", 0);
  g_string_replace (text, "&gt;", ">", 0);
  g_string_replace (text, "&amp;", "&", 0);
  return g_strstrip (g_string_free_and_steal (text));
}

static gboolean
load (ArmadaTilePack *self, const char *path, GError **error)
{
  g_autofree char *attribution = NULL;
  g_autofree char *title = NULL;

  if (!open_file (self, path, error) || !read_format (self, error) || !read_index (self, error))
    return FALSE;

  g_array_sort (self->tiles, compare_keys);
  attribution = dup_metadata (self, "attribution");
  self->attribution = plain_text (attribution);
  title = dup_metadata (self, "name");
  self->title = plain_text (title);
  self->read = armada_database_prepare (self->db,
                                        "SELECT tile_data FROM tiles WHERE zoom_level = ?"
                                        " AND tile_column = ? AND tile_row = ?",
                                        error);
  return self->read != NULL;
}

/**
 * armada_tile_pack_open:
 * @path: an MBTiles file
 *
 * Reads which tiles there are, which takes milliseconds: not for the main thread.
 *
 * Returns: (transfer full): the pack; NULL with a G_IO_ERROR when it is none
 */
ArmadaTilePack *
armada_tile_pack_open (const char *path, GError **error)
{
  g_autoptr (ArmadaTilePack) self = g_atomic_rc_box_new0 (ArmadaTilePack);
  GStatBuf status;

  g_mutex_init (&self->lock);
  self->name = g_path_get_basename (path);
  self->path = g_strdup (path);
  self->size = g_stat (path, &status) == 0 ? (guint64) status.st_size : 0;
  self->tiles = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->min_zoom = ARMADA_TILE_PACK_MAX_ZOOM;

  return load (self, path, error) ? g_steal_pointer (&self) : NULL;
}

ArmadaTilePack *
armada_tile_pack_ref (ArmadaTilePack *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
armada_tile_pack_unref (ArmadaTilePack *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/**
 * armada_tile_pack_get_name:
 *
 * Returns: the file's name, without its folder
 */
const char *
armada_tile_pack_get_name (ArmadaTilePack *self)
{
  return self->name;
}

const char *
armada_tile_pack_get_path (ArmadaTilePack *self)
{
  return self->path;
}

/**
 * armada_tile_pack_get_title:
 *
 * Returns: what the pack calls itself, plain text; "" when it does not say
 */
const char *
armada_tile_pack_get_title (ArmadaTilePack *self)
{
  return self->title;
}

ArmadaTileKind
armada_tile_pack_get_kind (ArmadaTilePack *self)
{
  return self->kind;
}

/**
 * armada_tile_pack_get_size:
 *
 * Returns: bytes of the file
 */
guint64
armada_tile_pack_get_size (ArmadaTilePack *self)
{
  return self->size;
}

/**
 * armada_tile_pack_get_tile:
 * @position: below armada_tile_pack_get_n_tiles()
 * @zoom: (out): of the tile, and so on
 */
void
armada_tile_pack_get_tile (ArmadaTilePack *self, guint position, guint *zoom, guint *x, guint *y)
{
  guint64 key = g_array_index (self->tiles, guint64, position);

  *zoom = (guint) (key >> 56);
  *x = (guint) (key >> 28 & 0xfffffff);
  *y = (guint) (key & 0xfffffff);
}

/**
 * armada_tile_pack_get_bounds:
 * @south: (out): degrees, and so on
 *
 * What the deepest tiles of the pack cover, which is where one sees the most of it.
 */
void
armada_tile_pack_get_bounds (ArmadaTilePack *self,
                             double *south,
                             double *west,
                             double *north,
                             double *east)
{
  guint left = G_MAXUINT, right = 0, top = G_MAXUINT, bottom = 0;
  double n = exp2 (self->max_zoom);

  for (guint i = 0; i < self->tiles->len; i++)
    {
      guint zoom, x, y;

      armada_tile_pack_get_tile (self, i, &zoom, &x, &y);
      if (zoom != self->max_zoom)
        continue;
      left = MIN (left, x);
      right = MAX (right, x + 1);
      top = MIN (top, y);
      bottom = MAX (bottom, y + 1);
    }
  *south = armada_projection_latitude (bottom / n);
  *north = armada_projection_latitude (top / n);
  *west = armada_projection_longitude (left / n);
  *east = armada_projection_longitude (right / n);
}

/**
 * armada_tile_pack_get_attribution:
 *
 * Returns: whom to thank for the data, plain text; "" when the pack does not say
 */
const char *
armada_tile_pack_get_attribution (ArmadaTilePack *self)
{
  return self->attribution;
}

guint
armada_tile_pack_get_min_zoom (ArmadaTilePack *self)
{
  return self->min_zoom;
}

guint
armada_tile_pack_get_max_zoom (ArmadaTilePack *self)
{
  return self->max_zoom;
}

guint
armada_tile_pack_get_n_tiles (ArmadaTilePack *self)
{
  return self->tiles->len;
}

/**
 * armada_tile_pack_has:
 * @zoom: 0 is the whole world
 * @x: column, from the antimeridian eastwards
 * @y: row, from the north
 */
gboolean
armada_tile_pack_has (ArmadaTilePack *self, guint zoom, guint x, guint y)
{
  guint64 key = tile_key (zoom, x, y);

  return zoom >= self->min_zoom && zoom <= self->max_zoom &&
         g_array_binary_search (self->tiles, &key, compare_keys, NULL);
}

/* the lock is held */
static GBytes *
read_blob (ArmadaTilePack *self, guint zoom, guint x, guint y, GError **error)
{
  g_autoptr (GBytes) blob = NULL;
  int result;

  self->deadline = g_get_monotonic_time () + PATIENCE;
  sqlite3_bind_int64 (self->read, 1, zoom);
  sqlite3_bind_int64 (self->read, 2, x);
  sqlite3_bind_int64 (self->read, 3, ((gint64) 1 << zoom) - 1 - y);
  result = sqlite3_step (self->read);
  if (result == SQLITE_ROW)
    blob = g_bytes_new (sqlite3_column_blob (self->read, 0),
                        (gsize) sqlite3_column_bytes (self->read, 0));
  else if (armada_database_check (self->db, result, error))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s: no tile %u/%u/%u", self->name, zoom,
                 x, y);
  sqlite3_reset (self->read);
  return g_steal_pointer (&blob);
}

/**
 * armada_tile_pack_read:
 * @zoom: 0 is the whole world
 * @x: column, from the antimeridian eastwards
 * @y: row, from the north
 *
 * Reads the file: not for the main thread.
 *
 * Returns: (transfer full): the tile, unzipped but otherwise as the file has it: check it before
 * use. NULL with G_IO_ERROR_NOT_FOUND, or with another G_IO_ERROR when the file is damaged
 */
GBytes *
armada_tile_pack_read (ArmadaTilePack *self, guint zoom, guint x, guint y, GError **error)
{
  g_autoptr (GBytes) blob = NULL;

  g_return_val_if_fail (zoom <= ARMADA_TILE_PACK_MAX_ZOOM, NULL);

  g_mutex_lock (&self->lock);
  blob = read_blob (self, zoom, x, y, error);
  g_mutex_unlock (&self->lock);
  return blob ? armada_tile_bytes_unzip (blob, error) : NULL;
}
