/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-alert-counts-reader"

#include "api/armada-alert-counts-reader.h"

#include <string.h>

#include "api/armada-error.h"
#include "api/armada-events-reader.h"
#include "api/armada-record-table.h"

static const ArmadaField alert_count_fields[] = {
  ARMADA_RECORD_FIELD (ArmadaAlertCountRecord, type, TEXT, "type|key|id", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaAlertCountRecord, title, TEXT, "title|name", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaAlertCountRecord,
                       count,
                       INT,
                       "count|total|value",
                       ARMADA_FIELD_PUBLIC),
};

ARMADA_DEFINE_RECORD_TYPE (armada_alert_count_record_type,
                           "alert-count",
                           ArmadaAlertCountRecord,
                           alert_count_fields,
                           NULL)

/**
 * armada_alert_counts_call:
 *
 * Returns: (transfer full): a call for get_alerts_summary, which has one page
 */
ArmadaCall *
armada_alert_counts_call (const ArmadaListQuery *query, guint page)
{
  ArmadaCall *call = armada_call_new (ARMADA_CALL_GET, "get_alerts_summary");

  if (query->from != NULL)
    armada_call_add (call, "date_from", query->from);
  if (query->to != NULL)
    armada_call_add (call, "date_to", query->to);
  return call;
}

/* A kind of record without an id reads from any object: one that says nothing is none. */
static void
drop_empty (ArmadaPage *page)
{
  gpointer *records = page->records->pdata;
  guint n = page->records->len, n_good = 0;

  for (guint i = 0; i < n; i++)
    {
      const ArmadaAlertCountRecord *count = records[i];
      gpointer other = records[n_good];

      if (*count->type == '\0' && *count->title == '\0')
        continue;
      records[n_good++] = records[i];
      records[i] = other;
    }
  if (n_good < n)
    g_message ("%u alert-counts could not be read", n - n_good);
  page->n_unreadable += n - n_good;
  g_ptr_array_set_size (page->records, (int) n_good);
}

/**
 * armada_alert_counts_read:
 *
 * Returns: (transfer full): a page of ArmadaAlertCountRecord; NULL with ARMADA_ERROR_MISSING when
 *   the answer says nothing but "status": the server has the endpoint and no counts
 */
ArmadaPage *
armada_alert_counts_read (ArmadaAnswer *answer, GError **error)
{
  yyjson_val *root = armada_answer_get_root (answer);
  yyjson_val *list;
  ArmadaPage *page;

  if (yyjson_obj_get (root, "items") == NULL && yyjson_obj_get (root, "data") == NULL &&
      !armada_page_find_list (answer, "summary", &list))
    {
      g_propagate_error (error,
                         armada_error_new (ARMADA_ERROR_MISSING, "get_alerts_summary: no counts"));
      return NULL;
    }
  page = armada_page_read (answer, "summary", &armada_alert_count_record_type, error);
  if (page != NULL)
    drop_empty (page);
  return page;
}

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  const ArmadaAlertCountRecord *one = *(const ArmadaAlertCountRecord *const *) a;
  const ArmadaAlertCountRecord *other = *(const ArmadaAlertCountRecord *const *) b;

  return one->count != other->count ? (one->count < other->count) - (one->count > other->count)
                                    : strcmp (one->type, other->type);
}

/**
 * armada_alert_counts_from_events:
 * @events: all ArmadaEventRecord of a period
 *
 * Returns: (transfer full): a page of ArmadaAlertCountRecord, most frequent first
 */
ArmadaPage *
armada_alert_counts_from_events (const ArmadaPage *events)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  ArmadaPage *page = armada_page_new ();
  GHashTableIter iter;
  gpointer type, count;

  for (guint i = 0; i < events->records->len; i++)
    {
      const ArmadaEventRecord *event = events->records->pdata[i];
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, event->type));

      g_hash_table_insert (counts, (gpointer) event->type, GUINT_TO_POINTER (n + 1));
    }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &type, &count))
    {
      ArmadaAlertCountRecord fields;

      armada_record_clear (&armada_alert_count_record_type, &fields);
      fields.type = type;
      fields.count = GPOINTER_TO_UINT (count);
      g_ptr_array_add (page->records, armada_record_new (&armada_alert_count_record_type, &fields));
    }
  g_ptr_array_sort (page->records, compare_counts);
  page->total = page->records->len;
  page->last_page = 1;
  page->n_unreadable = events->n_unreadable;
  return page;
}
