/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *armada_cli_terminal_ask (const char *question, gboolean is_secret, GError **error);

G_END_DECLS
