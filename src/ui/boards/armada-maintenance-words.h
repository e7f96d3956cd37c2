/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-maintenance.h"

G_BEGIN_DECLS

/* What people are told of maintenance. */

const char *armada_words_for_due (ArmadaDue due);
char *armada_words_for_left (const ArmadaMaintenance *maintenance, const char *unit);
char *armada_words_for_due_at (const ArmadaMaintenance *maintenance,
                               const ArmadaServiceRecord *service,
                               const char *unit);
char *armada_words_for_meter (ArmadaMeter meter, const ArmadaServiceRecord *service);
char *armada_words_for_long_day (gint64 day);
char *armada_words_for_basis (const ArmadaMaintenance *maintenance, const char *unit);

G_END_DECLS
