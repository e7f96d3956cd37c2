/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *armada_reader_html_text (const char *data, gsize size, const char *encoding, gsize max);

G_END_DECLS
