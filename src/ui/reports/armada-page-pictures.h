/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "reading/armada-reading.h"

G_BEGIN_DECLS

/*
 * Pictures of pages, drawn by the reader's process as they are looked at, and kept in bounded
 * memory. Signal "loaded" (uint page): one has come.
 */
#define ARMADA_TYPE_PAGE_PICTURES (armada_page_pictures_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaPagePictures, armada_page_pictures, ARMADA, PAGE_PICTURES, GObject)

ArmadaPagePictures *armada_page_pictures_new (ArmadaReading *reading, gsize bytes_max);

GdkTexture *
armada_page_pictures_get (ArmadaPagePictures *self, guint page, double scale, guint turns);
gboolean armada_page_pictures_is_broken (ArmadaPagePictures *self, guint page);
void armada_page_pictures_keep_to (ArmadaPagePictures *self, guint first, guint last);
gsize armada_page_pictures_get_bytes (ArmadaPagePictures *self);

G_END_DECLS
