/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-inbox-summary"

#include "alerts/armada-inbox-summary.h"

#include <glib/gi18n.h>

#include "alerts/armada-incident-words.h"
#include "api/armada-alert-counts-reader.h"
#include "api/armada-error.h"
#include "app/armada-bar-list.h"
#include "app/armada-item-words.h"
#include "app/armada-words.h"
#include "replay/armada-moment-row.h"
#include "sync/armada-inbox-counts.h"

#define DAY 86400
#define MOST_DAYS 62 /* that have a bar */

/* What the rows of the period stand for. */
static const ArmadaIncidentPeriod periods[] = {
  ARMADA_INCIDENT_TODAY,
  ARMADA_INCIDENT_LAST_7_DAYS,
  ARMADA_INCIDENT_LAST_30_DAYS,
  ARMADA_INCIDENT_BETWEEN,
};

/* What a bar stands for. */
typedef struct
{
  char *type; /* (nullable): all */
  gint64 from;
  gint64 to; /* 0: until now */
} Bar;

/*
 * ArmadaInboxSummary: the store counts at once, then the server, who may not. Whose number is shown
 * is said beside it: where the server counts, its numbers are those of the types; the days are
 * always counted here. A bar is a filter.
 */
struct _ArmadaInboxSummary
{
  AdwDialog parent_instance;

  ArmadaInbox *inbox;
  GCancellable *cancellable; /* of what is being counted */
  ArmadaIncidentFilter *filter;
  gint64 now;
  int zone;
  gboolean setting;
  GPtrArray *own;      /* (nullable) of ArmadaIncidentCount */
  ArmadaPage *server;  /* (nullable) of ArmadaAlertCountRecord */
  gboolean zone_known; /* whether the server was asked by its own clock */
  GError *own_error;
  GError *server_error;
  GArray *type_bars; /* of Bar */
  GArray *day_bars;  /* of Bar */

  AdwComboRow *period_row;
  ArmadaMomentRow *from_row;
  ArmadaMomentRow *to_row;
  GtkStack *stack;
  AdwStatusPage *nothing;
  GtkBox *bars;
  ArmadaBarList *types;
  ArmadaBarList *days;
};

G_DEFINE_FINAL_TYPE (ArmadaInboxSummary, armada_inbox_summary, ADW_TYPE_DIALOG)

static guint chosen_signal;

static void
bar_clear (gpointer data)
{
  g_free (((Bar *) data)->type);
}

static GArray *
new_bars (void)
{
  GArray *bars = g_array_new (FALSE, FALSE, sizeof (Bar));

  g_array_set_clear_func (bars, bar_clear);
  return bars;
}

static void
find_period (ArmadaInboxSummary *self, gint64 *from, gint64 *to)
{
  armada_incident_filter_find_period (self->filter, self->now, self->zone, from, to);
}

static void
choose (ArmadaInboxSummary *self, const GArray *bars, guint i)
{
  g_autoptr (ArmadaIncidentFilter) filter = armada_incident_filter_copy (self->filter);
  const Bar *bar = &g_array_index (bars, Bar, i);

  if (bar->type != NULL && *bar->type != '\0')
    armada_incident_filter_toggle_type (filter, bar->type);
  if (bar->from != 0)
    {
      filter->period = ARMADA_INCIDENT_BETWEEN;
      filter->from = bar->from;
      filter->to = bar->to;
    }
  g_signal_emit (self, chosen_signal, 0, filter);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
type_cb (ArmadaInboxSummary *self, guint i)
{
  choose (self, self->type_bars, i);
}

static void
day_cb (ArmadaInboxSummary *self, guint i)
{
  choose (self, self->day_bars, i);
}

static void
add_type (ArmadaInboxSummary *self, const char *type, const char *title, guint n)
{
  const char *known = armada_words_for_event_type (type);
  g_autofree char *words = armada_incident_words_for_type (type);

  armada_bar_list_add (self->types, known == NULL && *title != '\0' ? title : words, n, NULL);
  g_array_append_val (self->type_bars, ((Bar) { .type = g_strdup (type) }));
}

typedef struct
{
  const char *type;
  const char *title;
  gint64 n;
} TypeCount;

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  const TypeCount *one = a, *other = b;

  return one->n != other->n ? (one->n < other->n) - (one->n > other->n)
                            : g_strcmp0 (one->type, other->type);
}

/* Servers name all the types that they know; those of which there was none are no bars. */
static GArray *
take_server (ArmadaInboxSummary *self)
{
  GArray *sums = g_array_new (FALSE, FALSE, sizeof (TypeCount));

  for (guint i = 0; i < self->server->records->len; i++)
    {
      const ArmadaAlertCountRecord *count = self->server->records->pdata[i];

      if (count->count > 0)
        g_array_append_val (sums, ((TypeCount) { count->type, count->title, count->count }));
    }
  return sums;
}

static GArray *
sum_own (ArmadaInboxSummary *self)
{
  GArray *sums = g_array_new (FALSE, FALSE, sizeof (TypeCount));

  for (guint i = 0; i < self->own->len; i++)
    {
      const ArmadaIncidentCount *count = self->own->pdata[i];
      guint k = 0;

      while (k < sums->len && !g_str_equal (g_array_index (sums, TypeCount, k).type, count->type))
        k++;
      if (k == sums->len)
        g_array_append_val (sums, ((TypeCount) { count->type, "", 0 }));
      g_array_index (sums, TypeCount, k).n += count->n_events;
    }
  return sums;
}

/* Returns: (transfer full): whose count the types are */
static char *
words_for_source (ArmadaInboxSummary *self)
{
  g_autofree char *why = NULL;

  if (self->server != NULL)
    return g_strdup (self->zone_known
                         ? _ ("Events as the server counts them.")
                         : _ ("Events as the server counts them, asked by this computer’s clock: "
                              "the account’s is known once a history was fetched."));
  if (self->server_error == NULL)
    return g_strdup (_ ("Events as counted on this computer; the server is being asked."));
  if (g_error_matches (self->server_error, ARMADA_ERROR, ARMADA_ERROR_MISSING))
    return g_strdup (_ ("Events as counted on this computer: this server does not count them."));
  why = armada_words_for_error (self->server_error);
  /* Translators: %s is a sentence that says why the server does not */
  return g_strdup_printf (_ ("Events as counted on this computer. %s"), why);
}

static guint
show_types (ArmadaInboxSummary *self)
{
  g_autoptr (GArray) sums = self->server ? take_server (self) : sum_own (self);
  g_autofree char *source = words_for_source (self);

  g_array_sort (sums, compare_counts);
  g_array_set_size (self->type_bars, 0);
  armada_bar_list_begin (self->types);
  for (guint i = 0; i < sums->len; i++)
    {
      const TypeCount *sum = &g_array_index (sums, TypeCount, i);

      add_type (self, sum->type, sum->title, (guint) MIN (sum->n, G_MAXUINT));
    }
  armada_bar_list_end (self->types, source);
  return sums->len;
}

static guint
sum_day (ArmadaInboxSummary *self, gint64 day)
{
  guint n = 0;

  for (guint i = 0; i < self->own->len; i++)
    {
      const ArmadaIncidentCount *count = self->own->pdata[i];

      n += count->day == day ? count->n_events : 0;
    }
  return n;
}

/* Returns: (transfer full): where the days' numbers come from, and what they lack */
static char *
words_for_days (ArmadaInboxSummary *self, gint64 from, gboolean cut)
{
  gint64 known = armada_event_watcher_get_known_from (armada_inbox_get_watcher (self->inbox));
  g_autofree char *since = armada_words_for_time (known);

  if (cut)
    return g_strdup_printf (_ ("Events as counted on this computer, of the last %d days."),
                            MOST_DAYS);
  if (known == 0 || known <= from)
    return g_strdup (_ ("Events as counted on this computer."));
  /* Translators: %s is a date and a time */
  return g_strdup_printf (_ ("Events as counted on this computer, which knows of all since %s."),
                          since);
}

/* The newest first. A day on which nothing happened has a bar, too. */
static void
show_days (ArmadaInboxSummary *self)
{
  gint64 from, to, day;
  guint n = 0;
  g_autofree char *note = NULL;

  find_period (self, &from, &to);
  day = ((to != 0 ? to - 1 : self->now) + self->zone) / DAY * DAY - self->zone;
  g_array_set_size (self->day_bars, 0);
  armada_bar_list_begin (self->days);
  for (; n < MOST_DAYS && day + DAY > from; n++, day -= DAY)
    {
      g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (day + self->zone);
      g_autofree char *text = g_date_time_format (date, "%Y-%m-%d");
      g_autofree char *words = armada_words_for_day (text, self->now);
      const Bar bar = { NULL, MAX (day, from), to != 0 ? MIN (day + DAY, to) : day + DAY };

      armada_bar_list_add (self->days, words, sum_day (self, day), NULL);
      g_array_append_val (self->day_bars, bar);
    }
  note = words_for_days (self, from, day + DAY > from);
  armada_bar_list_end (self->days, note);
}

static void
show (ArmadaInboxSummary *self)
{
  g_autofree char *source = NULL;
  g_autofree char *why = NULL;

  if (self->own == NULL && self->own_error == NULL)
    return; /* the store is quick: the server's are shown together with its */
  if (self->own != NULL && (show_types (self) > 0 || self->own->len > 0))
    {
      show_days (self);
      gtk_stack_set_visible_child_name (self->stack, "bars");
      return;
    }
  source = words_for_source (self);
  if (self->own_error != NULL)
    why = armada_words_for_store_error (self->own_error);
  else
    why = g_strdup_printf ("%s\n%s", _ ("Nothing happened in this period."), source);
  adw_status_page_set_description (self->nothing, why);
  gtk_stack_set_visible_child_name (self->stack, "nothing");
}

static void
own_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaInboxSummary) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) counts =
      armada_store_count_incidents_finish (ARMADA_STORE (source), result, &error);

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  self->own = g_steal_pointer (&counts);
  self->own_error = g_steal_pointer (&error);
  show (self);
}

static void
server_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaInboxSummary) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean zone_known;
  g_autoptr (ArmadaPage) page = armada_inbox_ask_counts_finish (result, &zone_known, &error);

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  self->server = g_steal_pointer (&page);
  self->zone_known = zone_known;
  self->server_error = g_steal_pointer (&error);
  show (self);
}

static void
forget (ArmadaInboxSummary *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->own, g_ptr_array_unref);
  g_clear_pointer (&self->server, armada_page_free);
  g_clear_error (&self->own_error);
  g_clear_error (&self->server_error);
}

static void
count (ArmadaInboxSummary *self)
{
  ArmadaClock *clock = armada_inbox_get_clock (self->inbox);
  gint64 from, to;

  forget (self);
  self->cancellable = g_cancellable_new ();
  self->now = armada_clock_get_time (clock);
  self->zone = armada_clock_get_zone (clock);
  find_period (self, &from, &to);
  armada_store_count_incidents_async (
      armada_inbox_get_store (self->inbox), armada_inbox_get_account (self->inbox), self->filter,
      self->now, self->zone, self->cancellable, own_cb, g_object_ref (self));
  armada_inbox_ask_counts_async (self->inbox, from, to, self->zone, self->cancellable, server_cb,
                                 g_object_ref (self));
}

static void
show_times (ArmadaInboxSummary *self)
{
  gint64 from, to;

  find_period (self, &from, &to);
  self->setting = TRUE;
  armada_moment_row_set_time (self->from_row, from + self->zone);
  armada_moment_row_set_time (self->to_row, (to != 0 ? to : self->now) + self->zone);
  armada_moment_row_set_problem (self->to_row, NULL);
  self->setting = FALSE;
}

static void
period_cb (ArmadaInboxSummary *self)
{
  guint selected = adw_combo_row_get_selected (self->period_row);

  if (!self->setting && selected < G_N_ELEMENTS (periods) - 1)
    armada_inbox_summary_set_period (self, periods[selected]);
}

static void
select_period (ArmadaInboxSummary *self, ArmadaIncidentPeriod period)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (periods) - 1 && periods[i] != period)
    i++;
  self->filter->period = period;
  self->setting = TRUE;
  adw_combo_row_set_selected (self->period_row, i);
  self->setting = FALSE;
}

static void
count_between (ArmadaInboxSummary *self, gint64 from, gint64 to)
{
  self->filter->from = from;
  self->filter->to = to;
  select_period (self, ARMADA_INCIDENT_BETWEEN);
  count (self);
}

/* Who sets a time by hand wants a period of their own. */
static void
moment_cb (ArmadaInboxSummary *self)
{
  gint64 from, to;

  if (self->setting || !armada_moment_row_get_time (self->from_row, &from) ||
      !armada_moment_row_get_time (self->to_row, &to))
    return;
  armada_moment_row_set_problem (self->to_row,
                                 to > from ? NULL : _ ("This is before the beginning."));
  if (to > from)
    count_between (self, from - self->zone, to - self->zone);
}

static void
armada_inbox_summary_dispose (GObject *object)
{
  ArmadaInboxSummary *self = ARMADA_INBOX_SUMMARY (object);

  forget (self);
  g_clear_object (&self->inbox);
  G_OBJECT_CLASS (armada_inbox_summary_parent_class)->dispose (object);
}

static void
armada_inbox_summary_finalize (GObject *object)
{
  ArmadaInboxSummary *self = ARMADA_INBOX_SUMMARY (object);

  armada_incident_filter_free (self->filter);
  g_array_unref (self->type_bars);
  g_array_unref (self->day_bars);
  G_OBJECT_CLASS (armada_inbox_summary_parent_class)->finalize (object);
}

static void
armada_inbox_summary_class_init (ArmadaInboxSummaryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_inbox_summary_dispose;
  G_OBJECT_CLASS (klass)->finalize = armada_inbox_summary_finalize;
  g_type_ensure (ARMADA_TYPE_MOMENT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-inbox-summary.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaInboxSummary, period_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaInboxSummary, from_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaInboxSummary, to_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaInboxSummary, stack);
  gtk_widget_class_bind_template_child (widget_class, ArmadaInboxSummary, nothing);
  gtk_widget_class_bind_template_child (widget_class, ArmadaInboxSummary, bars);
  gtk_widget_class_bind_template_callback (widget_class, period_cb);
  gtk_widget_class_bind_template_callback (widget_class, moment_cb);
  chosen_signal = g_signal_new ("chosen", ARMADA_TYPE_INBOX_SUMMARY, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, ARMADA_TYPE_INCIDENT_FILTER);
}

static ArmadaBarList *
add_list (ArmadaInboxSummary *self, const char *title, GCallback chosen)
{
  GtkWidget *list = armada_bar_list_new (title);

  g_signal_connect_swapped (list, "chosen", chosen, self);
  gtk_box_append (self->bars, list);
  return ARMADA_BAR_LIST (list);
}

static void
armada_inbox_summary_init (ArmadaInboxSummary *self)
{
  self->setting = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filter = armada_incident_filter_new ();
  self->type_bars = new_bars ();
  self->day_bars = new_bars ();
  self->types = add_list (self, _ ("By Type"), G_CALLBACK (type_cb));
  self->days = add_list (self, _ ("By Day"), G_CALLBACK (day_cb));
  self->setting = FALSE;
}

/**
 * armada_inbox_summary_new:
 *
 * Returns: (transfer floating): a dialog that counts the last seven days as soon as it is there
 */
AdwDialog *
armada_inbox_summary_new (ArmadaInbox *inbox)
{
  ArmadaInboxSummary *self = g_object_new (ARMADA_TYPE_INBOX_SUMMARY, NULL);

  self->inbox = g_object_ref (inbox);
  armada_inbox_summary_set_period (self, ARMADA_INCIDENT_LAST_7_DAYS);
  return ADW_DIALOG (self);
}

/**
 * armada_inbox_summary_set_period:
 * @period: one that the dialog offers, and that needs no times
 *
 * Counts it.
 */
void
armada_inbox_summary_set_period (ArmadaInboxSummary *self, ArmadaIncidentPeriod period)
{
  select_period (self, period);
  count (self);
  show_times (self);
}

/**
 * armada_inbox_summary_set_times:
 * @from: UNIX seconds
 * @to: UNIX seconds, not itself
 *
 * Counts just that time.
 */
void
armada_inbox_summary_set_times (ArmadaInboxSummary *self, gint64 from, gint64 to)
{
  count_between (self, from, to);
  show_times (self);
}
