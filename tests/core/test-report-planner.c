/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/armada-report-planner.h"

#include "armada-test-archive.h"
#include "armada-test-clock.h"
#include "armada-test-records.h"
#include "report/armada-report-batch.h"
#include "report/armada-report-due.h"
#include "report/armada-report-period.h"

/* Reports that the desk makes by itself: when, of what time, and into how many. */

#define BERLIN "CET-1CEST,M3.5.0,M10.5.0/3"
#define NOW 1790000000 /* 2026-09-21 14:13:20 UTC, a Monday */
#define DAY (24 * 3600)

static GTimeZone *
new_zone (const char *name)
{
  GTimeZone *zone = g_time_zone_new_identifier (name);

  g_assert_nonnull (zone);
  return zone;
}

static gint64
parse (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time);
}

static char *
format (gint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time);

  return g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ");
}

typedef struct
{
  const char *zone;
  ArmadaReportEvery every;
  guint day;
  guint minute;
  const char *now;
  const char *last;
  const char *next;
} Due;

static const Due dues[] = {
  { "UTC", ARMADA_REPORT_EVERY_DAY, 0, 360, "2026-03-10T07:00:00Z", "2026-03-10T06:00:00Z",
    "2026-03-11T06:00:00Z" },
  { "UTC", ARMADA_REPORT_EVERY_DAY, 0, 360, "2026-03-10T06:00:00Z", "2026-03-10T06:00:00Z",
    "2026-03-11T06:00:00Z" },
  { "<+07>-7", ARMADA_REPORT_EVERY_DAY, 0, 360, "2026-03-10T22:59:59Z", "2026-03-09T23:00:00Z",
    "2026-03-10T23:00:00Z" },
  { "UTC", ARMADA_REPORT_EVERY_WEEK, 1, 0, "2026-03-10T07:00:00Z", "2026-03-09T00:00:00Z",
    "2026-03-16T00:00:00Z" },
  { "UTC", ARMADA_REPORT_EVERY_MONTH, 31, 60, "2026-02-28T00:30:00Z", "2026-01-31T01:00:00Z",
    "2026-02-28T01:00:00Z" },
  { "UTC", ARMADA_REPORT_EVERY_MONTH, 31, 60, "2026-02-28T01:00:00Z", "2026-02-28T01:00:00Z",
    "2026-03-31T01:00:00Z" },
  /* 02:30 is not there in that night: it is made when the clock shows 03:00, once */
  { BERLIN, ARMADA_REPORT_EVERY_DAY, 0, 150, "2026-03-29T00:00:00Z", "2026-03-28T01:30:00Z",
    "2026-03-29T01:00:00Z" },
  { BERLIN, ARMADA_REPORT_EVERY_DAY, 0, 150, "2026-03-29T12:00:00Z", "2026-03-29T01:00:00Z",
    "2026-03-30T00:30:00Z" },
  /* 06:00 stays 06:00 */
  { BERLIN, ARMADA_REPORT_EVERY_DAY, 0, 360, "2026-03-28T12:00:00Z", "2026-03-28T05:00:00Z",
    "2026-03-29T04:00:00Z" },
  { BERLIN, ARMADA_REPORT_EVERY_WEEK, 7, 360, "2026-10-24T12:00:00Z", "2026-10-18T04:00:00Z",
    "2026-10-25T05:00:00Z" },
};

static void
test_due (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (dues); i++)
    {
      const ArmadaKeptReportSchedule schedule = { .every = dues[i].every,
                                                  .day = dues[i].day,
                                                  .minute = dues[i].minute };
      g_autoptr (GTimeZone) zone = new_zone (dues[i].zone);
      gint64 now = parse (dues[i].now);
      g_autofree char *last = format (armada_report_due_find_last (&schedule, zone, now));
      g_autofree char *next = format (armada_report_due_find_next (&schedule, zone, now));

      g_test_message ("%u", i);
      g_assert_cmpstr (last, ==, dues[i].last);
      g_assert_cmpstr (next, ==, dues[i].next);
    }
}

/* In a night that has 02:30 twice it is due once. */
static void
test_due_once (void)
{
  const ArmadaKeptReportSchedule schedule = { .every = ARMADA_REPORT_EVERY_DAY, .minute = 150 };
  g_autoptr (GTimeZone) zone = new_zone (BERLIN);
  gint64 time = parse ("2026-10-24T12:00:00Z");
  guint n = 0;

  while ((time = armada_report_due_find_next (&schedule, zone, time)) <
         parse ("2026-10-26T12:00:00Z"))
    n++;
  g_assert_cmpuint (n, ==, 2); /* of the 25th and the 26th */
}

static void
test_periods (void)
{
  static const struct
  {
    ArmadaHistoryPeriod period;
    const char *from;
    const char *to;
  } periods[] = {
    { ARMADA_HISTORY_YESTERDAY, "2026-03-29 00:00:00", "2026-03-29 23:59:59" },
    { ARMADA_HISTORY_LAST_WEEK, "2026-03-23 00:00:00", "2026-03-29 23:59:59" },
    { ARMADA_HISTORY_LAST_MONTH, "2026-02-01 00:00:00", "2026-02-28 23:59:59" },
  };
  g_autoptr (GTimeZone) zone = new_zone (BERLIN);
  /* 00:30 there on the day after the clock was put forward */
  gint64 now = armada_report_period_to_wall_clock (zone, parse ("2026-03-29T22:30:00Z"));
  ArmadaHistoryPeriod period;

  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    {
      const char *name = armada_report_period_to_name (periods[i].period);
      g_autofree char *from = NULL;
      g_autofree char *to = NULL;

      armada_report_period_find (periods[i].period, now, &from, &to);
      g_assert_cmpstr (from, ==, periods[i].from);
      g_assert_cmpstr (to, ==, periods[i].to);
      g_assert_true (armada_report_period_from_name (name, &period));
      g_assert_cmpuint (period, ==, periods[i].period);
    }
  g_assert_false (armada_report_period_from_name ("", &period));
}

typedef struct
{
  ArmadaTestArchive archive;
  ArmadaTestClock *clock;
  ArmadaReportQueue *queue;
  ArmadaReportPlanner *planner;
  ArmadaFleet *fleet;
} Fixture;

static void
open_planner (Fixture *fixture)
{
  g_autoptr (GTimeZone) zone = new_zone ("UTC");
  g_autoptr (GAsyncResult) result = NULL;

  fixture->queue = armada_report_queue_new (fixture->archive.store.store, fixture->archive.archive,
                                            ARMADA_CLOCK (fixture->clock));
  fixture->planner = armada_report_planner_new (fixture->archive.store.store, fixture->queue,
                                                ARMADA_CLOCK (fixture->clock));
  armada_report_planner_set_zone (fixture->planner, zone);
  armada_report_planner_set_account (fixture->planner, fixture->archive.store.account,
                                     fixture->fleet);
  armada_report_queue_open_async (fixture->queue, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_assert_true (armada_report_queue_open_finish (fixture->queue, result, NULL));
  armada_report_planner_open (fixture->planner);
}

static void
close_planner (Fixture *fixture)
{
  armada_report_planner_close (fixture->planner);
  armada_report_queue_close (fixture->queue);
  armada_test_finalize (g_steal_pointer (&fixture->planner));
  armada_test_finalize (g_steal_pointer (&fixture->queue));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  armada_test_archive_set_up (&fixture->archive, NULL);
  fixture->clock = armada_test_clock_new (NOW);
  fixture->fleet = armada_fleet_new ();
  open_planner (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_planner (fixture);
  g_clear_object (&fixture->fleet);
  g_clear_object (&fixture->clock);
  armada_test_archive_tear_down (&fixture->archive, NULL);
}

static ArmadaReportSchedule *
put (Fixture *fixture, ArmadaKeptReportSchedule fields, const char *period)
{
  g_autoptr (ArmadaReportOrder) plain = armada_test_report_order_new ("Drives", "pdf");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ArmadaReportOrder order = *plain;
  ArmadaReportSchedule *schedule;

  order.period = period;
  fields.order = armada_report_order_new (&order);
  fields.account = fields.account ? fields.account : fixture->archive.store.account;
  fields.active = TRUE;
  armada_report_planner_put_async (fixture->planner, &fields, armada_test_result_cb, &result);
  armada_test_wait (&result);
  schedule = armada_report_planner_put_finish (fixture->planner, result, &error);
  g_assert_no_error (error);
  armada_report_order_unref (fields.order);
  return schedule;
}

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->queue));
}

static const ArmadaReportOrder *
get_order (Fixture *fixture, guint position)
{
  g_autoptr (ArmadaReportJob) job = g_list_model_get_item (G_LIST_MODEL (fixture->queue), position);

  return armada_report_job_get_order (job);
}

/* Every morning, of the day before. */
static void
test_daily (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaReportSchedule) schedule =
      put (fixture, (ArmadaKeptReportSchedule) { .every = ARMADA_REPORT_EVERY_DAY, .minute = 360 },
           "yesterday");

  armada_test_store_settle (&fixture->archive.store);
  g_assert_cmpuint (count (fixture), ==, 0); /* today's time was before there was a schedule */
  g_assert_cmpint (armada_report_schedule_get_next_due (schedule), ==,
                   parse ("2026-09-22T06:00:00Z"));
  armada_test_clock_advance (fixture->clock, 15 * 3600 * 1000);
  armada_test_store_settle (&fixture->archive.store);
  g_assert_cmpuint (count (fixture), ==, 0);
  armada_test_clock_advance (fixture->clock, 3600 * 1000);
  armada_test_store_settle (&fixture->archive.store);
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_cmpstr (get_order (fixture, 0)->from, ==, "2026-09-21 00:00:00");
  g_assert_cmpstr (get_order (fixture, 0)->to, ==, "2026-09-21 23:59:59");
  g_assert_cmpstr (get_order (fixture, 0)->period, ==, "");
  armada_test_clock_advance (fixture->clock, (gint64) DAY * 1000);
  armada_test_store_settle (&fixture->archive.store);
  g_assert_cmpuint (count (fixture), ==, 2);
}

/* Five days off: once, of the last of them; and not again after another start. */
static void
test_missed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaReportSchedule) schedule =
      put (fixture, (ArmadaKeptReportSchedule) { .every = ARMADA_REPORT_EVERY_DAY, .minute = 360 },
           "yesterday");

  g_clear_object (&schedule);
  close_planner (fixture);
  armada_test_clock_advance (fixture->clock, (gint64) 5 * DAY * 1000);
  open_planner (fixture);
  armada_test_wait_until (count (fixture) == 1);
  g_assert_cmpstr (get_order (fixture, 0)->from, ==, "2026-09-25 00:00:00");
  armada_test_store_settle (&fixture->archive.store);
  close_planner (fixture);
  armada_test_archive_restart (&fixture->archive);
  open_planner (fixture);
  armada_test_store_settle (&fixture->archive.store);
  armada_test_store_settle (&fixture->archive.store);
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->planner)), ==, 1);
}

/* Only of the account that is open. */
static void
test_other_account (Fixture *fixture, gconstpointer data)
{
  gint64 other = armada_test_store_put_account (&fixture->archive.store, "two@fleet.example.com");
  g_autoptr (ArmadaReportSchedule) schedule =
      put (fixture,
           (ArmadaKeptReportSchedule) {
               .account = other, .every = ARMADA_REPORT_EVERY_DAY, .minute = 360 },
           "yesterday");

  g_assert_cmpint (armada_report_schedule_get_next_due (schedule), ==, 0);
  armada_test_clock_advance (fixture->clock, (gint64) 2 * DAY * 1000);
  armada_test_store_settle (&fixture->archive.store);
  g_assert_cmpuint (count (fixture), ==, 0);
  armada_report_planner_set_account (fixture->planner, other, fixture->fleet);
  armada_test_store_settle (&fixture->archive.store);
  g_assert_cmpuint (count (fixture), ==, 1);
}

static ArmadaDeviceRecord *
new_vehicle (gint64 id, const char *name, gint64 group)
{
  ArmadaDeviceRecord fields;

  armada_device_record_clear (&fields);
  fields.id = id;
  fields.name = name;
  fields.group_id = group;
  return armada_device_record_new (&fields);
}

static void
fill_fleet (Fixture *fixture, guint n)
{
  g_autoptr (ArmadaDeviceBatch) batch = armada_device_batch_new (TRUE);

  armada_device_batch_add_group (batch, 7, "Depot");
  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *name = g_strdup_printf ("Vehicle %u", i);

      armada_test_batch_take (batch, new_vehicle (i, name, i % 2 ? 7 : 0));
    }
  armada_fleet_apply (fixture->fleet, batch, NOW);
}

/* Of all vehicles there are when it is due, each its own, in one folder. */
static void
test_whole_fleet (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaReportJob) job = NULL;
  g_autoptr (ArmadaReportSchedule) schedule =
      put (fixture,
           (ArmadaKeptReportSchedule) { .every = ARMADA_REPORT_EVERY_MONTH,
                                        .day = 1,
                                        .minute = 60,
                                        .split = ARMADA_REPORT_SPLIT_VEHICLES,
                                        .whole_fleet = TRUE },
           "last-month");

  armada_test_clock_advance (fixture->clock, (gint64) 10 * DAY * 1000);
  armada_test_store_settle (&fixture->archive.store);
  g_assert_cmpuint (count (fixture), ==, 0); /* no vehicle is known: it is tried again */
  fill_fleet (fixture, 3);
  armada_test_clock_advance (fixture->clock, 61 * 1000);
  armada_test_store_settle (&fixture->archive.store);
  g_assert_cmpuint (count (fixture), ==, 3);
  job = g_list_model_get_item (G_LIST_MODEL (fixture->queue), 2);
  g_assert_cmpstr (armada_report_job_get_batch_name (job), ==, "Drives 2026-09-01 – 2026-09-30");
  g_assert_cmpstr (get_order (fixture, 2)->title, ==, "Drives – Vehicle 3");
  g_assert_cmpuint (get_order (fixture, 2)->devices.n, ==, 1);
  g_assert_cmpint (get_order (fixture, 2)->devices.ids[0], ==, 3);
}

static void
test_run_and_remove (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaReportSchedule) schedule =
      put (fixture, (ArmadaKeptReportSchedule) { .every = ARMADA_REPORT_EVERY_DAY, .minute = 360 },
           "today");
  g_autoptr (GAsyncResult) removed = NULL;

  armada_report_planner_run_now (fixture->planner, schedule);
  armada_test_store_settle (&fixture->archive.store);
  g_assert_cmpuint (count (fixture), ==, 1);
  armada_report_planner_remove_async (fixture->planner, schedule, armada_test_result_cb, &removed);
  armada_test_wait (&removed);
  g_assert_true (armada_report_planner_remove_finish (fixture->planner, removed, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->planner)), ==, 0);
  armada_test_clock_advance (fixture->clock, (gint64) 3 * DAY * 1000);
  armada_test_store_settle (&fixture->archive.store);
  g_assert_cmpuint (count (fixture), ==, 1);
}

/* One report for each group, also for those in none. */
static void
test_groups (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaReportOrder) plain = armada_test_report_order_new ("Drives", "pdf");
  g_autoptr (ArmadaReportOrder) all = NULL;
  g_autoptr (GArray) vehicles = NULL;
  g_autoptr (GPtrArray) orders = NULL;
  const ArmadaReportOrder *first, *second;

  fill_fleet (fixture, 5);
  vehicles = armada_report_batch_list_vehicles (fixture->fleet);
  all = armada_report_batch_order_all (plain, vehicles);
  g_assert_cmpuint (all->devices.n, ==, 5);
  orders = armada_report_batch_split (all, ARMADA_REPORT_SPLIT_GROUPS, vehicles, "Ungrouped");
  g_assert_cmpuint (orders->len, ==, 2);
  first = orders->pdata[0];
  second = orders->pdata[1];
  g_assert_cmpstr (first->title, ==, "Drives – Depot");
  g_assert_cmpuint (first->devices.n, ==, 3);
  g_assert_cmpstr (first->device_names.texts[2], ==, "Vehicle 5");
  g_assert_cmpstr (second->title, ==, "Drives – Ungrouped");
  g_assert_cmpuint (second->devices.n, ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/report-planner/due", test_due);
  g_test_add_func ("/report-planner/due-once", test_due_once);
  g_test_add_func ("/report-planner/periods", test_periods);
#define test(path, func)                                                                           \
  g_test_add ("/report-planner/" path, Fixture, NULL, set_up, func, tear_down)
  test ("daily", test_daily);
  test ("missed", test_missed);
  test ("other-account", test_other_account);
  test ("whole-fleet", test_whole_fleet);
  test ("run-and-remove", test_run_and_remove);
  test ("groups", test_groups);
  return g_test_run ();
}
