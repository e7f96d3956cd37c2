/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ArmadaCliStream:
 *
 * Where a command's output goes: the standard output, or a file that gets its name only when it is
 * complete. What is written is gathered into large pieces. After the first failure nothing more is
 * written, and armada_cli_stream_end() tells of it.
 */
typedef struct _ArmadaCliStream ArmadaCliStream;

ArmadaCliStream *armada_cli_stream_new (void);
ArmadaCliStream *armada_cli_stream_new_file (const char *path, GError **error);
void armada_cli_stream_free (ArmadaCliStream *self);

void armada_cli_stream_put (ArmadaCliStream *self, const char *text);
void armada_cli_stream_put_bytes (ArmadaCliStream *self, const void *bytes, gsize n);
void armada_cli_stream_print (ArmadaCliStream *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
gboolean armada_cli_stream_is_broken (ArmadaCliStream *self);
gboolean armada_cli_stream_end (ArmadaCliStream *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaCliStream, armada_cli_stream_free)

G_END_DECLS
