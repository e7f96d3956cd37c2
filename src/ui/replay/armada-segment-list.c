/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-segment-list"

#include "replay/armada-segment-list.h"

#include <glib/gi18n.h>

#include "app/armada-words.h"
#include "replay/armada-hover-rows.h"
#include "replay/armada-replay-words.h"

/*
 * Drives, stops and events of the current vehicle, as the server tells them. The one of the
 * position is chosen; when the user chooses one, its time becomes the range everywhere.
 */
struct _ArmadaSegmentList
{
  GtkWidget parent_instance;

  ArmadaReplay *replay;        /* (nullable) */
  ArmadaHistoryLoader *loader; /* (nullable) */
  GSignalGroup *replay_signals;
  GSignalGroup *segment_signals;
  GtkFilterListModel *all;   /* those that touch the period */
  GtkFilterListModel *shown; /* those of them that are of a kind that is wanted */
  GtkSingleSelection *selection;
  ArmadaHoverRows *hover_rows;
  gboolean following; /* the selection is changed by us */
  guint scroll_tick;
  guint scroll_row;
  guint scroll_wait; /* frames */

  GtkWidget *chips;
  GtkToggleButton *drives;
  GtkToggleButton *stops;
  GtkToggleButton *events;
  GtkStack *stack;
  GtkListView *view;
};

G_DEFINE_FINAL_TYPE (ArmadaSegmentList, armada_segment_list, GTK_TYPE_WIDGET)

static guint chosen_signal;

static void
append (GString *text, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

static void
append_speeds (GString *text, const ArmadaSegment *told, const ArmadaFixes *fixes)
{
  g_autofree char *top = armada_replay_words_for_speed (told->top_speed, fixes->speed_unit);
  g_autofree char *average = armada_replay_words_for_speed (told->average_speed, fixes->speed_unit);
  /* Translators: the highest speed of a drive, such as "top 78 km/h" */
  g_autofree char *top_text = top ? g_strdup_printf (_ ("top %s"), top) : NULL;
  /* Translators: the average speed of a drive, such as "average 42 km/h" */
  g_autofree char *average_text = average ? g_strdup_printf (_ ("average %s"), average) : NULL;

  append (text, top_text);
  append (text, average_text);
}

static char *
describe_first (const ArmadaSegment *told, const ArmadaFixes *fixes)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 seconds = told->seconds >= 0 ? told->seconds : told->end - told->start;
  g_autofree char *duration = armada_words_for_duration (seconds);
  g_autofree char *length = armada_replay_words_for_length (told->distance, fixes->distance_unit);

  if (told->kind == ARMADA_SEGMENT_EVENT)
    return g_strdup (told->message);
  append (text, duration);
  if (told->kind == ARMADA_SEGMENT_DRIVE)
    {
      append (text, length);
      append_speeds (text, told, fixes);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_second (const ArmadaSegment *told, const ArmadaFixes *fixes)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *fuel = armada_replay_words_for_length (told->fuel, fixes->capacity_unit);
  /* Translators: how much fuel was used, such as "fuel 3.2 l" */
  g_autofree char *fuel_text =
      fuel && told->fuel >= 0.05 ? g_strdup_printf (_ ("fuel %s"), fuel) : NULL;
  g_autofree char *idle = armada_words_for_duration (told->engine_idle);
  /* Translators: how long the engine ran while standing, such as "idling 12 min" */
  g_autofree char *idle_text =
      told->engine_idle > 0 ? g_strdup_printf (_ ("idling %s"), idle) : NULL;

  append (text, told->driver);
  append (text, fuel_text);
  append (text, idle_text);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const char *
get_icon (ArmadaSegmentKind kind)
{
  if (kind == ARMADA_SEGMENT_DRIVE)
    return "armada-state-moving-symbolic";
  return kind == ARMADA_SEGMENT_STOP ? "armada-state-standing-symbolic"
                                     : "dialog-information-symbolic";
}

static const char *
get_icon_class (ArmadaSegmentKind kind)
{
  if (kind == ARMADA_SEGMENT_DRIVE)
    return "state-moving";
  return kind == ARMADA_SEGMENT_STOP ? "state-standing" : "accent";
}

static GtkWidget *
new_label (GtkWidget *box, const char *name)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "tnum");
  gtk_box_append (GTK_BOX (box), label);
  g_object_set_data (G_OBJECT (gtk_widget_get_parent (box)), name, label);
  return label;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ArmadaSegmentList *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *icon = gtk_image_new ();

  gtk_widget_add_css_class (row, "segment");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 2);
  g_object_set_data (G_OBJECT (row), "icon", icon);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), lines);
  new_label (lines, "title");
  gtk_widget_add_css_class (new_label (lines, "first"), "caption");
  gtk_widget_add_css_class (new_label (lines, "second"), "caption");
  gtk_widget_add_css_class (g_object_get_data (G_OBJECT (row), "first"), "dim-label");
  gtk_widget_add_css_class (g_object_get_data (G_OBJECT (row), "second"), "dim-label");
  armada_hover_rows_add (self->hover_rows, row);
  gtk_list_item_set_child (item, row);
}

static void
set_label (GtkWidget *row, const char *name, const char *text)
{
  GtkWidget *label = g_object_get_data (G_OBJECT (row), name);

  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_widget_set_visible (label, *text != '\0');
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ArmadaSegmentList *self)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  ArmadaReplaySegment *segment = gtk_list_item_get_item (item);
  const ArmadaSegment *told = armada_replay_segment_get_segment (segment);
  const ArmadaFixes *fixes = armada_replay_segment_get_fixes (segment);
  int offset = armada_replay_get_offset (self->replay, (double) told->start);
  g_autofree char *span = armada_replay_words_for_span (told->start, told->end, offset);
  /* Translators: what and when, such as "Drive, 3 Mar, 08:12 – 09:40" */
  g_autofree char *title =
      g_strdup_printf (C_ ("segment", "%s, %s"), armada_replay_words_for_kind (told->kind), span);
  g_autofree char *first = describe_first (told, fixes);
  g_autofree char *second = describe_second (told, fixes);
  g_autofree char *spoken = g_strdup_printf ("%s, %s, %s", title, first, second);
  const char *classes[] = { get_icon_class (told->kind), NULL };
  GtkImage *icon = g_object_get_data (G_OBJECT (row), "icon");

  gtk_image_set_from_icon_name (icon, get_icon (told->kind));
  gtk_widget_set_css_classes (GTK_WIDGET (icon), classes);
  set_label (row, "title", title);
  set_label (row, "first", first);
  set_label (row, "second", second);
  gtk_list_item_set_accessible_label (item, spoken);
  armada_hover_rows_bind (self->hover_rows, row, (double) told->start,
                          (double) MAX (told->end, told->start + 1));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ArmadaSegmentList *self)
{
  armada_hover_rows_unbind (self->hover_rows, gtk_list_item_get_child (item));
}

/* Whole days are fetched: what lies outside of the hours that were chosen is not shown. */
static gboolean
is_shown (gpointer item, gpointer user_data)
{
  ArmadaSegmentList *self = user_data;
  const ArmadaSegment *told = armada_replay_segment_get_segment (item);

  return self->replay != NULL && (double) told->end >= armada_replay_get_start (self->replay) &&
         (double) told->start <= armada_replay_get_end (self->replay);
}

static GtkToggleButton *
get_chip (ArmadaSegmentList *self, ArmadaSegmentKind kind)
{
  switch (kind)
    {
    case ARMADA_SEGMENT_DRIVE:
      return self->drives;
    case ARMADA_SEGMENT_STOP:
      return self->stops;
    case ARMADA_SEGMENT_EVENT:
      return self->events;
    case ARMADA_SEGMENT_UNKNOWN:
    case ARMADA_SEGMENT_START:
    case ARMADA_SEGMENT_END:
    default:
      return NULL;
    }
}

static gboolean
is_filtered (ArmadaSegmentList *self)
{
  return gtk_toggle_button_get_active (self->drives) ||
         gtk_toggle_button_get_active (self->stops) || gtk_toggle_button_get_active (self->events);
}

/* Where no kind is wanted all are. */
static gboolean
is_wanted (gpointer item, gpointer user_data)
{
  ArmadaSegmentList *self = user_data;
  GtkToggleButton *chip =
      get_chip (self, armada_replay_segment_get_segment (ARMADA_REPLAY_SEGMENT (item))->kind);

  return !is_filtered (self) || (chip != NULL && gtk_toggle_button_get_active (chip));
}

static gboolean
covers (const ArmadaSegment *told, double position)
{
  return told->kind != ARMADA_SEGMENT_EVENT && position >= (double) told->start &&
         position < (double) MAX (told->end, told->start + 1);
}

/* @next: (out): the first that begins later, for when nothing is known of @position */
static guint
find_at (ArmadaSegmentList *self, double position, guint *next)
{
  GListModel *model = G_LIST_MODEL (self->selection);
  guint n = g_list_model_get_n_items (model);

  *next = GTK_INVALID_LIST_POSITION;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ArmadaReplaySegment) segment = g_list_model_get_item (model, i);

      if (covers (armada_replay_segment_get_segment (segment), position))
        return i;
      if (*next == GTK_INVALID_LIST_POSITION &&
          (double) armada_replay_segment_get_segment (segment)->start > position)
        *next = i;
    }
  return GTK_INVALID_LIST_POSITION;
}

/* A list that has not been laid out since its rows changed scrolls to where they were. */
static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  ArmadaSegmentList *self = ARMADA_SEGMENT_LIST (widget);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  if (gtk_widget_get_height (GTK_WIDGET (self->view)) == 0 || self->scroll_wait-- > 0)
    return G_SOURCE_CONTINUE;
  self->scroll_tick = 0;
  if (self->scroll_row < n)
    gtk_list_view_scroll_to (self->view, self->scroll_row, GTK_LIST_SCROLL_NONE, NULL);
  return G_SOURCE_REMOVE;
}

static void
follow (ArmadaSegmentList *self)
{
  double position = self->replay ? armada_replay_get_position (self->replay) : 0;
  ArmadaReplaySegment *chosen = gtk_single_selection_get_selected_item (self->selection);
  guint found, next;

  if (self->following || !gtk_widget_get_mapped (GTK_WIDGET (self)) ||
      (chosen != NULL && covers (armada_replay_segment_get_segment (chosen), position)))
    return;
  found = find_at (self, position, &next);
  self->following = TRUE;
  gtk_single_selection_set_selected (self->selection, found);
  self->following = FALSE;
  self->scroll_row = found != GTK_INVALID_LIST_POSITION ? found : next;
  self->scroll_wait = 1;
  if (self->scroll_tick == 0)
    self->scroll_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_cb, NULL, NULL);
}

static void
selected_cb (ArmadaSegmentList *self)
{
  ArmadaReplaySegment *segment = gtk_single_selection_get_selected_item (self->selection);

  if (segment == NULL || self->following)
    return;
  self->following = TRUE;
  armada_replay_move_to_segment (self->replay, segment);
  self->following = FALSE;
  g_signal_emit (self, chosen_signal, 0);
}

/* That there is nothing is known when all has come. */
static void
items_cb (ArmadaSegmentList *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->all));
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0;
  gboolean busy = self->loader != NULL && armada_history_loader_get_busy (self->loader);
  const char *without = n > 0 ? "filtered" : busy ? "fetching" : "none";

  gtk_widget_set_visible (self->chips, n > 0);
  gtk_stack_set_visible_child_name (self->stack, any ? "segments" : without);
}

static void
filter_cb (ArmadaSegmentList *self)
{
  gboolean following = self->following;

  self->following = TRUE;
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->shown), GTK_FILTER_CHANGE_DIFFERENT);
  self->following = following;
  items_cb (self);
  follow (self);
}

static void
show_all_cb (ArmadaSegmentList *self)
{
  gtk_toggle_button_set_active (self->drives, FALSE);
  gtk_toggle_button_set_active (self->stops, FALSE);
  gtk_toggle_button_set_active (self->events, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
set_model (ArmadaSegmentList *self, GListModel *segments)
{
  gboolean following = self->following;

  self->following = TRUE;
  gtk_filter_list_model_set_model (self->all, segments);
  self->following = following;
  items_cb (self);
}

static void
current_cb (ArmadaSegmentList *self)
{
  ArmadaReplayVehicle *vehicle = armada_replay_get_current (self->replay);

  g_signal_group_set_target (self->segment_signals, vehicle);
  set_model (self, vehicle ? armada_replay_vehicle_get_segments (vehicle) : NULL);
  follow (self);
}

/* Rows that are there tell their times by another clock. */
static void
zone_cb (ArmadaSegmentList *self)
{
  set_model (self, NULL);
  current_cb (self);
}

static void
period_cb (ArmadaSegmentList *self)
{
  gboolean following = self->following;

  self->following = TRUE;
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->all), GTK_FILTER_CHANGE_DIFFERENT);
  self->following = following;
  follow (self);
}

static void
armada_segment_list_dispose (GObject *object)
{
  ArmadaSegmentList *self = ARMADA_SEGMENT_LIST (object);

  g_clear_object (&self->replay_signals);
  g_clear_object (&self->segment_signals);
  if (self->scroll_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->scroll_tick);
  self->scroll_tick = 0;
  gtk_widget_dispose_template (GTK_WIDGET (self), ARMADA_TYPE_SEGMENT_LIST);
  g_clear_object (&self->selection);
  g_clear_object (&self->shown);
  g_clear_object (&self->all);
  g_clear_object (&self->replay);
  g_clear_object (&self->loader);
  G_OBJECT_CLASS (armada_segment_list_parent_class)->dispose (object);
}

static void
armada_segment_list_finalize (GObject *object)
{
  armada_hover_rows_free (ARMADA_SEGMENT_LIST (object)->hover_rows);
  G_OBJECT_CLASS (armada_segment_list_parent_class)->finalize (object);
}

/* Into the list, not onto the buttons above it. */
static gboolean
armada_segment_list_grab_focus (GtkWidget *widget)
{
  ArmadaSegmentList *self = ARMADA_SEGMENT_LIST (widget);

  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "segments") == 0 &&
         gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
armada_segment_list_class_init (ArmadaSegmentListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_segment_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = armada_segment_list_finalize;
  chosen_signal = g_signal_new ("chosen", ARMADA_TYPE_SEGMENT_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
  widget_class->grab_focus = armada_segment_list_grab_focus;
  gtk_widget_class_set_css_name (widget_class, "segmentlist");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-segment-list.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaSegmentList, chips);
  gtk_widget_class_bind_template_child (widget_class, ArmadaSegmentList, drives);
  gtk_widget_class_bind_template_child (widget_class, ArmadaSegmentList, stops);
  gtk_widget_class_bind_template_child (widget_class, ArmadaSegmentList, events);
  gtk_widget_class_bind_template_child (widget_class, ArmadaSegmentList, stack);
  gtk_widget_class_bind_template_child (widget_class, ArmadaSegmentList, view);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
}

static void
connect_view (ArmadaSegmentList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  gtk_list_view_set_factory (self->view, factory);
  g_object_unref (factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (items_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->all, "items-changed", G_CALLBACK (items_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (follow), NULL);
}

static void
armada_segment_list_init (ArmadaSegmentList *self)
{
  GtkFilter *period = GTK_FILTER (gtk_custom_filter_new (is_shown, self, NULL));
  GtkFilter *kind = GTK_FILTER (gtk_custom_filter_new (is_wanted, self, NULL));

  gtk_widget_init_template (GTK_WIDGET (self));
  self->hover_rows = armada_hover_rows_new ();
  self->all = gtk_filter_list_model_new (NULL, period);
  self->shown = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->all)), kind);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->shown)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  connect_view (self);
  items_cb (self);

  self->segment_signals = g_signal_group_new (ARMADA_TYPE_REPLAY_VEHICLE);
  g_signal_group_connect_swapped (self->segment_signals, "changed", G_CALLBACK (follow), self);
  self->replay_signals = g_signal_group_new (ARMADA_TYPE_REPLAY);
  g_signal_group_connect_swapped (self->replay_signals, "notify::current", G_CALLBACK (current_cb),
                                  self);
  g_signal_group_connect_swapped (self->replay_signals, "notify::position", G_CALLBACK (follow),
                                  self);
  g_signal_group_connect_swapped (self->replay_signals, "zone-changed", G_CALLBACK (zone_cb), self);
  g_signal_group_connect_swapped (self->replay_signals, "notify::start", G_CALLBACK (period_cb),
                                  self);
  g_signal_group_connect_swapped (self->replay_signals, "notify::end", G_CALLBACK (period_cb),
                                  self);
}

GtkWidget *
armada_segment_list_new (void)
{
  return g_object_new (ARMADA_TYPE_SEGMENT_LIST, NULL);
}

/**
 * armada_segment_list_set_models:
 * @replay: whose current vehicle's segments are shown
 * @loader: who knows the account's clock
 */
void
armada_segment_list_set_models (ArmadaSegmentList *self,
                                ArmadaReplay *replay,
                                ArmadaHistoryLoader *loader)
{
  g_return_if_fail (ARMADA_IS_SEGMENT_LIST (self));

  g_set_object (&self->replay, replay);
  if (g_set_object (&self->loader, loader) && loader != NULL)
    g_signal_connect_object (loader, "notify::busy", G_CALLBACK (items_cb), self,
                             G_CONNECT_SWAPPED);
  g_signal_group_set_target (self->replay_signals, replay);
  armada_hover_rows_set_replay (self->hover_rows, replay);
  current_cb (self);
}

/**
 * armada_segment_list_get_selection:
 *
 * Returns: (transfer none): what is shown, and what of it is chosen
 */
GtkSingleSelection *
armada_segment_list_get_selection (ArmadaSegmentList *self)
{
  g_return_val_if_fail (ARMADA_IS_SEGMENT_LIST (self), NULL);

  return self->selection;
}
