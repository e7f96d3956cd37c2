/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ARMADA_TYPE_OFFSTAGE (armada_offstage_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaOffstage, armada_offstage, ARMADA, OFFSTAGE, GtkWidget)

void armada_offstage_set_child (ArmadaOffstage *self, GtkWidget *child, int width, int height);
GdkTexture *armada_offstage_take (ArmadaOffstage *self, double scale);

G_END_DECLS
