/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-history-chooser"

#include "replay/armada-history-chooser.h"

#include <glib/gi18n.h>
#include <string.h>

#include "api/armada-fixes.h"
#include "model/armada-fleet-view.h"
#include "replay/armada-moment-row.h"
#include "replay/armada-replay-words.h"

#define MAX_NAMED 6 /* vehicles told by name below the list */

/*
 * Asks whose history of what time is to be seen. What is not possible is told where it stands, and
 * a very long period is asked about once more.
 */
struct _ArmadaHistoryChooser
{
  AdwDialog parent_instance;

  ArmadaFleet *fleet;
  ArmadaVehicleSources asked; /* references to all but the fleet */
  GPtrArray *sources;         /* of ArmadaVehicleSource */
  ArmadaFleetView *view;
  GHashTable *chosen; /* gint64 ids → themselves */
  gint64 now;         /* what the account's clock shows */
  gboolean setting;

  AdwComboRow *period_row;
  ArmadaMomentRow *from_row;
  ArmadaMomentRow *to_row;
  AdwComboRow *snap_row;
  GtkLabel *zone_label;
  GtkSearchEntry *search;
  GtkDropDown *groups;
  GtkListView *list;
  GtkLabel *chosen_label;
  GtkWidget *all_button;
  GtkWidget *none_button;
  GtkWidget *show_button;
};

G_DEFINE_FINAL_TYPE (ArmadaHistoryChooser, armada_history_chooser, ADW_TYPE_DIALOG)

static guint chosen_signal;

static gboolean
is_chosen (ArmadaHistoryChooser *self, gint64 id)
{
  return g_hash_table_contains (self->chosen, &id);
}

static void
set_chosen (ArmadaHistoryChooser *self, gint64 id, gboolean chosen)
{
  if (chosen)
    g_hash_table_add (self->chosen, g_memdup2 (&id, sizeof id));
  else
    g_hash_table_remove (self->chosen, &id);
}

/* Returns: (transfer full): what is chosen, in the fleet's order */
static ArmadaHistoryChoice *
make_choice (ArmadaHistoryChooser *self)
{
  guint n = armada_fleet_get_n_devices (self->fleet);
  ArmadaHistoryChoice *choice;
  gint64 from, to;

  armada_moment_row_get_time (self->from_row, &from);
  armada_moment_row_get_time (self->to_row, &to);
  /* To the end of the minute that is shown. */
  if (to % 60 == 0)
    to += 59;
  choice = armada_history_choice_new (
      from, to, (ArmadaHistorySnap) adw_combo_row_get_selected (self->snap_row));
  for (guint i = 0; i < n; i++)
    {
      ArmadaDevice *device = armada_fleet_get_device (self->fleet, i);

      if (is_chosen (self, armada_device_get_id (device)))
        armada_history_choice_add (choice, armada_device_get_id (device),
                                   armada_device_get_record (device)->name);
    }
  return choice;
}

static char *
name_vehicles (const ArmadaHistoryChoice *choice)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = choice->ids->len;

  for (guint i = 0; i < MIN (n, MAX_NAMED); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", (char *) choice->names->pdata[i]);
  if (n > MAX_NAMED)
    g_string_append_printf (names, _ (" and %u more"), n - MAX_NAMED);
  /* Translators: how many vehicles are chosen, and their names */
  return g_strdup_printf (ngettext ("%u vehicle: %s", "%u vehicles: %s", n), n, names->str);
}

static gboolean
show_vehicles (ArmadaHistoryChooser *self, const ArmadaHistoryChoice *choice)
{
  guint n = choice->ids->len;
  gboolean too_many = n > ARMADA_HISTORY_MAX_VEHICLES;
  g_autofree char *text = NULL;

  if (n == 0)
    text = g_strdup (_ ("Choose a vehicle at least."));
  else if (too_many)
    text = g_strdup_printf (_ ("%u vehicles are chosen. More than %d cannot be told apart."), n,
                            ARMADA_HISTORY_MAX_VEHICLES);
  else
    text = name_vehicles (choice);
  gtk_label_set_label (self->chosen_label, text);
  if (too_many)
    gtk_widget_add_css_class (GTK_WIDGET (self->chosen_label), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->chosen_label), "error");
  gtk_widget_set_sensitive (self->all_button, armada_fleet_get_n_devices (self->fleet) > 0);
  gtk_widget_set_sensitive (self->none_button, n > 0);
  return n > 0 && !too_many;
}

static gboolean
show_problems (ArmadaHistoryChooser *self)
{
  gint64 from, to;
  gboolean from_good = armada_moment_row_get_time (self->from_row, &from);
  gboolean to_good = armada_moment_row_get_time (self->to_row, &to);
  const char *problem = NULL;

  armada_moment_row_set_problem (self->from_row,
                                 from_good ? NULL : _ ("This is no time. Type it like 08:05."));
  if (!to_good)
    problem = _ ("This is no time. Type it like 08:05.");
  else if (from_good && to < from)
    problem = _ ("This is before the beginning.");
  else if (from_good && to - from >= (gint64) ARMADA_HISTORY_MAX_DAYS * 86400)
    problem = _ ("This is longer than ten years.");
  else if (from_good && from > self->now)
    problem = _ ("This is still to come.");
  armada_moment_row_set_problem (self->to_row, problem);
  return from_good && problem == NULL;
}

static void
update (ArmadaHistoryChooser *self)
{
  g_autoptr (ArmadaHistoryChoice) choice = make_choice (self);
  gboolean good = show_vehicles (self, choice);

  good = show_problems (self) && good;
  gtk_widget_set_sensitive (self->show_button, good);
}

static void
period_cb (ArmadaHistoryChooser *self)
{
  guint period = adw_combo_row_get_selected (self->period_row);
  gint64 from, to;

  if (self->view == NULL || self->setting)
    return;
  if (period < ARMADA_HISTORY_OTHER_PERIOD)
    {
      armada_history_period_find ((ArmadaHistoryPeriod) period, self->now, &from, &to);
      self->setting = TRUE;
      armada_moment_row_set_time (self->from_row, from);
      armada_moment_row_set_time (self->to_row, to);
      self->setting = FALSE;
    }
  update (self);
}

/* Who sets a time by hand wants a period of their own. */
static void
moment_cb (ArmadaHistoryChooser *self)
{
  if (self->setting)
    return;
  self->setting = TRUE;
  adw_combo_row_set_selected (self->period_row, ARMADA_HISTORY_OTHER_PERIOD);
  self->setting = FALSE;
  update (self);
}

static void
search_changed_cb (ArmadaHistoryChooser *self)
{
  armada_fleet_view_set_search (self->view, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
group_cb (ArmadaHistoryChooser *self)
{
  guint selected = gtk_drop_down_get_selected (self->groups);
  const ArmadaVehicleSource *source;
  g_autoptr (GArray) ids = NULL;

  if (self->view == NULL || selected >= self->sources->len)
    return;
  source = self->sources->pdata[selected];
  if (source->kind != ARMADA_VEHICLES_GROUP)
    ids = armada_vehicle_sources_dup_ids (&self->asked, source);
  armada_fleet_view_set_only (self->view, ids, ids ? source->title : NULL);
  armada_fleet_view_set_group (
      self->view, source->kind == ARMADA_VEHICLES_GROUP ? source->group : ARMADA_GROUP_ALL);
}

static void
show_groups (ArmadaHistoryChooser *self)
{
  g_autoptr (GListModel) titles = NULL;

  self->sources = armada_vehicle_sources_list (&self->asked, _ ("All Groups"));
  titles = armada_vehicle_sources_dup_titles (self->sources);
  gtk_drop_down_set_model (self->groups, titles);
  gtk_widget_set_visible (GTK_WIDGET (self->groups), self->sources->len > 2);
}

static void
toggled_cb (GtkCheckButton *button, ArmadaHistoryChooser *self)
{
  ArmadaDevice *device = g_object_get_data (G_OBJECT (button), "device");

  if (self->setting || device == NULL)
    return;
  set_chosen (self, armada_device_get_id (device), gtk_check_button_get_active (button));
  update (self);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ArmadaHistoryChooser *self)
{
  GtkWidget *button = gtk_check_button_new ();

  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, 0);
  gtk_list_item_set_child (item, button);
  gtk_list_item_set_focusable (item, FALSE);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ArmadaHistoryChooser *self)
{
  ArmadaDevice *device = gtk_list_item_get_item (item);
  const ArmadaDeviceRecord *record = armada_device_get_record (device);
  GtkWidget *button = gtk_list_item_get_child (item);
  g_autofree char *text = *record->plate != '\0' && strstr (record->name, record->plate) == NULL
                              ? g_strdup_printf ("%s · %s", record->name, record->plate)
                              : g_strdup (record->name);

  self->setting = TRUE;
  g_object_set_data (G_OBJECT (button), "device", device);
  gtk_check_button_set_label (GTK_CHECK_BUTTON (button), text);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button),
                               is_chosen (self, armada_device_get_id (device)));
  self->setting = FALSE;
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ArmadaHistoryChooser *self)
{
  g_object_set_data (G_OBJECT (gtk_list_item_get_child (item)), "device", NULL);
}

static void
show_list (ArmadaHistoryChooser *self)
{
  g_autoptr (GtkNoSelection) rows = NULL;
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
  rows = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->view)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (rows));
}

/* The marks of the rows are what is chosen. */
static void
show_marks (ArmadaHistoryChooser *self)
{
  self->setting = TRUE;
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *button = gtk_widget_get_first_child (row);
      ArmadaDevice *device = button ? g_object_get_data (G_OBJECT (button), "device") : NULL;

      if (device != NULL)
        gtk_check_button_set_active (GTK_CHECK_BUTTON (button),
                                     is_chosen (self, armada_device_get_id (device)));
    }
  self->setting = FALSE;
}

static void
all_cb (ArmadaHistoryChooser *self)
{
  guint n = armada_fleet_view_get_n_devices (self->view);

  for (guint i = 0; i < n; i++)
    set_chosen (self, armada_device_get_id (armada_fleet_view_get_device (self->view, i)), TRUE);
  show_marks (self);
  update (self);
}

static void
none_cb (ArmadaHistoryChooser *self)
{
  g_hash_table_remove_all (self->chosen);
  show_marks (self);
  update (self);
}

static void
cancel_cb (ArmadaHistoryChooser *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* The entry keeps Esc to itself: the first one clears it, and the next closes the dialog. */
static void
stop_search_cb (ArmadaHistoryChooser *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else
    adw_dialog_close (ADW_DIALOG (self));
}

static void
finish (ArmadaHistoryChooser *self)
{
  g_autoptr (ArmadaHistoryChoice) choice = make_choice (self);

  g_signal_emit (self, chosen_signal, 0, choice);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
answered_cb (AdwAlertDialog *dialog, const char *response, ArmadaHistoryChooser *self)
{
  if (g_str_equal (response, "show"))
    finish (self);
}

static void
ask_again (ArmadaHistoryChooser *self, const ArmadaHistoryChoice *choice)
{
  guint n = armada_history_choice_get_n_days (choice);
  g_autofree char *title = g_strdup_printf (_ ("Fetch %u Days?"), n);
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (
      title, _ ("Each day of each vehicle is asked for by itself, which takes its time. What has "
                "arrived is shown at once, and you can stop whenever you like.")));

  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "show", _ ("_Fetch"), NULL);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, 0);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
show_cb (ArmadaHistoryChooser *self)
{
  g_autoptr (ArmadaHistoryChoice) choice = make_choice (self);

  if (armada_history_choice_get_n_days (choice) > ARMADA_HISTORY_LONG_DAYS)
    ask_again (self, choice);
  else
    finish (self);
}

/* Who has found it wants to see it: the one that is listed, where none is chosen. */
static void
search_activate_cb (ArmadaHistoryChooser *self)
{
  if (g_hash_table_size (self->chosen) == 0 && armada_fleet_view_get_n_devices (self->view) == 1)
    all_cb (self);
  if (gtk_widget_get_sensitive (self->show_button))
    show_cb (self);
}

static void
armada_history_chooser_dispose (GObject *object)
{
  ArmadaHistoryChooser *self = ARMADA_HISTORY_CHOOSER (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->view);
  g_clear_object (&self->asked.selection);
  g_clear_object (&self->asked.listed);
  g_clear_object (&self->fleet);
  G_OBJECT_CLASS (armada_history_chooser_parent_class)->dispose (object);
}

static void
armada_history_chooser_finalize (GObject *object)
{
  g_hash_table_unref (ARMADA_HISTORY_CHOOSER (object)->chosen);
  g_clear_pointer (&ARMADA_HISTORY_CHOOSER (object)->sources, g_ptr_array_unref);
  G_OBJECT_CLASS (armada_history_chooser_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass,
                                               "/id/trackgps/Armada/ui/armada-history-chooser.ui");
  gtk_widget_class_bind_template_child (klass, ArmadaHistoryChooser, period_row);
  gtk_widget_class_bind_template_child (klass, ArmadaHistoryChooser, from_row);
  gtk_widget_class_bind_template_child (klass, ArmadaHistoryChooser, to_row);
  gtk_widget_class_bind_template_child (klass, ArmadaHistoryChooser, snap_row);
  gtk_widget_class_bind_template_child (klass, ArmadaHistoryChooser, zone_label);
  gtk_widget_class_bind_template_child (klass, ArmadaHistoryChooser, search);
  gtk_widget_class_bind_template_child (klass, ArmadaHistoryChooser, groups);
  gtk_widget_class_bind_template_child (klass, ArmadaHistoryChooser, list);
  gtk_widget_class_bind_template_child (klass, ArmadaHistoryChooser, chosen_label);
  gtk_widget_class_bind_template_child (klass, ArmadaHistoryChooser, all_button);
  gtk_widget_class_bind_template_child (klass, ArmadaHistoryChooser, none_button);
  gtk_widget_class_bind_template_child (klass, ArmadaHistoryChooser, show_button);
  gtk_widget_class_bind_template_callback (klass, period_cb);
  gtk_widget_class_bind_template_callback (klass, moment_cb);
  gtk_widget_class_bind_template_callback (klass, search_changed_cb);
  gtk_widget_class_bind_template_callback (klass, search_activate_cb);
  gtk_widget_class_bind_template_callback (klass, stop_search_cb);
  gtk_widget_class_bind_template_callback (klass, group_cb);
  gtk_widget_class_bind_template_callback (klass, all_cb);
  gtk_widget_class_bind_template_callback (klass, none_cb);
  gtk_widget_class_bind_template_callback (klass, cancel_cb);
  gtk_widget_class_bind_template_callback (klass, show_cb);
}

static void
armada_history_chooser_class_init (ArmadaHistoryChooserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = armada_history_chooser_dispose;
  object_class->finalize = armada_history_chooser_finalize;
  chosen_signal = g_signal_new ("chosen", ARMADA_TYPE_HISTORY_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, ARMADA_TYPE_HISTORY_CHOICE);
  g_type_ensure (ARMADA_TYPE_MOMENT_ROW);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
armada_history_chooser_init (ArmadaHistoryChooser *self)
{
  self->chosen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static guint
find_period (gint64 now, const ArmadaHistoryChoice *choice)
{
  for (guint i = 0; i < ARMADA_HISTORY_OTHER_PERIOD; i++)
    {
      gint64 from, to;

      armada_history_period_find ((ArmadaHistoryPeriod) i, now, &from, &to);
      if (from == choice->from && to == choice->to)
        return i;
    }
  return ARMADA_HISTORY_OTHER_PERIOD;
}

/**
 * armada_history_chooser_new:
 * @sources: the fleet, and where vehicles are chosen or listed elsewhere
 * @zone: seconds that the account's clock stands east of UTC, or ARMADA_ZONE_UNKNOWN: then this
 *   computer's clock says what today is
 * @now: UNIX seconds
 * @choice: what is chosen at first
 *
 * Returns: (transfer floating): a dialog to present
 */
AdwDialog *
armada_history_chooser_new (const ArmadaVehicleSources *sources,
                            int zone,
                            gint64 now,
                            const ArmadaHistoryChoice *choice)
{
  ArmadaHistoryChooser *self = g_object_new (ARMADA_TYPE_HISTORY_CHOOSER, NULL);
  g_autofree char *words = armada_replay_words_for_zone (zone);
  g_autoptr (GDateTime) here = g_date_time_new_from_unix_local (now);

  self->now =
      now +
      (zone != ARMADA_ZONE_UNKNOWN ? zone : g_date_time_get_utc_offset (here) / G_TIME_SPAN_SECOND);
  self->fleet = g_object_ref (sources->fleet);
  self->asked.fleet = self->fleet;
  g_set_object (&self->asked.selection, sources->selection);
  g_set_object (&self->asked.listed, sources->listed);
  for (guint i = 0; i < choice->ids->len; i++)
    set_chosen (self, g_array_index (choice->ids, gint64, i), TRUE);
  gtk_label_set_label (self->zone_label, words);
  self->setting = TRUE;
  armada_moment_row_set_time (self->from_row, choice->from);
  armada_moment_row_set_time (self->to_row, choice->to);
  adw_combo_row_set_selected (self->snap_row, choice->snap);
  adw_combo_row_set_selected (self->period_row, find_period (self->now, choice));
  self->setting = FALSE;
  self->view = armada_fleet_view_new (self->fleet);
  show_groups (self);
  show_list (self);
  period_cb (self);
  return ADW_DIALOG (self);
}
