/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ArmadaFileBeside:
 *
 * A file that gets its name only when it is complete: until then it stands beside it, and an older
 * one of that name stays. Freed before its end it leaves nothing. Used on one thread, not the main
 * one: it waits for the disk.
 */
typedef struct _ArmadaFileBeside ArmadaFileBeside;

ArmadaFileBeside *armada_file_beside_new (GFile *file, GError **error);
void armada_file_beside_free (ArmadaFileBeside *self);
gboolean
armada_file_beside_write (ArmadaFileBeside *self, const char *bytes, gsize n, GError **error);
gboolean armada_file_beside_end (ArmadaFileBeside *self, GError **error);
GFile *armada_file_beside_end_free (ArmadaFileBeside *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaFileBeside, armada_file_beside_free)

G_END_DECLS
