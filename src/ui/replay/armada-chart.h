/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "replay/armada-time-view.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_CHART (armada_chart_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaChart, armada_chart, ARMADA, CHART, ArmadaTimeView)

GtkWidget *armada_chart_new (void);
void armada_chart_set_replay (ArmadaChart *self, ArmadaReplay *replay);
void armada_chart_set_shown (ArmadaChart *self, const char *key, gboolean shown);
gboolean armada_chart_get_shown (ArmadaChart *self, const char *key);
char *armada_chart_read (ArmadaChart *self, double time);

G_END_DECLS
