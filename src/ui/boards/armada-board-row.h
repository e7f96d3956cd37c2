/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "api/armada-record.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_BOARD_ROW (armada_board_row_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaBoardRow, armada_board_row, ARMADA, BOARD_ROW, GObject)

/* One thing on a board: what each column shows, and by what it is sorted. Immutable once built. */

ArmadaBoardRow *armada_board_row_new (gint64 id, gint64 device, guint class, ArmadaRecord *record);
void armada_board_row_add (ArmadaBoardRow *self, char *text, double key);
void armada_board_row_set_fraction (ArmadaBoardRow *self, double fraction);
void armada_board_row_set_style (ArmadaBoardRow *self, const char *style, const char *icon);
void armada_board_row_end (ArmadaBoardRow *self);

gint64 armada_board_row_get_id (ArmadaBoardRow *self);
gint64 armada_board_row_get_device (ArmadaBoardRow *self);
guint armada_board_row_get_class (ArmadaBoardRow *self);
ArmadaRecord *armada_board_row_get_record (ArmadaBoardRow *self);
double armada_board_row_get_fraction (ArmadaBoardRow *self);
const char *armada_board_row_get_style (ArmadaBoardRow *self);
const char *armada_board_row_get_icon (ArmadaBoardRow *self);
guint armada_board_row_get_n (ArmadaBoardRow *self);
const char *armada_board_row_get_text (ArmadaBoardRow *self, guint column);
double armada_board_row_get_key (ArmadaBoardRow *self, guint column);
gboolean armada_board_row_matches (ArmadaBoardRow *self, const char *const *words);
int armada_board_row_compare (ArmadaBoardRow *a, ArmadaBoardRow *b, guint column);
gboolean armada_board_row_equal (ArmadaBoardRow *a, ArmadaBoardRow *b);

G_END_DECLS
