/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-viewer"

#include "reports/armada-report-viewer.h"

#include <glib/gi18n.h>

#include "app/armada-toast.h"
#include "app/armada-words.h"
#include "reading/armada-reading.h"
#include "reports/armada-pages-pane.h"
#include "reports/armada-report-find-bar.h"
#include "reports/armada-sheet-pair.h"
#include "reports/armada-sheet-view.h"
#include "reports/armada-tree-view.h"
#include "reports/armada-web-page.h"

#define ZOOM_STEP 1.2
#define ZOOM_MIN .2
#define ZOOM_MAX 6.

/*
 * Opens the file in a reader process of its own, then shows the view that its kind wants. Showing
 * another file lets go of both.
 */
struct _ArmadaReportViewer
{
  AdwNavigationPage parent_instance;

  GFile *file;
  GFile *earlier; /* an earlier run that @file is compared with */
  char *format;
  ArmadaReading *reading;
  ArmadaReportView *view;
  GCancellable *opening;
  guint patience; /* milliseconds that the file is given */
  GSimpleActionGroup *actions;

  GtkToggleButton *sidebar_button;
  GtkMenuButton *menu_button;
  ArmadaReportFindBar *find_bar;
  AdwToastOverlay *toasts;
  GtkStack *stack;
  AdwStatusPage *error_page;
  GtkButton *again_button;
  GtkButton *longer_button;
  GtkPasswordEntry *password;
  GtkLabel *wrong_password;
  AdwBin *place;
};

G_DEFINE_FINAL_TYPE (ArmadaReportViewer, armada_report_viewer, ADW_TYPE_NAVIGATION_PAGE)

static void start_opening (ArmadaReportViewer *self, const char *password, guint patience);
static void ended_cb (ArmadaReportViewer *self, const GError *error);

static void
enable (ArmadaReportViewer *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
set_state (ArmadaReportViewer *self, const char *name, GVariant *state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), state);
}

static ArmadaPagesView *
get_pages (ArmadaReportViewer *self)
{
  return self->view != NULL && ARMADA_IS_PAGES_PANE (self->view)
             ? armada_pages_pane_get_pages (ARMADA_PAGES_PANE (self->view))
             : NULL;
}

/* What can be done with this kind of report. */
static void
update_actions (ArmadaReportViewer *self)
{
  const char *all[] = { "find",       "find-next", "find-previous", "zoom-in", "zoom-out",
                        "zoom-reset", "copy",      "select-all",    "print",   "export" };
  gboolean shown = self->view != NULL, pages = get_pages (self) != NULL;
  gboolean tree = shown && ARMADA_IS_TREE_VIEW (self->view);

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    enable (self, all[i], shown);
  enable (self, "fit", pages);
  enable (self, "rotate-left", pages);
  enable (self, "rotate-right", pages);
  enable (self, "sidebar", pages);
  enable (self, "side-by-side", shown && self->earlier != NULL);
  enable (self, "tree",
          shown && self->reading != NULL && armada_reading_has_tree (self->reading) &&
              armada_reading_get_n_sheets (self->reading) > 0 && self->earlier == NULL);
  if (tree)
    {
      enable (self, "zoom-in", FALSE);
      enable (self, "zoom-out", FALSE);
      enable (self, "zoom-reset", FALSE);
      enable (self, "select-all", FALSE);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->sidebar_button), pages);
}

static void
found_cb (ArmadaReportViewer *self, guint which, guint n)
{
  armada_report_find_bar_show_found (self->find_bar, which, n);
}

static void
message_cb (ArmadaReportViewer *self, const char *sentence)
{
  adw_toast_set_timeout (armada_toast_show (self->toasts, sentence), 3);
}

static void
zoom_changed_cb (ArmadaReportViewer *self)
{
  ArmadaPagesView *pages = get_pages (self);
  const char *names[] = { "none", "width", "page" };

  if (pages != NULL)
    set_state (self, "fit", g_variant_new_string (names[armada_pages_view_get_fit (pages)]));
}

static void
show_view (ArmadaReportViewer *self, GtkWidget *view)
{
  self->view = view ? ARMADA_REPORT_VIEW (view) : NULL;
  adw_bin_set_child (self->place, view);
  if (view != NULL)
    {
      g_signal_connect_object (view, "found", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (view, "message", G_CALLBACK (message_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (view, "failed", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
      gtk_stack_set_visible_child_name (self->stack, "report");
    }
  if (get_pages (self) != NULL)
    {
      g_signal_connect_object (get_pages (self), "zoom-changed", G_CALLBACK (zoom_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_object_bind_property (armada_pages_pane_get_split (ARMADA_PAGES_PANE (view)),
                              "show-sidebar", self->sidebar_button, "active",
                              G_BINDING_SYNC_CREATE);
      zoom_changed_cb (self);
    }
  update_actions (self);
}

static void
show_error (ArmadaReportViewer *self, const GError *error)
{
  g_autofree char *words = armada_words_for_file_error (error);

  if (g_error_matches (error, ARMADA_READING_ERROR, ARMADA_READING_ERROR_PASSWORD))
    {
      gtk_stack_set_visible_child_name (self->stack, "password");
      gtk_widget_grab_focus (GTK_WIDGET (self->password));
      return;
    }
  adw_status_page_set_description (self->error_page, words);
  gtk_widget_set_visible (
      GTK_WIDGET (self->longer_button),
      g_error_matches (error, ARMADA_READING_ERROR, ARMADA_READING_ERROR_TOO_SLOW));
  gtk_widget_set_visible (GTK_WIDGET (self->again_button),
                          !gtk_widget_get_visible (GTK_WIDGET (self->longer_button)));
  gtk_stack_set_visible_child_name (self->stack, "error");
  gtk_accessible_announce (GTK_ACCESSIBLE (self), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
reset_states (ArmadaReportViewer *self)
{
  const char *states[] = { "sidebar", "tree", "side-by-side" };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    set_state (self, states[i], g_variant_new_boolean (FALSE));
}

/* What is not seen yet cannot be shown any more: it is said, in place of a table with holes. */
static void
ended_cb (ArmadaReportViewer *self, const GError *error)
{
  show_view (self, NULL);
  reset_states (self);
  show_error (self, error);
}

static void
show_tables (ArmadaReportViewer *self)
{
  show_view (self, GTK_WIDGET (armada_sheet_view_new (self->reading, self->earlier != NULL)));
}

static void
show_web_page (ArmadaReportViewer *self)
{
  g_autoptr (GError) error = NULL;
  GtkWidget *page = armada_web_page_new (self->file, self->patience, &error);

  if (page != NULL)
    show_view (self, page);
  else
    show_error (self, error);
}

static void
show_reading (ArmadaReportViewer *self)
{
  switch (armada_reading_get_kind (self->reading))
    {
    case ARMADA_READING_PAGES:
      show_view (self, GTK_WIDGET (armada_pages_pane_new (self->reading, self->file)));
      break;
    case ARMADA_READING_TREE:
      show_view (self, GTK_WIDGET (armada_tree_view_new (self->reading)));
      break;
    case ARMADA_READING_TEXT:
      show_web_page (self);
      break;
    case ARMADA_READING_SHEETS:
    default:
      show_tables (self);
      break;
    }
  if (self->view != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaReportViewer) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean tried = *gtk_editable_get_text (GTK_EDITABLE (self->password)) != '\0';

  if (armada_reading_open_finish (ARMADA_READING (source), result, &error))
    {
      gtk_editable_set_text (GTK_EDITABLE (self->password), "");
      show_reading (self);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_debug ("%s", error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->wrong_password), tried);
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  show_error (self, error);
}

static void
start_opening (ArmadaReportViewer *self, const char *password, guint patience)
{
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  self->opening = g_cancellable_new ();
  self->patience = patience;
  gtk_stack_set_visible_child_name (self->stack, "loading");
  armada_reading_open_async (self->reading, password, patience, self->opening, opened_cb,
                             g_object_ref (self));
}

static void
again_cb (ArmadaReportViewer *self)
{
  start_opening (self, NULL, ARMADA_READING_PATIENCE);
}

static void
longer_cb (ArmadaReportViewer *self)
{
  start_opening (self, NULL, ARMADA_READING_LONG_PATIENCE);
}

static void
password_cb (ArmadaReportViewer *self)
{
  start_opening (self, gtk_editable_get_text (GTK_EDITABLE (self->password)),
                 ARMADA_READING_PATIENCE);
}

static void
find_cb (ArmadaReportViewer *self, const char *words, gboolean backwards, gboolean again)
{
  if (self->view != NULL)
    armada_report_view_find (self->view, words, backwards, again);
}

static void
find_closed_cb (ArmadaReportViewer *self)
{
  if (self->view != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
find_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_report_find_bar_open (ARMADA_REPORT_VIEWER (user_data)->find_bar);
}

static void
find_next_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_report_find_bar_go_on (ARMADA_REPORT_VIEWER (user_data)->find_bar, FALSE);
}

static void
find_previous_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_report_find_bar_go_on (ARMADA_REPORT_VIEWER (user_data)->find_bar, TRUE);
}

static void
zoom_by (ArmadaReportViewer *self, double factor)
{
  double zoom = armada_report_view_get_zoom (self->view) * factor;

  armada_report_view_set_zoom (self->view, CLAMP (zoom, ZOOM_MIN, ZOOM_MAX));
}

static void
zoom_in_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  zoom_by (user_data, ZOOM_STEP);
}

static void
zoom_out_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  zoom_by (user_data, 1 / ZOOM_STEP);
}

static void
zoom_reset_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_report_view_set_zoom (ARMADA_REPORT_VIEWER (user_data)->view, 1);
}

static void
fit_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  ArmadaReportViewer *self = user_data;
  const char *name = g_variant_get_string (value, NULL);

  armada_pages_view_set_fit (get_pages (self), g_str_equal (name, "width") ? ARMADA_REPORT_FIT_WIDTH
                                               : g_str_equal (name, "page")
                                                   ? ARMADA_REPORT_FIT_PAGE
                                                   : ARMADA_REPORT_FIT_NONE);
}

static void
rotate_left_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_pages_view_turn (get_pages (user_data), -1);
}

static void
rotate_right_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_pages_view_turn (get_pages (user_data), 1);
}

static void
sidebar_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  ArmadaReportViewer *self = user_data;

  adw_overlay_split_view_set_show_sidebar (
      armada_pages_pane_get_split (ARMADA_PAGES_PANE (self->view)), g_variant_get_boolean (value));
  g_simple_action_set_state (action, value);
}

static void
tree_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  ArmadaReportViewer *self = user_data;

  if (g_variant_get_boolean (value))
    show_view (self, GTK_WIDGET (armada_tree_view_new (self->reading)));
  else
    show_tables (self);
  g_simple_action_set_state (action, value);
}

static void
side_by_side_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  ArmadaReportViewer *self = user_data;

  if (g_variant_get_boolean (value))
    show_view (self, GTK_WIDGET (armada_sheet_pair_new (self->earlier, self->file, self->format)));
  else
    show_tables (self);
  g_simple_action_set_state (action, value);
}

static void
copy_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_report_view_copy (ARMADA_REPORT_VIEWER (user_data)->view);
}

static void
select_all_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_report_view_select_all (ARMADA_REPORT_VIEWER (user_data)->view);
}

static void
print_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaReportViewer *self = user_data;

  armada_report_view_print (self->view, NULL,
                            adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (self)));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaReportViewer) self = user_data;
  g_autoptr (GFile) pdf = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (pdf != NULL && self->view != NULL)
    armada_report_view_print (self->view, pdf,
                              adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (self)));
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaReportViewer *self = user_data;
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *title = g_strdelimit (
      g_strdup (adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (self))), "/", '-');
  g_autofree char *name = g_strconcat (title, ".pdf", NULL);
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_dialog_set_title (dialog, _ ("Save as PDF"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (window) ? GTK_WINDOW (window) : NULL, NULL, saved_cb,
                        g_object_ref (self));
}

static const GActionEntry entries[] = {
  { .name = "find", .activate = find_action_cb },
  { .name = "find-next", .activate = find_next_action_cb },
  { .name = "find-previous", .activate = find_previous_action_cb },
  { .name = "zoom-in", .activate = zoom_in_cb },
  { .name = "zoom-out", .activate = zoom_out_cb },
  { .name = "zoom-reset", .activate = zoom_reset_cb },
  { .name = "fit", .parameter_type = "s", .state = "'width'", .change_state = fit_cb },
  { .name = "rotate-left", .activate = rotate_left_cb },
  { .name = "rotate-right", .activate = rotate_right_cb },
  { .name = "sidebar", .state = "false", .change_state = sidebar_cb },
  { .name = "tree", .state = "false", .change_state = tree_cb },
  { .name = "side-by-side", .state = "false", .change_state = side_by_side_cb },
  { .name = "copy", .activate = copy_cb },
  { .name = "select-all", .activate = select_all_cb },
  { .name = "print", .activate = print_cb },
  { .name = "export", .activate = export_cb },
};

static void
let_go (ArmadaReportViewer *self)
{
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  self->view = NULL;
  if (self->place != NULL)
    adw_bin_set_child (self->place, NULL);
  g_clear_object (&self->reading);
  g_clear_object (&self->file);
  g_clear_object (&self->earlier);
  g_clear_pointer (&self->format, g_free);
}

static void
armada_report_viewer_dispose (GObject *object)
{
  ArmadaReportViewer *self = ARMADA_REPORT_VIEWER (object);

  let_go (self);
  self->place = NULL;
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (armada_report_viewer_parent_class)->dispose (object);
}

static void
armada_report_viewer_class_init (ArmadaReportViewerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_report_viewer_dispose;
  g_type_ensure (ARMADA_TYPE_REPORT_FIND_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-report-viewer.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaReportViewer, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, ArmadaReportViewer, menu_button);
  gtk_widget_class_bind_template_child (widget_class, ArmadaReportViewer, find_bar);
  gtk_widget_class_bind_template_child (widget_class, ArmadaReportViewer, toasts);
  gtk_widget_class_bind_template_child (widget_class, ArmadaReportViewer, stack);
  gtk_widget_class_bind_template_child (widget_class, ArmadaReportViewer, error_page);
  gtk_widget_class_bind_template_child (widget_class, ArmadaReportViewer, again_button);
  gtk_widget_class_bind_template_child (widget_class, ArmadaReportViewer, longer_button);
  gtk_widget_class_bind_template_child (widget_class, ArmadaReportViewer, password);
  gtk_widget_class_bind_template_child (widget_class, ArmadaReportViewer, wrong_password);
  gtk_widget_class_bind_template_child (widget_class, ArmadaReportViewer, place);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, find_cb);
  gtk_widget_class_bind_template_callback (widget_class, find_closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, longer_cb);
  gtk_widget_class_bind_template_callback (widget_class, password_cb);
}

static void
armada_report_viewer_init (ArmadaReportViewer *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "viewer", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));
  update_actions (self);
}

/**
 * armada_report_viewer_new:
 *
 * Returns: (transfer floating): one that shows nothing yet
 */
ArmadaReportViewer *
armada_report_viewer_new (void)
{
  return g_object_new (ARMADA_TYPE_REPORT_VIEWER, NULL);
}

static void
show (ArmadaReportViewer *self, GFile *file, GFile *earlier, const char *format, const char *title)
{
  g_autoptr (GFile) kept = g_object_ref (file);

  let_go (self);
  self->file = g_steal_pointer (&kept);
  self->earlier = earlier ? g_object_ref (earlier) : NULL;
  self->format = g_strdup (format);
  self->reading = armada_reading_new (file, format, earlier);
  g_signal_connect_object (self->reading, "ended", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
  reset_states (self);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  armada_report_find_bar_close (self->find_bar);
  update_actions (self);
  start_opening (self, NULL, ARMADA_READING_PATIENCE);
}

/**
 * armada_report_viewer_show_file:
 * @file: a report on this computer
 * @format: as servers list it: "html", "json", "xls", "xlsx", "csv", "pdf", "pdf_land"
 * @title: of the page
 *
 * Opens the report, and shows it or why not.
 */
void
armada_report_viewer_show_file (ArmadaReportViewer *self,
                                GFile *file,
                                const char *format,
                                const char *title)
{
  show (self, file, NULL, format, title);
}

/**
 * armada_report_viewer_can_compare:
 *
 * Returns: whether reports of this format are tables
 */
gboolean
armada_report_viewer_can_compare (const char *format)
{
  return g_str_equal (format, "csv") || g_str_equal (format, "xls") ||
         g_str_equal (format, "xlsx") || g_str_equal (format, "json");
}

/**
 * armada_report_viewer_compare:
 * @earlier: a run of a report
 * @later: another one, of the same format
 *
 * Shows how they differ, or the two side by side.
 */
void
armada_report_viewer_compare (ArmadaReportViewer *self,
                              GFile *earlier,
                              GFile *later,
                              const char *format,
                              const char *title)
{
  show (self, later, earlier, format, title);
}

/**
 * armada_report_viewer_get_view:
 *
 * Returns: (transfer none) (nullable): what shows the report, once it is open
 */
ArmadaReportView *
armada_report_viewer_get_view (ArmadaReportViewer *self)
{
  return self->view;
}

/**
 * armada_report_viewer_get_menu:
 *
 * Returns: (transfer none): what can be done with it, for somebody to add more
 */
GMenuModel *
armada_report_viewer_get_menu (ArmadaReportViewer *self)
{
  return gtk_menu_button_get_menu_model (self->menu_button);
}

/**
 * armada_report_viewer_is_opening:
 *
 * Returns: whether the report is not here yet
 */
gboolean
armada_report_viewer_is_opening (ArmadaReportViewer *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "loading") == 0;
}

/**
 * armada_report_viewer_get_reader_memory:
 *
 * Returns: bytes that the reader's process has of its own, 0 unknown or none
 */
guint64
armada_report_viewer_get_reader_memory (ArmadaReportViewer *self)
{
  return self->reading ? armada_reading_get_memory (self->reading) : 0;
}
