/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/armada-selection.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_SELECTION_BAR (armada_selection_bar_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaSelectionBar, armada_selection_bar, ARMADA, SELECTION_BAR, GtkWidget)

/*
 * Says over the map how many vehicles are chosen, and what can be done with them.
 */

GtkWidget *armada_selection_bar_new (ArmadaSelection *selection);

G_END_DECLS
