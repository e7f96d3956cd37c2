/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-hover-rows"

#include "replay/armada-hover-rows.h"

#include <math.h>

#define HOVERED "hovered"

typedef struct
{
  double start;
  double end;
} Span;

struct _ArmadaHoverRows
{
  GSignalGroup *signals;
  GHashTable *spans;  /* children of rows that are shown → Span */
  GtkWidget *pointed; /* (nullable), unowned: on which the pointer is, so that the hover is ours */
};

/* Returns: (transfer full) (nullable) */
static ArmadaReplay *
dup_replay (ArmadaHoverRows *self)
{
  return g_signal_group_dup_target (self->signals);
}

/* What stands out is the whole row, whichever of its cells @child is in. */
static void
show (GtkWidget *child, gboolean hovered)
{
  GtkWidget *row = gtk_widget_get_parent (child);

  while (row != NULL && g_strcmp0 (gtk_widget_get_css_name (row), "row") != 0)
    row = gtk_widget_get_parent (row);
  if (row == NULL || gtk_widget_has_css_class (row, HOVERED) == hovered)
    return;
  if (hovered)
    gtk_widget_add_css_class (row, HOVERED);
  else
    gtk_widget_remove_css_class (row, HOVERED);
}

static gboolean
is_in (const Span *span, double hover)
{
  return hover >= span->start && hover < span->end;
}

static void
hover_cb (ArmadaHoverRows *self)
{
  g_autoptr (ArmadaReplay) replay = dup_replay (self);
  double hover = replay ? armada_replay_get_hover (replay) : NAN;
  GHashTableIter iter;
  gpointer child, span;

  g_hash_table_iter_init (&iter, self->spans);
  while (g_hash_table_iter_next (&iter, &child, &span))
    show (child, is_in (span, hover));
}

static void
point (ArmadaHoverRows *self, GtkWidget *child)
{
  g_autoptr (ArmadaReplay) replay = dup_replay (self);
  const Span *span = child ? g_hash_table_lookup (self->spans, child) : NULL;

  self->pointed = child;
  if (replay != NULL)
    armada_replay_set_hover (replay, span ? span->start : NAN);
}

static void
enter_cb (GtkEventController *controller, double x, double y, ArmadaHoverRows *self)
{
  point (self, gtk_event_controller_get_widget (controller));
}

static void
leave_cb (GtkEventController *controller, ArmadaHoverRows *self)
{
  if (self->pointed == gtk_event_controller_get_widget (controller))
    point (self, NULL);
}

/**
 * armada_hover_rows_new:
 *
 * Returns: (transfer full): rows of no replay
 */
ArmadaHoverRows *
armada_hover_rows_new (void)
{
  ArmadaHoverRows *self = g_new0 (ArmadaHoverRows, 1);

  self->spans = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->signals = g_signal_group_new (ARMADA_TYPE_REPLAY);
  g_signal_group_connect_swapped (self->signals, "notify::hover", G_CALLBACK (hover_cb), self);
  return self;
}

/**
 * armada_hover_rows_free:
 *
 * To be called when no row is left.
 */
void
armada_hover_rows_free (ArmadaHoverRows *self)
{
  g_object_unref (self->signals);
  g_hash_table_unref (self->spans);
  g_free (self);
}

void
armada_hover_rows_set_replay (ArmadaHoverRows *self, ArmadaReplay *replay)
{
  g_signal_group_set_target (self->signals, replay);
}

/**
 * armada_hover_rows_add:
 * @child: of a row, made once and bound again and again
 */
void
armada_hover_rows_add (ArmadaHoverRows *self, GtkWidget *child)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect (motion, "enter", G_CALLBACK (enter_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (child, motion);
}

/**
 * armada_hover_rows_bind:
 * @child: of a row
 * @start: UNIX seconds: what it is about, and where the pointer on it is
 * @end: UNIX seconds, not included
 */
void
armada_hover_rows_bind (ArmadaHoverRows *self, GtkWidget *child, double start, double end)
{
  g_autoptr (ArmadaReplay) replay = dup_replay (self);
  const Span span = { start, end };

  g_hash_table_insert (self->spans, child, g_memdup2 (&span, sizeof span));
  show (child, replay != NULL && is_in (&span, armada_replay_get_hover (replay)));
}

void
armada_hover_rows_unbind (ArmadaHoverRows *self, GtkWidget *child)
{
  show (child, FALSE);
  g_hash_table_remove (self->spans, child);
  if (self->pointed == child)
    point (self, NULL);
}
