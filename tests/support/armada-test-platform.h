/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-address.h"
#include "armada-test-sign-in.h"

G_BEGIN_DECLS

/* When it is at the platform of a test: 21 September 2026, 15:33 in its zone. UNIX seconds. */
#define ARMADA_TEST_PLATFORM_NOW 1790000000

/* The demo platform, its clock standing still, and a client that is signed in. */
typedef struct
{
  ArmadaDemoServer *server;
  ArmadaClient *client;
} ArmadaTestPlatform;

static inline void
armada_test_platform_open (ArmadaTestPlatform *self, guint n_vehicles, gboolean legacy)
{
  ArmadaDemoOptions options = ARMADA_DEMO_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GUri) address = NULL;

  options.n_vehicles = n_vehicles;
  options.time_scale = 0;
  options.start_time = ARMADA_TEST_PLATFORM_NOW;
  options.legacy = legacy;
  self->server = armada_demo_server_new (&options, &error);
  g_assert_no_error (error);
  text = armada_demo_server_dup_address (self->server);
  address = armada_address_parse (text, &error);
  g_assert_no_error (error);
  self->client = armada_client_new (address);
  armada_test_sign_in (self->client);
}

static inline void
armada_test_platform_close (ArmadaTestPlatform *self)
{
  g_clear_object (&self->client);
  g_clear_object (&self->server);
}

G_END_DECLS
