/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-tile-service"

#include "api/armada-tile-service.h"

#include <string.h>

#include "api/armada-address.h"
#include "api/armada-error.h"

#define OSM_CREDIT "© OpenStreetMap contributors"
#define VECTOR_MAX_ZOOM 14 /* of the Shortbread schema */
#define RASTER_MAX_ZOOM 19
#define MAX_URL 2000

typedef struct
{
  const char *id;
  const char *name; /* names are the same in every language */
  ArmadaTileKind kind;
  const char *url;
  const char *credit;
} Preset;

static const Preset presets[] = {
  { ARMADA_TILE_SERVICE_DEFAULT, "OpenStreetMap", ARMADA_TILE_VECTOR,
    "https://vector.openstreetmap.org/shortbread_v1/{z}/{x}/{y}.mvt", OSM_CREDIT },
  { "versatiles", "VersaTiles", ARMADA_TILE_VECTOR,
    "https://tiles.versatiles.org/tiles/osm/{z}/{x}/{y}", OSM_CREDIT },
  { "openstreetmap-carto", "OpenStreetMap Carto", ARMADA_TILE_RASTER,
    "https://tile.openstreetmap.org/{z}/{x}/{y}.png", OSM_CREDIT },
};

G_DEFINE_BOXED_TYPE (ArmadaTileService,
                     armada_tile_service,
                     armada_tile_service_ref,
                     armada_tile_service_unref)

static const Preset *
find_preset (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    if (g_strcmp0 (presets[i].id, id) == 0)
      return &presets[i];
  return NULL;
}

/**
 * armada_tile_service_get_presets:
 *
 * Returns: (array zero-terminated=1): what the services that Armada knows are called in settings
 */
const char *const *
armada_tile_service_get_presets (void)
{
  static const char *ids[G_N_ELEMENTS (presets) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    ids[i] = presets[i].id;
  return ids;
}

/**
 * armada_tile_service_get_preset_name:
 *
 * Returns: (nullable): what people call it; NULL for no preset
 */
const char *
armada_tile_service_get_preset_name (const char *preset)
{
  const Preset *found = find_preset (preset);

  return found ? found->name : NULL;
}

static ArmadaTileService *
make (ArmadaTileKind kind, const char *url, const char *credit)
{
  ArmadaTileService *self = g_atomic_rc_box_new0 (ArmadaTileService);

  self->kind = kind;
  self->url = g_strdup (url);
  self->credit = g_strdup (credit);
  self->max_zoom = kind == ARMADA_TILE_VECTOR ? VECTOR_MAX_ZOOM : RASTER_MAX_ZOOM;
  return self;
}

/**
 * armada_tile_service_new_preset:
 *
 * Returns: (transfer full) (nullable): the service; NULL for no preset
 */
ArmadaTileService *
armada_tile_service_new_preset (const char *preset)
{
  const Preset *found = find_preset (preset);

  return found ? make (found->kind, found->url, found->credit) : NULL;
}

/**
 * armada_tile_service_new:
 * @url: what a person typed: https, or http on this computer alone, with {z}, {x} and {y}
 * @credit: whom to thank for the map
 *
 * Returns: (transfer full): a service of the user's own; NULL with an ARMADA_ERROR: INSECURE where
 *   it is not encrypted, REFUSED where it is no address of tiles
 */
ArmadaTileService *
armada_tile_service_new (ArmadaTileKind kind, const char *url, const char *credit, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (url));
  g_autofree char *sample = NULL;
  g_autoptr (ArmadaTileService) self = make (kind, text, credit);
  g_autoptr (GUri) address = NULL;

  if (strlen (text) > MAX_URL || strstr (text, "://") == NULL || strstr (text, "{z}") == NULL ||
      strstr (text, "{x}") == NULL || strstr (text, "{y}") == NULL)
    {
      g_propagate_error (error, armada_error_new (ARMADA_ERROR_REFUSED, "tiles: no address"));
      return NULL;
    }
  sample = armada_tile_service_dup_url (self, 0, 0, 0);
  address = armada_address_parse (sample, error);
  return address ? g_steal_pointer (&self) : NULL;
}

ArmadaTileService *
armada_tile_service_ref (ArmadaTileService *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  ArmadaTileService *self = data;

  g_free (self->url);
  g_free (self->credit);
}

void
armada_tile_service_unref (ArmadaTileService *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/**
 * armada_tile_service_dup_host:
 *
 * Returns: (transfer full): who is asked for tiles, such as "vector.openstreetmap.org"
 */
char *
armada_tile_service_dup_host (const ArmadaTileService *self)
{
  g_autofree char *sample = armada_tile_service_dup_url (self, 0, 0, 0);
  g_autoptr (GUri) uri = g_uri_parse (sample, G_URI_FLAGS_NONE, NULL);

  return g_strdup (uri && g_uri_get_host (uri) ? g_uri_get_host (uri) : "");
}

/**
 * armada_tile_service_dup_key:
 *
 * Returns: (transfer full): by which tiles of this service are told from others; it does not give
 *   away the address
 */
char *
armada_tile_service_dup_key (const ArmadaTileService *self)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, self->url, -1);
}

/**
 * armada_tile_service_dup_url:
 * @zoom: 0 is the whole world
 * @x: column, from the antimeridian eastwards
 * @y: row, from the north
 *
 * Returns: (transfer full): where that tile is
 */
char *
armada_tile_service_dup_url (const ArmadaTileService *self, guint zoom, guint x, guint y)
{
  const struct
  {
    const char *name;
    guint value;
  } parts[] = { { "{z}", zoom }, { "{x}", x }, { "{y}", y } };
  GString *url = g_string_new (self->url);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", parts[i].value);

      g_string_replace (url, parts[i].name, number, 0);
    }
  return g_string_free_and_steal (url);
}
