/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-inbox"

#include "sync/armada-inbox.h"

#define LONGEST_SLEEP 60 /* seconds: a computer that was asleep itself does not count them */
#define MOST_UNDO 100

/*
 * ArmadaInbox: owned by the session, one for each account it opens. Everything is done by the
 * store, in the order it was asked for; what is told here is only that something changed.
 */
struct _ArmadaInbox
{
  GObject parent_instance;

  ArmadaStore *store;
  ArmadaAccount *account;
  ArmadaClock *clock;
  ArmadaEventWatcher *watcher;
  GCancellable *cancellable;

  guint n_new;
  GArray *undo; /* of gint64: batches, the last one is undone first */
  guint timer;  /* until a snooze ends */
};

G_DEFINE_FINAL_TYPE (ArmadaInbox, armada_inbox, G_TYPE_OBJECT)

typedef enum
{
  PROP_N_NEW = 1,
  PROP_CAN_UNDO,
  PROP_WATCHER,
  PROP_ERROR,
  PROP_LAST_SUCCESS,
} ArmadaInboxProperty;

static GParamSpec *properties[PROP_LAST_SUCCESS + 1];
static guint changed_signal;

static void wake (ArmadaInbox *self);

static void
notify (ArmadaInbox *self, ArmadaInboxProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaInbox) self = user_data;
  g_autoptr (GError) error = NULL;
  guint n;

  if (!armada_store_count_new_finish (ARMADA_STORE (source), result, &n, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("the inbox cannot be counted: %s", error->message);
      return;
    }
  if (self->n_new != n)
    {
      self->n_new = n;
      notify (self, PROP_N_NEW);
    }
}

static void
tell_changed (ArmadaInbox *self)
{
  armada_store_count_new_async (self->store, self->account->id, self->cancellable, counted_cb,
                                g_object_ref (self));
  g_signal_emit (self, changed_signal, 0);
}

static gboolean
timer_cb (gpointer user_data)
{
  ArmadaInbox *self = user_data;

  self->timer = 0;
  wake (self);
  return G_SOURCE_REMOVE;
}

static void
clear_timer (ArmadaInbox *self)
{
  if (self->timer != 0)
    armada_clock_remove_timeout (self->clock, g_steal_handle_id (&self->timer));
}

static void
woken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaInbox) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 left = LONGEST_SLEEP;
  ArmadaWoken woken;

  if (!armada_store_wake_incidents_finish (ARMADA_STORE (source), result, &woken, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      g_message ("snoozes cannot be ended: %s", error->message);
      woken = (ArmadaWoken) { 0, 1 };
    }
  else if (woken.next > 0)
    left = woken.next - armada_clock_get_time (self->clock);
  clear_timer (self);
  if (woken.next > 0)
    self->timer = armada_clock_add_timeout (
        self->clock, (guint) CLAMP (left, 1, LONGEST_SLEEP) * 1000, timer_cb, self);
  if (woken.n > 0)
    tell_changed (self);
}

static void
wake (ArmadaInbox *self)
{
  armada_store_wake_incidents_async (self->store, self->account->id,
                                     armada_clock_get_time (self->clock), self->cancellable,
                                     woken_cb, g_object_ref (self));
}

static void
watcher_notify_cb (ArmadaInbox *self, GParamSpec *pspec)
{
  if (g_str_equal (pspec->name, "error"))
    notify (self, PROP_ERROR);
  else if (g_str_equal (pspec->name, "last-success"))
    notify (self, PROP_LAST_SUCCESS);
}

static void
armada_inbox_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ArmadaInbox *self = ARMADA_INBOX (object);

  switch ((ArmadaInboxProperty) id)
    {
    case PROP_N_NEW:
      g_value_set_uint (value, self->n_new);
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, armada_inbox_get_can_undo (self));
      break;
    case PROP_WATCHER:
      g_value_set_object (value, self->watcher);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, armada_event_watcher_get_error (self->watcher));
      break;
    case PROP_LAST_SUCCESS:
      g_value_set_int64 (value, armada_event_watcher_get_last_success (self->watcher));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_inbox_dispose (GObject *object)
{
  ArmadaInbox *self = ARMADA_INBOX (object);

  g_cancellable_cancel (self->cancellable);
  if (self->clock != NULL)
    clear_timer (self);
  if (self->watcher != NULL)
    armada_event_watcher_set_client (self->watcher, NULL);
  G_OBJECT_CLASS (armada_inbox_parent_class)->dispose (object);
}

static void
armada_inbox_finalize (GObject *object)
{
  ArmadaInbox *self = ARMADA_INBOX (object);

  g_clear_object (&self->watcher);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->account, armada_account_unref);
  g_array_unref (self->undo);
  G_OBJECT_CLASS (armada_inbox_parent_class)->finalize (object);
}

static void
armada_inbox_class_init (ArmadaInboxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = armada_inbox_dispose;
  object_class->finalize = armada_inbox_finalize;
  object_class->get_property = armada_inbox_get_property;
  properties[PROP_N_NEW] = g_param_spec_uint ("n-new", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_WATCHER] =
      g_param_spec_object ("watcher", NULL, NULL, ARMADA_TYPE_EVENT_WATCHER, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_LAST_SUCCESS] =
      g_param_spec_int64 ("last-success", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  changed_signal = g_signal_new ("changed", ARMADA_TYPE_INBOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
armada_inbox_init (ArmadaInbox *self)
{
  self->undo = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->cancellable = g_cancellable_new ();
}

/**
 * armada_inbox_new:
 * @account: that is in @store
 *
 * Returns: (transfer full): an inbox that has what the store has
 */
ArmadaInbox *
armada_inbox_new (ArmadaStore *store, ArmadaAccount *account, ArmadaClock *clock)
{
  ArmadaInbox *self = g_object_new (ARMADA_TYPE_INBOX, NULL);

  self->store = g_object_ref (store);
  self->account = armada_account_ref (account);
  self->clock = g_object_ref (clock);
  self->watcher = armada_event_watcher_new (store, account->id, clock);
  g_signal_connect_object (self->watcher, "stored", G_CALLBACK (tell_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watcher, "notify", G_CALLBACK (watcher_notify_cb), self,
                           G_CONNECT_SWAPPED);
  wake (self);
  tell_changed (self);
  return self;
}

/**
 * armada_inbox_set_client:
 * @client: (nullable): who asks the server; NULL while nobody is signed in
 */
void
armada_inbox_set_client (ArmadaInbox *self, ArmadaClient *client)
{
  armada_event_watcher_set_client (self->watcher, client);
}

/**
 * armada_inbox_get_client:
 *
 * Returns: (transfer none) (nullable): who asks the server; NULL while nobody is signed in
 */
ArmadaClient *
armada_inbox_get_client (ArmadaInbox *self)
{
  return armada_event_watcher_get_client (self->watcher);
}

ArmadaStore *
armada_inbox_get_store (ArmadaInbox *self)
{
  return self->store;
}

gint64
armada_inbox_get_account (ArmadaInbox *self)
{
  return self->account->id;
}

ArmadaClock *
armada_inbox_get_clock (ArmadaInbox *self)
{
  return self->clock;
}

ArmadaEventWatcher *
armada_inbox_get_watcher (ArmadaInbox *self)
{
  return self->watcher;
}

guint
armada_inbox_get_n_new (ArmadaInbox *self)
{
  return self->n_new;
}

gboolean
armada_inbox_get_can_undo (ArmadaInbox *self)
{
  return self->undo->len > 0;
}

static void
push_undo (ArmadaInbox *self, gint64 batch)
{
  g_array_append_val (self->undo, batch);
  if (self->undo->len > MOST_UNDO)
    g_array_remove_index (self->undo, 0);
  if (self->undo->len == 1)
    notify (self, PROP_CAN_UNDO);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ArmadaInbox *self = g_task_get_source_object (task);
  ArmadaIncidentsChanged changed;
  GError *error = NULL;

  if (!armada_store_change_incidents_finish (ARMADA_STORE (source), result, &changed, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (changed.n > 0)
    {
      push_undo (self, changed.batch);
      wake (self);
      tell_changed (self);
    }
  g_task_return_int (task, changed.n);
}

static GTask *
new_task (ArmadaInbox *self,
          gpointer tag,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_check_cancellable (task, FALSE);
  return task;
}

/**
 * armada_inbox_set_state_async:
 * @ids: (element-type gint64):
 * @until: UNIX seconds, of a snooze; else 0
 *
 * Writes down how far incidents are dealt with. It can be undone.
 */
void
armada_inbox_set_state_async (ArmadaInbox *self,
                              GArray *ids,
                              ArmadaIncidentState state,
                              gint64 until,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = new_task (self, armada_inbox_set_state_async, cancellable, callback, user_data);
  const ArmadaIncidentWish wish = {
    .set_state = TRUE,
    .state = state,
    .until = until,
    .who = self->account->email,
    .now = armada_clock_get_time (self->clock),
  };

  armada_store_change_incidents_async (self->store, self->account->id, ids, &wish, NULL, changed_cb,
                                       task);
}

/**
 * armada_inbox_set_note_async:
 * @note: "" for none
 *
 * Writes a note in place of what was noted before. It can be undone.
 */
void
armada_inbox_set_note_async (ArmadaInbox *self,
                             gint64 incident,
                             const char *note,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = new_task (self, armada_inbox_set_note_async, cancellable, callback, user_data);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  const ArmadaIncidentWish wish = {
    .note = note,
    .who = self->account->email,
    .now = armada_clock_get_time (self->clock),
  };

  g_array_append_val (ids, incident);
  armada_store_change_incidents_async (self->store, self->account->id, ids, &wish, NULL, changed_cb,
                                       task);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ArmadaInbox *self = g_task_get_source_object (task);
  GError *error = NULL;
  guint n;

  if (!armada_store_undo_incidents_finish (ARMADA_STORE (source), result, &n, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  wake (self);
  tell_changed (self);
  g_task_return_int (task, n);
}

/**
 * armada_inbox_undo_async:
 *
 * Takes back what was done last, and the next time what was done before that; nothing, when there
 * is nothing.
 */
void
armada_inbox_undo_async (ArmadaInbox *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task =
      new_task (self, armada_inbox_undo_async, cancellable, callback, user_data);
  gint64 batch;

  if (self->undo->len == 0)
    {
      g_task_return_int (task, 0);
      return;
    }
  batch = g_array_index (self->undo, gint64, self->undo->len - 1);
  g_array_set_size (self->undo, self->undo->len - 1);
  if (self->undo->len == 0)
    notify (self, PROP_CAN_UNDO);
  armada_store_undo_incidents_async (self->store, self->account->id, batch, self->account->email,
                                     armada_clock_get_time (self->clock), NULL, undone_cb,
                                     g_steal_pointer (&task));
}

/**
 * armada_inbox_change_finish:
 * @n: (out) (optional): how many incidents it was done with
 */
gboolean
armada_inbox_change_finish (ArmadaInbox *self, GAsyncResult *result, guint *n, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gssize number = g_task_propagate_int (G_TASK (result), &failure);

  if (n != NULL)
    *n = failure == NULL ? (guint) number : 0;
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static void
seen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaInbox) self = user_data;
  g_autoptr (GError) error = NULL;
  ArmadaIncidentsChanged changed;

  if (!armada_store_change_incidents_finish (ARMADA_STORE (source), result, &changed, &error))
    g_message ("that an incident was seen cannot be kept: %s", error->message);
  else if (changed.n > 0)
    tell_changed (self);
}

/**
 * armada_inbox_mark_seen:
 *
 * Notes that somebody looked at an incident, if it is new. That is not something to undo.
 */
void
armada_inbox_mark_seen (ArmadaInbox *self, gint64 incident)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  const ArmadaIncidentWish wish = {
    .set_state = TRUE,
    .state = ARMADA_INCIDENT_SEEN,
    .only_new = TRUE,
    .who = self->account->email,
    .now = armada_clock_get_time (self->clock),
  };

  g_array_append_val (ids, incident);
  armada_store_change_incidents_async (self->store, self->account->id, ids, &wish, NULL, seen_cb,
                                       g_object_ref (self));
}

static void
told_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!armada_store_set_told_finish (ARMADA_STORE (source), result, &error))
    g_message ("that somebody was told cannot be kept: %s", error->message);
}

/**
 * armada_inbox_mark_told:
 * @ids: (element-type gint64):
 *
 * Notes that the desktop told of incidents, so that it does not do so again.
 */
void
armada_inbox_mark_told (ArmadaInbox *self, GArray *ids)
{
  armada_store_set_told_async (self->store, self->account->id, ids, NULL, told_cb, NULL);
}
