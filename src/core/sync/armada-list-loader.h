/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-client.h"
#include "api/armada-list.h"
#include "model/armada-item-list.h"
#include "store/armada-store.h"
#include "sync/armada-clock.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_LIST_LOADER (armada_list_loader_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaListLoader, armada_list_loader, ARMADA, LIST_LOADER, GObject)

/*
 * Keeps one list of the server in step: what the store has at once, then what the server says, a
 * page at a time as somebody asks for more; every page goes to the store. Whatever fails, what was
 * there stays.
 *
 * Properties (read-only, notified): "list" (object ArmadaItemList), "total" (int64, -1: not known),
 * "complete" (boolean: there is no more to load), "loading" (boolean), "error" (G_TYPE_ERROR,
 * nullable: why the last attempt failed; ends with the next that succeeds), "updated" (int64 UNIX
 * seconds: when the server gave what is shown, 0 never).
 */

ArmadaListLoader *armada_list_loader_new (ArmadaListKind kind, gint64 device);
void armada_list_loader_connect (ArmadaListLoader *self,
                                 ArmadaClient *client,
                                 ArmadaStore *store,
                                 gint64 account,
                                 ArmadaClock *clock);

void armada_list_loader_refresh (ArmadaListLoader *self);
void armada_list_loader_load_more (ArmadaListLoader *self);

ArmadaItemList *armada_list_loader_get_list (ArmadaListLoader *self);
gint64 armada_list_loader_get_total (ArmadaListLoader *self);
gboolean armada_list_loader_get_complete (ArmadaListLoader *self);
gboolean armada_list_loader_get_loading (ArmadaListLoader *self);
const GError *armada_list_loader_get_error (ArmadaListLoader *self);
gint64 armada_list_loader_get_updated (ArmadaListLoader *self);

G_END_DECLS
