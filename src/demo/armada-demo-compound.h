/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean
armada_demo_compound_write (const char *name, GString *stream, GString *bytes, GError **error);

G_END_DECLS
