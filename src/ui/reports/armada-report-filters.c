/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-filters"

#include "reports/armada-report-filters.h"

#include <glib/gi18n.h>

#include "reports/armada-report-words.h"

#define N_CHOICES 5 /* those whose values are what reports have */

/* ArmadaReportFilters: the first of each choice is any; a choice with no values is not shown. */
struct _ArmadaReportFilters
{
  AdwBin parent_instance;

  ArmadaArchiveView *view;
  gint64 now; /* UNIX seconds */
  gboolean setting;
  char **values[N_CHOICES];

  AdwSwitchRow *favourites_row;
  AdwComboRow *type_row;
  AdwComboRow *vehicle_row;
  AdwComboRow *period_row;
  AdwComboRow *format_row;
  AdwComboRow *tag_row;
  AdwComboRow *batch_row;
  GtkWidget *clear_button;
};

G_DEFINE_FINAL_TYPE (ArmadaReportFilters, armada_report_filters, ADW_TYPE_BIN)

static guint changed_signal;

static AdwComboRow *
get_row (ArmadaReportFilters *self, ArmadaArchiveValues choice)
{
  AdwComboRow *rows[N_CHOICES] = {
    [ARMADA_ARCHIVE_TYPE_NAMES] = self->type_row,  [ARMADA_ARCHIVE_FORMATS] = self->format_row,
    [ARMADA_ARCHIVE_VEHICLES] = self->vehicle_row, [ARMADA_ARCHIVE_TAGS] = self->tag_row,
    [ARMADA_ARCHIVE_BATCHES] = self->batch_row,
  };

  return rows[choice];
}

/* Returns: (nullable): NULL any */
static const char *
get_value (ArmadaReportFilters *self, ArmadaArchiveValues choice)
{
  guint selected = adw_combo_row_get_selected (get_row (self, choice));

  if (self->values[choice] == NULL || selected == 0 || selected == GTK_INVALID_LIST_POSITION)
    return NULL;
  return self->values[choice][selected - 1];
}

static void
changed_cb (ArmadaReportFilters *self)
{
  if (self->view == NULL || self->setting)
    return;
  gtk_widget_set_sensitive (self->clear_button, armada_report_filters_count (self) > 0);
  g_signal_emit (self, changed_signal, 0);
}

static void
armada_report_filters_dispose (GObject *object)
{
  g_clear_object (&ARMADA_REPORT_FILTERS (object)->view);
  G_OBJECT_CLASS (armada_report_filters_parent_class)->dispose (object);
}

static void
armada_report_filters_finalize (GObject *object)
{
  for (guint i = 0; i < N_CHOICES; i++)
    g_strfreev (ARMADA_REPORT_FILTERS (object)->values[i]);
  G_OBJECT_CLASS (armada_report_filters_parent_class)->finalize (object);
}

static void
clear_cb (ArmadaReportFilters *self)
{
  armada_report_filters_clear (self);
}

static void
armada_report_filters_class_init (ArmadaReportFiltersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_report_filters_dispose;
  G_OBJECT_CLASS (klass)->finalize = armada_report_filters_finalize;
  changed_signal = g_signal_new ("changed", ARMADA_TYPE_REPORT_FILTERS, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-report-filters.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaReportFilters, favourites_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaReportFilters, type_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaReportFilters, vehicle_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaReportFilters, period_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaReportFilters, format_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaReportFilters, tag_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaReportFilters, batch_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaReportFilters, clear_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
}

static void
armada_report_filters_init (ArmadaReportFilters *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
armada_report_filters_set_view (ArmadaReportFilters *self, ArmadaArchiveView *view)
{
  g_return_if_fail (ARMADA_IS_REPORT_FILTERS (self));

  g_set_object (&self->view, view);
  armada_report_filters_update (self);
}

/**
 * armada_report_filters_set_now:
 * @now: UNIX seconds: what today is, of this desk
 */
void
armada_report_filters_set_now (ArmadaReportFilters *self, gint64 now)
{
  self->now = now;
}

/* What is chosen stays so, as long as there is a report that has it. */
static void
update_choice (ArmadaReportFilters *self, ArmadaArchiveValues choice)
{
  AdwComboRow *row = get_row (self, choice);
  g_autofree char *chosen = g_strdup (get_value (self, choice));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;
  char **values = armada_archive_view_dup_values (self->view, choice);

  gtk_string_list_append (names, _ ("Any"));
  for (guint i = 0; values[i] != NULL; i++)
    {
      if (choice == ARMADA_ARCHIVE_FORMATS)
        gtk_string_list_append (names, armada_report_words_for_format_briefly (values[i]));
      else
        gtk_string_list_append (names, values[i]);
      if (g_strcmp0 (values[i], chosen) == 0)
        selected = i + 1;
    }
  g_strfreev (self->values[choice]);
  self->values[choice] = values;
  adw_combo_row_set_model (row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (row, selected);
  gtk_widget_set_visible (GTK_WIDGET (row), values[0] != NULL);
}

/**
 * armada_report_filters_update:
 *
 * Offers what the reports have now.
 */
void
armada_report_filters_update (ArmadaReportFilters *self)
{
  self->setting = TRUE;
  for (guint i = 0; i < N_CHOICES; i++)
    update_choice (self, (ArmadaArchiveValues) i);
  self->setting = FALSE;
  gtk_widget_set_sensitive (self->clear_button, armada_report_filters_count (self) > 0);
}

/* Returns: whether a period is chosen */
static gboolean
find_period (ArmadaReportFilters *self, char **first, char **last)
{
  guint selected = adw_combo_row_get_selected (self->period_row);
  g_autoptr (GDateTime) here = g_date_time_new_from_unix_local (self->now);
  gint64 offset = g_date_time_get_utc_offset (here) / G_TIME_SPAN_SECOND;
  gint64 from, to;

  if (selected == 0)
    return FALSE;
  armada_history_period_find ((ArmadaHistoryPeriod) (selected - 1), self->now + offset, &from, &to);
  *first = armada_report_words_write_time (from);
  *last = armada_report_words_write_time (to);
  (*first)[10] = (*last)[10] = '\0';
  return TRUE;
}

/**
 * armada_report_filters_apply:
 * @words: that are looked for, "" any
 *
 * Has the view show what is chosen.
 */
void
armada_report_filters_apply (ArmadaReportFilters *self, const char *words)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  ArmadaArchiveFilter filter = {
    .words = words,
    .type_name = get_value (self, ARMADA_ARCHIVE_TYPE_NAMES),
    .format = get_value (self, ARMADA_ARCHIVE_FORMATS),
    .vehicle = get_value (self, ARMADA_ARCHIVE_VEHICLES),
    .tag = get_value (self, ARMADA_ARCHIVE_TAGS),
    .batch = get_value (self, ARMADA_ARCHIVE_BATCHES),
    .favourites = adw_switch_row_get_active (self->favourites_row),
  };

  if (find_period (self, &first, &last))
    {
      filter.from = first;
      filter.to = last;
    }
  armada_archive_view_set_filter (self->view, &filter);
}

/**
 * armada_report_filters_clear:
 *
 * Chooses any of everything.
 */
void
armada_report_filters_clear (ArmadaReportFilters *self)
{
  self->setting = TRUE;
  adw_switch_row_set_active (self->favourites_row, FALSE);
  adw_combo_row_set_selected (self->period_row, 0);
  for (guint i = 0; i < N_CHOICES; i++)
    adw_combo_row_set_selected (get_row (self, (ArmadaArchiveValues) i), 0);
  self->setting = FALSE;
  changed_cb (self);
}

/**
 * armada_report_filters_count:
 *
 * Returns: how many choices are not any
 */
guint
armada_report_filters_count (ArmadaReportFilters *self)
{
  guint n = adw_switch_row_get_active (self->favourites_row) +
            (adw_combo_row_get_selected (self->period_row) > 0);

  for (guint i = 0; i < N_CHOICES; i++)
    n += get_value (self, (ArmadaArchiveValues) i) != NULL;
  return n;
}
