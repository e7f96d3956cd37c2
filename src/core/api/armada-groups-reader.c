/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-groups-reader"

#include "api/armada-groups-reader.h"

#include <string.h>

#include "api/armada-record-table.h"

#define DEFAULT_LIMIT 100 /* groups a page; servers give 10 unless told */

static const ArmadaField group_fields[] = {
  ARMADA_RECORD_FIELD (ArmadaDeviceGroupRecord, id, ID, "id", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaDeviceGroupRecord, title, TEXT, "title|name", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaDeviceGroupRecord, open, FLAG, "open", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaDeviceGroupRecord, user_id, ID, "user_id", ARMADA_FIELD_PUBLIC),
};

ARMADA_DEFINE_RECORD_TYPE (armada_device_group_record_type,
                           "group",
                           ArmadaDeviceGroupRecord,
                           group_fields,
                           NULL)

/* "name=value" has a name of its own within filter[], a bare value has none. */
static void
add_filters (ArmadaCall *call, const char *const *filters)
{
  for (guint i = 0; filters != NULL && filters[i] != NULL; i++)
    {
      const char *equals = strchr (filters[i], '=');
      g_autofree char *name =
          equals ? g_strdup_printf ("filter[%.*s]", (int) (equals - filters[i]), filters[i])
                 : g_strdup ("filter[]");

      armada_call_add (call, name, equals ? equals + 1 : filters[i]);
    }
}

/**
 * armada_groups_call:
 * @page: from 1
 *
 * Returns: (transfer full): a call for a page of devices_groups
 */
ArmadaCall *
armada_groups_call (const ArmadaListQuery *query, guint page)
{
  ArmadaCall *call = armada_call_new (ARMADA_CALL_GET, "devices_groups");

  armada_call_add_int (call, "limit", query->limit ? query->limit : DEFAULT_LIMIT);
  armada_call_add_int (call, "page", page);
  if (query->search != NULL)
    armada_call_add (call, "search_phrase", query->search);
  add_filters (call, query->filters);
  if (query->sort_by != NULL)
    armada_call_add (call, "sorting[sort_by]", query->sort_by);
  if (query->sort != NULL)
    armada_call_add (call, "sorting[sort]", query->sort);
  return call;
}

/**
 * armada_groups_read:
 *
 * Returns: (transfer full): a page of ArmadaDeviceGroupRecord
 */
ArmadaPage *
armada_groups_read (ArmadaAnswer *answer, GError **error)
{
  return armada_page_read (answer, "groups", &armada_device_group_record_type, error);
}
