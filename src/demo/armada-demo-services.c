/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-services"

#include "armada-demo-services.h"

#include <math.h>

#include "armada-demo-paging.h"
#include "armada-demo-random.h"
#include "armada-demo-writer.h"

/*
 * The services that vehicles need, by what their odometers, engines and the calendar say. Most
 * are seen to late, so that at all times some are overdue.
 */

#define DAY 86400
#define FIRST_ID 70000
#define USUAL_LIMIT 15

static const struct
{
  const char *name;
  const char *by;
  const char *unit;
  int interval;
  int remind;
  double done_after; /* of the interval */
  guint every;       /* which vehicles need it: each so many-th */
  guint from;
} kinds[ARMADA_DEMO_MAX_SERVICES] = {
  { "Ganti oli", "odometer", "km", 15000, 1000, 1.1, 1, 0 },
  { "Servis mesin", "engine_hours", "h", 250, 25, 1.1, 1, 0 },
  { "KIR &amp; STNK", "days", "d.", 180, 30, 1.25, 3, 0 },
  { "Ban depan", "odometer", "km", 40000, 2000, 1.05, 4, 1 },
};

static double
read_meter (const char *by, guint64 key, gint64 now, const ArmadaDemoMoment *moment)
{
  if (g_str_equal (by, "odometer"))
    return moment->odometer;
  if (g_str_equal (by, "engine_hours"))
    return moment->engine_hours;
  return (double) ((now + ARMADA_DEMO_ZONE) / DAY) + (double) (key % 225);
}

/**
 * armada_demo_services_fill:
 * @services: (out caller-allocates): of %ARMADA_DEMO_MAX_SERVICES
 * @index: which vehicle
 * @now: UNIX seconds
 * @report: what is known of it
 *
 * Returns: how many there are; none for a vehicle that never connected
 */
guint
armada_demo_services_fill (ArmadaDemoService *services,
                           guint64 seed,
                           guint index,
                           gint64 now,
                           const ArmadaDemoReport *report)
{
  guint64 key = armada_demo_mix (armada_demo_mix (seed, index), 6);
  guint n = 0;

  for (guint i = 0; i < ARMADA_DEMO_MAX_SERVICES && report->connected; i++)
    {
      double meter = read_meter (kinds[i].by, key, now, &report->moment);
      double cycle = kinds[i].interval * kinds[i].done_after;
      double shift = g_str_equal (kinds[i].by, "days") ? (double) (key % 225) : 0;
      int last = (int) (floor (meter / cycle) * cycle - shift);

      if (index % kinds[i].every != kinds[i].from)
        continue;
      services[n++] = (ArmadaDemoService) {
        .id = FIRST_ID + (gint64) index * ARMADA_DEMO_MAX_SERVICES + i,
        .name = kinds[i].name,
        .by = kinds[i].by,
        .interval = kinds[i].interval,
        .last = last,
        .expires = last + kinds[i].interval,
        .left = last + kinds[i].interval - (meter - shift),
        .remind = kinds[i].remind,
        .renews = i == 2,
        .unit = kinds[i].unit,
      };
    }
  return n;
}

/**
 * armada_demo_service_is_expiring:
 *
 * Returns: whether the account was reminded of it
 */
gboolean
armada_demo_service_is_expiring (const ArmadaDemoService *service)
{
  return service->left <= service->remind;
}

/**
 * armada_demo_service_dup_value:
 *
 * Returns: (transfer full): how much is left, or how much it is overdue
 */
char *
armada_demo_service_dup_value (const ArmadaDemoService *service)
{
  const char *meter = "Days";

  if (g_str_equal (service->by, "odometer"))
    meter = "Odometer";
  else if (g_str_equal (service->by, "engine_hours"))
    meter = "Engine hours";
  return g_strdup_printf ("%s %s (%.0f %s)", meter, service->left < 0 ? "Expired" : "Left",
                          fabs (service->left), service->unit);
}

/* @meter: as in #ArmadaDemoService.last */
static char *
dup_meter (const ArmadaDemoService *service, int meter, gboolean with_unit)
{
  if (g_str_equal (service->by, "days"))
    return armada_demo_format_time ((gint64) meter * DAY, 0, "%Y-%m-%d");
  return g_strdup_printf ("%d%s%s", meter, with_unit ? " " : "", with_unit ? service->unit : "");
}

static void
write_due (const ArmadaDemoService *service, ArmadaDemoJson *json)
{
  gboolean by_days = g_str_equal (service->by, "days");
  g_autofree char *last = dup_meter (service, service->last, FALSE);
  g_autofree char *expires = dup_meter (service, service->expires, TRUE);
  g_autofree char *remind = dup_meter (service, service->expires - service->remind, FALSE);

  TEXT ("expiration_by", service->by);
  INT ("interval", service->interval);
  TEXT ("last_service", last);
  INT ("trigger_event_left", service->remind);
  if (service->renews)
    FLAG ("renew_after_expiration", TRUE);
  else
    INT ("renew_after_expiration", 0);
  TEXT ("expires", expires);
  TEXT ("expires_date", by_days ? expires : NULL);
  if (by_days)
    NOTHING ("remind");
  else
    INT ("remind", service->expires - service->remind);
  TEXT ("remind_date", by_days ? remind : NULL);
  INT ("event_sent", armada_demo_service_is_expiring (service));
  INT ("expired", service->left < 0);
}

static void
write_service (const ArmadaDemoService *service,
               const ArmadaDemoRequest *request,
               ArmadaDemoJson *json,
               guint index)
{
  armada_demo_json_begin_object (json, NULL);
  INT ("id", service->id);
  INT ("user_id", ARMADA_DEMO_USER_ID);
  INT ("device_id", ARMADA_DEMO_FIRST_ID + (gint64) index);
  TEXT ("name", service->name);
  write_due (service, json);
  TEXT ("email", service->renews ? "demo@armada.example" : "");
  TEXT ("mobile_phone", "");
  TEXT ("description", service->renews ? "Bawa buku KIR\n&amp; STNK asli" : "");
  if (!request->legacy)
    {
      armada_demo_write_row (json, request, index);
      armada_demo_json_begin_list (json, "sensors");
      armada_demo_json_end_list (json);
      armada_demo_json_end_object (json);
    }
  armada_demo_json_end_object (json);
}

static gboolean
read_device (const ArmadaDemoRequest *request, ArmadaDemoReply *reply, guint *index)
{
  gint64 id = armada_demo_request_get_int (request, "device_id", 0);

  if (armada_demo_request_get_text (request, "device_id") == NULL)
    armada_demo_reply_refuse (reply, request, 422, "device_id", "The device id field is required.");
  else if (!armada_demo_request_find_vehicle (request, id, index))
    armada_demo_reply_refuse (reply, request, 404, "id", "Device not found");
  else
    return TRUE;
  return FALSE;
}

/**
 * armada_demo_services_answer:
 *
 * Answers get_services: those of one device.
 */
void
armada_demo_services_answer (const ArmadaDemoRequest *request, ArmadaDemoReply *reply)
{
  g_autoptr (ArmadaDemoJson) json = armada_demo_json_new (request->habits);
  ArmadaDemoService services[ARMADA_DEMO_MAX_SERVICES];
  ArmadaDemoReport report;
  ArmadaDemoPage page;
  guint index, n;

  if (!read_device (request, reply, &index))
    return;

  armada_demo_life_report (request->life, index, request->now, &report);
  n = armada_demo_services_fill (services, request->seed, index, request->now, &report);
  armada_demo_page_init (&page, request, USUAL_LIMIT, n);
  armada_demo_json_begin_object (json, NULL);
  armada_demo_page_begin (&page, json);
  for (guint i = page.first; i < page.end; i++)
    write_service (&services[i], request, json, index);
  armada_demo_page_end (&page, json);
  if (!request->legacy)
    armada_demo_page_add_links (&page, json);
  INT ("status", 1);
  armada_demo_json_end_object (json);
  armada_demo_json_take (json, reply->body);
}
