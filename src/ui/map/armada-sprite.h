/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ArmadaSprite:
 * @width: device pixels
 * @height: device pixels
 *
 * One mark or label, drawn once and shown wherever it is needed. Immutable.
 */
typedef struct
{
  int width, height;
  GdkTexture *texture;
} ArmadaSprite;

ArmadaSprite *armada_sprite_new (guint32 *pixels, int width, int height);
void armada_sprite_free (ArmadaSprite *self);
void armada_sprite_snapshot (ArmadaSprite *self,
                             GtkSnapshot *snapshot,
                             double x,
                             double y,
                             double scale);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaSprite, armada_sprite_free)

G_END_DECLS
