/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "alerts/armada-inbox-page.h"
#include "app/armada-window.h"

G_BEGIN_DECLS

void armada_window_count_inbox (ArmadaWindow *self, ArmadaSession *session);
void armada_window_connect_inbox (ArmadaWindow *self, ArmadaInboxPage *page);

G_END_DECLS
