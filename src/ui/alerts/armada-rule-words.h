/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-alerts-reader.h"
#include "model/armada-fleet.h"

G_BEGIN_DECLS

/* What people are told of alert rules. */

char *armada_words_for_rule_type (const ArmadaAlertRecord *rule);
char *armada_words_for_rule_devices (const ArmadaAlertRecord *rule, ArmadaFleet *fleet, guint most);
char *armada_words_for_rule_limits (const ArmadaAlertRecord *rule, ArmadaFleet *fleet);
char *armada_words_for_rule_schedule (const ArmadaAlertRecord *rule);
char *armada_words_for_rule_channels (const ArmadaAlertRecord *rule);
char *armada_words_for_rule_zone (const ArmadaAlertRecord *rule);

G_END_DECLS
