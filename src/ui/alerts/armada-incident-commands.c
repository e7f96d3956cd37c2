/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-incident-commands"

#include "alerts/armada-incident-commands.h"

#include <glib/gi18n.h>

#include "alerts/armada-incident-words.h"
#include "app/armada-words.h"

#define MORNING 8 /* o'clock: when a snooze until tomorrow ends */

/*
 * ArmadaIncidentCommands: the page that shows the incidents owns it; a command under way keeps it
 * until the inbox has answered. The actions that are of use now are enabled.
 */
struct _ArmadaIncidentCommands
{
  GObject parent_instance;

  GActionMap *actions;
  ArmadaIncidentSelection *selection;
  ArmadaIncidentDetails *details;
  ArmadaInbox *inbox; /* (nullable) while no account is open */
  GSignalGroup *inbox_signals;
};

G_DEFINE_FINAL_TYPE (ArmadaIncidentCommands, armada_incident_commands, G_TYPE_OBJECT)

enum
{
  LEAVING,
  MESSAGE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Takes over @text. */
static void
tell (ArmadaIncidentCommands *self, char *text)
{
  g_signal_emit (self, signals[MESSAGE], 0, text);
  g_free (text);
}

/* Returns: (transfer full) (element-type gint64): the chosen ones; what is looked at is, though
 * the filter hides it since */
static GArray *
get_chosen (ArmadaIncidentCommands *self)
{
  GArray *ids = armada_incident_selection_dup_ids (self->selection);
  ArmadaIncident *shown = armada_incident_details_get_incident (self->details);

  if (ids->len == 0 && shown != NULL)
    {
      const gint64 id = armada_incident_get_id (shown);

      g_array_append_val (ids, id);
    }
  return ids;
}

typedef struct
{
  ArmadaIncidentCommands *commands;
  ArmadaIncidentState state;
} Done;

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Done *done = user_data;
  g_autoptr (ArmadaIncidentCommands) self = done->commands;
  g_autoptr (GError) error = NULL;
  guint n;

  if (!armada_inbox_change_finish (ARMADA_INBOX (source), result, &n, &error))
    tell (self, armada_words_for_store_error (error));
  else if (n > 0)
    tell (self, armada_incident_words_for_number (n, done->state));
}

static void
set_state (ArmadaIncidentCommands *self, ArmadaIncidentState state, gint64 until)
{
  g_autoptr (GArray) chosen = get_chosen (self);
  const Done done = { g_object_ref (self), state };

  armada_inbox_set_state_async (self->inbox, chosen, state, until, NULL, done_cb,
                                g_memdup2 (&done, sizeof done));
}

static void
leave (ArmadaIncidentCommands *self, ArmadaIncidentState state, gint64 until)
{
  set_state (self, state, until);
  g_signal_emit (self, signals[LEAVING], 0, state);
}

static void
acknowledge_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  set_state (user_data, ARMADA_INCIDENT_ACKNOWLEDGED, 0);
}

static void
resolve_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  leave (user_data, ARMADA_INCIDENT_RESOLVED, 0);
}

static void
renew_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  set_state (user_data, ARMADA_INCIDENT_NEW, 0);
}

static gint64
find_tomorrow (gint64 now)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (now);
  g_autoptr (GDateTime) next = g_date_time_add_days (date, 1);
  g_autoptr (GDateTime) morning =
      g_date_time_new_local (g_date_time_get_year (next), g_date_time_get_month (next),
                             g_date_time_get_day_of_month (next), MORNING, 0, 0);

  return morning ? g_date_time_to_unix (morning) : now + 86400;
}

static void
snooze_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaIncidentCommands *self = user_data;
  const char *text = g_variant_get_string (parameter, NULL);
  gint64 now = armada_clock_get_time (armada_inbox_get_clock (self->inbox));
  gint64 minutes = g_ascii_strtoll (text, NULL, 10);

  leave (self, ARMADA_INCIDENT_SNOOZED, minutes > 0 ? now + minutes * 60 : find_tomorrow (now));
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaIncidentCommands) self = user_data;
  g_autoptr (GError) error = NULL;
  guint n;

  if (!armada_inbox_change_finish (ARMADA_INBOX (source), result, &n, &error))
    tell (self, armada_words_for_store_error (error));
  else if (n > 0)
    tell (self, g_strdup_printf (
                    ngettext ("%u incident is as it was", "%u incidents are as they were", n), n));
  else
    tell (self, g_strdup (_ ("It was changed since: there is nothing to undo")));
}

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaIncidentCommands *self = user_data;

  armada_inbox_undo_async (self->inbox, NULL, undone_cb, g_object_ref (self));
}

static const GActionEntry entries[] = {
  { .name = "acknowledge", .activate = acknowledge_cb },
  { .name = "resolve", .activate = resolve_cb },
  { .name = "renew", .activate = renew_cb },
  { .name = "snooze", .activate = snooze_cb, .parameter_type = "s" }, /* minutes; "morning" */
  { .name = "undo", .activate = undo_cb },
};

static void
set_enabled (ArmadaIncidentCommands *self, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (self->actions, name)),
                               enabled);
}

static void
show_undo (ArmadaIncidentCommands *self)
{
  set_enabled (self, "undo", self->inbox != NULL && armada_inbox_get_can_undo (self->inbox));
}

/* What was chosen when it left the list can be dealt with for as long as it is looked at. */
static void
show_chosen (ArmadaIncidentCommands *self)
{
  static const char *const names[] = { "acknowledge", "resolve", "renew", "snooze" };
  gboolean any = armada_incident_selection_get_n_chosen (self->selection) > 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    set_enabled (self, names[i], any);
}

static void
armada_incident_commands_finalize (GObject *object)
{
  ArmadaIncidentCommands *self = ARMADA_INCIDENT_COMMANDS (object);

  g_action_map_remove_action_entries (self->actions, entries, G_N_ELEMENTS (entries));
  g_clear_object (&self->actions);
  g_clear_object (&self->selection);
  g_clear_object (&self->details);
  g_clear_object (&self->inbox_signals);
  g_clear_object (&self->inbox);
  G_OBJECT_CLASS (armada_incident_commands_parent_class)->finalize (object);
}

static void
armada_incident_commands_class_init (ArmadaIncidentCommandsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = armada_incident_commands_finalize;
  signals[LEAVING] = g_signal_new ("leaving", ARMADA_TYPE_INCIDENT_COMMANDS, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[MESSAGE] = g_signal_new ("message", ARMADA_TYPE_INCIDENT_COMMANDS, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
armada_incident_commands_init (ArmadaIncidentCommands *self)
{
  self->inbox_signals = g_signal_group_new (ARMADA_TYPE_INBOX);
  g_signal_group_connect_swapped (self->inbox_signals, "notify::can-undo", G_CALLBACK (show_undo),
                                  self);
}

/**
 * armada_incident_commands_new:
 * @actions: gets the commands for as long as these are there
 * @selection: which incidents they are about
 * @details: shows the one that they are about where none is chosen in the list any more
 *
 * Returns: (transfer full): the commands, without an inbox
 */
ArmadaIncidentCommands *
armada_incident_commands_new (GActionMap *actions,
                              ArmadaIncidentSelection *selection,
                              ArmadaIncidentDetails *details)
{
  ArmadaIncidentCommands *self = g_object_new (ARMADA_TYPE_INCIDENT_COMMANDS, NULL);

  self->actions = g_object_ref (actions);
  self->selection = g_object_ref (selection);
  self->details = g_object_ref (details);
  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (selection, "selection-changed", G_CALLBACK (show_chosen), self,
                           G_CONNECT_SWAPPED);
  show_chosen (self);
  show_undo (self);
  return self;
}

/**
 * armada_incident_commands_set_inbox:
 * @inbox: (nullable): whose incidents are in the selection from now on
 */
void
armada_incident_commands_set_inbox (ArmadaIncidentCommands *self, ArmadaInbox *inbox)
{
  g_set_object (&self->inbox, inbox);
  g_signal_group_set_target (self->inbox_signals, inbox);
  show_chosen (self);
  show_undo (self);
}
