/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ArmadaSinkFunc:
 * @error: return location for an error; may stay empty where the taker knows its own
 *
 * Returns: whether it took all of @bytes
 */
typedef gboolean (*ArmadaSinkFunc) (const char *bytes, gsize n, gpointer user_data, GError **error);

/**
 * ArmadaSink:
 *
 * Where a track is written to as text: what is put in is gathered and handed on in large pieces.
 * After the first failure nothing more is handed on, and armada_sink_end() tells of it. It counts
 * the fixes that went through, for progress.
 */
typedef struct _ArmadaSink ArmadaSink;

ArmadaSink *armada_sink_new (ArmadaSinkFunc func, gpointer user_data);
void armada_sink_free (ArmadaSink *self);

void armada_sink_put (ArmadaSink *self, const char *text);
void armada_sink_print (ArmadaSink *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void armada_sink_put_number (ArmadaSink *self, double number, guint decimals);
void armada_sink_put_degrees (ArmadaSink *self, gint32 steps);
void armada_sink_put_time (ArmadaSink *self, gint64 time);
void armada_sink_put_xml (ArmadaSink *self, const char *text);
void armada_sink_put_json (ArmadaSink *self, const char *text);

void armada_sink_count_fix (ArmadaSink *self);
guint armada_sink_get_n_fixes (ArmadaSink *self);
gboolean armada_sink_is_broken (ArmadaSink *self);
gboolean armada_sink_end (ArmadaSink *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaSink, armada_sink_free)

G_END_DECLS
