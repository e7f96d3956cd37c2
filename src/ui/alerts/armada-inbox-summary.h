/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sync/armada-inbox.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_INBOX_SUMMARY (armada_inbox_summary_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaInboxSummary, armada_inbox_summary, ARMADA, INBOX_SUMMARY, AdwDialog)

/* How much happened in a period: of each type by the server's count, where it counts, and of each
 * day by this desk's own.
 *
 * Signal "chosen" (boxed ArmadaIncidentFilter): the user wants to see what a bar stands for. The
 * dialog closes. */

AdwDialog *armada_inbox_summary_new (ArmadaInbox *inbox);
void armada_inbox_summary_set_period (ArmadaInboxSummary *self, ArmadaIncidentPeriod period);
void armada_inbox_summary_set_times (ArmadaInboxSummary *self, gint64 from, gint64 to);

G_END_DECLS
