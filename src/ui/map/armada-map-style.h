/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

G_BEGIN_DECLS

ShumateMapSource *armada_map_style_new_source (ShumateDataSource *tiles, gboolean dark);

G_END_DECLS
