/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sync/armada-inbox.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_INBOX_SUMMARY (armada_inbox_summary_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaInboxSummary, armada_inbox_summary, ARMADA, INBOX_SUMMARY, AdwDialog)

/* Signal "chosen" (boxed ArmadaIncidentFilter): the user wants to see what a bar stands for. The
 * dialog closes. */

AdwDialog *armada_inbox_summary_new (ArmadaInbox *inbox, int zone);

G_END_DECLS
