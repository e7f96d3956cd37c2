/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ARMADA_DEMO_EMAIL_ADDRESS "demo@armada.example"
#define ARMADA_DEMO_PASSWORD_TEXT "demo"

/**
 * ArmadaDemoOptions:
 * @roads: (nullable): path of the road graph (FRG1); NULL: the demo region's
 * @n_vehicles: 3 to 50 000
 * @seed: two platforms with one seed, asked at one time, give equal answers
 * @port: 0 for any free port
 * @time_scale: how many seconds pass on the roads in one real second
 * @start_time: UNIX seconds the roads' clock starts at; 0: now
 * @page_limit: devices a page at most, whatever a client asks for
 * @legacy: a platform of 2016: numbers are strings, lists are objects, some members are not there
 * @base_path: (nullable): where the platform lives on its host, such as "/fleet"; NULL: at "/"
 * @event_log: (nullable): path of a file that each event is written to as it happens
 * @ticks: a clock of the test's: returns seconds since the start; NULL: the system's
 */
typedef struct
{
  const char *roads;
  guint n_vehicles;
  guint64 seed;
  guint16 port;
  double time_scale;
  gint64 start_time;
  guint page_limit;
  gboolean legacy;
  const char *base_path;
  const char *event_log;
  double (*ticks) (gpointer user_data);
  gpointer ticks_data;
} ArmadaDemoOptions;

/* Three vehicles or more, all of an ordinary day; the program's defaults. */
#define ARMADA_DEMO_OPTIONS_INIT                                                                   \
  { .n_vehicles = 40, .seed = 1, .time_scale = 1, .page_limit = 1000 }

#define ARMADA_TYPE_DEMO_SERVER (armada_demo_server_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaDemoServer, armada_demo_server, ARMADA, DEMO_SERVER, GObject)

ArmadaDemoServer *armada_demo_server_new (const ArmadaDemoOptions *options, GError **error);
char *armada_demo_server_dup_address (ArmadaDemoServer *self);
gint64 armada_demo_server_get_time (ArmadaDemoServer *self);

const char *const *armada_demo_server_list_faults (void);
const char *armada_demo_server_describe_fault (const char *kind);
gboolean armada_demo_server_set_fault (ArmadaDemoServer *self, const char *kind, guint count);
void armada_demo_server_delay_fault (ArmadaDemoServer *self, guint n_answers);
void armada_demo_server_aim_fault (ArmadaDemoServer *self, const char *endpoint);

/* What a test asks afterwards. */
guint armada_demo_server_get_n_requests (ArmadaDemoServer *self, const char *endpoint);
guint armada_demo_server_get_most_at_once (ArmadaDemoServer *self);
void armada_demo_server_forget_sessions (ArmadaDemoServer *self);
void armada_demo_server_set_has_latest (ArmadaDemoServer *self, gboolean has_latest);
void armada_demo_server_set_longest_history (ArmadaDemoServer *self, guint seconds);

G_END_DECLS
