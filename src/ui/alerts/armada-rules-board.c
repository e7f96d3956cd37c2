/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-rules-board"

#include "alerts/armada-rules-board.h"

#include <glib/gi18n.h>
#include <math.h>

#include "alerts/armada-rule-words.h"
#include "api/armada-custom-events-reader.h"
#include "api/armada-device-alerts-reader.h"
#include "app/armada-item-words.h"
#include "app/armada-words.h"
#include "boards/armada-board-details.h"
#include "boards/armada-board-feed.h"

#define DAYS 30
#define NAMED 2 /* vehicles, or geofences, in a cell; of more there is only the number */

/*
 * ArmadaRulesBoard: with a vehicle chosen, the rows are the rules that the server lists for it;
 * what the rules are stands in the list of all rules, which is looked up by id.
 */
struct _ArmadaRulesBoard
{
  AdwBin parent_instance;

  ArmadaBoardWords words;
  ArmadaBoardColumn columns[9];
  ArmadaSession *session;
  ArmadaClock *clock;
  ArmadaBoard *board;
  ArmadaBoardFeed *feed;
  GSignalGroup *fleet_signals;
  ArmadaListLoader *rules;         /* (nullable): all of them */
  ArmadaListLoader *custom_events; /* (nullable): of the vehicle */
  ArmadaListLoader *geofences;     /* (nullable) */
  ArmadaListLoader *drivers;       /* (nullable) */
  GPtrArray *counts;               /* (nullable) of ArmadaEventCount */
  GCancellable *cancellable;
  gint64 device; /* 0: all rules */

  ArmadaBoardDetails *details;
  GtkDropDown *vehicles;
  GtkStringList *names;
  GArray *ids; /* of those in @names, behind the first */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (ArmadaRulesBoard, armada_rules_board, ADW_TYPE_BIN)

typedef enum
{
  CLASS_ON,
  CLASS_OFF,
  N_CLASSES
} Class;

static ArmadaFleet *
get_fleet (ArmadaRulesBoard *self)
{
  return armada_session_get_fleet (self->session);
}

static const ArmadaAlertRecord *
find_rule (ArmadaRulesBoard *self, gint64 id)
{
  ArmadaItemList *list = self->rules ? armada_list_loader_get_list (self->rules) : NULL;

  for (guint i = 0; list != NULL && i < armada_item_list_get_n (list); i++)
    {
      ArmadaRecord *record = armada_item_list_get_record (list, i);

      if (armada_record_get_id (record) == id)
        return (const ArmadaAlertRecord *) record;
    }
  return NULL;
}

/* How often the rule fired; old servers do not say which rule it was. */
static guint
count_fired (ArmadaRulesBoard *self, gint64 rule, gint64 *last)
{
  guint n = 0;

  *last = 0;
  for (guint i = 0; self->counts != NULL && i < self->counts->len; i++)
    {
      const ArmadaEventCount *count = self->counts->pdata[i];

      if (count->alert_id != rule)
        continue;
      n += count->n;
      *last = MAX (*last, count->last);
    }
  return n;
}

static ArmadaRuleNames
get_names (ArmadaRulesBoard *self, guint most)
{
  return (ArmadaRuleNames) {
    .geofences = self->geofences ? armada_list_loader_get_list (self->geofences) : NULL,
    .drivers = self->drivers ? armada_list_loader_get_list (self->drivers) : NULL,
    .most = most,
  };
}

static void
add_words (ArmadaRulesBoard *self, ArmadaBoardRow *row, const ArmadaAlertRecord *rule)
{
  const ArmadaRuleNames names = get_names (self, NAMED);

  armada_board_row_add (
      row, rule ? armada_words_for_rule_devices (rule, get_fleet (self), NAMED) : NULL, NAN);
  armada_board_row_add (
      row, rule ? armada_words_for_rule_limits (rule, get_fleet (self), &names) : NULL, NAN);
  armada_board_row_add (row, rule ? armada_words_for_rule_schedule (rule) : NULL, NAN);
  armada_board_row_add (row, rule ? armada_words_for_rule_channels (rule) : NULL, NAN);
}

static void
add_fired (ArmadaRulesBoard *self, ArmadaBoardRow *row, gint64 id)
{
  gint64 now = armada_clock_get_time (self->clock), last;
  guint n = count_fired (self, id, &last);

  armada_board_row_add (row, g_strdup_printf ("%'u", n), n);
  armada_board_row_add (row, last > 0 ? armada_words_for_clock (last, now) : NULL, (double) last);
}

static ArmadaBoardRow *
begin_row (gint64 id, const char *name, int active, ArmadaRecord *record)
{
  const char *state = armada_words_for_active (active);
  ArmadaBoardRow *row = armada_board_row_new (id, 0, active == 0 ? CLASS_OFF : CLASS_ON, record);

  armada_board_row_set_style (row, active == 0 ? "dim-label" : "success",
                              active == 0 ? "window-close-symbolic" : "object-select-symbolic");
  armada_board_row_add (row, g_strdup (name), NAN);
  armada_board_row_add (row, g_strdup (state ? state : C_ ("rule", "On")), NAN);
  return row;
}

static ArmadaBoardRow *
make_row (ArmadaRecord *record, gpointer user_data)
{
  ArmadaRulesBoard *self = user_data;
  const ArmadaAlertRecord *rule = (const ArmadaAlertRecord *) record;
  ArmadaBoardRow *row;

  if (record->type == &armada_device_alert_record_type)
    {
      const ArmadaDeviceAlertRecord *alert = (const ArmadaDeviceAlertRecord *) record;

      rule = find_rule (self, alert->id);
      row = begin_row (alert->id, alert->name, alert->active, record);
    }
  else
    row = begin_row (rule->id, rule->name, rule->active, record);
  armada_board_row_add (row, rule ? armada_words_for_rule_type (rule) : NULL, NAN);
  add_words (self, row, rule);
  add_fired (self, row, armada_record_get_id (record));
  return row;
}

static void
tell_rule (ArmadaRulesBoard *self, const ArmadaAlertRecord *rule)
{
  const ArmadaRuleNames names = get_names (self, 0);
  g_autofree char *type = armada_words_for_rule_type (rule);
  g_autofree char *devices = armada_words_for_rule_devices (rule, get_fleet (self), 0);
  g_autofree char *limits = armada_words_for_rule_limits (rule, get_fleet (self), &names);
  g_autofree char *schedule = armada_words_for_rule_schedule (rule);
  g_autofree char *channels = armada_words_for_rule_channels (rule);

  armada_board_details_add (self->details, _ ("Fires On"), type);
  armada_board_details_add (self->details, _ ("Limit"), limits);
  armada_board_details_add (self->details, C_ ("rule", "When"), schedule);
  armada_board_details_add (self->details, _ ("Told By"), channels);
  armada_board_details_add (self->details, _ ("E-mail"), rule->email);
  armada_board_details_add (self->details, _ ("Phone"), rule->phone);
  armada_board_details_add (self->details, _ ("Watches"), devices);
}

static void
tell_fired (ArmadaRulesBoard *self, gint64 id)
{
  gint64 now = armada_clock_get_time (self->clock), last;
  guint n = count_fired (self, id, &last);
  g_autofree char *age = armada_words_for_age (last, now);
  g_autofree char *text = NULL;

  if (n == 0)
    text = g_strdup (_ ("Not in the last 30 days, as far as events are kept on this computer"));
  else
    /* Translators: how often; %s is such as "12 min ago" */
    text = g_strdup_printf (
        ngettext ("%'u time in the last 30 days, as far as events are kept on this computer; "
                  "last %s",
                  "%'u times in the last 30 days, as far as events are kept on this computer; "
                  "last %s",
                  n),
        n, age);
  armada_board_details_add (self->details, _ ("Fired"), text);
}

/* What the vehicle's tracker can send, group by group. */
static void
tell_custom_events (ArmadaRulesBoard *self)
{
  ArmadaItemList *list =
      self->custom_events ? armada_list_loader_get_list (self->custom_events) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; list != NULL && i < armada_item_list_get_n (list); i++)
    {
      const ArmadaCustomEventRecord *event =
          (const ArmadaCustomEventRecord *) armada_item_list_get_record (list, i);

      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", event->name);
    }
  armada_board_details_add (self->details, _ ("Events the Tracker Can Send"), text->str);
}

static void
update_details (ArmadaRulesBoard *self)
{
  ArmadaBoardRow *row = armada_board_get_selected (self->board);
  ArmadaRecord *record = row ? armada_board_row_get_record (row) : NULL;
  const ArmadaAlertRecord *rule;

  if (record == NULL)
    return;
  rule = find_rule (self, armada_record_get_id (record));
  armada_board_details_begin (self->details);
  armada_board_details_add (self->details, C_ ("rule", "State"),
                            armada_board_row_get_text (row, 1));
  if (record->type == &armada_device_alert_record_type)
    {
      g_autofree char *period = armada_words_for_period ((const ArmadaDeviceAlertRecord *) record);

      armada_board_details_add (self->details, _ ("For This Vehicle"),
                                *period != '\0' ? period : C_ ("rule", "Always"));
    }
  if (rule != NULL)
    tell_rule (self, rule);
  tell_fired (self, armada_record_get_id (record));
  tell_custom_events (self);
  armada_board_details_add (
      self->details, _ ("To Change It"),
      _ ("Rules can only be read here. Change them on the server's own pages."));
  armada_board_details_end (self->details);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaRulesBoard) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *counts = armada_store_count_events_finish (ARMADA_STORE (source), result, &error);

  if (counts == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("events cannot be counted: %s", error->message);
      return;
    }
  g_clear_pointer (&self->counts, g_ptr_array_unref);
  self->counts = counts;
  armada_board_feed_rebuild (self->feed);
  update_details (self);
}

static void
count_events (ArmadaRulesBoard *self)
{
  ArmadaAccount *account = armada_session_get_account (self->session);
  gint64 now = armada_clock_get_time (self->clock);

  if (account != NULL && account->id != 0)
    armada_store_count_events_async (armada_session_get_store (self->session), account->id,
                                     now - DAYS * 86400, now + 86400, self->cancellable, counted_cb,
                                     g_object_ref (self));
}

static void
rules_cb (ArmadaRulesBoard *self)
{
  if (self->device != 0)
    armada_board_feed_rebuild (self->feed);
  update_details (self);
}

/* Names of what rules are about came. */
static void
names_cb (ArmadaRulesBoard *self)
{
  armada_board_feed_rebuild (self->feed);
  update_details (self);
}

static ArmadaListLoader *
watch_names (ArmadaRulesBoard *self, ArmadaCatalog *catalog, ArmadaListKind kind)
{
  ArmadaListLoader *loader = armada_catalog_get_loader (catalog, kind, 0);

  g_signal_connect_object (armada_list_loader_get_list (loader), "items-changed",
                           G_CALLBACK (names_cb), self, G_CONNECT_SWAPPED);
  return loader;
}

/* They are asked for once, when somebody looks, and again with everything else. */
static void
ask_names (ArmadaRulesBoard *self, gboolean again)
{
  ArmadaListLoader *loaders[] = { self->geofences, self->drivers };

  for (guint i = 0; i < G_N_ELEMENTS (loaders); i++)
    if (loaders[i] != NULL && (again || armada_list_loader_get_updated (loaders[i]) == 0))
      armada_list_loader_refresh (loaders[i]);
}

static void
clear_loader (ArmadaRulesBoard *self, ArmadaListLoader **loader)
{
  if (*loader != NULL)
    g_signal_handlers_disconnect_by_data (armada_list_loader_get_list (*loader), self);
  g_clear_object (loader);
}

/* The custom events belong to the vehicle, the rules to the account. */
static void
set_lists (ArmadaRulesBoard *self)
{
  ArmadaCatalog *catalog = armada_session_get_catalog (self->session);

  clear_loader (self, &self->rules);
  clear_loader (self, &self->custom_events);
  clear_loader (self, &self->geofences);
  clear_loader (self, &self->drivers);
  if (catalog == NULL)
    return;
  self->rules = armada_catalog_get_loader (catalog, ARMADA_LIST_ALERTS, 0);
  g_signal_connect_object (armada_list_loader_get_list (self->rules), "items-changed",
                           G_CALLBACK (rules_cb), self, G_CONNECT_SWAPPED);
  self->geofences = watch_names (self, catalog, ARMADA_LIST_GEOFENCES);
  self->drivers = watch_names (self, catalog, ARMADA_LIST_DRIVERS);
  if (self->device == 0)
    return;
  self->custom_events =
      armada_catalog_get_loader (catalog, ARMADA_LIST_CUSTOM_EVENTS, self->device);
  g_signal_connect_object (armada_list_loader_get_list (self->custom_events), "items-changed",
                           G_CALLBACK (update_details), self, G_CONNECT_SWAPPED);
  armada_list_loader_refresh (self->custom_events);
  armada_list_loader_refresh (self->rules);
}

static void
catalog_cb (ArmadaRulesBoard *self)
{
  g_clear_pointer (&self->counts, g_ptr_array_unref);
  armada_rules_board_set_device (self, 0);
  set_lists (self);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (armada_device_get_sort_key (*(ArmadaDevice *const *) a),
                    armada_device_get_sort_key (*(ArmadaDevice *const *) b));
}

/* The vehicles to choose from, by name; the one that is chosen stays so. */
static void
fill_vehicles (ArmadaRulesBoard *self)
{
  g_autoptr (GPtrArray) devices = g_ptr_array_new ();
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) strings = NULL;
  guint selected = 0;

  for (guint i = 0; i < armada_fleet_get_n_devices (get_fleet (self)); i++)
    g_ptr_array_add (devices, armada_fleet_get_device (get_fleet (self), i));
  g_ptr_array_sort (devices, compare_names);
  g_array_set_size (self->ids, 0);
  g_strv_builder_add (names, _ ("All Vehicles"));
  for (guint i = 0; i < devices->len; i++)
    {
      gint64 id = armada_device_get_id (devices->pdata[i]);

      g_array_append_val (self->ids, id);
      g_strv_builder_add (names, armada_device_get_record (devices->pdata[i])->name);
      if (id == self->device)
        selected = i + 1;
    }
  strings = g_strv_builder_end (names);
  self->filling = TRUE;
  gtk_string_list_splice (self->names, 0, g_list_model_get_n_items (G_LIST_MODEL (self->names)),
                          (const char *const *) strings);
  gtk_drop_down_set_selected (self->vehicles, selected);
  self->filling = FALSE;
}

static void
vehicle_cb (ArmadaRulesBoard *self)
{
  guint selected = gtk_drop_down_get_selected (self->vehicles);

  if (!self->filling && selected <= self->ids->len)
    armada_rules_board_set_device (
        self, selected > 0 ? g_array_index (self->ids, gint64, selected - 1) : 0);
}

static void
armada_rules_board_map (GtkWidget *widget)
{
  ArmadaRulesBoard *self = ARMADA_RULES_BOARD (widget);

  GTK_WIDGET_CLASS (armada_rules_board_parent_class)->map (widget);
  if (self->session == NULL)
    return;
  fill_vehicles (self);
  count_events (self);
  ask_names (self, FALSE);
}

static void
armada_rules_board_dispose (GObject *object)
{
  ArmadaRulesBoard *self = ARMADA_RULES_BOARD (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->fleet_signals);
  g_clear_object (&self->feed);
  g_clear_object (&self->rules);
  g_clear_object (&self->custom_events);
  g_clear_object (&self->geofences);
  g_clear_object (&self->drivers);
  g_clear_pointer (&self->counts, g_ptr_array_unref);
  g_clear_object (&self->session);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (armada_rules_board_parent_class)->dispose (object);
}

static void
armada_rules_board_finalize (GObject *object)
{
  g_array_unref (ARMADA_RULES_BOARD (object)->ids);
  G_OBJECT_CLASS (armada_rules_board_parent_class)->finalize (object);
}

static void
armada_rules_board_class_init (ArmadaRulesBoardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = armada_rules_board_dispose;
  G_OBJECT_CLASS (klass)->finalize = armada_rules_board_finalize;
  GTK_WIDGET_CLASS (klass)->map = armada_rules_board_map;
}

static void
fill_words (ArmadaRulesBoard *self)
{
  const ArmadaBoardColumn columns[] = {
    { "rule", C_ ("column", "Rule"), 190, ARMADA_COLUMN_TEXT, ARMADA_PLACE_TITLE },
    { "state", C_ ("column", "State"), 110, ARMADA_COLUMN_STATE, ARMADA_PLACE_MARK },
    { "type", C_ ("column", "Fires On"), 150, ARMADA_COLUMN_TEXT, ARMADA_PLACE_BELOW },
    { "vehicles", C_ ("column", "Watches"), 150, ARMADA_COLUMN_TEXT, ARMADA_PLACE_BELOW },
    { "limit", C_ ("column", "Limit"), 150, ARMADA_COLUMN_TEXT, ARMADA_PLACE_BELOW },
    { "when", C_ ("column", "When"), 120, ARMADA_COLUMN_TEXT, ARMADA_PLACE_NOWHERE },
    { "told_by", C_ ("column", "Told By"), 130, ARMADA_COLUMN_TEXT, ARMADA_PLACE_NOWHERE },
    { "fired", C_ ("column", "Fired"), 70, ARMADA_COLUMN_NUMBER, ARMADA_PLACE_NOWHERE },
    { "last", C_ ("column", "Last"), 100, ARMADA_COLUMN_TEXT, ARMADA_PLACE_NOWHERE },
  };

  memcpy (self->columns, columns, sizeof columns);
  self->words = (ArmadaBoardWords) {
    .name = C_ ("board", "Rules"),
    .icon = "armada-alarm-symbolic",
    .search = _ ("Rule, type or vehicle"),
    .empty_title = _ ("No Rules"),
    .empty_text = _ ("Alert rules that are made on the server appear here. They can only be read."),
    .missing_text = _ ("This server has no list of alert rules."),
    .file_name = "armada-rules",
  };
}

static GtkWidget *
make_top (ArmadaRulesBoard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *note = gtk_label_new (_ ("Rules can only be read here"));
  GtkExpression *text = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  self->names = gtk_string_list_new (NULL);
  self->vehicles = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (self->names), text));
  gtk_drop_down_set_enable_search (self->vehicles, TRUE);
  gtk_drop_down_set_search_match_mode (self->vehicles, GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->vehicles), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Vehicle"), -1);
  g_signal_connect_swapped (self->vehicles, "notify::selected", G_CALLBACK (vehicle_cb), self);
  gtk_label_set_ellipsize (GTK_LABEL (note), PANGO_ELLIPSIZE_END);
  gtk_widget_set_css_classes (note, (const char *[]) { "caption", "dim-label", NULL });
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->vehicles));
  gtk_box_append (GTK_BOX (box), note);
  return box;
}

static void
armada_rules_board_init (ArmadaRulesBoard *self)
{
  fill_words (self);
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->cancellable = g_cancellable_new ();
  self->board = g_object_new (ARMADA_TYPE_BOARD, NULL);
  self->details = ARMADA_BOARD_DETAILS (armada_board_details_new ());
  armada_board_add_top (self->board, make_top (self));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->board));
}

GtkWidget *
armada_rules_board_new (void)
{
  return g_object_new (ARMADA_TYPE_RULES_BOARD, NULL);
}

/**
 * armada_rules_board_set_session:
 *
 * Once, before it is shown.
 */
void
armada_rules_board_set_session (ArmadaRulesBoard *self, ArmadaSession *session, ArmadaClock *clock)
{
  const char *classes[N_CLASSES] = { C_ ("rule", "On"), C_ ("rule", "Off") };

  g_return_if_fail (ARMADA_IS_RULES_BOARD (self));

  self->session = g_object_ref (session);
  self->clock = g_object_ref (clock);
  armada_board_set_up (self->board, &self->words, self->columns, G_N_ELEMENTS (self->columns),
                       clock);
  armada_board_set_classes (self->board, classes, N_CLASSES);
  armada_board_set_details (self->board, GTK_WIDGET (self->details));
  self->feed =
      armada_board_feed_new (self->board, session, clock, ARMADA_LIST_ALERTS, make_row, self);
  self->fleet_signals = g_signal_group_new (ARMADA_TYPE_FLEET);
  g_signal_group_connect_swapped (self->fleet_signals, "items-changed", G_CALLBACK (fill_vehicles),
                                  self);
  g_signal_group_set_target (self->fleet_signals, get_fleet (self));
  g_signal_connect_object (session, "notify::catalog", G_CALLBACK (catalog_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->board, "notify::selected", G_CALLBACK (update_details), self,
                           G_CONNECT_SWAPPED);
  set_lists (self);
}

ArmadaBoard *
armada_rules_board_get_board (ArmadaRulesBoard *self)
{
  return self->board;
}

void
armada_rules_board_refresh (ArmadaRulesBoard *self)
{
  armada_board_feed_refresh (self->feed);
  count_events (self);
  ask_names (self, TRUE);
}

/**
 * armada_rules_board_set_device:
 * @device: whose rules to show; 0: all
 */
void
armada_rules_board_set_device (ArmadaRulesBoard *self, gint64 device)
{
  g_return_if_fail (ARMADA_IS_RULES_BOARD (self));

  if (self->device == device)
    return;
  self->device = device;
  set_lists (self);
  armada_board_feed_set_device (self->feed, device ? ARMADA_LIST_DEVICE_ALERTS : ARMADA_LIST_ALERTS,
                                device);
  fill_vehicles (self);
}
