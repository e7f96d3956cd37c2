/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-use-watch"

#include "boards/armada-use-watch.h"

/*
 * ArmadaUseWatch: its board owns it. While the store has tracks that were not added up yet, it is
 * asked again. Signal "changed".
 */
struct _ArmadaUseWatch
{
  GObject parent_instance;

  ArmadaSession *session;
  ArmadaClock *clock;
  GCancellable *cancellable; /* (nullable): nothing is under way */
  ArmadaKeptUse *use;        /* (nullable) */
};

G_DEFINE_FINAL_TYPE (ArmadaUseWatch, armada_use_watch, G_TYPE_OBJECT)

static guint changed_signal;

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaUseWatch) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaKeptUse) use =
      armada_store_get_use_finish (ARMADA_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (use == NULL)
    {
      g_message ("use cannot be read from the store: %s", error->message);
      return;
    }
  g_clear_pointer (&self->use, armada_kept_use_free);
  self->use = g_steal_pointer (&use);
  g_signal_emit (self, changed_signal, 0);
  if (self->use->more)
    armada_use_watch_refresh (self);
}

/* Another account: what was known is of the one before. */
static void
account_cb (ArmadaUseWatch *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->use, armada_kept_use_free);
  armada_use_watch_refresh (self);
}

static void
armada_use_watch_dispose (GObject *object)
{
  ArmadaUseWatch *self = ARMADA_USE_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->use, armada_kept_use_free);
  G_OBJECT_CLASS (armada_use_watch_parent_class)->dispose (object);
}

static void
armada_use_watch_class_init (ArmadaUseWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = armada_use_watch_dispose;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
armada_use_watch_init (ArmadaUseWatch *self)
{
}

/**
 * armada_use_watch_new:
 * @widget: whenever it comes to be seen, the store is asked
 */
ArmadaUseWatch *
armada_use_watch_new (GtkWidget *widget, ArmadaSession *session, ArmadaClock *clock)
{
  ArmadaUseWatch *self = g_object_new (ARMADA_TYPE_USE_WATCH, NULL);

  self->session = g_object_ref (session);
  self->clock = g_object_ref (clock);
  g_signal_connect_object (session, "notify::account", G_CALLBACK (account_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (widget, "map", G_CALLBACK (armada_use_watch_refresh), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * armada_use_watch_refresh:
 *
 * Asks the store, unless that is under way.
 */
void
armada_use_watch_refresh (ArmadaUseWatch *self)
{
  ArmadaAccount *account = armada_session_get_account (self->session);

  if (account == NULL || account->id == 0 || self->cancellable != NULL)
    return;
  self->cancellable = g_cancellable_new ();
  armada_store_get_use_async (armada_session_get_store (self->session), account->id,
                              armada_clock_get_time (self->clock), self->cancellable, taken_cb,
                              g_object_ref (self));
}

/**
 * armada_use_watch_get:
 *
 * Returns: (transfer none) (nullable): NULL until it is known
 */
const ArmadaKeptUse *
armada_use_watch_get (ArmadaUseWatch *self)
{
  return self->use;
}
