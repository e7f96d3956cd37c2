/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <yyjson.h>

G_BEGIN_DECLS

/**
 * ArmadaAnswer:
 *
 * A good answer: its bytes, and unless the call was marked unparsed, its JSON. Immutable, counted,
 * usable on any thread.
 */
typedef struct _ArmadaAnswer ArmadaAnswer;

ArmadaAnswer *armada_answer_new (const char *endpoint,
                                 guint status,
                                 int retry_after,
                                 GBytes *body,
                                 gboolean unparsed,
                                 GError **error);
ArmadaAnswer *armada_answer_new_file (const char *endpoint,
                                      guint status,
                                      int retry_after,
                                      GBytes *body,
                                      GError **error);
ArmadaAnswer *armada_answer_ref (ArmadaAnswer *self);
void armada_answer_unref (ArmadaAnswer *self);

GBytes *armada_answer_get_bytes (ArmadaAnswer *self);
yyjson_val *armada_answer_get_root (ArmadaAnswer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaAnswer, armada_answer_unref)

G_END_DECLS
