/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/armada-session.h"

G_BEGIN_DECLS

/* Reports are also made while there is no window: what the user's settings and language say of them
 * belongs to the application. */
void armada_application_set_up_reports (ArmadaSession *session, GSettings *settings);

G_END_DECLS
