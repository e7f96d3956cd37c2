/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-board"

#include "boards/armada-board.h"

#include <glib/gi18n.h>

#include "app/armada-words.h"
#include "boards/armada-board-cells.h"
#include "boards/armada-board-export.h"
#include "boards/armada-board-menu.h"
#include "boards/armada-board-nothing.h"
#include "boards/armada-board-rows.h"

#define OLD_SECONDS (10 * 60)

/*
 * ArmadaBoard: what every board has in common. The board that owns it fills it with rows.
 */
struct _ArmadaBoard
{
  AdwBreakpointBin parent_instance;

  const ArmadaBoardWords *words;
  const ArmadaBoardColumn *columns;
  guint n_columns;
  ArmadaClock *clock;
  GSimpleActionGroup *actions;
  ArmadaBoardStatus state; /* its error is ours */

  ArmadaBoardRows *rows;
  GtkSingleSelection *selection;
  guint n_classes;
  gboolean other_page;

  AdwOverlaySplitView *split;
  GtkLabel *details_title;
  AdwBin *details;
  GtkBox *top;
  GtkEditable *search;
  AdwWrapBox *chips;
  GtkLabel *count;
  GtkLabel *age;
  GtkProgressBar *progress;
  GtkWidget *stop;
  GtkStack *pages;
  GtkStack *shape;
  GtkColumnView *table;
  GtkListView *list;
  ArmadaBoardNothing *nothing;
  AdwBin *other;
};

G_DEFINE_FINAL_TYPE (ArmadaBoard, armada_board, ADW_TYPE_BREAKPOINT_BIN)

typedef enum
{
  PROP_SELECTED = 1
} ArmadaBoardProperty;
static GParamSpec *properties[PROP_SELECTED + 1];

enum
{
  RETRY,
  STOP,
  MESSAGE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* Which of its pages says what there is to say. */
static void
update_page (ArmadaBoard *self)
{
  const char *page = "status";

  if (self->words == NULL)
    return;
  if (self->other_page)
    page = "other";
  else if (armada_board_rows_get_n_shown (self->rows) > 0)
    page = "rows";
  else if (armada_board_rows_get_n (self->rows) > 0)
    armada_board_nothing_show_filtered (self->nothing);
  else
    armada_board_nothing_show_status (self->nothing, self->words, &self->state);
  gtk_stack_set_visible_child_name (self->pages, page);
}

static void
update_count (ArmadaBoard *self)
{
  guint n = armada_board_rows_get_n (self->rows);
  guint n_shown = armada_board_rows_get_n_shown (self->rows);
  g_autofree char *text = NULL;

  if (n_shown < n)
    /* Translators: how many things of a table are shown, and how many there are */
    text = g_strdup_printf (_ ("%'u of %'u"), n_shown, n);
  else
    text = g_strdup_printf ("%'u", n);
  gtk_label_set_label (self->count, text);
  gtk_widget_set_visible (GTK_WIDGET (self->count), n > 0);
}

static void
update_age (ArmadaBoard *self)
{
  gint64 now = armada_clock_get_time (self->clock);
  gboolean failed = self->state.error != NULL;
  g_autofree char *sentence = failed ? armada_words_for_error (self->state.error) : NULL;
  g_autofree char *age = armada_words_for_age (self->state.updated, now);
  /* Translators: how old a list is; %s is such as "12 min ago"; keep it short */
  g_autofree char *old = g_strdup_printf (_ ("as of %s"), age);
  gboolean is_old = self->state.updated > 0 && (failed || now - self->state.updated > OLD_SECONDS);
  g_autofree char *text = NULL;

  if (failed && is_old)
    /* Translators: two sentences: what failed, and how old what is shown is */
    text = g_strdup_printf (C_ ("board", "%s · %s"), sentence, old);
  else
    text = g_strdup (failed ? sentence : is_old ? old : "");
  gtk_label_set_label (self->age, armada_board_rows_get_n (self->rows) > 0 ? text : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->age), *text != '\0' ? text : NULL);
  gtk_widget_set_css_classes (
      GTK_WIDGET (self->age),
      (const char *[]) { "caption", "tnum", failed ? "warning" : "dim-label", NULL });
}

static void
update_progress (ArmadaBoard *self)
{
  gboolean counted = self->state.loading && self->state.n_total > 1;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->progress), counted);
  gtk_widget_set_visible (self->stop, counted);
  if (!counted)
    return;
  /* Translators: how many vehicles were asked for so far, and how many there are */
  text = g_strdup_printf (_ ("%'u of %'u vehicles"), self->state.n_done, self->state.n_total);
  gtk_progress_bar_set_fraction (self->progress, (double) self->state.n_done / self->state.n_total);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->progress), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
}

static void
update_actions (ArmadaBoard *self)
{
  const char *const for_any[] = { "copy-all", "save", "print" };
  gboolean any = armada_board_rows_get_n_shown (self->rows) > 0;

  for (guint i = 0; i < G_N_ELEMENTS (for_any); i++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), for_any[i])),
        any);
  g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), "copy")),
      armada_board_get_selected (self) != NULL);
}

/* What depends on which rows there are. */
static void
shown_cb (ArmadaBoard *self)
{
  update_page (self);
  update_count (self);
  update_actions (self);
}

static GtkWidget *
get_chip (ArmadaBoard *self, guint i)
{
  GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips));

  while (i-- > 0 && chip != NULL)
    chip = gtk_widget_get_next_sibling (chip);
  return chip;
}

static void
update_chips (ArmadaBoard *self)
{
  for (guint i = 0; i < self->n_classes + 1 && self->n_classes > 0; i++)
    {
      GtkWidget *chip = get_chip (self, i);
      GtkWidget *count = gtk_widget_get_last_child (gtk_button_get_child (GTK_BUTTON (chip)));
      guint n = armada_board_rows_count_class (self->rows, (int) i - 1);
      g_autofree char *text = g_strdup_printf ("%'u", n);

      gtk_label_set_label (GTK_LABEL (count), text);
      /* a filter that is on can be put off, whatever it shows */
      gtk_widget_set_visible (chip, n > 0 || i == 0 ||
                                        armada_board_rows_get_class (self->rows) == (int) i - 1);
    }
}

static void
filter_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  ArmadaBoard *self = user_data;

  g_simple_action_set_state (action, value);
  armada_board_rows_set_class (self->rows, g_variant_get_int32 (value));
  update_chips (self);
}

static void
search_changed_cb (ArmadaBoard *self)
{
  armada_board_rows_set_search (self->rows, gtk_editable_get_text (self->search));
}

static void
stop_search_cb (ArmadaBoard *self)
{
  gtk_editable_set_text (self->search, "");
  search_changed_cb (self);
  armada_board_focus_rows (self);
}

static void
cure_cb (ArmadaBoard *self)
{
  if (armada_board_rows_get_n (self->rows) == 0)
    {
      g_signal_emit (self, signals[RETRY], 0);
      return;
    }
  stop_search_cb (self);
  armada_board_show_class (self, ARMADA_BOARD_ALL_CLASSES);
}

static void
stop_cb (ArmadaBoard *self)
{
  g_signal_emit (self, signals[STOP], 0);
}

static void
selected_cb (ArmadaBoard *self)
{
  ArmadaBoardRow *row = armada_board_get_selected (self);

  gtk_label_set_label (self->details_title, row ? armada_board_row_get_text (row, 0) : "");
  if (row == NULL)
    adw_overlay_split_view_set_show_sidebar (self->split, FALSE);
  else if (!adw_overlay_split_view_get_collapsed (self->split) &&
           adw_bin_get_child (self->details) != NULL)
    adw_overlay_split_view_set_show_sidebar (self->split, TRUE);
  update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

static void
activate_cb (ArmadaBoard *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  if (adw_bin_get_child (self->details) == NULL)
    return;
  adw_overlay_split_view_set_show_sidebar (self->split, TRUE);
  if (adw_overlay_split_view_get_collapsed (self->split))
    gtk_widget_child_focus (GTK_WIDGET (self->details), GTK_DIR_TAB_FORWARD);
}

static void
close_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaBoard *self = user_data;

  if (adw_overlay_split_view_get_show_sidebar (self->split))
    {
      adw_overlay_split_view_set_show_sidebar (self->split, FALSE);
      armada_board_focus_rows (self);
    }
  else
    gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

static void
search_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaBoard *self = user_data;

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_select_region (self->search, 0, -1);
}

static void
copy_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_board_export_copy (user_data, FALSE);
}

static void
copy_all_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_board_export_copy (user_data, TRUE);
}

static void
save_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_board_export_csv (user_data);
}

static void
print_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_board_export_print (user_data);
}

/* Sorting again by what it is sorted by turns it round. */
static void
sort_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaBoard *self = user_data;
  GtkColumnViewSorter *sorter = GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (self->table));
  GtkColumnViewColumn *primary = gtk_column_view_sorter_get_primary_sort_column (sorter);
  const char *name = g_variant_get_string (parameter, NULL);
  gboolean again = primary != NULL && g_str_equal (gtk_column_view_column_get_id (primary), name);

  armada_board_sort (self, name,
                     again && gtk_column_view_sorter_get_primary_sort_order (sorter) ==
                                  GTK_SORT_ASCENDING);
}

static const GActionEntry entries[] = {
  { .name = "filter", .parameter_type = "i", .state = "-1", .change_state = filter_cb },
  { .name = "search", .activate = search_cb },
  { .name = "sort", .parameter_type = "s", .activate = sort_cb },
  { .name = "close", .activate = close_cb },
  { .name = "copy", .activate = copy_cb },
  { .name = "copy-all", .activate = copy_all_cb },
  { .name = "save", .activate = save_cb },
  { .name = "print", .activate = print_cb },
};

static void
armada_board_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((ArmadaBoardProperty) id)
    {
    case PROP_SELECTED:
      g_value_set_object (value, armada_board_get_selected (ARMADA_BOARD (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_board_dispose (GObject *object)
{
  ArmadaBoard *self = ARMADA_BOARD (object);

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  if (self->rows != NULL)
    g_signal_handlers_disconnect_by_data (armada_board_get_shown (self), self);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_object (&self->actions);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (armada_board_parent_class)->dispose (object);
}

static void
armada_board_finalize (GObject *object)
{
  ArmadaBoard *self = ARMADA_BOARD (object);

  g_clear_error ((GError **) &self->state.error);
  G_OBJECT_CLASS (armada_board_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, ArmadaBoard, split);
  gtk_widget_class_bind_template_child (klass, ArmadaBoard, details_title);
  gtk_widget_class_bind_template_child (klass, ArmadaBoard, details);
  gtk_widget_class_bind_template_child (klass, ArmadaBoard, top);
  gtk_widget_class_bind_template_child (klass, ArmadaBoard, search);
  gtk_widget_class_bind_template_child (klass, ArmadaBoard, chips);
  gtk_widget_class_bind_template_child (klass, ArmadaBoard, count);
  gtk_widget_class_bind_template_child (klass, ArmadaBoard, age);
  gtk_widget_class_bind_template_child (klass, ArmadaBoard, progress);
  gtk_widget_class_bind_template_child (klass, ArmadaBoard, stop);
  gtk_widget_class_bind_template_child (klass, ArmadaBoard, pages);
  gtk_widget_class_bind_template_child (klass, ArmadaBoard, shape);
  gtk_widget_class_bind_template_child (klass, ArmadaBoard, table);
  gtk_widget_class_bind_template_child (klass, ArmadaBoard, list);
  gtk_widget_class_bind_template_child (klass, ArmadaBoard, nothing);
  gtk_widget_class_bind_template_child (klass, ArmadaBoard, other);
  gtk_widget_class_bind_template_callback (klass, search_changed_cb);
  gtk_widget_class_bind_template_callback (klass, stop_search_cb);
  gtk_widget_class_bind_template_callback (klass, cure_cb);
  gtk_widget_class_bind_template_callback (klass, stop_cb);
  gtk_widget_class_bind_template_callback (klass, activate_cb);
}

static void
armada_board_class_init (ArmadaBoardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = armada_board_get_property;
  object_class->dispose = armada_board_dispose;
  object_class->finalize = armada_board_finalize;
  properties[PROP_SELECTED] =
      g_param_spec_object ("selected", NULL, NULL, ARMADA_TYPE_BOARD_ROW,
                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  signals[RETRY] = g_signal_new ("retry", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  signals[STOP] = g_signal_new ("stop", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  signals[MESSAGE] = g_signal_new ("message", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-board.ui");
  bind_children (widget_class);
}

static void
make_models (ArmadaBoard *self)
{
  GListModel *shown;

  self->rows = armada_board_rows_new (gtk_column_view_get_sorter (self->table));
  shown = armada_board_rows_get_shown (self->rows);
  self->selection = gtk_single_selection_new (g_object_ref (shown));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  gtk_column_view_set_model (self->table, GTK_SELECTION_MODEL (self->selection));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (selected_cb),
                            self);
  g_signal_connect_swapped (shown, "items-changed", G_CALLBACK (shown_cb), self);
}

static void
armada_board_init (ArmadaBoard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "board", G_ACTION_GROUP (self->actions));
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search), NULL);
  make_models (self);
}

/* The user gave the column a width: that one it keeps. */
static void
resized_cb (GtkColumnViewColumn *column)
{
  gtk_column_view_column_set_expand (column, FALSE);
}

static void
add_column (ArmadaBoard *self, guint i)
{
  const ArmadaBoardColumn *column = &self->columns[i];
  g_autoptr (GtkColumnViewColumn) view_column =
      gtk_column_view_column_new (column->title, armada_board_cells_new (i, column->kind));
  g_autoptr (GtkSorter) sorter = armada_board_cells_new_sorter (i);

  gtk_column_view_column_set_id (view_column, column->name);
  gtk_column_view_column_set_sorter (view_column, sorter);
  gtk_column_view_column_set_resizable (view_column, TRUE);
  gtk_column_view_column_set_fixed_width (
      view_column, (int) adw_length_unit_to_px (ADW_LENGTH_UNIT_SP, column->width,
                                                gtk_widget_get_settings (GTK_WIDGET (self))));
  gtk_column_view_column_set_expand (view_column, column->kind == ARMADA_COLUMN_TEXT);
  g_signal_connect (view_column, "notify::fixed-width", G_CALLBACK (resized_cb), NULL);
  gtk_column_view_append_column (self->table, view_column);
}

/**
 * armada_board_set_up:
 * @words: must live as long as @self
 * @columns: (array length=n_columns): likewise; the first one names the thing
 *
 * Once, before all else.
 */
void
armada_board_set_up (ArmadaBoard *self,
                     const ArmadaBoardWords *words,
                     const ArmadaBoardColumn *columns,
                     guint n_columns,
                     ArmadaClock *clock)
{
  g_autoptr (GtkListItemFactory) rows = NULL;

  g_return_if_fail (ARMADA_IS_BOARD (self) && self->words == NULL);

  self->words = words;
  self->columns = columns;
  self->n_columns = n_columns;
  self->clock = g_object_ref (clock);
  for (guint i = 0; i < n_columns; i++)
    add_column (self, i);
  rows = armada_board_cells_new_narrow (columns, n_columns);
  gtk_list_view_set_factory (self->list, rows);
  armada_board_menu_attach (self, GTK_WIDGET (self->table), GTK_WIDGET (self->list));
  g_object_set (self->search, "placeholder-text", words->search, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words->search, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->table), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words->name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words->name, -1);
  shown_cb (self);
}

static void
add_chip (ArmadaBoard *self, const char *name, int class)
{
  GtkWidget *chip = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
  GtkWidget *count = gtk_label_new (NULL);

  gtk_box_append (GTK_BOX (box), gtk_label_new (name));
  gtk_box_append (GTK_BOX (box), count);
  gtk_widget_add_css_class (count, "count");
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_add_css_class (chip, "chip");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (chip), "board.filter");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (chip), "i", class);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  adw_wrap_box_append (self->chips, chip);
}

/**
 * armada_board_set_classes:
 * @names: (array length=n): translated: what rows of each class are called, as filters
 */
void
armada_board_set_classes (ArmadaBoard *self, const char *const *names, guint n)
{
  g_return_if_fail (ARMADA_IS_BOARD (self));

  self->n_classes = n;
  add_chip (self, C_ ("filter", "All"), ARMADA_BOARD_ALL_CLASSES);
  for (guint i = 0; i < n; i++)
    add_chip (self, names[i], (int) i);
  update_chips (self);
}

/**
 * armada_board_set_details:
 * @details: what there is to say of the chosen row
 */
void
armada_board_set_details (ArmadaBoard *self, GtkWidget *details)
{
  adw_bin_set_child (self->details, details);
}

/**
 * armada_board_add_top:
 * @widget: stands above the table, below the search
 */
void
armada_board_add_top (ArmadaBoard *self, GtkWidget *widget)
{
  gtk_box_insert_child_after (self->top, widget,
                              gtk_widget_get_first_child (GTK_WIDGET (self->top)));
}

/**
 * armada_board_add_page:
 * @page: another view of the same things
 */
void
armada_board_add_page (ArmadaBoard *self, GtkWidget *page)
{
  adw_bin_set_child (self->other, page);
}

void
armada_board_show_page (ArmadaBoard *self, gboolean show)
{
  self->other_page = show;
  update_page (self);
}

static gboolean
is_at_top (ArmadaBoard *self)
{
  GtkWidget *scrolled = gtk_stack_get_visible_child (self->shape);

  return gtk_adjustment_get_value (
             gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled))) <= 0;
}

static void
scroll_to_top (ArmadaBoard *self)
{
  gtk_list_view_scroll_to (self->list, 0, GTK_LIST_SCROLL_NONE, NULL);
  gtk_column_view_scroll_to (self->table, 0, NULL, GTK_LIST_SCROLL_NONE, NULL);
}

/**
 * armada_board_put_rows:
 * @rows: (element-type ArmadaBoardRow): all there are; those like ones that are there already stay
 *   the same objects
 */
void
armada_board_put_rows (ArmadaBoard *self, GPtrArray *rows)
{
  ArmadaBoardRow *selected = armada_board_get_selected (self);
  gint64 id = selected ? armada_board_row_get_id (selected) : 0;
  gboolean had = selected != NULL;
  gboolean shown = adw_overlay_split_view_get_show_sidebar (self->split);
  gboolean at_top = is_at_top (self);

  g_return_if_fail (ARMADA_IS_BOARD (self));

  if (!armada_board_rows_put (self->rows, rows))
    return;
  /* what is urgent may have come above what was first */
  if (at_top && armada_board_rows_get_n_shown (self->rows) > 0)
    scroll_to_top (self);
  if (had && armada_board_get_selected (self) == NULL)
    armada_board_select (self, id);
  adw_overlay_split_view_set_show_sidebar (self->split,
                                           shown && armada_board_get_selected (self) != NULL);
  update_chips (self);
  update_age (self);
}

/**
 * armada_board_set_status:
 * @status: copied
 */
void
armada_board_set_status (ArmadaBoard *self, const ArmadaBoardStatus *status)
{
  GError *error = status->error ? g_error_copy (status->error) : NULL;

  g_return_if_fail (ARMADA_IS_BOARD (self));

  g_clear_error ((GError **) &self->state.error);
  self->state = *status;
  self->state.error = error;
  update_page (self);
  update_age (self);
  update_progress (self);
}

/**
 * armada_board_show_class:
 * @class: -1: all
 */
void
armada_board_show_class (ArmadaBoard *self, int class)
{
  g_return_if_fail (ARMADA_IS_BOARD (self));

  g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "filter",
                                      g_variant_new_int32 (class));
}

void
armada_board_sort (ArmadaBoard *self, const char *column, gboolean descending)
{
  GListModel *columns = gtk_column_view_get_columns (self->table);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) each = g_list_model_get_item (columns, i);

      if (g_str_equal (gtk_column_view_column_get_id (each), column))
        gtk_column_view_sort_by_column (self->table, each,
                                        descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
    }
}

/**
 * armada_board_tick:
 *
 * Time has passed: ages are counted anew.
 */
void
armada_board_tick (ArmadaBoard *self)
{
  update_age (self);
}

/**
 * armada_board_get_details:
 *
 * Returns: (transfer none) (nullable): what there is to say of the chosen row
 */
GtkWidget *
armada_board_get_details (ArmadaBoard *self)
{
  return adw_bin_get_child (self->details);
}

/**
 * armada_board_get_selected:
 *
 * Returns: (transfer none) (nullable): the chosen row
 */
ArmadaBoardRow *
armada_board_get_selected (ArmadaBoard *self)
{
  return self->selection ? gtk_single_selection_get_selected_item (self->selection) : NULL;
}

/**
 * armada_board_select:
 * @id: of a row that is shown, else nothing is chosen
 */
void
armada_board_select (ArmadaBoard *self, gint64 id)
{
  gtk_single_selection_set_selected (self->selection,
                                     armada_board_rows_find_shown (self->rows, id));
}

/**
 * armada_board_focus_rows:
 *
 * Returns: whether there were any to take the keyboard
 */
gboolean
armada_board_focus_rows (ArmadaBoard *self)
{
  gboolean table = g_strcmp0 (gtk_stack_get_visible_child_name (self->shape), "table") == 0;

  return gtk_widget_grab_focus (table ? GTK_WIDGET (self->table) : GTK_WIDGET (self->list));
}

/**
 * armada_board_get_shown:
 *
 * Returns: (transfer none): of ArmadaBoardRow, as filtered and sorted; NULL once the board goes
 */
GListModel *
armada_board_get_shown (ArmadaBoard *self)
{
  return self->rows ? armada_board_rows_get_shown (self->rows) : NULL;
}

/**
 * armada_board_get_actions:
 *
 * Returns: (transfer none): to be inserted as "board" where they are to be had
 */
GActionGroup *
armada_board_get_actions (ArmadaBoard *self)
{
  return G_ACTION_GROUP (self->actions);
}

const ArmadaBoardColumn *
armada_board_get_columns (ArmadaBoard *self, guint *n)
{
  *n = self->n_columns;
  return self->columns;
}

const ArmadaBoardWords *
armada_board_get_words (ArmadaBoard *self)
{
  return self->words;
}

/**
 * armada_board_tell:
 * @message: a sentence for the user
 */
void
armada_board_tell (ArmadaBoard *self, const char *message)
{
  g_signal_emit (self, signals[MESSAGE], 0, message);
}
