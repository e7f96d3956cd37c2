/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "armada-demo-json.h"
#include "armada-demo-life.h"

G_BEGIN_DECLS

/**
 * ArmadaDemoRequest:
 * @life: what the vehicles do; the platform's lock is held while an endpoint answers
 * @now: UNIX seconds on the roads' clock
 * @habits: how lists and numbers are to be written; armada_demo_json_new() takes it
 * @legacy: whether the platform is of 2016: fewer members, string numbers, lists as objects
 * @longest_history: seconds that a history may be asked for at most
 * @page_limit: how many items a page holds at most, whatever is asked for
 * @paging_ignored: a fault: the whole list, whatever page is asked for
 * @bad_item: a fault: one more element that is none
 * @endpoint: path below "/api/": "get_events", "devices/1001/alerts"
 * @address: where the platform lives, with a slash at its end
 * @parameters: name → GPtrArray of char: query and body together; "devices[]", "devices[0]" and
 *   JSON lists all come under "devices", other brackets stay: "sorting[sort]"
 *
 * What somebody who is signed in asks for. It is read by one worker thread.
 */
typedef struct
{
  ArmadaDemoLife *life;
  guint64 seed;
  gint64 now;
  ArmadaDemoHabits habits;
  gboolean legacy;
  guint longest_history;
  guint page_limit;
  gboolean paging_ignored;
  gboolean bad_item;
  char *endpoint;
  char *address;
  GHashTable *parameters;
} ArmadaDemoRequest;

/**
 * ArmadaDemoReply:
 * @status: of HTTP; 200 unless set
 * @type: content type, static; "application/json" unless set
 * @body: what is sent
 *
 * What an endpoint answers.
 */
typedef struct
{
  guint status;
  const char *type;
  GString *body;
} ArmadaDemoReply;

typedef void (*ArmadaDemoEndpoint) (const ArmadaDemoRequest *request, ArmadaDemoReply *reply);

ArmadaDemoRequest *
armada_demo_request_new (SoupServerMessage *message, const char *endpoint, GHashTable *query);
void armada_demo_request_free (ArmadaDemoRequest *self);

const char *armada_demo_request_get_text (const ArmadaDemoRequest *self, const char *name);
gint64
armada_demo_request_get_int (const ArmadaDemoRequest *self, const char *name, gint64 otherwise);
gboolean armada_demo_request_get_flag (const ArmadaDemoRequest *self, const char *name);
GPtrArray *armada_demo_request_get_list (const ArmadaDemoRequest *self, const char *name);
gint64 armada_demo_request_get_number_in_path (const ArmadaDemoRequest *self);
gboolean armada_demo_request_find_vehicle (const ArmadaDemoRequest *self, gint64 id, guint *index);

void armada_demo_reply_refuse (ArmadaDemoReply *self,
                               const ArmadaDemoRequest *request,
                               guint status,
                               const char *field,
                               const char *sentence);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaDemoRequest, armada_demo_request_free)

G_END_DECLS
