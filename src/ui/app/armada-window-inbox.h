/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/armada-window.h"

G_BEGIN_DECLS

void armada_window_add_inbox (ArmadaWindow *self, ArmadaSession *session, ArmadaClock *clock);

G_END_DECLS
