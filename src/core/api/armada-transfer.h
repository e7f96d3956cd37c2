/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "api/armada-answer.h"
#include "api/armada-call.h"

G_BEGIN_DECLS

/*
 * One request over HTTP, from its first byte to the answer: bears redirects within a server, lets
 * nothing become too large, and turns what fails on the way into an ARMADA_ERROR. It knows neither
 * who asks nor what is secret of it: that is the client's.
 */

void armada_transfer_async (SoupSession *soup,
                            GUri *server,
                            ArmadaCall *call,
                            SoupMessage *message,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
ArmadaAnswer *armada_transfer_finish (GAsyncResult *result, GError **error);

G_END_DECLS
