/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ArmadaCallMethod:
 * @ARMADA_CALL_GET: parameters in the query
 * @ARMADA_CALL_POST: parameters in a form body; language and hash in the query
 */
typedef enum
{
  ARMADA_CALL_GET,
  ARMADA_CALL_POST,
} ArmadaCallMethod;

/**
 * ArmadaCallPriority:
 * @ARMADA_CALL_VISIBLE: what the user is looking at or has just asked for
 * @ARMADA_CALL_BACKGROUND: everything else; waits while visible calls are waiting
 */
typedef enum
{
  ARMADA_CALL_VISIBLE,
  ARMADA_CALL_BACKGROUND,
} ArmadaCallPriority;

typedef struct _ArmadaCall ArmadaCall;

ArmadaCall *armada_call_new (ArmadaCallMethod method, const char *endpoint);
ArmadaCall *armada_call_new_fetch (const char *name, const char *url);
ArmadaCall *armada_call_ref (ArmadaCall *self);
void armada_call_unref (ArmadaCall *self);

void armada_call_add (ArmadaCall *self, const char *name, const char *value);
void armada_call_add_int (ArmadaCall *self, const char *name, gint64 value);
void armada_call_set_timeout (ArmadaCall *self, guint seconds);
void armada_call_set_max_size (ArmadaCall *self, gsize bytes);
void armada_call_set_priority (ArmadaCall *self, ArmadaCallPriority priority);
/**
 * ArmadaCallProgressFunc:
 * @received: bytes of the body that have come, unpacked
 * @total: how many there will be, -1 the server does not say
 */
typedef void (*ArmadaCallProgressFunc) (guint64 received, gint64 total, gpointer user_data);

void armada_call_set_progress (ArmadaCall *self, ArmadaCallProgressFunc func, gpointer user_data);
void armada_call_set_sink (ArmadaCall *self, GOutputStream *sink);
void armada_call_set_anonymous (ArmadaCall *self);
void armada_call_set_unparsed (ArmadaCall *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaCall, armada_call_unref)

G_END_DECLS
