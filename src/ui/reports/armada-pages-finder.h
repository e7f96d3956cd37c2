/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reports/armada-pages-view.h"

G_BEGIN_DECLS

/* Looks for words on page after page, from the one that is looked at, and marks them. Signal
 * "found" (uint, uint): which hit of how many so far. */
#define ARMADA_TYPE_PAGES_FINDER (armada_pages_finder_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaPagesFinder, armada_pages_finder, ARMADA, PAGES_FINDER, GObject)

ArmadaPagesFinder *armada_pages_finder_new (ArmadaReading *reading, ArmadaPagesView *view);

void armada_pages_finder_start (ArmadaPagesFinder *self, const char *words);
void armada_pages_finder_go (ArmadaPagesFinder *self, gboolean backwards);

G_END_DECLS
