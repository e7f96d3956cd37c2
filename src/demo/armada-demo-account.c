/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-account"

#include "armada-demo-account.h"

#include "armada-demo-writer.h"

/* Who is signed in, and what they may do. */

/**
 * armada_demo_account_answer:
 *
 * Answers get_user_data.
 */
void
armada_demo_account_answer (const ArmadaDemoRequest *request, ArmadaDemoReply *reply)
{
  g_autoptr (ArmadaDemoJson) json = armada_demo_json_new (request->habits);

  armada_demo_json_begin_object (json, NULL);
  TEXT ("email", "demo@armada.example");
  NOTHING ("expiration_date");
  NOTHING ("days_left");
  TEXT ("plan", request->legacy ? "" : "Demo");
  INT ("devices_limit", armada_demo_life_get_n_vehicles (request->life));
  if (!request->legacy)
    {
      INT ("group_id", 2);
      INT ("role_id", 2);
      armada_demo_json_begin_object (json, "permissions");
      armada_demo_json_begin_object (json, "devices");
      INT ("view", 1);
      INT ("edit", 1);
      INT ("remove", 0);
      armada_demo_json_end_object (json);
      armada_demo_json_end_object (json);
      INT ("status", 1);
    }
  armada_demo_json_end_object (json);
  armada_demo_json_take (json, reply->body);
}
