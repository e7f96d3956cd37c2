/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-shares"

#include "armada-demo-shares.h"

#include "armada-demo-paging.h"
#include "armada-demo-random.h"
#include "armada-demo-vehicle.h"
#include "armada-demo-writer.h"

/*
 * The public links that the account has made, some of them past their time or switched off, and
 * one that belongs to somebody else. A platform of 2016 has none.
 */

#define FIRST_ID 81
#define OTHERS_ID 99
#define USUAL_LIMIT 15
#define N_SHARES 17

static const char *const names[] = { "Pelanggan A", "Tanpa batas waktu", "共享 – Übersicht",
                                     "Satpam &amp; gudang" };

static gboolean
refuse_if_legacy (const ArmadaDemoRequest *request, ArmadaDemoReply *reply)
{
  if (request->legacy)
    armada_demo_reply_refuse (reply, request, 404, "id",
                              "The endpoint you are looking for could not be found.");
  return request->legacy;
}

/* Some end never, some have ended, the others end a good while after the platform began. */
static void
write_expiration (const ArmadaDemoRequest *request, ArmadaDemoJson *json, guint number)
{
  gint64 past = armada_demo_life_get_expired_at (request->life);

  if (number % 3 == 1)
    NOTHING ("expiration_date");
  else
    armada_demo_add_utc (json, "expiration_date",
                         number % 3 == 2 ? past : past + (100 + (gint64) number) * 86400);
}

static void
write_members (const ArmadaDemoRequest *request, ArmadaDemoJson *json, guint number)
{
  g_autofree char *plain = g_strdup_printf ("Pelanggan %u", number + 1);
  g_autofree char *hash =
      g_strdup_printf ("demoshare%016" G_GINT64_MODIFIER "x",
                       armada_demo_mix (armada_demo_mix (request->seed, FIRST_ID), number));

  INT ("id", FIRST_ID + (gint64) number);
  INT ("user_id", ARMADA_DEMO_USER_ID);
  TEXT ("name", number < G_N_ELEMENTS (names) ? names[number] : plain);
  TEXT ("hash", hash);
  write_expiration (request, json, number);
  INT ("active", number % 5 != 1);
  INT ("delete_after_expiration", number % 3 == 2);
}

/**
 * armada_demo_shares_answer:
 *
 * Answers sharing.
 */
void
armada_demo_shares_answer (const ArmadaDemoRequest *request, ArmadaDemoReply *reply)
{
  g_autoptr (ArmadaDemoJson) json = armada_demo_json_new (request->habits);
  ArmadaDemoPage page;

  if (refuse_if_legacy (request, reply))
    return;

  armada_demo_page_init (&page, request, USUAL_LIMIT, N_SHARES);
  armada_demo_json_begin_object (json, NULL);
  armada_demo_page_begin_plain (&page, json);
  for (guint i = page.first; i < page.end; i++)
    {
      armada_demo_json_begin_object (json, NULL);
      write_members (request, json, i);
      armada_demo_json_end_object (json);
    }
  armada_demo_page_end_plain (&page, json);
  armada_demo_json_end_object (json);
  armada_demo_json_take (json, reply->body);
}

/* Each shows up to three vehicles. */
static void
write_devices (const ArmadaDemoRequest *request, ArmadaDemoJson *json, guint number)
{
  guint n_vehicles = armada_demo_life_get_n_vehicles (request->life);

  armada_demo_json_begin_list (json, "devices");
  for (guint i = 0; i <= number % 3 && i < n_vehicles; i++)
    {
      ArmadaDemoVehicle vehicle;

      armada_demo_vehicle_fill (&vehicle, request->seed, (number + i) % n_vehicles);
      armada_demo_json_begin_object (json, NULL);
      INT ("id", vehicle.id);
      TEXT ("name", vehicle.name);
      armada_demo_json_end_object (json);
    }
  armada_demo_json_end_list (json);
}

/**
 * armada_demo_shares_answer_one:
 *
 * Answers sharing/ID, with "includes=devices" with what it shows.
 */
void
armada_demo_shares_answer_one (const ArmadaDemoRequest *request, ArmadaDemoReply *reply)
{
  g_autoptr (ArmadaDemoJson) json = armada_demo_json_new (request->habits);
  gint64 id = armada_demo_request_get_number_in_path (request);

  if (refuse_if_legacy (request, reply))
    return;
  if (id == OTHERS_ID)
    {
      armada_demo_reply_refuse (reply, request, 403, "id", "You don't have permission to do this.");
      return;
    }
  if (id < FIRST_ID || id >= FIRST_ID + N_SHARES)
    {
      armada_demo_reply_refuse (reply, request, 404, "id", "Sharing not found");
      return;
    }

  armada_demo_json_begin_object (json, NULL);
  armada_demo_json_begin_object (json, "data");
  write_members (request, json, (guint) (id - FIRST_ID));
  if (g_strcmp0 (armada_demo_request_get_text (request, "includes"), "devices") == 0)
    write_devices (request, json, (guint) (id - FIRST_ID));
  armada_demo_json_end_object (json);
  armada_demo_json_end_object (json);
  armada_demo_json_take (json, reply->body);
}
