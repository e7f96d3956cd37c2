/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sync/armada-map-library.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_MAP_HOST (armada_map_host_get_type ())
G_DECLARE_INTERFACE (ArmadaMapHost, armada_map_host, ARMADA, MAP_HOST, GtkWidget)

/**
 * ArmadaMapHost:
 *
 * A widget, such as the window, whose maps share one library. A map finds it among those it stands
 * in, so that no page between them need know of it.
 */
struct _ArmadaMapHostInterface
{
  GTypeInterface parent_iface;

  ArmadaMapLibrary *(*get_library) (ArmadaMapHost *self);
};

ArmadaMapLibrary *armada_map_host_find_library (GtkWidget *widget);

G_END_DECLS
