/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-kept-list"

#include "store/armada-kept-list.h"

/**
 * armada_kept_list_new:
 *
 * Returns: (transfer full): a list that was never kept
 */
ArmadaKeptList *
armada_kept_list_new (void)
{
  ArmadaKeptList *self = g_new0 (ArmadaKeptList, 1);

  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) armada_record_unref);
  self->total = -1;
  return self;
}

void
armada_kept_list_free (ArmadaKeptList *self)
{
  g_ptr_array_unref (self->records);
  g_free (self);
}
