/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-record.h"

G_BEGIN_DECLS

/**
 * ArmadaKeptList:
 * @records: (element-type ArmadaRecord): in the server's order
 * @total: how many the server said there are, -1: it did not
 * @complete: whether all of them are here
 * @written: UNIX seconds when the server gave them, 0 never
 * @n_unreadable: records that were kept and could not be read back
 *
 * A list as the store has it.
 */
typedef struct
{
  GPtrArray *records;
  gint64 total;
  gboolean complete;
  gint64 written;
  guint n_unreadable;
} ArmadaKeptList;

ArmadaKeptList *armada_kept_list_new (void);
void armada_kept_list_free (ArmadaKeptList *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaKeptList, armada_kept_list_free)

G_END_DECLS
