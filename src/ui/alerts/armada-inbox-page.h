/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "alerts/armada-inbox-filters.h"
#include "alerts/armada-incident-details.h"
#include "sync/armada-incident-list.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_INBOX_PAGE (armada_inbox_page_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaInboxPage, armada_inbox_page, ARMADA, INBOX_PAGE, AdwBreakpointBin)

/*
 * What needs somebody. Actions, "inbox.": those of ArmadaIncidentCommands, "snooze-menu", "next",
 * "previous", "select-all", "search", "note", "summary", "replay", "show-vehicle", "report",
 * "show-maintenance", "refresh", "close".
 *
 * Signals: "message" (string), "replay" (boxed ArmadaHistoryChoice), "show-vehicle"
 * (int64 device), "report" (boxed ArmadaHistoryChoice), "show-board" (string board, int class).
 */

void
armada_inbox_page_set_session (ArmadaInboxPage *self, ArmadaSession *session, ArmadaClock *clock);
void armada_inbox_page_show_incident (ArmadaInboxPage *self, gint64 incident);
void armada_inbox_page_set_filter (ArmadaInboxPage *self, const ArmadaIncidentFilter *filter);
ArmadaIncidentList *armada_inbox_page_get_list (ArmadaInboxPage *self);
ArmadaInboxFilters *armada_inbox_page_get_filters (ArmadaInboxPage *self);
ArmadaIncidentDetails *armada_inbox_page_get_details (ArmadaInboxPage *self);
GtkSelectionModel *armada_inbox_page_get_selection (ArmadaInboxPage *self);

G_END_DECLS
