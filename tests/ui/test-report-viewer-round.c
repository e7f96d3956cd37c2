/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-test-round.h"
#include "armada-test-ui.h"

#include <string.h>

#include "reports/armada-pages-pane.h"
#include "reports/armada-report-viewer.h"
#include "reports/armada-sheet-view.h"
#include "reports/armada-tree-view.h"
#include "reports/armada-web-page.h"

/* Every type in every format that the platform makes, made by it, kept, and looked at in the viewer
 * once the platform is gone. */

#define LOAD_FINISHED 3 /* WEBKIT_LOAD_FINISHED */

typedef struct
{
  ArmadaTestDesk desk;
  ArmadaReportViewer *viewer;
  GtkWidget *window;
  char *vehicle; /* what the platform calls one of those that the reports are about */
  gboolean loaded;
  guint n_found; /* G_MAXUINT: not known yet */
} Fixture;

static void
load_changed_cb (GtkWidget *web, int event, Fixture *f)
{
  if (event == LOAD_FINISHED)
    f->loaded = TRUE;
}

static void
found_cb (ArmadaReportView *view, guint which, guint n, Fixture *f)
{
  if (n != G_MAXUINT)
    f->n_found = n;
}

static void
check_kind (ArmadaReportView *view, const char *format)
{
  if (g_str_equal (format, "html"))
    g_assert_true (ARMADA_IS_WEB_PAGE (view));
  else if (g_str_has_prefix (format, "pdf"))
    g_assert_true (ARMADA_IS_PAGES_PANE (view));
  else
    g_assert_true (ARMADA_IS_SHEET_VIEW (view) ||
                   (g_str_equal (format, "json") && ARMADA_IS_TREE_VIEW (view)));
}

static gboolean
find (Fixture *f, ArmadaReportView *view)
{
  f->n_found = G_MAXUINT;
  armada_report_view_find (view, f->vehicle, FALSE, FALSE);
  armada_test_wait_until (f->n_found != G_MAXUINT);
  return f->n_found > 0;
}

/* The vehicle is looked for where it is shown: in the page, in the letters of a page, in the cells
 * of any sheet. */
static void
check_words (Fixture *f, ArmadaReportView *view)
{
  GtkDropDown *sheets;
  gboolean found = find (f, view);

  if (!found && ARMADA_IS_SHEET_VIEW (view))
    {
      sheets = armada_test_child (view, ARMADA_TYPE_SHEET_VIEW, "sheets");
      for (guint i = 1; !found && i < g_list_model_get_n_items (gtk_drop_down_get_model (sheets));
           i++)
        {
          gtk_drop_down_set_selected (sheets, i);
          found = find (f, view);
        }
    }
  g_assert_true (found);
}

static void
check_report (Fixture *f, ArmadaReport *report)
{
  const char *format = armada_report_get_format (report);
  g_autoptr (GFile) file = armada_report_dup_file (report);
  ArmadaReportView *view;

  g_test_message ("%s", armada_report_get_title (report));
  armada_report_viewer_show_file (f->viewer, file, format, armada_report_get_title (report));
  armada_test_wait_until (!armada_report_viewer_is_opening (f->viewer));
  view = armada_report_viewer_get_view (f->viewer);
  g_assert_nonnull (view);
  check_kind (view, format);
  g_signal_connect (view, "found", G_CALLBACK (found_cb), f);
  f->loaded = !ARMADA_IS_WEB_PAGE (view);
  if (!f->loaded)
    g_signal_connect (armada_web_page_get_web_view (ARMADA_WEB_PAGE (view)), "load-changed",
                      G_CALLBACK (load_changed_cb), f);
  armada_test_wait_until (f->loaded);
  check_words (f, view);
}

static void
set_up (Fixture *f)
{
  ArmadaFleet *fleet;
  const char *name;

  armada_test_desk_open (&f->desk, 6);
  fleet = armada_session_get_fleet (f->desk.session);
  /* its plate: narrow columns of a page break the name after it */
  name = armada_device_get_record (armada_fleet_lookup (fleet, 1002))->name;
  f->vehicle = g_strndup (name, strcspn (name, "–") - 1);
  g_assert_cmpuint (strlen (f->vehicle), >, 3);
  armada_test_round_make (&f->desk);
  armada_test_desk_lose_server (&f->desk);
  f->viewer = armada_report_viewer_new ();
  f->window = armada_test_show (GTK_WIDGET (f->viewer), 800, 600);
}

static void
tear_down (Fixture *f)
{
  armada_test_close (f->window, f->viewer);
  armada_test_desk_close (&f->desk);
  g_free (f->vehicle);
}

static void
test_all (void)
{
  Fixture f = { 0 };
  GListModel *archive;

  set_up (&f);
  archive = G_LIST_MODEL (armada_session_get_archive (f.desk.session));
  for (guint i = 0; i < ARMADA_TEST_ROUND_REPORTS; i++)
    {
      g_autoptr (ArmadaReport) report = g_list_model_get_item (archive, i);

      check_report (&f, report);
    }
  tear_down (&f);
}

int
main (int argc, char *argv[])
{
  armada_test_ui_init (&argc, &argv);
  g_test_add_func ("/report-viewer-round/every-type-and-format", test_all);
  return g_test_run ();
}
