/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "replay/armada-time-view.h"

G_BEGIN_DECLS

/**
 * ArmadaTimeInput:
 *
 * What pointer, touch and keys do to the replay of a time view. The view owns it.
 */
typedef struct _ArmadaTimeInput ArmadaTimeInput;

ArmadaTimeInput *armada_time_input_new (ArmadaTimeView *view);
void armada_time_input_free (ArmadaTimeInput *self);
ArmadaTimeInput *armada_time_view_get_input (ArmadaTimeView *view);

void armada_time_input_press (ArmadaTimeInput *self, double x, double y, GdkModifierType modifiers);
void armada_time_input_drag (ArmadaTimeInput *self, double x);
void armada_time_input_release (ArmadaTimeInput *self);
void armada_time_input_hover (ArmadaTimeInput *self, double x, double y);
gboolean armada_time_input_scroll (ArmadaTimeInput *self,
                                   double dx,
                                   double dy,
                                   GdkScrollUnit unit,
                                   GdkModifierType modifiers);
gboolean armada_time_input_key (ArmadaTimeInput *self, guint keyval, GdkModifierType modifiers);

G_END_DECLS
