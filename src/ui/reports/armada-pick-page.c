/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-pick-page"

#include "reports/armada-pick-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "api/armada-geofences-reader.h"
#include "model/armada-fleet-view.h"
#include "model/armada-item.h"

/*
 * ArmadaPickPage: vehicles, by way of a view of the fleet that also knows groups, or geofences.
 * What is chosen stays chosen while a search hides it.
 */
struct _ArmadaPickPage
{
  AdwNavigationPage parent_instance;

  ArmadaFleetView *view;     /* (nullable) of vehicles */
  GtkFilterListModel *found; /* (nullable) of geofences */
  GtkCustomFilter *filter;   /* owned by @found */
  GListModel *model;         /* one of them */
  char *words;               /* (nullable): casefolded, of the search for geofences */
  GHashTable *chosen;        /* gint64 ids → names */
  gboolean setting;

  GtkWidget *search;
  GtkDropDown *groups;
  GtkLabel *chosen_label;
  GtkWidget *all_button;
  GtkWidget *none_button;
  GtkStack *stack;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (ArmadaPickPage, armada_pick_page, ADW_TYPE_NAVIGATION_PAGE)

static guint changed_signal;

static gint64
get_id (gpointer item)
{
  return ARMADA_IS_DEVICE (item) ? armada_device_get_id (item)
                                 : armada_record_get_id (armada_item_get_record (item));
}

static const char *
get_name (gpointer item)
{
  return ARMADA_IS_DEVICE (item)
             ? armada_device_get_record (item)->name
             : ((const ArmadaGeofenceRecord *) armada_item_get_record (item))->name;
}

static char *
dup_label (gpointer item)
{
  const char *name = get_name (item);
  const char *plate = ARMADA_IS_DEVICE (item) ? armada_device_get_record (item)->plate : "";

  if (*plate != '\0' && strstr (name, plate) == NULL)
    return g_strdup_printf ("%s · %s", name, plate);
  if (*name == '\0')
    return g_strdup_printf ("%" G_GINT64_FORMAT, get_id (item));
  return g_strdup (name);
}

static void
set_chosen (ArmadaPickPage *self, gpointer item, gboolean chosen)
{
  gint64 id = get_id (item);

  if (chosen)
    g_hash_table_insert (self->chosen, g_memdup2 (&id, sizeof id), g_strdup (get_name (item)));
  else
    g_hash_table_remove (self->chosen, &id);
}

static gboolean
is_chosen (ArmadaPickPage *self, gpointer item)
{
  gint64 id = get_id (item);

  return g_hash_table_contains (self->chosen, &id);
}

static void
show_count (ArmadaPickPage *self)
{
  guint n = g_hash_table_size (self->chosen);
  guint n_found = self->model ? g_list_model_get_n_items (self->model) : 0;
  /* Translators: how many things of a list are chosen */
  g_autofree char *text = g_strdup_printf (ngettext ("%u chosen", "%u chosen", n), n);

  gtk_label_set_label (self->chosen_label, text);
  gtk_widget_set_sensitive (self->all_button, n_found > 0);
  gtk_widget_set_sensitive (self->none_button, n > 0);
  gtk_stack_set_visible_child_name (self->stack, n_found > 0 ? "list" : "none");
}

static void
tell (ArmadaPickPage *self)
{
  show_count (self);
  g_signal_emit (self, changed_signal, 0);
}

/* The marks of the rows are what is chosen. */
static void
show_marks (ArmadaPickPage *self)
{
  self->setting = TRUE;
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *button = gtk_widget_get_first_child (row);
      gpointer item = button ? g_object_get_data (G_OBJECT (button), "item") : NULL;

      if (item != NULL)
        gtk_check_button_set_active (GTK_CHECK_BUTTON (button), is_chosen (self, item));
    }
  self->setting = FALSE;
}

static void
toggled_cb (GtkCheckButton *button, ArmadaPickPage *self)
{
  gpointer item = g_object_get_data (G_OBJECT (button), "item");

  if (self->setting || item == NULL)
    return;
  set_chosen (self, item, gtk_check_button_get_active (button));
  tell (self);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ArmadaPickPage *self)
{
  GtkWidget *button = gtk_check_button_new ();

  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, 0);
  gtk_list_item_set_child (item, button);
  gtk_list_item_set_focusable (item, FALSE);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ArmadaPickPage *self)
{
  gpointer thing = gtk_list_item_get_item (item);
  GtkWidget *button = gtk_list_item_get_child (item);
  g_autofree char *text = dup_label (thing);

  self->setting = TRUE;
  g_object_set_data (G_OBJECT (button), "item", thing);
  gtk_check_button_set_label (GTK_CHECK_BUTTON (button), text);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), is_chosen (self, thing));
  self->setting = FALSE;
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ArmadaPickPage *self)
{
  g_object_set_data (G_OBJECT (gtk_list_item_get_child (item)), "item", NULL);
}

static void
search_changed_cb (ArmadaPickPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  if (self->view != NULL)
    armada_fleet_view_set_search (self->view, text);
  if (self->filter == NULL)
    return;
  g_free (self->words);
  self->words = *text != '\0' ? g_utf8_casefold (text, -1) : NULL;
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

/* Escape empties the search before it leaves the page. */
static void
stop_search_cb (ArmadaPickPage *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "navigation.pop", NULL);
}

static void
group_cb (ArmadaPickPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->groups);
  g_autoptr (ArmadaGroup) group = NULL;

  if (self->view == NULL || self->setting || selected == GTK_INVALID_LIST_POSITION)
    return;
  if (selected > 0)
    group = g_list_model_get_item (
        armada_fleet_get_groups (armada_fleet_view_get_fleet (self->view)), selected - 1);
  armada_fleet_view_set_group (self->view, group ? armada_group_get_id (group) : ARMADA_GROUP_ALL);
}

static void
all_cb (ArmadaPickPage *self)
{
  guint n = g_list_model_get_n_items (self->model);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (self->model, i);

      set_chosen (self, item, TRUE);
    }
  show_marks (self);
  tell (self);
}

static void
none_cb (ArmadaPickPage *self)
{
  g_hash_table_remove_all (self->chosen);
  show_marks (self);
  tell (self);
}

static void
show_model (ArmadaPickPage *self)
{
  g_autoptr (GtkNoSelection) rows = NULL;
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
  rows = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->model)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (rows));
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (show_count), self,
                           G_CONNECT_SWAPPED);
  show_count (self);
}

static void
armada_pick_page_dispose (GObject *object)
{
  ArmadaPickPage *self = ARMADA_PICK_PAGE (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  self->model = NULL;
  self->filter = NULL;
  g_clear_object (&self->view);
  g_clear_object (&self->found);
  G_OBJECT_CLASS (armada_pick_page_parent_class)->dispose (object);
}

static void
armada_pick_page_finalize (GObject *object)
{
  ArmadaPickPage *self = ARMADA_PICK_PAGE (object);

  g_hash_table_unref (self->chosen);
  g_free (self->words);
  G_OBJECT_CLASS (armada_pick_page_parent_class)->finalize (object);
}

static void
armada_pick_page_class_init (ArmadaPickPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_pick_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = armada_pick_page_finalize;
  changed_signal = g_signal_new ("changed", ARMADA_TYPE_PICK_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-pick-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaPickPage, search);
  gtk_widget_class_bind_template_child (widget_class, ArmadaPickPage, groups);
  gtk_widget_class_bind_template_child (widget_class, ArmadaPickPage, chosen_label);
  gtk_widget_class_bind_template_child (widget_class, ArmadaPickPage, all_button);
  gtk_widget_class_bind_template_child (widget_class, ArmadaPickPage, none_button);
  gtk_widget_class_bind_template_child (widget_class, ArmadaPickPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ArmadaPickPage, list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, group_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_cb);
  gtk_widget_class_bind_template_callback (widget_class, none_cb);
}

static void
armada_pick_page_init (ArmadaPickPage *self)
{
  self->chosen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * armada_pick_page_new:
 * @title: of the page
 * @search_hint: what can be searched for
 */
GtkWidget *
armada_pick_page_new (const char *title, const char *search_hint)
{
  ArmadaPickPage *self = g_object_new (ARMADA_TYPE_PICK_PAGE, "title", title, NULL);

  gtk_search_entry_set_placeholder_text (GTK_SEARCH_ENTRY (self->search), search_hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  search_hint, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  return GTK_WIDGET (self);
}

static void
show_groups (ArmadaPickPage *self, GListModel *groups)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n = g_list_model_get_n_items (groups);

  gtk_string_list_append (names, _ ("All Groups"));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ArmadaGroup) group = g_list_model_get_item (groups, i);
      const char *title = armada_group_get_title (group);

      gtk_string_list_append (names, *title != '\0' ? title : C_ ("group", "Ungrouped"));
    }
  self->setting = TRUE;
  gtk_drop_down_set_model (self->groups, G_LIST_MODEL (names));
  self->setting = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->groups), n > 1);
}

/**
 * armada_pick_page_set_fleet:
 * @fleet: whose vehicles there are to choose from
 */
void
armada_pick_page_set_fleet (ArmadaPickPage *self, ArmadaFleet *fleet)
{
  g_return_if_fail (ARMADA_IS_PICK_PAGE (self) && self->model == NULL);

  self->view = armada_fleet_view_new (fleet);
  self->model = G_LIST_MODEL (self->view);
  show_groups (self, armada_fleet_get_groups (fleet));
  show_model (self);
}

static gboolean
matches (gpointer item, gpointer user_data)
{
  ArmadaPickPage *self = user_data;
  g_autofree char *name = g_utf8_casefold (get_name (item), -1);

  return self->words == NULL || strstr (name, self->words) != NULL;
}

/**
 * armada_pick_page_set_geofences:
 * @geofences: of ArmadaGeofenceRecord
 */
void
armada_pick_page_set_geofences (ArmadaPickPage *self, ArmadaItemList *geofences)
{
  g_return_if_fail (ARMADA_IS_PICK_PAGE (self) && self->model == NULL);

  self->filter = gtk_custom_filter_new (matches, self, NULL);
  self->found = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (geofences)),
                                           GTK_FILTER (self->filter));
  self->model = G_LIST_MODEL (self->found);
  show_model (self);
}

/* Returns: (transfer full) (nullable): the thing of that id, also where a search hides it */
static GObject *
find (ArmadaPickPage *self, gint64 id)
{
  GListModel *all = self->view ? NULL : gtk_filter_list_model_get_model (self->found);
  guint n = all ? g_list_model_get_n_items (all) : 0;

  if (self->view != NULL)
    {
      ArmadaDevice *device = armada_fleet_lookup (armada_fleet_view_get_fleet (self->view), id);

      return device ? g_object_ref (G_OBJECT (device)) : NULL;
    }
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (all, i);

      if (get_id (item) == id)
        return g_steal_pointer (&item);
    }
  return NULL;
}

/**
 * armada_pick_page_set_ids:
 * @ids: what is to be chosen; those that are not there are left out
 */
void
armada_pick_page_set_ids (ArmadaPickPage *self, const gint64 *ids, guint n)
{
  g_return_if_fail (ARMADA_IS_PICK_PAGE (self) && self->model != NULL);

  g_hash_table_remove_all (self->chosen);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) item = find (self, ids[i]);

      if (item != NULL)
        set_chosen (self, item, TRUE);
    }
  show_marks (self);
  show_count (self);
}

/**
 * armada_pick_page_choose_all:
 *
 * Chooses all that the search finds.
 */
void
armada_pick_page_choose_all (ArmadaPickPage *self)
{
  all_cb (self);
}

guint
armada_pick_page_get_n_ids (ArmadaPickPage *self)
{
  return g_hash_table_size (self->chosen);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return (one > other) - (one < other);
}

/**
 * armada_pick_page_dup_ids:
 *
 * Returns: (transfer full) (element-type gint64): what is chosen, in the order of the ids
 */
GArray *
armada_pick_page_dup_ids (ArmadaPickPage *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->chosen);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_array_append_vals (ids, id, 1);
  g_array_sort (ids, compare_ids);
  return ids;
}

/**
 * armada_pick_page_dup_names:
 *
 * Returns: (transfer full) (element-type utf8): of what is chosen, as many and in the same order as
 *   armada_pick_page_dup_ids() gives
 */
GPtrArray *
armada_pick_page_dup_names (ArmadaPickPage *self)
{
  g_autoptr (GArray) ids = armada_pick_page_dup_ids (self);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (
        names, g_strdup (g_hash_table_lookup (self->chosen, &g_array_index (ids, gint64, i))));
  return names;
}

/**
 * armada_pick_page_get_n_items:
 *
 * Returns: how many there are to choose from, those included that a search hides
 */
guint
armada_pick_page_get_n_items (ArmadaPickPage *self)
{
  if (self->view != NULL)
    return armada_fleet_get_n_devices (armada_fleet_view_get_fleet (self->view));
  return self->found ? g_list_model_get_n_items (gtk_filter_list_model_get_model (self->found)) : 0;
}
