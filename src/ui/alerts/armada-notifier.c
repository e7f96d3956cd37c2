/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-notifier"

#include "alerts/armada-notifier.h"

#include <glib/gi18n.h>

#include "alerts/armada-incident-words.h"
#include "app/armada-words.h"

#define PAUSE 1000       /* milliseconds between two notifications */
#define QUIET_LOOK 60000 /* milliseconds until it is looked again whether quiet hours are over */
#define MOST_RECORDS 200 /* untold incidents that are looked at one by one */
#define HIGH_PRIORITY "overspeed"

/*
 * Tells the desktop of new incidents: those in the store that nobody was told of. What it told is
 * written down only after it was sent, so that a crash tells twice rather than never; the desktop
 * takes the second for the first, as both have one id. At most one a second is sent: the newest,
 * and how many there are besides. The application owns it.
 */
struct _ArmadaNotifier
{
  GObject parent_instance;

  ArmadaSession *session;
  ArmadaClock *clock;
  GSettings *settings;
  ArmadaNotifierSend send;
  gpointer user_data;

  ArmadaInbox *inbox; /* (nullable) */
  GSignalGroup *signals;
  GCancellable *cancellable;
  GHashTable *sent; /* ids of notifications that may still be seen */
  gboolean looking; /* the user has the inbox before him */
  gboolean asking;
  gboolean again;
  gboolean resting; /* one was sent less than a second ago */
  guint timer;
};

G_DEFINE_FINAL_TYPE (ArmadaNotifier, armada_notifier, G_TYPE_OBJECT)

static void look (ArmadaNotifier *self);

static void
clear_timer (ArmadaNotifier *self)
{
  if (self->timer != 0)
    armada_clock_remove_timeout (self->clock, g_steal_handle_id (&self->timer));
}

static gboolean
timer_cb (gpointer user_data)
{
  ArmadaNotifier *self = user_data;

  self->timer = 0;
  self->resting = FALSE;
  look (self);
  return G_SOURCE_REMOVE;
}

static void
look_later (ArmadaNotifier *self, guint milliseconds)
{
  clear_timer (self);
  self->timer = armada_clock_add_timeout (self->clock, milliseconds, timer_cb, self);
}

/**
 * armada_notifier_is_quiet:
 * @minute: of the day
 * @from: when quiet hours begin
 * @to: when they end; the same as @from: never
 *
 * Returns: whether it is quiet hours, which may last over midnight
 */
gboolean
armada_notifier_is_quiet (guint minute, guint from, guint to)
{
  if (from <= to)
    return minute >= from && minute < to;
  return minute >= from || minute < to;
}

static gboolean
is_quiet_now (ArmadaNotifier *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (armada_clock_get_time (self->clock));

  if (now == NULL || !g_settings_get_boolean (self->settings, "quiet-hours"))
    return FALSE;
  return armada_notifier_is_quiet (
      (guint) (g_date_time_get_hour (now) * 60 + g_date_time_get_minute (now)),
      g_settings_get_uint (self->settings, "quiet-from"),
      g_settings_get_uint (self->settings, "quiet-to"));
}

static GNotificationPriority
get_priority (const char *type)
{
  if (armada_incident_is_urgent (type))
    return G_NOTIFICATION_PRIORITY_URGENT;
  if (g_str_equal (type, HIGH_PRIORITY))
    return G_NOTIFICATION_PRIORITY_HIGH;
  return g_str_has_prefix (type, "ignition") ? G_NOTIFICATION_PRIORITY_LOW
                                             : G_NOTIFICATION_PRIORITY_NORMAL;
}

/* Of equal urgency the newest is told; the records are in that order. */
static ArmadaIncidentRecord *
choose (const ArmadaUntold *untold)
{
  ArmadaIncidentRecord *chosen = NULL;

  for (guint i = 0; i < untold->records->len; i++)
    {
      ArmadaIncidentRecord *record = untold->records->pdata[i];

      if (chosen == NULL || get_priority (record->type) > get_priority (chosen->type))
        chosen = record;
    }
  return chosen;
}

static char *
make_body (ArmadaNotifier *self, const ArmadaIncidentRecord *record, guint n_more)
{
  g_autofree char *vehicle =
      armada_incident_words_for_vehicle (record, armada_session_get_fleet (self->session));
  g_autofree char *place = armada_incident_words_for_place (record);
  g_autofree char *more = NULL;

  if (n_more > 0)
    more = g_strdup_printf (ngettext ("and %u more", "and %u more", n_more), n_more);
  if (*place == '\0')
    return g_strjoin ("\n", vehicle, more, NULL);
  return g_strjoin ("\n", vehicle, place, more, NULL);
}

static void
tell (ArmadaNotifier *self, const ArmadaIncidentRecord *record, guint n_more)
{
  g_autofree char *id = g_strdup_printf ("incident-%" G_GINT64_FORMAT, record->id);
  g_autofree char *body = make_body (self, record, n_more);
  const ArmadaNotice notice = {
    .id = id,
    .title = armada_incident_words_for_title (record),
    .body = body,
    .incident = record->id,
    .n_more = n_more,
    .priority = get_priority (record->type),
  };

  self->send (&notice, self->user_data);
  g_hash_table_add (self->sent, g_steal_pointer (&id));
  self->resting = TRUE;
  look_later (self, PAUSE);
}

/* What is muted, or seen by who looks at the inbox, counts as told. */
static void
take_untold (ArmadaNotifier *self, const ArmadaUntold *untold)
{
  ArmadaIncidentRecord *record = choose (untold);

  if (record != NULL && !self->looking && g_settings_get_boolean (self->settings, "notifications"))
    tell (self, record, untold->n_wanted - 1);
  armada_inbox_mark_told (self->inbox, untold->ids);
}

static void
untold_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaNotifier) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaUntold) untold =
      armada_store_get_untold_finish (ARMADA_STORE (source), result, &error);

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  self->asking = FALSE;
  if (untold == NULL)
    {
      g_message ("what is to be told cannot be read: %s", error->message);
      return;
    }
  if (untold->ids->len > 0 && is_quiet_now (self))
    look_later (self, QUIET_LOOK);
  else if (untold->ids->len > 0)
    take_untold (self, untold);
  if (self->again)
    look (self);
}

static void
look (ArmadaNotifier *self)
{
  g_auto (GStrv) muted = NULL;

  if (self->inbox == NULL || self->resting)
    return;
  self->again = self->asking;
  if (self->asking)
    return;
  self->asking = TRUE;
  muted = g_settings_get_strv (self->settings, "muted-types");
  armada_store_get_untold_async (
      armada_inbox_get_store (self->inbox), armada_inbox_get_account (self->inbox),
      (const char *const *) muted, MOST_RECORDS, self->cancellable, untold_cb, g_object_ref (self));
}

/* Nothing is new any more: what the desktop still shows is old. */
static void
n_new_cb (ArmadaNotifier *self)
{
  GHashTableIter iter;
  const char *id;

  if (armada_inbox_get_n_new (self->inbox) > 0)
    return;
  g_hash_table_iter_init (&iter, self->sent);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    self->send (&(ArmadaNotice) { .id = id }, self->user_data);
  g_hash_table_remove_all (self->sent);
}

static void
inbox_cb (ArmadaNotifier *self)
{
  ArmadaInbox *inbox = armada_session_get_inbox (self->session);

  if (self->inbox == inbox)
    return;
  g_cancellable_cancel (self->cancellable);
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  self->asking = self->again = FALSE;
  g_set_object (&self->inbox, inbox);
  g_signal_group_set_target (self->signals, inbox);
  look (self);
}

static void
armada_notifier_dispose (GObject *object)
{
  ArmadaNotifier *self = ARMADA_NOTIFIER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->clock != NULL)
    clear_timer (self);
  g_signal_group_set_target (self->signals, NULL);
  g_clear_object (&self->session);
  g_clear_object (&self->inbox);
  G_OBJECT_CLASS (armada_notifier_parent_class)->dispose (object);
}

static void
armada_notifier_finalize (GObject *object)
{
  ArmadaNotifier *self = ARMADA_NOTIFIER (object);

  g_clear_object (&self->clock);
  g_clear_object (&self->settings);
  g_clear_object (&self->signals);
  g_clear_object (&self->cancellable);
  g_hash_table_unref (self->sent);
  G_OBJECT_CLASS (armada_notifier_parent_class)->finalize (object);
}

static void
armada_notifier_class_init (ArmadaNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = armada_notifier_dispose;
  G_OBJECT_CLASS (klass)->finalize = armada_notifier_finalize;
}

static void
armada_notifier_init (ArmadaNotifier *self)
{
  self->cancellable = g_cancellable_new ();
  self->sent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->signals = g_signal_group_new (ARMADA_TYPE_INBOX);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (look), self);
  g_signal_group_connect_swapped (self->signals, "notify::n-new", G_CALLBACK (n_new_cb), self);
}

/**
 * armada_notifier_new:
 * @session: of whose incidents is told, whichever account it opens
 * @settings: of the schema id.trackgps.Armada
 * @send: brings a notice to the desktop
 *
 * Returns: (transfer full): a notifier that tells until it is released
 */
ArmadaNotifier *
armada_notifier_new (ArmadaSession *session,
                     ArmadaClock *clock,
                     GSettings *settings,
                     ArmadaNotifierSend send,
                     gpointer user_data)
{
  ArmadaNotifier *self = g_object_new (ARMADA_TYPE_NOTIFIER, NULL);

  self->session = g_object_ref (session);
  self->clock = g_object_ref (clock);
  self->settings = g_object_ref (settings);
  self->send = send;
  self->user_data = user_data;
  g_signal_connect_object (session, "notify::inbox", G_CALLBACK (inbox_cb), self,
                           G_CONNECT_SWAPPED);
  inbox_cb (self);
  return self;
}

/**
 * armada_notifier_set_looking:
 * @looking: whether the user has the inbox before him: he need not be told then
 */
void
armada_notifier_set_looking (ArmadaNotifier *self, gboolean looking)
{
  self->looking = looking;
}

/**
 * armada_notice_to_notification:
 *
 * Returns: (transfer full): the same for the desktop, with what can be done about it
 */
GNotification *
armada_notice_to_notification (const ArmadaNotice *notice)
{
  GNotification *notification = g_notification_new (notice->title);

  g_notification_set_body (notification, notice->body);
  g_notification_set_priority (notification, notice->priority);
  g_notification_set_category (notification, "im.received");
  g_notification_set_default_action_and_target (notification, "app.show-incident", "x",
                                                notice->incident);
  g_notification_add_button_with_target (notification, _ ("Show"), "app.show-incident", "x",
                                         notice->incident);
  g_notification_add_button_with_target (notification, _ ("Acknowledge"),
                                         "app.acknowledge-incident", "x", notice->incident);
  g_notification_add_button_with_target (notification, _ ("Snooze 1 h"), "app.snooze-incident", "x",
                                         notice->incident);
  return notification;
}
