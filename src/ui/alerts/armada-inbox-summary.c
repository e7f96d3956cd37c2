/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-inbox-summary"

#include "alerts/armada-inbox-summary.h"

#include <glib/gi18n.h>

#include "alerts/armada-incident-words.h"
#include "app/armada-words.h"

#define DAY 86400

/*
 * How much happened in the last seven days, as bars: one for each type and one for each day. They
 * are our own count of the events in the store, and say so. A bar is a filter.
 */
struct _ArmadaInboxSummary
{
  AdwDialog parent_instance;

  GCancellable *cancellable;
  gint64 now;
  int zone;
  GtkStack *stack;
  AdwStatusPage *status;
  GtkLabel *caption;
  GtkBox *types;
  GtkBox *days;
};

G_DEFINE_FINAL_TYPE (ArmadaInboxSummary, armada_inbox_summary, ADW_TYPE_DIALOG)

static guint chosen_signal;

static ArmadaIncidentFilter *
make_filter (void)
{
  ArmadaIncidentFilter *filter = armada_incident_filter_new ();

  filter->period = ARMADA_INCIDENT_LAST_7_DAYS;
  return filter;
}

static void
clicked_cb (GtkWidget *button, ArmadaInboxSummary *self)
{
  const ArmadaIncidentFilter *filter = g_object_get_data (G_OBJECT (button), "filter");

  g_signal_emit (self, chosen_signal, 0, filter);
  adw_dialog_close (ADW_DIALOG (self));
}

/* Takes over @filter. */
static void
add_bar (ArmadaInboxSummary *self,
         GtkBox *box,
         const char *words,
         guint n,
         guint most,
         ArmadaIncidentFilter *filter)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *label = gtk_label_new (words);
  GtkWidget *bar = gtk_level_bar_new_for_interval (0, MAX (most, 1));
  g_autofree char *number = g_strdup_printf ("%'u", n);
  g_autofree char *name = NULL;
  GtkWidget *count = gtk_label_new (number);

  gtk_level_bar_set_value (GTK_LEVEL_BAR (bar), n);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_FULL);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (count, "tnum");
  gtk_grid_set_row_spacing (GTK_GRID (grid), 3);
  gtk_grid_attach (GTK_GRID (grid), label, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), count, 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), bar, 0, 1, 2, 1);
  gtk_button_set_child (GTK_BUTTON (button), grid);
  gtk_widget_add_css_class (button, "flat");
  /* Translators: what a bar stands for, and how many events */
  name = g_strdup_printf (ngettext ("%s: %u event", "%s: %u events", n), words, n);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "filter", filter,
                          (GDestroyNotify) armada_incident_filter_free);
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_box_append (box, button);
}

typedef struct
{
  const char *type;
  guint n;
} TypeCount;

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  const TypeCount *one = a, *other = b;

  return one->n != other->n ? (one->n < other->n) - (one->n > other->n)
                            : g_strcmp0 (one->type, other->type);
}

static void
show_types (ArmadaInboxSummary *self, const GPtrArray *counts)
{
  g_autoptr (GArray) sums = g_array_new (FALSE, FALSE, sizeof (TypeCount));

  for (guint i = 0; i < counts->len; i++)
    {
      const ArmadaIncidentCount *count = counts->pdata[i];
      guint k = 0;

      while (k < sums->len && !g_str_equal (g_array_index (sums, TypeCount, k).type, count->type))
        k++;
      if (k == sums->len)
        g_array_append_val (sums, ((TypeCount) { count->type, 0 }));
      g_array_index (sums, TypeCount, k).n += count->n_events;
    }
  g_array_sort (sums, compare_counts);
  for (guint i = 0; i < sums->len; i++)
    {
      const TypeCount *sum = &g_array_index (sums, TypeCount, i);
      ArmadaIncidentFilter *filter = make_filter ();
      g_autofree char *words = armada_incident_words_for_type (sum->type);

      armada_incident_filter_toggle_type (filter, sum->type);
      add_bar (self, self->types, words, sum->n, g_array_index (sums, TypeCount, 0).n, filter);
    }
}

static guint
sum_day (const GPtrArray *counts, gint64 day)
{
  guint n = 0;

  for (guint i = 0; i < counts->len; i++)
    {
      const ArmadaIncidentCount *count = counts->pdata[i];

      n += count->day == day ? count->n_events : 0;
    }
  return n;
}

/* A day on which nothing happened has a bar, too. */
static void
show_days (ArmadaInboxSummary *self, const GPtrArray *counts)
{
  gint64 today = (self->now + self->zone) / DAY * DAY - self->zone;
  guint most = 0;

  for (int i = 0; i < 7; i++)
    most = MAX (most, sum_day (counts, today - i * DAY));
  for (int i = 0; i < 7; i++)
    {
      gint64 day = today - i * DAY;
      ArmadaIncidentFilter *filter = make_filter ();
      g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (day + self->zone);
      g_autofree char *text = g_date_time_format (date, "%Y-%m-%d");
      g_autofree char *words = armada_words_for_day (text, self->now);

      filter->period = ARMADA_INCIDENT_BETWEEN;
      filter->from = day;
      filter->to = day + DAY;
      add_bar (self, self->days, words, sum_day (counts, day), most, filter);
    }
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaInboxSummary) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) counts =
      armada_store_count_incidents_finish (ARMADA_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (counts == NULL || counts->len == 0)
    {
      g_autofree char *why = error ? armada_words_for_store_error (error) : NULL;

      adw_status_page_set_title (self->status, _ ("Nothing to Count"));
      adw_status_page_set_description (self->status,
                                       why ? why : _ ("Nothing happened in the last seven days."));
      gtk_stack_set_visible_child_name (self->stack, "nothing");
      return;
    }
  show_types (self, counts);
  show_days (self, counts);
  gtk_stack_set_visible_child_name (self->stack, "bars");
}

static GtkBox *
add_section (GtkBox *box, const char *title)
{
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *section = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (box, label);
  gtk_box_append (box, section);
  return GTK_BOX (section);
}

static GtkWidget *
make_bars (ArmadaInboxSummary *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));

  self->caption =
      GTK_LABEL (gtk_label_new (_ ("Events of the last seven days, as counted on this computer")));
  gtk_label_set_wrap (self->caption, TRUE);
  gtk_label_set_xalign (self->caption, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->caption), "dim-label");
  gtk_box_append (box, GTK_WIDGET (self->caption));
  self->types = add_section (box, _ ("By Type"));
  self->days = add_section (box, _ ("By Day"));
  g_object_set (box, "margin-start", 18, "margin-end", 18, "margin-bottom", 18, NULL);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (box));
  return scroller;
}

static void
armada_inbox_summary_dispose (GObject *object)
{
  g_cancellable_cancel (ARMADA_INBOX_SUMMARY (object)->cancellable);
  G_OBJECT_CLASS (armada_inbox_summary_parent_class)->dispose (object);
}

static void
armada_inbox_summary_finalize (GObject *object)
{
  g_clear_object (&ARMADA_INBOX_SUMMARY (object)->cancellable);
  G_OBJECT_CLASS (armada_inbox_summary_parent_class)->finalize (object);
}

static void
armada_inbox_summary_class_init (ArmadaInboxSummaryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = armada_inbox_summary_dispose;
  G_OBJECT_CLASS (klass)->finalize = armada_inbox_summary_finalize;
  chosen_signal = g_signal_new ("chosen", ARMADA_TYPE_INBOX_SUMMARY, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, ARMADA_TYPE_INCIDENT_FILTER);
}

static void
armada_inbox_summary_init (ArmadaInboxSummary *self)
{
  GtkWidget *view = adw_toolbar_view_new ();

  self->cancellable = g_cancellable_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  self->status = ADW_STATUS_PAGE (adw_status_page_new ());
  gtk_stack_add_named (self->stack, adw_spinner_new (), "loading");
  gtk_stack_add_named (self->stack, make_bars (self), "bars");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->status), "nothing");
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->stack));
  adw_dialog_set_child (ADW_DIALOG (self), view);
  adw_dialog_set_title (ADW_DIALOG (self), _ ("What Happened"));
  adw_dialog_set_content_width (ADW_DIALOG (self), 440);
  adw_dialog_set_content_height (ADW_DIALOG (self), 640);
}

/**
 * armada_inbox_summary_new:
 * @zone: seconds east of UTC of the clock whose days are counted
 *
 * Returns: (transfer floating): a dialog that counts as soon as it is there
 */
AdwDialog *
armada_inbox_summary_new (ArmadaInbox *inbox, int zone)
{
  ArmadaInboxSummary *self = g_object_new (ARMADA_TYPE_INBOX_SUMMARY, NULL);
  g_autoptr (ArmadaIncidentFilter) filter = make_filter ();

  self->now = armada_clock_get_time (armada_inbox_get_clock (inbox));
  self->zone = zone;
  armada_store_count_incidents_async (armada_inbox_get_store (inbox),
                                      armada_inbox_get_account (inbox), filter, self->now, zone,
                                      self->cancellable, counted_cb, g_object_ref (self));
  return ADW_DIALOG (self);
}
