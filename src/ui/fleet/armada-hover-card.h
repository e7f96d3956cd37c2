/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/armada-fleet-layer.h"
#include "sync/armada-clock.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_HOVER_CARD (armada_hover_card_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaHoverCard, armada_hover_card, ARMADA, HOVER_CARD, GtkWidget)

/*
 * What is known of the vehicle the pointer rests on, in short. It lies over the whole map and lets
 * everything through.
 */

GtkWidget *armada_hover_card_new (ArmadaFleetLayer *layer, ArmadaClock *clock);
ArmadaDevice *armada_hover_card_get_device (ArmadaHoverCard *self);

G_END_DECLS
