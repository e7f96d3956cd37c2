/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/armada-incident-filter.h"
#include "sync/armada-session.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_INBOX_FILTERS (armada_inbox_filters_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaInboxFilters, armada_inbox_filters, ARMADA, INBOX_FILTERS, GtkBox)

/* Signal "changed": the user wants to see others. */

void armada_inbox_filters_set_session (ArmadaInboxFilters *self, ArmadaSession *session);
void armada_inbox_filters_open_account (ArmadaInboxFilters *self);
const ArmadaIncidentFilter *armada_inbox_filters_get_filter (ArmadaInboxFilters *self);
void armada_inbox_filters_set_filter (ArmadaInboxFilters *self, const ArmadaIncidentFilter *filter);
gboolean armada_inbox_filters_is_usual (ArmadaInboxFilters *self);
void armada_inbox_filters_clear (ArmadaInboxFilters *self);
void armada_inbox_filters_focus_search (ArmadaInboxFilters *self);
void armada_inbox_filters_save (ArmadaInboxFilters *self, const char *name);
GStrv armada_inbox_filters_list_saved (ArmadaInboxFilters *self);
gboolean armada_inbox_filters_use_saved (ArmadaInboxFilters *self, const char *name);
void armada_inbox_filters_delete_saved (ArmadaInboxFilters *self, const char *name);

G_END_DECLS
