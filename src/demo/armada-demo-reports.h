/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-demo-request.h"

G_BEGIN_DECLS

void armada_demo_reports_answer (const ArmadaDemoRequest *request, ArmadaDemoReply *reply);
void armada_demo_reports_answer_order (const ArmadaDemoRequest *request, ArmadaDemoReply *reply);
void armada_demo_reports_answer_file (const ArmadaDemoRequest *request, ArmadaDemoReply *reply);

G_END_DECLS
