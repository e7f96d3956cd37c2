/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-find-list"

#include "replay/armada-find-list.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/armada-text-save.h"
#include "app/armada-words.h"
#include "replay/armada-found-words.h"
#include "replay/armada-replay-words.h"

#define ROWS_AT_ONCE 30
#define MOST_ROWS 240 /* that a list makes */

/*
 * Stops, idling and overspeed by thresholds of the user's own. It owns its finder; what the user
 * chooses in the list becomes the range everywhere.
 */
struct _ArmadaFindList
{
  GtkWidget parent_instance;

  ArmadaReplay *replay;        /* (nullable) */
  ArmadaHistoryLoader *loader; /* (nullable) */
  ArmadaFinder *finder;        /* (nullable) */
  GtkSliceListModel *rows;     /* as many as the list has been given */
  guint grow;                  /* idle source */
  GtkSingleSelection *selection;
  GSimpleActionGroup *actions;
  gboolean setting;

  GtkWidget *controls; /* what lies above the list goes with the template */
  AdwToggleGroup *kinds;
  GtkWidget *limit_box;
  GtkSpinButton *limit;
  GtkLabel *unit;
  GtkSpinButton *least;
  GtkLabel *least_unit;
  GtkWidget *all_button;
  GtkWidget *summary_box;
  GtkLabel *summary;
  GtkStack *stack;
  GtkListView *view;
  AdwStatusPage *none_page;
};

G_DEFINE_FINAL_TYPE (ArmadaFindList, armada_find_list, GTK_TYPE_WIDGET)

static guint chosen_signal;

/* Stands are counted in minutes, haste in seconds. */
static guint
get_unit_seconds (ArmadaFindList *self)
{
  return armada_finder_get_kind (self->finder) == ARMADA_FIND_OVERSPEED ? 1 : 60;
}

static const char *
get_speed_unit (ArmadaReplayVehicle *vehicle)
{
  ArmadaTrack *track = vehicle ? armada_replay_vehicle_get_track (vehicle) : NULL;

  return track && armada_track_get_n_parts (track) > 0
             ? armada_track_get_part (track, 0)->speed_unit
             : "";
}

static const char *
get_distance_unit (ArmadaReplayVehicle *vehicle)
{
  ArmadaTrack *track = armada_replay_vehicle_get_track (vehicle);

  return track && armada_track_get_n_parts (track) > 0
             ? armada_track_get_part (track, 0)->distance_unit
             : "";
}

static void
least_cb (ArmadaFindList *self)
{
  if (!self->setting && self->finder != NULL)
    armada_finder_set_least (self->finder, (guint) gtk_spin_button_get_value_as_int (self->least) *
                                               get_unit_seconds (self));
}

static void
show_thresholds (ArmadaFindList *self)
{
  ArmadaFindKind kind = armada_finder_get_kind (self->finder);
  guint least = armada_finder_get_least (self->finder);

  self->setting = TRUE;
  gtk_spin_button_set_value (self->least, (double) least / get_unit_seconds (self));
  self->setting = FALSE;
  gtk_label_set_label (self->least_unit, kind == ARMADA_FIND_OVERSPEED
                                             /* Translators: seconds, after a number */
                                             ? C_ ("unit", "s")
                                             /* Translators: minutes, after a number */
                                             : C_ ("unit", "min"));
  gtk_widget_set_visible (self->limit_box, kind == ARMADA_FIND_OVERSPEED);
}

static char *
describe_count (ArmadaFindList *self, guint n)
{
  switch (armada_finder_get_kind (self->finder))
    {
    case ARMADA_FIND_IDLING:
      /* Translators: how often a vehicle stood with its engine on */
      return g_strdup_printf (ngettext ("Idling %u time", "Idling %u times", n), n);
    case ARMADA_FIND_OVERSPEED:
      /* Translators: how often a vehicle was too fast */
      return g_strdup_printf (ngettext ("Too fast %u time", "Too fast %u times", n), n);
    case ARMADA_FIND_STOPS:
    default:
      return g_strdup_printf (ngettext ("%u stop", "%u stops", n), n);
    }
}

static const char *
describe_none (ArmadaFindList *self)
{
  switch (armada_finder_get_kind (self->finder))
    {
    case ARMADA_FIND_IDLING:
      return _ ("No Idling");
    case ARMADA_FIND_OVERSPEED:
      return _ ("No Overspeed");
    case ARMADA_FIND_STOPS:
    default:
      return _ ("No Stops");
    }
}

static void
show_found (ArmadaFindList *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->finder));
  g_autofree char *count = describe_count (self, n);
  g_autofree char *seconds =
      armada_words_for_duration ((gint64) armada_finder_get_seconds (self->finder));
  g_autofree char *text = NULL;

  if (n > 0)
    /* Translators: such as "12 stops, 5 h 20 min in all" */
    text = g_strdup_printf (_ ("%s, %s in all"), count, seconds);
  gtk_label_set_label (self->summary, text ? text : "");
  gtk_widget_set_visible (self->summary_box, n > 0);
  adw_status_page_set_title (self->none_page, describe_none (self));
  adw_status_page_set_description (
      self->none_page, _ ("Nothing here lasted that long. Lower the thresholds to find more."));
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "found" : "none");
}

static void
kind_cb (ArmadaFindList *self)
{
  show_thresholds (self);
  show_found (self);
}

static void
vehicles_cb (ArmadaFindList *self)
{
  gtk_label_set_label (self->unit, get_speed_unit (armada_replay_get_current (self->replay)));
  gtk_widget_set_visible (self->all_button,
                          g_list_model_get_n_items (G_LIST_MODEL (self->replay)) > 1);
}

static void
append (GString *text, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

static void
append_haste (GString *text, const ArmadaStretch *stretch, ArmadaReplayVehicle *vehicle)
{
  g_autofree char *top =
      armada_replay_words_for_speed (stretch->top_speed, get_speed_unit (vehicle));
  g_autofree char *top_text = top ? g_strdup_printf (_ ("top %s"), top) : NULL;
  g_autofree char *length =
      armada_replay_words_for_distance (stretch->distance, get_distance_unit (vehicle));

  append (text, top_text);
  append (text, length);
}

/* How long and how. */
static char *
describe_first (ArmadaFindList *self, const ArmadaStretch *stretch, ArmadaReplayVehicle *vehicle)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *duration = armada_words_for_duration ((gint64) (stretch->end - stretch->start));
  g_autofree char *silent = armada_words_for_duration ((gint64) stretch->silent);
  /* Translators: how much of a stop the tracker sent nothing, such as "2 h without contact" */
  g_autofree char *silent_text =
      stretch->silent > 0 ? g_strdup_printf (_ ("%s without contact"), silent) : NULL;

  append (text, duration);
  if (armada_finder_get_kind (self->finder) == ARMADA_FIND_OVERSPEED)
    append_haste (text, stretch, vehicle);
  append (text, silent_text);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Where, and of several vehicles which. */
static char *
describe_second (ArmadaFindList *self, const ArmadaStretch *stretch, ArmadaReplayVehicle *vehicle)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *place = armada_replay_words_for_place (stretch->latitude, stretch->longitude);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->replay)) > 1)
    append (text, armada_replay_vehicle_get_name (vehicle));
  append (text, place);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const char *
get_icon (ArmadaFindKind kind)
{
  static const char *const icons[] = { "armada-state-standing-symbolic",
                                       "armada-state-idling-symbolic",
                                       "armada-state-moving-symbolic" };

  return icons[kind];
}

static const char *
get_icon_class (ArmadaFindKind kind)
{
  static const char *const classes[] = { "state-standing", "state-idling", "error" };

  return classes[kind];
}

static GtkWidget *
new_label (GtkWidget *lines, GtkWidget *row, const char *name)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "tnum");
  gtk_box_append (GTK_BOX (lines), label);
  g_object_set_data (G_OBJECT (row), name, label);
  return label;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ArmadaFindList *self)
{
  static const char *const captions[] = { "first", "second" };
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *icon = gtk_image_new ();

  gtk_widget_add_css_class (row, "segment");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 2);
  g_object_set_data (G_OBJECT (row), "icon", icon);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), lines);
  new_label (lines, row, "title");
  for (guint i = 0; i < G_N_ELEMENTS (captions); i++)
    {
      GtkWidget *label = new_label (lines, row, captions[i]);

      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
    }
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ArmadaFindList *self)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  ArmadaFound *found = gtk_list_item_get_item (item);
  const ArmadaStretch *stretch = armada_found_get_stretch (found);
  ArmadaReplayVehicle *vehicle = armada_found_get_vehicle (found);
  ArmadaFindKind kind = armada_finder_get_kind (self->finder);
  int offset = armada_replay_get_offset (self->replay, stretch->start);
  g_autofree char *title =
      armada_replay_words_for_span ((gint64) stretch->start, (gint64) stretch->end, offset);
  g_autofree char *first = describe_first (self, stretch, vehicle);
  g_autofree char *second = describe_second (self, stretch, vehicle);
  g_autofree char *spoken = g_strdup_printf ("%s, %s, %s", title, first, second);
  const char *classes[] = { get_icon_class (kind), NULL };
  GtkWidget *icon = g_object_get_data (G_OBJECT (row), "icon");

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), get_icon (kind));
  gtk_widget_set_css_classes (icon, classes);
  gtk_label_set_label (g_object_get_data (G_OBJECT (row), "title"), title);
  gtk_label_set_label (g_object_get_data (G_OBJECT (row), "first"), first);
  gtk_label_set_label (g_object_get_data (G_OBJECT (row), "second"), second);
  gtk_list_item_set_accessible_label (item, spoken);
}

static void
choose (ArmadaFindList *self, ArmadaFound *found)
{
  if (found == NULL)
    return;
  armada_finder_choose (self->finder, found);
  g_signal_emit (self, chosen_signal, 0);
}

static void
selected_cb (ArmadaFindList *self)
{
  if (!self->setting)
    choose (self, gtk_single_selection_get_selected_item (self->selection));
}

/* Who chooses it elsewhere, on the timeline, sees it here. */
static void
range_cb (ArmadaFindList *self)
{
  guint position = GTK_INVALID_LIST_POSITION;
  double start = armada_replay_get_range_start (self->replay);

  if (isnan (start) ||
      !armada_finder_find (self->finder, armada_replay_get_current (self->replay), start,
                           armada_replay_get_range_end (self->replay), &position))
    position = GTK_INVALID_LIST_POSITION;
  if (position == gtk_single_selection_get_selected (self->selection))
    return;
  self->setting = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->setting = FALSE;
  if (position != GTK_INVALID_LIST_POSITION && gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    gtk_list_view_scroll_to (self->view, position, GTK_LIST_SCROLL_NONE, NULL);
}

/* A list makes some 200 rows at once, which takes longer than a frame: it is given a few at a time.
 */
static gboolean
grow_cb (gpointer user_data)
{
  ArmadaFindList *self = user_data;
  guint size = gtk_slice_list_model_get_size (self->rows) + ROWS_AT_ONCE;

  if (size < MOST_ROWS)
    {
      gtk_slice_list_model_set_size (self->rows, size);
      return G_SOURCE_CONTINUE;
    }
  self->grow = 0;
  gtk_slice_list_model_set_size (self->rows, G_MAXUINT);
  range_cb (self);
  return G_SOURCE_REMOVE;
}

static void
busy_cb (ArmadaFindList *self)
{
  gboolean busy = armada_finder_get_busy (self->finder);

  if (busy)
    {
      g_clear_handle_id (&self->grow, g_source_remove);
      self->setting = TRUE;
      gtk_slice_list_model_set_size (self->rows, ROWS_AT_ONCE);
      self->setting = FALSE;
    }
  else if (self->grow == 0)
    self->grow = g_idle_add (grow_cb, self);
}

static void
copy_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaFindList *self = user_data;
  g_autofree char *text = armada_found_words_for_table (self->finder, self->replay);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  armada_text_save_tell (GTK_WIDGET (self), _ ("Table copied"));
}

static void
save_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  static const char *const names[] = { "armada-stops.csv", "armada-idling.csv",
                                       "armada-overspeed.csv" };
  ArmadaFindList *self = user_data;

  armada_text_save (GTK_WIDGET (self), names[armada_finder_get_kind (self->finder)],
                    armada_found_words_for_csv (self->finder, self->replay), armada_text_save_tell);
}

static const GActionEntry entries[] = {
  { .name = "copy", .activate = copy_cb },
  { .name = "save", .activate = save_cb },
};

/* The one that is chosen already can be gone back to. */
static void
activate_cb (ArmadaFindList *self, guint position)
{
  g_autoptr (ArmadaFound) found = g_list_model_get_item (G_LIST_MODEL (self->finder), position);

  choose (self, found);
}

static void
armada_find_list_dispose (GObject *object)
{
  ArmadaFindList *self = ARMADA_FIND_LIST (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ARMADA_TYPE_FIND_LIST);
  g_clear_handle_id (&self->grow, g_source_remove);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_object (&self->actions);
  g_clear_object (&self->finder);
  g_clear_object (&self->replay);
  g_clear_object (&self->loader);
  G_OBJECT_CLASS (armada_find_list_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass, "/id/trackgps/Armada/ui/armada-find-list.ui");
  gtk_widget_class_bind_template_child (klass, ArmadaFindList, controls);
  gtk_widget_class_bind_template_child (klass, ArmadaFindList, kinds);
  gtk_widget_class_bind_template_child (klass, ArmadaFindList, limit_box);
  gtk_widget_class_bind_template_child (klass, ArmadaFindList, limit);
  gtk_widget_class_bind_template_child (klass, ArmadaFindList, unit);
  gtk_widget_class_bind_template_child (klass, ArmadaFindList, least);
  gtk_widget_class_bind_template_child (klass, ArmadaFindList, least_unit);
  gtk_widget_class_bind_template_child (klass, ArmadaFindList, all_button);
  gtk_widget_class_bind_template_child (klass, ArmadaFindList, summary_box);
  gtk_widget_class_bind_template_child (klass, ArmadaFindList, summary);
  gtk_widget_class_bind_template_child (klass, ArmadaFindList, stack);
  gtk_widget_class_bind_template_child (klass, ArmadaFindList, view);
  gtk_widget_class_bind_template_child (klass, ArmadaFindList, none_page);
  gtk_widget_class_bind_template_callback (klass, least_cb);
  gtk_widget_class_bind_template_callback (klass, activate_cb);
}

static void
armada_find_list_class_init (ArmadaFindListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_find_list_dispose;
  chosen_signal = g_signal_new ("chosen", ARMADA_TYPE_FIND_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "segmentlist");
  bind_template (widget_class);
}

static void
armada_find_list_init (ArmadaFindList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "find", G_ACTION_GROUP (self->actions));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  gtk_list_view_set_factory (self->view, factory);
  g_object_unref (factory);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
armada_find_list_new (void)
{
  return g_object_new (ARMADA_TYPE_FIND_LIST, NULL);
}

static void
connect_finder (ArmadaFindList *self)
{
  const GBindingFlags both = G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL;

  g_object_bind_property (self->finder, "kind", self->kinds, "active", both);
  g_object_bind_property (self->finder, "limit", self->limit, "value", both);
  g_object_bind_property (self->finder, "all-vehicles", self->all_button, "active", both);
  g_signal_connect_object (self->finder, "notify::kind", G_CALLBACK (kind_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->finder, "notify::busy", G_CALLBACK (busy_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->finder, "notify::seconds", G_CALLBACK (show_found), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->replay, "items-changed", G_CALLBACK (vehicles_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->replay, "notify::range-start", G_CALLBACK (range_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->replay, "notify::range-end", G_CALLBACK (range_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->replay, "notify::current", G_CALLBACK (vehicles_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->loader, "changed", G_CALLBACK (vehicles_cb), self,
                           G_CONNECT_SWAPPED);
  kind_cb (self);
  vehicles_cb (self);
}

/**
 * armada_find_list_set_models:
 * @replay: what is looked through
 * @loader: who knows the account's clock
 *
 * Set once.
 */
void
armada_find_list_set_models (ArmadaFindList *self,
                             ArmadaReplay *replay,
                             ArmadaHistoryLoader *loader)
{
  g_return_if_fail (ARMADA_IS_FIND_LIST (self) && self->finder == NULL);

  self->replay = g_object_ref (replay);
  self->loader = g_object_ref (loader);
  self->finder = armada_finder_new (replay);
  self->rows = gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (self->finder)), 0, G_MAXUINT);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->rows));
  connect_finder (self);
}

/**
 * armada_find_list_bind_settings:
 * @settings: of the schema id.trackgps.Armada
 *
 * What is looked for is remembered there. Not before there are models.
 */
void
armada_find_list_bind_settings (ArmadaFindList *self, GSettings *settings)
{
  static const char *const names[][2] = {
    { "find-kind", "kind" },
    { "find-stop-seconds", "least-stop" },
    { "find-idling-seconds", "least-idling" },
    { "find-overspeed-seconds", "least-overspeed" },
    { "find-speed-limit", "limit" },
    { "find-all-vehicles", "all-vehicles" },
  };

  g_return_if_fail (ARMADA_IS_FIND_LIST (self) && self->finder != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_settings_bind (settings, names[i][0], self->finder, names[i][1], G_SETTINGS_BIND_DEFAULT);
  show_thresholds (self);
}

ArmadaFinder *
armada_find_list_get_finder (ArmadaFindList *self)
{
  g_return_val_if_fail (ARMADA_IS_FIND_LIST (self), NULL);

  return self->finder;
}

/**
 * armada_find_list_get_selection:
 *
 * Returns: (transfer none): what was found, and what of it is chosen
 */
GtkSingleSelection *
armada_find_list_get_selection (ArmadaFindList *self)
{
  g_return_val_if_fail (ARMADA_IS_FIND_LIST (self), NULL);

  return self->selection;
}
