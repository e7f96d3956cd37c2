/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-reports"

#include "armada-demo-reports.h"

#include "armada-demo-events.h"
#include "armada-demo-paging.h"
#include "armada-demo-report-content.h"
#include "armada-demo-report-types.h"
#include "armada-demo-vehicle.h"
#include "armada-demo-writer.h"

/*
 * The answer to get_reports: the reports that the account has saved to order them again, and which
 * kinds there are.
 */

#define PAGE 10
#define FIRST_ID 61

static const struct
{
  const char *title;
  guint type;
  const char *format;
  guint speed_limit;
  gboolean daily;
  gboolean weekly;
  const char *email;
} saved[] = {
  { "Harian armada", 1, "pdf", 0, TRUE, FALSE, "operator@example.test;boss@example.test" },
  { "Rute mingguan – 週報", 4, "xlsx", 90, FALSE, TRUE, "operator@example.test" },
  { "JSON", 3, "json", 80, FALSE, FALSE, "" },
  { "Ringkasan", 2, "xls", 0, FALSE, FALSE, "" },
  { "Ngebut &gt; 80", 5, "html", 80, FALSE, FALSE, "" },
  { "Depo &amp; pelanggan", 7, "pdf_land", 0, FALSE, FALSE, "" },
  { "Kejadian hari ini", 8, "html", 0, TRUE, FALSE, "operator@example.test" },
  { "Mesin diam", 9, "csv", 0, FALSE, FALSE, "" },
  { "Solar", 10, "xlsx", 0, FALSE, TRUE, "boss@example.test" },
  { "Perjalanan", 4, "pdf_land", 0, FALSE, FALSE, "" },
  { "Perjalanan dan berhenti", 3, "pdf", 0, FALSE, FALSE, "" },
  { "Bulanan", 2, "xlsx", 0, FALSE, FALSE, "" },
};

/* A few vehicles for most, none for some: then they are chosen when it is ordered. */
static void
write_devices (ArmadaDemoJson *json, const ArmadaDemoRequest *request, guint i)
{
  guint n = MIN (i * 5 % 4, armada_demo_life_get_n_vehicles (request->life));

  armada_demo_json_begin_list (json, "devices");
  for (guint k = 0; k < n; k++)
    armada_demo_json_add_int (json, NULL, ARMADA_DEMO_FIRST_ID + k);
  armada_demo_json_end_list (json);
}

static void
write_geofences (ArmadaDemoJson *json, const ArmadaDemoRequest *request, guint i)
{
  armada_demo_json_begin_list (json, "geofences");
  for (guint k = 0; saved[i].type == ARMADA_DEMO_REPORT_GEOFENCES && k < 3; k++)
    {
      ArmadaDemoGeofence geofence;

      armada_demo_geofence_fill (request->life, k, &geofence);
      armada_demo_json_add_int (json, NULL, geofence.id);
    }
  armada_demo_json_end_list (json);
}

static void
add_sent (ArmadaDemoJson *json, const char *name, gboolean sent, const ArmadaDemoRequest *request)
{
  if (sent)
    armada_demo_add_utc (json, name, request->now - request->now % 86400);
  else
    NOTHING (name);
}

static void
write_schedule (ArmadaDemoJson *json, const ArmadaDemoRequest *request, guint i)
{
  INT ("daily", saved[i].daily);
  INT ("weekly", saved[i].weekly);
  if (!request->legacy)
    {
      INT ("monthly", 0);
      TEXT ("daily_time", saved[i].daily ? "06:00" : "00:00");
      TEXT ("weekly_time", "00:00");
      TEXT ("monthly_time", "00:00");
    }
  TEXT ("email", saved[i].email);
  add_sent (json, "weekly_email_sent", saved[i].weekly, request);
  add_sent (json, "daily_email_sent", saved[i].daily, request);
  if (request->legacy)
    return;
  NOTHING ("monthly_email_sent");
  NOTHING ("from_format");
  NOTHING ("to_format");
}

static void
write_saved (ArmadaDemoJson *json, const ArmadaDemoRequest *request, guint i)
{
  armada_demo_json_begin_object (json, NULL);
  INT ("id", FIRST_ID + (gint64) i);
  INT ("user_id", ARMADA_DEMO_USER_ID);
  TEXT ("title", saved[i].title);
  INT ("type", saved[i].type);
  TEXT ("format", saved[i].format);
  INT ("show_addresses", i % 2);
  if (i % 3 == 1)
    NOTHING ("zones_instead");
  else
    INT ("zones_instead", 0);
  INT ("stops", 1);
  if (saved[i].speed_limit > 0)
    INT ("speed_limit", saved[i].speed_limit);
  else
    NOTHING ("speed_limit");
  write_schedule (json, request, i);
  write_devices (json, request, i);
  write_geofences (json, request, i);
  armada_demo_json_end_object (json);
}

static void
write_types (ArmadaDemoJson *json)
{
  armada_demo_json_begin_list (json, "types");
  for (guint i = 0; i < armada_demo_report_types_get_n (); i++)
    {
      const ArmadaDemoReportType *type = armada_demo_report_types_get (i);

      armada_demo_json_begin_object (json, NULL);
      INT ("id", type->type);
      TEXT ("title", type->name);
      armada_demo_json_end_object (json);
    }
  armada_demo_json_end_list (json);
}

/**
 * armada_demo_reports_answer:
 *
 * Answers get_reports.
 */
void
armada_demo_reports_answer (const ArmadaDemoRequest *request, ArmadaDemoReply *reply)
{
  g_autoptr (ArmadaDemoJson) json = armada_demo_json_new (request->habits);
  ArmadaDemoPage page;

  armada_demo_page_init (&page, request, PAGE, G_N_ELEMENTS (saved));
  armada_demo_json_begin_object (json, NULL);
  INT ("status", 1);
  armada_demo_json_begin_object (json, "items");
  armada_demo_json_begin_object (json, "reports");
  armada_demo_page_begin (&page, json);
  for (guint i = page.first; i < page.end; i++)
    write_saved (json, request, i);
  armada_demo_page_end (&page, json);
  armada_demo_json_end_object (json);
  write_types (json);
  armada_demo_json_end_object (json);
  armada_demo_json_end_object (json);
  armada_demo_json_take (json, reply->body);
}
