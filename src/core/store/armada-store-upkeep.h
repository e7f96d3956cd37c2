/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * ArmadaStoreUpkeep:
 * @limit: bytes that tracks may take, 0 any
 * @used: bytes that they take, -1 not known
 * @due: whether there may be something to do
 * @pause: microseconds between the last step, which did not get on, and the next
 * @not_before: when the next step is, in the monotonic clock's microseconds
 * @shorter: whether the file ends sooner than the disk knows
 *
 * Keeps the tracks below a limit and gives what deleting freed back to the disk; on the store's
 * thread, a little at a time, so that no call waits long.
 */
typedef struct
{
  guint64 limit;
  gint64 used;
  gboolean due;
  gint64 pause;
  gint64 not_before;
  gboolean shorter;
} ArmadaStoreUpkeep;

void armada_store_upkeep_init (ArmadaStoreUpkeep *self);
void armada_store_upkeep_wake (ArmadaStoreUpkeep *self);
gboolean armada_store_upkeep_is_due (const ArmadaStoreUpkeep *self);
guint64 armada_store_upkeep_get_wait (const ArmadaStoreUpkeep *self);
void armada_store_upkeep_step (ArmadaStoreUpkeep *self, sqlite3 *db);

G_END_DECLS
