/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-fleet-view.h"
#include "model/armada-selection.h"
#include "replay/armada-replay.h"

G_BEGIN_DECLS

/**
 * ArmadaVehicleSourceKind:
 * @ARMADA_VEHICLES_ALL: all that there are
 * @ARMADA_VEHICLES_CHOSEN: those that are chosen on the map
 * @ARMADA_VEHICLES_LISTED: those that the map shows, where it does not show all
 * @ARMADA_VEHICLES_REPLAYED: those whose history is shown
 * @ARMADA_VEHICLES_GROUP: those of a group
 *
 * Where vehicles can be taken from.
 */
typedef enum
{
  ARMADA_VEHICLES_ALL,
  ARMADA_VEHICLES_CHOSEN,
  ARMADA_VEHICLES_LISTED,
  ARMADA_VEHICLES_REPLAYED,
  ARMADA_VEHICLES_GROUP,
} ArmadaVehicleSourceKind;

/**
 * ArmadaVehicleSource:
 * @group: id, of ARMADA_VEHICLES_GROUP
 * @title: for people
 */
typedef struct
{
  ArmadaVehicleSourceKind kind;
  gint64 group;
  char *title;
} ArmadaVehicleSource;

/**
 * ArmadaVehicleSources:
 * @selection: (nullable): who is chosen
 * @listed: (nullable): who is listed
 * @replay: (nullable): who is replayed
 *
 * What is asked for them.
 */
typedef struct
{
  ArmadaFleet *fleet;
  ArmadaSelection *selection;
  ArmadaFleetView *listed;
  ArmadaReplay *replay;
} ArmadaVehicleSources;

GPtrArray *armada_vehicle_sources_list (const ArmadaVehicleSources *self, const char *all);
GListModel *armada_vehicle_sources_dup_titles (GPtrArray *sources);
guint armada_vehicle_sources_find (GPtrArray *sources, const ArmadaVehicleSource *source);
GArray *armada_vehicle_sources_dup_ids (const ArmadaVehicleSources *self,
                                        const ArmadaVehicleSource *source);

G_END_DECLS
