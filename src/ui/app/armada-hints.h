/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/armada-window.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_HINTS (armada_hints_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaHints, armada_hints, ARMADA, HINTS, GObject)

ArmadaHints *armada_window_add_hints (ArmadaWindow *window);
ArmadaHints *armada_hints_new (ArmadaWindow *window);
void armada_hints_offer (ArmadaHints *self);
gboolean armada_hints_show_next (ArmadaHints *self);
const char *armada_hints_get_shown (ArmadaHints *self);

G_END_DECLS
