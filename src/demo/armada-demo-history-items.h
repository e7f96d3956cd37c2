/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-demo-events.h"
#include "armada-demo-history.h"
#include "armada-demo-vehicle.h"

G_BEGIN_DECLS

/**
 * ArmadaDemoHistoryItems:
 * @vehicle: index, from 0
 * @painted: what does not change about it
 * @history: what was recorded of it
 * @events: (element-type ArmadaDemoEvent): what was noticed meanwhile, oldest first
 * @snap: whether drives are to lie on roads
 *
 * What get_history tells of one vehicle, while it is written. It owns none of it.
 */
typedef struct
{
  const ArmadaDemoRequest *request;
  guint vehicle;
  const ArmadaDemoVehicle *painted;
  const ArmadaDemoHistory *history;
  GArray *events;
  gboolean snap;
} ArmadaDemoHistoryItems;

gboolean armada_demo_history_has_fuel_sensor (guint vehicle);
void armada_demo_history_write_sensors (const ArmadaDemoHistoryItems *self, ArmadaDemoJson *json);
void armada_demo_history_write_point (const ArmadaDemoHistoryItems *self,
                                      ArmadaDemoJson *json,
                                      const ArmadaDemoFix *fix);
void armada_demo_history_write_items (const ArmadaDemoHistoryItems *self, GString *text);

G_END_DECLS
