/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A GAsyncReadyCallback that hands the result to armada_test_wait(). */
static inline void
armada_test_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Turns the main loop until @result is there; meson's timeout is the limit. */
static inline void
armada_test_wait (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* Turns the main loop until @condition holds. */
#define armada_test_wait_until(condition)                                                          \
  G_STMT_START                                                                                     \
  {                                                                                                \
    while (!(condition))                                                                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
  }                                                                                                \
  G_STMT_END

static inline gboolean
armada_test_tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Lets go of @object and turns the main loop until it is gone: what is still under way may hold it,
 * also on another thread, and ends by itself. Held for ever, the test never ends and fails. */
static inline void
armada_test_finalize (gpointer object)
{
  gpointer weak = object;
  guint tick = g_timeout_add (10, armada_test_tick_cb, NULL);

  g_object_add_weak_pointer (G_OBJECT (object), &weak);
  g_object_unref (object);
  while (weak != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
}

G_END_DECLS
