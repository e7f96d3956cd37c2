/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean armada_vector_tile_check (GBytes *tile);

G_END_DECLS
