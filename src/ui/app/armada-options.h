/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/armada-fleet-view.h"

G_BEGIN_DECLS

/**
 * ArmadaOptions:
 * @demo: start with the demo fleet
 * @demo_vehicles: how many vehicles it has, 0 for its own default
 * @server: (nullable): what the sign-in page proposes
 * @screenshot: (nullable): a picture is to be written there, and the program to end
 * @width: of the window, 0 as it was
 * @height: of the window, 0 as it was
 * @scheme: (nullable): "light" or "dark"
 * @select: choose the vehicle at this place in the list, from 1; 0 none
 * @vehicle: (nullable): choose the vehicle of this name
 * @page: (nullable): for armada_window_go_to()
 * @action: (nullable): what to do on that page before the picture is taken: an action's detailed
 * name
 * @files: (nullable): tracks to be opened
 *
 * What was asked for on the command line.
 */
typedef struct
{
  gboolean demo;
  int demo_vehicles;
  char *server;
  char *screenshot;
  int width;
  int height;
  const char *scheme;
  int select;
  char *vehicle;
  char *page;
  char *action;
  char **files;
} ArmadaOptions;

const GOptionEntry *armada_options_get_entries (void);
gboolean armada_options_read (ArmadaOptions *self, GVariantDict *dict, GError **error);
void armada_options_clear (ArmadaOptions *self);
ArmadaDevice *armada_options_find_device (const ArmadaOptions *self, ArmadaFleetView *view);

G_END_DECLS
