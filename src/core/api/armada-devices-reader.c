/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-devices-reader"

#include "api/armada-devices-reader.h"

#include "api/armada-device-parser.h"
#include "api/armada-devices-crew.h"
#include "api/armada-events-reader.h"
#include "api/armada-json.h"

#define PAGE_SIZE 1000 /* devices asked for at once: 4 MB; servers give fewer if they like */
#define CALL_TIMEOUT 120
#define MAX_LOGGED 20 /* unreadable devices of one answer that are logged one by one */

struct _ArmadaDevicesReader
{
  ArmadaDeviceParser *parsers[ARMADA_DEVICES_CREW_MOST];
  GHashTable *known; /* id → Entry, as it was told last */

  /* the run under way */
  ArmadaDeviceBatch *batch;
  GHashTable *seen;    /* as known: what has been told in this run */
  gboolean lost_track; /* a device was not readable to its id: do not take any for gone */
};

typedef struct
{
  gint64 id; /* the table's key */
  guint64 hash;
  gint64 group_id; /* of the list it stood in */
} Entry;

ArmadaDevicesReader *
armada_devices_reader_new (void)
{
  ArmadaDevicesReader *self = g_new0 (ArmadaDevicesReader, 1);

  for (guint i = 0; i < ARMADA_DEVICES_CREW_MOST; i++)
    self->parsers[i] = armada_device_parser_new ();
  self->known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return self;
}

static void
abandon_run (ArmadaDevicesReader *self)
{
  g_clear_pointer (&self->batch, armada_device_batch_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  self->lost_track = FALSE;
}

void
armada_devices_reader_free (ArmadaDevicesReader *self)
{
  abandon_run (self);
  for (guint i = 0; i < ARMADA_DEVICES_CREW_MOST; i++)
    armada_device_parser_free (self->parsers[i]);
  g_hash_table_unref (self->known);
  g_free (self);
}

/**
 * armada_devices_reader_call:
 * @page: from 1
 *
 * Asks for a page of get_devices. Servers give 100 devices unless told otherwise, and tell nowhere
 * that there are more: ask on until a page brings no new device.
 *
 * Returns: (transfer full): the call
 */
ArmadaCall *
armada_devices_reader_call (guint page)
{
  ArmadaCall *call = armada_call_new (ARMADA_CALL_GET, "get_devices");

  armada_call_add_int (call, "limit", PAGE_SIZE);
  armada_call_add_int (call, "page", page);
  armada_call_set_timeout (call, CALL_TIMEOUT);
  armada_call_set_unparsed (call);
  return call;
}

/**
 * armada_devices_reader_latest_call:
 * @since: UNIX seconds by the server's clock
 *
 * Returns: (transfer full): a call for the devices that changed since then
 */
ArmadaCall *
armada_devices_reader_latest_call (gint64 since)
{
  ArmadaCall *call = armada_call_new (ARMADA_CALL_GET, "get_devices_latest");

  armada_call_add_int (call, "time", since);
  armada_call_set_timeout (call, CALL_TIMEOUT);
  armada_call_set_unparsed (call);
  return call;
}

/* The id of a device whose JSON may be spoilt elsewhere. */
static gboolean
find_id (const ArmadaJsonSpan *text, gint64 *id)
{
  ArmadaJsonScan scan;

  if (!armada_json_scan_enter (&scan, text->start, text->end))
    return FALSE;
  while (armada_json_scan_next (&scan))
    if (armada_json_span_is (&scan.key, "id"))
      {
        *id = armada_json_span_int (&scan.value, G_MININT64);
        return *id != G_MININT64;
      }
  return FALSE;
}

static Entry *
new_entry (gint64 id, guint64 hash, gint64 group_id)
{
  Entry *entry = g_new (Entry, 1);

  *entry = (Entry) { id, hash, group_id };
  return entry;
}

static void
count_unreadable (ArmadaDevicesReader *self, ArmadaDeviceBatch *batch, gboolean has_id, gint64 id)
{
  if (!has_id)
    self->lost_track = TRUE;
  if (++batch->n_unreadable > MAX_LOGGED)
    return;
  if (has_id)
    g_message ("device %" G_GINT64_FORMAT " could not be read", id);
  else
    g_message ("a device without a readable id could not be read");
}

static void
read_found (ArmadaDeviceParser *parser, ArmadaFoundDevice *found)
{
  found->record = armada_device_parser_read (parser, found->text.start,
                                             (gsize) (found->text.end - found->text.start));
}

/* Its group is not known yet. */
static void
look_at (ArmadaDevicesReader *self, ArmadaDeviceParser *parser, ArmadaFoundDevice *found)
{
  const Entry *known;

  found->has_id = find_id (&found->text, &found->id);
  known = found->has_id ? g_hash_table_lookup (self->known, &found->id) : NULL;
  found->known_group = known != NULL ? known->group_id : ARMADA_DEVICES_NO_GROUP;
  found->changed = known == NULL || known->hash != found->hash;
  if (found->changed)
    read_found (parser, found);
  if (known == NULL && found->record != NULL)
    armada_device_record_introduce (found->record);
}

/* An #ArmadaDevicesCrewFunc. */
static void
look_at_chunk (ArmadaDevicesChunk *chunk, guint hand, gpointer user_data)
{
  ArmadaDevicesReader *self = user_data;

  for (guint i = 0; i < chunk->n; i++)
    look_at (self, self->parsers[hand], &chunk->devices[i]);
}

/* Reading takes most of the time until a large fleet is seen. */
static gboolean
split_and_look (ArmadaDevicesReader *self, GBytes *page, ArmadaDevicesSplit *split, GError **error)
{
  ArmadaDevicesCrew *crew = armada_devices_crew_new (look_at_chunk, self);
  gboolean whole;

  armada_devices_split_init (split, self->batch, armada_devices_crew_add, crew);
  whole = armada_devices_split_text (split, page, error);
  armada_devices_crew_finish (crew);
  return whole;
}

/* One that is told as it was, but in another group, has to be read after all. */
static void
put_in_group (ArmadaDevicesReader *self, ArmadaFoundDevice *found)
{
  if (!found->changed && found->group_id != found->known_group)
    {
      found->changed = TRUE;
      read_found (self->parsers[0], found);
    }
  if (found->record != NULL && found->group_id != ARMADA_DEVICES_NO_GROUP)
    found->record->group_id = found->group_id;
}

/* Returns: whether the device was not seen before in this run */
static gboolean
take_device (ArmadaDevicesReader *self, ArmadaFoundDevice *found)
{
  g_autoptr (ArmadaDeviceRecord) record = NULL;

  if (found->has_id && g_hash_table_contains (self->seen, &found->id))
    return FALSE;
  put_in_group (self, found);
  record = g_steal_pointer (&found->record);
  if (found->changed && record == NULL)
    {
      count_unreadable (self, self->batch, found->has_id, found->id);
      found->hash = 0;
    }
  else if (found->changed)
    {
      if ((!found->has_id || record->id != found->id) &&
          g_hash_table_contains (self->seen, &record->id))
        return FALSE;
      found->id = record->id;
      found->has_id = TRUE;
      g_ptr_array_add (self->batch->changed, g_steal_pointer (&record));
    }
  if (!found->has_id)
    return FALSE;
  g_array_append_val (self->batch->seen, found->id);
  g_hash_table_add (self->seen, new_entry (found->id, found->hash, found->group_id));
  return TRUE;
}

/**
 * armada_devices_reader_begin:
 *
 * Begins to read a whole fleet; forgets a run that was not finished.
 */
void
armada_devices_reader_begin (ArmadaDevicesReader *self)
{
  abandon_run (self);
  self->batch = armada_device_batch_new (TRUE);
  self->seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

/**
 * armada_devices_reader_read_page:
 * @page: one page of get_devices
 * @n_new: (out): devices that no page of this run had told before
 *
 * A device that comes again, in this page or a later one, is passed over: the first one counts. One
 * that cannot be read is counted and keeps what was known of it.
 *
 * Returns: whether the page could be read; ARMADA_ERROR_BAD_REPLY when it is not a list of devices,
 *   and the run is over
 */
gboolean
armada_devices_reader_read_page (ArmadaDevicesReader *self,
                                 GBytes *page,
                                 guint *n_new,
                                 GError **error)
{
  g_auto (ArmadaDevicesSplit) split = { 0 };

  g_return_val_if_fail (self->batch != NULL, FALSE);

  *n_new = 0;
  if (!split_and_look (self, page, &split, error))
    {
      abandon_run (self);
      return FALSE;
    }
  for (guint i = 0; i < split.n_devices; i++)
    *n_new += take_device (self, armada_devices_split_get (&split, i));
  return TRUE;
}

/* Where a device hides behind something unreadable, none may be taken for gone. */
static void
keep_unseen (ArmadaDevicesReader *self)
{
  GHashTableIter iter;
  Entry *entry;

  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, (gpointer *) &entry, NULL))
    if (!g_hash_table_contains (self->seen, &entry->id))
      {
        g_array_append_val (self->batch->seen, entry->id);
        g_hash_table_add (self->seen, new_entry (entry->id, 0, entry->group_id));
      }
}

/**
 * armada_devices_reader_finish:
 *
 * Ends the run: what it told is from now on what is known.
 *
 * Returns: (transfer full): the whole fleet, of which only what changed was read
 */
ArmadaDeviceBatch *
armada_devices_reader_finish (ArmadaDevicesReader *self)
{
  g_return_val_if_fail (self->batch != NULL, NULL);

  if (self->lost_track)
    keep_unseen (self);
  g_hash_table_unref (self->known);
  self->known = g_steal_pointer (&self->seen);
  self->lost_track = FALSE;
  return g_steal_pointer (&self->batch);
}

static void
take_latest (ArmadaDevicesReader *self, ArmadaDeviceBatch *batch, ArmadaFoundDevice *found)
{
  found->has_id = find_id (&found->text, &found->id);
  read_found (self->parsers[0], found);
  if (found->has_id)
    g_hash_table_add (self->known, new_entry (found->id, 0, ARMADA_DEVICES_NO_GROUP));
  if (found->record != NULL)
    g_ptr_array_add (batch->changed, g_steal_pointer (&found->record));
  else
    count_unreadable (self, batch, found->has_id, found->id);
}

/**
 * armada_devices_reader_read_latest:
 * @body: an answer of get_devices_latest
 * @time: (out): the server's clock, to ask with next time; 0 when it is not told
 *
 * What is told here may differ in form from get_devices, so these devices are read anew there.
 *
 * Returns: (transfer full): some devices; NULL with ARMADA_ERROR_BAD_REPLY
 */
ArmadaDeviceBatch *
armada_devices_reader_read_latest (ArmadaDevicesReader *self,
                                   GBytes *body,
                                   gint64 *time,
                                   GError **error)
{
  g_auto (ArmadaDevicesSplit) split = { 0 };
  ArmadaDeviceBatch *batch;

  armada_devices_split_init (&split, NULL, NULL, NULL);
  if (!armada_devices_split_text (&split, body, error))
    return NULL;

  batch = armada_device_batch_new (FALSE);
  *time = armada_json_span_int (&split.time, 0);
  if (split.events.start != NULL)
    armada_events_read_text (split.events.start, (gsize) (split.events.end - split.events.start),
                             batch->events);
  for (guint i = 0; i < split.n_devices; i++)
    take_latest (self, batch, armada_devices_split_get (&split, i));
  self->lost_track = FALSE;
  return batch;
}
