/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-month-view"

#include "boards/armada-month-view.h"

#include <glib/gi18n.h>
#include <langinfo.h>
#include <math.h>

#include "boards/armada-maintenance-words.h"
#include "fleet/armada-list-row.h"

#define WEEKS 6
#define DAYS (7 * WEEKS)

/* One day of the grid. */
typedef struct
{
  GtkWidget *button;
  GtkLabel *number;
  GtkLabel *marks;
} DayCell;

/*
 * ArmadaMonthView: six weeks, each day a button that says how much falls due; below them what falls
 * due on the chosen one.
 */
struct _ArmadaMonthView
{
  AdwBreakpointBin parent_instance;

  ArmadaBoard *board; /* (nullable), borrowed: we are a page of it */
  guint column;       /* whose key is the day */
  gint64 today;
  int year;
  int month; /* 1 to 12 */
  gint64 chosen;
  DayCell cells[DAYS];

  GtkLabel *title;
  GtkLabel *outside;
  GtkGrid *grid;
  GtkLabel *day_title;
  GtkWidget *nothing; /* that is due on the day */
  GtkListBox *day_list;
};

G_DEFINE_FINAL_TYPE (ArmadaMonthView, armada_month_view, ADW_TYPE_BREAKPOINT_BIN)

static guint chosen_signal;

/* 0 Sunday to 6 Saturday: on which day weeks begin where the reader lives. */
static int
get_week_start (void)
{
  /* glibc gives the first day as 1 to 7, from the day that stands in _NL_TIME_WEEK_1STDAY */
  int first = nl_langinfo (_NL_TIME_FIRST_WEEKDAY)[0];
  int base = (int) (gintptr) nl_langinfo (_NL_TIME_WEEK_1STDAY) == 19971130 ? 0 : 1;

  return (first - 1 + base) % 7;
}

/* 1 January 1970 was a Thursday. */
static int
get_weekday (gint64 day)
{
  return (int) (((day + 4) % 7 + 7) % 7);
}

static gint64
get_first_of_month (ArmadaMonthView *self)
{
  g_autofree char *text = g_strdup_printf ("%04d-%02d-01", self->year, self->month);

  return armada_day_from_text (text);
}

static gint64
get_first_shown (ArmadaMonthView *self)
{
  gint64 first = get_first_of_month (self);

  return first - (get_weekday (first) - get_week_start () + 7) % 7;
}

static gint64
get_day (ArmadaMonthView *self, ArmadaBoardRow *row)
{
  double key = armada_board_row_get_key (row, self->column);

  return isfinite (key) ? (gint64) key : ARMADA_DAY_NONE;
}

/* Returns: (transfer container) (element-type ArmadaBoardRow): those of @day */
static GPtrArray *
find_rows (ArmadaMonthView *self, gint64 day)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *rows = self->board ? armada_board_get_shown (self->board) : NULL;

  for (guint i = 0; rows != NULL && i < g_list_model_get_n_items (rows); i++)
    {
      ArmadaBoardRow *row = g_list_model_get_item (rows, i);

      if (get_day (self, row) == day)
        g_ptr_array_add (found, row);
      else
        g_object_unref (row);
    }
  return found;
}

static char *
words_for_count (guint n)
{
  /* Translators: how much maintenance falls due on a day */
  return g_strdup_printf (ngettext ("%u due", "%u due", n), n);
}

static void
show_cell (ArmadaMonthView *self, guint i, const guint *counts)
{
  DayCell *cell = &self->cells[i];
  gint64 day = get_first_shown (self) + i;
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (day * 86400);
  g_autofree char *number = g_strdup_printf ("%d", g_date_time_get_day_of_month (date));
  g_autofree char *count = words_for_count (counts[i]);
  g_autofree char *long_day = armada_words_for_long_day (day);
  g_autofree char *name = g_strdup_printf ("%s, %s", long_day, count);
  gboolean inside = g_date_time_get_month (date) == self->month;
  const char *classes[] = { "flat",
                            "month-day",
                            day == self->today ? "today" : "day",
                            inside ? "inside" : "outside",
                            counts[i] > 0 ? "busy" : "idle",
                            day == self->chosen ? "chosen" : "other",
                            NULL };

  gtk_label_set_label (cell->number, number);
  gtk_label_set_label (cell->marks, counts[i] > 0 ? count : "");
  gtk_widget_set_css_classes (cell->button, classes);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  counts[i] > 0 ? name : long_day, -1);
}

/* Counts what falls on each day shown; what has no day is told beside the month. */
static void
count_rows (ArmadaMonthView *self, guint *counts, guint *n_without)
{
  GListModel *rows = self->board ? armada_board_get_shown (self->board) : NULL;
  gint64 first = get_first_shown (self);

  for (guint i = 0; rows != NULL && i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (ArmadaBoardRow) row = g_list_model_get_item (rows, i);
      gint64 day = get_day (self, row);

      if (day == ARMADA_DAY_NONE)
        ++*n_without;
      else if (day >= first && day < first + DAYS)
        counts[day - first]++;
    }
}

static void
show_day (ArmadaMonthView *self)
{
  g_autoptr (GPtrArray) rows = find_rows (self, self->chosen);
  g_autofree char *title = armada_words_for_long_day (self->chosen);

  gtk_label_set_label (self->day_title, title);
  gtk_list_box_remove_all (self->day_list);
  for (guint i = 0; i < rows->len; i++)
    {
      ArmadaBoardRow *row = rows->pdata[i];
      GtkWidget *line = armada_list_row_new ();
      gint64 id = armada_board_row_get_id (row);

      armada_list_row_set_texts (ARMADA_LIST_ROW (line), armada_board_row_get_text (row, 0),
                                 armada_board_row_get_text (row, 1),
                                 armada_board_row_get_text (row, 2),
                                 armada_board_row_get_style (row));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (line), TRUE);
      g_object_set_data_full (G_OBJECT (line), "id", g_memdup2 (&id, sizeof id), g_free);
      gtk_list_box_append (self->day_list, line);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->day_list), rows->len > 0);
  gtk_widget_set_visible (self->nothing, rows->len == 0);
}

static void
choose_cb (GtkWidget *button, ArmadaMonthView *self)
{
  guint i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "cell"));

  self->chosen = get_first_shown (self) + i;
  armada_month_view_update (self);
}

static void
row_activated_cb (ArmadaMonthView *self, GtkListBoxRow *row)
{
  const gint64 *id = g_object_get_data (G_OBJECT (row), "id");

  g_signal_emit (self, chosen_signal, 0, *id);
}

static void
previous_cb (ArmadaMonthView *self)
{
  armada_month_view_move (self, -1);
}

static void
next_cb (ArmadaMonthView *self)
{
  armada_month_view_move (self, 1);
}

static void
show_month_of (ArmadaMonthView *self, gint64 day)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (day * 86400);

  self->year = g_date_time_get_year (date);
  self->month = g_date_time_get_month (date);
  self->chosen = day;
  armada_month_view_update (self);
}

static void
today_cb (ArmadaMonthView *self)
{
  show_month_of (self, self->today);
}

static void
armada_month_view_class_init (ArmadaMonthViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-month-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaMonthView, title);
  gtk_widget_class_bind_template_child (widget_class, ArmadaMonthView, outside);
  gtk_widget_class_bind_template_child (widget_class, ArmadaMonthView, grid);
  gtk_widget_class_bind_template_child (widget_class, ArmadaMonthView, day_title);
  gtk_widget_class_bind_template_child (widget_class, ArmadaMonthView, nothing);
  gtk_widget_class_bind_template_child (widget_class, ArmadaMonthView, day_list);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, today_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
make_cell (ArmadaMonthView *self, guint i)
{
  DayCell *cell = &self->cells[i];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  cell->button = gtk_button_new ();
  cell->number = GTK_LABEL (gtk_label_new (NULL));
  cell->marks = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (cell->number, 0);
  gtk_label_set_xalign (cell->marks, 0);
  gtk_label_set_ellipsize (cell->marks, PANGO_ELLIPSIZE_END);
  gtk_widget_set_css_classes (GTK_WIDGET (cell->number), (const char *[]) { "tnum", NULL });
  gtk_widget_set_css_classes (GTK_WIDGET (cell->marks),
                              (const char *[]) { "caption", "marks", NULL });
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (cell->number));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (cell->marks));
  gtk_button_set_child (GTK_BUTTON (cell->button), box);
  g_object_set_data (G_OBJECT (cell->button), "cell", GUINT_TO_POINTER (i));
  g_signal_connect (cell->button, "clicked", G_CALLBACK (choose_cb), self);
  gtk_grid_attach (self->grid, cell->button, (int) i % 7, (int) i / 7 + 1, 1, 1);
}

static void
make_heads (ArmadaMonthView *self)
{
  for (int i = 0; i < 7; i++)
    {
      int weekday = (get_week_start () + i) % 7;
      /* 4 January 1970 was a Sunday */
      g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc ((3 + weekday) * 86400);
      g_autofree char *name = g_date_time_format (date, "%a");
      GtkWidget *label = gtk_label_new (name);

      gtk_widget_set_css_classes (label, (const char *[]) { "caption", "dim-label", NULL });
      gtk_grid_attach (self->grid, label, i, 0, 1, 1);
    }
}

static void
armada_month_view_init (ArmadaMonthView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  make_heads (self);
  for (guint i = 0; i < DAYS; i++)
    make_cell (self, i);
}

GtkWidget *
armada_month_view_new (void)
{
  return g_object_new (ARMADA_TYPE_MONTH_VIEW, NULL);
}

/**
 * armada_month_view_set_board:
 * @board: of which we are a page
 * @column: whose key is a day counted from 1 January 1970
 * @today: likewise
 */
void
armada_month_view_set_board (ArmadaMonthView *self, ArmadaBoard *board, guint column, gint64 today)
{
  g_return_if_fail (ARMADA_IS_MONTH_VIEW (self));

  self->board = board;
  self->column = column;
  self->today = today;
  g_signal_connect_object (armada_board_get_shown (board), "items-changed",
                           G_CALLBACK (armada_month_view_update), self, G_CONNECT_SWAPPED);
  show_month_of (self, today);
}

/**
 * armada_month_view_move:
 * @months: forth, or back when less than 0
 */
void
armada_month_view_move (ArmadaMonthView *self, int months)
{
  int month = self->year * 12 + self->month - 1 + months;

  self->year = CLAMP (month / 12, 1971, 2199);
  self->month = month % 12 + 1;
  self->chosen = get_first_of_month (self);
  armada_month_view_update (self);
}

/**
 * armada_month_view_update:
 *
 * What the board shows, or the month, is another.
 */
void
armada_month_view_update (ArmadaMonthView *self)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (get_first_of_month (self) * 86400);
  /* Translators: strftime: a month and its year, as in "March 2026" */
  g_autofree char *title = g_date_time_format (date, _ ("%OB %Y"));
  g_autofree char *outside = NULL;
  guint counts[DAYS] = { 0 }, n_without = 0;

  count_rows (self, counts, &n_without);
  for (guint i = 0; i < DAYS; i++)
    show_cell (self, i, counts);
  gtk_label_set_label (self->title, title);
  outside =
      g_strdup_printf (ngettext ("%u without a day", "%u without a day", n_without), n_without);
  gtk_label_set_label (self->outside, n_without > 0 ? outside : "");
  show_day (self);
}
