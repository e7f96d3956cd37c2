/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ARMADA_DEFAULT_SERVER "https://trackgps.id"

GUri *armada_address_parse (const char *text, GError **error);
char *armada_address_to_text (GUri *address);
gboolean armada_address_same_server (GUri *a, GUri *b);
GUri *armada_address_find_file (GUri *address, const char *url, const char *hash);

G_END_DECLS
