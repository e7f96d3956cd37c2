/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

double armada_map_text_get_size (PangoContext *context);

G_END_DECLS
