/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-list.h"

G_BEGIN_DECLS

/**
 * ArmadaShareRecord:
 * @expires_text: "2026-12-31 23:59:59", "" never
 * @hash: the secret part of the link: a credential
 * @devices: where the server tells
 *
 * A public link to some devices, as sharing lists it.
 */
typedef struct
{
  ArmadaRecord base;
  gint64 id;
  const char *name;
  int active;
  const char *expires_text;
  int delete_after_expiration;
  const char *hash;
  ArmadaIds devices;
} ArmadaShareRecord;

extern const ArmadaRecordType armada_share_record_type;

ArmadaCall *armada_shares_call (const ArmadaListQuery *query, guint page);
ArmadaPage *armada_shares_read (ArmadaAnswer *answer, GError **error);
ArmadaCall *armada_share_call (gint64 id);
char *armada_share_dup_link (const ArmadaShareRecord *share, const char *server);
ArmadaRecord *armada_share_read (ArmadaAnswer *answer, GError **error);

G_END_DECLS
