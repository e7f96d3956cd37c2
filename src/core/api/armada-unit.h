/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *armada_unit_find (const char *text);
const char *armada_unit_in_text (const char *text);
double armada_unit_get_kmh (const char *text, double otherwise);
double armada_unit_get_metres (const char *text, double otherwise);

G_END_DECLS
