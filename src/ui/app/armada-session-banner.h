/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sync/armada-clock.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_SESSION_BANNER (armada_session_banner_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaSessionBanner, armada_session_banner, ARMADA, SESSION_BANNER, AdwBin)

GtkWidget *armada_session_banner_new (void);
void
armada_session_banner_set_session (ArmadaSessionBanner *self, GObject *session, ArmadaClock *clock);

G_END_DECLS
