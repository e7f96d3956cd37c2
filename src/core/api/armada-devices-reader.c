/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-devices-reader"

#include "api/armada-devices-reader.h"

#include <string.h>

#include "api/armada-device-parser.h"
#include "api/armada-error.h"
#include "api/armada-events-reader.h"
#include "api/armada-json-scan.h"
#include "api/armada-json.h"

#define PAGE_SIZE 1000 /* devices asked for at once: 4 MB; servers give fewer if they like */
#define CALL_TIMEOUT 120
#define NO_GROUP -1
#define MAX_NESTED 4    /* lists within "items" or "data" of one another */
#define MAX_PARSERS 4   /* that read one text at the same time */
#define EACH_PARSER 128 /* devices at least for one more */
#define MAX_LOGGED 20   /* unreadable devices of one answer that are logged one by one */

/* A device in the text, not yet read. */
typedef struct
{
  ArmadaJsonSpan text;
  gint64 group_id;
  guint64 hash; /* of the text, made while it is still in the cache */

  /* when it was looked at */
  gboolean has_id;
  gint64 id;
  gboolean changed;           /* it is not as it was told last */
  ArmadaDeviceRecord *record; /* (nullable): read, if it changed and could be */
} Found;

struct _ArmadaDevicesReader
{
  ArmadaDeviceParser *parsers[MAX_PARSERS];
  GHashTable *hashes; /* id → hash of the bytes last told, both guint64 in one block */

  /* the run under way */
  ArmadaDeviceBatch *batch;
  GHashTable *run_hashes; /* as hashes: what has been seen in this run */
  gboolean lost_track;    /* a device was not readable to its id: do not take any for gone */
};

typedef struct
{
  gint64 id; /* the table's key */
  guint64 hash;
} Entry;

/* What is found while one text is taken apart. */
typedef struct
{
  const char *end;
  GArray *found;             /* of Found */
  ArmadaDeviceBatch *groups; /* (nullable): where groups are told */
  ArmadaJsonSpan time;       /* the value of "time" at the top, if any */
  ArmadaJsonSpan events;     /* likewise */
} Split;

ArmadaDevicesReader *
armada_devices_reader_new (void)
{
  ArmadaDevicesReader *self = g_new0 (ArmadaDevicesReader, 1);

  for (guint i = 0; i < MAX_PARSERS; i++)
    self->parsers[i] = armada_device_parser_new ();
  self->hashes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return self;
}

static void
abandon_run (ArmadaDevicesReader *self)
{
  g_clear_pointer (&self->batch, armada_device_batch_unref);
  g_clear_pointer (&self->run_hashes, g_hash_table_unref);
  self->lost_track = FALSE;
}

void
armada_devices_reader_free (ArmadaDevicesReader *self)
{
  abandon_run (self);
  for (guint i = 0; i < MAX_PARSERS; i++)
    armada_device_parser_free (self->parsers[i]);
  g_hash_table_unref (self->hashes);
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

#define HASH_FACTOR G_GUINT64_CONSTANT (0x9fb21c651e98df25)

static inline guint64
mix (guint64 lane, const char *bytes)
{
  guint64 word;

  memcpy (&word, bytes, 8);
  lane = (lane ^ word) * HASH_FACTOR;
  return lane ^ (lane >> 31);
}

/* Four lanes side by side keep the multiplier busy. Not against an attacker: he would only keep his
 * own vehicles from being drawn anew. */
static guint64
hash_bytes (const char *bytes, gsize length, guint64 seed)
{
  guint64 a = seed ^ HASH_FACTOR, b = seed + length, c = ~seed, d = seed * HASH_FACTOR + 1;
  gsize i = 0;

  for (; i + 32 <= length; i += 32)
    {
      a = mix (a, bytes + i);
      b = mix (b, bytes + i + 8);
      c = mix (c, bytes + i + 16);
      d = mix (d, bytes + i + 24);
    }
  for (; i + 8 <= length; i += 8)
    a = mix (a, bytes + i);
  for (; i < length; i++)
    b = (b ^ (guchar) bytes[i]) * HASH_FACTOR;

  a = (a ^ (b * 3) ^ (c * 5) ^ (d * 7)) * HASH_FACTOR;
  return a ^ (a >> 32);
}

static gint64
read_int (const ArmadaJsonSpan *text, gint64 fallback)
{
  yyjson_doc *doc;

  if (text->start == NULL || text->end - text->start > 64)
    return fallback;
  doc = yyjson_read (text->start, (gsize) (text->end - text->start), 0);
  armada_json_int (yyjson_doc_get_root (doc), &fallback);
  yyjson_doc_free (doc);
  return fallback;
}

static char *
read_text (const ArmadaJsonSpan *text)
{
  yyjson_doc *doc;
  char *plain;

  if (text->start == NULL)
    return g_strdup ("");
  doc = yyjson_read_opts ((char *) (gpointer) text->start, (gsize) (text->end - text->start),
                          YYJSON_READ_ALLOW_INVALID_UNICODE, NULL, NULL);
  plain = armada_json_dup_text (yyjson_doc_get_root (doc));
  yyjson_doc_free (doc);
  return plain;
}

/* Old servers name groups by their title only; the number made of it stays the same for a title. */
static gint64
make_group_id (const char *title)
{
  return -2 - (gint64) (hash_bytes (title, strlen (title), 0) >> 2);
}

static void
add_found (Split *split, const char *start, const char *end)
{
  Found found = { .text = { start, end },
                  .group_id = NO_GROUP,
                  .hash = hash_bytes (start, (gsize) (end - start), 0) };

  g_array_append_val (split->found, found);
}

static gboolean
is_number (const ArmadaJsonSpan *key)
{
  for (const char *c = key->start; c < key->end; c++)
    if (!g_ascii_isdigit (*c))
      return FALSE;
  return key->end > key->start;
}

/* Whether a walk stands on an element of a list, however that is written. */
static gboolean
is_element (const ArmadaJsonScan *scan)
{
  return scan->closer == ']' || is_number (&scan->key);
}

/* Whether a walk stands on the member that holds the list which its object is about. */
static gboolean
holds_list (const ArmadaJsonScan *scan)
{
  return scan->closer == '}' && (*scan->value.start == '[' || *scan->value.start == '{') &&
         (armada_json_span_is (&scan->key, "items") || armada_json_span_is (&scan->key, "data"));
}

/* Whatever stands where a device should: it counts as one, unless it is null. */
static void
add_element (Split *split, const ArmadaJsonSpan *value)
{
  if (!armada_json_span_is (value, "null"))
    add_found (split, value->start, value->end);
}

/* The devices of a list, or of the list that it holds. Returns: (nullable): behind it */
static const char *
split_list (Split *split, const char *at, guint nested)
{
  ArmadaJsonScan scan;

  if (nested > MAX_NESTED || !armada_json_scan_enter (&scan, at, split->end))
    return armada_json_scan_skip_value (at, split->end);
  while (armada_json_scan_next_key (&scan))
    {
      scan.value.end = holds_list (&scan)
                           ? split_list (split, scan.value.start, nested + 1)
                           : armada_json_scan_skip_value (scan.value.start, split->end);
      if (scan.value.end == NULL)
        return NULL;
      if (is_element (&scan))
        add_element (split, &scan.value);
      armada_json_scan_jump (&scan, scan.value.end);
    }
  return scan.broken ? NULL : scan.at;
}

static void
name_group (Split *split, const ArmadaJsonSpan *id, const ArmadaJsonSpan *title, guint first)
{
  g_autofree char *text = read_text (title);
  gint64 group_id = read_int (id, G_MININT64);

  if (group_id == G_MININT64)
    group_id = make_group_id (text);
  if (split->groups != NULL)
    armada_device_batch_add_group (split->groups, group_id, text);
  for (guint i = first; i < split->found->len; i++)
    g_array_index (split->found, Found, i).group_id = group_id;
}

/* An object in a list at the top: a group, known by its items or by a title in place of a name, or
 * else a device. */
static const char *
split_object (Split *split, const char *at)
{
  ArmadaJsonSpan id = { NULL, NULL }, title = { NULL, NULL };
  guint first = split->found->len;
  gboolean has_items = FALSE, has_name = FALSE;
  ArmadaJsonScan scan;

  armada_json_scan_enter (&scan, at, split->end);
  while (armada_json_scan_next_key (&scan))
    {
      gboolean items = armada_json_span_is (&scan.key, "items");

      scan.value.end = items ? split_list (split, scan.value.start, 0)
                             : armada_json_scan_skip_value (scan.value.start, split->end);
      if (scan.value.end == NULL)
        return NULL;
      has_items = has_items || items;
      if (armada_json_span_is (&scan.key, "id"))
        id = scan.value;
      else if (armada_json_span_is (&scan.key, "title"))
        title = scan.value;
      else if (armada_json_span_is (&scan.key, "name"))
        has_name = TRUE;
      armada_json_scan_jump (&scan, scan.value.end);
    }
  if (scan.broken)
    return NULL;
  if (has_items || (title.start != NULL && !has_name))
    name_group (split, &id, &title, first);
  else
    add_found (split, at, scan.at);
  return scan.at;
}

/* What stands at the top: a list of groups or devices, or an object that is or holds one. An object
 * that neither is nor holds a list is no fleet: taken for an empty one it would clear the map. */
static const char *
split_top (Split *split, const char *at, guint nested)
{
  gboolean is_list, is_empty = TRUE;
  ArmadaJsonScan scan;

  if (nested > MAX_NESTED || !armada_json_scan_enter (&scan, at, split->end))
    return NULL;
  is_list = scan.closer == ']';
  while (armada_json_scan_next_key (&scan))
    {
      ArmadaJsonSpan *value = &scan.value;
      gboolean element = is_element (&scan), holds = holds_list (&scan);

      if (holds)
        value->end = split_top (split, value->start, nested + 1);
      else if (element && *value->start == '{')
        value->end = split_object (split, value->start);
      else
        value->end = armada_json_scan_skip_value (value->start, split->end);
      if (value->end == NULL)
        return NULL;
      is_empty = FALSE;
      is_list = is_list || element || holds;
      if (element && *value->start != '{')
        add_element (split, value);
      if (armada_json_span_is (&scan.key, "time"))
        split->time = *value;
      else if (armada_json_span_is (&scan.key, "events"))
        split->events = *value;
      armada_json_scan_jump (&scan, value->end);
    }
  return scan.broken || !(is_list || is_empty) ? NULL : scan.at;
}

static gboolean
split_text (Split *split, GBytes *bytes, GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length) ?: "";
  const char *behind;

  split->end = text + length;
  split->found = g_array_new (FALSE, FALSE, sizeof (Found));
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    text += 3;
  text = armada_json_scan_skip_space (text, split->end);
  behind = split_top (split, text, 0);
  if (behind != NULL && armada_json_scan_skip_space (behind, split->end) == split->end)
    return TRUE;

  g_clear_pointer (&split->found, g_array_unref);
  g_propagate_error (error, armada_error_new (ARMADA_ERROR_BAD_REPLY, "devices: not a list"));
  return FALSE;
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
        *id = read_int (&scan.value, G_MININT64);
        return *id != G_MININT64;
      }
  return FALSE;
}

static Entry *
new_entry (gint64 id, guint64 hash)
{
  Entry *entry = g_new (Entry, 1);

  *entry = (Entry) { id, hash };
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
look_at (ArmadaDevicesReader *self, ArmadaDeviceParser *parser, Found *found)
{
  const Entry *known;

  found->hash ^= (guint64) found->group_id * HASH_FACTOR;
  found->has_id = find_id (&found->text, &found->id);
  known = found->has_id ? g_hash_table_lookup (self->hashes, &found->id) : NULL;
  found->changed = known == NULL || known->hash != found->hash;
  if (found->changed)
    found->record = armada_device_parser_read (
        parser, found->text.start, (gsize) (found->text.end - found->text.start), found->group_id);
  if (known == NULL && found->record != NULL)
    armada_device_record_introduce (found->record);
}

/* Some of what was found, for a thread of its own: it writes to these alone. */
typedef struct
{
  ArmadaDevicesReader *reader;
  ArmadaDeviceParser *parser;
  Found *found;
  guint n;
} Share;

static gpointer
look_at_share (gpointer data)
{
  const Share *share = data;

  for (guint i = 0; i < share->n; i++)
    look_at (share->reader, share->parser, &share->found[i]);
  return NULL;
}

/* Reading takes most of the time until a large fleet is seen: all processors take part in it. */
static void
look_at_all (ArmadaDevicesReader *self, GArray *found)
{
  guint most = MIN (g_get_num_processors (), MAX_PARSERS);
  guint n = CLAMP (found->len / EACH_PARSER, 1, most);
  Share shares[MAX_PARSERS];
  GThread *threads[MAX_PARSERS] = { NULL };

  if (found->len == 0)
    return; /* an array of nothing has no place to begin at */
  for (guint i = 0; i < n; i++)
    {
      guint from = (guint) ((guint64) found->len * i / n);
      guint to = (guint) ((guint64) found->len * (i + 1) / n);

      shares[i] =
          (Share) { self, self->parsers[i], &g_array_index (found, Found, from), to - from };
      if (i > 0)
        threads[i] = g_thread_try_new ("devices", look_at_share, &shares[i], NULL);
    }
  look_at_share (&shares[0]);
  for (guint i = 1; i < n; i++)
    if (threads[i] != NULL)
      g_thread_join (threads[i]);
    else
      look_at_share (&shares[i]);
}

/* Returns: whether the device was not seen before in this run */
static gboolean
take_device (ArmadaDevicesReader *self, Found *found)
{
  g_autoptr (ArmadaDeviceRecord) record = g_steal_pointer (&found->record);

  if (found->has_id && g_hash_table_contains (self->run_hashes, &found->id))
    return FALSE;
  if (found->changed && record == NULL)
    {
      count_unreadable (self, self->batch, found->has_id, found->id);
      found->hash = 0;
    }
  else if (found->changed)
    {
      if ((!found->has_id || record->id != found->id) &&
          g_hash_table_contains (self->run_hashes, &record->id))
        return FALSE;
      found->id = record->id;
      found->has_id = TRUE;
      g_ptr_array_add (self->batch->changed, g_steal_pointer (&record));
    }
  if (!found->has_id)
    return FALSE;
  g_array_append_val (self->batch->seen, found->id);
  g_hash_table_add (self->run_hashes, new_entry (found->id, found->hash));
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
  self->run_hashes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
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
  Split split = { .groups = self->batch };

  g_return_val_if_fail (self->batch != NULL, FALSE);

  *n_new = 0;
  if (!split_text (&split, page, error))
    {
      abandon_run (self);
      return FALSE;
    }
  look_at_all (self, split.found);
  for (guint i = 0; i < split.found->len; i++)
    *n_new += take_device (self, &g_array_index (split.found, Found, i));
  g_array_unref (split.found);
  return TRUE;
}

/* Where a device hides behind something unreadable, none may be taken for gone. */
static void
keep_unseen (ArmadaDevicesReader *self)
{
  GHashTableIter iter;
  Entry *entry;

  g_hash_table_iter_init (&iter, self->hashes);
  while (g_hash_table_iter_next (&iter, (gpointer *) &entry, NULL))
    if (!g_hash_table_contains (self->run_hashes, &entry->id))
      {
        g_array_append_val (self->batch->seen, entry->id);
        g_hash_table_add (self->run_hashes, new_entry (entry->id, 0));
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
  g_hash_table_unref (self->hashes);
  self->hashes = g_steal_pointer (&self->run_hashes);
  self->lost_track = FALSE;
  return g_steal_pointer (&self->batch);
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
  Split split = { .groups = NULL };
  ArmadaDeviceBatch *batch;

  if (!split_text (&split, body, error))
    return NULL;

  batch = armada_device_batch_new (FALSE);
  *time = read_int (&split.time, 0);
  if (split.events.start != NULL)
    armada_events_read_text (split.events.start, (gsize) (split.events.end - split.events.start),
                             batch->events);
  for (guint i = 0; i < split.found->len; i++)
    {
      const Found *found = &g_array_index (split.found, Found, i);
      gint64 id = 0;
      gboolean has_id = find_id (&found->text, &id);
      ArmadaDeviceRecord *record =
          armada_device_parser_read (self->parsers[0], found->text.start,
                                     (gsize) (found->text.end - found->text.start), NO_GROUP);

      if (has_id)
        g_hash_table_add (self->hashes, new_entry (id, 0));
      if (record != NULL)
        g_ptr_array_add (batch->changed, record);
      else
        count_unreadable (self, batch, has_id, id);
    }
  self->lost_track = FALSE;
  g_array_unref (split.found);
  return batch;
}
