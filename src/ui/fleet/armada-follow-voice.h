/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/armada-selection.h"
#include "sync/armada-clock.h"

G_BEGIN_DECLS

void armada_follow_voice_add (GtkWidget *widget, ArmadaSelection *selection, ArmadaClock *clock);

G_END_DECLS
