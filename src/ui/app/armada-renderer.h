/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ArmadaRendererWish:
 * @ARMADA_RENDERER_AUTOMATIC: what is quickest here
 * @ARMADA_RENDERER_PROCESSOR: without a graphics card, whether there is one or not
 * @ARMADA_RENDERER_GRAPHICS_CARD: whatever GTK chooses
 *
 * What draws the windows. The numbers are those of the setting "drawing".
 */
typedef enum
{
  ARMADA_RENDERER_AUTOMATIC,
  ARMADA_RENDERER_PROCESSOR,
  ARMADA_RENDERER_GRAPHICS_CARD,
} ArmadaRendererWish;

gboolean armada_renderer_has_card (const char *devices);
const char *armada_renderer_find (ArmadaRendererWish wish, const char *devices);
void armada_renderer_choose (void);

G_END_DECLS
