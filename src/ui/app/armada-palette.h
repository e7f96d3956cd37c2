/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/armada-device-state.h"

G_BEGIN_DECLS

/* The one place for what stands for a state: its colour in both schemes, its symbolic icon. */

void armada_palette_state_color (ArmadaDeviceState state, gboolean dark, GdkRGBA *color);
void armada_palette_alarm_color (gboolean dark, GdkRGBA *color);
void armada_palette_selection_color (gboolean dark, GdkRGBA *color);
void armada_palette_paper_color (gboolean dark, GdkRGBA *color);
void armada_palette_ink_color (gboolean dark, GdkRGBA *color);
void armada_palette_follow_scheme (GtkWidget *window);
double armada_palette_contrast (const GdkRGBA *a, const GdkRGBA *b);
const char *armada_palette_state_icon (ArmadaDeviceState state);
const char *armada_palette_state_css_class (ArmadaDeviceState state);

G_END_DECLS
