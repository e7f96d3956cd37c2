/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-inbox-filters"

#include "alerts/armada-inbox-filters.h"

#include <glib/gi18n.h>
#include <string.h>

#include "alerts/armada-id-row.h"
#include "alerts/armada-incident-words.h"
#include "api/armada-alerts-reader.h"
#include "app/armada-saved-rows.h"
#include "app/armada-words.h"

#define SAVED "inbox-filters" /* the fact that holds what was saved */

/*
 * What of the inbox is wanted: words, and choices that all have to hold. What can be chosen is
 * looked up when the choices are opened: the vehicles and groups of the fleet, the rules and types
 * that the store knows. Filters are saved by name with the account.
 */
struct _ArmadaInboxFilters
{
  GtkBox parent_instance;

  ArmadaSession *session; /* (nullable) */
  GCancellable *cancellable;
  ArmadaIncidentFilter *filter;
  ArmadaSavedTexts *saved; /* each the text of a filter */
  ArmadaSavedRows *rows;
  GPtrArray *types; /* of char: what the rows of types stand for, from the second on */
  gboolean setting;

  GtkSearchEntry *search;
  GtkMenuButton *button;
  GtkPopover *popover;
  AdwComboRow *state_row;
  AdwComboRow *type_row;
  ArmadaIdRow *device_row;
  ArmadaIdRow *group_row;
  ArmadaIdRow *rule_row;
  AdwComboRow *period_row;
  GtkWidget *clear_button;
  AdwPreferencesGroup *saved_group;
  AdwEntryRow *name_row;
  GtkWidget *active;
  GtkLabel *active_label;
};

G_DEFINE_FINAL_TYPE (ArmadaInboxFilters, armada_inbox_filters, GTK_TYPE_BOX)

static guint changed_signal;

/* What the rows of states stand for. */
static const struct
{
  const char *words;
  guint states;
} states[] = {
  { NC_ ("incidents", "Open"), ARMADA_INCIDENT_OPEN },
  { NC_ ("incidents", "New"), ARMADA_INCIDENT_STATE_BIT (ARMADA_INCIDENT_NEW) },
  { NC_ ("incidents", "Seen"), ARMADA_INCIDENT_STATE_BIT (ARMADA_INCIDENT_SEEN) },
  { NC_ ("incidents", "Acknowledged"), ARMADA_INCIDENT_STATE_BIT (ARMADA_INCIDENT_ACKNOWLEDGED) },
  { NC_ ("incidents", "Snoozed"), ARMADA_INCIDENT_STATE_BIT (ARMADA_INCIDENT_SNOOZED) },
  { NC_ ("incidents", "Resolved"), ARMADA_INCIDENT_STATE_BIT (ARMADA_INCIDENT_RESOLVED) },
  { NC_ ("incidents", "All"), 0 },
};

/* Of ArmadaIncidentPeriod, up to the last one that needs no dates. */
static const char *const periods[] = {
  [ARMADA_INCIDENT_ALWAYS] = NC_ ("incidents", "Any Time"),
  [ARMADA_INCIDENT_TODAY] = NC_ ("incidents", "Today"),
  [ARMADA_INCIDENT_YESTERDAY] = NC_ ("incidents", "Yesterday"),
  [ARMADA_INCIDENT_LAST_7_DAYS] = NC_ ("incidents", "Last 7 Days"),
  [ARMADA_INCIDENT_LAST_30_DAYS] = NC_ ("incidents", "Last 30 Days"),
};

static ArmadaIncidentFilter *
make_usual (void)
{
  ArmadaIncidentFilter *filter = armada_incident_filter_new ();

  filter->states = ARMADA_INCIDENT_OPEN;
  return filter;
}

static guint
find_state (guint bits)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (states[i].states == bits)
      return i;
  return G_N_ELEMENTS (states) - 1;
}

static void
fill_fleet (ArmadaInboxFilters *self)
{
  ArmadaFleet *fleet = armada_session_get_fleet (self->session);
  GListModel *groups = armada_fleet_get_groups (fleet);

  armada_id_row_begin (self->device_row, 0, C_ ("incidents", "Any Vehicle"));
  for (guint i = 0; i < armada_fleet_get_n_devices (fleet); i++)
    {
      ArmadaDevice *device = armada_fleet_get_device (fleet, i);

      armada_id_row_add (self->device_row, armada_device_get_id (device),
                         armada_device_get_record (device)->name);
    }
  armada_id_row_end (self->device_row, self->filter->device);
  armada_id_row_begin (self->group_row, ARMADA_INCIDENT_ANY_GROUP, C_ ("incidents", "Any Group"));
  for (guint i = 0; i < g_list_model_get_n_items (groups); i++)
    {
      g_autoptr (ArmadaGroup) group = g_list_model_get_item (groups, i);

      armada_id_row_add (self->group_row, armada_group_get_id (group),
                         armada_group_get_title (group));
    }
  armada_id_row_end (self->group_row, self->filter->group);
}

static void
fill_rules (ArmadaInboxFilters *self)
{
  ArmadaCatalog *catalog = armada_session_get_catalog (self->session);
  g_autoptr (ArmadaListLoader) loader =
      catalog ? armada_catalog_get_loader (catalog, ARMADA_LIST_ALERTS, 0) : NULL;
  ArmadaItemList *list = loader ? armada_list_loader_get_list (loader) : NULL;

  armada_id_row_begin (self->rule_row, 0, C_ ("incidents", "Any Rule"));
  for (guint i = 0; list != NULL && i < armada_item_list_get_n (list); i++)
    {
      const ArmadaAlertRecord *rule =
          (const ArmadaAlertRecord *) armada_item_list_get_record (list, i);

      armada_id_row_add (self->rule_row, rule->id, rule->name);
    }
  armada_id_row_end (self->rule_row, self->filter->rule);
}

static void
add_type (ArmadaInboxFilters *self, const char *type)
{
  if (!g_ptr_array_find_with_equal_func (self->types, type, g_str_equal, NULL))
    g_ptr_array_add (self->types, g_strdup (type));
}

/* More than one type, as the bars of the summary choose them, is a row of its own. */
static void
show_types (ArmadaInboxFilters *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (list, C_ ("incidents", "Any Type"));
  for (guint i = 0; i < self->types->len; i++)
    {
      gtk_string_list_take (list, armada_incident_words_for_type (self->types->pdata[i]));
      if (armada_incident_filter_has_type (self->filter, self->types->pdata[i]))
        selected = i + 1;
    }
  if (self->filter->types != NULL && g_strv_length (self->filter->types) > 1)
    {
      selected = self->types->len + 1;
      gtk_string_list_append (list, C_ ("incidents", "Several Types"));
    }
  adw_combo_row_set_model (self->type_row, G_LIST_MODEL (list));
  adw_combo_row_set_selected (self->type_row, selected);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaInboxFilters) self = user_data;
  g_autoptr (GPtrArray) counts =
      armada_store_sum_incidents_finish (ARMADA_STORE (source), result, NULL);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))) || counts == NULL)
    return;
  for (guint i = 0; i < counts->len; i++)
    add_type (self, ((ArmadaIncidentCount *) counts->pdata[i])->type);
  self->setting = TRUE;
  show_types (self);
  self->setting = FALSE;
}

static void
fill_types (ArmadaInboxFilters *self)
{
  ArmadaInbox *inbox = armada_session_get_inbox (self->session);
  g_autoptr (ArmadaIncidentFilter) all = armada_incident_filter_new ();

  for (guint i = 0; self->filter->types != NULL && self->filter->types[i] != NULL; i++)
    add_type (self, self->filter->types[i]);
  show_types (self);
  if (inbox != NULL)
    armada_store_sum_incidents_async (armada_inbox_get_store (inbox),
                                      armada_inbox_get_account (inbox), all, 0, 0,
                                      self->cancellable, counted_cb, g_object_ref (self));
}

static void
append_words (GString *text, const char *words)
{
  if (words != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words);
}

static void
show_active (ArmadaInboxFilters *self)
{
  const ArmadaIncidentFilter *filter = self->filter;
  g_autoptr (GString) text = g_string_new (NULL);

  if (filter->states != ARMADA_INCIDENT_OPEN)
    append_words (text,
                  g_dpgettext2 (NULL, "incidents", states[find_state (filter->states)].words));
  for (guint i = 0; filter->types != NULL && filter->types[i] != NULL; i++)
    {
      g_autofree char *words = armada_incident_words_for_type (filter->types[i]);

      append_words (text, words);
    }
  if (filter->device != 0)
    append_words (text, armada_id_row_get_name (self->device_row, filter->device));
  if (filter->group != ARMADA_INCIDENT_ANY_GROUP)
    append_words (text, armada_id_row_get_name (self->group_row, filter->group));
  if (filter->rule != 0)
    append_words (text, armada_id_row_get_name (self->rule_row, filter->rule));
  if (filter->period == ARMADA_INCIDENT_BETWEEN)
    {
      g_autofree char *from = armada_words_for_time (filter->from);
      g_autofree char *to = armada_words_for_time (filter->to);
      /* Translators: a period, from a date and time to another */
      g_autofree char *period = g_strdup_printf (C_ ("incidents", "%s to %s"), from, to);

      append_words (text, period);
    }
  else if (filter->period != ARMADA_INCIDENT_ALWAYS)
    append_words (text, g_dpgettext2 (NULL, "incidents", periods[filter->period]));
  gtk_label_set_label (self->active_label, text->str);
  gtk_widget_set_visible (self->active, text->len > 0);
  gtk_widget_set_sensitive (self->clear_button, !armada_inbox_filters_is_usual (self));
}

/* Shows the filter, without taking what it shows for what the user chose. */
static void
show_filter (ArmadaInboxFilters *self)
{
  self->setting = TRUE;
  fill_fleet (self);
  fill_rules (self);
  fill_types (self);
  adw_combo_row_set_selected (self->state_row, find_state (self->filter->states));
  adw_combo_row_set_selected (self->period_row, self->filter->period == ARMADA_INCIDENT_BETWEEN
                                                    ? GTK_INVALID_LIST_POSITION
                                                    : self->filter->period);
  gtk_editable_set_text (GTK_EDITABLE (self->search),
                         self->filter->search ? self->filter->search : "");
  self->setting = FALSE;
  show_active (self);
}

static void
opened_cb (ArmadaInboxFilters *self)
{
  if (self->session != NULL)
    show_filter (self);
}

static void
tell_changed (ArmadaInboxFilters *self)
{
  show_active (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
take_type (ArmadaInboxFilters *self)
{
  guint selected = adw_combo_row_get_selected (self->type_row);

  if (selected > self->types->len)
    return;
  g_clear_pointer (&self->filter->types, g_strfreev);
  if (selected > 0)
    armada_incident_filter_toggle_type (self->filter, self->types->pdata[selected - 1]);
}

static void
chosen_cb (ArmadaInboxFilters *self)
{
  guint period = adw_combo_row_get_selected (self->period_row);
  guint state = adw_combo_row_get_selected (self->state_row);

  if (self->setting || self->session == NULL)
    return;
  if (state < G_N_ELEMENTS (states))
    self->filter->states = states[state].states;
  if (period < G_N_ELEMENTS (periods))
    self->filter->period = (ArmadaIncidentPeriod) period;
  self->filter->device = armada_id_row_get_chosen (self->device_row);
  self->filter->group = armada_id_row_get_chosen (self->group_row);
  self->filter->rule = armada_id_row_get_chosen (self->rule_row);
  take_type (self);
  tell_changed (self);
}

static void
search_cb (ArmadaInboxFilters *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  if (self->setting || g_strcmp0 (text, self->filter->search ? self->filter->search : "") == 0)
    return;
  armada_incident_filter_set_search (self->filter, text);
  tell_changed (self);
}

static void
clear_cb (ArmadaInboxFilters *self)
{
  armada_inbox_filters_clear (self);
}

static void
use_cb (ArmadaInboxFilters *self, const char *name)
{
  if (armada_inbox_filters_use_saved (self, name))
    gtk_popover_popdown (self->popover);
}

static char *
tell_removed (const char *name)
{
  /* Translators: %s is the name of a filter that the user saved */
  return g_strdup_printf (_ ("Filter deleted: %s"), name);
}

static void
add_rows (ArmadaInboxFilters *self)
{
  const ArmadaSavedWords words = { _ ("Rename This Filter"), _ ("Name of the filter"),
                                   _ ("Delete This Filter"), tell_removed };

  self->rows = armada_saved_rows_new (self->saved_group, self->name_row, &words);
  g_signal_connect_object (self->rows, "chosen", G_CALLBACK (use_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "save", G_CALLBACK (armada_inbox_filters_save), self,
                           G_CONNECT_SWAPPED);
}

static void
set_saved (ArmadaInboxFilters *self, ArmadaInbox *inbox)
{
  g_clear_object (&self->saved);
  self->saved = armada_saved_texts_new (inbox ? armada_inbox_get_store (inbox) : NULL,
                                        inbox ? armada_inbox_get_account (inbox) : 0, SAVED);
  armada_saved_rows_set_texts (self->rows, self->saved);
}

static void
armada_inbox_filters_dispose (GObject *object)
{
  ArmadaInboxFilters *self = ARMADA_INBOX_FILTERS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->rows);
  g_clear_object (&self->saved);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (armada_inbox_filters_parent_class)->dispose (object);
}

static void
armada_inbox_filters_finalize (GObject *object)
{
  ArmadaInboxFilters *self = ARMADA_INBOX_FILTERS (object);

  g_clear_object (&self->cancellable);
  armada_incident_filter_free (self->filter);
  g_ptr_array_unref (self->types);
  G_OBJECT_CLASS (armada_inbox_filters_parent_class)->finalize (object);
}

static void
armada_inbox_filters_class_init (ArmadaInboxFiltersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_inbox_filters_dispose;
  G_OBJECT_CLASS (klass)->finalize = armada_inbox_filters_finalize;
  g_type_ensure (ARMADA_TYPE_ID_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-inbox-filters.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaInboxFilters, search);
  gtk_widget_class_bind_template_child (widget_class, ArmadaInboxFilters, button);
  gtk_widget_class_bind_template_child (widget_class, ArmadaInboxFilters, popover);
  gtk_widget_class_bind_template_child (widget_class, ArmadaInboxFilters, state_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaInboxFilters, type_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaInboxFilters, device_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaInboxFilters, group_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaInboxFilters, rule_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaInboxFilters, period_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaInboxFilters, clear_button);
  gtk_widget_class_bind_template_child (widget_class, ArmadaInboxFilters, saved_group);
  gtk_widget_class_bind_template_child (widget_class, ArmadaInboxFilters, name_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaInboxFilters, active);
  gtk_widget_class_bind_template_child (widget_class, ArmadaInboxFilters, active_label);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  changed_signal = g_signal_new ("changed", ARMADA_TYPE_INBOX_FILTERS, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
armada_inbox_filters_init (ArmadaInboxFilters *self)
{
  g_autoptr (GtkStringList) state_list = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) period_list = gtk_string_list_new (NULL);

  self->setting = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->filter = make_usual ();
  self->types = g_ptr_array_new_with_free_func (g_free);
  armada_id_row_begin (self->device_row, 0, "");
  armada_id_row_begin (self->group_row, ARMADA_INCIDENT_ANY_GROUP, "");
  armada_id_row_begin (self->rule_row, 0, "");
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    gtk_string_list_append (state_list, g_dpgettext2 (NULL, "incidents", states[i].words));
  adw_combo_row_set_model (self->state_row, G_LIST_MODEL (state_list));
  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    gtk_string_list_append (period_list, g_dpgettext2 (NULL, "incidents", periods[i]));
  adw_combo_row_set_model (self->period_row, G_LIST_MODEL (period_list));
  self->setting = FALSE;
  add_rows (self);
  set_saved (self, NULL);
  show_active (self);
}

void
armada_inbox_filters_set_session (ArmadaInboxFilters *self, ArmadaSession *session)
{
  g_set_object (&self->session, session);
}

/**
 * armada_inbox_filters_open_account:
 *
 * The session has opened another account, or none: its own filters are offered, none is active.
 */
void
armada_inbox_filters_open_account (ArmadaInboxFilters *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_ptr_array_set_size (self->types, 0);
  set_saved (self, armada_session_get_inbox (self->session));
  armada_inbox_filters_clear (self);
}

const ArmadaIncidentFilter *
armada_inbox_filters_get_filter (ArmadaInboxFilters *self)
{
  return self->filter;
}

/**
 * armada_inbox_filters_set_filter:
 *
 * Shows @filter and emits "changed".
 */
void
armada_inbox_filters_set_filter (ArmadaInboxFilters *self, const ArmadaIncidentFilter *filter)
{
  if (armada_incident_filter_equal (self->filter, filter))
    return;
  armada_incident_filter_free (self->filter);
  self->filter = armada_incident_filter_copy (filter);
  show_filter (self);
  g_signal_emit (self, changed_signal, 0);
}

/**
 * armada_inbox_filters_is_usual:
 *
 * Returns: whether all that is open is wanted
 */
gboolean
armada_inbox_filters_is_usual (ArmadaInboxFilters *self)
{
  g_autoptr (ArmadaIncidentFilter) usual = make_usual ();

  return armada_incident_filter_equal (self->filter, usual);
}

void
armada_inbox_filters_clear (ArmadaInboxFilters *self)
{
  g_autoptr (ArmadaIncidentFilter) usual = make_usual ();

  armada_inbox_filters_set_filter (self, usual);
}

void
armada_inbox_filters_focus_search (ArmadaInboxFilters *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/**
 * armada_inbox_filters_save:
 * @name: takes the place of what was saved under it
 */
void
armada_inbox_filters_save (ArmadaInboxFilters *self, const char *name)
{
  g_autofree char *text = armada_incident_filter_to_text (self->filter);

  armada_saved_texts_put (self->saved, name, text);
}

/**
 * armada_inbox_filters_list_saved:
 *
 * Returns: (transfer full): the names of the saved filters, in order
 */
GStrv
armada_inbox_filters_list_saved (ArmadaInboxFilters *self)
{
  return armada_saved_texts_list_names (self->saved);
}

/**
 * armada_inbox_filters_use_saved:
 *
 * Returns: whether there is such a filter
 */
gboolean
armada_inbox_filters_use_saved (ArmadaInboxFilters *self, const char *name)
{
  const char *text = armada_saved_texts_get (self->saved, name);
  g_autoptr (ArmadaIncidentFilter) filter = text ? armada_incident_filter_from_text (text) : NULL;

  if (filter == NULL)
    return FALSE;
  armada_inbox_filters_set_filter (self, filter);
  return TRUE;
}

/**
 * armada_inbox_filters_delete_saved:
 *
 * Forgets a filter, and offers to bring it back.
 */
void
armada_inbox_filters_delete_saved (ArmadaInboxFilters *self, const char *name)
{
  armada_saved_rows_remove (self->rows, name);
}
