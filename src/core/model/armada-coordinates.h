/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Places as people write them. */

gboolean armada_coordinates_parse (const char *text, double *latitude, double *longitude);
char *armada_coordinates_to_text (double latitude, double longitude);
char *armada_coordinates_to_link (double latitude, double longitude, int zoom);

G_END_DECLS
