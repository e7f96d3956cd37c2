/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-map-host"

#include "map/armada-map-host.h"

#include "app/armada-paths.h"

G_DEFINE_INTERFACE (ArmadaMapHost, armada_map_host, GTK_TYPE_WIDGET)

static void
armada_map_host_default_init (ArmadaMapHostInterface *iface)
{
}

static ArmadaMapLibrary *
new_library (void)
{
  g_autofree char *own = armada_paths_dup_data ("maps");
  const char *folders[] = { own, NULL };

  return armada_map_library_new (folders, NULL);
}

/**
 * armada_map_host_find_library:
 * @widget: in a window
 *
 * Returns: (transfer full): the library of the host that @widget stands in; where there is none,
 * one of the maps that came with Armada
 */
ArmadaMapLibrary *
armada_map_host_find_library (GtkWidget *widget)
{
  GtkWidget *host = gtk_widget_get_ancestor (widget, ARMADA_TYPE_MAP_HOST);
  ArmadaMapLibrary *library =
      host ? ARMADA_MAP_HOST_GET_IFACE (host)->get_library (ARMADA_MAP_HOST (host)) : NULL;

  return library ? g_object_ref (library) : new_library ();
}
