/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-test-clock.h"

typedef struct
{
  guint id;
  gint64 due; /* milliseconds */
  guint period;
  GSourceFunc function;
  gpointer data;
} Timeout;

struct _ArmadaTestClock
{
  ArmadaClock parent_instance;

  gint64 now; /* milliseconds */
  guint last_id;
  GArray *timeouts;
};

G_DEFINE_FINAL_TYPE (ArmadaTestClock, armada_test_clock, ARMADA_TYPE_CLOCK)

static gint64
test_get_time (ArmadaClock *clock)
{
  return ARMADA_TEST_CLOCK (clock)->now / 1000;
}

static guint
test_add_timeout (ArmadaClock *clock, guint milliseconds, GSourceFunc function, gpointer data)
{
  ArmadaTestClock *self = ARMADA_TEST_CLOCK (clock);
  Timeout timeout = {
    .id = ++self->last_id,
    .due = self->now + milliseconds,
    .period = milliseconds,
    .function = function,
    .data = data,
  };

  g_array_append_val (self->timeouts, timeout);
  return timeout.id;
}

static gboolean
find (ArmadaTestClock *self, guint id, guint *index)
{
  for (*index = 0; *index < self->timeouts->len; (*index)++)
    if (g_array_index (self->timeouts, Timeout, *index).id == id)
      return TRUE;
  return FALSE;
}

static void
test_remove_timeout (ArmadaClock *clock, guint id)
{
  ArmadaTestClock *self = ARMADA_TEST_CLOCK (clock);
  guint index;

  g_assert_true (find (self, id, &index));
  g_array_remove_index (self->timeouts, index);
}

static Timeout *
find_next (ArmadaTestClock *self)
{
  Timeout *next = NULL;

  for (guint i = 0; i < self->timeouts->len; i++)
    {
      Timeout *timeout = &g_array_index (self->timeouts, Timeout, i);

      if (next == NULL || timeout->due < next->due)
        next = timeout;
    }
  return next;
}

static void
armada_test_clock_finalize (GObject *object)
{
  g_array_unref (ARMADA_TEST_CLOCK (object)->timeouts);
  G_OBJECT_CLASS (armada_test_clock_parent_class)->finalize (object);
}

static void
armada_test_clock_class_init (ArmadaTestClockClass *klass)
{
  ArmadaClockClass *clock_class = ARMADA_CLOCK_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = armada_test_clock_finalize;
  clock_class->get_time = test_get_time;
  clock_class->add_timeout = test_add_timeout;
  clock_class->remove_timeout = test_remove_timeout;
}

static void
armada_test_clock_init (ArmadaTestClock *self)
{
  self->timeouts = g_array_new (FALSE, FALSE, sizeof (Timeout));
}

ArmadaTestClock *
armada_test_clock_new (gint64 now)
{
  ArmadaTestClock *self = g_object_new (ARMADA_TYPE_TEST_CLOCK, NULL);

  self->now = now * 1000;
  return self;
}

void
armada_test_clock_advance (ArmadaTestClock *self, gint64 milliseconds)
{
  gint64 end = self->now + milliseconds;
  Timeout *next;

  while ((next = find_next (self)) != NULL && next->due <= end)
    {
      Timeout fired = *next;
      guint index;

      self->now = fired.due;
      next->due += MAX (next->period, 1);
      if (!fired.function (fired.data) && find (self, fired.id, &index))
        g_array_remove_index (self->timeouts, index);
    }
  self->now = end;
}

gint64
armada_test_clock_get_next (ArmadaTestClock *self)
{
  Timeout *next = find_next (self);

  return next ? next->due - self->now : -1;
}
