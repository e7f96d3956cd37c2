/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-shares-reader"

#include "api/armada-shares-reader.h"

#include <string.h>

#include "api/armada-error.h"
#include "api/armada-record-table.h"

static const ArmadaField share_fields[] = {
  ARMADA_RECORD_FIELD (ArmadaShareRecord, id, ID, "id", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaShareRecord, name, TEXT, "name", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaShareRecord, active, FLAG, "active", ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaShareRecord, expires_text, TEXT, "expiration_date", ARMADA_FIELD_DATE),
  ARMADA_RECORD_FIELD (ArmadaShareRecord,
                       delete_after_expiration,
                       FLAG,
                       "delete_after_expiration",
                       ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaShareRecord, hash, TEXT, "hash", ARMADA_FIELD_PRIVATE),
  ARMADA_RECORD_FIELD (ArmadaShareRecord,
                       devices,
                       IDS,
                       "devices|includes/devices",
                       ARMADA_FIELD_PUBLIC),
};

ARMADA_DEFINE_RECORD_TYPE (armada_share_record_type, "share", ArmadaShareRecord, share_fields, NULL)

/**
 * armada_shares_call:
 * @page: from 1
 *
 * Returns: (transfer full): a call for a page of sharing
 */
ArmadaCall *
armada_shares_call (const ArmadaListQuery *query, guint page)
{
  ArmadaCall *call = armada_call_new (ARMADA_CALL_GET, "sharing");

  armada_call_add_int (call, "page", page);
  return call;
}

/**
 * armada_shares_read:
 *
 * Returns: (transfer full): a page of ArmadaShareRecord
 */
ArmadaPage *
armada_shares_read (ArmadaAnswer *answer, GError **error)
{
  return armada_page_read (answer, "sharing", &armada_share_record_type, error);
}

/**
 * armada_share_call:
 *
 * Returns: (transfer full): a call for sharing/{id} with its devices. ARMADA_ERROR_MISSING: there
 * is none; ARMADA_ERROR_REFUSED: it belongs to another
 */
ArmadaCall *
armada_share_call (gint64 id)
{
  g_autofree char *endpoint = g_strdup_printf ("sharing/%" G_GINT64_FORMAT, id);
  ArmadaCall *call = armada_call_new (ARMADA_CALL_GET, endpoint);

  armada_call_add (call, "includes", "devices");
  return call;
}

/**
 * armada_share_read:
 *
 * Returns: (transfer full): an ArmadaShareRecord, or NULL with ARMADA_ERROR_BAD_REPLY
 */
ArmadaRecord *
armada_share_read (ArmadaAnswer *answer, GError **error)
{
  yyjson_val *root = armada_answer_get_root (answer);
  yyjson_val *data = yyjson_obj_get (root, "data");
  ArmadaRecord *share =
      armada_record_read (&armada_share_record_type, yyjson_is_obj (data) ? data : root);

  if (share == NULL)
    g_propagate_error (error, armada_error_new (ARMADA_ERROR_BAD_REPLY, "sharing: no share in it"));
  return share;
}

/**
 * armada_share_dup_link:
 * @server: the address of the server that has it
 *
 * No answer tells the whole link, nor does the API's document. That it is /sharing on the host of
 * the API is how another client makes it, of what seems to be the same platform: not verified.
 *
 * Returns: (transfer full) (nullable): the public address, a credential; NULL when there is no hash
 */
char *
armada_share_dup_link (const ArmadaShareRecord *share, const char *server)
{
  g_autofree char *escaped = NULL;
  gsize length = strlen (server);

  if (*share->hash == '\0')
    return NULL;
  while (length > 0 && server[length - 1] == '/')
    length--;
  escaped = g_uri_escape_string (share->hash, NULL, FALSE);
  return g_strdup_printf ("%.*s/sharing/%s", (int) length, server, escaped);
}
