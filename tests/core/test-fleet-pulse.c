/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "api/armada-alerts-reader.h"
#include "armada-test-records.h"
#include "model/armada-fleet-pulse.h"

#define NOW G_GINT64_CONSTANT (1790000000)

static ArmadaRecord *
make_rule (gint64 id, int active, double overspeed, gboolean all, gint64 device)
{
  ArmadaAlertRecord rule;

  armada_record_clear (&armada_alert_record_type, &rule);
  rule.id = id;
  rule.active = active;
  rule.overspeed = overspeed;
  rule.for_all_devices = all;
  rule.devices = (ArmadaIds) { &device, device != 0 };
  return armada_record_new (&armada_alert_record_type, &rule);
}

static ArmadaItemList *
make_rules (void)
{
  g_autoptr (GPtrArray) records =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_record_unref);
  ArmadaItemList *rules = armada_item_list_new (&armada_alert_record_type);

  g_ptr_array_add (records, make_rule (1, 1, 100, FALSE, 1));
  g_ptr_array_add (records,
                   make_rule (2, -1, 80, FALSE, 1)); /* an old server says not if it is on */
  g_ptr_array_add (records, make_rule (3, 0, 10, TRUE, 0));
  g_ptr_array_add (records, make_rule (4, 1, NAN, TRUE, 0));
  armada_item_list_replace (rules, records);
  return rules;
}

static void
add (ArmadaDeviceBatch *batch, gint64 id, ArmadaOnline online, double speed, gint64 heard)
{
  g_autoptr (ArmadaDeviceRecord) plain = armada_test_record (id, "B 1 XX", online);
  ArmadaDeviceRecord fields = *plain;

  fields.speed = speed;
  fields.fix_time = fields.contact_time = heard;
  fields.alarm = id == 3;
  if (heard == 0)
    fields.latitude = fields.longitude = NAN;
  armada_test_batch_take (batch, armada_device_record_new (&fields));
}

static void
test_limits (void)
{
  g_autoptr (ArmadaItemList) rules = make_rules ();
  g_autoptr (ArmadaItemList) none = armada_item_list_new (&armada_alert_record_type);
  g_autoptr (ArmadaSpeedLimits) limits = armada_speed_limits_new (rules);
  g_autoptr (ArmadaSpeedLimits) no_limits = armada_speed_limits_new (none);

  g_assert_cmpfloat (armada_speed_limits_find (limits, 1), ==, 80);
  g_assert_true (isinf (armada_speed_limits_find (limits, 2)));
  g_assert_true (isinf (armada_speed_limits_find (no_limits, 1)));
}

static void
test_count (void)
{
  static const guint silences[ARMADA_N_SILENCES] = { 2, 1, 0, 0, 1, 0, 1, 1 };
  g_autoptr (ArmadaFleet) fleet = armada_fleet_new ();
  g_autoptr (ArmadaDeviceBatch) batch = armada_device_batch_new (TRUE);
  g_autoptr (ArmadaItemList) rules = make_rules ();
  g_autoptr (ArmadaSpeedLimits) limits = armada_speed_limits_new (rules);
  ArmadaFleetPulse pulse;

  add (batch, 1, ARMADA_ONLINE_MOVING, 81, NOW - 299);
  add (batch, 2, ARMADA_ONLINE_MOVING, 200, NOW + 30); /* its clock is ahead */
  add (batch, 3, ARMADA_ONLINE_STANDING, 0, NOW - 300);
  add (batch, 4, ARMADA_ONLINE_OFFLINE, 0, NOW - 86400);
  add (batch, 5, ARMADA_ONLINE_OFFLINE, 0, NOW - 7 * 86400);
  add (batch, 6, ARMADA_ONLINE_OFFLINE, 0, 0);
  armada_fleet_apply (fleet, batch, NOW);
  armada_fleet_pulse_count (&pulse, fleet, limits, NOW);
  g_assert_cmpuint (pulse.n, ==, 6);
  g_assert_cmpuint (pulse.states[ARMADA_DEVICE_STATE_MOVING], ==, 2);
  g_assert_cmpuint (pulse.states[ARMADA_DEVICE_STATE_NEVER_CONNECTED], ==, 1);
  g_assert_cmpuint (pulse.n_alarm, ==, 1);
  g_assert_cmpuint (pulse.n_speeding, ==, 1);
  g_assert_cmpuint (pulse.n_limited, ==, 1);
  for (guint i = 0; i < ARMADA_N_SILENCES; i++)
    g_assert_cmpuint (pulse.silences[i], ==, silences[i]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fleet-pulse/limits", test_limits);
  g_test_add_func ("/fleet-pulse/count", test_count);
  return g_test_run ();
}
