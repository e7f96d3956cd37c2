/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-device"

#include "model/armada-device.h"

#include <string.h>

/*
 * ArmadaDevice: one vehicle of the fleet.
 *
 * The fleet owns it and keeps it from poll to poll, so that rows, markers and the selection can
 * hold on to it while its record, which is immutable, is replaced by a newer one. Its glance always
 * is of that record, and its state what armada_device_state_of() says of it. Used on the main
 * thread only.
 */
struct _ArmadaDevice
{
  GObject parent_instance;

  ArmadaDeviceGlance glance;
  ArmadaDeviceRecord *record;
  gint64 state_seen; /* when we saw the state begin, UNIX seconds; 0 it was so when we met it */
  char *search_key;  /* NULL until asked for */
  char *sort_key;    /* a GRefString; NULL until asked for */
};

G_DEFINE_FINAL_TYPE (ArmadaDevice, armada_device, G_TYPE_OBJECT)

typedef enum
{
  PROP_RECORD = 1,
  PROP_STATE,
} ArmadaDeviceProperty;

static GParamSpec *properties[PROP_STATE + 1];

static void
take_glance (ArmadaDevice *self)
{
  const ArmadaDeviceRecord *record = self->record;

  self->glance.id = record->id;
  self->glance.group_id = record->group_id;
  self->glance.x = record->x;
  self->glance.y = record->y;
  self->glance.names_hash = record->names_hash;
  self->glance.course = (float) record->course;
  self->glance.alarm = record->alarm ? 1 : 0;
  self->glance.has_place = armada_device_record_has_position (record) ? 1 : 0;
}

/* Returns: whether @record tells anything new. One that has moved is known by that: the old record
 * need not be looked at. */
static gboolean
is_news (ArmadaDevice *self, const ArmadaDeviceRecord *record)
{
  if (self->glance.has_place && (self->glance.x != record->x || self->glance.y != record->y))
    return TRUE;
  return !armada_device_record_equal (self->record, record);
}

/* The search goes by the texts that are hashed. */
static void
drop_stale_keys (ArmadaDevice *self, const ArmadaDeviceRecord *old)
{
  if (self->glance.names_hash == self->record->names_hash)
    return;
  g_clear_pointer (&self->search_key, g_free);
  if (self->sort_key != NULL && strcmp (old->name, self->record->name) != 0)
    g_clear_pointer (&self->sort_key, g_ref_string_release);
}

/* An answer that does not name the group says nothing about it: what was known stays. */
static ArmadaDeviceRecord *
keep_group (ArmadaDevice *self, ArmadaDeviceRecord *record)
{
  ArmadaDeviceRecord fields;

  if (record->group_id != -1 || self->glance.group_id == -1)
    return armada_device_record_ref (record);

  fields = *record;
  fields.group_id = self->glance.group_id;
  return armada_device_record_new (&fields);
}

/* A change of state is dated by the message that told of it, not by when we asked. */
static gint64
date_change (const ArmadaDeviceRecord *record, gint64 now)
{
  gint64 told = MAX (record->fix_time, record->contact_time);

  return told != 0 ? MIN (told, now) : now;
}

static gboolean
update_state (ArmadaDevice *self, gint64 now)
{
  ArmadaDeviceState state = armada_device_state_of (self->record, now);

  if (state == self->glance.state)
    return FALSE;

  self->glance.state = (guint8) state;
  self->state_seen = date_change (self->record, now);
  return TRUE;
}

static void
armada_device_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ArmadaDevice *self = ARMADA_DEVICE (object);

  switch ((ArmadaDeviceProperty) id)
    {
    case PROP_RECORD:
      g_value_set_boxed (value, self->record);
      break;
    case PROP_STATE:
      g_value_set_uint (value, self->glance.state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_device_finalize (GObject *object)
{
  ArmadaDevice *self = ARMADA_DEVICE (object);

  armada_device_record_unref (self->record);
  g_free (self->search_key);
  g_clear_pointer (&self->sort_key, g_ref_string_release);
  G_OBJECT_CLASS (armada_device_parent_class)->finalize (object);
}

static void
armada_device_class_init (ArmadaDeviceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = armada_device_get_property;
  object_class->finalize = armada_device_finalize;

  properties[PROP_RECORD] =
      g_param_spec_boxed ("record", NULL, NULL, ARMADA_TYPE_DEVICE_RECORD, flags);
  properties[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, ARMADA_N_DEVICE_STATES - 1,
                                              ARMADA_DEVICE_STATE_MOVING, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
armada_device_init (ArmadaDevice *self)
{
}

/**
 * armada_device_new:
 * @record: what is known of it; a reference is taken
 * @now: UNIX seconds, to work out the state
 *
 * Returns: (transfer full): a new device
 */
ArmadaDevice *
armada_device_new (ArmadaDeviceRecord *record, gint64 now)
{
  ArmadaDevice *self = g_object_new (ARMADA_TYPE_DEVICE, NULL);

  self->record = armada_device_record_ref (record);
  self->sort_key = record->sort_key ? g_ref_string_acquire (record->sort_key) : NULL;
  take_glance (self);
  self->glance.state = (guint8) armada_device_state_of (record, now);
  return self;
}

gint64
armada_device_get_id (ArmadaDevice *self)
{
  return self->glance.id;
}

/**
 * armada_device_get_record:
 *
 * Returns: (transfer none): the newest record; valid until the next armada_device_set_record()
 */
const ArmadaDeviceRecord *
armada_device_get_record (ArmadaDevice *self)
{
  return self->record;
}

ArmadaDeviceState
armada_device_get_state (ArmadaDevice *self)
{
  return self->glance.state;
}

/* The vehicle cannot have stood since before it last moved, whatever instant the server counts its
 * seconds of standing from. */
static gint64
get_standing_since (const ArmadaDeviceRecord *record)
{
  gint64 told = MAX (record->contact_time, record->fix_time);

  if (record->stop_seconds >= 0 && told != 0)
    return MAX (told - record->stop_seconds, record->moved_time);
  return record->moved_time;
}

/**
 * armada_device_get_state_since:
 *
 * Since when the device is in its state, as far as is known:
 * idling, standing: the last contact less the seconds of standing the server gives, else when it
 * last moved; for idling this is when it stopped, since the engine's own time is not told;
 * offline: its last sign of life; expired: the end of the subscription;
 * moving and unknown, and where the server gives none of these: the message with which we saw the
 * state begin.
 *
 * Returns: UNIX seconds, 0 when it was so before we met it and the server does not tell
 */
gint64
armada_device_get_state_since (ArmadaDevice *self)
{
  const ArmadaDeviceRecord *record = self->record;
  gint64 since = 0;

  switch ((ArmadaDeviceState) self->glance.state)
    {
    case ARMADA_DEVICE_STATE_IDLING:
    case ARMADA_DEVICE_STATE_STANDING:
      since = get_standing_since (record);
      break;
    case ARMADA_DEVICE_STATE_OFFLINE:
      since = MAX (record->contact_time, record->fix_time);
      if (since == 0)
        since = record->moved_time;
      break;
    case ARMADA_DEVICE_STATE_EXPIRED:
      since = record->expires;
      break;
    case ARMADA_DEVICE_STATE_NEVER_CONNECTED:
      return 0;
    case ARMADA_DEVICE_STATE_MOVING:
    case ARMADA_DEVICE_STATE_UNKNOWN:
    default:
      break;
    }
  return since != 0 ? since : self->state_seen;
}

/**
 * armada_device_fold_text:
 * @text: UTF-8
 *
 * Returns: (transfer full): @text without case and in one normal form, as search keys are
 */
char *
armada_device_fold_text (const char *text)
{
  g_autofree char *folded = NULL;

  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);

  folded = g_utf8_casefold (text, -1);
  return g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
}

static void
append_without_spaces (GString *key, const char *text)
{
  for (; *text != '\0'; text++)
    if (!g_ascii_isspace (*text) && *text != '-')
      g_string_append_c (key, *text);
}

/**
 * armada_device_get_search_key:
 *
 * Name, plate, IMEI, driver and the plate without spaces and dashes, folded as by
 * armada_device_fold_text(), each on a line of its own. Made when first asked for and kept until
 * one of these texts changes.
 *
 * Returns: (transfer none): the text to look for words in; never to be logged
 */
const char *
armada_device_get_search_key (ArmadaDevice *self)
{
  const ArmadaDeviceRecord *record = self->record;
  g_autoptr (GString) key = NULL;

  if (self->search_key != NULL)
    return self->search_key;

  key = g_string_sized_new (96);
  g_string_append (key, record->name);
  g_string_append_c (key, '\n');
  g_string_append (key, record->plate);
  g_string_append_c (key, '\n');
  g_string_append (key, record->imei);
  g_string_append_c (key, '\n');
  g_string_append (key, record->driver);
  g_string_append_c (key, '\n');
  append_without_spaces (key, record->plate);

  self->search_key = armada_device_fold_text (key->str);
  return self->search_key;
}

/**
 * armada_device_get_sort_key:
 *
 * Returns: (transfer none): a GRefString that strcmp() orders as people sort names, numbers by
 *   value, in the locale; the very same string until the name changes
 */
const char *
armada_device_get_sort_key (ArmadaDevice *self)
{
  if (self->sort_key == NULL)
    self->sort_key = armada_device_record_make_sort_key (self->record);
  return self->sort_key;
}

/**
 * armada_device_peek_id:
 *
 * Returns: (transfer none): where the id stands, for tables by g_int64_hash(); as long as @self
 */
const gint64 *
armada_device_peek_id (ArmadaDevice *self)
{
  return &self->glance.id;
}

/**
 * armada_device_peek_glance:
 *
 * Returns: (transfer none): what is looked at of every vehicle, always as it is now; as long as
 *   @self
 */
const ArmadaDeviceGlance *
armada_device_peek_glance (ArmadaDevice *self)
{
  return &self->glance;
}

/**
 * armada_device_set_record:
 * @record: a newer record of the same device; a reference is taken
 * @now: UNIX seconds, to work out the state
 * @replaced: (out) (optional) (nullable) (transfer full): the record that is no longer the
 *   device's, for who replaces many and lets go of them elsewhere; NULL when it stays
 *
 * A record whose group is -1 leaves the device in the group it was in. Notifies "record" when the
 * record tells anything new and "state" when the state is another one.
 *
 * Returns: whether anything changed
 */
gboolean
armada_device_set_record (ArmadaDevice *self,
                          ArmadaDeviceRecord *record,
                          gint64 now,
                          ArmadaDeviceRecord **replaced)
{
  g_autoptr (ArmadaDeviceRecord) old = NULL;
  g_autoptr (ArmadaDeviceRecord) newer = NULL;
  g_autoptr (ArmadaDevice) kept = NULL;

  if (replaced != NULL)
    *replaced = NULL;
  g_return_val_if_fail (record->id == self->glance.id, FALSE);

  newer = keep_group (self, record);
  if (!is_news (self, newer))
    return armada_device_refresh_state (self, now);

  old = g_steal_pointer (&self->record);
  self->record = g_steal_pointer (&newer);
  drop_stale_keys (self, old);
  take_glance (self);
  if (update_state (self, now))
    kept = g_object_ref (self); /* who is told of the record may let go of the device */

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD]);
  if (kept != NULL)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  if (replaced != NULL)
    *replaced = g_steal_pointer (&old);
  return TRUE;
}

/**
 * armada_device_refresh_state:
 * @now: UNIX seconds
 *
 * Works the state out anew: time alone can change it.
 *
 * Returns: whether it changed
 */
gboolean
armada_device_refresh_state (ArmadaDevice *self, gint64 now)
{
  if (!update_state (self, now))
    return FALSE;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  return TRUE;
}
