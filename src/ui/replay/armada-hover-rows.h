/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "replay/armada-replay.h"

G_BEGIN_DECLS

/**
 * ArmadaHoverRows:
 *
 * The rows of a list that are about times of a replay: the pointer on one is the hover of all
 * views, and the one of the hover stands out. The list owns it.
 */
typedef struct _ArmadaHoverRows ArmadaHoverRows;

ArmadaHoverRows *armada_hover_rows_new (void);
void armada_hover_rows_free (ArmadaHoverRows *self);
void armada_hover_rows_set_replay (ArmadaHoverRows *self, ArmadaReplay *replay);
void armada_hover_rows_add (ArmadaHoverRows *self, GtkWidget *child);
void armada_hover_rows_bind (ArmadaHoverRows *self, GtkWidget *child, double start, double end);
void armada_hover_rows_unbind (ArmadaHoverRows *self, GtkWidget *child);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaHoverRows, armada_hover_rows_free)

G_END_DECLS
