/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-test-replay.h"
#include "armada-test-ui.h"
#include "replay/armada-time-input.h"

G_BEGIN_DECLS

/* A view of a replay along time, in a window. */
typedef struct
{
  GtkWidget *window;
  GtkWidget *widget;
  ArmadaReplay *replay;
  ArmadaTimeView *view;
  ArmadaTimeInput *input;
  ArmadaTimeAxis axis;
} ArmadaTestTimeView;

/* Takes @replay. */
static inline void
armada_test_time_view_show (ArmadaTestTimeView *f,
                            GtkWidget *widget,
                            ArmadaReplay *replay,
                            int width,
                            int height)
{
  f->replay = replay;
  f->widget = widget;
  f->view = ARMADA_TIME_VIEW (widget);
  armada_time_view_set_replay (f->view, replay);
  f->window = armada_test_show (widget, width, height);
  f->input = armada_time_view_get_input (f->view);
  armada_time_view_get_axis (f->view, &f->axis);
}

static inline void
armada_test_time_view_end (ArmadaTestTimeView *f)
{
  armada_test_close (f->window, f->widget);
  g_assert_finalize_object (f->replay);
}

static inline void
armada_test_painted_cb (GdkFrameClock *clock, gboolean *painted)
{
  *painted = TRUE;
}

/* Until a frame was laid out and drawn. */
static inline void
armada_test_time_view_wait (ArmadaTestTimeView *f)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (f->window);
  gboolean painted = FALSE;
  gulong id =
      g_signal_connect (clock, "after-paint", G_CALLBACK (armada_test_painted_cb), &painted);

  gtk_widget_queue_draw (f->widget);
  armada_test_wait_until (painted);
  g_signal_handler_disconnect (clock, id);
}

static inline guint
armada_test_count_nodes (GskRenderNode *node)
{
  GskRenderNodeType type = gsk_render_node_get_node_type (node);
  guint n = 1;

  if (type == GSK_CLIP_NODE)
    return 1 + armada_test_count_nodes (gsk_clip_node_get_child (node));
  if (type == GSK_TRANSFORM_NODE)
    return 1 + armada_test_count_nodes (gsk_transform_node_get_child (node));
  for (guint i = 0; type == GSK_CONTAINER_NODE && i < gsk_container_node_get_n_children (node); i++)
    n += armada_test_count_nodes (gsk_container_node_get_child (node, i));
  return n;
}

/* Returns: of how many nodes a frame is made */
static inline guint
armada_test_time_view_draw (ArmadaTestTimeView *f)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  guint n;

  armada_test_time_view_wait (f);
  GTK_WIDGET_GET_CLASS (f->widget)->snapshot (f->widget, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  n = node ? armada_test_count_nodes (node) : 0;
  g_clear_pointer (&node, gsk_render_node_unref);
  return n;
}

/* In both schemes, on the background of a window. */
static inline void
armada_test_time_view_shoot (ArmadaTestTimeView *f, const char *name)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  g_autofree char *light = g_strconcat (name, "-light", NULL);
  g_autofree char *dark = g_strconcat (name, "-dark", NULL);

  armada_test_shoot (f->window, light);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
  armada_test_shoot (f->window, dark);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_DEFAULT);
}

G_END_DECLS
