/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-incident-details"

#include "alerts/armada-incident-details.h"

#include <glib/gi18n.h>
#include <math.h>

#include "alerts/armada-incident-words.h"
#include "api/armada-alerts-reader.h"
#include "app/armada-words.h"
#include "fleet/armada-property-rows.h"

/*
 * All that is known of one incident: where it happened, with the way of its vehicle around it, what
 * the server said, the note, and what was done with it. The page owns it and tells it which.
 */
struct _ArmadaIncidentDetails
{
  AdwBin parent_instance;

  ArmadaSession *session; /* (nullable) until it is set */
  ArmadaClock *clock;
  ArmadaInbox *inbox;       /* (nullable) */
  ArmadaIncident *incident; /* (nullable) */
  GSignalGroup *signals;    /* of the incident */
  GCancellable *cancellable;
  char *rule; /* (nullable): what the rule is called, once the store told */

  GtkStack *stack;
  AdwStatusPage *several;
  GtkScrolledWindow *scroller;
  ArmadaIncidentMap *map;
  GtkLabel *title;
  GtkLabel *message;
  GtkWidget *maintenance_button;
  AdwPreferencesGroup *facts;
  AdwEntryRow *note;
  AdwPreferencesGroup *journal;
  ArmadaPropertyRows *rows;
  ArmadaPropertyRows *changes;
};

G_DEFINE_FINAL_TYPE (ArmadaIncidentDetails, armada_incident_details, ADW_TYPE_BIN)

static ArmadaIncidentRecord *
get_record (ArmadaIncidentDetails *self)
{
  return self->incident ? armada_incident_get_record (self->incident) : NULL;
}

static void
add_fact (ArmadaIncidentDetails *self, const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    armada_property_rows_add (self->rows, name, value);
}

/* Where the server's clock is wrong it is told as it is, and said so. */
static void
add_times (ArmadaIncidentDetails *self, const ArmadaIncidentRecord *record, gint64 now)
{
  g_autofree char *last = armada_words_for_time (record->last);
  g_autofree char *first = armada_words_for_time (record->first);
  g_autofree char *times = NULL;

  if (record->event != NULL && record->event->time > record->last)
    {
      g_autofree char *said = armada_words_for_time (record->event->time);

      add_fact (self, _ ("Learned of It"), last);
      add_fact (self, _ ("Dated in the Future by the Server"), said);
    }
  else
    add_fact (self, record->n_events > 1 ? _ ("Last Time") : _ ("When"), last);
  if (record->n_events < 2)
    return;
  times = g_strdup_printf (ngettext ("%u time", "%u times", record->n_events), record->n_events);
  add_fact (self, _ ("First Time"), first);
  add_fact (self, _ ("How Often"), times);
}

/* Speeds are in the account's units, which the vehicle's own record names. */
static char *
words_for_speed (ArmadaIncidentDetails *self, const ArmadaIncidentRecord *record, double speed)
{
  ArmadaDevice *device =
      armada_fleet_lookup (armada_session_get_fleet (self->session), record->device_id);
  const char *unit = device ? armada_device_get_record (device)->speed_unit : "";

  return isnan (speed) ? NULL : armada_words_for_amount (speed, *unit != '\0' ? unit : "km/h");
}

static void
show_facts (ArmadaIncidentDetails *self, const ArmadaIncidentRecord *record, gint64 now)
{
  const ArmadaEventRecord *event = record->event;
  ArmadaDue due;
  gboolean is_due = armada_incident_find_due (record, &due);
  g_autofree char *vehicle =
      armada_incident_words_for_vehicle (record, armada_session_get_fleet (self->session));
  g_autofree char *condition = armada_incident_words_for_condition (record, now);
  g_autofree char *speed = event ? words_for_speed (self, record, event->speed) : NULL;
  g_autofree char *limit = event ? words_for_speed (self, record, event->limit_speed) : NULL;

  armada_property_rows_begin (self->rows);
  add_fact (self, _ ("Vehicle"), vehicle);
  add_fact (self, _ ("State"), condition);
  add_times (self, record, now);
  add_fact (self, _ ("Speed"), speed);
  add_fact (self, _ ("Limit"), limit);
  add_fact (self, _ ("Address"), event ? event->address : NULL);
  if (is_due)
    add_fact (self, _ ("Maintenance"), event ? event->name : NULL);
  add_fact (self, _ ("Geofence"), event ? event->geofence_name : NULL);
  add_fact (self, _ ("Rule"), self->rule);
  if (!is_due) /* ours have no name that a server gave them */
    add_fact (self, _ ("Type"), record->type);
  armada_property_rows_end (self->rows);
}

static void
show_journal (ArmadaIncidentDetails *self, GPtrArray *journal)
{
  gint64 now = armada_clock_get_time (self->clock);

  armada_property_rows_begin (self->changes);
  for (guint i = 0; i < journal->len; i++)
    {
      const ArmadaIncidentChange *change = journal->pdata[i];
      g_autofree char *time = armada_words_for_time (change->time);
      g_autofree char *words = armada_incident_words_for_change (change, now);

      armada_property_rows_add (self->changes, time, words);
    }
  armada_property_rows_end (self->changes);
  gtk_widget_set_visible (GTK_WIDGET (self->journal), journal->len > 0);
}

static void
journal_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaIncidentDetails) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) journal =
      armada_store_get_journal_finish (ARMADA_STORE (source), result, &error);

  if (journal != NULL)
    show_journal (self, journal);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("what was done with an incident cannot be read: %s", error->message);
}

/* The rules as the store has them: the user's own names. */
static void
rules_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaIncidentDetails) self = user_data;
  g_autoptr (ArmadaKeptList) list =
      armada_store_get_list_finish (ARMADA_STORE (source), result, NULL);
  ArmadaIncidentRecord *record = get_record (self);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  g_clear_pointer (&self->rule, g_free);
  for (guint i = 0; list != NULL && record != NULL && i < list->records->len; i++)
    {
      const ArmadaAlertRecord *rule = list->records->pdata[i];

      if (rule->id == record->rule && record->rule != 0)
        self->rule = g_strdup (rule->name);
    }
  if (record != NULL)
    show_facts (self, record, armada_clock_get_time (self->clock));
}

/* What is asked for of one incident is dropped when another is chosen. */
static void
ask (ArmadaIncidentDetails *self, gint64 id)
{
  ArmadaStore *store = armada_inbox_get_store (self->inbox);
  gint64 account = armada_inbox_get_account (self->inbox);

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  armada_store_get_journal_async (store, account, id, self->cancellable, journal_cb,
                                  g_object_ref (self));
  armada_store_get_list_async (store, account, ARMADA_LIST_ALERTS, 0, self->cancellable, rules_cb,
                               g_object_ref (self));
}

static void
record_cb (ArmadaIncidentDetails *self)
{
  ArmadaIncidentRecord *record = get_record (self);
  const char *message;

  if (record == NULL)
    return;
  message = record->event ? record->event->message : "";
  gtk_label_set_label (self->title, armada_incident_words_for_title (record));
  gtk_label_set_label (self->message, message);
  gtk_widget_set_visible (GTK_WIDGET (self->message),
                          *message != '\0' &&
                              !g_str_equal (message, armada_incident_words_for_title (record)));
  gtk_widget_set_visible (self->maintenance_button,
                          armada_incident_find_due (record, &(ArmadaDue) { 0 }));
  show_facts (self, record, armada_clock_get_time (self->clock));
  if (!gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->note)))))
    gtk_editable_set_text (GTK_EDITABLE (self->note), record->note);
  armada_incident_map_show (self->map, record);
  ask (self, record->id);
}

static void
note_cb (ArmadaIncidentDetails *self)
{
  if (self->incident != NULL && self->inbox != NULL)
    armada_inbox_set_note_async (self->inbox, armada_incident_get_id (self->incident),
                                 gtk_editable_get_text (GTK_EDITABLE (self->note)), NULL, NULL,
                                 NULL);
}

static void
armada_incident_details_dispose (GObject *object)
{
  ArmadaIncidentDetails *self = ARMADA_INCIDENT_DETAILS (object);

  g_cancellable_cancel (self->cancellable);
  g_signal_group_set_target (self->signals, NULL);
  g_clear_object (&self->session);
  g_clear_object (&self->clock);
  g_clear_object (&self->inbox);
  g_clear_object (&self->incident);
  G_OBJECT_CLASS (armada_incident_details_parent_class)->dispose (object);
}

static void
armada_incident_details_finalize (GObject *object)
{
  ArmadaIncidentDetails *self = ARMADA_INCIDENT_DETAILS (object);

  armada_property_rows_free (self->rows);
  armada_property_rows_free (self->changes);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->signals);
  g_free (self->rule);
  G_OBJECT_CLASS (armada_incident_details_parent_class)->finalize (object);
}

static void
armada_incident_details_class_init (ArmadaIncidentDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_incident_details_dispose;
  G_OBJECT_CLASS (klass)->finalize = armada_incident_details_finalize;
  g_type_ensure (ARMADA_TYPE_INCIDENT_MAP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-incident-details.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaIncidentDetails, stack);
  gtk_widget_class_bind_template_child (widget_class, ArmadaIncidentDetails, several);
  gtk_widget_class_bind_template_child (widget_class, ArmadaIncidentDetails, scroller);
  gtk_widget_class_bind_template_child (widget_class, ArmadaIncidentDetails, map);
  gtk_widget_class_bind_template_child (widget_class, ArmadaIncidentDetails, title);
  gtk_widget_class_bind_template_child (widget_class, ArmadaIncidentDetails, message);
  gtk_widget_class_bind_template_child (widget_class, ArmadaIncidentDetails, maintenance_button);
  gtk_widget_class_bind_template_child (widget_class, ArmadaIncidentDetails, facts);
  gtk_widget_class_bind_template_child (widget_class, ArmadaIncidentDetails, note);
  gtk_widget_class_bind_template_child (widget_class, ArmadaIncidentDetails, journal);
  gtk_widget_class_bind_template_callback (widget_class, note_cb);
}

static void
armada_incident_details_init (ArmadaIncidentDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = armada_property_rows_new (self->facts);
  self->changes = armada_property_rows_new (self->journal);
  self->cancellable = g_cancellable_new ();
  self->signals = g_signal_group_new (ARMADA_TYPE_INCIDENT);
  g_signal_group_connect_swapped (self->signals, "notify::record", G_CALLBACK (record_cb), self);
}

void
armada_incident_details_set_session (ArmadaIncidentDetails *self,
                                     ArmadaSession *session,
                                     ArmadaClock *clock)
{
  g_set_object (&self->session, session);
  g_set_object (&self->clock, clock);
  armada_incident_map_set_session (self->map, session, clock);
}

/**
 * armada_incident_details_set_inbox:
 * @inbox: (nullable): of which incidents are shown
 */
void
armada_incident_details_set_inbox (ArmadaIncidentDetails *self, ArmadaInbox *inbox)
{
  armada_incident_details_set_incident (self, NULL);
  g_set_object (&self->inbox, inbox);
}

/**
 * armada_incident_details_set_incident:
 * @incident: (nullable): to show from now on
 */
void
armada_incident_details_set_incident (ArmadaIncidentDetails *self, ArmadaIncident *incident)
{
  gboolean other = self->incident != incident;

  g_set_object (&self->incident, incident);
  g_signal_group_set_target (self->signals, incident);
  gtk_stack_set_visible_child_name (self->stack, incident ? "incident" : "none");
  if (!other)
    return;
  g_clear_pointer (&self->rule, g_free);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  if (incident == NULL && self->session != NULL)
    armada_incident_map_show (self->map, NULL);
  record_cb (self);
}

/**
 * armada_incident_details_show_several:
 * @n: how many are chosen
 *
 * Shows none of them, but that there are several.
 */
void
armada_incident_details_show_several (ArmadaIncidentDetails *self, guint n)
{
  g_autofree char *text =
      g_strdup_printf (ngettext ("%u Incident Chosen", "%u Incidents Chosen", n), n);

  armada_incident_details_set_incident (self, NULL);
  adw_status_page_set_title (self->several, text);
  gtk_stack_set_visible_child_name (self->stack, "several");
}

ArmadaIncident *
armada_incident_details_get_incident (ArmadaIncidentDetails *self)
{
  return self->incident;
}

ArmadaIncidentMap *
armada_incident_details_get_map (ArmadaIncidentDetails *self)
{
  return self->map;
}

/**
 * armada_incident_details_edit_note:
 *
 * Puts the cursor where the note is written.
 */
void
armada_incident_details_edit_note (ArmadaIncidentDetails *self)
{
  if (self->incident != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->note));
}
