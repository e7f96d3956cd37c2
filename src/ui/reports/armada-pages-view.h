/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "reading/armada-reading.h"
#include "reports/armada-report-view.h"

G_BEGIN_DECLS

/*
 * The pages of a PDF below each other, in a GtkScrolledWindow. Signals: "page-changed" (uint):
 * another one is at the top; "zoom-changed".
 */
#define ARMADA_TYPE_PAGES_VIEW (armada_pages_view_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaPagesView, armada_pages_view, ARMADA, PAGES_VIEW, GtkWidget)

void armada_pages_view_set_reading (ArmadaPagesView *self, ArmadaReading *reading);

double armada_pages_view_get_zoom (ArmadaPagesView *self);
void armada_pages_view_set_zoom (ArmadaPagesView *self, double zoom);
void armada_pages_view_set_fit (ArmadaPagesView *self, ArmadaReportFit fit);
ArmadaReportFit armada_pages_view_get_fit (ArmadaPagesView *self);
void armada_pages_view_turn (ArmadaPagesView *self, int turns);

guint armada_pages_view_get_page (ArmadaPagesView *self);
void armada_pages_view_show_page (ArmadaPagesView *self, guint page);
void armada_pages_view_show_place (ArmadaPagesView *self, guint page, const double place[4]);
gboolean armada_pages_view_is_drawn (ArmadaPagesView *self);
gsize armada_pages_view_get_bytes (ArmadaPagesView *self);

void armada_pages_view_set_hits (ArmadaPagesView *self, guint page, GVariant *places);
void armada_pages_view_clear_hits (ArmadaPagesView *self);
void armada_pages_view_set_hit (ArmadaPagesView *self, guint page, guint index);

void armada_pages_view_copy (ArmadaPagesView *self);
void armada_pages_view_select_all (ArmadaPagesView *self);

G_END_DECLS
