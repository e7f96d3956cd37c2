/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "replay/armada-replay.h"
#include "replay/armada-time-axis.h"

G_BEGIN_DECLS

#define ARMADA_TIME_VIEW_AXIS 26 /* pixels of the axis of time */
#define ARMADA_TIME_VIEW_EDGE 14 /* pixels on the side without a gutter */

#define ARMADA_TYPE_TIME_VIEW (armada_time_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (ArmadaTimeView, armada_time_view, ARMADA, TIME_VIEW, GtkWidget)

/**
 * ArmadaTimeViewClass:
 * @header: pixels above all that has to do with time
 * @axis_at_bottom: whether the axis of time is below what is drawn
 * @drag_chooses: whether a plain drag chooses a range, and one with Shift moves the position; else
 *   the other way round
 * @draw: draws what there is of each time; called for every frame, so that it should keep it
 * @draw_hover: (nullable): draws what is known of the time the pointer is on, and the time; else
 *   the time is drawn on the axis
 * @press: was pressed at a place of the widget
 * @scroll: takes a vertical scroll (pixels) in the gutter or by touch; FALSE when it cannot
 * @key: takes a key; FALSE when it means nothing
 * @changed: vehicles or tracks are others, or the current vehicle is
 * @describe: (transfer full): what is there at the position, for those who do not see it
 *
 * What a view of a replay adds to the axis, the lines and the gestures.
 */
struct _ArmadaTimeViewClass
{
  GtkWidgetClass parent_class;

  int header;
  gboolean axis_at_bottom;
  gboolean drag_chooses;
  void (*draw) (ArmadaTimeView *self, GtkSnapshot *snapshot, const ArmadaTimeAxis *axis);
  void (*draw_hover) (ArmadaTimeView *self, GtkSnapshot *snapshot, double x);
  void (*press) (ArmadaTimeView *self, double x, double y);
  gboolean (*scroll) (ArmadaTimeView *self, double pixels);
  gboolean (*key) (ArmadaTimeView *self, guint keyval);
  void (*changed) (ArmadaTimeView *self);
  char *(*describe) (ArmadaTimeView *self);
};

ArmadaReplay *armada_time_view_get_replay (ArmadaTimeView *self);
void armada_time_view_set_replay (ArmadaTimeView *self, ArmadaReplay *replay);
int armada_time_view_get_offset (ArmadaTimeView *self, double time);

void armada_time_view_get_axis (ArmadaTimeView *self, ArmadaTimeAxis *axis);
void armada_time_view_get_plot (ArmadaTimeView *self, graphene_rect_t *plot);
void armada_time_view_get_gutter (ArmadaTimeView *self, graphene_rect_t *gutter);
double armada_time_view_get_axis_y (ArmadaTimeView *self);
gboolean armada_time_view_is_in_axis (ArmadaTimeView *self, double y);
double armada_time_view_get_scale (ArmadaTimeView *self);
PangoLayout *armada_time_view_create_layout (ArmadaTimeView *self, const char *text);
char *armada_time_view_get_description (ArmadaTimeView *self);

G_END_DECLS
