/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ARMADA_TYPE_SHARE_SECRET (armada_share_secret_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaShareSecret, armada_share_secret, ARMADA, SHARE_SECRET, AdwBin)

/*
 * The link of a share: whoever has it sees the vehicles, so it is covered until it is asked for.
 * Signal "copied".
 */

GtkWidget *armada_share_secret_new (void);
void armada_share_secret_set_link (ArmadaShareSecret *self, const char *link);
gboolean armada_share_secret_get_revealed (ArmadaShareSecret *self);
GdkTexture *armada_share_secret_draw_code (const char *link);

G_END_DECLS
