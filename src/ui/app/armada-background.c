/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-background"

#include "app/armada-background.h"

#include <glib/gi18n.h>
#include <libportal/portal.h>

#include "app/armada-application-alerts.h"

#define NOTIFICATION "background"

/*
 * While an account is open and the user wants it, the application is held, so that closing its
 * window does not end it. The desktop is asked through the portal and told how many incidents are
 * new; for desktops that do not show what goes on in the background there is a notification with a
 * button that ends it. Owned by the application.
 */
struct _ArmadaBackground
{
  GObject parent_instance;

  GApplication *application; /* borrowed: it owns us */
  ArmadaSession *session;
  GSettings *settings;
  XdpPortal *portal; /* (nullable): until it is needed */
  GSignalGroup *signals;
  GCancellable *cancellable;
  gboolean has_window;
  gboolean held;
  gboolean asked;   /* the desktop, since the window was closed */
  gboolean refused; /* by it */
};

G_DEFINE_FINAL_TYPE (ArmadaBackground, armada_background, G_TYPE_OBJECT)

static guint
count_new (ArmadaBackground *self)
{
  ArmadaInbox *inbox = armada_session_get_inbox (self->session);

  return inbox ? armada_inbox_get_n_new (inbox) : 0;
}

static char *
make_status (ArmadaBackground *self)
{
  guint n = count_new (self);

  if (n == 0)
    return g_strdup (_ ("Nothing needs you."));
  return g_strdup_printf (ngettext ("%u new incident", "%u new incidents", n), n);
}

static void
notify_user (ArmadaBackground *self, const char *status)
{
  g_autoptr (GNotification) notification =
      g_notification_new (_ ("Armada Goes On in the Background"));

  if (!armada_application_can_notify (self->application))
    return;
  g_notification_set_body (notification, status);
  g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_LOW);
  g_notification_set_default_action (notification, "app.show");
  g_notification_add_button (notification, _ ("Open"), "app.show");
  g_notification_add_button (notification, _ ("Quit"), "app.quit");
  g_application_send_notification (self->application, NOTIFICATION, notification);
}

static void
status_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!xdp_portal_set_background_status_finish (XDP_PORTAL (source), result, &error))
    g_debug ("the desktop shows no status: %s", error->message);
}

static void
show_status (ArmadaBackground *self)
{
  g_autofree char *status = make_status (self);

  if (!self->held || self->has_window)
    return;
  if (self->portal != NULL)
    xdp_portal_set_background_status (self->portal, status, self->cancellable, status_cb, NULL);
  notify_user (self, status);
}

/* What was closed ends after all: it is said, as nobody would notice. */
static void
tell_refused (ArmadaBackground *self)
{
  g_autoptr (GNotification) notification = g_notification_new (_ ("Armada Has Ended"));

  if (!armada_application_can_notify (self->application))
    return;
  g_notification_set_body (notification, _ ("The desktop does not let it go on in the background. "
                                            "The desktop's settings say which programs may."));
  g_application_send_notification (self->application, NOTIFICATION, notification);
}

static void update (ArmadaBackground *self);

/* Where there is no portal nobody has to be asked. A desktop that says no, or whose user does, is
 * obeyed; libportal tells the first without an error. */
static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaBackground) self = user_data;
  g_autoptr (GError) error = NULL;

  if (xdp_portal_request_background_finish (XDP_PORTAL (source), result, &error) ||
      g_cancellable_is_cancelled (self->cancellable))
    return;
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_debug ("the desktop was not asked: %s", error->message);
      return;
    }
  self->refused = TRUE;
  update (self);
  if (!self->has_window)
    tell_refused (self);
}

static void
ask_desktop (ArmadaBackground *self)
{
  if (self->asked)
    return;
  self->asked = TRUE;
  if (self->portal == NULL)
    self->portal = xdp_portal_initable_new (NULL);
  if (self->portal != NULL)
    xdp_portal_request_background (
        self->portal, NULL, _ ("To tell you of what happens to your vehicles"), NULL,
        XDP_BACKGROUND_FLAG_NONE, self->cancellable, asked_cb, g_object_ref (self));
}

static gboolean
is_wanted (ArmadaBackground *self)
{
  return !self->refused && armada_session_get_state (self->session) == ARMADA_SESSION_SIGNED_IN &&
         g_settings_get_boolean (self->settings, "run-in-background");
}

static void
update (ArmadaBackground *self)
{
  gboolean wanted = is_wanted (self);

  if (wanted && !self->held)
    g_application_hold (self->application);
  else if (!wanted && self->held)
    g_application_release (self->application);
  self->held = wanted;
  if (wanted && !self->has_window)
    {
      ask_desktop (self);
      show_status (self);
    }
  else
    g_application_withdraw_notification (self->application, NOTIFICATION);
}

static void
inbox_cb (ArmadaBackground *self)
{
  g_signal_group_set_target (self->signals, armada_session_get_inbox (self->session));
}

static void
armada_background_dispose (GObject *object)
{
  ArmadaBackground *self = ARMADA_BACKGROUND (object);

  g_cancellable_cancel (self->cancellable);
  g_signal_group_set_target (self->signals, NULL);
  g_clear_object (&self->session);
  g_clear_object (&self->portal);
  G_OBJECT_CLASS (armada_background_parent_class)->dispose (object);
}

static void
armada_background_finalize (GObject *object)
{
  ArmadaBackground *self = ARMADA_BACKGROUND (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->signals);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (armada_background_parent_class)->finalize (object);
}

static void
armada_background_class_init (ArmadaBackgroundClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = armada_background_dispose;
  G_OBJECT_CLASS (klass)->finalize = armada_background_finalize;
}

static void
armada_background_init (ArmadaBackground *self)
{
  self->cancellable = g_cancellable_new ();
  self->signals = g_signal_group_new (ARMADA_TYPE_INBOX);
  g_signal_group_connect_swapped (self->signals, "notify::n-new", G_CALLBACK (show_status), self);
}

/**
 * armada_background_new:
 * @application: that owns it
 *
 * Returns: (transfer full): what holds @application while the user wants that
 */
ArmadaBackground *
armada_background_new (GApplication *application, ArmadaSession *session, GSettings *settings)
{
  ArmadaBackground *self = g_object_new (ARMADA_TYPE_BACKGROUND, NULL);

  self->application = application;
  self->session = g_object_ref (session);
  self->settings = g_object_ref (settings);
  self->has_window = TRUE;
  g_signal_connect_object (session, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::inbox", G_CALLBACK (inbox_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::run-in-background", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  inbox_cb (self);
  return self;
}

/**
 * armada_background_set_window:
 * @has_window: whether the user has a window to see and to close
 */
void
armada_background_set_window (ArmadaBackground *self, gboolean has_window)
{
  if (self->has_window == has_window)
    return;
  self->has_window = has_window;
  self->asked = self->refused = FALSE;
  update (self);
}

/**
 * armada_background_get_active:
 *
 * Returns: whether the application goes on without a window
 */
gboolean
armada_background_get_active (ArmadaBackground *self)
{
  return self->held;
}

/**
 * armada_background_stop:
 *
 * Lets the application end; call it once, when it does.
 */
void
armada_background_stop (ArmadaBackground *self)
{
  if (self->held)
    g_application_release (self->application);
  self->held = FALSE;
  g_application_withdraw_notification (self->application, NOTIFICATION);
}
