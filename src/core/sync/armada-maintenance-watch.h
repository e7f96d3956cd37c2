/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-maintenance.h"
#include "sync/armada-catalog.h"
#include "sync/armada-inbox.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_MAINTENANCE_WATCH (armada_maintenance_watch_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaMaintenanceWatch,
                      armada_maintenance_watch,
                      ARMADA,
                      MAINTENANCE_WATCH,
                      GObject)

/* The types of the events that it makes. */
#define ARMADA_MAINTENANCE_OVERDUE "maintenance_overdue"
#define ARMADA_MAINTENANCE_SOON "maintenance_soon"

/*
 * How much maintenance is due in the fleet, looked at now and then though nobody shows it. What
 * falls due comes into the inbox: once as due soon, once as overdue, and again only when its next
 * term does.
 *
 * Signal "changed": the numbers are others.
 */

ArmadaMaintenanceWatch *armada_maintenance_watch_new (ArmadaCatalog *catalog,
                                                      ArmadaFleet *fleet,
                                                      ArmadaInbox *inbox,
                                                      ArmadaStore *store,
                                                      gint64 account,
                                                      ArmadaClock *clock);
void armada_maintenance_watch_stop (ArmadaMaintenanceWatch *self);
void armada_maintenance_watch_look (ArmadaMaintenanceWatch *self);
guint armada_maintenance_watch_get_n (ArmadaMaintenanceWatch *self, ArmadaDue due);

G_END_DECLS
