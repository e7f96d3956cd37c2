/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-window-inbox"

#include "app/armada-window-inbox.h"

#include <glib/gi18n.h>

#include "app/armada-announce.h"
#include "app/armada-window-links.h"
#include "app/armada-window-pages.h"
#include "app/armada-window-reports.h"

/* What the inbox leads to on the window's other pages, and how many wait there. */

static void
show_page (ArmadaWindow *self, const char *name)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.page", "s", name);
}

static void
replay_cb (ArmadaWindow *self, const ArmadaHistoryChoice *choice)
{
  armada_history_page_show_choice (armada_window_get_history_page (self), choice);
  show_page (self, "history");
}

static void
report_cb (ArmadaWindow *self, const ArmadaHistoryChoice *choice)
{
  armada_window_report_history (self, choice);
}

/* Told to a screen reader when it grows while the user is at the window: notifications are for when
 * he is not. */
static void
announce (ArmadaWindow *self, guint before, guint now)
{
  g_autofree char *words = NULL;

  if (now <= before || !gtk_window_is_active (GTK_WINDOW (self)))
    return;
  words = g_strdup_printf (ngettext ("%u new incident", "%u new incidents", now - before),
                           now - before);
  armada_announce (GTK_WIDGET (self), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* The count is that of the account that is open now. */
static void
show_count (ArmadaWindow *self, gboolean same_inbox)
{
  ArmadaSession *session = armada_window_get_session (self);
  ArmadaInbox *inbox = session ? armada_session_get_inbox (session) : NULL;
  guint now = inbox ? armada_inbox_get_n_new (inbox) : 0;
  guint before = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (self), "inbox-count"));

  armada_window_set_page_count (self, "inbox", now);
  g_object_set_data (G_OBJECT (self), "inbox-count", GUINT_TO_POINTER (now));
  if (same_inbox)
    announce (self, before, now);
}

static void
count_cb (ArmadaWindow *self)
{
  show_count (self, TRUE);
}

static void
other_inbox_cb (ArmadaWindow *self)
{
  show_count (self, FALSE);
}

static void
inbox_cb (ArmadaSession *session, GParamSpec *pspec, GSignalGroup *signals)
{
  g_signal_group_set_target (signals, armada_session_get_inbox (session));
}

/**
 * armada_window_count_inbox:
 *
 * Keeps the count beside the page's button: called once, when the window has its session.
 */
void
armada_window_count_inbox (ArmadaWindow *self, ArmadaSession *session)
{
  GSignalGroup *signals = g_signal_group_new (ARMADA_TYPE_INBOX);

  g_object_set_data_full (G_OBJECT (self), "inbox-signals", signals, g_object_unref);
  g_signal_group_connect_object (signals, "notify::n-new", G_CALLBACK (count_cb), self,
                                 G_CONNECT_SWAPPED);
  g_signal_connect_object (signals, "bind", G_CALLBACK (other_inbox_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (signals, "unbind", G_CALLBACK (other_inbox_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::inbox", G_CALLBACK (inbox_cb), signals, 0);
  inbox_cb (session, NULL, signals);
}

/**
 * armada_window_connect_inbox:
 * @page: of the window, just made
 *
 * What it leads to on other pages.
 */
void
armada_window_connect_inbox (ArmadaWindow *self, ArmadaInboxPage *page)
{
  g_signal_connect_object (page, "message", G_CALLBACK (armada_window_show_message), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "replay", G_CALLBACK (replay_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "report", G_CALLBACK (report_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "show-vehicle", G_CALLBACK (armada_window_show_vehicle), self,
                           G_CONNECT_SWAPPED);
}
