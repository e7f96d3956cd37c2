/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-announce"

#include "app/armada-announce.h"

/**
 * armada_announce:
 * @widget: of a window
 *
 * Says something to a screen reader, if there is one. GTK's own context for tests (4.18) has
 * nothing to say it with, and calls nothing.
 */
void
armada_announce (GtkWidget *widget, const char *text, GtkAccessibleAnnouncementPriority priority)
{
  if (g_strcmp0 (g_getenv ("GTK_A11Y"), "test") != 0)
    gtk_accessible_announce (GTK_ACCESSIBLE (widget), text, priority);
}
