/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sync/armada-session.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_USE_WATCH (armada_use_watch_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaUseWatch, armada_use_watch, ARMADA, USE_WATCH, GObject)

/* How much vehicles were used, asked of the store whenever a board comes to be seen. */

ArmadaUseWatch *
armada_use_watch_new (GtkWidget *widget, ArmadaSession *session, ArmadaClock *clock);
void armada_use_watch_refresh (ArmadaUseWatch *self);
const ArmadaKeptUse *armada_use_watch_get (ArmadaUseWatch *self);

G_END_DECLS
