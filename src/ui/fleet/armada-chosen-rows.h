/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/armada-selection.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_CHOSEN_ROWS (armada_chosen_rows_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaChosenRows, armada_chosen_rows, ARMADA, CHOSEN_ROWS, GObject)

/*
 * A GtkSelectionModel of a list of vehicles in which those rows are selected whose vehicles an
 * ArmadaSelection has chosen: a list or a table shows what is chosen elsewhere, and chooses.
 */

ArmadaChosenRows *armada_chosen_rows_new (GListModel *vehicles, ArmadaSelection *selection);

G_END_DECLS
