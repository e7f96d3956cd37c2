/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/armada-window.h"
#include "sync/armada-session.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_APPLICATION (armada_application_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaApplication, armada_application, ARMADA, APPLICATION, AdwApplication)

/* Actions: "app.preferences", "app.about", "app.quit". */

ArmadaApplication *armada_application_new (void);
ArmadaSession *armada_application_get_session (ArmadaApplication *self);
ArmadaWindow *armada_application_get_window (ArmadaApplication *self);
int armada_application_get_result (ArmadaApplication *self);

G_END_DECLS
