/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-record.h"

G_BEGIN_DECLS

/* For the files that define record types, and for nobody else. */

/* A field named like the struct's member. ...: flags, element type */
#define ARMADA_RECORD_FIELD(Record, member, KIND, wire, ...)                                       \
  { #member, ARMADA_FIELD_##KIND, G_STRUCT_OFFSET (Record, member), wire, __VA_ARGS__ }

#define ARMADA_DEFINE_RECORD_TYPE(variable, what, Record, table, complete_func)                    \
  const ArmadaRecordType variable = { what, sizeof (Record), table, G_N_ELEMENTS (table),          \
                                      complete_func };

G_END_DECLS
