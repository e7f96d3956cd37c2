/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ARMADA_TYPE_HELP_WINDOW (armada_help_window_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaHelpWindow, armada_help_window, ARMADA, HELP_WINDOW, AdwWindow)

/* Signals: "show-place" (string): the user wants to see that place in the program: a page of the
 * window, or an action "app.…" or "win.…" */

ArmadaHelpWindow *armada_help_window_new (GtkApplication *application);
void armada_help_window_show_topic (ArmadaHelpWindow *self, const char *name);
const char *armada_help_window_get_topic (ArmadaHelpWindow *self);

G_END_DECLS
