/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-session"

#include "sync/armada-session-history.h"
#include "sync/armada-session-private.h"

/* What the reports that this desk makes by itself need to know of the open account. */

/* The clock of an account is known by how far it is from UTC. Where that is what clocks here show
 * now, it is taken to be here, so that summer time is the same; else it stays where it stands. */
static GTimeZone *
find_zone (int offset, gint64 now)
{
  g_autoptr (GTimeZone) here = g_time_zone_new_local ();
  int interval = g_time_zone_find_interval (here, G_TIME_TYPE_UNIVERSAL, now);

  if (offset == ARMADA_ZONE_UNKNOWN || g_time_zone_get_offset (here, interval) == offset)
    return g_steal_pointer (&here);
  return g_time_zone_new_offset (offset);
}

static void
zone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ArmadaSession *self = ARMADA_SESSION (source);
  g_autofree gint64 *account = user_data;
  int offset = armada_session_get_zone_finish (self, result);
  g_autoptr (GTimeZone) zone = find_zone (offset, armada_clock_get_time (self->clock));

  if (self->client == NULL || self->account == NULL || self->account->id != *account)
    return;
  armada_report_planner_set_zone (self->report_planner, zone);
  armada_report_planner_set_account (self->report_planner, *account, self->fleet);
}

/* Its reports are due by its own clock, so that is asked for first. */
void
armada_session_open_planner (ArmadaSession *self)
{
  armada_session_get_zone_async (self, NULL, zone_cb,
                                 g_memdup2 (&self->account->id, sizeof (gint64)));
}

/* What was still to be made for an account goes with it. What was made stays in the archive: that
 * is the user's, not the account's. */
void
armada_session_forget_reports (ArmadaSession *self, gint64 account)
{
  armada_report_planner_forget_account (self->report_planner, account);
  armada_report_queue_forget_account (self->report_queue, account);
}
