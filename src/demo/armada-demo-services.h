/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-demo-request.h"

G_BEGIN_DECLS

#define ARMADA_DEMO_MAX_SERVICES 4

/**
 * ArmadaDemoService:
 * @by: "odometer", "engine_hours" or "days"; static
 * @interval: between two services, in @unit
 * @last: the odometer's km, the hours or the day since 1970 of the last one
 * @expires: when it is due, likewise
 * @left: until then; below 0 when it is overdue
 * @remind: how much of @left is left when the account is reminded
 * @renews: whether the next one is entered when this one is overdue
 * @unit: "km", "h" or "d."
 *
 * A service that a vehicle needs from time to time.
 */
typedef struct
{
  gint64 id;
  const char *name;
  const char *by;
  int interval;
  int last;
  int expires;
  double left;
  int remind;
  gboolean renews;
  const char *unit;
} ArmadaDemoService;

guint armada_demo_services_fill (ArmadaDemoService *services,
                                 guint64 seed,
                                 guint index,
                                 gint64 now,
                                 const ArmadaDemoReport *report);
gboolean armada_demo_service_is_expiring (const ArmadaDemoService *service);
char *armada_demo_service_dup_value (const ArmadaDemoService *service);

void armada_demo_services_answer (const ArmadaDemoRequest *request, ArmadaDemoReply *reply);

G_END_DECLS
