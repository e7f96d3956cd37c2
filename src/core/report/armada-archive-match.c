/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-archive-match"

#include "report/armada-archive-match.h"

#include <string.h>

#include "api/armada-report-format.h"

/* What is not asked for is NULL. */
static char *
dup_asked (const char *text)
{
  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

void
armada_archive_filter_copy (ArmadaArchiveFilter *to, const ArmadaArchiveFilter *from)
{
  to->words = dup_asked (from->words);
  to->type_name = dup_asked (from->type_name);
  to->format = dup_asked (from->format);
  to->vehicle = dup_asked (from->vehicle);
  to->tag = dup_asked (from->tag);
  to->batch = dup_asked (from->batch);
  to->from = dup_asked (from->from);
  to->to = dup_asked (from->to);
  to->favourites = from->favourites;
}

void
armada_archive_filter_clear (ArmadaArchiveFilter *filter)
{
  g_free ((char *) filter->words);
  g_free ((char *) filter->type_name);
  g_free ((char *) filter->format);
  g_free ((char *) filter->vehicle);
  g_free ((char *) filter->tag);
  g_free ((char *) filter->batch);
  g_free ((char *) filter->from);
  g_free ((char *) filter->to);
  *filter = (ArmadaArchiveFilter) { 0 };
}

gboolean
armada_archive_filter_is_set (const ArmadaArchiveFilter *filter)
{
  return filter->words || filter->type_name || filter->format || filter->vehicle || filter->tag ||
         filter->batch || filter->from || filter->to || filter->favourites;
}

static gboolean
is_said (const char *wanted, const char *text)
{
  return wanted == NULL || g_str_equal (wanted, text);
}

static gboolean
has_vehicle (const ArmadaReportOrder *order, const char *vehicle)
{
  for (guint i = 0; vehicle != NULL && i < order->device_names.n; i++)
    if (g_str_equal (order->device_names.texts[i], vehicle))
      return TRUE;
  return vehicle == NULL;
}

/* The first and the last day it is about; where that is not known, the one on which it was made. */
static void
get_days (const ArmadaReportFields *fields, char first[11], char last[11])
{
  g_autoptr (GDateTime) made = NULL;
  g_autofree char *day = NULL;

  g_strlcpy (first, fields->order->from, 11);
  g_strlcpy (last, fields->order->to, 11);
  if (*first != '\0' && *last != '\0')
    return;
  made = g_date_time_new_from_unix_local (fields->made);
  day = g_date_time_format (made, "%Y-%m-%d");
  g_strlcpy (first, day, 11);
  g_strlcpy (last, day, 11);
}

static gboolean
is_within (const ArmadaReportFields *fields, const char *from, const char *to)
{
  char first[11], last[11];

  if (from == NULL && to == NULL)
    return TRUE;
  get_days (fields, first, last);
  return (from == NULL || strcmp (last, from) >= 0) && (to == NULL || strcmp (first, to) <= 0);
}

/**
 * armada_archive_match:
 * @found: (nullable) (element-type gint64): in which the words of @filter stand; NULL: in all
 *
 * Returns: whether @filter holds for @report
 */
gboolean
armada_archive_match (ArmadaReport *report, const ArmadaArchiveFilter *filter, GHashTable *found)
{
  const ArmadaReportFields *fields = armada_report_get_fields (report);
  const ArmadaReportOrder *order = fields->order;

  return (found == NULL || g_hash_table_contains (found, &fields->id)) &&
         (!filter->favourites || fields->favourite) &&
         is_said (filter->type_name, order->type_name) &&
         is_said (filter->format, armada_report_format_get_extension (order->format)) &&
         is_said (filter->batch, fields->batch) && has_vehicle (order, filter->vehicle) &&
         (filter->tag == NULL ||
          g_strv_contains ((const char *const *) fields->tags, filter->tag)) &&
         is_within (fields, filter->from, filter->to);
}

/* A report with what it is sorted by. */
typedef struct
{
  ArmadaReport *report;
  const char *key; /* (nullable): compared as bytes */
  char days[24];   /* that it is about, where they are the key */
  gint64 number;
  guint position; /* newest first: decides between equal ones */
} Entry;

/* Few types have many reports. @keys: of those that were met */
static const char *
find_type_key (GHashTable *keys, const char *name)
{
  const char *key = g_hash_table_lookup (keys, name);

  if (key != NULL)
    return key;
  g_hash_table_insert (keys, (gpointer) name, g_utf8_collate_key_for_filename (name, -1));
  return g_hash_table_lookup (keys, name);
}

static void
fill_entry (Entry *entry, ArmadaArchiveSort sort, GHashTable *type_keys)
{
  const ArmadaReportFields *fields = armada_report_get_fields (entry->report);

  switch (sort)
    {
    case ARMADA_ARCHIVE_SORT_TITLE:
      entry->key = armada_report_get_title_key (entry->report);
      break;
    case ARMADA_ARCHIVE_SORT_TYPE:
      entry->key = find_type_key (type_keys, fields->order->type_name);
      break;
    case ARMADA_ARCHIVE_SORT_VEHICLES:
      entry->key = armada_report_get_vehicles_key (entry->report);
      break;
    case ARMADA_ARCHIVE_SORT_PERIOD:
      {
        char first[11], last[11];

        get_days (fields, first, last);
        g_snprintf (entry->days, sizeof entry->days, "%s %s", last, first);
        entry->key = entry->days;
        entry->number = 1; /* the latest first */
        break;
      }
    case ARMADA_ARCHIVE_SORT_SIZE:
      entry->number = -(gint64) fields->size;
      break;
    case ARMADA_ARCHIVE_SORT_MADE:
    default:
      break;
    }
}

static int
compare_entries (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Entry *x = *(const Entry *const *) a;
  const Entry *y = *(const Entry *const *) b;
  int order;

  if (x->key != NULL)
    {
      order = strcmp (x->key, y->key);
      if (order != 0)
        return x->number > 0 ? -order : order;
    }
  else if (x->number != y->number)
    return x->number < y->number ? -1 : 1;
  return x->position < y->position ? -1 : 1;
}

/**
 * armada_archive_sort:
 * @reports: (element-type ArmadaReport): newest first
 */
void
armada_archive_sort (GPtrArray *reports, ArmadaArchiveSort sort, gboolean reversed)
{
  g_autofree Entry *entries = NULL;
  g_autofree gpointer *sorted = NULL;
  g_autoptr (GHashTable) type_keys = NULL;
  guint n = reports->len;

  if (sort == ARMADA_ARCHIVE_SORT_MADE && !reversed)
    return;
  entries = g_new0 (Entry, n);
  type_keys = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  for (guint i = 0; i < n; i++)
    {
      entries[i].report = reports->pdata[i];
      entries[i].position = i;
      fill_entry (&entries[i], sort, type_keys);
    }
  sorted = g_new (gpointer, n);
  for (guint i = 0; i < n; i++)
    sorted[i] = &entries[i];
  g_sort_array (sorted, n, sizeof *sorted, compare_entries, NULL);
  for (guint i = 0; i < n; i++)
    reports->pdata[reversed ? n - 1 - i : i] = ((const Entry *) sorted[i])->report;
}

static void
add_value (GHashTable *set, const char *value)
{
  if (*value != '\0')
    g_hash_table_add (set, (gpointer) value);
}

/**
 * armada_archive_collect:
 * @set: (element-type utf8): is given what @report has; the texts are the report's own
 */
void
armada_archive_collect (ArmadaReport *report, ArmadaArchiveValues values, GHashTable *set)
{
  const ArmadaReportFields *fields = armada_report_get_fields (report);

  switch (values)
    {
    case ARMADA_ARCHIVE_TYPE_NAMES:
      add_value (set, fields->order->type_name);
      break;
    case ARMADA_ARCHIVE_FORMATS:
      add_value (set, armada_report_format_get_extension (fields->order->format));
      break;
    case ARMADA_ARCHIVE_VEHICLES:
      for (guint i = 0; i < fields->order->device_names.n; i++)
        add_value (set, fields->order->device_names.texts[i]);
      break;
    case ARMADA_ARCHIVE_TAGS:
      for (guint i = 0; fields->tags[i] != NULL; i++)
        add_value (set, fields->tags[i]);
      break;
    case ARMADA_ARCHIVE_BATCHES:
    default:
      add_value (set, fields->batch);
      break;
    }
}

static int
compare_values (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

/**
 * armada_archive_order_values:
 *
 * Returns: (transfer full): copies of those in @set, as a person sorts them
 */
char **
armada_archive_order_values (GHashTable *set)
{
  GPtrArray *values = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    g_ptr_array_add (values, g_strdup (value));
  g_ptr_array_sort (values, compare_values);
  g_ptr_array_add (values, NULL);
  return (char **) g_ptr_array_free (values, FALSE);
}
