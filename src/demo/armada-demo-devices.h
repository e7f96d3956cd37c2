/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-demo-json.h"
#include "armada-demo-life.h"

G_BEGIN_DECLS

/**
 * ArmadaDemoQuestion:
 * @since: 0: all devices; else UNIX seconds: only those that changed after it
 * @first: how many devices to leave out
 * @limit: how many devices to answer with at most
 * @bad_device: whether one more element stands in the list that is no device
 */
typedef struct
{
  guint64 seed;
  gint64 now;
  gint64 since;
  guint first;
  guint limit;
  ArmadaDemoHabits habits;
  gboolean bad_device;
} ArmadaDemoQuestion;

void armada_demo_devices_write_groups (ArmadaDemoLife *life,
                                       const ArmadaDemoQuestion *question,
                                       GString *text);
void armada_demo_devices_write_latest (ArmadaDemoLife *life,
                                       const ArmadaDemoQuestion *question,
                                       GString *text);

G_END_DECLS
