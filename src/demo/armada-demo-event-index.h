/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-demo-events.h"

G_BEGIN_DECLS

/* (array length=n): the ids of all vehicles' events with from ≤ time < to, oldest first; they
 * belong to the life, until the next call. */
const gint64 *
armada_demo_event_index_find (ArmadaDemoLife *life, guint64 seed, gint64 from, gint64 to, guint *n);

G_END_DECLS
