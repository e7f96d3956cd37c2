/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/armada-column-filter.h"

#include <math.h>

#define NOW 1790000000

static const ArmadaFilterWords english = { .decimal = '.' };
static const ArmadaFilterWords indonesian = {
  .decimal = ',',
  .and = "dan",
  .or = "atau",
  .empty = "kosong",
  .yes = "ya|hidup",
  .no = "tidak|mati",
  .seconds = "dtk|detik",
  .minutes = "mnt|menit",
  .hours = "j|jam",
  .days = "hari",
  .weeks = "minggu",
  .states = { "Bergerak", "Langsam", "Diam", "Luring", "Belum pernah terhubung", "Kedaluwarsa",
              "Tidak diketahui" },
};

static const ArmadaFilterWords arabic = {
  .decimal = '.',
  .or = "أو",
  .empty = "فارغ",
  .yes = "نعم|يعمل",
  .no = "لا|مطفأ",
};

static ArmadaColumnFilter *
read (const char *expression,
      ArmadaFleetColumnKind kind,
      const ArmadaFilterWords *words,
      GError **error)
{
  const ArmadaFleetColumn column = { .name = (char *) "column",
                                     .kind = kind,
                                     .unit = (char *) "km/h" };

  return armada_column_filter_new (expression, &column, words, error);
}

static gboolean
fits_number (const char *expression, const ArmadaFilterWords *words, double number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaColumnFilter) filter =
      read (expression, ARMADA_FLEET_COLUMN_NUMBER, words, &error);

  g_assert_no_error (error);
  return armada_column_filter_matches (
      filter, &(ArmadaFleetValue) { .known = !isnan (number), .number = number });
}

static gboolean
fits_text (const char *expression, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaColumnFilter) filter =
      read (expression, ARMADA_FLEET_COLUMN_TEXT, &english, &error);

  g_assert_no_error (error);
  return armada_column_filter_matches (
      filter, &(ArmadaFleetValue) { .known = *text != '\0', .text = text });
}

static gboolean
fits_age (const char *expression, gint64 time)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaColumnFilter) filter =
      read (expression, ARMADA_FLEET_COLUMN_AGE, &english, &error);

  g_assert_no_error (error);
  return armada_column_filter_matches (
      filter,
      &(ArmadaFleetValue) { .known = time != 0, .number = (double) (NOW - time), .time = time });
}

static gboolean
fits_state (const char *expression, const ArmadaFilterWords *words, ArmadaDeviceState state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaColumnFilter) filter =
      read (expression, ARMADA_FLEET_COLUMN_STATE, words, &error);

  g_assert_no_error (error);
  return armada_column_filter_matches (filter,
                                       &(ArmadaFleetValue) { .known = TRUE, .number = state });
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *expression;
    double yes, no;
  } cases[] = {
    { ">60", 61, 60 },           { ">=60", 60, 59 },
    { "<60", 59, 60 },           { "<= 60 km/h", 60, 61 },
    { "=60", 60, 61 },           { "60", 60, 61 },
    { "!=60", 61, 60 },          { "<>60", 61, 60 },
    { "!60", 61, 60 },           { "60..90", 90, 91 },
    { "90 .. 60", 60, 59 },      { "60 km/h..90 km/h", 75, 95 },
    { "60..", 1e9, 59 },         { "..60", -5, 61 },
    { "!60..90", 50, 75 },       { "<10, >90", 5, 50 },
    { "<10 or >90", 95, 50 },    { ">10 and <20", 15, 25 },
    { "5, >10 AND <20", 5, 25 }, { "5,>10 and <20", 15, 6 },
    { ">1,204", 1205, 1204 },    { "60,70", 70, 65 },
    { "1.5", 1.5, 15 },          { "-4.5", -4.5, 4.5 },
    { "−4.5", -4.5, 4.5 },       { ">1,204,000", 1.3e6, 1e6 },
    { "! >60", 60, 61 },         { "≥60", 60, 59 },
    { "60 KM/H", 60, 61 },       { "!!60", 60, 61 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].expression);
      g_assert_true (fits_number (cases[i].expression, &english, cases[i].yes));
      g_assert_false (fits_number (cases[i].expression, &english, cases[i].no));
    }
}

/* What is not known fits neither a comparison nor its opposite. */
static void
test_unknown (void)
{
  g_assert_false (fits_number (">60", &english, NAN));
  g_assert_false (fits_number ("!>60", &english, NAN));
  g_assert_true (fits_number ("empty", &english, NAN));
  g_assert_true (fits_number ("Kosong", &indonesian, NAN));
  g_assert_false (fits_number ("!empty", &english, NAN));
  g_assert_true (fits_number (">60 or empty", &english, NAN));
  g_assert_true (fits_number ("!empty", &english, 0));
  g_assert_false (fits_age ("<10 min", 0));
  g_assert_true (fits_age ("empty", 0));
  g_assert_true (fits_text ("!jakarta", ""));
  g_assert_false (fits_text ("jakarta", ""));
}

static void
test_decimal_commas (void)
{
  g_assert_true (fits_number ("1,5", &indonesian, 1.5));
  g_assert_true (fits_number (">1.204", &indonesian, 1205));
  g_assert_false (fits_number (">1.204", &indonesian, 1204));
  g_assert_true (fits_number ("12.5", &indonesian, 12.5));
  g_assert_true (fits_number ("60, 70", &indonesian, 70));
  g_assert_true (fits_number (">10 dan <20", &indonesian, 15));
  g_assert_true (fits_number ("<10 atau >20", &indonesian, 25));
  g_assert_true (fits_number ("1.204,5", &indonesian, 1204.5));
}

static void
test_texts (void)
{
  g_assert_true (fits_text ("jakarta", "Jl. Sudirman, Jakarta Pusat"));
  g_assert_true (fits_text ("éclair", "ÉCLAIR 7"));
  g_assert_false (fits_text ("jakarta", "Bandung"));
  g_assert_true (fits_text ("!jakarta", "Bandung"));
  g_assert_true (fits_text ("=bandung", "Bandung"));
  g_assert_false (fits_text ("=bandung", "Bandung Barat"));
  g_assert_true (fits_text ("!=bandung", "Bandung Barat"));
  g_assert_true (fits_text ("jakarta, bandung", "Bandung"));
  g_assert_true (fits_text ("jakarta and pusat", "Pusat, Jakarta"));
  g_assert_false (fits_text ("jakarta and pusat", "Jakarta Barat"));
  g_assert_true (fits_text ("sandy", "Sandy Road"));
  g_assert_true (fits_text ("\"gate 1, north\"", "Gate 1, North"));
  g_assert_true (fits_text ("\"salt and sand\"", "Salt and Sand Ltd"));
  g_assert_true (fits_text ("\"empty\"", "Empty Quarter"));
  g_assert_true (fits_text ("empty", ""));
  g_assert_false (fits_text ("empty", "Empty Quarter"));
  g_assert_true (fits_text ("60..90", "from 60..90"));
}

static void
test_states (void)
{
  g_assert_true (fits_state ("=moving", &english, ARMADA_DEVICE_STATE_MOVING));
  g_assert_false (fits_state ("!offline", &english, ARMADA_DEVICE_STATE_OFFLINE));
  g_assert_true (fits_state ("!offline", &english, ARMADA_DEVICE_STATE_IDLING));
  g_assert_true (fits_state ("moving or idling", &english, ARMADA_DEVICE_STATE_IDLING));
  g_assert_true (fits_state ("bergerak", &indonesian, ARMADA_DEVICE_STATE_MOVING));
  g_assert_true (fits_state ("moving", &indonesian, ARMADA_DEVICE_STATE_MOVING));
  g_assert_true (fits_state ("!Luring dan !Diam", &indonesian, ARMADA_DEVICE_STATE_MOVING));
  g_assert_false (fits_state ("!Luring dan !Diam", &indonesian, ARMADA_DEVICE_STATE_STANDING));
}

static void
test_ages (void)
{
  g_assert_true (fits_age ("<10 min", NOW - 599));
  g_assert_false (fits_age ("<10 min", NOW - 600));
  g_assert_true (fits_age (">2 h", NOW - 7201));
  g_assert_true (fits_age ("10m..1h", NOW - 1800));
  g_assert_true (fits_age (">1 h 30 min", NOW - 5500));
  g_assert_false (fits_age (">1 h 30 min", NOW - 5000));
  g_assert_true (fits_age ("10 min", NOW - 650)); /* as it is shown */
  g_assert_false (fits_age ("10 min", NOW - 660));
  g_assert_true (fits_age (">1.5 days", NOW - 2 * 86400));
}

static void
test_dates (void)
{
  g_autoptr (GDateTime) day = g_date_time_new_local (2026, 3, 1, 0, 0, 0);
  gint64 start = g_date_time_to_unix (day);

  g_assert_true (fits_age ("2026-03-01", start));
  g_assert_true (fits_age ("=2026-03-01", start + 86399));
  g_assert_false (fits_age ("2026-03-01", start + 86400));
  g_assert_false (fits_age (">2026-03-01", start + 86399));
  g_assert_true (fits_age (">2026-03-01", start + 86400));
  g_assert_true (fits_age (">=2026-03-01", start));
  g_assert_false (fits_age ("<2026-03-01", start));
  g_assert_true (fits_age ("<=2026-03-01", start + 86399));
  g_assert_true (fits_age ("2026-02-01..2026-03-01", start + 100));
  g_assert_false (fits_age ("2026-02-01..2026-03-01", start + 86400));
}

static void
test_flags (void)
{
  g_autoptr (ArmadaColumnFilter) filter = read ("yes", ARMADA_FLEET_COLUMN_FLAG, &english, NULL);
  g_autoptr (ArmadaColumnFilter) other = read ("!=ya", ARMADA_FLEET_COLUMN_FLAG, &english, NULL);
  const ArmadaFleetValue on = { .known = TRUE, .number = 1, .text = "On" };
  const ArmadaFleetValue off = { .known = TRUE, .number = 0, .text = "Off" };

  g_assert_true (armada_column_filter_matches (filter, &on));
  g_assert_false (armada_column_filter_matches (filter, &off));
  g_assert_false (armada_column_filter_matches (other, &on));
  g_assert_true (armada_column_filter_matches (other, &off));
}

static void
test_errors (void)
{
  static const struct
  {
    const char *expression;
    ArmadaFleetColumnKind kind;
    ArmadaColumnFilterError code;
  } cases[] = {
    { ">", ARMADA_FLEET_COLUMN_NUMBER, ARMADA_COLUMN_FILTER_INCOMPLETE },
    { "", ARMADA_FLEET_COLUMN_NUMBER, ARMADA_COLUMN_FILTER_INCOMPLETE },
    { "60,", ARMADA_FLEET_COLUMN_NUMBER, ARMADA_COLUMN_FILTER_INCOMPLETE },
    { "60 and", ARMADA_FLEET_COLUMN_NUMBER, ARMADA_COLUMN_FILTER_INCOMPLETE },
    { "..", ARMADA_FLEET_COLUMN_NUMBER, ARMADA_COLUMN_FILTER_INCOMPLETE },
    { "!", ARMADA_FLEET_COLUMN_TEXT, ARMADA_COLUMN_FILTER_INCOMPLETE },
    { "sixty", ARMADA_FLEET_COLUMN_NUMBER, ARMADA_COLUMN_FILTER_NUMBER },
    { "nan", ARMADA_FLEET_COLUMN_NUMBER, ARMADA_COLUMN_FILTER_NUMBER },
    { ">60..90", ARMADA_FLEET_COLUMN_NUMBER, ARMADA_COLUMN_FILTER_UNIT },
    { ">60 mph", ARMADA_FLEET_COLUMN_NUMBER, ARMADA_COLUMN_FILTER_UNIT },
    { "10", ARMADA_FLEET_COLUMN_AGE, ARMADA_COLUMN_FILTER_SPAN },
    { "<10 km", ARMADA_FLEET_COLUMN_AGE, ARMADA_COLUMN_FILTER_SPAN },
    { "2026-13-01", ARMADA_FLEET_COLUMN_AGE, ARMADA_COLUMN_FILTER_SPAN },
    { "2026-01-01", ARMADA_FLEET_COLUMN_SPAN, ARMADA_COLUMN_FILTER_SPAN },
    { "10 min..2026-01-01", ARMADA_FLEET_COLUMN_AGE, ARMADA_COLUMN_FILTER_SPAN },
    { "flying", ARMADA_FLEET_COLUMN_STATE, ARMADA_COLUMN_FILTER_STATE },
    { ">moving", ARMADA_FLEET_COLUMN_STATE, ARMADA_COLUMN_FILTER_ORDER },
    { ">jakarta", ARMADA_FLEET_COLUMN_TEXT, ARMADA_COLUMN_FILTER_ORDER },
    { "perhaps", ARMADA_FLEET_COLUMN_FLAG, ARMADA_COLUMN_FILTER_FLAG },
    { "\"jakarta", ARMADA_FLEET_COLUMN_TEXT, ARMADA_COLUMN_FILTER_QUOTE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].expression);
      g_assert_null (read (cases[i].expression, cases[i].kind, &english, &error));
      g_assert_error (error, ARMADA_COLUMN_FILTER_ERROR, (int) cases[i].code);
    }
}

/* Whatever is typed, it is an expression or an error, in every kind of column. */
static void
test_odd (void)
{
  static const char *const parts[] = {
    ">",          "<",   "=",  "!",   "..", ",", "\"",    " ",  "60",
    "1,23",       "and", "or", "min", "é",  "−", "empty", "km", "999999999999999999999",
    "2026-02-30", "\t",  "&",  "|"
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      ArmadaFleetColumnKind kind = (ArmadaFleetColumnKind) (i % (ARMADA_FLEET_COLUMN_FLAG + 1));
      g_autoptr (ArmadaColumnFilter) filter = NULL;

      for (int n = g_rand_int_range (rand, 0, 8); n > 0; n--)
        g_string_append (text, parts[g_rand_int_range (rand, 0, G_N_ELEMENTS (parts))]);
      filter = read (text->str, kind, i % 2 ? &english : &indonesian, &error);
      g_assert_true ((filter == NULL) == (error != NULL));
      if (filter != NULL)
        armada_column_filter_matches (
            filter, &(ArmadaFleetValue) { .known = TRUE, .number = 1, .text = "a" });
    }
}

static void
test_sensor_texts (void)
{
  double number;
  const char *unit;

  g_assert_true (armada_fleet_column_read_number ("12.6 V", &number, &unit));
  g_assert_cmpfloat (number, ==, 12.6);
  g_assert_cmpstr (unit, ==, "V");
  g_assert_true (armada_fleet_column_read_number ("-4.5 °C", &number, &unit));
  g_assert_cmpfloat (number, ==, -4.5);
  g_assert_true (armada_fleet_column_read_number ("14", &number, &unit));
  g_assert_cmpstr (unit, ==, "");
  g_assert_true (armada_fleet_column_read_number ("80%", &number, &unit));
  g_assert_cmpstr (unit, ==, "%");
  g_assert_false (armada_fleet_column_read_number ("- lt", &number, &unit));
  g_assert_false (armada_fleet_column_read_number ("", &number, &unit));
  g_assert_false (armada_fleet_column_read_number ("0x10", &number, &unit));
  g_assert_false (armada_fleet_column_read_number ("inf", &number, &unit));
  g_assert_false (armada_fleet_column_read_number ("2026-03-01", &number, &unit));
  g_assert_false (armada_fleet_column_read_number ("12:30", &number, &unit));
  g_assert_false (armada_fleet_column_read_number ("12 34", &number, &unit));
  g_assert_cmpint (armada_fleet_column_read_flag ("On"), ==, 1);
  g_assert_cmpint (armada_fleet_column_read_flag ("Tertutup"), ==, 0);
  g_assert_cmpint (armada_fleet_column_read_flag ("NÃO"), ==, 0);
  g_assert_cmpint (armada_fleet_column_read_flag ("Offline"), ==, -1);
}

static gboolean
fits_flag (const char *expression, const ArmadaFilterWords *words, double on)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaColumnFilter) filter =
      read (expression, ARMADA_FLEET_COLUMN_FLAG, words, &error);

  g_assert_no_error (error);
  return armada_column_filter_matches (filter,
                                       &(ArmadaFleetValue) { .known = !isnan (on), .number = on });
}

/* Yes and no as the reader's language has them, whatever the server speaks. */
static void
test_flag_words (void)
{
  g_assert_true (fits_flag ("hidup", &indonesian, 1));
  g_assert_true (fits_flag ("Tidak", &indonesian, 0));
  g_assert_true (fits_flag ("yes", &arabic, 1));
  g_assert_true (fits_flag ("يعمل", &arabic, 1));
  g_assert_false (fits_flag ("مطفأ", &arabic, 1));
  g_assert_true (fits_flag ("!نعم", &arabic, 0));
  g_assert_cmpint (armada_fleet_column_read_flag ("Ligado"), ==, 1);
  g_assert_cmpint (armada_fleet_column_read_flag ("إيقاف"), ==, 0);
}

/* The separators of each keyboard. */
static void
test_separators (void)
{
  g_assert_true (fits_flag ("لا، فارغ", &arabic, NAN));
  g_assert_true (fits_flag ("لا؛فارغ", &arabic, 0));
  g_assert_false (fits_flag ("لا، فارغ", &arabic, 1));
  g_assert_true (fits_number ("60،70", &arabic, 70));
  g_assert_true (fits_number ("<10; >90", &english, 95));
  g_assert_true (fits_number ("1,5; 2,5", &indonesian, 2.5));
  g_assert_true (fits_text ("jakarta، bogor", "Bogor"));
  g_assert_true (fits_text ("\"a، b\"", "a، b"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/column-filter/numbers", test_numbers);
  g_test_add_func ("/column-filter/unknown", test_unknown);
  g_test_add_func ("/column-filter/decimal-commas", test_decimal_commas);
  g_test_add_func ("/column-filter/texts", test_texts);
  g_test_add_func ("/column-filter/states", test_states);
  g_test_add_func ("/column-filter/ages", test_ages);
  g_test_add_func ("/column-filter/dates", test_dates);
  g_test_add_func ("/column-filter/flags", test_flags);
  g_test_add_func ("/column-filter/flag-words", test_flag_words);
  g_test_add_func ("/column-filter/separators", test_separators);
  g_test_add_func ("/column-filter/errors", test_errors);
  g_test_add_func ("/column-filter/odd", test_odd);
  g_test_add_func ("/column-filter/sensor-texts", test_sensor_texts);
  return g_test_run ();
}
