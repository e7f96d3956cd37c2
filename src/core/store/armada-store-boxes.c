/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-store-boxes"

#include "store/armada-store-boxes.h"

#include <math.h>

#include "store/armada-database.h"
#include "store/armada-store-tracks.h"

#define DEGREE 10000000    /* in steps of a stored coordinate */
#define WIDE (DEGREE / 20) /* pieces share a box up to 5.6 km */
#define MOST_BOXES 60000   /* of a track; what comes after goes into the last */
#define STILL 2000         /* steps of a coordinate that a parked vehicle may seem to move */
#define EDGE (DEGREE / 10) /* what a vehicle does around midnight, when it is moving then */

/* A box on its way into the tree. */
typedef struct
{
  gint64 west;
  gint64 east;
  gint64 south;
  gint64 north;
  gint64 first; /* UNIX seconds */
  gint64 last;
} Box;

/* A track's boxes on their way into the tree. */
typedef struct
{
  sqlite3_stmt *statement;
  gint64 track;
  gint64 n_boxes;
  GError **error;
} Filling;

static gboolean
put_box (Filling *self, const Box *box)
{
  sqlite3_stmt *statement = self->statement;

  sqlite3_bind_int64 (statement, 1, self->track << ARMADA_BOX_BITS | self->n_boxes++);
  sqlite3_bind_int64 (statement, 2, MAX (box->west, -180 * (gint64) DEGREE));
  sqlite3_bind_int64 (statement, 3, MIN (box->east, 180 * (gint64) DEGREE));
  sqlite3_bind_int64 (statement, 4, MAX (box->south, -90 * (gint64) DEGREE));
  sqlite3_bind_int64 (statement, 5, MIN (box->north, 90 * (gint64) DEGREE));
  sqlite3_bind_int64 (statement, 6,
                      CLAMP (box->first / ARMADA_BOX_SECONDS - 1, G_MININT32, G_MAXINT32));
  sqlite3_bind_int64 (statement, 7,
                      CLAMP (box->last / ARMADA_BOX_SECONDS + 1, G_MININT32, G_MAXINT32));
  return armada_database_step (statement, self->error);
}

static Box
join (const Box *box, const ArmadaTrackPiece *piece)
{
  return (Box) { MIN (box->west, piece->west),   MAX (box->east, piece->east),
                 MIN (box->south, piece->south), MAX (box->north, piece->north),
                 MIN (box->first, piece->first), MAX (box->last, piece->last) };
}

/* Pieces one after another share a box as long as that stays small. */
static gboolean
put_pieces (Filling *self, const ArmadaTrackPieces *pieces)
{
  const Box none = { G_MAXINT64, G_MININT64, G_MAXINT64, G_MININT64, G_MAXINT64, G_MININT64 };
  Box box = none;

  for (guint i = 0; i < pieces->n; i++)
    {
      Box both = join (&box, &pieces->pieces[i]);

      if (i > 0 && self->n_boxes < MOST_BOXES &&
          (both.east - both.west > WIDE || both.north - both.south > WIDE))
        {
          if (!put_box (self, &box))
            return FALSE;
          both = join (&none, &pieces->pieces[i]);
        }
      box = both;
    }
  return pieces->n == 0 || put_box (self, &box);
}

static gboolean
is_moving (const ArmadaTrackWay *way, guint i)
{
  return way->time[i + 1] - way->time[i] <= ARMADA_WAY_GAP &&
         (ABS ((gint64) way->latitude[i + 1] - way->latitude[i]) > STILL ||
          ABS ((gint64) way->longitude[i + 1] - way->longitude[i]) > STILL);
}

/* Whoever drives at midnight goes on from one day's last fix to the next day's first: both days are
 * to be looked at where that may have been. */
static gboolean
put_edge (Filling *self, const ArmadaTrackWay *way, guint i)
{
  double latitude = way->latitude[i] * ARMADA_FIX_DEGREES;
  gint64 wide = (gint64) (EDGE / MAX (cos (latitude * G_PI / 180), 0.01));
  const Box box = { .west = (gint64) way->longitude[i] - wide,
                    .east = (gint64) way->longitude[i] + wide,
                    .south = (gint64) way->latitude[i] - EDGE,
                    .north = (gint64) way->latitude[i] + EDGE,
                    .first = way->time[i] - ARMADA_WAY_GAP,
                    .last = way->time[i] + ARMADA_WAY_GAP };

  return put_box (self, &box);
}

static gboolean
put_boxes (Filling *self, const ArmadaTrackWay *way, const ArmadaTrackPieces *pieces)
{
  if (!put_pieces (self, pieces))
    return FALSE;
  if (way->n > 1 && is_moving (way, 0) && !put_edge (self, way, 0))
    return FALSE;
  return way->n < 2 || !is_moving (way, way->n - 2) || put_edge (self, way, way->n - 1);
}

static void
bind_bytes (sqlite3_stmt *statement, int index, GBytes *bytes)
{
  gsize n;
  const void *data = g_bytes_get_data (bytes, &n);

  sqlite3_bind_blob64 (statement, index, data, n, SQLITE_STATIC);
}

/* What a track takes on the disk is told with these. */
static gboolean
put_way (sqlite3 *db, gint64 track, const ArmadaTrackPieces *pieces, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db, "INSERT INTO track_way (track, head, fixes) VALUES (?1, ?2, ?3)", error);
  g_autoptr (sqlite3_stmt) bytes = armada_database_prepare (
      db, "UPDATE track SET bytes = bytes + ?2 WHERE id = ?1", statement ? error : NULL);

  if (statement == NULL || bytes == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, track);
  bind_bytes (statement, 2, pieces->head);
  bind_bytes (statement, 3, pieces->fixes);
  sqlite3_bind_int64 (bytes, 1, track);
  sqlite3_bind_int64 (
      bytes, 2, (gint64) (g_bytes_get_size (pieces->head) + g_bytes_get_size (pieces->fixes)));
  return armada_database_step (statement, error) && armada_database_step (bytes, error);
}

static gboolean
note_boxes (sqlite3 *db, gint64 track, gint64 n, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db, "INSERT OR REPLACE INTO track_boxed (track, n) VALUES (?1, ?2)", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, track);
  sqlite3_bind_int64 (statement, 2, n);
  return armada_database_step (statement, error);
}

/**
 * armada_store_boxes_put:
 * @track: number of the track, whose bytes are told without these
 *
 * Puts boxes round the pieces of a track, in place of those that it had. In a transaction.
 */
gboolean
armada_store_boxes_put (sqlite3 *db, gint64 track, const ArmadaTrackWay *way, GError **error)
{
  g_autoptr (ArmadaTrackPieces) pieces = armada_track_pieces_new (way);
  g_autoptr (sqlite3_stmt) statement =
      armada_database_prepare (db,
                               "INSERT INTO track_box (id, west, east, south, north, first, last)"
                               " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                               error);
  Filling self = { .statement = statement, .track = track, .error = error };

  return statement != NULL && armada_store_boxes_delete (db, track, error) &&
         put_boxes (&self, way, pieces) && put_way (db, track, pieces, error) &&
         note_boxes (db, track, self.n_boxes, error);
}

/**
 * armada_store_boxes_prepare:
 *
 * Returns: (transfer full) (nullable): what armada_store_boxes_read() reads with
 */
sqlite3_stmt *
armada_store_boxes_prepare (sqlite3 *db, GError **error)
{
  return armada_database_prepare (db, "SELECT head, fixes FROM track_way WHERE track = ?1", error);
}

static GBytes *
read_bytes (sqlite3_stmt *statement, int column)
{
  const void *data = sqlite3_column_blob (statement, column);

  return g_bytes_new_static (data, data ? (gsize) sqlite3_column_bytes (statement, column) : 0);
}

/**
 * armada_store_boxes_read:
 * @statement: by armada_store_boxes_prepare(); not to be used while what is returned lives
 * @track: number of the track
 *
 * Returns: (transfer full) (nullable): where a track goes; NULL when that was not put, is gone or
 *   spoilt, and its blob tells
 */
ArmadaTrackPieces *
armada_store_boxes_read (sqlite3_stmt *statement, gint64 track)
{
  g_autoptr (GBytes) head = NULL;
  g_autoptr (GBytes) fixes = NULL;
  ArmadaTrackPieces *pieces;

  sqlite3_reset (statement);
  sqlite3_bind_int64 (statement, 1, track);
  if (sqlite3_step (statement) != SQLITE_ROW)
    return NULL;
  head = read_bytes (statement, 0);
  fixes = read_bytes (statement, 1);
  pieces = armada_track_pieces_unpack (head, fixes);
  if (pieces == NULL)
    g_message ("where a track goes could not be read from the store");
  return pieces;
}

static gboolean
count_boxes (sqlite3 *db, gint64 track, gint64 *n, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT n FROM track_boxed WHERE track = %" G_GINT64_FORMAT, track);

  return armada_database_get_int (db, sql, n, error);
}

/**
 * armada_store_boxes_delete:
 * @track: number of the track
 *
 * Takes a track's boxes out of the tree. In a transaction.
 */
gboolean
armada_store_boxes_delete (sqlite3 *db, gint64 track, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      armada_database_prepare (db, "DELETE FROM track_box WHERE id = ?1", error);
  g_autofree char *sql = g_strdup_printf ("DELETE FROM track_boxed WHERE track = %" G_GINT64_FORMAT
                                          "; DELETE FROM track_way WHERE track = %" G_GINT64_FORMAT,
                                          track, track);
  gint64 n;

  if (statement == NULL || !count_boxes (db, track, &n, error))
    return FALSE;
  for (gint64 i = 0; i < n; i++)
    {
      sqlite3_bind_int64 (statement, 1, track << ARMADA_BOX_BITS | i);
      if (!armada_database_step (statement, error))
        return FALSE;
    }
  return armada_database_execute (db, sql, error);
}

/* Returns: (transfer full): where a kept track goes; nowhere when it is spoilt or gone */
static ArmadaTrackWay *
read_way (sqlite3 *db, gint64 track)
{
  g_autoptr (ArmadaTrackWay) way = armada_store_tracks_read_way (db, track);

  return way ? g_steal_pointer (&way) : armada_track_way_new (0, ARMADA_ZONE_UNKNOWN, FALSE);
}

/**
 * armada_store_boxes_fill_next:
 * @found: (out): whether there was one
 *
 * Puts boxes round one track that was kept by a program that knew none.
 */
gboolean
armada_store_boxes_fill_next (sqlite3 *db, gboolean *found, GError **error)
{
  g_autoptr (ArmadaTrackWay) way = NULL;
  gint64 track;

  *found = FALSE;
  if (!armada_database_get_int (db, "SELECT track FROM track_boxed WHERE n IS NULL LIMIT 1", &track,
                                error))
    return FALSE;
  if (track == 0)
    return TRUE;
  way = read_way (db, track);
  if (!armada_database_execute (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (armada_store_boxes_put (db, track, way, error) &&
      armada_database_execute (db, "COMMIT", error))
    {
      *found = TRUE;
      return TRUE;
    }
  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}
