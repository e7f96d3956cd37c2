/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-record.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_ITEM (armada_item_get_type ())
G_DECLARE_DERIVABLE_TYPE (ArmadaItem, armada_item, ARMADA, ITEM, GObject)

/**
 * ArmadaItemClass:
 * @record_type: what its records are; each field that a property can hold is one, by the field's
 *   name with dashes: numbers, texts, times (int64, UNIX seconds), flags (int, -1 unknown), lists
 * of texts (strv)
 *
 * A thing of the server that a list shows, which stays the same object while what is known of it is
 * replaced.
 */
struct _ArmadaItemClass
{
  GObjectClass parent_class;

  const ArmadaRecordType *record_type;
};

ArmadaItem *armada_item_new (const ArmadaRecordType *type, ArmadaRecord *record);
ArmadaRecord *armada_item_get_record (ArmadaItem *self);
void armada_item_set_record (ArmadaItem *self, ArmadaRecord *record);

/* For the classes of items. */
void armada_item_class_set_type (ArmadaItemClass *klass, const ArmadaRecordType *type);

G_END_DECLS
