/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "replay/armada-export-source.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_HISTORY_FILES (armada_history_files_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaHistoryFiles, armada_history_files, ARMADA, HISTORY_FILES, GObject)

/*
 * What is taken away from a History page, and what is opened beside it. Actions: "export", "open",
 * "close-file", "show-file-period". Signal "changed": a file was opened or closed.
 */
ArmadaHistoryFiles *
armada_history_files_new (GtkWidget *page, const ArmadaExportSource *source, GActionMap *actions);
void armada_history_files_open (ArmadaHistoryFiles *self, GFile *file);
void armada_history_files_cancel (ArmadaHistoryFiles *self);
void armada_history_files_set_patience (ArmadaHistoryFiles *self, guint milliseconds);
void armada_history_files_set_shown (ArmadaHistoryFiles *self, gboolean shown);
guint armada_history_files_get_n (ArmadaHistoryFiles *self);
gboolean armada_history_files_get_busy (ArmadaHistoryFiles *self);

G_END_DECLS
