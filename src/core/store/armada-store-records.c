/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-store-records"

#include "store/armada-store-records.h"

#include <stdlib.h>

#include "store/armada-database.h"

/**
 * armada_store_bind_record:
 *
 * Binds a record as the text that armada_store_read_record() reads.
 */
gboolean
armada_store_bind_record (sqlite3_stmt *statement,
                          int column,
                          const ArmadaRecord *record,
                          GError **error)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  char *text;
  size_t n;

  yyjson_mut_doc_set_root (doc,
                           armada_record_write (record->type, record, ARMADA_RECORD_KEPT, doc));
  text = yyjson_mut_write (doc, YYJSON_WRITE_NOFLAG, &n);
  yyjson_mut_doc_free (doc);
  if (text == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "a record of kind %s cannot be written",
                   record->type->name);
      return FALSE;
    }
  sqlite3_bind_text (statement, column, text, (int) n, free);
  return TRUE;
}

/**
 * armada_store_read_record:
 *
 * Returns: (transfer full) (nullable): NULL when the column holds none of @type
 */
ArmadaRecord *
armada_store_read_record (sqlite3_stmt *statement, int column, const ArmadaRecordType *type)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);
  yyjson_doc *doc =
      text ? yyjson_read (text, (size_t) sqlite3_column_bytes (statement, column), 0) : NULL;
  yyjson_val *root = yyjson_doc_get_root (doc);
  ArmadaRecord *record = yyjson_is_obj (root) ? armada_record_restore (type, root) : NULL;

  yyjson_doc_free (doc);
  return record;
}

/**
 * armada_store_end_transaction:
 * @done: whether all went well so far
 *
 * Returns: whether @done, with what belongs together written; else nothing of it is
 */
gboolean
armada_store_end_transaction (sqlite3 *db, gboolean done, GError **error)
{
  if (done && armada_database_execute (db, "COMMIT", error))
    return TRUE;
  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}
