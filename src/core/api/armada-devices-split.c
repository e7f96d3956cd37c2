/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-devices-split"

#include "api/armada-devices-split.h"

#include <string.h>

#include "api/armada-error.h"
#include "api/armada-json.h"

#define MAX_NESTED 4 /* lists within "items" or "data" of one another */

/* Turns a text of JSON into where its devices stand, by its structure alone. */

static void
chunk_free (gpointer data)
{
  ArmadaDevicesChunk *chunk = data;

  for (guint i = 0; i < chunk->n; i++)
    g_clear_pointer (&chunk->devices[i].record, armada_device_record_unref);
  g_free (chunk);
}

/**
 * armada_devices_split_init:
 */
void
armada_devices_split_init (ArmadaDevicesSplit *self,
                           ArmadaDeviceBatch *groups,
                           ArmadaDevicesChunkFunc found,
                           gpointer user_data)
{
  *self = (ArmadaDevicesSplit) { .groups = groups, .found = found, .user_data = user_data };
  self->chunks = g_ptr_array_new_with_free_func (chunk_free);
}

void
armada_devices_split_clear (ArmadaDevicesSplit *self)
{
  g_clear_pointer (&self->chunks, g_ptr_array_unref);
}

/**
 * armada_devices_split_get:
 * @i: below n_devices
 *
 * Returns: (transfer none): a device of the text
 */
ArmadaFoundDevice *
armada_devices_split_get (const ArmadaDevicesSplit *self, guint i)
{
  ArmadaDevicesChunk *chunk = self->chunks->pdata[i / ARMADA_DEVICES_CHUNK];

  return &chunk->devices[i % ARMADA_DEVICES_CHUNK];
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
hash_bytes (const char *bytes, gsize length)
{
  guint64 a = HASH_FACTOR, b = length, c = G_MAXUINT64, d = 1;
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

/* Old servers name groups by their title only; the number made of it stays the same for a title. */
static gint64
make_group_id (const char *title)
{
  return -2 - (gint64) (hash_bytes (title, strlen (title)) >> 2);
}

static ArmadaDevicesChunk *
open_chunk (ArmadaDevicesSplit *self)
{
  if (self->n_devices % ARMADA_DEVICES_CHUNK == 0)
    g_ptr_array_add (self->chunks, g_new0 (ArmadaDevicesChunk, 1));
  return self->chunks->pdata[self->chunks->len - 1];
}

static void
close_chunk (ArmadaDevicesSplit *self, ArmadaDevicesChunk *chunk)
{
  if (self->found != NULL)
    self->found (chunk, self->user_data);
}

static void
add_found (ArmadaDevicesSplit *self, const char *start, const char *end)
{
  ArmadaDevicesChunk *chunk = open_chunk (self);

  chunk->devices[chunk->n++] =
      (ArmadaFoundDevice) { .text = { start, end },
                            .group_id = ARMADA_DEVICES_NO_GROUP,
                            .hash = hash_bytes (start, (gsize) (end - start)) };
  self->n_devices++;
  if (chunk->n == ARMADA_DEVICES_CHUNK)
    close_chunk (self, chunk);
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
add_element (ArmadaDevicesSplit *self, const ArmadaJsonSpan *value)
{
  if (!armada_json_span_is (value, "null"))
    add_found (self, value->start, value->end);
}

/* The devices of a list, or of the list that it holds. Returns: (nullable): behind it */
static const char *
split_list (ArmadaDevicesSplit *self, const char *at, guint nested)
{
  ArmadaJsonScan scan;

  if (nested > MAX_NESTED || !armada_json_scan_enter (&scan, at, self->end))
    return armada_json_scan_skip_value (at, self->end);
  while (armada_json_scan_next_key (&scan))
    {
      scan.value.end = holds_list (&scan)
                           ? split_list (self, scan.value.start, nested + 1)
                           : armada_json_scan_skip_value (scan.value.start, self->end);
      if (scan.value.end == NULL)
        return NULL;
      if (is_element (&scan))
        add_element (self, &scan.value);
      armada_json_scan_jump (&scan, scan.value.end);
    }
  return scan.broken ? NULL : scan.at;
}

static void
name_group (ArmadaDevicesSplit *self,
            const ArmadaJsonSpan *id,
            const ArmadaJsonSpan *title,
            guint first)
{
  g_autofree char *text = title->start != NULL ? armada_json_span_dup_text (title) : g_strdup ("");
  gint64 group_id = armada_json_span_int (id, G_MININT64);

  if (group_id == G_MININT64)
    group_id = make_group_id (text);
  if (self->groups != NULL)
    armada_device_batch_add_group (self->groups, group_id, text);
  for (guint i = first; i < self->n_devices; i++)
    armada_devices_split_get (self, i)->group_id = group_id;
}

/* An object in a list at the top: a group, known by its items or by a title in place of a name, or
 * else a device. */
static const char *
split_object (ArmadaDevicesSplit *self, const char *at)
{
  ArmadaJsonSpan id = { NULL, NULL }, title = { NULL, NULL };
  guint first = self->n_devices;
  gboolean has_items = FALSE, has_name = FALSE;
  ArmadaJsonScan scan;

  armada_json_scan_enter (&scan, at, self->end);
  while (armada_json_scan_next_key (&scan))
    {
      gboolean items = armada_json_span_is (&scan.key, "items");

      scan.value.end = items ? split_list (self, scan.value.start, 0)
                             : armada_json_scan_skip_value (scan.value.start, self->end);
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
    name_group (self, &id, &title, first);
  else
    add_found (self, at, scan.at);
  return scan.at;
}

/* What stands at the top: a list of groups or devices, or an object that is or holds one. An object
 * that neither is nor holds a list is no fleet: taken for an empty one it would clear the map. */
static const char *
split_top (ArmadaDevicesSplit *self, const char *at, guint nested)
{
  gboolean is_list, is_empty = TRUE;
  ArmadaJsonScan scan;

  if (nested > MAX_NESTED || !armada_json_scan_enter (&scan, at, self->end))
    return NULL;
  is_list = scan.closer == ']';
  while (armada_json_scan_next_key (&scan))
    {
      ArmadaJsonSpan *value = &scan.value;
      gboolean element = is_element (&scan), holds = holds_list (&scan);

      if (holds)
        value->end = split_top (self, value->start, nested + 1);
      else if (element && *value->start == '{')
        value->end = split_object (self, value->start);
      else
        value->end = armada_json_scan_skip_value (value->start, self->end);
      if (value->end == NULL)
        return NULL;
      is_empty = FALSE;
      is_list = is_list || element || holds;
      if (element && *value->start != '{')
        add_element (self, value);
      if (armada_json_span_is (&scan.key, "time"))
        self->time = *value;
      else if (armada_json_span_is (&scan.key, "events"))
        self->events = *value;
      armada_json_scan_jump (&scan, value->end);
    }
  return scan.broken || !(is_list || is_empty) ? NULL : scan.at;
}

static gboolean
is_whole (ArmadaDevicesSplit *self, const char *text)
{
  const char *behind = split_top (self, armada_json_scan_skip_space (text, self->end), 0);

  return behind != NULL && armada_json_scan_skip_space (behind, self->end) == self->end;
}

/**
 * armada_devices_split_text:
 *
 * Takes an answer apart. Devices may have been told of before it turns out to be cut or no answer
 * of this kind.
 *
 * Returns: whether it is whole; ARMADA_ERROR_BAD_REPLY otherwise
 */
gboolean
armada_devices_split_text (ArmadaDevicesSplit *self, GBytes *bytes, GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length) ?: "";
  gboolean whole;

  self->end = text + length;
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    text += 3;
  whole = is_whole (self, text);
  if (self->n_devices % ARMADA_DEVICES_CHUNK != 0)
    close_chunk (self, self->chunks->pdata[self->chunks->len - 1]);
  if (!whole)
    g_propagate_error (error, armada_error_new (ARMADA_ERROR_BAD_REPLY, "devices: not a list"));
  return whole;
}
