/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What is to be said of a row of a form: a hint as long as all is well, else what is wrong. */

void armada_field_set_hint (AdwActionRow *row, const char *hint);
void armada_field_set_problem (AdwActionRow *row, const char *problem);
const char *armada_field_get_problem (AdwActionRow *row);

G_END_DECLS
