/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ArmadaSprite:
 * @width: device pixels
 * @height: device pixels
 *
 * One mark or label, drawn once and shown wherever it is needed. Immutable; counted by the main
 * thread, read by any.
 */
typedef struct
{
  int width, height;
  GBytes *pixels;
  GdkTexture *texture;
} ArmadaSprite;

ArmadaSprite *armada_sprite_new (guint32 *pixels, int width, int height);
ArmadaSprite *armada_sprite_ref (ArmadaSprite *self);
void armada_sprite_unref (ArmadaSprite *self);
const guint32 *armada_sprite_get_pixels (const ArmadaSprite *self);
void armada_sprite_snapshot (ArmadaSprite *self,
                             GtkSnapshot *snapshot,
                             double x,
                             double y,
                             double scale);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaSprite, armada_sprite_unref)

G_END_DECLS
