/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *armada_paths_dup_data (const char *name);

G_END_DECLS
