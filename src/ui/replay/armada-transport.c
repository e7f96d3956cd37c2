/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-transport"

#include "replay/armada-transport.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>

#include "replay/armada-replay-words.h"

#define MAX_FRAME 0.25 /* seconds: after a longer pause the replay goes on where it was */

/*
 * What moves the clock of a replay: play, steps, speed. The frame clock drives it while it plays
 * and is seen. Commands are actions of the group "replay", which the page offers to its keys too.
 */
struct _ArmadaTransport
{
  GtkWidget parent_instance;

  ArmadaReplay *replay;        /* (nullable) */
  ArmadaHistoryLoader *loader; /* (nullable) */
  GSignalGroup *signals;
  GSignalGroup *loader_signals;
  GSimpleActionGroup *actions;
  guint tick;
  gint64 last_frame; /* microseconds, 0 none */

  GtkWidget *box;
  GtkButton *play_button;
  GtkWidget *previous_stop;
  GtkWidget *next_stop;
  GtkWidget *backwards_button;
  GtkWidget *clear_button;
  GtkLabel *position;
  GtkMenuButton *rate_button;
};

G_DEFINE_FINAL_TYPE (ArmadaTransport, armada_transport, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_COMPACT = 1
} ArmadaTransportProperty;

static GParamSpec *properties[PROP_COMPACT + 1];

static const int rates[] = { 1, 2, 5, 10, 30, 60, 120, 300, 600, 1000 };

static void
set_state (ArmadaTransport *self, const char *name, GVariant *state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), state);
}

static void
set_rate (ArmadaTransport *self, int rate)
{
  armada_replay_set_rate (self->replay, armada_replay_get_rate (self->replay) < 0 ? -rate : rate);
}

static void
play_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaTransport *self = user_data;

  armada_replay_set_playing (self->replay, !armada_replay_get_playing (self->replay));
}

static void
backwards_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  ArmadaTransport *self = user_data;
  double rate = fabs (armada_replay_get_rate (self->replay));

  armada_replay_set_rate (self->replay, g_variant_get_boolean (state) ? -rate : rate);
}

static void
rate_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  int rate = atoi (g_variant_get_string (state, NULL));

  if (rate > 0)
    set_rate (user_data, rate);
}

static void
faster_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaTransport *self = user_data;
  double rate = fabs (armada_replay_get_rate (self->replay));

  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    if (rates[i] > rate)
      {
        set_rate (self, rates[i]);
        return;
      }
}

static void
slower_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaTransport *self = user_data;
  double rate = fabs (armada_replay_get_rate (self->replay));

  for (guint i = G_N_ELEMENTS (rates); i > 0; i--)
    if (rates[i - 1] < rate)
      {
        set_rate (self, rates[i - 1]);
        return;
      }
}

/* "next-stop" and its like tell all there is to know. */
static void
step_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaTransport *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action));
  ArmadaReplayStep step = ARMADA_REPLAY_STEP_FIX;

  if (g_str_has_suffix (name, "stop"))
    step = ARMADA_REPLAY_STEP_STOP;
  else if (g_str_has_suffix (name, "event"))
    step = ARMADA_REPLAY_STEP_EVENT;
  armada_replay_set_playing (self->replay, FALSE);
  if (!armada_replay_step (self->replay, step, g_str_has_prefix (name, "next")))
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
clear_range_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_replay_set_range (ARMADA_TRANSPORT (user_data)->replay, NAN, NAN);
}

static void
mark_range_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gboolean start = g_str_equal (g_action_get_name (G_ACTION (action)), "range-start");

  armada_replay_mark_range (ARMADA_TRANSPORT (user_data)->replay,
                            start ? ARMADA_REPLAY_EDGE_START : ARMADA_REPLAY_EDGE_END);
}

static const GActionEntry entries[] = {
  { .name = "play", .activate = play_cb },
  { .name = "backwards", .state = "false", .change_state = backwards_cb },
  { .name = "rate", .parameter_type = "s", .state = "'1'", .change_state = rate_cb },
  { .name = "faster", .activate = faster_cb },
  { .name = "slower", .activate = slower_cb },
  { .name = "next-fix", .activate = step_cb },
  { .name = "previous-fix", .activate = step_cb },
  { .name = "next-stop", .activate = step_cb },
  { .name = "previous-stop", .activate = step_cb },
  { .name = "next-event", .activate = step_cb },
  { .name = "previous-event", .activate = step_cb },
  { .name = "range-start", .activate = mark_range_cb },
  { .name = "range-end", .activate = mark_range_cb },
  { .name = "clear-range", .activate = clear_range_cb },
};

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  ArmadaTransport *self = ARMADA_TRANSPORT (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double seconds = (double) (now - self->last_frame) / G_USEC_PER_SEC;

  if (self->last_frame != 0)
    armada_replay_advance (self->replay, MIN (seconds, MAX_FRAME));
  self->last_frame = now;
  return G_SOURCE_CONTINUE;
}

static void
update_playing (ArmadaTransport *self)
{
  gboolean playing = self->replay != NULL && armada_replay_get_playing (self->replay);
  const char *words = playing ? _ ("Pause (Space)") : _ ("Play (Space)");

  gtk_button_set_icon_name (self->play_button, playing ? "media-playback-pause-symbolic"
                                                       : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->play_button), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
  self->last_frame = 0;
  if (playing && self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
  else if (!playing && self->tick != 0)
    {
      gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
      self->tick = 0;
    }
}

static gboolean
is_compact (ArmadaTransport *self)
{
  return !gtk_widget_get_visible (self->backwards_button);
}

static void
update_position (ArmadaTransport *self)
{
  double position = self->replay ? armada_replay_get_position (self->replay) : NAN;
  gboolean any = self->replay != NULL &&
                 armada_replay_get_end (self->replay) > armada_replay_get_start (self->replay);
  int offset = any ? armada_replay_get_offset (self->replay, position) : 0;
  g_autofree char *text = NULL;

  if (any && is_compact (self))
    text = armada_replay_words_for_short_time (position, offset);
  else if (any)
    text = armada_replay_words_for_time (position, offset);
  gtk_label_set_label (self->position, text ? text : "");
}

static void
update_rate (ArmadaTransport *self)
{
  double rate = armada_replay_get_rate (self->replay);
  g_autofree char *text = armada_replay_words_for_rate (rate);
  g_autofree char *number = g_strdup_printf ("%g", fabs (rate));

  gtk_menu_button_set_label (self->rate_button, text);
  set_state (self, "rate", g_variant_new_string (number));
  set_state (self, "backwards", g_variant_new_boolean (rate < 0));
}

static void
update_range (ArmadaTransport *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "clear-range");
  gboolean any = self->replay != NULL && !isnan (armada_replay_get_range_start (self->replay));

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), any);
  gtk_widget_set_visible (self->clear_button, any);
}

static void
update_enabled (ArmadaTransport *self)
{
  gboolean any = armada_replay_get_end (self->replay) > armada_replay_get_start (self->replay);

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), entries[i].name);

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), any);
    }
  update_range (self);
  update_position (self);
}

/* Nobody looks: nothing moves on. */
static void
unmap_cb (ArmadaTransport *self)
{
  if (self->replay != NULL)
    armada_replay_set_playing (self->replay, FALSE);
}

static void
armada_transport_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((ArmadaTransportProperty) id)
    {
    case PROP_COMPACT:
      g_value_set_boolean (value,
                           !gtk_widget_get_visible (ARMADA_TRANSPORT (object)->backwards_button));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_transport_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ArmadaTransport *self = ARMADA_TRANSPORT (object);

  switch ((ArmadaTransportProperty) id)
    {
    case PROP_COMPACT:
      gtk_widget_set_visible (self->backwards_button, !g_value_get_boolean (value));
      gtk_widget_set_visible (self->previous_stop, !g_value_get_boolean (value));
      gtk_widget_set_visible (self->next_stop, !g_value_get_boolean (value));
      update_position (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_transport_dispose (GObject *object)
{
  ArmadaTransport *self = ARMADA_TRANSPORT (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->loader_signals);
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  gtk_widget_dispose_template (GTK_WIDGET (self), ARMADA_TYPE_TRANSPORT);
  g_clear_object (&self->actions);
  g_clear_object (&self->replay);
  g_clear_object (&self->loader);
  G_OBJECT_CLASS (armada_transport_parent_class)->dispose (object);
}

static void
armada_transport_class_init (ArmadaTransportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = armada_transport_get_property;
  object_class->set_property = armada_transport_set_property;
  object_class->dispose = armada_transport_dispose;
  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_widget_class_set_css_name (widget_class, "transport");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-transport.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaTransport, box);
  gtk_widget_class_bind_template_child (widget_class, ArmadaTransport, play_button);
  gtk_widget_class_bind_template_child (widget_class, ArmadaTransport, previous_stop);
  gtk_widget_class_bind_template_child (widget_class, ArmadaTransport, next_stop);
  gtk_widget_class_bind_template_child (widget_class, ArmadaTransport, backwards_button);
  gtk_widget_class_bind_template_child (widget_class, ArmadaTransport, clear_button);
  gtk_widget_class_bind_template_child (widget_class, ArmadaTransport, position);
  gtk_widget_class_bind_template_child (widget_class, ArmadaTransport, rate_button);
}

static void
connect_signals (ArmadaTransport *self)
{
  static const struct
  {
    const char *name;
    GCallback callback;
  } watched[] = {
    { "notify::playing", G_CALLBACK (update_playing) },
    { "notify::position", G_CALLBACK (update_position) },
    { "zone-changed", G_CALLBACK (update_position) },
    { "notify::rate", G_CALLBACK (update_rate) },
    { "notify::range-start", G_CALLBACK (update_range) },
    { "notify::start", G_CALLBACK (update_enabled) },
    { "notify::end", G_CALLBACK (update_enabled) },
  };

  self->signals = g_signal_group_new (ARMADA_TYPE_REPLAY);
  for (guint i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_group_connect_swapped (self->signals, watched[i].name, watched[i].callback, self);
  self->loader_signals = g_signal_group_new (ARMADA_TYPE_HISTORY_LOADER);
  g_signal_group_connect_swapped (self->loader_signals, "notify::zone",
                                  G_CALLBACK (update_position), self);
}

static void
armada_transport_init (ArmadaTransport *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  connect_signals (self);
  g_signal_connect (self, "unmap", G_CALLBACK (unmap_cb), NULL);
}

GtkWidget *
armada_transport_new (void)
{
  return g_object_new (ARMADA_TYPE_TRANSPORT, NULL);
}

/**
 * armada_transport_set_models:
 * @replay: whose clock is moved
 * @loader: who knows the account's clock
 */
void
armada_transport_set_models (ArmadaTransport *self,
                             ArmadaReplay *replay,
                             ArmadaHistoryLoader *loader)
{
  g_return_if_fail (ARMADA_IS_TRANSPORT (self));

  g_set_object (&self->replay, replay);
  g_set_object (&self->loader, loader);
  g_signal_group_set_target (self->signals, replay);
  g_signal_group_set_target (self->loader_signals, loader);
  update_playing (self);
  update_rate (self);
  update_enabled (self);
}

/**
 * armada_transport_focus:
 *
 * The next Space plays.
 */
void
armada_transport_focus (ArmadaTransport *self)
{
  g_return_if_fail (ARMADA_IS_TRANSPORT (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->play_button));
}

/**
 * armada_transport_get_actions:
 *
 * Returns: (transfer none): the commands, for the group "replay" of whoever has keys
 */
GActionGroup *
armada_transport_get_actions (ArmadaTransport *self)
{
  g_return_val_if_fail (ARMADA_IS_TRANSPORT (self), NULL);

  return G_ACTION_GROUP (self->actions);
}
