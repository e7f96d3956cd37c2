/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/armada-window.h"

G_BEGIN_DECLS

/* Actions of the main window: "win.map-of-chosen" (the chosen vehicles), "win.map-of-group" (the
 * group that the list shows), "win.map-of-area" (what is in view): a map window of just these. */

void armada_map_windows_attach (ArmadaWindow *window);

G_END_DECLS
