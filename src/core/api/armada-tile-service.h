/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ArmadaTileKind:
 * @ARMADA_TILE_VECTOR: Mapbox vector tiles in the Shortbread schema
 * @ARMADA_TILE_RASTER: pictures, PNG or JPEG
 */
typedef enum
{
  ARMADA_TILE_VECTOR,
  ARMADA_TILE_RASTER,
} ArmadaTileKind;

/**
 * ArmadaTileService:
 * @kind: what its tiles are
 * @url: with {z}, {x} and {y}; it may carry the user's key, so it is never logged
 * @credit: whom to thank, plain text
 * @max_zoom: the deepest tiles it has
 *
 * Somebody who gives out map tiles over the network. Never changes; counted.
 */
typedef struct
{
  ArmadaTileKind kind;
  char *url;
  char *credit;
  guint max_zoom;
} ArmadaTileService;

#define ARMADA_TYPE_TILE_SERVICE (armada_tile_service_get_type ())
GType armada_tile_service_get_type (void);

/* The service that is meant where nobody chose one. */
#define ARMADA_TILE_SERVICE_DEFAULT "openstreetmap"

const char *const *armada_tile_service_get_presets (void);
const char *armada_tile_service_get_preset_name (const char *preset);
ArmadaTileService *armada_tile_service_new_preset (const char *preset);
ArmadaTileService *
armada_tile_service_new (ArmadaTileKind kind, const char *url, const char *credit, GError **error);
ArmadaTileService *armada_tile_service_ref (ArmadaTileService *self);
void armada_tile_service_unref (ArmadaTileService *self);

char *armada_tile_service_dup_host (const ArmadaTileService *self);
char *armada_tile_service_dup_key (const ArmadaTileService *self);
char *armada_tile_service_dup_url (const ArmadaTileService *self, guint zoom, guint x, guint y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaTileService, armada_tile_service_unref)

G_END_DECLS
