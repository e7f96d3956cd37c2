/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ARMADA_TYPE_ID_ROW (armada_id_row_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaIdRow, armada_id_row, ARMADA, ID_ROW, AdwComboRow)

/* A row in which one of many things that have a name and an id is chosen, or any of them. */

void armada_id_row_begin (ArmadaIdRow *self, gint64 any, const char *words);
void armada_id_row_add (ArmadaIdRow *self, gint64 id, const char *name);
void armada_id_row_end (ArmadaIdRow *self, gint64 chosen);
gint64 armada_id_row_get_chosen (ArmadaIdRow *self);
const char *armada_id_row_get_name (ArmadaIdRow *self, gint64 id);

G_END_DECLS
