/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/armada-window.h"
#include "help/armada-help-window.h"

G_BEGIN_DECLS

/* Actions: "win.help": about where the user is; "win.help-topic" (string: the name of a topic). */

void armada_window_help_add_actions (ArmadaWindow *window);
ArmadaHelpWindow *armada_window_help_get (ArmadaWindow *window);

G_END_DECLS
