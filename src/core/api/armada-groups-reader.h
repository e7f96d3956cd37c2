/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-list.h"

G_BEGIN_DECLS

/**
 * ArmadaDeviceGroupRecord:
 * @open: whether the web page shows it unfolded
 * @user_id: whose it is
 *
 * A group of devices as devices_groups lists it.
 */
typedef struct
{
  ArmadaRecord base;
  gint64 id;
  const char *title;
  int open;
  gint64 user_id;
} ArmadaDeviceGroupRecord;

extern const ArmadaRecordType armada_device_group_record_type;

ArmadaCall *armada_groups_call (const ArmadaListQuery *query, guint page);
ArmadaPage *armada_groups_read (ArmadaAnswer *answer, GError **error);

G_END_DECLS
