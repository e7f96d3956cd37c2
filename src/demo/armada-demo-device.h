/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-demo-json.h"
#include "armada-demo-life.h"

G_BEGIN_DECLS

/* A vehicle not heard of for longer is told to be offline. Seconds. */
#define ARMADA_DEMO_OFFLINE_AFTER 300

void armada_demo_device_write (ArmadaDemoJson *json,
                               ArmadaDemoLife *life,
                               guint64 seed,
                               guint index,
                               gint64 now,
                               const ArmadaDemoReport *report);

G_END_DECLS
