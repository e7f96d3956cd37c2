/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ArmadaRowMenuFunc:
 *
 * Returns: (transfer full) (nullable): what can be done with the row that is chosen now
 */
typedef GMenuModel *(*ArmadaRowMenuFunc) (gpointer user_data);

void armada_row_menu_attach (GtkWidget *list, ArmadaRowMenuFunc make, gpointer user_data);
void armada_row_menu_mark (GtkWidget *child, GtkListItem *item);

G_END_DECLS
