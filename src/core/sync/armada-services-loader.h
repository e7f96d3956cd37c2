/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-client.h"
#include "api/armada-services-reader.h"
#include "model/armada-fleet.h"
#include "store/armada-store.h"
#include "sync/armada-clock.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_SERVICES_LOADER (armada_services_loader_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaServicesLoader,
                      armada_services_loader,
                      ARMADA,
                      SERVICES_LOADER,
                      GObject)

/* How old what is known of a vehicle may be before it is asked for again by itself. Seconds. */
#define ARMADA_SERVICES_FRESH (6 * 3600)

/*
 * The maintenance of a whole fleet: the server gives it vehicle by vehicle, so it is asked for
 * several at once, behind everything that somebody waits for, and kept. Whatever fails, what was
 * there stays.
 *
 * Properties (read-only, notified): "loading" (boolean), "n-done", "n-total" (uint: how far it has
 * come), "updated" (int64 UNIX seconds: since when all that is shown was given, 0: never), "error"
 * (G_TYPE_ERROR, nullable: why the last run ended early; ends with the next that succeeds).
 *
 * Signal "changed": another service came, went or changed; at most once for each turn of the main
 * loop.
 */

ArmadaServicesLoader *armada_services_loader_new (void);
void armada_services_loader_connect (ArmadaServicesLoader *self,
                                     ArmadaClient *client,
                                     ArmadaStore *store,
                                     gint64 account,
                                     ArmadaClock *clock);

void armada_services_loader_refresh (ArmadaServicesLoader *self, ArmadaFleet *fleet, gboolean all);
void armada_services_loader_cancel (ArmadaServicesLoader *self);

gboolean armada_services_loader_get_loading (ArmadaServicesLoader *self);
guint armada_services_loader_get_n_done (ArmadaServicesLoader *self);
guint armada_services_loader_get_n_total (ArmadaServicesLoader *self);
gint64 armada_services_loader_get_updated (ArmadaServicesLoader *self);
const GError *armada_services_loader_get_error (ArmadaServicesLoader *self);

GPtrArray *armada_services_loader_get_of (ArmadaServicesLoader *self, ArmadaDevice *device);

typedef void (*ArmadaServicesFunc) (ArmadaDevice *device,
                                    const ArmadaServiceRecord *service,
                                    gpointer user_data);
void armada_services_loader_foreach (ArmadaServicesLoader *self,
                                     ArmadaFleet *fleet,
                                     ArmadaServicesFunc func,
                                     gpointer user_data);

G_END_DECLS
