/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib/gstdio.h>

#include "armada-demo-server.h"
#include "armada-test-clock.h"
#include "armada-test-platform.h"
#include "armada-test.h"
#include "sync/armada-session.h"

G_BEGIN_DECLS

/* A session that is signed in to a platform whose clock, and ours, stands still. */
typedef struct
{
  char *folder;
  ArmadaDemoServer *server;
  ArmadaTestClock *clock;
  ArmadaSession *session;
} ArmadaTestDesk;

static inline void
armada_test_desk_sign_in (ArmadaTestDesk *self)
{
  g_autofree char *address = armada_demo_server_dup_address (self->server);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  armada_session_sign_in_async (self->session, address, ARMADA_DEMO_EMAIL_ADDRESS,
                                ARMADA_DEMO_PASSWORD_TEXT, "en", FALSE, NULL, armada_test_result_cb,
                                &result);
  armada_test_wait (&result);
  g_assert_true (armada_session_sign_in_finish (self->session, result, &error));
  g_assert_no_error (error);
}

/* From here on nobody answers, not even what was asked before: an answer that is being made holds
 * the server. */
static inline void
armada_test_desk_lose_server (ArmadaTestDesk *self)
{
  armada_test_finalize (g_steal_pointer (&self->server));
}

static inline void
armada_test_desk_open (ArmadaTestDesk *self, guint n_vehicles)
{
  ArmadaDemoOptions options = ARMADA_DEMO_OPTIONS_INIT;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  options.n_vehicles = n_vehicles;
  options.time_scale = 0;
  options.start_time = ARMADA_TEST_PLATFORM_NOW;
  self->folder = g_dir_make_tmp ("armada-XXXXXX", NULL);
  self->server = armada_demo_server_new (&options, &error);
  g_assert_no_error (error);
  self->clock = armada_test_clock_new (ARMADA_TEST_PLATFORM_NOW);
  self->session = armada_session_new (self->folder, ARMADA_CLOCK (self->clock));
  armada_session_start_async (self->session, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_assert_true (armada_session_start_finish (self->session, result, &error));
  armada_test_desk_sign_in (self);
  armada_test_wait_until (armada_fleet_get_n_devices (armada_session_get_fleet (self->session)) ==
                          n_vehicles);
}

static inline void
armada_test_desk_close (ArmadaTestDesk *self)
{
  static const char *const files[] = { "armada.db", "armada.db-wal", "armada.db-shm" };

  armada_session_close (self->session);
  armada_test_finalize (g_steal_pointer (&self->session));
  g_clear_object (&self->server);
  armada_test_finalize (g_steal_pointer (&self->clock));
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, files[i], NULL);

      g_remove (path);
    }
  g_rmdir (self->folder);
  g_clear_pointer (&self->folder, g_free);
}

G_END_DECLS
