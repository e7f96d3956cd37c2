/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "reports/armada-pages-view.h"

G_BEGIN_DECLS

/* A PDF: its pages, and beside them thumbnails and contents. */
#define ARMADA_TYPE_PAGES_PANE (armada_pages_pane_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaPagesPane, armada_pages_pane, ARMADA, PAGES_PANE, AdwBin)

ArmadaPagesPane *armada_pages_pane_new (ArmadaReading *reading, GFile *file);

ArmadaPagesView *armada_pages_pane_get_pages (ArmadaPagesPane *self);
AdwOverlaySplitView *armada_pages_pane_get_split (ArmadaPagesPane *self);

G_END_DECLS
