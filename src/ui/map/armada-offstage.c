/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-offstage"

#include "map/armada-offstage.h"

/*
 * A place in a window, which owns it, where a widget lives and draws as it does anywhere, of a size
 * of its own, and nobody sees it: for pictures of what is not shown, or not so. It takes no room,
 * no input, and a screen reader passes it over.
 */
struct _ArmadaOffstage
{
  GtkWidget parent_instance;

  GtkWidget *child; /* (nullable) */
  int width;
  int height;
  GskRenderNode *frame; /* (nullable): what the child drew last */
};

G_DEFINE_FINAL_TYPE (ArmadaOffstage, armada_offstage, GTK_TYPE_WIDGET)

static void
armada_offstage_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  ArmadaOffstage *self = ARMADA_OFFSTAGE (widget);

  if (self->child != NULL)
    gtk_widget_measure (self->child, orientation, for_size, NULL, NULL, NULL, NULL);
  *minimum = *natural = 0;
}

static void
armada_offstage_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ArmadaOffstage *self = ARMADA_OFFSTAGE (widget);
  int least_width, least_height;

  if (self->child == NULL)
    return;
  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
  gtk_widget_measure (self->child, GTK_ORIENTATION_VERTICAL, -1, &least_height, NULL, NULL, NULL);
  gtk_widget_allocate (self->child, MAX (self->width, least_width),
                       MAX (self->height, least_height), -1, NULL);
}

/* What the child draws is kept and goes nowhere. */
static void
armada_offstage_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ArmadaOffstage *self = ARMADA_OFFSTAGE (widget);
  GtkSnapshot *aside = gtk_snapshot_new ();

  if (self->child != NULL)
    gtk_widget_snapshot_child (widget, self->child, aside);
  g_clear_pointer (&self->frame, gsk_render_node_unref);
  self->frame = gtk_snapshot_free_to_node (aside);
}

static void
armada_offstage_dispose (GObject *object)
{
  ArmadaOffstage *self = ARMADA_OFFSTAGE (object);

  g_clear_pointer (&self->frame, gsk_render_node_unref);
  g_clear_pointer (&self->child, gtk_widget_unparent);
  G_OBJECT_CLASS (armada_offstage_parent_class)->dispose (object);
}

static void
armada_offstage_class_init (ArmadaOffstageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_offstage_dispose;
  widget_class->measure = armada_offstage_measure;
  widget_class->size_allocate = armada_offstage_size_allocate;
  widget_class->snapshot = armada_offstage_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
armada_offstage_init (ArmadaOffstage *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_can_focus (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
}

/**
 * armada_offstage_set_child:
 * @child: (nullable): who acts there; the one before goes
 * @width: in the pixels of widgets
 * @height: in the pixels of widgets
 */
void
armada_offstage_set_child (ArmadaOffstage *self, GtkWidget *child, int width, int height)
{
  g_clear_pointer (&self->frame, gsk_render_node_unref);
  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  self->width = width;
  self->height = height;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
}

/**
 * armada_offstage_take:
 * @scale: how many pixels one of the widget's is
 *
 * Returns: (transfer full) (nullable): what the child drew last; NULL when it has drawn nothing yet
 */
GdkTexture *
armada_offstage_take (ArmadaOffstage *self, double scale)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  GskRenderer *renderer = native ? gtk_native_get_renderer (native) : NULL;
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  graphene_rect_t area =
      GRAPHENE_RECT_INIT (0, 0, (float) (self->width * scale), (float) (self->height * scale));

  if (self->frame == NULL || renderer == NULL)
    return NULL;
  gtk_snapshot_scale (snapshot, (float) scale, (float) scale);
  gtk_snapshot_append_node (snapshot, self->frame);
  node = gtk_snapshot_to_node (snapshot);
  return node ? gsk_renderer_render_texture (renderer, node, &area) : NULL;
}
