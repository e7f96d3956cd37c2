/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-call.h"
#include "api/armada-fixes.h"

G_BEGIN_DECLS

/**
 * ArmadaHistoryQuery:
 * @device: id of the device
 * @from: "YYYY-MM-DD HH:MM:SS" in the account's zone
 * @to: likewise, inclusive
 * @snap: whether the server is to put the fixes on the road
 * @stops: seconds from which a stand is a stop, 0: the server's choice
 *
 * What is asked of get_history.
 */
typedef struct
{
  gint64 device;
  const char *from;
  const char *to;
  gboolean snap;
  guint stops;
} ArmadaHistoryQuery;

ArmadaCall *armada_history_call (const ArmadaHistoryQuery *query);
ArmadaFixes *armada_history_read (GBytes *body, GError **error);

G_END_DECLS
