/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-vehicle-sources"

#include "replay/armada-vehicle-sources.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>

static void
source_free (gpointer data)
{
  ArmadaVehicleSource *source = data;

  g_free (source->title);
  g_free (source);
}

/* @title: (transfer full) */
static void
add (GPtrArray *sources, ArmadaVehicleSourceKind kind, gint64 group, char *title)
{
  ArmadaVehicleSource *source = g_new (ArmadaVehicleSource, 1);

  *source = (ArmadaVehicleSource) { kind, group, title };
  g_ptr_array_add (sources, source);
}

static void
add_groups (GPtrArray *sources, ArmadaFleet *fleet)
{
  GListModel *groups = armada_fleet_get_groups (fleet);

  for (guint i = 0; i < g_list_model_get_n_items (groups); i++)
    {
      g_autoptr (ArmadaGroup) group = g_list_model_get_item (groups, i);
      const char *title = armada_group_get_title (group);

      if (*title == '\0')
        title = C_ ("group", "Ungrouped");
      add (sources, ARMADA_VEHICLES_GROUP, armada_group_get_id (group),
           g_strdup_printf (C_ ("group", "%s (%'u)"), title, armada_group_get_n_devices (group)));
    }
}

static void
append_id (GArray *ids, gint64 id)
{
  if (id != 0)
    g_array_append_val (ids, id);
}

/* Files that were opened are no vehicles of the fleet. */
static GArray *
list_replayed (ArmadaReplay *replay)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (replay)); i++)
    {
      g_autoptr (ArmadaReplayVehicle) vehicle = g_list_model_get_item (G_LIST_MODEL (replay), i);

      append_id (ids, armada_replay_vehicle_get_device_id (vehicle));
    }
  return ids;
}

static void
add_places (GPtrArray *sources, const ArmadaVehicleSources *self)
{
  ArmadaDevice *chosen = self->selection ? armada_selection_get_device (self->selection) : NULL;
  guint n_chosen = self->selection ? armada_selection_get_n_chosen (self->selection) : 0;
  guint n_listed = self->listed ? armada_fleet_view_get_n_devices (self->listed) : 0;
  g_autoptr (GArray) replayed = self->replay ? list_replayed (self->replay) : NULL;

  if (n_chosen > 1)
    /* Translators: how many vehicles are chosen on the map */
    add (sources, ARMADA_VEHICLES_CHOSEN, 0, g_strdup_printf (_ ("Chosen (%'u)"), n_chosen));
  else if (chosen != NULL)
    /* Translators: %s is the name of the vehicle that is chosen on the map */
    add (sources, ARMADA_VEHICLES_CHOSEN, 0,
         g_strdup_printf (_ ("Chosen: %s"), armada_device_get_record (chosen)->name));
  if (n_listed > 0 && n_listed < armada_fleet_get_n_devices (self->fleet))
    /* Translators: how many vehicles the map shows, as a filter or a search has it */
    add (sources, ARMADA_VEHICLES_LISTED, 0, g_strdup_printf (_ ("On the Map (%'u)"), n_listed));
  if (replayed != NULL && replayed->len > 0)
    /* Translators: how many vehicles the history shows */
    add (sources, ARMADA_VEHICLES_REPLAYED, 0,
         g_strdup_printf (_ ("In the History (%'u)"), replayed->len));
}

/**
 * armada_vehicle_sources_list:
 * @all: what the first is called, which is all of them
 *
 * Returns: (transfer full) (element-type ArmadaVehicleSource): where vehicles can be taken from now
 */
GPtrArray *
armada_vehicle_sources_list (const ArmadaVehicleSources *self, const char *all)
{
  GPtrArray *sources = g_ptr_array_new_with_free_func (source_free);

  add (sources, ARMADA_VEHICLES_ALL, 0, g_strdup (all));
  add_places (sources, self);
  add_groups (sources, self->fleet);
  return sources;
}

/**
 * armada_vehicle_sources_dup_titles:
 *
 * Returns: (transfer full): of GtkStringObject, for a drop-down
 */
GListModel *
armada_vehicle_sources_dup_titles (GPtrArray *sources)
{
  GtkStringList *titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < sources->len; i++)
    gtk_string_list_append (titles, ((ArmadaVehicleSource *) sources->pdata[i])->title);
  return G_LIST_MODEL (titles);
}

/**
 * armada_vehicle_sources_find:
 * @source: of an older list, perhaps
 *
 * Returns: which of @sources is the same one; 0, all of them, where it is gone
 */
guint
armada_vehicle_sources_find (GPtrArray *sources, const ArmadaVehicleSource *source)
{
  for (guint i = 0; i < sources->len; i++)
    {
      const ArmadaVehicleSource *other = sources->pdata[i];

      if (other->kind == source->kind && other->group == source->group)
        return i;
    }
  return 0;
}

static GArray *
list_group (ArmadaFleet *fleet, gint64 group)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < armada_fleet_get_n_devices (fleet); i++)
    {
      ArmadaDevice *device = armada_fleet_get_device (fleet, i);

      if (armada_device_get_record (device)->group_id == group)
        append_id (ids, armada_device_get_id (device));
    }
  return ids;
}

static GArray *
list_listed (ArmadaFleetView *view)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < armada_fleet_view_get_n_devices (view); i++)
    append_id (ids, armada_device_get_id (armada_fleet_view_get_device (view, i)));
  return ids;
}

static GArray *
list_chosen (ArmadaSelection *selection)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < armada_selection_get_n_chosen (selection); i++)
    append_id (ids, armada_device_get_id (armada_selection_get_chosen (selection, i)));
  return ids;
}

/**
 * armada_vehicle_sources_dup_ids:
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the vehicles that there are now; NULL:
 *   all
 */
GArray *
armada_vehicle_sources_dup_ids (const ArmadaVehicleSources *self, const ArmadaVehicleSource *source)
{
  switch (source->kind)
    {
    case ARMADA_VEHICLES_CHOSEN:
      return list_chosen (self->selection);
    case ARMADA_VEHICLES_LISTED:
      return list_listed (self->listed);
    case ARMADA_VEHICLES_REPLAYED:
      return list_replayed (self->replay);
    case ARMADA_VEHICLES_GROUP:
      return list_group (self->fleet, source->group);
    case ARMADA_VEHICLES_ALL:
    default:
      return NULL;
    }
}
