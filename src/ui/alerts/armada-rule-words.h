/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-alerts-reader.h"
#include "model/armada-fleet.h"
#include "model/armada-item-list.h"

G_BEGIN_DECLS

/* What people are told of alert rules. */

/**
 * ArmadaRuleNames:
 * @geofences: (nullable): of the account, as far as they are known
 * @drivers: (nullable): likewise
 * @most: so many are named, of more their number is told; 0: all are named
 *
 * Where what a rule names by number is looked up.
 */
typedef struct
{
  ArmadaItemList *geofences;
  ArmadaItemList *drivers;
  guint most;
} ArmadaRuleNames;

char *armada_words_for_rule_type (const ArmadaAlertRecord *rule);
char *armada_words_for_rule_devices (const ArmadaAlertRecord *rule, ArmadaFleet *fleet, guint most);
char *armada_words_for_rule_limits (const ArmadaAlertRecord *rule,
                                    ArmadaFleet *fleet,
                                    const ArmadaRuleNames *names);
char *armada_words_for_rule_schedule (const ArmadaAlertRecord *rule);
char *armada_words_for_rule_channels (const ArmadaAlertRecord *rule);
char *armada_words_for_rule_zone (const ArmadaAlertRecord *rule, const ArmadaRuleNames *names);

G_END_DECLS
