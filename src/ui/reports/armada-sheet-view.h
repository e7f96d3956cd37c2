/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "reports/armada-sheet.h"

G_BEGIN_DECLS

/* The tables of a report: sorted by their heads, filtered, chosen with pointer and keys. */
#define ARMADA_TYPE_SHEET_VIEW (armada_sheet_view_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaSheetView, armada_sheet_view, ARMADA, SHEET_VIEW, AdwBin)

ArmadaSheetView *armada_sheet_view_new (ArmadaReading *reading, gboolean differences);

ArmadaSheet *armada_sheet_view_get_sheet (ArmadaSheetView *self);
void armada_sheet_view_show_sheet (ArmadaSheetView *self, guint index);
GtkAdjustment *armada_sheet_view_get_vadjustment (ArmadaSheetView *self);

G_END_DECLS
