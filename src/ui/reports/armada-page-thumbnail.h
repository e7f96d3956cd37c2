/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reports/armada-page-pictures.h"

G_BEGIN_DECLS

/* A page, small, with its number below. */
#define ARMADA_TYPE_PAGE_THUMBNAIL (armada_page_thumbnail_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaPageThumbnail, armada_page_thumbnail, ARMADA, PAGE_THUMBNAIL, GtkWidget)

ArmadaPageThumbnail *armada_page_thumbnail_new (ArmadaReading *reading,
                                                ArmadaPagePictures *pictures);
void armada_page_thumbnail_show (ArmadaPageThumbnail *self, guint page);

G_END_DECLS
