/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "boards/armada-board-row.h"

G_BEGIN_DECLS

#define ARMADA_BOARD_ALL_CLASSES (-1)

#define ARMADA_TYPE_BOARD_ROWS (armada_board_rows_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaBoardRows, armada_board_rows, ARMADA, BOARD_ROWS, GObject)

/* The rows of a board, and which of them are shown in which order. */

ArmadaBoardRows *armada_board_rows_new (GtkSorter *sorter);

gboolean armada_board_rows_put (ArmadaBoardRows *self, GPtrArray *rows);
guint armada_board_rows_get_n (ArmadaBoardRows *self);
guint armada_board_rows_count_class (ArmadaBoardRows *self, int class);

void armada_board_rows_set_search (ArmadaBoardRows *self, const char *words);
void armada_board_rows_set_class (ArmadaBoardRows *self, int class);
int armada_board_rows_get_class (ArmadaBoardRows *self);

GListModel *armada_board_rows_get_shown (ArmadaBoardRows *self);
guint armada_board_rows_get_n_shown (ArmadaBoardRows *self);
guint armada_board_rows_find_shown (ArmadaBoardRows *self, gint64 id);

G_END_DECLS
