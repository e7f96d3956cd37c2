/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "armada-test-ui.h"

#include <gmodule.h>
#include <libsoup/soup.h>
#include <string.h>

#include "reports/armada-pages-pane.h"
#include "reports/armada-report-viewer.h"
#include "reports/armada-web-page.h"

/* Pages of HTML: shown, searched, and never let out. */

#define LOAD_FINISHED 3 /* WEBKIT_LOAD_FINISHED */

typedef struct
{
  GtkWidget *window;
  ArmadaReportViewer *viewer;
  gboolean loaded;
  guint which, n;
} Desk;

static void
load_changed_cb (GtkWidget *web, int event, Desk *desk)
{
  if (event == LOAD_FINISHED)
    desk->loaded = TRUE;
}

static void
found_cb (ArmadaReportView *view, guint which, guint n, Desk *desk)
{
  desk->which = which;
  desk->n = n;
}

static ArmadaReportView *
desk_open (Desk *desk, GFile *file)
{
  ArmadaReportView *view;

  desk->viewer = armada_report_viewer_new ();
  desk->window = armada_test_show (GTK_WIDGET (desk->viewer), 800, 600);
  armada_report_viewer_show_file (desk->viewer, file, "html", "Drives");
  armada_test_wait_until ((view = armada_report_viewer_get_view (desk->viewer)) != NULL);
  g_assert_true (ARMADA_IS_WEB_PAGE (view));
  g_signal_connect (armada_web_page_get_web_view (ARMADA_WEB_PAGE (view)), "load-changed",
                    G_CALLBACK (load_changed_cb), desk);
  g_signal_connect (view, "found", G_CALLBACK (found_cb), desk);
  armada_test_wait_until (desk->loaded);
  return view;
}

static void
count_cb (SoupServer *server,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer user_data)
{
  *(guint *) user_data += 1;
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
}

/* All the ways in which a page asks for something by itself; %s is a server. */
static const char page[] =
    "<!DOCTYPE html><html><head><meta charset=utf-8><base href='%1$s'>"
    "<meta http-equiv=refresh content='0; url=%1$srefresh'>"
    "<meta http-equiv=Content-Security-Policy content=\"default-src *\">"
    "<link rel=stylesheet href='%1$sstyle.css'><link rel=icon href='%1$sicon'>"
    "<link rel=prefetch href='%1$sprefetch'><link rel=preload as=image href='%1$spreload'>"
    "<link rel=preconnect href='%1$s'><link rel=dns-prefetch href='%1$s'>"
    "<style>@import url(%1$simport.css); @font-face { font-family: x; src: url(%1$sfont); }"
    "body { font-family: x; background: url(%1$sbackground); }"
    "b { color: rgb(1, 2, 3); list-style-image: url(%1$slist); }</style>"
    "<script src='%1$sscript'></script><script>fetch('%1$sfetch'); document.title = 'ran'</script>"
    "</head><body onload=\"location = '%1$sonload'\">"
    "<p>Perjalanan <b>Truk Box</b> dan truk lain</p><img src='%1$simage'><img src=relative.png>"
    "<img srcset='%1$simage2 2x'><iframe src='%1$sframe'></iframe>"
    "<iframe srcdoc=\"<img src='%1$sinner'>\"></iframe>"
    "<iframe src='file:///etc/hostname'></iframe><img src='file:///etc/hostname'>"
    "<object data='%1$sobject'></object><embed src='%1$sembed'><video poster='%1$sposter' src='"
    "%1$svideo' autoplay></video><audio src='%1$saudio' autoplay></audio>"
    "<svg><image href='%1$ssvg'/><use href='%1$suse#a'/></svg>"
    "<form action='%1$sform'><input type=image src='%1$sinput'></form>"
    "<a href='%1$slink' ping='%1$sping'>link</a></body></html>";

static void
go_anywhere (GtkWidget *web, const char *address)
{
  GModule *webkit = g_module_open ("libwebkitgtk-6.0.so.4", G_MODULE_BIND_LAZY);
  gpointer load;

  g_assert_true (g_module_symbol (webkit, "webkit_web_view_load_uri", &load));
  ((void (*) (GtkWidget *, const char *)) load) (web, address);
}

static void
test_no_network (void)
{
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL, *text = NULL, *title = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (SoupMessage) own = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  Desk desk = { 0 };
  ArmadaReportView *view;
  guint requests = 0;

  soup_server_add_handler (server, NULL, count_cb, &requests, NULL);
  g_assert_true (soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error));
  {
    g_autoslist (GUri) addresses = soup_server_get_uris (server);

    address = g_uri_to_string (addresses->data);
  }
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  text = g_strdup_printf (page, address);
#pragma GCC diagnostic pop
  file = g_file_new_tmp ("armada-XXXXXX.html", &stream, &error);
  g_assert_true (
      g_file_replace_contents (file, text, strlen (text), NULL, FALSE, 0, NULL, NULL, NULL));

  view = desk_open (&desk, file);
  armada_report_view_find (view, "truk", FALSE, FALSE);
  armada_test_wait_until (desk.n == 2);
  g_object_get (armada_web_page_get_web_view (ARMADA_WEB_PAGE (view)), "title", &title, NULL);
  g_assert_cmpstr (title, !=, "ran");
  desk.loaded = FALSE;
  go_anywhere (armada_web_page_get_web_view (ARMADA_WEB_PAGE (view)), address);
  armada_report_view_find (view, "perjalanan", FALSE, FALSE);
  armada_test_wait_until (desk.n == 1);

  /* what the page asked for before this would have come by now */
  own = soup_message_new ("GET", address);
  soup_session_send_async (session, own, G_PRIORITY_LOW, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_object_unref (soup_session_send_finish (session, result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (requests, ==, 1);
  armada_test_shoot (desk.window, "report-html");
  g_file_delete (file, NULL, NULL);
  armada_test_close (desk.window, desk.viewer);
}

static void
test_libreoffice (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "fixtures", "reports/libreoffice.html", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  Desk desk = { 0 };
  ArmadaReportView *view = desk_open (&desk, file);

  armada_report_view_find (view, "110", FALSE, FALSE);
  armada_test_wait_until (desk.n == 2);
  g_assert_cmpuint (desk.which, ==, 1);
  armada_report_view_find (view, "110", TRUE, TRUE);
  g_assert_cmpuint (desk.which, ==, 2);
  armada_report_view_set_zoom (view, 1.5);
  g_assert_cmpfloat (armada_report_view_get_zoom (view), ==, 1.5);
  armada_test_shoot (desk.window, "report-html-libreoffice");
  armada_test_close (desk.window, desk.viewer);
}

static void
told_cb (ArmadaReportView *view, const char *sentence, char **told)
{
  g_set_str (told, sentence);
}

/* Before the page is there nobody says that there is nothing in it. */
static void
test_find_early (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "fixtures", "reports/libreoffice.html", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  Desk desk = { .n = 77 };
  ArmadaReportView *view;

  desk.viewer = armada_report_viewer_new ();
  desk.window = armada_test_show (GTK_WIDGET (desk.viewer), 800, 600);
  armada_report_viewer_show_file (desk.viewer, file, "html", "Drives");
  armada_test_wait_until ((view = armada_report_viewer_get_view (desk.viewer)) != NULL);
  g_signal_connect (view, "found", G_CALLBACK (found_cb), &desk);
  armada_report_view_find (view, "11", FALSE, FALSE);
  armada_report_view_find (view, "110", FALSE, FALSE);
  g_assert_cmpuint (desk.n, ==, G_MAXUINT);
  armada_test_wait_until (desk.n != G_MAXUINT);
  g_assert_cmpuint (desk.n, ==, 2);
  armada_test_close (desk.window, desk.viewer);
}

/* Printed into a file, which is then a report itself. */
static void
test_save (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "fixtures", "reports/libreoffice.html", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GFile) pdf = g_file_new_tmp ("armada-XXXXXX.pdf", &stream, NULL);
  g_autofree char *told = NULL;
  Desk desk = { 0 };
  ArmadaReportView *view = desk_open (&desk, file);

  g_signal_connect (view, "message", G_CALLBACK (told_cb), &told);
  armada_report_view_print (view, pdf, "Drives");
  armada_test_wait_until (told != NULL);
  g_assert_cmpstr (told, ==, "Saved");
  armada_report_viewer_show_file (desk.viewer, pdf, "pdf", "Drives");
  armada_test_wait_until (!armada_report_viewer_is_opening (desk.viewer));
  g_assert_true (ARMADA_IS_PAGES_PANE (armada_report_viewer_get_view (desk.viewer)));
  g_file_delete (pdf, NULL, NULL);
  armada_test_close (desk.window, desk.viewer);
}

int
main (int argc, char **argv)
{
  armada_test_ui_init (&argc, &argv);
  g_test_add_func ("/report-web/no-network", test_no_network);
  g_test_add_func ("/report-web/libreoffice", test_libreoffice);
  g_test_add_func ("/report-web/find-early", test_find_early);
  g_test_add_func ("/report-web/save", test_save);
  return g_test_run ();
}
