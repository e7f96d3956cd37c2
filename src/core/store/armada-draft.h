/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ARMADA_ARCHIVE_INCOMING ".incoming"
#define ARMADA_ARCHIVE_DELETED ".deleted"

/**
 * ArmadaDraft:
 * @folder: of the archive
 * @path: below it; it is locked for as long as the draft is there, so that other programs of this
 *   desk do not take it for a leftover
 * @fd: open for writing
 * @size: bytes, once sealed
 * @sha256: hexadecimal, once sealed
 * @modified: nanoseconds since 1970, once sealed
 * @kept: it is a report's now
 *
 * A file that may become a report; what is freed before that is deleted. I/O: not on the main
 * thread, but for armada_draft_discard().
 */
typedef struct
{
  char *folder;
  char *path;
  int fd;
  guint64 size;
  char *sha256;
  gint64 modified;
  gboolean kept;
} ArmadaDraft;

ArmadaDraft *armada_draft_new (const char *folder, GError **error);
gboolean armada_draft_copy (ArmadaDraft *self,
                            GFile *file,
                            guint64 max_size,
                            GCancellable *cancellable,
                            GError **error);
gboolean armada_draft_seal (ArmadaDraft *self, GCancellable *cancellable, GError **error);
char *armada_draft_dup_whole_path (ArmadaDraft *self);
void armada_draft_free (ArmadaDraft *self);
void armada_draft_discard (ArmadaDraft *self);

gboolean armada_draft_is_locked (const char *folder, const char *path);
char *armada_draft_sum_file (const char *path, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaDraft, armada_draft_free)

G_END_DECLS
