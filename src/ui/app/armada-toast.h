/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Plain news waits for its turn; the others do not wait for each other. */
void armada_toast_tell (AdwToastOverlay *overlay, const char *sentence, guint seconds);
AdwToast *armada_toast_show (AdwToastOverlay *overlay, const char *sentence);
void armada_toast_show_action (AdwToastOverlay *overlay,
                               const char *sentence,
                               const char *label,
                               const char *action,
                               GVariant *target);
AdwToast *armada_toast_show_undo (AdwToastOverlay *overlay, const char *sentence);

G_END_DECLS
