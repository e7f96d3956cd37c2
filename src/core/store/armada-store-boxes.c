/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-store-boxes"

#include "store/armada-store-boxes.h"

#include <math.h>

#include "store/armada-database.h"
#include "store/armada-store-tracks.h"

#define DEGREE 10000000         /* in steps of a stored coordinate */
#define WIDE (DEGREE / 50)      /* a box that is wider is closed: 2.2 km */
#define LEAST_FIXES 4           /* but holds so many */
#define MOST_FIXES 512          /* what a parked vehicle fills */
#define MOST_BOXES 60000        /* of a track */
#define GAP 300                 /* seconds: nobody knows the way over a longer silence */
#define STILL 2000              /* steps of a coordinate that a parked vehicle may seem to move */
#define EDGE (DEGREE / 10)      /* what a vehicle does around midnight, when it is moving then */
#define NEAR_POLE (89 * DEGREE) /* all meridians are near, and a way may lead over the pole */

/* A box on its way into the tree. */
typedef struct
{
  gint64 west;
  gint64 east;
  gint64 south;
  gint64 north;
  gint64 first; /* UNIX seconds */
  gint64 last;
  guint n;
  gboolean any;
} Box;

/* A track's boxes on their way into the tree. */
typedef struct
{
  sqlite3_stmt *statement;
  gint64 track;
  gint64 n_boxes;
  guint least; /* fixes in a box */
  Box box;
  GError **error;
} Filling;

static void
include (Box *box, gint64 latitude, gint64 longitude, gint64 time)
{
  if (!box->any)
    *box = (Box) { longitude, longitude, latitude, latitude, time, time, box->n, TRUE };
  box->west = MIN (box->west, longitude);
  box->east = MAX (box->east, longitude);
  box->south = MIN (box->south, latitude);
  box->north = MAX (box->north, latitude);
  box->first = MIN (box->first, time);
  box->last = MAX (box->last, time);
  if (ABS (latitude) < NEAR_POLE)
    return;
  box->west = -180 * (gint64) DEGREE;
  box->east = 180 * (gint64) DEGREE;
  if (latitude > 0)
    box->north = 90 * DEGREE;
  else
    box->south = -90 * DEGREE;
}

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

static gboolean
close_box (Filling *self)
{
  Box box = self->box;

  self->box = (Box) { 0 };
  return !box.any || put_box (self, &box);
}

static gboolean
is_full (const Filling *self)
{
  const Box *box = &self->box;

  return box->n >= MAX (MOST_FIXES, self->least) ||
         (box->n >= self->least &&
          (box->east - box->west > WIDE || box->north - box->south > WIDE));
}

/* A way over the date line goes to it in one box and on from it in another. */
static gboolean
cross_date_line (Filling *self, const ArmadaTrackWay *way, guint i)
{
  gint64 edge = (way->longitude[i] > 0 ? 180 : -180) * (gint64) DEGREE;

  include (&self->box, way->latitude[i + 1], edge, way->time[i + 1]);
  if (!close_box (self))
    return FALSE;
  include (&self->box, way->latitude[i], -edge, way->time[i]);
  return TRUE;
}

/* A fix, and the way to the next where that is known. */
static gboolean
add_fix (Filling *self, const ArmadaTrackWay *way, guint i)
{
  gboolean known = i + 1 < way->n && way->time[i + 1] - way->time[i] <= GAP;

  include (&self->box, way->latitude[i], way->longitude[i], way->time[i]);
  self->box.n++;
  if (known && ABS ((gint64) way->longitude[i + 1] - way->longitude[i]) > 180 * (gint64) DEGREE)
    return cross_date_line (self, way, i);
  if (known)
    include (&self->box, way->latitude[i + 1], way->longitude[i + 1], way->time[i + 1]);
  return !is_full (self) || close_box (self);
}

static gboolean
is_moving (const ArmadaTrackWay *way, guint i)
{
  return way->time[i + 1] - way->time[i] <= GAP &&
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
  Box box = { 0 };

  include (&box, (gint64) way->latitude[i] - EDGE, (gint64) way->longitude[i] - wide,
           way->time[i] - GAP);
  include (&box, (gint64) way->latitude[i] + EDGE, (gint64) way->longitude[i] + wide,
           way->time[i] + GAP);
  return put_box (self, &box);
}

static gboolean
fill (Filling *self, const ArmadaTrackWay *way)
{
  for (guint i = 0; i < way->n; i++)
    if (!add_fix (self, way, i))
      return FALSE;
  if (!close_box (self))
    return FALSE;
  if (way->n > 1 && is_moving (way, 0) && !put_edge (self, way, 0))
    return FALSE;
  return way->n < 2 || !is_moving (way, way->n - 2) || put_edge (self, way, way->n - 1);
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
 * @track: number of the track
 *
 * Puts boxes round the stretches of a track, in place of those that it had. In a transaction.
 */
gboolean
armada_store_boxes_put (sqlite3 *db, gint64 track, const ArmadaTrackWay *way, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      armada_database_prepare (db,
                               "INSERT INTO track_box (id, west, east, south, north, first, last)"
                               " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                               error);
  Filling self = { .statement = statement,
                   .track = track,
                   .least = MAX (LEAST_FIXES, way->n / MOST_BOXES),
                   .error = error };

  return statement != NULL && armada_store_boxes_delete (db, track, error) && fill (&self, way) &&
         note_boxes (db, track, self.n_boxes, error);
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
  g_autofree char *sql =
      g_strdup_printf ("DELETE FROM track_boxed WHERE track = %" G_GINT64_FORMAT, track);
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
