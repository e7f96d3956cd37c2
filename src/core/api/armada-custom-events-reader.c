/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-custom-events-reader"

#include "api/armada-custom-events-reader.h"

#include "api/armada-error.h"
#include "api/armada-json.h"
#include "api/armada-record-table.h"

static const ArmadaField custom_event_fields[] = {
  ARMADA_RECORD_FIELD (ArmadaCustomEventRecord, id, ID, "id", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaCustomEventRecord,
                       name,
                       TEXT,
                       "value|title|name",
                       ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaCustomEventRecord, group_key, TEXT, NULL, ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaCustomEventRecord, group_name, TEXT, NULL, ARMADA_FIELD_PUBLIC),
};

ARMADA_DEFINE_RECORD_TYPE (armada_custom_event_record_type,
                           "custom-event",
                           ArmadaCustomEventRecord,
                           custom_event_fields,
                           NULL)

/**
 * armada_custom_events_call:
 *
 * Returns: (transfer full): a call for get_custom_events_by_device, which has one page
 */
ArmadaCall *
armada_custom_events_call (const ArmadaListQuery *query, guint page)
{
  ArmadaCall *call = armada_call_new (ARMADA_CALL_GET, "get_custom_events_by_device");

  for (guint i = 0; i < query->devices.n; i++)
    armada_call_add_int (call, "devices[]", query->devices.ids[i]);
  return call;
}

static void
add_event (ArmadaPage *page, yyjson_val *item, const char *key, const char *name)
{
  g_autoptr (ArmadaRecord) plain = armada_record_read (&armada_custom_event_record_type, item);
  ArmadaCustomEventRecord fields;

  if (plain == NULL)
    {
      page->n_unreadable++;
      return;
    }
  fields = *(ArmadaCustomEventRecord *) (gpointer) plain;
  fields.group_key = key;
  fields.group_name = name;
  g_ptr_array_add (page->records, armada_record_new (&armada_custom_event_record_type, &fields));
}

static void
add_group (ArmadaPage *page, yyjson_val *group)
{
  g_autofree char *key = armada_json_dup_text (yyjson_obj_get (group, "key"));
  g_autofree char *name = armada_json_dup_text (yyjson_obj_get (group, "name"));
  ArmadaJsonList list;
  yyjson_val *item;

  if (!yyjson_is_obj (group))
    page->n_unreadable++;
  armada_json_list_init (&list, yyjson_obj_get (group, "items"));
  while ((item = armada_json_list_next (&list)) != NULL)
    add_event (page, item, key, name);
}

/* What a PHP server makes of no groups at all and the status beside them. */
static gboolean
is_status_alone (yyjson_val *root)
{
  return yyjson_obj_size (root) == 1 && yyjson_obj_get (root, "status") != NULL;
}

/**
 * armada_custom_events_read:
 *
 * The groups are told on each of their events.
 *
 * Returns: (transfer full): a page of ArmadaCustomEventRecord, or NULL with ARMADA_ERROR_BAD_REPLY
 *   when there is no list
 */
ArmadaPage *
armada_custom_events_read (ArmadaAnswer *answer, GError **error)
{
  ArmadaPage *page;
  ArmadaJsonList list;
  yyjson_val *groups, *group;

  if (!armada_page_find_list (answer, "events", &groups) &&
      !is_status_alone (armada_answer_get_root (answer)))
    {
      g_propagate_error (
          error, armada_error_new (ARMADA_ERROR_BAD_REPLY, "no list of custom events in it"));
      return NULL;
    }
  page = armada_page_new ();
  armada_json_list_init (&list, groups);
  while ((group = armada_json_list_next (&list)) != NULL)
    add_group (page, group);
  page->last_page = 1;
  page->total = page->records->len;
  return page;
}
