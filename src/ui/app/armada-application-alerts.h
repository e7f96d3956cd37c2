/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/armada-application.h"

G_BEGIN_DECLS

/*
 * What the application does about incidents without its window: "app.show-incident",
 * "app.acknowledge-incident", "app.snooze-incident" (int64 of the incident), which notifications
 * call, and "app.show".
 */

void
armada_application_add_alerts (ArmadaApplication *self, ArmadaClock *clock, GSettings *settings);
void armada_application_end_alerts (ArmadaApplication *self);
gboolean armada_application_can_notify (GApplication *application);

G_END_DECLS
