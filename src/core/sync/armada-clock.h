/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define ARMADA_TYPE_CLOCK (armada_clock_get_type ())
G_DECLARE_DERIVABLE_TYPE (ArmadaClock, armada_clock, ARMADA, CLOCK, GObject)

/**
 * ArmadaClock:
 *
 * What time it is, and a call later on. The class itself is the system's clock; a test derives one
 * that it turns by hand.
 */
struct _ArmadaClockClass
{
  GObjectClass parent_class;

  gint64 (*get_time) (ArmadaClock *self);
  guint (*add_timeout) (ArmadaClock *self, guint milliseconds, GSourceFunc function, gpointer data);
  void (*remove_timeout) (ArmadaClock *self, guint id);
};

ArmadaClock *armada_clock_new (void);
gint64 armada_clock_get_time (ArmadaClock *self);
int armada_clock_get_zone (ArmadaClock *self);
guint armada_clock_add_timeout (ArmadaClock *self,
                                guint milliseconds,
                                GSourceFunc function,
                                gpointer data);
void armada_clock_remove_timeout (ArmadaClock *self, guint id);

G_END_DECLS
