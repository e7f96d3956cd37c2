/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ARMADA_TYPE_PAGE_BAR (armada_page_bar_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaPageBar, armada_page_bar, ARMADA, PAGE_BAR, GtkBox)

void armada_page_bar_set_stack (ArmadaPageBar *self, GtkStack *stack);
void armada_page_bar_set_count (ArmadaPageBar *self, const char *page, guint count);
GtkWidget *armada_page_bar_get_button (ArmadaPageBar *self, const char *page);
gboolean armada_page_bar_has_page (const char *page);
gboolean
armada_page_bar_get_page (guint place, const char **name, const char **label, const char **icon);
void armada_page_bar_set_accels (GtkApplication *application);

G_END_DECLS
