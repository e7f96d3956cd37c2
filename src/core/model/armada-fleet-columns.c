/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-fleet-columns"

#include "model/armada-fleet-columns.h"

#include <math.h>
#include <string.h>

struct _ArmadaFleetColumns
{
  ArmadaFleet *fleet;
  GPtrArray *columns;  /* of ArmadaFleetColumn */
  GHashTable *by_name; /* borrows both */
  GHashTable *groups;  /* id → title */
};

/* Where a value comes from. */
typedef enum
{
  FROM_TEXT,   /* a member of the record */
  FROM_DOUBLE, /* likewise, known with a position only where @unit is set */
  FROM_TIME,
  FROM_ID,
  FROM_STATE,
  FROM_SINCE,
  FROM_STOP,
  FROM_GROUP,
  FROM_ENGINE,
  FROM_ALARM,
  FROM_DUE,
} Source;

#define AT(member) G_STRUCT_OFFSET (ArmadaDeviceRecord, member)

/* Names are those of the command line's columns. */
static const struct
{
  const char *name;
  ArmadaFleetColumnKind kind;
  Source source;
  gsize offset;
  gsize unit; /* where the record says it; 0 nowhere */
  int digits;
} fixed[] = {
  { "name", ARMADA_FLEET_COLUMN_TEXT, FROM_TEXT, AT (name), 0, 0 },
  { "plate", ARMADA_FLEET_COLUMN_TEXT, FROM_TEXT, AT (plate), 0, 0 },
  { "state", ARMADA_FLEET_COLUMN_STATE, FROM_STATE, 0, 0, 0 },
  { "state_since", ARMADA_FLEET_COLUMN_SPAN, FROM_SINCE, 0, 0, 0 },
  { "alarm", ARMADA_FLEET_COLUMN_FLAG, FROM_ALARM, 0, 0, 0 },
  { "group_title", ARMADA_FLEET_COLUMN_TEXT, FROM_GROUP, 0, 0, 0 },
  { "driver", ARMADA_FLEET_COLUMN_TEXT, FROM_TEXT, AT (driver), 0, 0 },
  { "speed", ARMADA_FLEET_COLUMN_NUMBER, FROM_DOUBLE, AT (speed), AT (speed_unit), 0 },
  { "address", ARMADA_FLEET_COLUMN_TEXT, FROM_TEXT, AT (address), 0, 0 },
  { "fix_time", ARMADA_FLEET_COLUMN_AGE, FROM_TIME, AT (fix_time), 0, 0 },
  { "contact_time", ARMADA_FLEET_COLUMN_AGE, FROM_TIME, AT (contact_time), 0, 0 },
  { "moved_time", ARMADA_FLEET_COLUMN_AGE, FROM_TIME, AT (moved_time), 0, 0 },
  { "stop_seconds", ARMADA_FLEET_COLUMN_SPAN, FROM_STOP, 0, 0, 0 },
  { "engine", ARMADA_FLEET_COLUMN_FLAG, FROM_ENGINE, 0, 0, 0 },
  { "course", ARMADA_FLEET_COLUMN_NUMBER, FROM_DOUBLE, AT (course), 0, 0 },
  { "altitude", ARMADA_FLEET_COLUMN_NUMBER, FROM_DOUBLE, AT (altitude), AT (altitude_unit), 0 },
  { "odometer", ARMADA_FLEET_COLUMN_NUMBER, FROM_DOUBLE, AT (odometer), AT (distance_unit), 0 },
  { "latitude", ARMADA_FLEET_COLUMN_NUMBER, FROM_DOUBLE, AT (latitude), 0, 6 },
  { "longitude", ARMADA_FLEET_COLUMN_NUMBER, FROM_DOUBLE, AT (longitude), 0, 6 },
  { "services_due", ARMADA_FLEET_COLUMN_NUMBER, FROM_DUE, 0, 0, 0 },
  { "expires", ARMADA_FLEET_COLUMN_UNTIL, FROM_TIME, AT (expires), 0, 0 },
  { "model", ARMADA_FLEET_COLUMN_TEXT, FROM_TEXT, AT (model), 0, 0 },
  { "vin", ARMADA_FLEET_COLUMN_TEXT, FROM_TEXT, AT (vin), 0, 0 },
  { "imei", ARMADA_FLEET_COLUMN_TEXT, FROM_TEXT, AT (imei), 0, 0 },
  { "sim", ARMADA_FLEET_COLUMN_TEXT, FROM_TEXT, AT (sim), 0, 0 },
  { "owner", ARMADA_FLEET_COLUMN_TEXT, FROM_TEXT, AT (owner), 0, 0 },
  { "protocol", ARMADA_FLEET_COLUMN_TEXT, FROM_TEXT, AT (protocol), 0, 0 },
  { "notes", ARMADA_FLEET_COLUMN_TEXT, FROM_TEXT, AT (notes), 0, 0 },
  { "id", ARMADA_FLEET_COLUMN_NUMBER, FROM_ID, 0, 0, 0 },
};

#define MAX_SENSORS 500 /* columns; what names its sensors by chance must not fill the memory */

/* What the values of one sensor have in common, as a scan learns it. */
typedef struct
{
  guint n_words;
  guint n_flags;
  guint n_numbers;
  GHashTable *units; /* text → how often */
} Habit;

static void
column_free (gpointer data)
{
  ArmadaFleetColumn *column = data;

  g_free (column->name);
  g_free (column->sensor);
  g_free (column->unit);
  g_free (column);
}

static void
habit_free (gpointer data)
{
  g_hash_table_unref (((Habit *) data)->units);
  g_free (data);
}

static void
take_column (ArmadaFleetColumns *self, ArmadaFleetColumn *column)
{
  g_ptr_array_add (self->columns, column);
  g_hash_table_insert (self->by_name, column->name, column);
}

static void
add_fixed (ArmadaFleetColumns *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (fixed); i++)
    {
      ArmadaFleetColumn *column = g_new0 (ArmadaFleetColumn, 1);

      column->name = g_strdup (fixed[i].name);
      column->kind = fixed[i].kind;
      column->unit = g_strdup (g_str_equal (fixed[i].name, "course") ? "°" : "");
      column->digits = fixed[i].digits;
      column->place = i;
      take_column (self, column);
    }
}

/**
 * armada_fleet_columns_new:
 *
 * Returns: (transfer full): the columns that every fleet has; sensors come with a scan
 */
ArmadaFleetColumns *
armada_fleet_columns_new (ArmadaFleet *fleet)
{
  ArmadaFleetColumns *self = g_new0 (ArmadaFleetColumns, 1);

  self->fleet = g_object_ref (fleet);
  self->columns = g_ptr_array_new_with_free_func (column_free);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  self->groups = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  add_fixed (self);
  return self;
}

void
armada_fleet_columns_free (ArmadaFleetColumns *self)
{
  g_hash_table_unref (self->by_name);
  g_hash_table_unref (self->groups);
  g_ptr_array_unref (self->columns);
  g_object_unref (self->fleet);
  g_free (self);
}

static void
learn (Habit *habit, const char *text)
{
  double number;
  const char *unit;
  gpointer n;

  if (g_ascii_isdigit (text[*text == '-' || *text == '+']) &&
      armada_fleet_column_read_number (text, &number, &unit))
    {
      habit->n_numbers++;
      n = g_hash_table_lookup (habit->units, unit);
      g_hash_table_insert (habit->units, (gpointer) unit,
                           GUINT_TO_POINTER (GPOINTER_TO_UINT (n) + 1));
    }
  else if (armada_fleet_column_read_flag (text) >= 0)
    habit->n_flags++;
  else if (*text != '\0' && *text != '-')
    habit->n_words++;
}

static void
learn_device (GHashTable *habits, const ArmadaDeviceRecord *record)
{
  for (guint i = 0; i < record->n_sensors; i++)
    {
      const ArmadaSensor *sensor = &record->sensors[i];
      Habit *habit = g_hash_table_lookup (habits, sensor->name);

      if (*sensor->name == '\0')
        continue;
      if (habit == NULL && g_hash_table_size (habits) < MAX_SENSORS)
        {
          habit = g_new0 (Habit, 1);
          habit->units = g_hash_table_new (g_str_hash, g_str_equal);
          g_hash_table_insert (habits, (gpointer) sensor->name, habit);
        }
      if (habit != NULL)
        learn (habit, sensor->value);
    }
}

static const char *
get_usual_unit (const Habit *habit)
{
  GHashTableIter iter;
  gpointer unit, n;
  guint most = 0;
  const char *usual = "";

  g_hash_table_iter_init (&iter, habit->units);
  while (g_hash_table_iter_next (&iter, &unit, &n))
    if (GPOINTER_TO_UINT (n) > most || (GPOINTER_TO_UINT (n) == most && strcmp (unit, usual) < 0))
      {
        most = GPOINTER_TO_UINT (n);
        usual = unit;
      }
  return usual;
}

/* Words among numbers are what sensors say when they are out of order: most decide. */
static ArmadaFleetColumnKind
get_kind (const Habit *habit)
{
  if (habit->n_numbers > 0 && habit->n_numbers >= habit->n_words + habit->n_flags)
    return ARMADA_FLEET_COLUMN_NUMBER;
  return habit->n_flags > 0 && habit->n_words + habit->n_numbers == 0 ? ARMADA_FLEET_COLUMN_FLAG
                                                                      : ARMADA_FLEET_COLUMN_TEXT;
}

/* Returns: whether that is new */
static gboolean
take_sensor (ArmadaFleetColumns *self, const char *sensor, const Habit *habit)
{
  g_autofree char *name = g_strconcat (ARMADA_FLEET_COLUMN_SENSOR, sensor, NULL);
  ArmadaFleetColumn *column = g_hash_table_lookup (self->by_name, name);
  ArmadaFleetColumnKind kind = get_kind (habit);
  gboolean differs = column == NULL || column->kind != kind;

  if (column == NULL)
    {
      column = g_new0 (ArmadaFleetColumn, 1);
      column->name = g_steal_pointer (&name);
      column->sensor = g_strdup (sensor);
      column->unit = g_strdup ("");
      column->digits = -1;
      take_column (self, column);
    }
  column->kind = kind;
  return g_set_str (&column->unit,
                    kind == ARMADA_FLEET_COLUMN_NUMBER ? get_usual_unit (habit) : "") ||
         differs;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
take_sensors (ArmadaFleetColumns *self, GHashTable *habits)
{
  g_autoptr (GPtrArray) names = g_hash_table_get_keys_as_ptr_array (habits);
  gboolean differs = FALSE;

  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    differs |= take_sensor (self, names->pdata[i], g_hash_table_lookup (habits, names->pdata[i]));
  return differs;
}

/* The account counts all vehicles alike: the first that says how does for all. */
static gboolean
take_units (ArmadaFleetColumns *self, const ArmadaDeviceRecord *record)
{
  gboolean differs = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (fixed); i++)
    if (fixed[i].unit != 0)
      {
        ArmadaFleetColumn *column = self->columns->pdata[i];
        const char *unit = G_STRUCT_MEMBER (const char *, record, fixed[i].unit);

        differs |= *unit != '\0' && g_set_str (&column->unit, unit);
      }
  return differs;
}

/**
 * armada_fleet_columns_scan:
 *
 * Looks through the whole fleet for sensors, what their values are, and for units. Sensors that
 * were there before stay columns.
 *
 * Returns: whether a column came or is of another kind or unit now
 */
gboolean
armada_fleet_columns_scan (ArmadaFleetColumns *self)
{
  g_autoptr (GHashTable) habits = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, habit_free);
  guint n = armada_fleet_get_n_devices (self->fleet);
  gboolean differs = FALSE;

  for (guint i = 0; i < n; i++)
    learn_device (habits, armada_device_get_record (armada_fleet_get_device (self->fleet, i)));
  if (n > 0)
    differs =
        take_units (self, armada_device_get_record (armada_fleet_get_device (self->fleet, 0)));
  armada_fleet_columns_read_groups (self);
  return take_sensors (self, habits) || differs;
}

/**
 * armada_fleet_columns_read_groups:
 *
 * Takes up what groups are called now.
 */
void
armada_fleet_columns_read_groups (ArmadaFleetColumns *self)
{
  GListModel *groups = armada_fleet_get_groups (self->fleet);
  guint n = g_list_model_get_n_items (groups);

  g_hash_table_remove_all (self->groups);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ArmadaGroup) group = g_list_model_get_item (groups, i);
      gint64 id = armada_group_get_id (group);

      g_hash_table_insert (self->groups, g_memdup2 (&id, sizeof id),
                           g_strdup (armada_group_get_title (group)));
    }
}

guint
armada_fleet_columns_get_n (const ArmadaFleetColumns *self)
{
  return self->columns->len;
}

/**
 * armada_fleet_columns_get:
 *
 * Returns: (transfer none): those of every fleet first, then sensors
 */
const ArmadaFleetColumn *
armada_fleet_columns_get (const ArmadaFleetColumns *self, guint i)
{
  g_return_val_if_fail (i < self->columns->len, NULL);

  return self->columns->pdata[i];
}

/**
 * armada_fleet_columns_find:
 *
 * Returns: (transfer none) (nullable): the column of that name; as long as @self
 */
const ArmadaFleetColumn *
armada_fleet_columns_find (const ArmadaFleetColumns *self, const char *name)
{
  return g_hash_table_lookup (self->by_name, name);
}

static void
set_text (ArmadaFleetValue *value, const char *text)
{
  value->text = text;
  value->known = text != NULL && *text != '\0';
}

static void
set_number (ArmadaFleetValue *value, double number, gboolean known)
{
  value->number = number;
  value->known = known;
}

/* As it is shown, so that what is filtered and sorted is what is seen. */
static void
set_rounded (ArmadaFleetValue *value, double number, int digits)
{
  double scale = digits == 0 ? 1 : 1e6;

  set_number (value, round (number * scale) / scale + 0.0, isfinite (number));
}

static void
set_time (ArmadaFleetValue *value, gint64 time, ArmadaFleetColumnKind kind, gint64 now)
{
  value->time = time;
  set_number (value,
              (double) (kind == ARMADA_FLEET_COLUMN_UNTIL ? time - now : MAX (now - time, 0)),
              time > 0);
}

static void
get_fixed (const ArmadaFleetColumns *self,
           const ArmadaFleetColumn *column,
           ArmadaDevice *device,
           gint64 now,
           ArmadaFleetValue *value)
{
  const ArmadaDeviceRecord *record = armada_device_get_record (device);
  gsize offset = fixed[column->place].offset;
  gint64 since;
  guint due = 0;

  switch (fixed[column->place].source)
    {
    case FROM_TEXT:
      set_text (value, G_STRUCT_MEMBER (const char *, record, offset));
      break;
    case FROM_DOUBLE:
      if (offset == AT (odometer) || armada_device_record_has_position (record))
        set_rounded (value, G_STRUCT_MEMBER (double, record, offset), column->digits);
      break;
    case FROM_TIME:
      set_time (value, G_STRUCT_MEMBER (gint64, record, offset), column->kind, now);
      break;
    case FROM_ID:
      set_number (value, (double) record->id, TRUE);
      break;
    case FROM_STATE:
      set_number (value, armada_device_get_state (device), TRUE);
      break;
    case FROM_SINCE:
      since = armada_device_get_state_since (device);
      set_time (value, since, column->kind, now);
      break;
    case FROM_STOP:
      set_number (value, (double) record->stop_seconds, record->stop_seconds >= 0);
      break;
    case FROM_GROUP:
      set_text (value, g_hash_table_lookup (self->groups, &record->group_id));
      break;
    case FROM_ENGINE:
      set_number (value, record->engine, record->engine >= 0);
      break;
    case FROM_ALARM:
      set_number (value, record->alarm ? 1 : 0, TRUE);
      break;
    case FROM_DUE:
      for (guint i = 0; i < record->n_services; i++)
        due += record->services[i].expiring ? 1 : 0;
      set_number (value, due, TRUE);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* What is counted in another unit than most cannot be compared with them. */
static void
get_sensor (const ArmadaFleetColumn *column, ArmadaDevice *device, ArmadaFleetValue *value)
{
  const ArmadaDeviceRecord *record = armada_device_get_record (device);
  const char *unit;
  int flag;

  for (guint i = 0; i < record->n_sensors; i++)
    if (g_str_equal (record->sensors[i].name, column->sensor))
      {
        set_text (value, record->sensors[i].value);
        break;
      }
  value->number = NAN;
  if (!value->known)
    return;
  if (column->kind == ARMADA_FLEET_COLUMN_NUMBER &&
      (!armada_fleet_column_read_number (value->text, &value->number, &unit) ||
       !g_str_equal (unit, column->unit)))
    value->number = NAN;
  flag =
      column->kind == ARMADA_FLEET_COLUMN_FLAG ? armada_fleet_column_read_flag (value->text) : -1;
  if (flag >= 0)
    value->number = flag;
}

/**
 * armada_fleet_columns_get_value:
 * @now: UNIX seconds, what ages are counted to
 * @value: (out caller-allocates): what is known; its text as long as the device's record
 */
void
armada_fleet_columns_get_value (const ArmadaFleetColumns *self,
                                const ArmadaFleetColumn *column,
                                ArmadaDevice *device,
                                gint64 now,
                                ArmadaFleetValue *value)
{
  *value = (ArmadaFleetValue) { 0 };
  if (column->sensor != NULL)
    get_sensor (column, device, value);
  else
    get_fixed (self, column, device, now, value);
}
