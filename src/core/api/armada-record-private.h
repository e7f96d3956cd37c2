/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-record.h"

G_BEGIN_DECLS

/* Shared by the files of records, and by nobody else. */

/* What stands at a field's place: to be written, and to be read. */
#define MEMBER(fields, field, type) (*(type *) G_STRUCT_MEMBER_P (fields, (field)->offset))
#define READ(fields, field, type) (*(type const *) G_STRUCT_MEMBER_P (fields, (field)->offset))

gboolean armada_record_type_has_id (const ArmadaRecordType *type);

G_END_DECLS
