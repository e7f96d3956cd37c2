/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "api/armada-record.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_ITEM_LIST (armada_item_list_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaItemList, armada_item_list, ARMADA, ITEM_LIST, GObject)

/*
 * A list of the server as a GListModel of ArmadaItem. Items are made when they are asked for, so
 * that a hundred thousand records cost their records alone.
 */

ArmadaItemList *armada_item_list_new (const ArmadaRecordType *type);
void armada_item_list_replace (ArmadaItemList *self, GPtrArray *records);
void armada_item_list_append (ArmadaItemList *self, GPtrArray *records);
guint armada_item_list_get_n (ArmadaItemList *self);
ArmadaRecord *armada_item_list_get_record (ArmadaItemList *self, guint position);

G_END_DECLS
