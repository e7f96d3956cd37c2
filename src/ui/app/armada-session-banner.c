/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-session-banner"

#include "app/armada-session-banner.h"

#include <glib/gi18n.h>

#include "api/armada-error.h"
#include "app/armada-words.h"

/*
 * The lasting trouble of a session, in one sentence above the page, with the one thing that helps.
 * It shows the properties "error", "error-since" and "store-error" of the session and nothing else,
 * so it ends when they do.
 */
struct _ArmadaSessionBanner
{
  AdwBin parent_instance;

  AdwBanner *banner;
  GSignalGroup *signals; /* of the session */
  ArmadaClock *clock;
};

G_DEFINE_FINAL_TYPE (ArmadaSessionBanner, armada_session_banner, ADW_TYPE_BIN)

static void
show_trouble (ArmadaSessionBanner *self, const GError *error, gint64 since)
{
  g_autofree char *text =
      armada_words_for_trouble (error, since, armada_clock_get_time (self->clock));
  gboolean signed_out = g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_UNAUTHORIZED);

  adw_banner_set_title (self->banner, text);
  adw_banner_set_button_label (self->banner, signed_out ? _ ("_Sign In") : _ ("_Retry"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->banner),
                                  signed_out ? "win.sign-in-again" : "fleet.refresh");
  adw_banner_set_revealed (self->banner, TRUE);
}

static void
show_store_trouble (ArmadaSessionBanner *self, const GError *error)
{
  g_autofree char *text = armada_words_for_store_error (error);

  adw_banner_set_title (self->banner, text);
  adw_banner_set_button_label (self->banner, NULL);
  adw_banner_set_revealed (self->banner, TRUE);
}

static void
update (ArmadaSessionBanner *self)
{
  g_autoptr (GObject) session = g_signal_group_dup_target (self->signals);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) store_error = NULL;
  gint64 since = 0;

  if (session != NULL)
    g_object_get (session, "error", &error, "error-since", &since, "store-error", &store_error,
                  NULL);

  if (error != NULL)
    show_trouble (self, error, since);
  else if (store_error != NULL)
    show_store_trouble (self, store_error);
  else
    adw_banner_set_revealed (self->banner, FALSE);
}

static void
armada_session_banner_dispose (GObject *object)
{
  ArmadaSessionBanner *self = ARMADA_SESSION_BANNER (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (armada_session_banner_parent_class)->dispose (object);
}

static void
armada_session_banner_class_init (ArmadaSessionBannerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = armada_session_banner_dispose;
}

static void
armada_session_banner_init (ArmadaSessionBanner *self)
{
  self->banner = ADW_BANNER (adw_banner_new (""));
  adw_banner_set_use_markup (self->banner, FALSE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->banner));

  self->signals = g_signal_group_new (G_TYPE_OBJECT);
  g_signal_group_connect_swapped (self->signals, "notify::error", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->signals, "notify::error-since", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->signals, "notify::store-error", G_CALLBACK (update), self);
}

GtkWidget *
armada_session_banner_new (void)
{
  return g_object_new (ARMADA_TYPE_SESSION_BANNER, NULL);
}

/**
 * armada_session_banner_set_session:
 * @session: anything with the properties "error", "error-since" and "store-error" of ArmadaSession
 * @clock: what time it is
 */
void
armada_session_banner_set_session (ArmadaSessionBanner *self, GObject *session, ArmadaClock *clock)
{
  g_return_if_fail (ARMADA_IS_SESSION_BANNER (self));

  g_set_object (&self->clock, clock);
  g_signal_group_set_target (self->signals, session);
  update (self);
}
