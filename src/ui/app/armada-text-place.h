/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

int armada_text_place_get_offset (PangoLayout *layout, int width, gboolean mirrored);

char *armada_text_place_isolate (const char *text);

G_END_DECLS
