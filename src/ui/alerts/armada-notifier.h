/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "sync/armada-session.h"

G_BEGIN_DECLS

/**
 * ArmadaNotice:
 * @id: of the notification: another one with it takes its place
 * @title: what happened
 * @body: (nullable): to whom and where, and how much else; NULL: the notification is to go
 * @incident: that it is about
 * @n_more: incidents that it stands for besides
 * @priority:
 *
 * What the desktop is to tell.
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *body;
  gint64 incident;
  guint n_more;
  GNotificationPriority priority;
} ArmadaNotice;

typedef void (*ArmadaNotifierSend) (const ArmadaNotice *notice, gpointer user_data);

#define ARMADA_TYPE_NOTIFIER (armada_notifier_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaNotifier, armada_notifier, ARMADA, NOTIFIER, GObject)

ArmadaNotifier *armada_notifier_new (ArmadaSession *session,
                                     ArmadaClock *clock,
                                     GSettings *settings,
                                     ArmadaNotifierSend send,
                                     gpointer user_data);
void armada_notifier_set_looking (ArmadaNotifier *self, gboolean looking);

/* Pure. @minute, @from and @to: of the day, from 0. */
gboolean armada_notifier_is_quiet (guint minute, guint from, guint to);
GNotification *armada_notice_to_notification (const ArmadaNotice *notice);

G_END_DECLS
