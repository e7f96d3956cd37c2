/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-store-report-texts"

#include "store/armada-store-report-texts.h"

#include "store/armada-database.h"

static char *
join_vehicles (const ArmadaReportOrder *order)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < order->device_names.n; i++)
    g_string_append_printf (text, "%s\n", order->device_names.texts[i]);
  return g_string_free (text, FALSE);
}

/**
 * armada_store_report_texts_add:
 *
 * Makes a report that is new be found by all but its text.
 */
gboolean
armada_store_report_texts_add (sqlite3 *db, const ArmadaReportFields *fields, GError **error)
{
  g_autofree char *vehicles = join_vehicles (fields->order);
  g_autofree char *tags = g_strjoinv ("\n", fields->tags);
  g_autoptr (sqlite3_stmt) statement =
      armada_database_prepare (db,
                               "INSERT INTO report_text (rowid, title, type, vehicles, tags, text)"
                               " VALUES (?, ?, ?, ?, ?, '')",
                               error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, fields->id);
  sqlite3_bind_text (statement, 2, fields->title, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 3, fields->order->type_name, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 4, vehicles, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 5, tags, -1, SQLITE_STATIC);
  return armada_database_step (statement, error);
}

/**
 * armada_store_report_texts_set:
 * @column: "title", "tags" or "text"
 */
gboolean
armada_store_report_texts_set (sqlite3 *db,
                               gint64 id,
                               const char *column,
                               const char *text,
                               GError **error)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE report_text SET %s = ? WHERE rowid = ?", column);
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, text, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 2, id);
  return armada_database_step (statement, error);
}

gboolean
armada_store_report_texts_remove (sqlite3 *db, gint64 id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      armada_database_prepare (db, "DELETE FROM report_text WHERE rowid = ?", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  return armada_database_step (statement, error);
}

static gboolean
has_letter (const char *word)
{
  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/* Every word, and the beginning of words, in any order. Nothing of it is a command of the index:
 * each word stands in quotation marks. NULL: there is nothing to look for. */
static char *
make_query (const char *words)
{
  g_auto (GStrv) parts = g_strsplit_set (words, " \t\n\"'", -1);
  g_autoptr (GString) query = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    if (has_letter (parts[i]))
      g_string_append_printf (query, "\"%s\"* ", parts[i]);
  return query->len > 0 ? g_strdup (query->str) : NULL;
}

/**
 * armada_store_report_texts_search:
 * @words: as somebody types them
 *
 * Returns: (transfer full) (element-type gint64) (nullable): in no order, the numbers of the
 * reports in whose title, type, vehicles, tags or text every word stands, or begins one; NULL
 * without an error where @words has no word
 */
GArray *
armada_store_report_texts_search (sqlite3 *db, const char *words, GError **error)
{
  g_autofree char *query = make_query (words);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (sqlite3_stmt) statement = NULL;
  int result;

  if (query == NULL)
    return NULL;
  statement = armada_database_prepare (
      db, "SELECT rowid FROM report_text WHERE report_text MATCH ?", error);
  if (statement == NULL)
    return NULL;
  sqlite3_bind_text (statement, 1, query, -1, SQLITE_STATIC);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  return armada_database_check (db, result, error) ? g_steal_pointer (&ids) : NULL;
}
