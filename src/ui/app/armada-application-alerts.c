/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-application-alerts"

#include "app/armada-application-alerts.h"

#include "alerts/armada-notifier.h"
#include "app/armada-background.h"
#include "app/armada-window-pages.h"

#define SERVICE "org.freedesktop.Notifications"
#define HOUR 3600

/* What is to become of an incident. */
typedef struct
{
  gint64 incident;
  ArmadaIncidentState state;
  gint64 until;
} Wish;

/* What belongs to an application, from startup to shutdown. */
typedef struct
{
  ArmadaClock *clock;
  ArmadaNotifier *notifier;
  ArmadaBackground *background;
  guint watch;      /* of the desktop's service */
  gboolean service; /* there is one */
  GArray *wishes;   /* of Wish: until there is an inbox */
} Alerts;

static void
alerts_free (gpointer data)
{
  Alerts *alerts = data;

  if (alerts->watch != 0)
    g_bus_unwatch_name (alerts->watch);
  /* What it still asks of the store keeps it, but nobody can be told any more. */
  if (alerts->notifier != NULL)
    g_object_run_dispose (G_OBJECT (alerts->notifier));
  g_clear_object (&alerts->notifier);
  g_clear_object (&alerts->background);
  g_clear_object (&alerts->clock);
  g_array_unref (alerts->wishes);
  g_free (alerts);
}

static Alerts *
get_alerts (gpointer application)
{
  return g_object_get_data (G_OBJECT (application), "armada-alerts");
}

static void
appeared_cb (GDBusConnection *bus, const char *name, const char *owner, gpointer user_data)
{
  ((Alerts *) user_data)->service = TRUE;
}

static void
vanished_cb (GDBusConnection *bus, const char *name, gpointer user_data)
{
  ((Alerts *) user_data)->service = FALSE;
}

/**
 * armada_application_can_notify:
 *
 * Returns: whether there is somebody to bring notifications to: in a sandbox the portal, whose bus
 *   hides the others
 */
gboolean
armada_application_can_notify (GApplication *application)
{
  Alerts *alerts = get_alerts (application);

  return (alerts != NULL && alerts->service) || g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}

static void
send_cb (const ArmadaNotice *notice, gpointer user_data)
{
  GApplication *application = user_data;

  if (!armada_application_can_notify (application))
    return;
  if (notice->title != NULL)
    {
      g_autoptr (GNotification) notification = armada_notice_to_notification (notice);

      g_application_send_notification (application, notice->id, notification);
    }
  else
    g_application_withdraw_notification (application, notice->id);
}

/* Whoever has the inbox before him need not be told. */
static void
looking_cb (ArmadaApplication *self)
{
  ArmadaWindow *window = armada_application_get_window (self);
  gboolean looking = window != NULL && gtk_window_is_active (GTK_WINDOW (window)) &&
                     g_strcmp0 (armada_window_get_page_name (window), "inbox") == 0;

  armada_notifier_set_looking (get_alerts (self)->notifier, looking);
}

static void
window_added_cb (ArmadaApplication *self, GtkWindow *window)
{
  if (!ARMADA_IS_WINDOW (window))
    return;
  g_signal_connect_object (window, "notify::is-active", G_CALLBACK (looking_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "action-state-changed::page", G_CALLBACK (looking_cb), self,
                           G_CONNECT_SWAPPED);
  armada_background_set_window (get_alerts (self)->background, TRUE);
  g_object_set (armada_application_get_session (self), "hidden", FALSE, NULL);
}

static void
window_removed_cb (ArmadaApplication *self, GtkWindow *window)
{
  if (!ARMADA_IS_WINDOW (window) || get_alerts (self) == NULL)
    return;
  armada_notifier_set_looking (get_alerts (self)->notifier, FALSE);
  armada_background_set_window (get_alerts (self)->background, FALSE);
  if (armada_application_get_session (self) != NULL)
    g_object_set (armada_application_get_session (self), "hidden", TRUE, NULL);
}

static void
show_incident_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaApplication *self = user_data;
  ArmadaWindow *window;

  g_application_activate (G_APPLICATION (self));
  window = armada_application_get_window (self);
  if (window == NULL)
    return;
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "inbox");
  armada_inbox_page_show_incident (armada_window_get_inbox_page (window),
                                   g_variant_get_int64 (parameter));
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GApplication) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!armada_inbox_change_finish (ARMADA_INBOX (source), result, NULL, &error))
    g_message ("what was wished in a notification cannot be kept: %s", error->message);
  g_application_release (self);
}

/* The desktop starts us for a button of an old notification, too: there is no inbox at first. */
static void
follow_wishes (ArmadaApplication *self)
{
  ArmadaSession *session = armada_application_get_session (self);
  Alerts *alerts = get_alerts (self);
  ArmadaInbox *inbox;
  gboolean hopeless;

  if (alerts == NULL)
    return; /* it ends */
  inbox = armada_session_get_inbox (session);
  hopeless = armada_session_get_state (session) == ARMADA_SESSION_SIGNED_OUT;
  for (guint i = 0; (inbox != NULL || hopeless) && i < alerts->wishes->len; i++)
    {
      const Wish *wish = &g_array_index (alerts->wishes, Wish, i);
      g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

      g_array_append_val (ids, wish->incident);
      if (inbox != NULL)
        armada_inbox_set_state_async (inbox, ids, wish->state, wish->until, NULL, done_cb,
                                      g_object_ref (self));
      else
        g_application_release (G_APPLICATION (self));
    }
  if (inbox != NULL || hopeless)
    g_array_set_size (alerts->wishes, 0);
}

/* The application does not end before it is done. */
static void
set_state (ArmadaApplication *self, gint64 incident, ArmadaIncidentState state, gint64 until)
{
  const Wish wish = { incident, state, until };

  g_application_hold (G_APPLICATION (self));
  g_array_append_val (get_alerts (self)->wishes, wish);
  follow_wishes (self);
}

static void
acknowledge_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  set_state (user_data, g_variant_get_int64 (parameter), ARMADA_INCIDENT_ACKNOWLEDGED, 0);
}

static void
snooze_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gint64 now = armada_clock_get_time (get_alerts (user_data)->clock);

  set_state (user_data, g_variant_get_int64 (parameter), ARMADA_INCIDENT_SNOOZED, now + HOUR);
}

static void
show_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_application_activate (user_data);
}

static const GActionEntry entries[] = {
  { .name = "show-incident", .activate = show_incident_cb, .parameter_type = "x" },
  { .name = "acknowledge-incident", .activate = acknowledge_cb, .parameter_type = "x" },
  { .name = "snooze-incident", .activate = snooze_cb, .parameter_type = "x" },
  { .name = "show", .activate = show_cb },
};

/**
 * armada_application_add_alerts:
 * @settings: of the schema id.trackgps.Armada
 *
 * Called once, at startup, when there is a session.
 */
void
armada_application_add_alerts (ArmadaApplication *self, ArmadaClock *clock, GSettings *settings)
{
  ArmadaSession *session = armada_application_get_session (self);
  Alerts *alerts = g_new0 (Alerts, 1);

  g_object_set_data_full (G_OBJECT (self), "armada-alerts", alerts, alerts_free);
  alerts->clock = g_object_ref (clock);
  alerts->wishes = g_array_new (FALSE, FALSE, sizeof (Wish));
  alerts->watch =
      g_bus_watch_name (G_BUS_TYPE_SESSION, SERVICE, G_BUS_NAME_WATCHER_FLAGS_AUTO_START,
                        appeared_cb, vanished_cb, alerts, NULL);
  alerts->notifier = armada_notifier_new (session, clock, settings, send_cb, self);
  alerts->background = armada_background_new (G_APPLICATION (self), session, settings);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (session, "notify::inbox", G_CALLBACK (follow_wishes), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (follow_wishes), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "window-added", G_CALLBACK (window_added_cb), NULL);
  g_signal_connect (self, "window-removed", G_CALLBACK (window_removed_cb), NULL);
}

/**
 * armada_application_end_alerts:
 *
 * Called once, when the application ends and its session still is there.
 */
void
armada_application_end_alerts (ArmadaApplication *self)
{
  Alerts *alerts = get_alerts (self);

  if (alerts == NULL)
    return;
  armada_background_stop (alerts->background);
  g_object_set_data (G_OBJECT (self), "armada-alerts", NULL);
}
