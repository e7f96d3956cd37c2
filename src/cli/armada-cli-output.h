/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-record.h"
#include "armada-cli-options.h"
#include "armada-cli-stream.h"
#include "armada-cli-units.h"

G_BEGIN_DECLS

/**
 * ArmadaCliView:
 * @type: what is shown
 * @columns: (array zero-terminated=1): fields that a table shows
 * @titles: (array zero-terminated=1): of @columns, not yet translated
 * @more: (nullable): adds to a JSON object what @type does not describe
 *
 * How records of a kind are shown.
 */
typedef struct
{
  const ArmadaRecordType *type;
  const char *const *columns;
  const char *const *titles;
  void (*more) (gconstpointer record,
                yyjson_mut_val *object,
                yyjson_mut_doc *doc,
                gpointer user_data);
  gpointer user_data;
} ArmadaCliView;

/**
 * ArmadaCliOutput:
 *
 * Writes records as a table, JSON or CSV, one after the other; nothing but a table is held back.
 */
typedef struct _ArmadaCliOutput ArmadaCliOutput;

ArmadaCliOutput *armada_cli_output_new (ArmadaCliStream *stream,
                                        const ArmadaCliView *view,
                                        ArmadaCliFormat format,
                                        gboolean is_private,
                                        const ArmadaCliUnits *units);
void armada_cli_output_free (ArmadaCliOutput *self);
void armada_cli_output_add (ArmadaCliOutput *self, gconstpointer record);
void armada_cli_output_end (ArmadaCliOutput *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaCliOutput, armada_cli_output_free)

G_END_DECLS
