/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ARMADA_TYPE_ALERTS_GROUP (armada_alerts_group_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaAlertsGroup,
                      armada_alerts_group,
                      ARMADA,
                      ALERTS_GROUP,
                      AdwPreferencesGroup)

void armada_alerts_group_open (ArmadaAlertsGroup *self, GSettings *settings);

G_END_DECLS
