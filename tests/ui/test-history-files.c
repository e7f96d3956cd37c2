/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <math.h>
#include <poppler.h>
#include <string.h>

#include "armada-test-desk.h"
#include "armada-test-ui.h"
#include "files/armada-track-file.h"
#include "map/armada-map-picture.h"
#include "replay/armada-evidence-page.h"
#include "replay/armada-export-content.h"
#include "replay/armada-export-dialog.h"
#include "replay/armada-history-files.h"
#include "replay/armada-history-page.h"

/* What is taken away from the History page, and what is opened beside it. */

#define DEVICE 1002
#define DAY 86400
#define SEPTEMBER_15 G_GINT64_CONSTANT (1789430400) /* 2026-09-15 00:00, of a clock in UTC */

typedef struct
{
  ArmadaTestDesk desk;
  ArmadaHistoryPage *page;
  ArmadaReplay *replay;
  ArmadaHistoryLoader *loader;
  ArmadaExportSource source;
  GtkWidget *window;
  char *folder;
} Fixture;

static void
set_up (Fixture *f, gconstpointer width)
{
  armada_test_desk_open (&f->desk, 12);
  f->page = ARMADA_HISTORY_PAGE (armada_history_page_new ());
  armada_history_page_set_session (f->page, f->desk.session, ARMADA_CLOCK (f->desk.clock), NULL);
  f->replay = armada_history_page_get_replay (f->page);
  f->loader = armada_history_page_get_loader (f->page);
  f->window = armada_test_show (GTK_WIDGET (f->page), width ? GPOINTER_TO_INT (width) : 1200, 760);
  f->folder = g_dir_make_tmp (NULL, NULL);
  f->source = (ArmadaExportSource) { f->replay, f->loader, f->desk.session,
                                     armada_history_page_get_map (f->page) };
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  remove_folder (f->folder);
  g_free (f->folder);
  armada_test_close (f->window, f->page);
  armada_test_desk_close (&f->desk);
}

static void
load (Fixture *f, guint n_vehicles, guint n_days)
{
  g_autoptr (ArmadaHistoryChoice) choice = armada_history_choice_new (
      SEPTEMBER_15, SEPTEMBER_15 + n_days * DAY - 1, ARMADA_HISTORY_SNAP_OFF);
  ArmadaFleet *fleet = armada_session_get_fleet (f->desk.session);

  for (guint i = 0; i < n_vehicles; i++)
    armada_history_choice_add (
        choice, DEVICE + i,
        armada_device_get_record (armada_fleet_lookup (fleet, DEVICE + i))->name);
  armada_history_page_show_choice (f->page, choice);
  armada_test_wait_until (!armada_history_loader_get_busy (f->loader));
}

static ArmadaExportDialog *
open_dialog (Fixture *f, ArmadaExportFormat format)
{
  AdwDialog *dialog = armada_export_dialog_new (&f->source);

  adw_dialog_present (dialog, GTK_WIDGET (f->page));
  armada_export_dialog_set_format (ARMADA_EXPORT_DIALOG (dialog), format);
  return ARMADA_EXPORT_DIALOG (dialog);
}

static gpointer
child (ArmadaExportDialog *dialog, const char *name)
{
  return armada_test_child (dialog, ARMADA_TYPE_EXPORT_DIALOG, name);
}

static char *
path_of (Fixture *f, const char *name)
{
  return g_build_filename (f->folder, name, NULL);
}

static void
save (Fixture *f, ArmadaExportFormat format, const char *name)
{
  g_autofree char *path = path_of (f, name);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (ArmadaExportDialog) dialog = g_object_ref (open_dialog (f, format));

  armada_export_dialog_save_to (dialog, file);
  g_assert_true (armada_export_dialog_get_busy (dialog));
  armada_test_wait_until (!armada_export_dialog_get_busy (dialog));
  g_assert_cmpstr (gtk_label_get_label (child (dialog, "failure")), ==, "");
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

static guint
count_files (Fixture *f)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_formats (Fixture *f, gconstpointer width)
{
  static const char *const names[] = { "a.gpx", "a.kml", "a.geojson", "a.csv", "a.png" };

  load (f, 2, 1);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = path_of (f, names[i]);
      g_autofree char *text = NULL;

      save (f, (ArmadaExportFormat) i, names[i]);
      g_file_get_contents (path, &text, NULL, NULL);
      g_assert_cmpuint (strlen (text), >, i == ARMADA_EXPORT_PICTURE ? 3 : 1000);
      if (i == ARMADA_EXPORT_PICTURE)
        g_assert_cmpint (memcmp (text, "\x89PNG", 4), ==, 0);
    }
  g_assert_cmpuint (count_files (f), ==, G_N_ELEMENTS (names));
}

/* What is chosen decides what is asked. */
static void
test_choices (Fixture *f, gconstpointer width)
{
  ArmadaExportDialog *dialog;
  g_autofree char *name = NULL;
  double start;

  load (f, 2, 2);
  start = armada_replay_get_start (f->replay);
  armada_replay_set_range (f->replay, start + 3600 * 9, start + 3600 * 10);
  dialog = open_dialog (f, ARMADA_EXPORT_GPX);
  armada_test_shoot (f->window, "export");
  g_assert_true (gtk_widget_get_visible (child (dialog, "vehicles")));
  g_assert_true (gtk_widget_get_visible (child (dialog, "handle")));
  g_assert_cmpuint (adw_combo_row_get_selected (child (dialog, "period")), ==, 1);
  g_assert_nonnull (strstr (gtk_label_get_label (child (dialog, "note")), "fix"));
  armada_export_dialog_set_format (dialog, ARMADA_EXPORT_EVIDENCE);
  armada_test_shoot (f->window, "export-evidence");
  g_assert_true (gtk_widget_get_visible (child (dialog, "print")));
  g_assert_true (gtk_widget_get_visible (child (dialog, "table")));
  g_assert_false (gtk_widget_get_visible (child (dialog, "vehicles")));
  g_assert_false (gtk_widget_get_visible (child (dialog, "handle")));
  armada_export_dialog_set_format (dialog, ARMADA_EXPORT_PICTURE);
  g_assert_true (gtk_widget_get_visible (child (dialog, "twice")));
  g_assert_false (gtk_widget_get_visible (child (dialog, "period")));
  name = armada_export_source_dup_name (&f->source, FALSE, TRUE, ".gpx");
  g_assert_cmpstr (name, ==, "Vehicles 2026-09-15 – 2026-09-16.gpx");
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

/* A place where nothing can be written is told of; the dialog stays for another one. */
static void
test_failure (Fixture *f, gconstpointer width)
{
  g_autoptr (GFile) nowhere = g_file_new_build_filename (f->folder, "none", "a.gpx", NULL);
  ArmadaExportDialog *dialog;

  load (f, 1, 1);
  for (guint format = ARMADA_EXPORT_GPX; format <= ARMADA_EXPORT_EVIDENCE; format++)
    {
      dialog = open_dialog (f, (ArmadaExportFormat) format);
      armada_export_dialog_save_to (dialog, nowhere);
      armada_test_wait_until (!armada_export_dialog_get_busy (dialog));
      g_assert_true (gtk_widget_get_visible (child (dialog, "failure")));
      g_assert_nonnull (
          strstr (gtk_label_get_label (child (dialog, "failure")), "not there any more"));
      adw_dialog_force_close (ADW_DIALOG (dialog));
    }
  g_assert_cmpuint (count_files (f), ==, 0);
}

static char *
read_pdf (const char *path, guint *n_pages)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  PopplerDocument *document = poppler_document_new_from_file (uri, NULL, NULL);
  GString *text = g_string_new (NULL);

  g_assert_nonnull (document);
  *n_pages = (guint) poppler_document_get_n_pages (document);
  for (guint i = 0; i < *n_pages; i++)
    {
      PopplerPage *page = poppler_document_get_page (document, (int) i);
      g_autofree char *part = poppler_page_get_text (page);

      g_string_append (text, part);
      g_object_unref (page);
    }
  g_object_unref (document);
  return g_string_free (text, FALSE);
}

/* But for the sum of the table there is nothing on the page that could be a hash. */
static void
check_no_secret (const char *text, const char *sum)
{
  g_autoptr (GRegex) regex = g_regex_new ("[A-Za-z0-9$/]{32,}", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GString) rest = g_string_new (text);
  g_autofree char *word = NULL;

  g_assert_cmpuint (g_string_replace (rest, sum, " ", 0), ==, 1);
  if (g_regex_match (regex, rest->str, 0, &match))
    word = g_match_info_fetch (match, 0);
  g_assert_cmpstr (word, ==, NULL);
}

static void
keep (const char *path, const char *name)
{
  const char *shots = g_getenv ("ARMADA_TEST_SHOTS");
  g_autoptr (GFile) from = g_file_new_for_path (path);
  g_autoptr (GFile) to = shots ? g_file_new_build_filename (shots, name, NULL) : NULL;

  if (to != NULL)
    g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL);
}

static void
test_evidence (Fixture *f, gconstpointer width)
{
  g_autofree char *path = path_of (f, "a.pdf");
  g_autofree char *table_path = path_of (f, "a.csv");
  g_autofree char *table = NULL;
  g_autofree char *text = NULL;
  g_autofree char *sum = NULL;
  ArmadaReplayVehicle *vehicle;
  guint n_pages;

  load (f, 1, 2);
  save (f, ARMADA_EXPORT_EVIDENCE, "a.pdf");
  keep (path, "evidence.pdf");
  g_assert_cmpuint (count_files (f), ==, 2);
  g_assert_true (g_file_get_contents (table_path, &table, NULL, NULL));
  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, table, -1);
  text = read_pdf (path, &n_pages);
  vehicle = armada_replay_get_current (f->replay);
  g_assert_cmpuint (n_pages, >, 1);
  g_assert_nonnull (strstr (text, armada_replay_vehicle_get_name (vehicle)));
  g_assert_nonnull (strstr (text, "15 Sep 2026, 00:00:00"));
  g_assert_nonnull (strstr (text, "UTC+01:00"));
  g_assert_nonnull (strstr (text, "Speed (km/h)"));
  g_assert_nonnull (strstr (text, "Fetched"));
  g_assert_nonnull (strstr (text, "Drive"));
  g_assert_nonnull (strstr (text, "Ignition ON"));
  g_assert_nonnull (strstr (text, sum));
  check_no_secret (text, sum);
}

/* Returns: 0 black to 255 white, on the whole */
static guint
get_lightness (GdkTexture *texture)
{
  gsize n = (gsize) gdk_texture_get_width (texture) * (gsize) gdk_texture_get_height (texture) * 4;
  g_autofree guchar *pixels = g_malloc (n);
  guint64 sum = 0;

  gdk_texture_download (texture, pixels, (gsize) gdk_texture_get_width (texture) * 4);
  for (gsize i = 0; i < n; i += 4)
    sum += pixels[i + 1];
  return (guint) (sum / (n / 4));
}

/* An older table stays; the one of the page gets a name that was free. */
static void
test_evidence_beside_old (Fixture *f, gconstpointer width)
{
  g_autofree char *old_path = path_of (f, "a.csv");
  g_autofree char *new_path = path_of (f, "a 2.csv");
  g_autofree char *old = NULL;

  g_file_set_contents (old_path, "old", -1, NULL);
  load (f, 1, 1);
  save (f, ARMADA_EXPORT_EVIDENCE, "a.pdf");
  g_assert_true (g_file_get_contents (old_path, &old, NULL, NULL));
  g_assert_cmpstr (old, ==, "old");
  g_assert_true (g_file_test (new_path, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_files (f), ==, 3);
}

static void
moved_cb (guint *n_moves)
{
  (*n_moves)++;
}

/* The picture is of a light map of its own: the user's stays where it is. */
static void
test_picture (Fixture *f, gconstpointer width)
{
  ShumateViewport *viewport = armada_map_view_get_viewport (f->source.map);
  ArmadaExportDialog *dialog;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GError) error = NULL;
  guint n_moves = 0;

  load (f, 1, 1);
  /* what came has been looked for by then */
  armada_test_wait_until (shumate_viewport_get_zoom_level (viewport) > 8);
  dialog = open_dialog (f, ARMADA_EXPORT_PICTURE);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_DARK);
  g_signal_connect_swapped (viewport, "notify::latitude", G_CALLBACK (moved_cb), &n_moves);
  g_signal_connect_swapped (viewport, "notify::longitude", G_CALLBACK (moved_cb), &n_moves);
  armada_map_picture_take_async (child (dialog, "stage"), f->source.map, f->replay, 2, NULL,
                                 armada_test_result_cb, &result);
  armada_test_wait (&result);
  texture = armada_map_picture_take_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 1680);
  g_assert_cmpuint (get_lightness (texture), >, 150);
  g_assert_cmpuint (n_moves, ==, 0);
  g_signal_handlers_disconnect_by_data (viewport, &n_moves);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

/* A page of a range without a segment, a fix or a map is a page all the same. */
static void
test_bare_evidence (Fixture *f, gconstpointer width)
{
  g_autofree char *path = path_of (f, "a.pdf");
  g_autoptr (ArmadaEvidence) evidence = NULL;
  cairo_surface_t *surface = cairo_pdf_surface_create (path, 595, 842);
  cairo_t *cr = cairo_create (surface);
  PangoLayout *layout = pango_cairo_create_layout (cr);

  load (f, 1, 1);
  armada_replay_set_range (f->replay, armada_replay_get_start (f->replay),
                           armada_replay_get_start (f->replay));
  evidence = armada_export_source_make_evidence (&f->source, TRUE);
  g_assert_cmpuint (armada_evidence_count_pages (evidence, 595, 842), ==, 1);
  armada_evidence_draw_page (evidence, 0, cr, layout, 595, 842);
  cairo_show_page (cr);
  g_object_unref (layout);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(gboolean *) user_data =
      gdk_content_provider_write_mime_type_finish (GDK_CONTENT_PROVIDER (source), result, NULL);
}

/* A file that is dragged is made when it is asked for. */
static void
test_drag (Fixture *f, gconstpointer width)
{
  g_autoptr (ArmadaTrackExport) export = NULL;
  g_autoptr (GdkContentProvider) content = NULL;
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autofree char *uri = NULL;
  g_autofree char *path = NULL;
  gboolean done = FALSE;

  load (f, 1, 1);
  export = armada_export_source_make (&f->source, FALSE, FALSE);
  content = armada_export_content_new (export, ARMADA_TRACK_GPX, "B 1.gpx");
  gdk_content_provider_write_mime_type_async (content, "text/uri-list", stream, 0, NULL, written_cb,
                                              &done);
  armada_test_wait_until (done);
  uri = g_strndup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)),
                   g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)));
  path = g_filename_from_uri (g_strstrip (uri), NULL, NULL);
  g_assert_true (g_str_has_suffix (path, "/B 1.gpx"));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_unlink (path);
}

static void
open_text (Fixture *f, const char *name, const char *text)
{
  g_autofree char *path = path_of (f, name);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_file_set_contents (path, text, -1, NULL);
  armada_history_page_open_file (f->page, file);
}

static guint
count (Fixture *f)
{
  return g_list_model_get_n_items (G_LIST_MODEL (f->replay));
}

static const char *
shown_page (Fixture *f)
{
  return gtk_stack_get_visible_child_name (
      armada_test_child (f->page, ARMADA_TYPE_HISTORY_PAGE, "stack"));
}

#define TIMED                                                                                      \
  "<gpx><trk><name>Guest</name><trkseg>"                                                           \
  "<trkpt lat='47.1' lon='9.5'><time>2026-09-15T08:00:00Z</time></trkpt>"                          \
  "<trkpt lat='47.2' lon='9.6'><time>2026-09-15T09:00:00Z</time></trkpt>"                          \
  "</trkseg></trk></gpx>"

/* Alone a file is the replay, with its own period; it goes and comes back. */
static void
test_open_alone (Fixture *f, gconstpointer width)
{
  open_text (f, "guest.gpx", TIMED);
  armada_test_wait_until (count (f) == 1);
  g_assert_cmpstr (shown_page (f), ==, "replay");
  g_assert_cmpfloat (armada_replay_get_start (f->replay), ==, 1789459200);
  g_assert_cmpfloat (armada_replay_get_end (f->replay), ==, 1789462800);
  armada_test_shoot (f->window, "opened-alone");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->page), "history.close-file", NULL));
  g_assert_cmpuint (count (f), ==, 0);
  g_assert_cmpstr (shown_page (f), ==, "empty");
}

/* Beside live data it is one more vehicle, and stays when other days are loaded. */
static void
test_open_beside (Fixture *f, gconstpointer width)
{
  ArmadaReplayVehicle *vehicle;

  load (f, 1, 1);
  open_text (f, "guest.gpx", TIMED);
  armada_test_wait_until (count (f) == 2);
  vehicle = armada_replay_get_current (f->replay);
  g_assert_cmpstr (armada_replay_vehicle_get_name (vehicle), ==, "Guest");
  g_assert_cmpuint (armada_replay_vehicle_get_color (vehicle), ==, 1);
  armada_test_shoot (f->window, "opened-beside");
  load (f, 1, 2);
  g_assert_cmpuint (count (f), ==, 2);
  armada_replay_set_current (f->replay, vehicle);
  gtk_widget_activate_action (GTK_WIDGET (f->page), "history.close-file", NULL);
  g_assert_cmpuint (count (f), ==, 1);
  g_assert_true (armada_replay_get_current (f->replay) != NULL);
}

/* Without times there is a line. */
static void
test_open_untimed (Fixture *f, gconstpointer width)
{
  ArmadaReplayVehicle *vehicle;

  open_text (f, "line.geojson",
             "{\"type\":\"LineString\",\"coordinates\":[[9.5,47.1],[9.6,47.2],[9.5,47.2]]}");
  armada_test_wait_until (count (f) == 1);
  vehicle = armada_replay_get_current (f->replay);
  g_assert_cmpstr (armada_replay_vehicle_get_name (vehicle), ==, "line.geojson");
  g_assert_cmpuint (armada_track_index_get_n (armada_replay_vehicle_get_index (vehicle)), ==, 3);
  armada_test_shoot (f->window, "opened-line");
}

/* Opened while it is asked who was here, a file is shown and the question waits. */
static void
test_open_while_asking (Fixture *f, gconstpointer width)
{
  gtk_widget_activate_action (GTK_WIDGET (f->page), "history.visits", NULL);
  g_assert_cmpstr (shown_page (f), ==, "visits");
  open_text (f, "guest.gpx", TIMED);
  armada_test_wait_until (count (f) == 1);
  g_assert_cmpstr (shown_page (f), ==, "replay");
}

/* Presses a key of the page, if it has that key. */
static gboolean
press (Fixture *f, const char *key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (f->page));
  g_autoptr (GtkShortcutTrigger) wanted = gtk_shortcut_trigger_parse_string (key);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GListModel) keys = g_list_model_get_item (controllers, i);

      for (guint k = 0; GTK_IS_SHORTCUT_CONTROLLER (keys) && k < g_list_model_get_n_items (keys);
           k++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (keys, k);

          if (gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger (shortcut), wanted))
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0,
                                                 GTK_WIDGET (f->page), NULL);
        }
    }
  return FALSE;
}

/* There is nothing to export until something is shown. */
static void
test_keys (Fixture *f, gconstpointer width)
{
  GtkWidget *window = f->window;

  g_assert_false (press (f, "<Control>e"));
  load (f, 1, 1);
  g_assert_true (press (f, "<Control>e"));
  g_assert_true (ARMADA_IS_EXPORT_DIALOG (adw_window_get_visible_dialog (ADW_WINDOW (window))));
  adw_dialog_force_close (adw_window_get_visible_dialog (ADW_WINDOW (window)));
}

static GtkWindow *
find_window (const char *title)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_strcmp0 (gtk_window_get_title (window), title) == 0)
        return window;
    }
  return NULL;
}

/* Files are asked for also while nothing is shown, and the question goes with the page. */
static void
test_open_key (Fixture *f, gconstpointer width)
{
  g_assert_true (press (f, "<Control><Shift>o"));
  armada_test_wait_until (find_window ("Open Tracks") != NULL);
  g_assert_true (gtk_window_get_transient_for (find_window ("Open Tracks")) ==
                 GTK_WINDOW (f->window));
  gtk_window_close (find_window ("Open Tracks"));
  armada_test_wait_until (find_window ("Open Tracks") == NULL);
  g_assert_cmpstr (shown_page (f), ==, "empty");
}

/* Whoever stops it gets no half of a file: none, or all where it was quicker. */
static void
test_stop_export (Fixture *f, gconstpointer width)
{
  g_autofree char *path = path_of (f, "a.gpx");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *text = NULL;
  ArmadaExportDialog *dialog;

  load (f, 4, 3);
  dialog = open_dialog (f, ARMADA_EXPORT_GPX);
  g_assert_false (gtk_widget_get_visible (child (dialog, "progress")));
  adw_combo_row_set_selected (child (dialog, "vehicles"), 1);
  armada_export_dialog_save_to (dialog, file);
  g_assert_true (gtk_widget_get_visible (child (dialog, "progress")));
  g_assert_false (gtk_widget_get_visible (child (dialog, "save")));
  g_signal_emit_by_name (child (dialog, "cancel"), "clicked");
  armada_test_wait_until (!armada_export_dialog_get_busy (dialog));
  g_assert_false (gtk_widget_get_visible (child (dialog, "failure")));
  g_assert_false (gtk_widget_get_visible (child (dialog, "progress")));
  g_assert_true (gtk_widget_get_visible (child (dialog, "save")));
  g_assert_cmpuint (count_files (f), <=, 1);
  if (g_file_get_contents (path, &text, NULL, NULL))
    g_assert_true (g_str_has_suffix (text, "</gpx>\n"));
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *each = gtk_widget_get_first_child (widget); each != NULL;
       each = gtk_widget_get_next_sibling (each))
    {
      GtkWidget *found = find_button (each, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* A file that takes its time is shown with how far it is, and can be stopped. */
static void
test_stop_reading (Fixture *f, gconstpointer width)
{
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *page = gtk_label_new ("");
  GtkWidget *window;
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  ArmadaHistoryFiles *files;
  g_autofree char *path = path_of (f, "guest.gpx");
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_file_set_contents (path, TIMED, -1, NULL);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), page);
  window = armada_test_show (overlay, 500, 300);
  files = armada_history_files_new (page, &f->source, G_ACTION_MAP (actions));
  armada_history_files_set_patience (files, 0);
  armada_history_files_open (files, file);
  g_assert_true (armada_history_files_get_busy (files));
  g_assert_nonnull (armada_test_find_label (overlay, "Reading guest.gpx: 0 %"));
  g_signal_emit_by_name (find_button (overlay, "_Stop"), "clicked");
  armada_test_wait_until (!armada_history_files_get_busy (files));
  g_assert_cmpuint (armada_history_files_get_n (files), ==, 0);
  armada_test_wait_until (find_button (overlay, "_Stop") == NULL);

  /* another one is not stopped with it */
  armada_history_files_open (files, file);
  armada_test_wait_until (armada_history_files_get_n (files) == 1);
  armada_history_files_cancel (files);
  armada_test_finalize (files);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  armada_test_ui_init (&argc, &argv);
#define ADD(name, function)                                                                        \
  g_test_add ("/history-files/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("formats", test_formats);
  ADD ("choices", test_choices);
  ADD ("failure", test_failure);
  ADD ("evidence", test_evidence);
  ADD ("evidence-beside-old", test_evidence_beside_old);
  ADD ("picture", test_picture);
  ADD ("bare-evidence", test_bare_evidence);
  ADD ("drag", test_drag);
  ADD ("open-alone", test_open_alone);
  ADD ("open-beside", test_open_beside);
  ADD ("open-untimed", test_open_untimed);
  ADD ("open-while-asking", test_open_while_asking);
  ADD ("keys", test_keys);
  ADD ("open-key", test_open_key);
  ADD ("stop-export", test_stop_export);
  ADD ("stop-reading", test_stop_reading);
#undef ADD
  return g_test_run ();
}
