/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-demo-request.h"

G_BEGIN_DECLS

gint64 armada_demo_driver_get_id (guint index);
void armada_demo_driver_write_members (ArmadaDemoJson *json, guint index, const char *name);

void armada_demo_drivers_answer (const ArmadaDemoRequest *request, ArmadaDemoReply *reply);

G_END_DECLS
