/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-client.h"
#include "api/armada-shares-reader.h"
#include "store/armada-store.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_SHARE_DETAILS (armada_share_details_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaShareDetails, armada_share_details, ARMADA, SHARE_DETAILS, GObject)

/*
 * The vehicles of each share, which the list of shares does not tell: asked for one share after the
 * other, behind what somebody waits for, and kept. Signal "changed": more is known.
 */

ArmadaShareDetails *armada_share_details_new (void);
void armada_share_details_connect (ArmadaShareDetails *self,
                                   ArmadaClient *client,
                                   ArmadaStore *store,
                                   gint64 account);
void armada_share_details_want (ArmadaShareDetails *self, gint64 share);
void armada_share_details_forget_failures (ArmadaShareDetails *self);
const ArmadaShareRecord *armada_share_details_find (ArmadaShareDetails *self, gint64 share);

G_END_DECLS
