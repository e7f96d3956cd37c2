/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sync/armada-history-loader.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_TRANSPORT (armada_transport_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaTransport, armada_transport, ARMADA, TRANSPORT, GtkWidget)

/* Property (read-write): "compact" (boolean: only what one cannot do without). */

GtkWidget *armada_transport_new (void);
void armada_transport_set_models (ArmadaTransport *self,
                                  ArmadaReplay *replay,
                                  ArmadaHistoryLoader *loader);
void armada_transport_focus (ArmadaTransport *self);
GActionGroup *armada_transport_get_actions (ArmadaTransport *self);

G_END_DECLS
