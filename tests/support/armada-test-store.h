/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "armada-test.h"
#include "store/armada-store.h"

G_BEGIN_DECLS

/* Calls of a store that wait for their answer. */

typedef struct
{
  char *folder;
  char *path;
  ArmadaStore *store;
  gint64 account;
} ArmadaTestStore;

static inline void
armada_test_store_open (ArmadaTestStore *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  self->store = armada_store_new (self->path);
  armada_store_open_async (self->store, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_assert_true (armada_store_open_finish (self->store, result, &error));
  g_assert_no_error (error);
}

static inline void
armada_test_store_close (ArmadaTestStore *self)
{
  armada_store_close (self->store);
  armada_test_finalize (g_steal_pointer (&self->store));
}

static inline gint64
armada_test_store_put_account (ArmadaTestStore *self, const char *email)
{
  const ArmadaAccount fields = { .server = "https://fleet.example.com",
                                 .email = email,
                                 .language = "id" };
  g_autoptr (ArmadaAccount) account = armada_account_new (&fields);
  g_autoptr (ArmadaAccount) stored = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  armada_store_put_account_async (self->store, account, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  stored = armada_store_put_account_finish (self->store, result, &error);
  g_assert_no_error (error);
  return stored->id;
}

/* Lets what was asked of the store come to its end. */
static inline void
armada_test_store_settle (ArmadaTestStore *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) accounts = NULL;

  armada_store_list_accounts_async (self->store, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  accounts = armada_store_list_accounts_finish (self->store, result, NULL);
  g_assert_nonnull (accounts);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static inline void
armada_test_store_delete_account (ArmadaTestStore *self, gint64 account)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  armada_store_delete_account_async (self->store, account, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_assert_true (armada_store_delete_account_finish (self->store, result, &error));
  g_assert_no_error (error);
}

/* A GTestFixtureFunc: a new file, open, with one account. */
static inline void
armada_test_store_set_up (ArmadaTestStore *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("armada-store-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "armada.db", NULL);
  armada_test_store_open (self);
  self->account = armada_test_store_put_account (self, "one@fleet.example.com");
}

static inline void
armada_test_store_tear_down (ArmadaTestStore *self, gconstpointer data)
{
  static const char *const parts[] = { "", "-wal", "-shm" };

  if (self->store != NULL)
    armada_test_store_close (self);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *path = g_strconcat (self->path, parts[i], NULL);

      g_remove (path);
    }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->path);
  g_free (self->folder);
}

/* The first column of the first row, as another program would read it beside us. */
static inline gint64
armada_test_store_query (ArmadaTestStore *self, const char *sql)
{
  sqlite3_stmt *statement;
  sqlite3 *db;
  gint64 value;

  g_assert_cmpint (sqlite3_open (self->path, &db), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 5000);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  value = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return value;
}

static inline void
armada_test_store_execute (ArmadaTestStore *self, const char *sql)
{
  char *message = NULL;
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (self->path, &db), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 5000);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (db);
}

static inline gboolean
armada_test_store_put_track (ArmadaTestStore *self,
                             const ArmadaTrackKey *key,
                             gboolean over,
                             ArmadaFixes *fixes)
{
  g_autoptr (GAsyncResult) result = NULL;

  armada_store_put_track_async (self->store, key, over, fixes, NULL, armada_test_result_cb,
                                &result);
  armada_test_wait (&result);
  return armada_store_put_track_finish (self->store, result, NULL);
}

static inline ArmadaFixes *
armada_test_store_get_track (ArmadaTestStore *self,
                             const ArmadaTrackKey *key,
                             gboolean *over,
                             gint64 *written)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ArmadaFixes *fixes;

  armada_store_get_track_async (self->store, key, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  fixes = armada_store_get_track_finish (self->store, result, over, written, &error);
  g_assert_no_error (error);
  return fixes;
}

static inline ArmadaStoreUsage *
armada_test_store_get_usage (ArmadaTestStore *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ArmadaStoreUsage *usage;

  armada_store_get_usage_async (self->store, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  usage = armada_store_get_usage_finish (self->store, result, &error);
  g_assert_no_error (error);
  return usage;
}

G_END_DECLS
