/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/armada-fleet.h"
#include "model/armada-item-list.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_PICK_PAGE (armada_pick_page_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaPickPage, armada_pick_page, ARMADA, PICK_PAGE, AdwNavigationPage)

/* Which of many: a list to search, with a mark for each. Signal "changed": of what is chosen. */

GtkWidget *armada_pick_page_new (const char *title, const char *search_hint);
void armada_pick_page_set_fleet (ArmadaPickPage *self, ArmadaFleet *fleet);
void armada_pick_page_set_geofences (ArmadaPickPage *self, ArmadaItemList *geofences);

void armada_pick_page_set_ids (ArmadaPickPage *self, const gint64 *ids, guint n);
void armada_pick_page_choose_all (ArmadaPickPage *self);
guint armada_pick_page_get_n_ids (ArmadaPickPage *self);
GArray *armada_pick_page_dup_ids (ArmadaPickPage *self);
GPtrArray *armada_pick_page_dup_names (ArmadaPickPage *self);
guint armada_pick_page_get_n_items (ArmadaPickPage *self);

G_END_DECLS
