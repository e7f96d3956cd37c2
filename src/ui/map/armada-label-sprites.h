/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/armada-sprite.h"

G_BEGIN_DECLS

/**
 * ArmadaLabelSprites:
 *
 * Names on pills, for one scheme and one scale of the display, each set and drawn once.
 */
typedef struct _ArmadaLabelSprites ArmadaLabelSprites;

ArmadaLabelSprites *armada_label_sprites_new (gboolean dark, double scale, PangoContext *context);
void armada_label_sprites_free (ArmadaLabelSprites *self);

double armada_label_sprites_width (ArmadaLabelSprites *self, const char *text);
ArmadaSprite *armada_label_sprites_find (ArmadaLabelSprites *self, const char *text);
ArmadaSprite *armada_label_sprites_get (ArmadaLabelSprites *self, const char *text);
ArmadaSprite *
armada_label_sprites_draw (ArmadaLabelSprites *self, const char *text, const char *more);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaLabelSprites, armada_label_sprites_free)

G_END_DECLS
