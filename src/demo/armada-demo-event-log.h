/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-demo-life.h"

G_BEGIN_DECLS

/* The platform's own record of what happened on its roads, whoever asked for it: a line for each
 * event, as it happens: its id, UNIX seconds and type. */
typedef struct _ArmadaDemoEventLog ArmadaDemoEventLog;

ArmadaDemoEventLog *armada_demo_event_log_open (const char *path, gint64 from, GError **error);
void armada_demo_event_log_write (ArmadaDemoEventLog *self,
                                  ArmadaDemoLife *life,
                                  guint64 seed,
                                  gint64 to);
void armada_demo_event_log_close (ArmadaDemoEventLog *self);

G_END_DECLS
