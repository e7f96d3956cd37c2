/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/armada-archive-view.h"

#include "armada-test-archive.h"

/* The archive as a page shows it. */

typedef struct
{
  ArmadaTestArchive archive;
  ArmadaArchiveView *view;
  guint n_changes;
  guint removed; /* in the last of them */
  guint added;
} Fixture;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, Fixture *fixture)
{
  fixture->n_changes++;
  fixture->removed = removed;
  fixture->added = added;
}

/* One report, for what it differs in. */
static void
add (Fixture *fixture,
     const char *title,
     const char *format,
     const char *vehicle,
     const char *day,
     gint64 made)
{
  g_autofree char *from = g_strconcat (day, " 00:00:00", NULL);
  g_autofree char *to = g_strconcat (day, " 23:59:00", NULL);
  g_autofree char *content = g_strdup_printf ("%%PDF-1.7 %s", title);
  g_autoptr (ArmadaReportOrder) order = NULL;
  g_autoptr (GAsyncResult) begun = NULL;
  g_autoptr (GAsyncResult) added = NULL;
  g_autoptr (ArmadaReport) report = NULL;
  g_autofree char *path = NULL;
  ArmadaReportOrder fields;
  ArmadaDraft *draft;

  armada_report_order_init (&fields);
  fields.title = title;
  fields.type = made % 3;
  fields.type_name = made % 2 ? "Drives" : "Idling";
  fields.format = format;
  fields.device_names = (ArmadaTexts) { &vehicle, 1 };
  fields.from = from;
  fields.to = to;
  order = armada_report_order_new (&fields);
  armada_archive_begin_async (fixture->archive.archive, NULL, armada_test_result_cb, &begun);
  armada_test_wait (&begun);
  draft = armada_archive_begin_finish (fixture->archive.archive, begun, NULL);
  path = armada_draft_dup_whole_path (draft);
  g_assert_true (
      g_file_set_contents_full (path, content, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  armada_archive_add_async (fixture->archive.archive, draft,
                            &(ArmadaReportFields) { .order = order,
                                                    .title = (char *) title,
                                                    .server = (char *) "",
                                                    .email = (char *) "",
                                                    .made = made,
                                                    .batch = (char *) "" },
                            0, NULL, armada_test_result_cb, &added);
  armada_test_wait (&added);
  report = armada_archive_add_finish (fixture->archive.archive, added, NULL);
  g_assert_nonnull (report);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  armada_test_archive_set_up (&fixture->archive, NULL);
  add (fixture, "Bravo", "pdf", "B 2", "2026-03-01", 1000);
  add (fixture, "alpha", "pdf_land", "B 1", "2026-03-02", 1001);
  add (fixture, "Charlie 10", "xls", "B 1", "2026-03-04", 1002);
  add (fixture, "Charlie 9", "xls", "B 10", "2026-03-03", 1003);
  fixture->view = armada_archive_view_new (fixture->archive.archive);
  g_signal_connect (fixture->view, "items-changed", G_CALLBACK (items_changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  armada_test_finalize (fixture->view);
  armada_test_archive_tear_down (&fixture->archive, NULL);
}

static void
assert_shown (Fixture *fixture, const char *wanted)
{
  g_autoptr (GString) shown = g_string_new (NULL);

  armada_test_wait_until (!armada_archive_view_get_searching (fixture->view));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->view)); i++)
    {
      g_autoptr (ArmadaReport) report = g_list_model_get_item (G_LIST_MODEL (fixture->view), i);

      g_string_append_printf (shown, "%s%s", i ? "|" : "", armada_report_get_title (report));
    }
  g_assert_cmpstr (shown->str, ==, wanted);
}

static void
assert_filtered (Fixture *fixture, ArmadaArchiveFilter filter, const char *wanted)
{
  armada_archive_view_set_filter (fixture->view, &filter);
  assert_shown (fixture, wanted);
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  assert_shown (fixture, "Charlie 9|Charlie 10|alpha|Bravo");
  g_assert_false (armada_archive_view_get_filtered (fixture->view));
  assert_filtered (fixture, (ArmadaArchiveFilter) { .type_name = "Drives" }, "Charlie 9|alpha");
  g_assert_true (armada_archive_view_get_filtered (fixture->view));
  assert_filtered (fixture, (ArmadaArchiveFilter) { .format = "pdf" }, "alpha|Bravo");
  assert_filtered (fixture, (ArmadaArchiveFilter) { .vehicle = "B 1" }, "Charlie 10|alpha");
  assert_filtered (fixture, (ArmadaArchiveFilter) { .from = "2026-03-03" }, "Charlie 9|Charlie 10");
  assert_filtered (fixture, (ArmadaArchiveFilter) { .from = "2026-03-02", .to = "2026-03-03" },
                   "Charlie 9|alpha");
  assert_filtered (fixture, (ArmadaArchiveFilter) { .words = "charlie", .vehicle = "B 10" },
                   "Charlie 9");
  assert_filtered (fixture, (ArmadaArchiveFilter) { .words = "nowhere" }, "");
  assert_filtered (fixture, (ArmadaArchiveFilter) { .words = "" },
                   "Charlie 9|Charlie 10|alpha|Bravo");
  assert_filtered (fixture, (ArmadaArchiveFilter) { .favourites = TRUE }, "");
}

static void
test_sort (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    ArmadaArchiveSort sort;
    const char *wanted;
  } orders[] = {
    { ARMADA_ARCHIVE_SORT_TYPE, "Charlie 9|alpha|Charlie 10|Bravo" },
    { ARMADA_ARCHIVE_SORT_VEHICLES, "Charlie 10|alpha|Bravo|Charlie 9" },
    { ARMADA_ARCHIVE_SORT_PERIOD, "Charlie 10|Charlie 9|alpha|Bravo" },
    { ARMADA_ARCHIVE_SORT_SIZE, "Charlie 10|Charlie 9|alpha|Bravo" },
    { ARMADA_ARCHIVE_SORT_MADE, "Charlie 9|Charlie 10|alpha|Bravo" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      armada_archive_view_set_sort (fixture->view, orders[i].sort, FALSE);
      assert_shown (fixture, orders[i].wanted);
    }
  armada_archive_view_set_sort (fixture->view, ARMADA_ARCHIVE_SORT_MADE, TRUE);
  assert_shown (fixture, "Bravo|alpha|Charlie 10|Charlie 9");
  armada_archive_view_set_sort (fixture->view, ARMADA_ARCHIVE_SORT_TITLE, FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->view)), ==, 4);
}

/* What comes, changes and goes while a filter is set. */
static void
test_live (Fixture *fixture, gconstpointer data)
{
  static const char *const tags[] = { "boss", NULL };
  g_autoptr (ArmadaReport) report = armada_test_archive_get (&fixture->archive, 3);
  g_autoptr (GAsyncResult) tagged = NULL;
  g_auto (GStrv) values = NULL;
  guint position;

  armada_archive_view_set_filter (fixture->view, &(ArmadaArchiveFilter) { .tag = "boss" });
  fixture->n_changes = 0;
  armada_archive_set_tags_async (fixture->archive.archive, report, tags, armada_test_result_cb,
                                 &tagged);
  armada_test_wait_until (fixture->n_changes == 1);
  assert_shown (fixture, "Bravo");
  g_assert_true (armada_archive_view_find (fixture->view, report, &position));
  values = armada_archive_view_dup_values (fixture->view, ARMADA_ARCHIVE_TAGS);
  g_assert_true (g_strv_equal ((const char *const *) values, tags));

  armada_archive_view_set_filter (fixture->view, &(ArmadaArchiveFilter) { .words = "del" });
  assert_shown (fixture, "");
  add (fixture, "Delta", "csv", "B 3", "2026-03-05", 1004);
  armada_test_wait_until (g_list_model_get_n_items (G_LIST_MODEL (fixture->view)) == 1);
  assert_shown (fixture, "Delta");

  armada_archive_view_set_filter (fixture->view, &(ArmadaArchiveFilter) { 0 });
  fixture->n_changes = 0;
  add (fixture, "Echo", "csv", "B 3", "2026-03-05", 1005);
  armada_test_wait_until (fixture->n_changes > 0);
  g_assert_cmpuint (fixture->removed, ==, 0);
  g_assert_cmpuint (fixture->added, ==, 1);
}

static void
test_values (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) vehicles = armada_archive_view_dup_values (fixture->view, ARMADA_ARCHIVE_VEHICLES);
  g_auto (GStrv) types = armada_archive_view_dup_values (fixture->view, ARMADA_ARCHIVE_TYPE_NAMES);
  g_auto (GStrv) formats = armada_archive_view_dup_values (fixture->view, ARMADA_ARCHIVE_FORMATS);
  g_auto (GStrv) batches = armada_archive_view_dup_values (fixture->view, ARMADA_ARCHIVE_BATCHES);
  g_autofree char *joined = g_strjoinv ("|", vehicles);

  g_assert_cmpstr (joined, ==, "B 1|B 10|B 2");
  g_assert_cmpuint (g_strv_length (types), ==, 2);
  g_assert_cmpuint (g_strv_length (formats), ==, 2);
  g_assert_cmpuint (g_strv_length (batches), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define test(path, func) g_test_add ("/archive-view/" path, Fixture, NULL, set_up, func, tear_down)
  test ("filter", test_filter);
  test ("sort", test_sort);
  test ("live", test_live);
  test ("values", test_values);
  return g_test_run ();
}
