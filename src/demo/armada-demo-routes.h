/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-demo-request.h"

G_BEGIN_DECLS

ArmadaDemoEndpoint
armada_demo_routes_find (const char *method, const char *endpoint, guint *status);

G_END_DECLS
