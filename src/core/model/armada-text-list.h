/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gsize armada_text_list_get_separator (const char *text);
char **armada_text_list_split (const char *text, gboolean blanks);

G_END_DECLS
