/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-clock"

#include "sync/armada-clock.h"

G_DEFINE_TYPE (ArmadaClock, armada_clock, G_TYPE_OBJECT)

static gint64
system_get_time (ArmadaClock *self)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static guint
system_add_timeout (ArmadaClock *self, guint milliseconds, GSourceFunc function, gpointer data)
{
  return g_timeout_add (milliseconds, function, data);
}

static void
system_remove_timeout (ArmadaClock *self, guint id)
{
  g_source_remove (id);
}

static void
armada_clock_class_init (ArmadaClockClass *klass)
{
  klass->get_time = system_get_time;
  klass->add_timeout = system_add_timeout;
  klass->remove_timeout = system_remove_timeout;
}

static void
armada_clock_init (ArmadaClock *self)
{
}

/**
 * armada_clock_new:
 *
 * Returns: (transfer full): the system's clock
 */
ArmadaClock *
armada_clock_new (void)
{
  return g_object_new (ARMADA_TYPE_CLOCK, NULL);
}

/**
 * armada_clock_get_time:
 *
 * Returns: what time it is, in whole UNIX seconds; it can jump when somebody sets the system's time
 */
gint64
armada_clock_get_time (ArmadaClock *self)
{
  return ARMADA_CLOCK_GET_CLASS (self)->get_time (self);
}

/**
 * armada_clock_get_zone:
 *
 * Returns: how many seconds this computer's clock stands east of UTC now: the days that people read
 *   here begin at its midnight
 */
int
armada_clock_get_zone (ArmadaClock *self)
{
  g_autoptr (GDateTime) here = g_date_time_new_from_unix_local (armada_clock_get_time (self));

  return here ? (int) (g_date_time_get_utc_offset (here) / G_TIME_SPAN_SECOND) : 0;
}

/**
 * armada_clock_add_timeout:
 * @milliseconds: from now; not touched by jumps of the time
 * @function: called on the main thread, again and again until it returns %G_SOURCE_REMOVE
 * @data: (closure): for @function
 *
 * Returns: an id for armada_clock_remove_timeout(), never 0; not valid any more once @function has
 *   returned %G_SOURCE_REMOVE
 */
guint
armada_clock_add_timeout (ArmadaClock *self,
                          guint milliseconds,
                          GSourceFunc function,
                          gpointer data)
{
  return ARMADA_CLOCK_GET_CLASS (self)->add_timeout (self, milliseconds, function, data);
}

/**
 * armada_clock_remove_timeout:
 * @id: what armada_clock_add_timeout() gave, of a timeout that is still waiting
 */
void
armada_clock_remove_timeout (ArmadaClock *self, guint id)
{
  ARMADA_CLOCK_GET_CLASS (self)->remove_timeout (self, id);
}
