/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-migrations"

#include "store/armada-migrations.h"

#include "store/armada-database.h"

/* Step n brings a database of version n - 1 to version n. Steps that were released never change. */
static const char *const steps[] = {
  /* 1: who signs in where, and the devices last seen there */
  "CREATE TABLE account ("
  " id INTEGER PRIMARY KEY,"
  " server TEXT NOT NULL,"
  " email TEXT NOT NULL COLLATE NOCASE,"
  " language TEXT NOT NULL,"
  " demo INTEGER NOT NULL,"
  " last_used INTEGER NOT NULL,"
  " UNIQUE (server, email));"
  "CREATE TABLE device ("
  " account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,"
  " id INTEGER NOT NULL,"
  " position INTEGER NOT NULL,"
  " group_id INTEGER NOT NULL,"
  " format INTEGER NOT NULL,"
  " record BLOB NOT NULL,"
  " PRIMARY KEY (account, id)) WITHOUT ROWID;",

  /* 2: when the fleet was last written, and its groups */
  "CREATE TABLE fleet ("
  " account INTEGER PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,"
  " written INTEGER NOT NULL);"
  "CREATE TABLE device_group ("
  " account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,"
  " id INTEGER NOT NULL,"
  " position INTEGER NOT NULL,"
  " title TEXT NOT NULL,"
  " PRIMARY KEY (account, id)) WITHOUT ROWID;",

  /* 3: the server's other lists, a row each record; events, which grow; tracks, whose blobs are
   * apart so that noting a use does not write them again, and deleting many takes no time: what is
   * gone is noted, under a number that never comes again, and its blob deleted later; and facts */
  "CREATE TABLE list ("
  " account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,"
  " kind INTEGER NOT NULL,"
  " scope INTEGER NOT NULL,"
  " total INTEGER NOT NULL,"
  " complete INTEGER NOT NULL,"
  " written INTEGER NOT NULL,"
  " PRIMARY KEY (account, kind, scope)) WITHOUT ROWID;"
  "CREATE TABLE list_record ("
  " account INTEGER NOT NULL,"
  " kind INTEGER NOT NULL,"
  " scope INTEGER NOT NULL,"
  " position INTEGER NOT NULL,"
  " record TEXT NOT NULL,"
  " PRIMARY KEY (account, kind, scope, position),"
  " FOREIGN KEY (account, kind, scope) REFERENCES list ON DELETE CASCADE) WITHOUT ROWID;"
  "CREATE TABLE event ("
  " account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,"
  " id INTEGER NOT NULL,"
  " device INTEGER NOT NULL,"
  " time INTEGER NOT NULL,"
  " record TEXT NOT NULL,"
  " PRIMARY KEY (account, id)) WITHOUT ROWID;"
  "CREATE INDEX event_time ON event (account, time, id);"
  "CREATE INDEX event_device ON event (account, device, time, id);"
  "CREATE TABLE track ("
  " id INTEGER PRIMARY KEY AUTOINCREMENT,"
  " account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,"
  " device INTEGER NOT NULL,"
  " day TEXT NOT NULL,"
  " snap INTEGER NOT NULL,"
  " stops INTEGER NOT NULL,"
  " over INTEGER NOT NULL,"
  " written INTEGER NOT NULL,"
  " last_used INTEGER NOT NULL,"
  " n_fixes INTEGER NOT NULL,"
  " bytes INTEGER NOT NULL,"
  " UNIQUE (account, device, day, snap, stops));"
  "CREATE INDEX track_day ON track (day, last_used, bytes);"
  "CREATE TABLE track_blob ("
  " track INTEGER PRIMARY KEY,"
  " format INTEGER NOT NULL,"
  " fixes BLOB NOT NULL);"
  "CREATE TABLE track_gone (track INTEGER PRIMARY KEY);"
  "CREATE TRIGGER track_goes AFTER DELETE ON track"
  " BEGIN INSERT INTO track_gone (track) VALUES (old.id); END;"
  "CREATE TABLE fact ("
  " account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,"
  " name TEXT NOT NULL,"
  " text TEXT NOT NULL,"
  " PRIMARY KEY (account, name)) WITHOUT ROWID;",

  /* 4: reports. Those in the archive outlive the account they were made with. Where a file is on
   * its way from one place to another, the row says from where, so that it can always be brought to
   * its end. What is found by is apart; its rows have the reports' numbers. Then what is still to
   * be made, and what is made again and again. */
  "CREATE TABLE report ("
  " id INTEGER PRIMARY KEY AUTOINCREMENT,"
  " ordered TEXT NOT NULL,"
  " title TEXT NOT NULL,"
  " server TEXT NOT NULL,"
  " email TEXT NOT NULL,"
  " made INTEGER NOT NULL,"
  " batch TEXT NOT NULL,"
  " path TEXT NOT NULL UNIQUE,"
  " coming_from TEXT,"
  " size INTEGER NOT NULL,"
  " sha256 TEXT NOT NULL,"
  " modified INTEGER NOT NULL,"
  " tags TEXT NOT NULL,"
  " favourite INTEGER NOT NULL,"
  " missing INTEGER NOT NULL,"
  " has_text INTEGER NOT NULL,"
  " deleted INTEGER NOT NULL);"
  "CREATE INDEX report_content ON report (sha256);"
  "CREATE VIRTUAL TABLE report_text USING fts5 (title, type, vehicles, tags, text,"
  " tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3');"
  "CREATE TABLE report_job ("
  " id INTEGER PRIMARY KEY AUTOINCREMENT,"
  " account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,"
  " ordered TEXT NOT NULL,"
  " batch INTEGER NOT NULL,"
  " batch_name TEXT NOT NULL,"
  " background INTEGER NOT NULL,"
  " failed INTEGER NOT NULL,"
  " attempts INTEGER NOT NULL,"
  " created INTEGER NOT NULL,"
  " code INTEGER NOT NULL,"
  " said TEXT NOT NULL);"
  "CREATE TABLE report_schedule ("
  " id INTEGER PRIMARY KEY AUTOINCREMENT,"
  " account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,"
  " ordered TEXT NOT NULL,"
  " every INTEGER NOT NULL,"
  " day INTEGER NOT NULL,"
  " minute INTEGER NOT NULL,"
  " split INTEGER NOT NULL,"
  " whole_fleet INTEGER NOT NULL,"
  " active INTEGER NOT NULL,"
  " last_due INTEGER NOT NULL);",

  /* 5: incidents, which events are joined into, and what was done with them */
  "ALTER TABLE event ADD COLUMN incident INTEGER NOT NULL DEFAULT 0;"
  "CREATE INDEX event_incident ON event (incident, time) WHERE incident <> 0;"
  "CREATE TABLE incident ("
  " id INTEGER PRIMARY KEY AUTOINCREMENT,"
  " account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,"
  " device INTEGER NOT NULL,"
  " rule INTEGER NOT NULL,"
  " type TEXT NOT NULL,"
  " first INTEGER NOT NULL,"
  " last INTEGER NOT NULL,"
  " n_events INTEGER NOT NULL,"
  " event INTEGER NOT NULL,"
  " state INTEGER NOT NULL,"
  " until INTEGER NOT NULL,"
  " note TEXT NOT NULL,"
  " told INTEGER NOT NULL,"
  " changed INTEGER NOT NULL,"
  " words TEXT NOT NULL,"
  " note_words TEXT NOT NULL);"
  "CREATE INDEX incident_time ON incident (account, last, id);"
  "CREATE INDEX incident_like ON incident (account, device, rule, type, last);"
  "CREATE INDEX incident_state ON incident (account, state, until);"
  "CREATE TABLE incident_change ("
  " id INTEGER PRIMARY KEY AUTOINCREMENT,"
  " incident INTEGER NOT NULL REFERENCES incident (id) ON DELETE CASCADE,"
  " batch INTEGER NOT NULL,"
  " undoes INTEGER NOT NULL,"
  " time INTEGER NOT NULL,"
  " who TEXT NOT NULL,"
  " state_before INTEGER NOT NULL,"
  " until_before INTEGER NOT NULL,"
  " note_before TEXT NOT NULL,"
  " state INTEGER NOT NULL,"
  " until INTEGER NOT NULL,"
  " note TEXT NOT NULL);"
  "CREATE INDEX incident_change_of ON incident_change (incident, id);"
  "CREATE INDEX incident_change_batch ON incident_change (batch, id);",

  /* 6: boxes round stretches of tracks (degrees by ten millions, minutes since 1970), and how many
   * each track has: NULL for those that were kept before, until they are filled in. A track that
   * goes leaves its boxes like its blob. Their number is that of the track, shifted by 16 bits, and
   * which of its boxes. Beside them what is needed of each track to tell who was somewhere, so that
   * its blob need not be unpacked. */
  "CREATE VIRTUAL TABLE track_box USING rtree_i32"
  " (id, west, east, south, north, first, last);"
  "CREATE TABLE track_boxed (track INTEGER PRIMARY KEY, n INTEGER);"
  "CREATE INDEX track_unboxed ON track_boxed (track) WHERE n IS NULL;"
  "INSERT INTO track_boxed (track) SELECT id FROM track;"
  "CREATE TABLE track_way ("
  " track INTEGER PRIMARY KEY,"
  " head BLOB NOT NULL,"
  " fixes BLOB NOT NULL);",

  /* 7: how much vehicles were used: what each kept track adds up to, by driver, and what the meters
   * showed at the beginning of each day; in kilometres and hours, whatever the account counts in */
  "CREATE TABLE track_use ("
  " track INTEGER NOT NULL REFERENCES track (id) ON DELETE CASCADE,"
  " driver_id INTEGER NOT NULL,"
  " driver TEXT NOT NULL,"
  " distance REAL NOT NULL,"
  " driving INTEGER NOT NULL,"
  " engine INTEGER NOT NULL,"
  " PRIMARY KEY (track, driver_id, driver)) WITHOUT ROWID;"
  "CREATE TABLE meter ("
  " account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,"
  " day INTEGER NOT NULL,"
  " device INTEGER NOT NULL,"
  " time INTEGER NOT NULL,"
  " distance REAL,"
  " engine REAL,"
  " PRIMARY KEY (account, day, device)) WITHOUT ROWID;",
};

/**
 * armada_migrations_get_version:
 *
 * Returns: the version this program writes
 */
guint
armada_migrations_get_version (void)
{
  return G_N_ELEMENTS (steps);
}

static gboolean
run_step (sqlite3 *db, guint version, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("BEGIN IMMEDIATE; %s PRAGMA user_version = %u; COMMIT;",
                                          steps[version - 1], version);

  if (armada_database_execute (db, sql, error))
    return TRUE;
  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

/**
 * armada_migrations_read_version:
 * @version: (out): what @db was made for; 0 for an empty one
 *
 * Only reads, so that what a newer program made stays as it was.
 *
 * Returns: whether this program can use it; else G_IO_ERROR_NOT_SUPPORTED when a newer program made
 *   it, or G_IO_ERROR_INVALID_DATA when none can have
 */
gboolean
armada_migrations_read_version (sqlite3 *db, guint *version, GError **error)
{
  gint64 found;

  if (!armada_database_get_int (db, "PRAGMA user_version", &found, error))
    return FALSE;
  if (found < 0)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the store has no version");
  else if (found > armada_migrations_get_version ())
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                 "the store is of version %" G_GINT64_FORMAT ", this program knows up to %u", found,
                 armada_migrations_get_version ());
  else
    {
      *version = (guint) found;
      return TRUE;
    }
  return FALSE;
}

/**
 * armada_migrations_run:
 * @version: where @db is, by armada_migrations_read_version()
 *
 * Brings @db to the version of this program, a step at a time, each whole or not at all.
 */
gboolean
armada_migrations_run (sqlite3 *db, guint version, GError **error)
{
  for (guint next = version + 1; next <= armada_migrations_get_version (); next++)
    if (!run_step (db, next, error))
      return FALSE;
  return TRUE;
}
