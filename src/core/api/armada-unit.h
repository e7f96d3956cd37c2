/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *armada_unit_find (const char *text);
const char *armada_unit_in_text (const char *text);

G_END_DECLS
