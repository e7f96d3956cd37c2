/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-answer.h"
#include "api/armada-call.h"

G_BEGIN_DECLS

ArmadaCall *armada_login_call (const char *email, const char *password);
char *armada_login_read (ArmadaAnswer *answer, GError **error);

G_END_DECLS
