/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <stdio.h>

#include "alerts/armada-inbox-page.h"
#include "armada-bench.h"
#include "armada-test-desk.h"
#include "armada-test-events.h"
#include "armada-test-ui.h"
#include "boards/armada-maintenance-board.h"
#include "overview/armada-overview-page.h"
#include "sync/armada-demo-process.h"

/*
 * An inbox of a hundred thousand incidents, a maintenance board and an overview of ten thousand
 * vehicles. "Held" is the longest that the main thread was busy at a stretch, in CPU time.
 */

#define N_EVENTS 100000
#define BATCH 5000
#define N_VEHICLES 10000
#define N_FRAMES 300
#define REST 400 /* milliseconds */

static double held; /* milliseconds */

/* One turn of the main loop, whose dispatching is timed; waiting is not. */
static void
turn (void)
{
  GMainContext *context = g_main_context_default ();
  GPollFD fds[64];
  int priority, timeout, n;
  double start;

  g_assert_true (g_main_context_acquire (context));
  g_main_context_prepare (context, &priority);
  n = g_main_context_query (context, priority, &timeout, fds, G_N_ELEMENTS (fds));
  g_poll (fds, (guint) n, timeout);
  start = armada_bench_cpu ();
  if (g_main_context_check (context, priority, fds, n))
    g_main_context_dispatch (context);
  held = MAX (held, armada_bench_cpu () - start);
  g_main_context_release (context);
}

#define turn_until(condition)                                                                      \
  while (!(condition))                                                                             \
  turn ()

static gboolean
rested_cb (gpointer rested)
{
  *(gboolean *) rested = TRUE;
  return G_SOURCE_REMOVE;
}

/* What follows of itself has come to its end. */
static void
rest (void)
{
  gboolean rested = FALSE;

  g_timeout_add (REST, rested_cb, &rested);
  turn_until (rested);
}

static double started;

static void
begin (void)
{
  held = 0;
  started = (double) g_get_monotonic_time () / 1e3;
}

static void
end (const char *what)
{
  g_print ("%-46s %8.0f ms, held %6.1f ms\n", what,
           (double) g_get_monotonic_time () / 1e3 - started, held);
}

/* The inbox. */

static gboolean
is_stored (ArmadaTestDesk *desk, guint n)
{
  ArmadaInbox *inbox = armada_session_get_inbox (desk->session);
  g_autoptr (ArmadaIncidentFilter) all = armada_incident_filter_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GArray) places = NULL;

  armada_store_list_incidents_async (armada_inbox_get_store (inbox),
                                     armada_inbox_get_account (inbox), all, 0, 0, NULL,
                                     armada_test_result_cb, &result);
  armada_test_wait (&result);
  places = armada_store_list_incidents_finish (armada_inbox_get_store (inbox), result, NULL);
  return places->len >= n;
}

static void
fill_inbox (ArmadaTestDesk *desk)
{
  static const char *const types[] = { "overspeed", "geofence_in", "geofence_out", "idle_duration",
                                       "sos" };
  ArmadaEventWatcher *watcher = armada_inbox_get_watcher (armada_session_get_inbox (desk->session));

  for (guint i = 0; i < N_EVENTS; i += BATCH)
    {
      g_autoptr (GPtrArray) events =
          g_ptr_array_new_with_free_func ((GDestroyNotify) armada_record_unref);

      for (guint k = i; k < i + BATCH; k++)
        g_ptr_array_add (events, armada_test_event_record (100000000 + k, 5000 + k % 400, k % 7,
                                                           types[k % 5],
                                                           ARMADA_TEST_PLATFORM_NOW - k * 60));
      armada_event_watcher_take (watcher, events);
    }
  armada_test_wait_until (is_stored (desk, N_EVENTS / 2));
}

static gboolean
is_listed (ArmadaInboxPage *page)
{
  ArmadaIncidentList *list = armada_inbox_page_get_list (page);

  return list != NULL && !armada_incident_list_get_loading (list);
}

static void
filter (ArmadaInboxPage *page, const ArmadaIncidentFilter *wanted, const char *what)
{
  begin ();
  armada_inbox_page_set_filter (page, wanted);
  turn_until (is_listed (page));
  end (what);
  rest ();
  g_print ("  and what follows: held %.1f ms\n", held);
}

/* Half a page with every frame. */
static void
scroll (ArmadaInboxPage *page)
{
  GtkWidget *list = armada_test_child (page, ARMADA_TYPE_INBOX_PAGE, "list_view");
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  double step = gtk_adjustment_get_page_size (adjustment) / 2, longest = 0, sum = 0;
  GdkFrameClock *clock = gtk_widget_get_frame_clock (list);
  gint64 frame;

  begin ();
  for (guint i = 0; i < N_FRAMES; i++)
    {
      double start = armada_bench_cpu ();

      frame = gdk_frame_clock_get_frame_counter (clock);
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + step);
      gtk_widget_queue_draw (list);
      turn_until (gdk_frame_clock_get_frame_counter (clock) > frame);
      longest = MAX (longest, armada_bench_cpu () - start);
      sum += armada_bench_cpu () - start;
    }
  end ("scrolling, 300 frames of half a page");
  g_print ("  a frame: %.1f ms on average, %.1f ms at most\n", sum / N_FRAMES, longest);
}

static void
bench_inbox (void)
{
  ArmadaTestDesk desk;
  ArmadaInboxPage *page;
  GtkWidget *window;
  g_autoptr (ArmadaIncidentFilter) all = armada_incident_filter_new ();
  g_autoptr (ArmadaIncidentFilter) some = armada_incident_filter_new ();
  double before;

  armada_test_desk_open (&desk, 3);
  begin ();
  fill_inbox (&desk);
  end ("keeping 100,000 events");
  before = armada_bench_resident ();
  page = g_object_new (ARMADA_TYPE_INBOX_PAGE, NULL);
  begin ();
  armada_inbox_page_set_session (page, desk.session, ARMADA_CLOCK (desk.clock));
  window = armada_test_show (GTK_WIDGET (page), 1200, 760);
  turn_until (is_listed (page));
  rest ();
  end ("opening it");
  g_print ("  %u incidents\n",
           g_list_model_get_n_items (G_LIST_MODEL (armada_inbox_page_get_list (page))));
  filter (page, all, "all of them");
  g_print ("  %u incidents\n",
           g_list_model_get_n_items (G_LIST_MODEL (armada_inbox_page_get_list (page))));
  scroll (page);
  armada_incident_filter_toggle_type (some, "sos");
  filter (page, some, "one type");
  armada_incident_filter_set_search (some, "b 1234");
  filter (page, some, "and words");
  filter (page, all, "all of them again");
  begin ();
  gtk_widget_activate_action (GTK_WIDGET (page), "inbox.select-all", NULL);
  rest ();
  end ("choosing all of them");
  g_print ("memory: %.0f MB more than before, %.0f MB in all\n", armada_bench_resident () - before,
           armada_bench_resident ());
  armada_test_close (window, page);
  armada_test_desk_close (&desk);
}

/* Ten thousand vehicles. */

/* The platform is a process of its own: what it does is not what is measured. */
static ArmadaDemoProcess *
start_platform (void)
{
  static const char *const args[] = { "--vehicles=" G_STRINGIFY (N_VEHICLES), NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ArmadaDemoProcess *process;

  armada_demo_process_start_async (args, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  process = armada_demo_process_start_finish (result, &error);
  g_assert_no_error (error);
  return process;
}

static ArmadaSession *
open_session (const char *folder, ArmadaClock *clock, const char *address)
{
  ArmadaSession *session = armada_session_new (folder, clock);
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  armada_session_start_async (session, NULL, armada_test_result_cb, &opened);
  armada_test_wait (&opened);
  armada_session_sign_in_async (session, address, ARMADA_DEMO_EMAIL, ARMADA_DEMO_PASSWORD, "en",
                                FALSE, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  armada_session_sign_in_finish (session, result, &error);
  g_assert_no_error (error);
  armada_test_wait_until (armada_fleet_get_n_devices (armada_session_get_fleet (session)) ==
                          N_VEHICLES);
  return session;
}

static void
bench_large_fleet (void)
{
  g_autoptr (ArmadaDemoProcess) platform = start_platform ();
  g_autoptr (ArmadaClock) clock = armada_clock_new ();
  g_autofree char *folder = g_dir_make_tmp ("armada-bench-XXXXXX", NULL);
  ArmadaSession *session = open_session (folder, clock, armada_demo_process_get_address (platform));
  GtkWidget *overview = armada_overview_page_new ();
  GtkWidget *board = armada_maintenance_board_new ();
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *window;
  ArmadaServicesLoader *loader;

  armada_overview_page_set_session (ARMADA_OVERVIEW_PAGE (overview), session, clock);
  armada_maintenance_board_set_session (ARMADA_MAINTENANCE_BOARD (board), session, clock);
  gtk_stack_add_named (GTK_STACK (stack), overview, "overview");
  gtk_stack_add_named (GTK_STACK (stack), board, "board");
  loader = armada_catalog_get_services (armada_session_get_catalog (session));
  begin ();
  window = armada_test_show (stack, 1366, 768);
  end ("a window with the overview");
  begin ();
  turn_until (armada_services_loader_get_n_done (loader) == N_VEHICLES);
  rest ();
  end ("overview, while maintenance comes in");
  begin ();
  g_signal_emit_by_name (armada_session_get_fleet (session), "updated");
  rest ();
  end ("overview, another answer of the fleet");
  begin ();
  armada_maintenance_watch_look (armada_session_get_maintenance (session));
  rest ();
  end ("a look at the maintenance");
  begin ();
  gtk_stack_set_visible_child (GTK_STACK (stack), board);
  rest ();
  end ("opening the maintenance board");
  begin ();
  g_signal_emit_by_name (armada_session_get_fleet (session), "updated");
  rest ();
  end ("the board, another answer of the fleet");
  armada_test_close (window, stack);
  armada_session_close (session);
  armada_test_finalize (session);
  g_print ("kept in %s\n", folder);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  armada_test_ui_init (&argc, &argv);
  if (argc < 2 || g_str_equal (argv[1], "inbox"))
    bench_inbox ();
  if (argc < 2 || g_str_equal (argv[1], "fleet"))
    bench_large_fleet ();
  return 0;
}
