/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-report-words"

#include "armada-demo-report-words.h"

#include <math.h>
#include <string.h>

#include "armada-demo-life.h"
#include "armada-demo-writer.h"

/*
 * The words of reports. The platform speaks the language asked for, but for what nobody has
 * translated.
 */

static const struct
{
  const char *english;
  const char *indonesian;
} words[] = {
  { "Alert", "Peringatan" },
  { "Average speed", "Kecepatan rata-rata" },
  { "Change", "Perubahan" },
  { "Consumption (Tank)", "Konsumsi (Tangki)" },
  { "Device", "Perangkat" },
  { "Distance", "Jarak" },
  { "Drive count", "Jumlah perjalanan" },
  { "Drive duration", "Durasi gerak" },
  { "Driver", "Pengemudi" },
  { "Duration", "Durasi" },
  { "End", "Akhir" },
  { "End place", "Tempat akhir" },
  { "Engine hours", "Jam mesin" },
  { "Engine idle", "Mesin diam" },
  { "Engine off", "Mesin mati" },
  { "Engine on", "Mesin nyala" },
  { "Event", "Kejadian" },
  { "Event count", "Jumlah kejadian" },
  { "Filled", "Terisi" },
  { "Fuel", "Bahan bakar" },
  { "Fuel at end", "Bahan bakar di akhir" },
  { "Fuel at start", "Bahan bakar di awal" },
  { "Geofence", "Zona" },
  { "Geofence in", "Masuk zona" },
  { "Geofence out", "Keluar zona" },
  { "Idle count", "Jumlah diam" },
  { "Idling", "Mesin diam" },
  { "Least speed", "Kecepatan min" },
  { "Length of route", "Panjang rute" },
  { "Level", "Isi" },
  { "Moving", "Bergerak" },
  { "Offline", "Hilang kontak" },
  { "Overspeed", "Ngebut" },
  { "Overspeed count", "Jumlah ngebut" },
  { "Place", "Tempat" },
  { "Positions", "Posisi" },
  { "Route end", "Akhir rute" },
  { "Route start", "Awal rute" },
  { "Speed", "Kecepatan" },
  { "Speed limit", "Batas kecepatan" },
  { "Start", "Awal" },
  { "Start place", "Tempat awal" },
  { "Status", "Status" },
  { "Stop count", "Jumlah berhenti" },
  { "Stop duration", "Durasi berhenti" },
  { "Stopped", "Berhenti" },
  { "Time", "Waktu" },
  { "Top speed", "Kecepatan maks" },
  { "Visits", "Kunjungan" },
};

/**
 * armada_demo_report_word:
 *
 * Returns: (transfer none): @english in @language, or itself where that is not known
 */
const char *
armada_demo_report_word (const char *language, const char *english)
{
  if (!g_str_equal (language, "id"))
    return english;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].english, english))
      return words[i].indonesian;
  return english;
}

/**
 * armada_demo_report_dup_time:
 * @time: UNIX seconds
 *
 * Returns: (transfer full): "14-03-2026 01:02:03" in the account's zone
 */
char *
armada_demo_report_dup_time (gint64 time)
{
  return armada_demo_format_time (time, ARMADA_DEMO_ZONE, "%d-%m-%Y %H:%M:%S");
}

/* "61.2", "0" */
static char *
dup_number (double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  char *end;

  g_ascii_formatd (text, sizeof text, "%.2f", number);
  end = text + strlen (text);
  while (end[-1] == '0')
    *--end = '\0';
  if (end[-1] == '.')
    end[-1] = '\0';
  return g_strdup (g_str_equal (text, "-0") ? "0" : text);
}

/**
 * armada_demo_report_dup_distance:
 *
 * Returns: (transfer full): "17.02 Km"
 */
char *
armada_demo_report_dup_distance (double kilometres)
{
  g_autofree char *number = dup_number (kilometres);

  return g_strconcat (number, " Km", NULL);
}

/**
 * armada_demo_report_dup_speed:
 * @speed: km/h
 *
 * Returns: (transfer full): "41 kph"
 */
char *
armada_demo_report_dup_speed (double speed)
{
  return g_strdup_printf ("%.0f kph", fabs (round (speed)));
}

/**
 * armada_demo_report_dup_litres:
 *
 * Returns: (transfer full): "7.34 lt"
 */
char *
armada_demo_report_dup_litres (double litres)
{
  g_autofree char *number = dup_number (litres);

  return g_strconcat (number, " lt", NULL);
}

/**
 * armada_demo_report_dup_plain:
 * @html: text with entities and without elements
 *
 * Returns: (transfer full): the text itself
 */
char *
armada_demo_report_dup_plain (const char *html)
{
  GString *text = g_string_new (html);

  g_string_replace (text, "&lt;", "<", 0);
  g_string_replace (text, "&gt;", ">", 0);
  g_string_replace (text, "&amp;", "&", 0);
  return g_string_free (text, FALSE);
}
