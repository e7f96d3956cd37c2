/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Copies a file, beside an older one of the name that it is given, which it replaces when it is
 * whole. Errors: of G_IO_ERROR; nothing has changed then. The first waits for the disk: it is for
 * threads.
 */
gboolean armada_file_copy (GFile *from, GFile *to, GCancellable *cancellable, GError **error);
void armada_file_copy_async (GFile *from,
                             GFile *to,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean armada_file_copy_finish (GAsyncResult *result, GError **error);

G_END_DECLS
