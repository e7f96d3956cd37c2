/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "armada-demo-json.h"

G_BEGIN_DECLS

typedef struct _ArmadaDemoSessions ArmadaDemoSessions;

ArmadaDemoSessions *armada_demo_sessions_new (guint64 seed);
void armada_demo_sessions_free (ArmadaDemoSessions *self);
void armada_demo_sessions_forget (ArmadaDemoSessions *self);
void armada_demo_sessions_answer_login (ArmadaDemoSessions *self,
                                        SoupServerMessage *message,
                                        ArmadaDemoHabits habits,
                                        gboolean legacy);
gboolean armada_demo_sessions_check (ArmadaDemoSessions *self,
                                     SoupServerMessage *message,
                                     GHashTable *query);

G_END_DECLS
