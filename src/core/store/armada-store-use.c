/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-store-use"

#include "store/armada-store-use.h"

#include <math.h>

#include "store/armada-database.h"
#include "store/armada-track-blob.h"

#define DAY 86400
#define HOUR 3600.0
#define KEPT_METER_DAYS 60
#define LEAST_READ_DAYS 3 /* less than that is an accident of the week */
#define GOOD_READ_DAYS 7  /* from then on readings are better than tracks */
#define CATCH_UP 10       /* tracks that are added up in one call */

/* What one driver did in one track. */
typedef struct
{
  gint64 id;
  const char *name;
  double distance; /* kilometres */
  gint64 driving;  /* seconds */
  gint64 engine;   /* seconds */
} Share;

static Share *
find_share (GArray *shares, const ArmadaSegment *segment)
{
  Share fresh = { .id = segment->driver_id, .name = segment->driver };

  for (guint i = 0; i < shares->len; i++)
    {
      Share *share = &g_array_index (shares, Share, i);

      if (share->id == fresh.id && g_str_equal (share->name, fresh.name))
        return share;
    }
  g_array_append_val (shares, fresh);
  return &g_array_index (shares, Share, shares->len - 1);
}

static gint64
get_seconds (const ArmadaSegment *segment)
{
  if (segment->seconds >= 0)
    return segment->seconds;
  return segment->start > 0 && segment->end > segment->start ? segment->end - segment->start : 0;
}

static gint64
get_engine (const ArmadaSegment *segment)
{
  if (segment->engine_hours >= 0)
    return segment->engine_hours;
  return MAX (segment->engine_work, 0) + MAX (segment->engine_idle, 0);
}

/* Returns: (transfer full) (element-type Share): at least one, so that the track is known */
static GArray *
add_up (const ArmadaFixes *fixes)
{
  GArray *shares = g_array_new (FALSE, FALSE, sizeof (Share));
  double unit = armada_meter_get_kilometres (fixes->distance_unit);
  const ArmadaSegment nobody = { .driver = "" };

  for (guint i = 0; i < fixes->n_segments; i++)
    {
      const ArmadaSegment *segment = &fixes->segments[i];
      Share *share;

      if (segment->kind != ARMADA_SEGMENT_DRIVE && segment->kind != ARMADA_SEGMENT_STOP)
        continue;
      share = find_share (shares, segment);
      share->engine += get_engine (segment);
      if (segment->kind == ARMADA_SEGMENT_DRIVE)
        share->driving += get_seconds (segment);
      if (segment->kind == ARMADA_SEGMENT_DRIVE && segment->distance > 0)
        share->distance += segment->distance * unit;
    }
  if (shares->len == 0)
    find_share (shares, &nobody);
  return shares;
}

static gboolean
put_share (sqlite3_stmt *statement, gint64 track, const Share *share, GError **error)
{
  sqlite3_bind_int64 (statement, 1, track);
  sqlite3_bind_int64 (statement, 2, share->id);
  sqlite3_bind_text (statement, 3, share->name, -1, SQLITE_STATIC);
  sqlite3_bind_double (statement, 4, share->distance);
  sqlite3_bind_int64 (statement, 5, share->driving);
  sqlite3_bind_int64 (statement, 6, share->engine);
  return armada_database_step (statement, error);
}

static gboolean
forget_track (sqlite3 *db, gint64 track, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      armada_database_prepare (db, "DELETE FROM track_use WHERE track = ?", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, track);
  return armada_database_step (statement, error);
}

/**
 * armada_store_use_note_track:
 * @track: its row
 *
 * Adds up what a track says, in place of what was noted of it. Within the transaction that writes
 * it.
 */
gboolean
armada_store_use_note_track (sqlite3 *db, gint64 track, const ArmadaFixes *fixes, GError **error)
{
  g_autoptr (GArray) shares = add_up (fixes);
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db,
      "INSERT INTO track_use (track, driver_id, driver, distance, driving, engine)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
      error);

  if (statement == NULL || !forget_track (db, track, error))
    return FALSE;
  for (guint i = 0; i < shares->len; i++)
    if (!put_share (statement, track, &g_array_index (shares, Share, i), error))
      return FALSE;
  return TRUE;
}

static void
bind_number (sqlite3_stmt *statement, int column, double number)
{
  if (isfinite (number))
    sqlite3_bind_double (statement, column, number);
  else
    sqlite3_bind_null (statement, column);
}

static gboolean
forget_meters (sqlite3 *db, gint64 account, gint64 day, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      armada_database_prepare (db, "DELETE FROM meter WHERE account = ?1 AND day < ?2", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, account);
  sqlite3_bind_int64 (statement, 2, day);
  return armada_database_step (statement, error);
}

/**
 * armada_store_use_note_meters:
 * @records: (element-type ArmadaDeviceRecord):
 * @now: UNIX seconds
 *
 * Notes what the meters show, once a day for each device. Within the transaction that writes the
 * fleet.
 */
gboolean
armada_store_use_note_meters (sqlite3 *db,
                              gint64 account,
                              const GPtrArray *records,
                              gint64 now,
                              GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db,
      "INSERT OR IGNORE INTO meter (account, day, device, time, distance, engine)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
      error);

  if (statement == NULL || !forget_meters (db, account, now / DAY - KEPT_METER_DAYS, error))
    return FALSE;
  sqlite3_bind_int64 (statement, 1, account);
  sqlite3_bind_int64 (statement, 2, now / DAY);
  sqlite3_bind_int64 (statement, 4, now);
  for (guint i = 0; i < records->len; i++)
    {
      const ArmadaDeviceRecord *record = records->pdata[i];
      double distance =
          armada_meter_read_odometer (record) * armada_meter_get_kilometres (record->distance_unit);
      double engine = armada_meter_read_engine_hours (record);

      if (!isfinite (distance) && !isfinite (engine))
        continue;
      sqlite3_bind_int64 (statement, 3, record->id);
      bind_number (statement, 5, distance);
      bind_number (statement, 6, engine);
      if (!armada_database_step (statement, error))
        return FALSE;
    }
  return TRUE;
}

static ArmadaFixes *
read_blob (sqlite3 *db, gint64 track)
{
  sqlite3_stmt *statement =
      armada_database_prepare (db, "SELECT format, fixes FROM track_blob WHERE track = ?", NULL);
  ArmadaFixes *fixes = NULL;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, track);
  if (sqlite3_step (statement) == SQLITE_ROW)
    {
      g_autoptr (GBytes) blob = g_bytes_new (sqlite3_column_blob (statement, 1),
                                             (gsize) sqlite3_column_bytes (statement, 1));

      fixes = armada_track_blob_unpack (sqlite3_column_int (statement, 0), blob);
    }
  sqlite3_finalize (statement);
  return fixes;
}

/* What cannot be read is let go, and fetched again when somebody asks for it. */
static gboolean
catch_up_one (sqlite3 *db, gint64 track, GError **error)
{
  g_autoptr (ArmadaFixes) fixes = read_blob (db, track);
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (fixes != NULL)
    return armada_store_use_note_track (db, track, fixes, error);
  statement = armada_database_prepare (db, "DELETE FROM track WHERE id = ?", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, track);
  return armada_database_step (statement, error);
}

/* Tracks of before, which nobody added up yet. */
static gboolean
catch_up (sqlite3 *db, gint64 account, gboolean *more, GError **error)
{
  g_autoptr (GArray) tracks = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db,
      "SELECT id FROM track WHERE account = ?1"
      " AND NOT EXISTS (SELECT 1 FROM track_use WHERE track = id) ORDER BY id DESC LIMIT ?2",
      error);
  int result;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, account);
  sqlite3_bind_int (statement, 2, CATCH_UP);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_array_append_val (tracks, id);
    }
  *more = tracks->len == CATCH_UP;
  if (!armada_database_check (db, result, error))
    return FALSE;
  for (guint i = 0; i < tracks->len; i++)
    if (!catch_up_one (db, g_array_index (tracks, gint64, i), error))
      return FALSE;
  return TRUE;
}

static ArmadaVehicleUse *
get_vehicle (ArmadaKeptUse *use, gint64 device)
{
  ArmadaVehicleUse *vehicle = g_hash_table_lookup (use->vehicles, &device);

  if (vehicle == NULL)
    {
      vehicle = g_new0 (ArmadaVehicleUse, 1);
      g_hash_table_insert (use->vehicles, g_memdup2 (&device, sizeof device), vehicle);
    }
  return vehicle;
}

/* Of a day that was asked for in more than one way, the first. */
#define EACH_DAY_ONCE                                                                              \
  " NOT EXISTS (SELECT 1 FROM track o WHERE o.account = t.account AND o.device = t.device"         \
  " AND o.day = t.day AND (o.snap, o.stops) < (t.snap, t.stops)) "

static void
bind_period (sqlite3_stmt *statement, gint64 account, gint64 now)
{
  g_autofree char *from = armada_day_to_text (now / DAY - ARMADA_USE_DAYS);

  sqlite3_bind_int64 (statement, 1, account);
  sqlite3_bind_text (statement, 2, from, -1, SQLITE_TRANSIENT);
}

/* Days that were not over when they were fetched say too little. */
static gboolean
get_from_tracks (sqlite3 *db, gint64 account, gint64 now, ArmadaKeptUse *use, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db,
      "SELECT t.device, count (DISTINCT t.day), sum (distance), sum (engine) FROM track t"
      " JOIN track_use ON track = t.id WHERE t.account = ?1 AND t.day >= ?2 AND t.over"
      " AND" EACH_DAY_ONCE "GROUP BY t.device",
      error);
  int result;

  if (statement == NULL)
    return FALSE;
  bind_period (statement, account, now);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      ArmadaVehicleUse *vehicle = get_vehicle (use, sqlite3_column_int64 (statement, 0));
      double days = sqlite3_column_double (statement, 1);

      vehicle->distance =
          (ArmadaMeterUse) { ARMADA_USE_TRACKS, sqlite3_column_double (statement, 2) / days, days };
      vehicle->engine =
          (ArmadaMeterUse) { ARMADA_USE_TRACKS, sqlite3_column_double (statement, 3) / HOUR / days,
                             days };
    }
  return armada_database_check (db, result, error);
}

/* Meters that were set back or exchanged in between tell nothing. */
static void
take_readings (ArmadaMeterUse *use, sqlite3_stmt *statement, int column)
{
  double difference = sqlite3_column_double (statement, column);
  double days = sqlite3_column_double (statement, column + 1) / DAY;

  if (sqlite3_column_type (statement, column) == SQLITE_NULL || difference < 0 ||
      days < (use->basis == ARMADA_USE_NONE ? LEAST_READ_DAYS : GOOD_READ_DAYS))
    return;
  *use = (ArmadaMeterUse) { ARMADA_USE_READINGS, difference / days, days };
}

/* SQLite takes the other columns of a group from the row that has its min() or max(). */
#define SPAN_OF(meter)                                                                             \
  "(SELECT device, max (time) AS last, " meter " AS at_last FROM m WHERE " meter                   \
  " IS NOT NULL GROUP BY device) JOIN"                                                             \
  " (SELECT device, min (time) AS first, " meter " AS at_first FROM m WHERE " meter                \
  " IS NOT NULL GROUP BY device) USING (device)"

static gboolean
get_from_meter (sqlite3 *db,
                gint64 account,
                gint64 now,
                gboolean of_engine,
                ArmadaKeptUse *use,
                GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db,
      of_engine ? "WITH m AS (SELECT * FROM meter WHERE account = ?1 AND day >= ?2)"
                  " SELECT device, at_last - at_first, last - first FROM " SPAN_OF ("engine")
                : "WITH m AS (SELECT * FROM meter WHERE account = ?1 AND day >= ?2)"
                  " SELECT device, at_last - at_first, last - first FROM " SPAN_OF ("distance"),
      error);
  int result;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, account);
  sqlite3_bind_int64 (statement, 2, now / DAY - ARMADA_USE_DAYS);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      ArmadaVehicleUse *vehicle = get_vehicle (use, sqlite3_column_int64 (statement, 0));

      take_readings (of_engine ? &vehicle->engine : &vehicle->distance, statement, 1);
    }
  return armada_database_check (db, result, error);
}

static gboolean
get_drivings (sqlite3 *db, gint64 account, gint64 now, ArmadaKeptUse *use, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db,
      "SELECT driver_id, max (driver), sum (distance), sum (driving), count (DISTINCT t.day)"
      " FROM track t JOIN track_use ON track = t.id"
      " WHERE t.account = ?1 AND t.day >= ?2 AND (driver_id <> 0 OR driver <> '')"
      " AND" EACH_DAY_ONCE "GROUP BY driver_id, iif (driver_id = 0, driver, '')",
      error);
  int result;

  if (statement == NULL)
    return FALSE;
  bind_period (statement, account, now);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      ArmadaKeptDriving *driving = g_new0 (ArmadaKeptDriving, 1);

      driving->driver_id = sqlite3_column_int64 (statement, 0);
      driving->driver = g_strdup ((const char *) sqlite3_column_text (statement, 1));
      driving->distance = sqlite3_column_double (statement, 2);
      driving->driving = sqlite3_column_int64 (statement, 3);
      driving->n_days = (guint) sqlite3_column_int64 (statement, 4);
      g_ptr_array_add (use->drivings, driving);
    }
  return armada_database_check (db, result, error);
}

/**
 * armada_store_use_get:
 * @now: UNIX seconds; use is that of the ARMADA_USE_DAYS days before
 *
 * Returns: (transfer full): what is known; "more" when tracks of before are still to be added up
 */
ArmadaKeptUse *
armada_store_use_get (sqlite3 *db, gint64 account, gint64 now, GError **error)
{
  g_autoptr (ArmadaKeptUse) use = armada_kept_use_new ();

  if (catch_up (db, account, &use->more, error) && get_from_tracks (db, account, now, use, error) &&
      get_from_meter (db, account, now, FALSE, use, error) &&
      get_from_meter (db, account, now, TRUE, use, error) &&
      get_drivings (db, account, now, use, error))
    return g_steal_pointer (&use);
  return NULL;
}
