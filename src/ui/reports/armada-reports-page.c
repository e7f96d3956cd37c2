/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-reports-page"

#include "reports/armada-reports-page.h"

#include <glib/gi18n.h>

#include "app/armada-words.h"
#include "report/armada-report-texter.h"
#include "reports/armada-jobs-panel.h"
#include "reports/armada-report-commands.h"
#include "reports/armada-report-details.h"
#include "reports/armada-report-filters.h"
#include "reports/armada-report-list.h"
#include "reports/armada-report-reading.h"

/*
 * ArmadaReportsPage: the archive as a library, and beside it what is still being made. A report
 * that is opened takes the library's place until the user goes back.
 */
struct _ArmadaReportsPage
{
  AdwBreakpointBin parent_instance;

  ArmadaSession *session;
  ArmadaArchiveView *view;
  ArmadaReportCommands *commands;
  ArmadaReportTexter *texter;
  ArmadaArchiveSort sort;
  gboolean reversed;

  AdwToastOverlay *toasts;
  AdwOverlaySplitView *split;
  ArmadaJobsPanel *jobs;
  AdwNavigationView *pages;
  AdwNavigationPage *library_page;
  GtkStack *jobs_state;
  GtkWidget *jobs_button;
  GtkWidget *search;
  GtkMenuButton *filter_button;
  ArmadaReportFilters *filters;
  AdwBanner *banner;
  GtkStack *stack;
  ArmadaReportList *list;
  GtkLabel *count_label;
};

G_DEFINE_FINAL_TYPE (ArmadaReportsPage, armada_reports_page, ADW_TYPE_BREAKPOINT_BIN)

static const char *const sorts[] = {
  [ARMADA_ARCHIVE_SORT_MADE] = "made",     [ARMADA_ARCHIVE_SORT_TITLE] = "title",
  [ARMADA_ARCHIVE_SORT_TYPE] = "type",     [ARMADA_ARCHIVE_SORT_VEHICLES] = "vehicles",
  [ARMADA_ARCHIVE_SORT_PERIOD] = "period", [ARMADA_ARCHIVE_SORT_SIZE] = "size",
};

static ArmadaArchive *
get_archive (ArmadaReportsPage *self)
{
  return armada_session_get_archive (self->session);
}

static void
show_count (ArmadaReportsPage *self)
{
  guint n_all = g_list_model_get_n_items (G_LIST_MODEL (get_archive (self)));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->view));
  g_autoptr (GPtrArray) chosen = armada_report_list_dup_selected (self->list);
  g_autofree char *text = NULL;

  if (chosen->len > 1)
    text = g_strdup_printf (ngettext ("%u chosen", "%u chosen", chosen->len), chosen->len);
  else if (n < n_all)
    /* Translators: how many reports are shown, and how many there are */
    text = g_strdup_printf (_ ("%'u of %'u reports"), n, n_all);
  else
    text = g_strdup_printf (ngettext ("%'u report", "%'u reports", n), n);
  gtk_label_set_label (self->count_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->count_label), n_all > 0);
}

static const char *
find_state (ArmadaReportsPage *self)
{
  guint n_all = g_list_model_get_n_items (G_LIST_MODEL (get_archive (self)));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->view));

  if (n > 0)
    return "list";
  if (n_all > 0)
    return armada_archive_view_get_searching (self->view) ? "loading" : "none";
  return armada_archive_is_open (get_archive (self)) ? "empty" : "loading";
}

static void
show_state (ArmadaReportsPage *self)
{
  const GError *error = armada_archive_get_error (get_archive (self));
  g_autofree char *sentence = error ? armada_words_for_file_error (error) : NULL;
  guint n_filters = armada_report_filters_count (self->filters);

  gtk_stack_set_visible_child_name (self->stack, find_state (self));
  if (sentence != NULL)
    adw_banner_set_title (self->banner, sentence);
  adw_banner_set_revealed (self->banner, sentence != NULL);
  if (n_filters > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->filter_button), "accent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->filter_button), "accent");
  show_count (self);
}

static void
apply_cb (ArmadaReportsPage *self)
{
  if (self->view == NULL)
    return;
  armada_report_filters_apply (self->filters, gtk_editable_get_text (GTK_EDITABLE (self->search)));
  show_state (self);
}

static void
search_changed_cb (ArmadaReportsPage *self)
{
  apply_cb (self);
}

static void
stop_search_cb (ArmadaReportsPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
search_activate_cb (ArmadaReportsPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
show_all_cb (ArmadaReportsPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  armada_report_filters_clear (self->filters);
}

/* The values to choose from are looked up when somebody is about to choose. */
static void
filters_shown_cb (ArmadaReportsPage *self)
{
  if (!gtk_menu_button_get_active (self->filter_button))
    return;
  armada_report_filters_set_now (self->filters,
                                 armada_clock_get_time (armada_session_get_clock (self->session)));
  armada_report_filters_update (self->filters);
}

static void
show_jobs_state (ArmadaReportsPage *self)
{
  ArmadaReportQueue *queue = armada_session_get_report_queue (self->session);
  guint n = armada_report_queue_get_n_running (queue) + armada_report_queue_get_n_waiting (queue);
  guint n_failed = armada_report_queue_get_n_failed (queue);
  g_autofree char *text = NULL;

  gtk_stack_set_visible_child_name (self->jobs_state, n_failed > 0 ? "failed"
                                                      : n > 0      ? "busy"
                                                                   : "idle");
  if (n_failed > 0)
    text = g_strdup_printf (ngettext ("Jobs and Schedules (F9): %u failed",
                                      "Jobs and Schedules (F9): %u failed", n_failed),
                            n_failed);
  else if (n > 0)
    text = g_strdup_printf (ngettext ("Jobs and Schedules (F9): %u being made",
                                      "Jobs and Schedules (F9): %u being made", n),
                            n);
  else
    text = g_strdup (_ ("Jobs and Schedules (F9)"));
  gtk_widget_set_tooltip_text (self->jobs_button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->jobs_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
}

static void
opened_cb (ArmadaReportsPage *self, ArmadaReport *report)
{
  armada_reports_page_open (self, report);
}

static void
star_cb (ArmadaReportsPage *self, ArmadaReport *report, gboolean favourite)
{
  armada_report_commands_set_favourite (self->commands, report, favourite);
}

static void
popped_cb (ArmadaReportsPage *self)
{
  if (self->commands != NULL)
    armada_report_commands_set_target (self->commands, NULL);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, ArmadaReportsPage *self)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));
  g_autoptr (GListStore) store = g_list_store_new (G_TYPE_FILE);

  for (GSList *file = files; file != NULL; file = file->next)
    g_list_store_append (store, file->data);
  armada_report_commands_import (self->commands, G_LIST_MODEL (store));
  return TRUE;
}

/* What is dragged out of the list is not dropped into it. */
static GdkDragAction
enter_cb (GtkDropTarget *target, double x, double y, ArmadaReportsPage *self)
{
  GdkDrop *drop = gtk_drop_target_get_current_drop (target);

  return drop != NULL && gdk_drop_get_drag (drop) != NULL ? 0 : GDK_ACTION_COPY;
}

static void
search_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (ARMADA_REPORTS_PAGE (widget)->search);
}

static void
jobs_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AdwOverlaySplitView *split = ARMADA_REPORTS_PAGE (widget)->split;

  adw_overlay_split_view_set_show_sidebar (split, !adw_overlay_split_view_get_show_sidebar (split));
}

static void
details_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArmadaReportsPage *self = ARMADA_REPORTS_PAGE (widget);
  g_autoptr (ArmadaReport) report = armada_report_commands_dup_report (self->commands);

  if (report != NULL)
    adw_dialog_present (armada_report_details_new (report), widget);
}

static void
compare_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArmadaReportsPage *self = ARMADA_REPORTS_PAGE (widget);
  g_autoptr (GPtrArray) chosen = armada_report_list_dup_selected (self->list);

  if (chosen->len == 2)
    adw_navigation_view_push (self->pages,
                              armada_report_reading_new_pair (chosen->pdata[0], chosen->pdata[1]));
}

static void
update_compare (ArmadaReportsPage *self)
{
  g_autoptr (GPtrArray) chosen = armada_report_list_dup_selected (self->list);

  gtk_widget_action_set_enabled (
      GTK_WIDGET (self), "reports-page.compare",
      chosen->len == 2 && armada_report_reading_can_compare (chosen->pdata[0], chosen->pdata[1]));
  show_count (self);
}

static void
sort_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  ArmadaReportsPage *self = user_data;

  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    if (g_str_equal (sorts[i], g_variant_get_string (value, NULL)))
      self->sort = (ArmadaArchiveSort) i;
  g_simple_action_set_state (action, value);
  armada_archive_view_set_sort (self->view, self->sort, self->reversed);
}

static void
reversed_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  ArmadaReportsPage *self = user_data;

  self->reversed = g_variant_get_boolean (value);
  g_simple_action_set_state (action, value);
  armada_archive_view_set_sort (self->view, self->sort, self->reversed);
}

static const GActionEntry entries[] = {
  { .name = "sort", .parameter_type = "s", .state = "'made'", .change_state = sort_cb },
  { .name = "reversed", .state = "false", .change_state = reversed_cb },
};

static gboolean
armada_reports_page_grab_focus (GtkWidget *widget)
{
  ArmadaReportsPage *self = ARMADA_REPORTS_PAGE (widget);
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->pages);

  if (page != self->library_page)
    return gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD);
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "list") == 0)
    return gtk_widget_grab_focus (GTK_WIDGET (self->list));
  return gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
armada_reports_page_dispose (GObject *object)
{
  ArmadaReportsPage *self = ARMADA_REPORTS_PAGE (object);

  g_clear_object (&self->commands);
  if (self->texter != NULL)
    g_object_run_dispose (G_OBJECT (self->texter));
  g_clear_object (&self->texter);
  g_clear_object (&self->view);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (armada_reports_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass,
                                               "/id/trackgps/Armada/ui/armada-reports-page.ui");
  gtk_widget_class_bind_template_child (klass, ArmadaReportsPage, toasts);
  gtk_widget_class_bind_template_child (klass, ArmadaReportsPage, split);
  gtk_widget_class_bind_template_child (klass, ArmadaReportsPage, jobs);
  gtk_widget_class_bind_template_child (klass, ArmadaReportsPage, pages);
  gtk_widget_class_bind_template_child (klass, ArmadaReportsPage, library_page);
  gtk_widget_class_bind_template_child (klass, ArmadaReportsPage, jobs_state);
  gtk_widget_class_bind_template_child (klass, ArmadaReportsPage, jobs_button);
  gtk_widget_class_bind_template_child (klass, ArmadaReportsPage, search);
  gtk_widget_class_bind_template_child (klass, ArmadaReportsPage, filter_button);
  gtk_widget_class_bind_template_child (klass, ArmadaReportsPage, filters);
  gtk_widget_class_bind_template_child (klass, ArmadaReportsPage, banner);
  gtk_widget_class_bind_template_child (klass, ArmadaReportsPage, stack);
  gtk_widget_class_bind_template_child (klass, ArmadaReportsPage, list);
  gtk_widget_class_bind_template_child (klass, ArmadaReportsPage, count_label);
  gtk_widget_class_bind_template_callback (klass, search_changed_cb);
  gtk_widget_class_bind_template_callback (klass, stop_search_cb);
  gtk_widget_class_bind_template_callback (klass, search_activate_cb);
  gtk_widget_class_bind_template_callback (klass, apply_cb);
  gtk_widget_class_bind_template_callback (klass, show_all_cb);
  gtk_widget_class_bind_template_callback (klass, opened_cb);
  gtk_widget_class_bind_template_callback (klass, star_cb);
  gtk_widget_class_bind_template_callback (klass, popped_cb);
}

static void
armada_reports_page_class_init (ArmadaReportsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_reports_page_dispose;
  widget_class->grab_focus = armada_reports_page_grab_focus;
  g_type_ensure (ARMADA_TYPE_JOBS_PANEL);
  g_type_ensure (ARMADA_TYPE_REPORT_FILTERS);
  g_type_ensure (ARMADA_TYPE_REPORT_LIST);
  gtk_widget_class_install_action (widget_class, "reports-page.search", NULL, search_cb);
  gtk_widget_class_install_action (widget_class, "reports-page.jobs", NULL, jobs_cb);
  gtk_widget_class_install_action (widget_class, "reports-page.details", NULL, details_cb);
  gtk_widget_class_install_action (widget_class, "reports-page.compare", NULL, compare_cb);
  bind_template (widget_class);
}

static void
armada_reports_page_init (ArmadaReportsPage *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (drop, "enter", G_CALLBACK (enter_cb), self, 0);
  g_signal_connect_object (drop, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  g_signal_connect_object (self->filter_button, "notify::active", G_CALLBACK (filters_shown_cb),
                           self, G_CONNECT_SWAPPED);
}

static void
watch (ArmadaReportsPage *self)
{
  ArmadaReportQueue *queue = armada_session_get_report_queue (self->session);
  static const char *const of_queue[] = { "notify::n-running", "notify::n-waiting",
                                          "notify::n-failed" };

  g_signal_connect_object (self->view, "items-changed", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::searching", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_archive (self), "notify::open", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_archive (self), "notify::error", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_archive (self), "items-changed", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "selection-changed", G_CALLBACK (update_compare), self,
                           G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (of_queue); i++)
    g_signal_connect_object (queue, of_queue[i], G_CALLBACK (show_jobs_state), self,
                             G_CONNECT_SWAPPED);
}

/**
 * armada_reports_page_set_session:
 * @session: whose archive and jobs are shown
 */
void
armada_reports_page_set_session (ArmadaReportsPage *self, ArmadaSession *session)
{
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GPropertyAction) grid = NULL;

  g_return_if_fail (ARMADA_IS_REPORTS_PAGE (self) && self->session == NULL);

  self->session = g_object_ref (session);
  self->view = armada_archive_view_new (get_archive (self));
  armada_report_list_set_view (self->list, self->view, armada_session_get_clock (session));
  armada_report_filters_set_view (self->filters, self->view);
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  grid = g_property_action_new ("grid", self->list, "grid");
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (grid));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "library", G_ACTION_GROUP (actions));
  self->commands =
      armada_report_commands_new (session, self->list, GTK_WIDGET (self), self->toasts);
  g_signal_connect_object (self->commands, "opened", G_CALLBACK (opened_cb), self,
                           G_CONNECT_SWAPPED);
  self->texter = armada_report_texter_new (get_archive (self));
  armada_jobs_panel_set_session (self->jobs, session);
  g_signal_connect_object (self->jobs, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  watch (self);
  show_state (self);
  show_jobs_state (self);
  update_compare (self);
}

/**
 * armada_reports_page_open:
 *
 * Shows what stands in @report.
 */
void
armada_reports_page_open (ArmadaReportsPage *self, ArmadaReport *report)
{
  g_return_if_fail (ARMADA_IS_REPORTS_PAGE (self));

  if (adw_overlay_split_view_get_collapsed (self->split))
    adw_overlay_split_view_set_show_sidebar (self->split, FALSE);
  if (adw_navigation_view_get_visible_page (self->pages) != self->library_page)
    adw_navigation_view_pop_to_page (self->pages, self->library_page);
  armada_report_commands_set_target (self->commands, report);
  adw_navigation_view_push (self->pages, armada_report_reading_new (report));
}

/**
 * armada_reports_page_go_back:
 *
 * From a report that is read to the library.
 *
 * Returns: whether there was one
 */
gboolean
armada_reports_page_go_back (ArmadaReportsPage *self)
{
  g_return_val_if_fail (ARMADA_IS_REPORTS_PAGE (self), FALSE);

  return adw_navigation_view_get_visible_page (self->pages) != self->library_page &&
         adw_navigation_view_pop (self->pages);
}
