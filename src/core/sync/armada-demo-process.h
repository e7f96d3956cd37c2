/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ARMADA_TYPE_DEMO_PROCESS (armada_demo_process_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaDemoProcess, armada_demo_process, ARMADA, DEMO_PROCESS, GObject)

/* What the demo platform lets in; it is no secret. */
#define ARMADA_DEMO_EMAIL "demo@armada.example"
#define ARMADA_DEMO_PASSWORD "demo"

/* armada-demo-server as a child: ends with us, and with this object. */

void armada_demo_process_start_async (const char *const *args,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
ArmadaDemoProcess *armada_demo_process_start_finish (GAsyncResult *result, GError **error);

const char *armada_demo_process_get_address (ArmadaDemoProcess *self);

G_END_DECLS
