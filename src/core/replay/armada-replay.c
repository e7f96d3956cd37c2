/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-replay"

#include "replay/armada-replay.h"

#include <math.h>
#include <string.h>

#include "replay/armada-replay-private.h"

#define LEAST_VISIBLE 10.0 /* seconds that fill timeline and chart at most zoomed in */

/* ArmadaReplay: the clock, and what is seen and chosen. The page of the history owns it. */
struct _ArmadaReplay
{
  GObject parent_instance;

  GPtrArray *vehicles; /* of ArmadaReplayVehicle */
  ArmadaReplayVehicle *current;
  double start;
  double end;
  double position;
  double rate;
  gboolean playing;
  double visible_start;
  double visible_end;
  double range_start;
  double range_end;
  double hover;
  GArray *offsets; /* of Offset, in the order of time */
  GBytes *told;    /* (nullable): the offsets that were told of last */
};

/* Where the account's clock stands from a time on. */
typedef struct
{
  double from;
  int offset;
} Offset;

typedef enum
{
  PROP_START = 1,
  PROP_END,
  PROP_POSITION,
  PROP_RATE,
  PROP_PLAYING,
  PROP_VISIBLE_START,
  PROP_VISIBLE_END,
  PROP_RANGE_START,
  PROP_RANGE_END,
  PROP_HOVER,
  PROP_CURRENT,
} ArmadaReplayProperty;

static GParamSpec *properties[PROP_CURRENT + 1];
static guint zone_signal;

static GType
get_item_type (GListModel *model)
{
  return ARMADA_TYPE_REPLAY_VEHICLE;
}

static guint
get_n_items (GListModel *model)
{
  return ARMADA_REPLAY (model)->vehicles->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  ArmadaReplay *self = ARMADA_REPLAY (model);

  return position < self->vehicles->len ? g_object_ref (self->vehicles->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ArmadaReplay,
                               armada_replay,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static double *
get_place (ArmadaReplay *self, ArmadaReplayProperty property)
{
  switch (property)
    {
    case PROP_START:
      return &self->start;
    case PROP_END:
      return &self->end;
    case PROP_POSITION:
      return &self->position;
    case PROP_RATE:
      return &self->rate;
    case PROP_VISIBLE_START:
      return &self->visible_start;
    case PROP_VISIBLE_END:
      return &self->visible_end;
    case PROP_RANGE_START:
      return &self->range_start;
    case PROP_RANGE_END:
      return &self->range_end;
    case PROP_HOVER:
      return &self->hover;
    case PROP_PLAYING:
    case PROP_CURRENT:
    default:
      return NULL;
    }
}

/* NAN is a value like any other: nothing is chosen, still. */
static void
set_double (ArmadaReplay *self, ArmadaReplayProperty property, double value)
{
  double *place = get_place (self, property);

  if (*place == value || (isnan (*place) && isnan (value)))
    return;
  *place = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
armada_replay_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  ArmadaReplay *self = ARMADA_REPLAY (object);
  ArmadaReplayProperty property = (ArmadaReplayProperty) property_id;

  if (property == PROP_PLAYING)
    g_value_set_boolean (value, self->playing);
  else if (property == PROP_CURRENT)
    g_value_set_object (value, self->current);
  else
    g_value_set_double (value, *get_place (self, property));
}

static void
armada_replay_set_property (GObject *object,
                            guint property_id,
                            const GValue *value,
                            GParamSpec *pspec)
{
  ArmadaReplay *self = ARMADA_REPLAY (object);

  switch ((ArmadaReplayProperty) property_id)
    {
    case PROP_POSITION:
      armada_replay_set_position (self, g_value_get_double (value));
      break;
    case PROP_RATE:
      armada_replay_set_rate (self, g_value_get_double (value));
      break;
    case PROP_PLAYING:
      armada_replay_set_playing (self, g_value_get_boolean (value));
      break;
    case PROP_VISIBLE_START:
      armada_replay_set_visible (self, g_value_get_double (value), self->visible_end);
      break;
    case PROP_VISIBLE_END:
      armada_replay_set_visible (self, self->visible_start, g_value_get_double (value));
      break;
    case PROP_HOVER:
      armada_replay_set_hover (self, g_value_get_double (value));
      break;
    case PROP_CURRENT:
      armada_replay_set_current (self, g_value_get_object (value));
      break;
    case PROP_START:
    case PROP_END:
    case PROP_RANGE_START:
    case PROP_RANGE_END:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
armada_replay_finalize (GObject *object)
{
  ArmadaReplay *self = ARMADA_REPLAY (object);

  g_ptr_array_unref (self->vehicles);
  g_array_unref (self->offsets);
  g_clear_pointer (&self->told, g_bytes_unref);
  g_clear_object (&self->current);
  G_OBJECT_CLASS (armada_replay_parent_class)->finalize (object);
}

static GParamSpec *
new_double (const char *name, gboolean writable)
{
  return g_param_spec_double (name, NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0,
                              G_PARAM_READABLE | (writable ? G_PARAM_WRITABLE : 0) |
                                  G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
}

static void
armada_replay_class_init (ArmadaReplayClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = armada_replay_get_property;
  object_class->set_property = armada_replay_set_property;
  object_class->finalize = armada_replay_finalize;
  properties[PROP_START] = new_double ("start", FALSE);
  properties[PROP_END] = new_double ("end", FALSE);
  properties[PROP_POSITION] = new_double ("position", TRUE);
  properties[PROP_RATE] = new_double ("rate", TRUE);
  properties[PROP_PLAYING] = g_param_spec_boolean ("playing", NULL, NULL, FALSE, flags);
  properties[PROP_VISIBLE_START] = new_double ("visible-start", TRUE);
  properties[PROP_VISIBLE_END] = new_double ("visible-end", TRUE);
  properties[PROP_RANGE_START] = new_double ("range-start", FALSE);
  properties[PROP_RANGE_END] = new_double ("range-end", FALSE);
  properties[PROP_HOVER] = new_double ("hover", TRUE);
  properties[PROP_CURRENT] =
      g_param_spec_object ("current", NULL, NULL, ARMADA_TYPE_REPLAY_VEHICLE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * ArmadaReplay::zone-changed:
   *
   * The account's clock is known to stand elsewhere than it was told before.
   */
  zone_signal = g_signal_new ("zone-changed", ARMADA_TYPE_REPLAY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 0);
}

static void
armada_replay_init (ArmadaReplay *self)
{
  self->vehicles = g_ptr_array_new_with_free_func (g_object_unref);
  self->offsets = g_array_new (FALSE, FALSE, sizeof (Offset));
  self->rate = 1;
  self->range_start = self->range_end = self->hover = NAN;
}

/**
 * armada_replay_new:
 *
 * Returns: (transfer full): a replay of nobody, without a period
 */
ArmadaReplay *
armada_replay_new (void)
{
  return g_object_new (ARMADA_TYPE_REPLAY, NULL);
}

static double
clamp_time (ArmadaReplay *self, double time)
{
  return CLAMP (time, self->start, self->end);
}

/**
 * armada_replay_set_period:
 * @start: UNIX seconds
 * @end: UNIX seconds, not before @start
 *
 * The position goes to the start, everything is seen, nothing is chosen.
 */
void
armada_replay_set_period (ArmadaReplay *self, double start, double end)
{
  g_return_if_fail (isfinite (start) && isfinite (end) && start <= end);

  g_object_freeze_notify (G_OBJECT (self));
  armada_replay_set_playing (self, FALSE);
  set_double (self, PROP_START, start);
  set_double (self, PROP_END, end);
  set_double (self, PROP_POSITION, start);
  set_double (self, PROP_VISIBLE_START, start);
  set_double (self, PROP_VISIBLE_END, end);
  set_double (self, PROP_HOVER, NAN);
  armada_replay_set_range (self, NAN, NAN);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * armada_replay_add:
 *
 * Adds a vehicle; the first is the current one until another is chosen.
 */
void
armada_replay_add (ArmadaReplay *self, ArmadaReplayVehicle *vehicle)
{
  armada_replay_vehicle_set_color (vehicle, self->vehicles->len);
  g_ptr_array_add (self->vehicles, g_object_ref (vehicle));
  g_list_model_items_changed (G_LIST_MODEL (self), self->vehicles->len - 1, 0, 1);
  if (self->current == NULL)
    armada_replay_set_current (self, vehicle);
}

/**
 * armada_replay_remove:
 *
 * Takes a vehicle out; when it is the current one the first of the others is.
 */
void
armada_replay_remove (ArmadaReplay *self, ArmadaReplayVehicle *vehicle)
{
  guint i;

  if (!g_ptr_array_find (self->vehicles, vehicle, &i))
    return;
  if (self->current == vehicle)
    armada_replay_set_current (self,
                               self->vehicles->len > 1 ? self->vehicles->pdata[i == 0] : NULL);
  g_ptr_array_remove_index (self->vehicles, i);
  g_list_model_items_changed (G_LIST_MODEL (self), i, 1, 0);
}

/**
 * armada_replay_clear:
 *
 * Takes all vehicles out.
 */
void
armada_replay_clear (ArmadaReplay *self)
{
  guint n = self->vehicles->len;

  armada_replay_set_playing (self, FALSE);
  armada_replay_set_current (self, NULL);
  g_ptr_array_set_size (self->vehicles, 0);
  if (n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);
}

double
armada_replay_get_start (ArmadaReplay *self)
{
  return self->start;
}

double
armada_replay_get_end (ArmadaReplay *self)
{
  return self->end;
}

double
armada_replay_get_position (ArmadaReplay *self)
{
  return self->position;
}

/**
 * armada_replay_set_position:
 * @position: UNIX seconds; what is outside of the period becomes its nearer end
 */
void
armada_replay_set_position (ArmadaReplay *self, double position)
{
  if (!isnan (position))
    set_double (self, PROP_POSITION, clamp_time (self, position));
}

double
armada_replay_get_rate (ArmadaReplay *self)
{
  return self->rate;
}

/**
 * armada_replay_set_rate:
 * @rate: how many seconds pass in a second, backwards when negative; at most
 *   ARMADA_REPLAY_MAX_RATE either way, 0 is none
 */
void
armada_replay_set_rate (ArmadaReplay *self, double rate)
{
  if (!isnan (rate) && rate != 0)
    set_double (self, PROP_RATE, CLAMP (rate, -ARMADA_REPLAY_MAX_RATE, ARMADA_REPLAY_MAX_RATE));
}

gboolean
armada_replay_get_playing (ArmadaReplay *self)
{
  return self->playing;
}

/* Whoever plays on at the end of the way begins anew. */
static void
rewind_at_end (ArmadaReplay *self)
{
  if (self->rate > 0 && self->position >= self->end)
    armada_replay_set_position (self, self->start);
  else if (self->rate < 0 && self->position <= self->start)
    armada_replay_set_position (self, self->end);
}

void
armada_replay_set_playing (ArmadaReplay *self, gboolean playing)
{
  playing = playing && self->end > self->start;
  if (self->playing == playing)
    return;
  if (playing)
    rewind_at_end (self);
  self->playing = playing;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAYING]);
}

double
armada_replay_get_visible_start (ArmadaReplay *self)
{
  return self->visible_start;
}

double
armada_replay_get_visible_end (ArmadaReplay *self)
{
  return self->visible_end;
}

/**
 * armada_replay_set_visible:
 * @start: UNIX seconds
 * @end: UNIX seconds
 *
 * What timeline and chart show: within the period and not too little of it.
 */
void
armada_replay_set_visible (ArmadaReplay *self, double start, double end)
{
  double span =
      CLAMP (end - start, MIN (LEAST_VISIBLE, self->end - self->start), self->end - self->start);

  if (isnan (start) || isnan (end))
    return;
  start = CLAMP (start, self->start, self->end - span);
  g_object_freeze_notify (G_OBJECT (self));
  set_double (self, PROP_VISIBLE_START, start);
  set_double (self, PROP_VISIBLE_END, start + span);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * armada_replay_zoom:
 * @center: UNIX seconds: the time that stays where it is
 * @factor: above 1 shows less, and that larger
 */
void
armada_replay_zoom (ArmadaReplay *self, double center, double factor)
{
  double span = self->visible_end - self->visible_start;
  double share = span > 0 ? (center - self->visible_start) / span : 0.5;
  double shown =
      CLAMP (span / factor, MIN (LEAST_VISIBLE, self->end - self->start), self->end - self->start);

  if (factor > 0 && isfinite (center))
    armada_replay_set_visible (self, center - share * shown, center + (1 - share) * shown);
}

/**
 * armada_replay_pan:
 * @seconds: to later times, or earlier ones when negative
 */
void
armada_replay_pan (ArmadaReplay *self, double seconds)
{
  armada_replay_set_visible (self, self->visible_start + seconds, self->visible_end + seconds);
}

double
armada_replay_get_range_start (ArmadaReplay *self)
{
  return self->range_start;
}

double
armada_replay_get_range_end (ArmadaReplay *self)
{
  return self->range_end;
}

/**
 * armada_replay_set_range:
 * @start: UNIX seconds, NAN: nothing is chosen
 * @end: UNIX seconds, before or after @start
 */
void
armada_replay_set_range (ArmadaReplay *self, double start, double end)
{
  gboolean none = isnan (start) || isnan (end);
  double first = none ? NAN : clamp_time (self, MIN (start, end));
  double last = none ? NAN : clamp_time (self, MAX (start, end));

  g_object_freeze_notify (G_OBJECT (self));
  set_double (self, PROP_RANGE_START, first);
  set_double (self, PROP_RANGE_END, last);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * armada_replay_mark_range:
 * @edge: which edge of the range is to be where the position is
 *
 * Chooses a range by its edges, one after the other: where none is chosen, or the position is
 * beyond the other edge, that becomes the period's own.
 */
void
armada_replay_mark_range (ArmadaReplay *self, ArmadaReplayEdge edge)
{
  double start = isnan (self->range_start) ? self->start : self->range_start;
  double end = isnan (self->range_end) ? self->end : self->range_end;

  if (edge == ARMADA_REPLAY_EDGE_START)
    armada_replay_set_range (self, self->position, end > self->position ? end : self->end);
  else
    armada_replay_set_range (self, start < self->position ? start : self->start, self->position);
}

double
armada_replay_get_hover (ArmadaReplay *self)
{
  return self->hover;
}

void
armada_replay_set_hover (ArmadaReplay *self, double time)
{
  set_double (self, PROP_HOVER, isnan (time) ? NAN : clamp_time (self, time));
}

/**
 * armada_replay_get_current:
 *
 * Returns: (transfer none) (nullable): whose segments, fixes and chart are shown
 */
ArmadaReplayVehicle *
armada_replay_get_current (ArmadaReplay *self)
{
  return self->current;
}

void
armada_replay_set_current (ArmadaReplay *self, ArmadaReplayVehicle *vehicle)
{
  if (g_set_object (&self->current, vehicle))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENT]);
}

/**
 * armada_replay_advance:
 * @seconds: that passed for the user since the last time, 0 where two frames have one time
 *
 * Moves the position on while it plays; at the end that it goes to it stops playing.
 */
void
armada_replay_advance (ArmadaReplay *self, double seconds)
{
  double position = self->position + seconds * self->rate;
  gboolean over = self->rate > 0 ? position >= self->end : position <= self->start;

  if (!self->playing || !isfinite (position))
    return;
  armada_replay_set_position (self, position);
  if (over)
    armada_replay_set_playing (self, FALSE);
}

/**
 * armada_replay_set_offset:
 * @from: UNIX seconds: from then on; NAN: from ever on, and what was told before is forgotten
 * @offset: seconds that the account's clock stands east of UTC
 *
 * To be told in the order of time. Where it is what stands already nothing is noted.
 */
void
armada_replay_set_offset (ArmadaReplay *self, double from, int offset)
{
  const Offset *last;
  Offset step;

  /* compared byte by byte later, with what lies between its fields */
  memset (&step, 0, sizeof step);
  step.from = isnan (from) ? -G_MAXDOUBLE : from;
  step.offset = offset;
  if (isnan (from))
    g_array_set_size (self->offsets, 0);
  last = self->offsets->len > 0 ? &g_array_index (self->offsets, Offset, self->offsets->len - 1)
                                : NULL;
  if (last == NULL || last->offset != offset)
    g_array_append_val (self->offsets, step);
}

/**
 * armada_replay_tell_zone:
 *
 * After offsets were set: emits "zone-changed" where they are others than those told of last.
 */
void
armada_replay_tell_zone (ArmadaReplay *self)
{
  g_autoptr (GBytes) now = g_bytes_new (self->offsets->data, self->offsets->len * sizeof (Offset));

  if (self->told != NULL && g_bytes_equal (self->told, now))
    return;
  g_clear_pointer (&self->told, g_bytes_unref);
  self->told = g_steal_pointer (&now);
  g_signal_emit (self, zone_signal, 0);
}

/**
 * armada_replay_get_offset:
 * @time: UNIX seconds
 *
 * Returns: how many seconds east of UTC the account's clock stood then; 0 where nobody knows
 */
int
armada_replay_get_offset (ArmadaReplay *self, double time)
{
  for (guint i = self->offsets->len; i > 0; i--)
    {
      const Offset *step = &g_array_index (self->offsets, Offset, i - 1);

      if (time >= step->from)
        return step->offset;
    }
  return 0;
}
