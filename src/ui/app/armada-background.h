/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "sync/armada-session.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_BACKGROUND (armada_background_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaBackground, armada_background, ARMADA, BACKGROUND, GObject)

/*
 * Keeps the application going without a window, where the user wants that.
 */

ArmadaBackground *
armada_background_new (GApplication *application, ArmadaSession *session, GSettings *settings);
void armada_background_set_window (ArmadaBackground *self, gboolean has_window);
gboolean armada_background_get_active (ArmadaBackground *self);
void armada_background_stop (ArmadaBackground *self);

G_END_DECLS
