/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-jobs-panel"

#include "reports/armada-jobs-panel.h"

#include <glib/gi18n.h>

#include "reports/armada-job-heading.h"
#include "reports/armada-job-row.h"
#include "reports/armada-job-sections.h"
#include "reports/armada-schedules-panel.h"

/* What is being made, and what makes it again. Rows are made for what is seen alone, as there can
 * be hundreds of jobs. */
struct _ArmadaJobsPanel
{
  AdwBin parent_instance;

  ArmadaReportQueue *queue;
  ArmadaClock *clock;
  ArmadaJobSections *sections;
  GtkListItemFactory *headings;

  ArmadaSchedulesPanel *schedules;
  GtkStack *stack;
  GtkListView *list;
  GtkWidget *retry_button;
  GtkWidget *clear_button;
};

G_DEFINE_FINAL_TYPE (ArmadaJobsPanel, armada_jobs_panel, ADW_TYPE_BIN)

static guint opened_signal;

static void
opened_cb (ArmadaJobsPanel *self, ArmadaReport *report)
{
  g_signal_emit (self, opened_signal, 0, report);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ArmadaJobsPanel *self)
{
  GtkWidget *row = armada_job_row_new (self->queue, self->clock);

  g_signal_connect_object (row, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, row);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ArmadaJobsPanel *self)
{
  ArmadaReportJob *job = gtk_list_item_get_item (item);

  armada_job_row_set_job (ARMADA_JOB_ROW (gtk_list_item_get_child (item)), job);
  gtk_list_item_set_accessible_label (item, armada_report_job_get_order (job)->title);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ArmadaJobsPanel *self)
{
  armada_job_row_set_job (ARMADA_JOB_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
setup_heading_cb (GtkSignalListItemFactory *factory, GtkListHeader *header, ArmadaJobsPanel *self)
{
  gtk_list_header_set_child (header, armada_job_heading_new (self->queue));
}

static void
bind_heading_cb (GtkSignalListItemFactory *factory, GtkListHeader *header, ArmadaJobsPanel *self)
{
  armada_job_heading_set_job (ARMADA_JOB_HEADING (gtk_list_header_get_child (header)),
                              gtk_list_header_get_item (header));
}

static void
unbind_heading_cb (GtkSignalListItemFactory *factory, GtkListHeader *header, ArmadaJobsPanel *self)
{
  armada_job_heading_set_job (ARMADA_JOB_HEADING (gtk_list_header_get_child (header)), NULL);
}

/* Headings tell batches apart: without any there is nothing to tell. */
static void
show_headings (ArmadaJobsPanel *self)
{
  gtk_list_view_set_header_factory (
      self->list, armada_job_sections_has_batches (self->sections) ? self->headings : NULL);
}

static void
retry_cb (ArmadaJobsPanel *self)
{
  armada_report_queue_retry_failed (self->queue);
}

static void
clear_cb (ArmadaJobsPanel *self)
{
  armada_report_queue_remove_over (self->queue);
}

static void
show_state (ArmadaJobsPanel *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->queue));
  guint n_failed = armada_report_queue_get_n_failed (self->queue);

  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "none");
  gtk_widget_set_sensitive (self->retry_button, n_failed > 0);
  gtk_widget_set_sensitive (self->clear_button,
                            n_failed + armada_report_queue_get_n_done (self->queue) > 0);
}

static void
armada_jobs_panel_dispose (GObject *object)
{
  ArmadaJobsPanel *self = ARMADA_JOBS_PANEL (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->headings);
  g_clear_object (&self->sections);
  g_clear_object (&self->queue);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (armada_jobs_panel_parent_class)->dispose (object);
}

static void
armada_jobs_panel_class_init (ArmadaJobsPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_jobs_panel_dispose;
  opened_signal = g_signal_new ("opened", ARMADA_TYPE_JOBS_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, ARMADA_TYPE_REPORT);
  g_type_ensure (ARMADA_TYPE_SCHEDULES_PANEL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-jobs-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaJobsPanel, schedules);
  gtk_widget_class_bind_template_child (widget_class, ArmadaJobsPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, ArmadaJobsPanel, list);
  gtk_widget_class_bind_template_child (widget_class, ArmadaJobsPanel, retry_button);
  gtk_widget_class_bind_template_child (widget_class, ArmadaJobsPanel, clear_button);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
}

static void
armada_jobs_panel_init (ArmadaJobsPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
make_headings (ArmadaJobsPanel *self)
{
  self->headings = gtk_signal_list_item_factory_new ();
  g_signal_connect_object (self->headings, "setup", G_CALLBACK (setup_heading_cb), self, 0);
  g_signal_connect_object (self->headings, "bind", G_CALLBACK (bind_heading_cb), self, 0);
  g_signal_connect_object (self->headings, "unbind", G_CALLBACK (unbind_heading_cb), self, 0);
  g_signal_connect_object (self->sections, "notify::batches", G_CALLBACK (show_headings), self,
                           G_CONNECT_SWAPPED);
  show_headings (self);
}

static void
make_list (ArmadaJobsPanel *self)
{
  g_autoptr (GtkNoSelection) rows = NULL;
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  self->sections = armada_job_sections_new (self->queue);
  make_headings (self);
  rows = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->sections)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (rows));
}

/**
 * armada_jobs_panel_set_session:
 * @session: whose jobs and schedules are shown
 */
void
armada_jobs_panel_set_session (ArmadaJobsPanel *self, ArmadaSession *session)
{
  g_return_if_fail (ARMADA_IS_JOBS_PANEL (self) && self->queue == NULL);

  self->queue = g_object_ref (armada_session_get_report_queue (session));
  self->clock = g_object_ref (armada_session_get_clock (session));
  make_list (self);
  armada_schedules_panel_set_session (self->schedules, session);
  g_signal_connect_object (self->queue, "items-changed", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->queue, "notify", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  show_state (self);
}
