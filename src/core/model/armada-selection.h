/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-fleet.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_SELECTION (armada_selection_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaSelection, armada_selection, ARMADA, SELECTION, GObject)

/*
 * The vehicles the user has chosen; list, table, map and details all hold the same object. One of
 * them is the first among them, the primary: what is about one vehicle is about it. A device that
 * leaves the fleet leaves the selection.
 *
 * Properties (explicit notify): "fleet" (construct-only), "device" (read-write: ArmadaDevice, the
 * primary, nullable; setting it chooses it alone), "n-chosen" (uint, read-only), "follow"
 * (read-write boolean: the map keeps what is chosen in view; FALSE with nothing chosen).
 *
 * Signal "changed": once for each change of what is chosen or of the primary, after the properties.
 */

ArmadaSelection *armada_selection_new (ArmadaFleet *fleet);
ArmadaDevice *armada_selection_get_device (ArmadaSelection *self);
void armada_selection_set_device (ArmadaSelection *self, ArmadaDevice *device);
gboolean armada_selection_get_follow (ArmadaSelection *self);
void armada_selection_set_follow (ArmadaSelection *self, gboolean follow);

guint armada_selection_get_n_chosen (ArmadaSelection *self);
ArmadaDevice *armada_selection_get_chosen (ArmadaSelection *self, guint i);
gboolean armada_selection_contains (ArmadaSelection *self, ArmadaDevice *device);
void armada_selection_add (ArmadaSelection *self, ArmadaDevice *device);
void armada_selection_remove (ArmadaSelection *self, ArmadaDevice *device);
void armada_selection_toggle (ArmadaSelection *self, ArmadaDevice *device);
void armada_selection_set_chosen (ArmadaSelection *self,
                                  ArmadaDevice *const *devices,
                                  guint n_devices,
                                  ArmadaDevice *primary);
void
armada_selection_add_chosen (ArmadaSelection *self, ArmadaDevice *const *devices, guint n_devices);
void armada_selection_toggle_chosen (ArmadaSelection *self,
                                     ArmadaDevice *const *devices,
                                     guint n_devices);

G_END_DECLS
