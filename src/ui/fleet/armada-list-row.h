/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ARMADA_TYPE_LIST_ROW (armada_list_row_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaListRow, armada_list_row, ARMADA, LIST_ROW, AdwActionRow)

GtkWidget *armada_list_row_new (void);
void armada_list_row_set_texts (ArmadaListRow *self,
                                const char *title,
                                const char *subtitle,
                                const char *mark,
                                const char *mark_class);
const char *armada_list_row_get_mark (ArmadaListRow *self);

G_END_DECLS
