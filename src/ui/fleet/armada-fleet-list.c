/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-fleet-list"

#include "fleet/armada-fleet-list.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/armada-words.h"
#include "fleet/armada-chosen-rows.h"
#include "fleet/armada-device-row.h"
#include "fleet/armada-state-chips.h"
#include "model/armada-coordinates.h"

/*
 * The vehicles by the side of the map: search, state chips, group, order, and a row for each that
 * is left. Filters act on the fleet view that the map shares. The rows are selected that the
 * selection has chosen; a vehicle that is filtered away stays chosen.
 */
struct _ArmadaFleetList
{
  GtkWidget parent_instance;

  ArmadaFleetView *view;
  ArmadaSelection *selection;
  ArmadaClock *clock;
  GSignalGroup *view_signals;
  GSignalGroup *fleet_signals;
  GSignalGroup *group_signals;
  GSignalGroup *selection_signals;
  GHashTable *bound; /* ArmadaDeviceRow on screen or near it to its GtkListItem, borrowed */
  GSimpleActionGroup *actions;
  ArmadaStateChips *chips_control;
  gboolean loading;
  gboolean stale;
  gboolean updating;

  GtkWidget *top;
  GtkWidget *search;
  AdwWrapBox *chips;
  GtkDropDown *groups;
  GtkMenuButton *sort_button;
  GtkWidget *only;
  AdwButtonContent *only_content;
  GtkLabel *count;
  GtkStack *stack;
  AdwStatusPage *loading_page;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (ArmadaFleetList, armada_fleet_list, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SORT = 1
} ArmadaFleetListProperty;
static GParamSpec *properties[PROP_SORT + 1];

enum
{
  ACTIVATED,
  PLACE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static gint64
get_now (ArmadaFleetList *self)
{
  return armada_clock_get_time (self->clock);
}

/* What a row tells goes with its name; where the vehicle is is told besides. */
static void
describe (GtkListItem *item, ArmadaDeviceRow *row)
{
  g_autofree char *place =
      armada_words_for_place (armada_device_get_record (gtk_list_item_get_item (item)));

  gtk_list_item_set_accessible_label (item, armada_device_row_get_description (row));
  gtk_list_item_set_accessible_description (item, place);
}

static void
refresh_rows (ArmadaFleetList *self)
{
  gint64 now = get_now (self);
  GHashTableIter iter;
  gpointer row, item;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &row, &item))
    {
      armada_device_row_set_stale (row, self->stale);
      armada_device_row_refresh (row, now);
      describe (item, row);
    }
}

static gboolean
is_filtered (ArmadaFleetList *self)
{
  return *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0' ||
         armada_fleet_view_get_states (self->view) != ARMADA_DEVICE_STATE_MASK_ALL ||
         armada_fleet_view_get_group (self->view) != ARMADA_GROUP_ALL;
}

static void
update_count (ArmadaFleetList *self)
{
  guint shown = armada_fleet_view_get_n_devices (self->view);
  guint all = armada_fleet_get_n_devices (armada_fleet_view_get_fleet (self->view));
  g_autofree char *text = NULL;

  if (is_filtered (self))
    /* Translators: how many vehicles are listed, of how many */
    text =
        g_strdup_printf (ngettext ("%'u of %'u vehicle", "%'u of %'u vehicles", all), shown, all);
  else
    text = g_strdup_printf (ngettext ("%'u vehicle", "%'u vehicles", all), all);
  gtk_label_set_label (self->count, text);
}

/* Whether what is searched for is a place rather than a vehicle. */
static gboolean
is_place (ArmadaFleetList *self)
{
  double latitude, longitude;

  return armada_coordinates_parse (gtk_editable_get_text (GTK_EDITABLE (self->search)), &latitude,
                                   &longitude);
}

static void
update_page (ArmadaFleetList *self)
{
  guint all = armada_fleet_get_n_devices (armada_fleet_view_get_fleet (self->view));
  const char *page = "vehicles";
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (all == 0)
    page = self->loading ? "loading" : "empty";
  else if (armada_fleet_view_get_n_devices (self->view) == 0)
    page = is_place (self) ? "place" : "no-match";
  gtk_widget_set_visible (GTK_WIDGET (self->count), all > 0);
  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), page))
    return;
  gtk_stack_set_visible_child_name (self->stack, page);
  /* Nobody has the cursor yet: the first rows take it. */
  if (g_str_equal (page, "vehicles") && root != NULL && gtk_root_get_focus (root) == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* Returns: the row of the first among those chosen, or GTK_INVALID_LIST_POSITION */
static guint
find_chosen (ArmadaFleetList *self)
{
  ArmadaDevice *device = armada_selection_get_device (self->selection);
  guint position;

  return device != NULL && armada_fleet_view_find (self->view, device, &position)
             ? position
             : GTK_INVALID_LIST_POSITION;
}

static void
counts_changed_cb (ArmadaFleetList *self)
{
  armada_state_chips_update (self->chips_control);
  update_count (self);
  update_page (self);
}

static void
items_changed_cb (ArmadaFleetList *self)
{
  update_count (self);
  update_page (self);
}

static void
chosen_cb (ArmadaFleetList *self)
{
  guint position = find_chosen (self);

  if (position != GTK_INVALID_LIST_POSITION)
    gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_NONE, NULL);
}

static void
row_activated_cb (ArmadaFleetList *self, guint position)
{
  ArmadaDevice *device = armada_fleet_view_get_device (self->view, position);

  if (device == NULL)
    return;
  armada_selection_set_device (self->selection, device);
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
search_changed_cb (ArmadaFleetList *self)
{
  if (self->view == NULL)
    return;
  armada_fleet_view_set_search (self->view, gtk_editable_get_text (GTK_EDITABLE (self->search)));
  items_changed_cb (self);
}

static void
stop_search_cb (ArmadaFleetList *self)
{
  if (!armada_fleet_list_clear_search (self))
    gtk_widget_activate_action (GTK_WIDGET (self), "fleet.escape", NULL);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
choose_step (ArmadaFleetList *self, int step)
{
  guint n = armada_fleet_view_get_n_devices (self->view);
  guint position = find_chosen (self);

  if (n == 0)
    return;
  if (position == GTK_INVALID_LIST_POSITION)
    position = 0;
  else
    position = (guint) CLAMP ((int) position + step, 0, (int) n - 1);
  armada_selection_set_device (self->selection,
                               armada_fleet_view_get_device (self->view, position));
}

static void
next_match_cb (ArmadaFleetList *self)
{
  choose_step (self, 1);
}

static void
previous_match_cb (ArmadaFleetList *self)
{
  choose_step (self, -1);
}

/* Enter in the search: the first that matches, unless one that matches is chosen already. */
static void
search_activated_cb (ArmadaFleetList *self)
{
  guint position;

  if (is_place (self))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "list.near", NULL);
      return;
    }
  armada_fleet_view_set_search (self->view, gtk_editable_get_text (GTK_EDITABLE (self->search)));
  position = find_chosen (self);
  row_activated_cb (self, position == GTK_INVALID_LIST_POSITION ? 0 : position);
}

static gboolean
search_key_cb (ArmadaFleetList *self, guint key, guint code, GdkModifierType modifiers)
{
  if (key != GDK_KEY_Down && key != GDK_KEY_Up)
    return GDK_EVENT_PROPAGATE;
  choose_step (self, key == GDK_KEY_Down ? 1 : -1);
  return GDK_EVENT_STOP;
}

static char *
group_text (const char *title, guint n_devices)
{
  /* Translators: a group's title and how many vehicles it has */
  return g_strdup_printf (C_ ("group", "%s (%'u)"), title, n_devices);
}

static gint64
group_at (ArmadaFleetList *self, guint position)
{
  GListModel *groups = armada_fleet_get_groups (armada_fleet_view_get_fleet (self->view));
  g_autoptr (ArmadaGroup) group = NULL;

  if (position == 0 || position == GTK_INVALID_LIST_POSITION)
    return ARMADA_GROUP_ALL;
  group = g_list_model_get_item (groups, position - 1);
  return group ? armada_group_get_id (group) : ARMADA_GROUP_ALL;
}

static void
update_groups (ArmadaFleetList *self)
{
  ArmadaFleet *fleet = armada_fleet_view_get_fleet (self->view);
  GListModel *groups = armada_fleet_get_groups (fleet);
  guint n = g_list_model_get_n_items (groups), selected = 0;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;
  g_autoptr (GtkStringList) names = NULL;

  g_strv_builder_take (builder, group_text (_ ("All Groups"), armada_fleet_get_n_devices (fleet)));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ArmadaGroup) group = g_list_model_get_item (groups, i);
      const char *title = armada_group_get_title (group);

      if (title == NULL || *title == '\0')
        title = C_ ("group", "Ungrouped");
      g_strv_builder_take (builder, group_text (title, armada_group_get_n_devices (group)));
      if (armada_group_get_id (group) == armada_fleet_view_get_group (self->view))
        selected = i + 1;
    }
  texts = g_strv_builder_end (builder);

  self->updating = TRUE;
  if (selected == 0)
    armada_fleet_view_set_group (self->view, ARMADA_GROUP_ALL);
  names = gtk_string_list_new ((const char *const *) texts);
  gtk_drop_down_set_model (self->groups, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->groups, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->groups), n > 1);
  self->updating = FALSE;
}

static void
group_selected_cb (ArmadaFleetList *self)
{
  if (self->updating || self->view == NULL)
    return;
  armada_fleet_view_set_group (self->view,
                               group_at (self, gtk_drop_down_get_selected (self->groups)));
  items_changed_cb (self);
}

static void
show_all_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_fleet_view_set_only (ARMADA_FLEET_LIST (user_data)->view, NULL, NULL);
}

/* What the vehicles have in common that another page asked to see. */
static void
only_cb (ArmadaFleetList *self)
{
  const char *title = armada_fleet_view_get_only_title (self->view);

  if (title != NULL)
    adw_button_content_set_label (self->only_content, title);
  gtk_widget_set_visible (self->only, title != NULL);
}

static void
clear_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaFleetList *self = user_data;

  armada_fleet_list_clear_search (self);
  armada_fleet_view_set_states (self->view, ARMADA_DEVICE_STATE_MASK_ALL);
  armada_fleet_view_set_group (self->view, ARMADA_GROUP_ALL);
  armada_fleet_view_set_only (self->view, NULL, NULL);
  update_groups (self);
  counts_changed_cb (self);
}

static void
sort_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  ArmadaFleetList *self = user_data;

  g_simple_action_set_state (action, value);
  if (self->view != NULL)
    armada_fleet_view_set_sort (self->view, armada_fleet_list_get_sort (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT]);
}

static void
near_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaFleetList *self = user_data;
  double latitude, longitude;

  if (armada_coordinates_parse (gtk_editable_get_text (GTK_EDITABLE (self->search)), &latitude,
                                &longitude))
    g_signal_emit (self, signals[PLACE], 0, latitude, longitude);
}

static const GActionEntry entries[] = {
  { .name = "clear", .activate = clear_cb },
  { .name = "near", .activate = near_cb },
  { .name = "show-all", .activate = show_all_cb },
  { .name = "sort", .parameter_type = "s", .state = "'attention'", .change_state = sort_cb },
};

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, armada_device_row_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ArmadaFleetList *self)
{
  ArmadaDeviceRow *row = ARMADA_DEVICE_ROW (gtk_list_item_get_child (item));

  armada_device_row_set_stale (row, self->stale);
  armada_device_row_show (row, gtk_list_item_get_item (item), get_now (self));
  describe (item, row);
  g_hash_table_insert (self->bound, row, item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ArmadaFleetList *self)
{
  ArmadaDeviceRow *row = ARMADA_DEVICE_ROW (gtk_list_item_get_child (item));

  g_hash_table_remove (self->bound, row);
  armada_device_row_show (row, NULL, 0);
}

static void
make_rows (ArmadaFleetList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
}

static void
make_signals (ArmadaFleetList *self)
{
  self->view_signals = g_signal_group_new (ARMADA_TYPE_FLEET_VIEW);
  g_signal_group_connect_swapped (self->view_signals, "refreshed", G_CALLBACK (refresh_rows), self);
  g_signal_group_connect_swapped (self->view_signals, "items-changed",
                                  G_CALLBACK (items_changed_cb), self);
  g_signal_group_connect_swapped (self->view_signals, "notify::only-title", G_CALLBACK (only_cb),
                                  self);
  g_signal_group_connect_swapped (self->view_signals, "notify::counts-serial",
                                  G_CALLBACK (counts_changed_cb), self);
  g_signal_group_connect_swapped (self->view_signals, "notify::states",
                                  G_CALLBACK (counts_changed_cb), self);

  self->fleet_signals = g_signal_group_new (ARMADA_TYPE_FLEET);
  g_signal_group_connect_swapped (self->fleet_signals, "items-changed", G_CALLBACK (update_groups),
                                  self);
  self->group_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->group_signals, "items-changed", G_CALLBACK (update_groups),
                                  self);
  self->selection_signals = g_signal_group_new (ARMADA_TYPE_SELECTION);
  g_signal_group_connect_swapped (self->selection_signals, "notify::device", G_CALLBACK (chosen_cb),
                                  self);
}

static void
armada_fleet_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((ArmadaFleetListProperty) id)
    {
    case PROP_SORT:
      g_value_set_uint (value, armada_fleet_list_get_sort (ARMADA_FLEET_LIST (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_fleet_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((ArmadaFleetListProperty) id)
    {
    case PROP_SORT:
      armada_fleet_list_set_sort (ARMADA_FLEET_LIST (object),
                                  (ArmadaFleetSort) g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* To the rows, so that a letter is a command; the search is one key away. */
static gboolean
armada_fleet_list_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ARMADA_FLEET_LIST (widget)->list));
}

static void
armada_fleet_list_dispose (GObject *object)
{
  ArmadaFleetList *self = ARMADA_FLEET_LIST (object);

  g_clear_object (&self->view_signals);
  g_clear_object (&self->fleet_signals);
  g_clear_object (&self->group_signals);
  g_clear_object (&self->selection_signals);
  g_clear_pointer (&self->chips_control, armada_state_chips_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), ARMADA_TYPE_FLEET_LIST);
  g_clear_object (&self->view);
  g_clear_object (&self->selection);
  g_clear_object (&self->clock);
  g_clear_object (&self->actions);

  G_OBJECT_CLASS (armada_fleet_list_parent_class)->dispose (object);
}

static void
armada_fleet_list_finalize (GObject *object)
{
  g_hash_table_unref (ARMADA_FLEET_LIST (object)->bound);

  G_OBJECT_CLASS (armada_fleet_list_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, ArmadaFleetList, top);
  gtk_widget_class_bind_template_child (klass, ArmadaFleetList, search);
  gtk_widget_class_bind_template_child (klass, ArmadaFleetList, chips);
  gtk_widget_class_bind_template_child (klass, ArmadaFleetList, groups);
  gtk_widget_class_bind_template_child (klass, ArmadaFleetList, sort_button);
  gtk_widget_class_bind_template_child (klass, ArmadaFleetList, only);
  gtk_widget_class_bind_template_child (klass, ArmadaFleetList, only_content);
  gtk_widget_class_bind_template_child (klass, ArmadaFleetList, count);
  gtk_widget_class_bind_template_child (klass, ArmadaFleetList, stack);
  gtk_widget_class_bind_template_child (klass, ArmadaFleetList, loading_page);
  gtk_widget_class_bind_template_child (klass, ArmadaFleetList, list);
  gtk_widget_class_bind_template_callback (klass, group_selected_cb);
  gtk_widget_class_bind_template_callback (klass, next_match_cb);
  gtk_widget_class_bind_template_callback (klass, previous_match_cb);
  gtk_widget_class_bind_template_callback (klass, row_activated_cb);
  gtk_widget_class_bind_template_callback (klass, search_activated_cb);
  gtk_widget_class_bind_template_callback (klass, search_changed_cb);
  gtk_widget_class_bind_template_callback (klass, stop_search_cb);
}

static void
armada_fleet_list_class_init (ArmadaFleetListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_fleet_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = armada_fleet_list_finalize;
  widget_class->grab_focus = armada_fleet_list_grab_focus;
  G_OBJECT_CLASS (klass)->get_property = armada_fleet_list_get_property;
  G_OBJECT_CLASS (klass)->set_property = armada_fleet_list_set_property;
  properties[PROP_SORT] =
      g_param_spec_uint ("sort", NULL, NULL, ARMADA_FLEET_SORT_NAME, ARMADA_FLEET_SORT_ATTENTION,
                         ARMADA_FLEET_SORT_ATTENTION,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), G_N_ELEMENTS (properties), properties);
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[PLACE] = g_signal_new ("place", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);

  gtk_widget_class_set_css_name (widget_class, "fleetlist");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-fleet-list.ui");
  bind_children (widget_class);
}

static void
armada_fleet_list_init (ArmadaFleetList *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_autoptr (AdwSpinnerPaintable) spinner = NULL;

  self->bound = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));

  spinner = adw_spinner_paintable_new (GTK_WIDGET (self->loading_page));
  adw_status_page_set_paintable (self->loading_page, GDK_PAINTABLE (spinner));
  self->chips_control = armada_state_chips_new (self->chips);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "list", G_ACTION_GROUP (self->actions));
  make_rows (self);
  make_signals (self);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (search_key_cb), self);
  gtk_widget_add_controller (self->search, keys);
}

GtkWidget *
armada_fleet_list_new (void)
{
  return g_object_new (ARMADA_TYPE_FLEET_LIST, NULL);
}

/**
 * armada_fleet_list_set_models:
 * @view: what to list, and what the filters act on
 * @selection: who is chosen, here and elsewhere
 * @clock: what time it is, for ages
 *
 * Set once, before the list is shown.
 */
void
armada_fleet_list_set_models (ArmadaFleetList *self,
                              ArmadaFleetView *view,
                              ArmadaSelection *selection,
                              ArmadaClock *clock)
{
  ArmadaFleet *fleet = armada_fleet_view_get_fleet (view);
  g_autoptr (GtkSelectionModel) rows = NULL;

  g_return_if_fail (ARMADA_IS_FLEET_LIST (self));

  g_set_object (&self->view, view);
  g_set_object (&self->selection, selection);
  g_set_object (&self->clock, clock);
  armada_fleet_view_set_sort (view, armada_fleet_list_get_sort (self));
  armada_state_chips_set_view (self->chips_control, view);
  rows = GTK_SELECTION_MODEL (armada_chosen_rows_new (G_LIST_MODEL (view), selection));
  gtk_list_view_set_model (self->list, rows);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_MULTI_SELECTABLE, TRUE, -1);
  g_signal_group_set_target (self->view_signals, view);
  g_signal_group_set_target (self->fleet_signals, fleet);
  g_signal_group_set_target (self->group_signals, armada_fleet_get_groups (fleet));
  g_signal_group_set_target (self->selection_signals, selection);
  update_groups (self);
  items_changed_cb (self);
}

/**
 * armada_fleet_list_set_loading:
 * @loading: whether an empty fleet only means that none has come yet
 */
void
armada_fleet_list_set_loading (ArmadaFleetList *self, gboolean loading)
{
  g_return_if_fail (ARMADA_IS_FLEET_LIST (self));

  self->loading = loading;
  if (self->view != NULL)
    update_page (self);
}

/**
 * armada_fleet_list_set_stale:
 * @stale: whether nothing new comes from the server; the rows then show ages
 */
void
armada_fleet_list_set_stale (ArmadaFleetList *self, gboolean stale)
{
  g_return_if_fail (ARMADA_IS_FLEET_LIST (self));

  if (self->stale == stale)
    return;
  self->stale = stale;
  armada_fleet_list_tick (self);
}

void
armada_fleet_list_set_sort (ArmadaFleetList *self, ArmadaFleetSort sort)
{
  g_return_if_fail (ARMADA_IS_FLEET_LIST (self));

  if (sort == armada_fleet_list_get_sort (self))
    return;
  g_action_group_change_action_state (
      G_ACTION_GROUP (self->actions), "sort",
      g_variant_new_string (sort == ARMADA_FLEET_SORT_NAME ? "name" : "attention"));
}

ArmadaFleetSort
armada_fleet_list_get_sort (ArmadaFleetList *self)
{
  g_autoptr (GVariant) state = NULL;

  g_return_val_if_fail (ARMADA_IS_FLEET_LIST (self), ARMADA_FLEET_SORT_NAME);

  state = g_action_group_get_action_state (G_ACTION_GROUP (self->actions), "sort");
  return g_str_equal (g_variant_get_string (state, NULL), "name") ? ARMADA_FLEET_SORT_NAME
                                                                  : ARMADA_FLEET_SORT_ATTENTION;
}

/**
 * armada_fleet_list_focus_search:
 *
 * Puts the cursor into the search, all its text selected.
 */
void
armada_fleet_list_focus_search (ArmadaFleetList *self)
{
  g_return_if_fail (ARMADA_IS_FLEET_LIST (self));

  gtk_widget_grab_focus (self->search);
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
}

/**
 * armada_fleet_list_clear_search:
 *
 * Returns: whether there was anything to clear
 */
gboolean
armada_fleet_list_clear_search (ArmadaFleetList *self)
{
  g_return_val_if_fail (ARMADA_IS_FLEET_LIST (self), FALSE);

  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) == '\0')
    return FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  search_changed_cb (self);
  return TRUE;
}

/**
 * armada_fleet_list_tick:
 *
 * Time has passed: the ages in the rows are counted anew.
 */
void
armada_fleet_list_tick (ArmadaFleetList *self)
{
  g_return_if_fail (ARMADA_IS_FLEET_LIST (self));

  if (self->clock != NULL)
    refresh_rows (self);
}

/**
 * armada_fleet_list_get_rows:
 *
 * Returns: (transfer none): the list of vehicles itself
 */
GtkWidget *
armada_fleet_list_get_rows (ArmadaFleetList *self)
{
  g_return_val_if_fail (ARMADA_IS_FLEET_LIST (self), NULL);

  return GTK_WIDGET (self->list);
}

/**
 * armada_fleet_list_get_search:
 *
 * Returns: (transfer none): where the search is typed
 */
GtkEditable *
armada_fleet_list_get_search (ArmadaFleetList *self)
{
  g_return_val_if_fail (ARMADA_IS_FLEET_LIST (self), NULL);

  return GTK_EDITABLE (self->search);
}
