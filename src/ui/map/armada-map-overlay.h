/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

G_BEGIN_DECLS

/**
 * ArmadaMapOverlay:
 *
 * What lies over a map: its buttons ("map.zoom-in", "map.zoom-out", "map.fit"), the scale, whose
 * map it is, and what others put there.
 */
typedef struct _ArmadaMapOverlay ArmadaMapOverlay;

ArmadaMapOverlay *armada_map_overlay_new (ShumateMap *map, GtkWidget *lowest);
GtkWidget *armada_map_overlay_get_widget (ArmadaMapOverlay *self);
void armada_map_overlay_set_credits (ArmadaMapOverlay *self, const char *credits);
void armada_map_overlay_add_legend (ArmadaMapOverlay *self, GtkWidget *widget);
void armada_map_overlay_add_card (ArmadaMapOverlay *self, GtkWidget *widget);
void armada_map_overlay_add_bar (ArmadaMapOverlay *self, GtkWidget *widget);
void armada_map_overlay_hide_buttons (ArmadaMapOverlay *self);
void armada_map_overlay_free (ArmadaMapOverlay *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaMapOverlay, armada_map_overlay_free)

G_END_DECLS
