/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "replay/armada-time-view.h"

G_BEGIN_DECLS

/**
 * ArmadaTimeMarks:
 *
 * What all views along time have in common to the eye: axis, range, position, hover line, focus.
 * The axis is kept as a node until it is another. The view owns it.
 */
typedef struct _ArmadaTimeMarks ArmadaTimeMarks;

ArmadaTimeMarks *armada_time_marks_new (ArmadaTimeView *view);
void armada_time_marks_free (ArmadaTimeMarks *self);
void armada_time_marks_clear (ArmadaTimeMarks *self);
void armada_time_marks_draw_grid (ArmadaTimeMarks *self,
                                  GtkSnapshot *snapshot,
                                  const ArmadaTimeAxis *axis);
void armada_time_marks_draw_lines (ArmadaTimeMarks *self,
                                   GtkSnapshot *snapshot,
                                   const ArmadaTimeAxis *axis);
void armada_time_marks_draw_focus (GtkWidget *widget, GtkSnapshot *snapshot);

G_END_DECLS
