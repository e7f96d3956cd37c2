/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ARMADA_TYPE_INPUT_ROW (armada_input_row_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaInputRow, armada_input_row, ARMADA, INPUT_ROW, AdwActionRow)

/* A row to type into, whose subtitle has room for a sentence: see armada-field.h. Signal "changed":
 * the user typed. */

GtkWidget *armada_input_row_new (const char *title);
const char *armada_input_row_get_text (ArmadaInputRow *self);
void armada_input_row_set_text (ArmadaInputRow *self, const char *text);
void armada_input_row_set_width (ArmadaInputRow *self, int characters);

G_END_DECLS
