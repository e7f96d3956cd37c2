/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/armada-list-loader.h"
#include "sync/armada-services-loader.h"
#include "sync/armada-share-details.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_CATALOG (armada_catalog_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaCatalog, armada_catalog, ARMADA, CATALOG, GObject)

/*
 * Every list of the open account besides its devices, each loaded once and shared by all who show
 * it. The session owns one for each account it opens.
 */

ArmadaCatalog *armada_catalog_new (ArmadaStore *store, gint64 account, ArmadaClock *clock);
void armada_catalog_set_client (ArmadaCatalog *self, ArmadaClient *client);
ArmadaListLoader *
armada_catalog_get_loader (ArmadaCatalog *self, ArmadaListKind kind, gint64 device);
ArmadaServicesLoader *armada_catalog_get_services (ArmadaCatalog *self);
ArmadaShareDetails *armada_catalog_get_share_details (ArmadaCatalog *self);

G_END_DECLS
