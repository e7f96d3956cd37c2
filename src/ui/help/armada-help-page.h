/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "help/armada-help-topics.h"

G_BEGIN_DECLS

/* Actions that it needs: "help.topic" (string: the name of another), "help.show" (string: a place
 * in the program, as armada_help_window_new() says). */

GtkWidget *armada_help_page_new (const ArmadaHelpTopic *topic);

G_END_DECLS
