/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "api/armada-history-reader.h"
#include "api/armada-record-table.h"
#include "armada-cli-error.h"
#include "armada-cli-options.h"
#include "armada-cli-output.h"
#include "armada-cli-table.h"
#include "armada-cli-track.h"
#include "armada-cli-units.h"

/* What the demo platform never says: other units, odd texts. */

typedef struct
{
  ArmadaRecord base;
  gint64 id;
  const char *name;
  double speed;
  double altitude;
  double odometer;
  const char *secret;
  const char *speed_unit;
  const char *altitude_unit;
  const char *distance_unit;
} Device;

#define FIELD(member, KIND, flags) ARMADA_RECORD_FIELD (Device, member, KIND, NULL, flags, NULL)

static const ArmadaField fields[] = {
  FIELD (id, ID, ARMADA_FIELD_PUBLIC),
  FIELD (name, TEXT, ARMADA_FIELD_PUBLIC),
  FIELD (speed, DOUBLE, ARMADA_FIELD_PUBLIC),
  FIELD (altitude, DOUBLE, ARMADA_FIELD_PUBLIC),
  FIELD (odometer, DOUBLE, ARMADA_FIELD_PUBLIC),
  FIELD (secret, TEXT, ARMADA_FIELD_PRIVATE),
  FIELD (speed_unit, TEXT, ARMADA_FIELD_PUBLIC),
  FIELD (altitude_unit, TEXT, ARMADA_FIELD_PUBLIC),
  FIELD (distance_unit, TEXT, ARMADA_FIELD_PUBLIC),
};

static const ArmadaRecordType type = {
  .name = "device",
  .size = sizeof (Device),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};

static Device
make (const char *name,
      double number,
      const char *speed,
      const char *altitude,
      const char *distance)
{
  return (Device) {
    .base.type = &type,
    .id = 7,
    .name = name,
    .speed = number,
    .altitude = number,
    .odometer = number,
    .secret = "s3cret",
    .speed_unit = speed,
    .altitude_unit = altitude,
    .distance_unit = distance,
  };
}

static double
convert (const Device *device, guint field)
{
  const ArmadaCliMeasure *measure = armada_cli_measure_find (&type, &fields[field]);

  g_assert_nonnull (measure);
  return armada_cli_measure_convert (measure, &type, &fields[field], device, NULL);
}

static void
test_units (void)
{
  Device metric = make ("", 100, "kph", "mt", "Km");
  Device imperial = make ("", 100, "mph", "ft", "mi");
  Device strange = make ("", 100, "furlongs", "", "league");
  Device unknown = make ("", NAN, "km/h", "m", "km");
  g_autofree char *text = armada_cli_measure_dup_text (armada_cli_measure_find (&type, &fields[2]),
                                                       &type, &fields[2], &imperial, NULL);
  g_autofree char *nothing = armada_cli_measure_dup_text (
      armada_cli_measure_find (&type, &fields[2]), &type, &fields[2], &unknown, NULL);

  g_assert_cmpfloat (convert (&metric, 2), ==, 100);
  g_assert_cmpfloat (convert (&metric, 3), ==, 100);
  g_assert_cmpfloat (convert (&metric, 4), ==, 100000);
  g_assert_cmpfloat (convert (&imperial, 2), ==, 160.934);
  g_assert_cmpfloat (convert (&imperial, 3), ==, 30.48);
  g_assert_cmpfloat (convert (&imperial, 4), ==, 160934.4);
  g_assert_true (isnan (convert (&strange, 2)));
  g_assert_true (isnan (convert (&strange, 3)));
  g_assert_true (isnan (convert (&unknown, 4)));
  g_assert_cmpstr (text, ==, "100 mph");
  g_assert_cmpstr (nothing, ==, "");
  g_assert_null (armada_cli_measure_find (&type, &fields[1]));
}

/* What @write puts into a file. */
static char *
dup_written (void (*write) (ArmadaCliStream *stream, gconstpointer data), gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("armada-cli-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "out", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaCliStream) stream = armada_cli_stream_new_file (path, &error);
  char *text = NULL;

  g_assert_no_error (error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  write (stream, data);
  g_assert_true (armada_cli_stream_end (stream, &error));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  return text;
}

static void
write_table (ArmadaCliStream *stream, gconstpointer data)
{
  g_autoptr (ArmadaCliTable) table = armada_cli_table_new ();

  armada_cli_table_add_column (table, "N", TRUE);
  armada_cli_table_add_column (table, "Name", FALSE);
  armada_cli_table_add_column (table, "End", FALSE);
  for (const char *const *cell = data; *cell != NULL; cell++)
    armada_cli_table_add_cell (table, *cell);
  armada_cli_table_write (table, stream);
}

/* Columns are as wide as they look; nothing in a text moves the cursor. */
static void
test_table (void)
{
  static const char *const cells[] = {
    "1", "共享", "x",        "22", "Ube\xcc\x88r", "y", "333", "a\x1b[31m\tb\nc",
    "z", "4444", "\xff\xfe", "",   NULL,
  };
  g_autofree char *text = dup_written (write_table, cells);

  g_assert_cmpstr (text, ==,
                   "   N  Name        End\n"
                   "   1  共享        x\n"
                   "  22  Ube\xcc\x88r        y\n"
                   " 333  a [31m b c  z\n"
                   "4444  \xef\xbf\xbd\xef\xbf\xbd\n");
}

typedef struct
{
  ArmadaCliFormat format;
  gboolean is_private;
  Device device;
} Shown;

static void
write_device (ArmadaCliStream *stream, gconstpointer data)
{
  static const char *const columns[] = { "id", "secret", NULL };
  static const char *const titles[] = { "ID", "Secret", NULL };
  const Shown *shown = data;
  ArmadaCliView view = { .type = &type, .columns = columns, .titles = titles };
  g_autoptr (ArmadaCliOutput) output =
      armada_cli_output_new (stream, &view, shown->format, shown->is_private, NULL);

  armada_cli_output_add (output, &shown->device);
  armada_cli_output_end (output);
}

static void
test_csv (void)
{
  Shown shown = { ARMADA_CLI_CSV, FALSE, make ("a \"b\", c\r\nd", 1.5, "mph", "", "km") };
  g_autofree char *text = dup_written (write_device, &shown);

  g_assert_cmpstr (text, ==,
                   "id,name,speed_kmh,speed_text,altitude_m,altitude_text,odometer_m,odometer_text,"
                   "secret,speed_unit,altitude_unit,distance_unit\r\n"
                   "7,\"a \"\"b\"\", c\r\nd\",2.414,1.5 mph,,1.5,1500,1.5 km,,mph,,km\r\n");
}

static void
test_private (void)
{
  static const ArmadaCliFormat formats[] = { ARMADA_CLI_TABLE, ARMADA_CLI_JSON, ARMADA_CLI_CSV };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      Shown hidden = { formats[i], FALSE, make ("x", 1, "", "", "") };
      Shown shown = { formats[i], TRUE, make ("x", 1, "", "", "") };
      g_autofree char *without = dup_written (write_device, &hidden);
      g_autofree char *with = dup_written (write_device, &shown);

      g_assert_null (strstr (without, "s3cret"));
      g_assert_nonnull (strstr (with, "s3cret"));
    }
}

static const struct
{
  const char *text;
  gboolean is_end;
  const char *time; /* NULL: refused */
} times[] = {
  { "2026-03-14", FALSE, "2026-03-14 00:00:00" },
  { "2026-03-14", TRUE, "2026-03-14 23:59:59" },
  { "2026-03-14T08:05", FALSE, "2026-03-14 08:05:00" },
  { "2026-03-14 08:05", TRUE, "2026-03-14 08:05:00" },
  { "2024-02-29", FALSE, "2024-02-29 00:00:00" },
  { "2026-02-29", FALSE, NULL },
  { "2026-13-01", FALSE, NULL },
  { "2026-3-14", FALSE, NULL },
  { "2026-03-14T24:00", FALSE, NULL },
  { "2026-03-14T08:60", FALSE, NULL },
  { "2026-03-14T08", FALSE, NULL },
  { "2026-03-14T08:05Z", FALSE, NULL },
  { "1969-12-31", FALSE, NULL },
  { "", FALSE, NULL },
};

static void
test_times (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *time = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (armada_cli_read_time (times[i].text, times[i].is_end, &time, &error), ==,
                       times[i].time != NULL);
      g_assert_cmpstr (time, ==, times[i].time);
      if (times[i].time == NULL)
        g_assert_cmpint (armada_cli_error_get_status (error), ==, ARMADA_CLI_USAGE);
    }
}

typedef struct
{
  GArray *days;
  ArmadaCliFormat format;
} Way;

static void
write_way (ArmadaCliStream *stream, gconstpointer data)
{
  const Way *way = data;
  ArmadaCliOptions options = { .format = way->format };

  if (armada_cli_track_is_file (&options))
    armada_cli_track_write (stream, "Truck", way->days, way->format);
  else
    armada_cli_track_write_records (stream, way->days, NULL, &options);
}

/* A server that tells the account's clock alone: no time in UTC is made up. */
static void
test_local_times (void)
{
  static const char body[] =
      "{\"items\":[{\"status\":1,\"raw_time\":\"2026-03-14 07:00:00\",\"items\":["
      "{\"id\":1,\"lat\":-6.1,\"lng\":106.8,\"raw_time\":\"2026-03-14 07:00:00\"},"
      "{\"id\":2,\"lat\":-6.2,\"lng\":106.9,\"raw_time\":\"2026-03-14 07:00:10\"}]}]}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (body, sizeof body - 1);
  g_autoptr (ArmadaFixes) fixes = armada_history_read (bytes, NULL);
  const ArmadaTrackPiece day = { fixes, G_MININT64, G_MAXINT64 };
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (ArmadaTrackPiece));
  g_autofree char *json = NULL;
  g_autofree char *gpx = NULL;
  g_autofree char *geojson = NULL;
  g_autofree char *csv = NULL;

  g_array_append_val (days, day);
  g_assert_true (armada_cli_track_is_local (days));
  json = dup_written (write_way, &(Way) { days, ARMADA_CLI_JSON });
  gpx = dup_written (write_way, &(Way) { days, ARMADA_CLI_GPX });
  geojson = dup_written (write_way, &(Way) { days, ARMADA_CLI_GEOJSON });
  g_assert_nonnull (strstr (json, "\"time\":null,\"local_time\":\"2026-03-14T07:00:10\""));
  g_assert_null (strstr (json, "07:00:10Z"));
  g_assert_nonnull (strstr (gpx, "lat=\"-6.2000000\""));
  g_assert_null (strstr (gpx, "<time>"));
  g_assert_nonnull (strstr (geojson, "\"coordTimes\":[null,null]"));
  csv = dup_written (write_way, &(Way) { days, ARMADA_CLI_CSV });
  g_assert_nonnull (strstr (csv, "\r\n,2026-03-14T07:00:10,-6.2000000,106.9000000,"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/parts/units", test_units);
  g_test_add_func ("/cli/parts/table", test_table);
  g_test_add_func ("/cli/parts/csv", test_csv);
  g_test_add_func ("/cli/parts/private", test_private);
  g_test_add_func ("/cli/parts/times", test_times);
  g_test_add_func ("/cli/parts/local-times", test_local_times);
  return g_test_run ();
}
