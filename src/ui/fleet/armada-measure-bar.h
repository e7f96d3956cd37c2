/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "map/armada-measure-layer.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_MEASURE_BAR (armada_measure_bar_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaMeasureBar, armada_measure_bar, ARMADA, MEASURE_BAR, GtkWidget)

GtkWidget *armada_measure_bar_new (ArmadaMeasureLayer *layer);
void armada_measure_bar_set_unit (ArmadaMeasureBar *self, const char *unit);

G_END_DECLS
