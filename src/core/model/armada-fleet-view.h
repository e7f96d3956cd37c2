/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-fleet.h"
#include "model/armada-map-scope.h"

G_BEGIN_DECLS

/**
 * ArmadaFleetSort:
 * @ARMADA_FLEET_SORT_NAME: by name, as a person sorts (numbers by value), in the locale
 * @ARMADA_FLEET_SORT_ATTENTION: alarms first, then moving, idling, standing …, then by name
 */
typedef enum
{
  ARMADA_FLEET_SORT_NAME,
  ARMADA_FLEET_SORT_ATTENTION,
} ArmadaFleetSort;

#define ARMADA_TYPE_FLEET_VIEW (armada_fleet_view_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaFleetView, armada_fleet_view, ARMADA, FLEET_VIEW, GObject)

/*
 * The part of a fleet the user wants to see, filtered and sorted: a GListModel of ArmadaDevice that
 * list and map share. Per change at most one items-changed, over the smallest range that differs.
 *
 * Properties (read-write, explicit notify): "fleet" (object, construct-only), "search" (string),
 * "states" (uint mask), "group" (int64), "sort" (uint); (read-only) "only-title" (string, nullable:
 * what the vehicles have in common that alone are shown), "counts-serial" (uint), notified when a
 * count or a chip's number may have changed.
 *
 * Signal "refreshed" (ArmadaFleetView *view, gpointer user_data): after each recomputation, behind
 * its items-changed if there was one; devices that stayed in the view may have new values: redraw
 * what is bound. The signal itself means no row came, went or moved.
 */

ArmadaFleetView *armada_fleet_view_new (ArmadaFleet *fleet);

ArmadaFleet *armada_fleet_view_get_fleet (ArmadaFleetView *self);
void armada_fleet_view_set_search (ArmadaFleetView *self, const char *search);
void armada_fleet_view_set_states (ArmadaFleetView *self, guint states);
guint armada_fleet_view_get_states (ArmadaFleetView *self);
void armada_fleet_view_set_group (ArmadaFleetView *self, gint64 group);
gint64 armada_fleet_view_get_group (ArmadaFleetView *self);
void armada_fleet_view_set_only (ArmadaFleetView *self, GArray *ids, const char *title);
void armada_fleet_view_set_box (ArmadaFleetView *self, const ArmadaAreaBox *box);
void armada_fleet_view_set_scope (ArmadaFleetView *self, const ArmadaMapScope *scope);
const char *armada_fleet_view_get_only_title (ArmadaFleetView *self);
void armada_fleet_view_set_sort (ArmadaFleetView *self, ArmadaFleetSort sort);

guint armada_fleet_view_get_n_devices (ArmadaFleetView *self);
ArmadaDevice *armada_fleet_view_get_device (ArmadaFleetView *self, guint position);
GPtrArray *armada_fleet_view_ref_devices (ArmadaFleetView *self);
gboolean armada_fleet_view_find (ArmadaFleetView *self, ArmadaDevice *device, guint *position);
guint armada_fleet_view_count_state (ArmadaFleetView *self, ArmadaDeviceState state);

G_END_DECLS
