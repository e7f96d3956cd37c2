/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/armada-tile-pack.h"
#include "sync/armada-tile-loader.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_MAP_LIBRARY (armada_map_library_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaMapLibrary, armada_map_library, ARMADA, MAP_LIBRARY, GObject)

/*
 * Where maps get their tiles from.
 *
 * Properties: "opened" (boolean, read-only: the packs that were there at the start are known),
 * "service" (ArmadaTileService, nullable), "wanted" and "allowed" (booleans: the user wants tiles
 * of the network; nothing forbids them). Signal "changed": other tiles than before are to
 * be had.
 */

ArmadaMapLibrary *armada_map_library_new (const char *const *folders, ArmadaTileLoader *loader);
void armada_map_library_set_own_folder (ArmadaMapLibrary *self, const char *folder);
gboolean armada_map_library_get_opened (ArmadaMapLibrary *self);
GPtrArray *armada_map_library_get_packs (ArmadaMapLibrary *self);

gboolean armada_map_library_is_own (ArmadaMapLibrary *self, ArmadaTilePack *pack);
void armada_map_library_add_async (ArmadaMapLibrary *self,
                                   GFile *file,
                                   GFileProgressCallback progress,
                                   gpointer progress_data,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
ArmadaTilePack *
armada_map_library_add_finish (ArmadaMapLibrary *self, GAsyncResult *result, GError **error);
void armada_map_library_remove (ArmadaMapLibrary *self, ArmadaTilePack *pack);
void armada_map_library_bring_back (ArmadaMapLibrary *self, ArmadaTilePack *pack);
void armada_map_library_delete_removed (ArmadaMapLibrary *self, ArmadaTilePack *pack);

void armada_map_library_set_service (ArmadaMapLibrary *self, ArmadaTileService *service);
void armada_map_library_set_wanted (ArmadaMapLibrary *self, gboolean wanted);
void armada_map_library_set_allowed (ArmadaMapLibrary *self, gboolean allowed);
gboolean armada_map_library_get_allowed (ArmadaMapLibrary *self);
ArmadaTileLoader *armada_map_library_get_loader (ArmadaMapLibrary *self);
ArmadaTileService *armada_map_library_get_online (ArmadaMapLibrary *self, ArmadaTileKind kind);

gboolean armada_map_library_has_kind (ArmadaMapLibrary *self, ArmadaTileKind kind);
guint armada_map_library_get_max_zoom (ArmadaMapLibrary *self, ArmadaTileKind kind);
ArmadaTilePack *armada_map_library_find (ArmadaMapLibrary *self,
                                         ArmadaTileKind kind,
                                         guint zoom,
                                         guint x,
                                         guint y,
                                         guint *found_zoom);
void armada_map_library_read_async (ArmadaMapLibrary *self,
                                    ArmadaTilePack *pack,
                                    guint zoom,
                                    guint x,
                                    guint y,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GBytes *
armada_map_library_read_finish (ArmadaMapLibrary *self, GAsyncResult *result, GError **error);

G_END_DECLS
