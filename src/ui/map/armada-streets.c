/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-streets"

#include "map/armada-streets.h"

#include "app/armada-paths.h"
#include "store/armada-account.h"

#define MEGABYTE 1000000

/* What the settings say of streets, as a library of maps understands it. */

static gboolean
get_wanted (GValue *value, GVariant *variant, gpointer user_data)
{
  g_value_set_boolean (value, g_str_equal (g_variant_get_string (variant, NULL), "yes"));
  return TRUE;
}

static ArmadaTileCache *
new_cache (GSettings *settings)
{
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "armada", "tiles.db", NULL);

  return armada_tile_cache_new (path,
                                (guint64) g_settings_get_uint (settings, "tile-limit") * MEGABYTE);
}

static void
limit_cb (GSettings *settings, const char *key, ArmadaTileCache *cache)
{
  armada_tile_cache_set_limit (cache, (guint64) g_settings_get_uint (settings, key) * MEGABYTE);
}

/* An address that is none is told where it is typed; here it means no service. */
static void
service_cb (GSettings *settings, const char *key, ArmadaMapLibrary *library)
{
  g_autoptr (ArmadaTileService) service = armada_streets_new_service (settings, NULL);

  armada_map_library_set_service (library, service);
}

static void
watch_service (GSettings *settings, ArmadaMapLibrary *library)
{
  static const char *const signals[] = { "changed::tile-service", "changed::tile-address",
                                         "changed::tile-credit", "changed::tile-kind" };

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (settings, signals[i], G_CALLBACK (service_cb), library, 0);
  service_cb (settings, NULL, library);
}

/**
 * armada_streets_new_library:
 * @settings: of the schema id.trackgps.Armada, which the library then follows
 * @clock: what time it is
 *
 * Until armada_streets_follow_account() says who is signed in, the network is not asked.
 *
 * Returns: (transfer full): the maps that came with Armada and the user's own, and a service of
 * tiles
 */
ArmadaMapLibrary *
armada_streets_new_library (GSettings *settings, ArmadaClock *clock)
{
  g_autofree char *own = armada_paths_dup_data ("maps");
  g_autofree char *users = armada_streets_dup_folder ();
  const char *folders[] = { own, users, NULL };
  g_autoptr (ArmadaTileCache) cache = new_cache (settings);
  g_autoptr (ArmadaTileLoader) loader = armada_tile_loader_new (cache, clock);
  ArmadaMapLibrary *library = armada_map_library_new (folders, loader);

  armada_map_library_set_own_folder (library, users);
  g_settings_bind_with_mapping (settings, "street-tiles", library, "wanted", G_SETTINGS_BIND_GET,
                                get_wanted, NULL, NULL, NULL);
  g_signal_connect_object (settings, "changed::tile-limit", G_CALLBACK (limit_cb), cache, 0);
  watch_service (settings, library);
  return library;
}

/**
 * armada_streets_new_service:
 * @settings: of the schema id.trackgps.Armada
 *
 * Returns: (transfer full): the service that is chosen; NULL with an ARMADA_ERROR when its address
 *   is none
 */
ArmadaTileService *
armada_streets_new_service (GSettings *settings, GError **error)
{
  g_autofree char *name = g_settings_get_string (settings, "tile-service");
  g_autofree char *address = g_settings_get_string (settings, "tile-address");
  g_autofree char *credit = g_settings_get_string (settings, "tile-credit");
  ArmadaTileService *preset = armada_tile_service_new_preset (name);

  if (preset != NULL)
    return preset;
  if (!g_str_equal (name, ARMADA_STREETS_OWN))
    return armada_tile_service_new_preset (ARMADA_TILE_SERVICE_DEFAULT);
  return armada_tile_service_new (
      g_settings_get_uint (settings, "tile-kind") == 1 ? ARMADA_TILE_RASTER : ARMADA_TILE_VECTOR,
      address, credit, error);
}

static void
account_cb (GObject *session, GParamSpec *pspec, ArmadaMapLibrary *library)
{
  g_autoptr (ArmadaAccount) account = NULL;

  g_object_get (session, "account", &account, NULL);
  armada_map_library_set_allowed (library, account != NULL && !account->demo);
}

/**
 * armada_streets_follow_account:
 * @session: anything with the property "account" of ArmadaSession
 *
 * With the demo, and while nobody is signed in, the network is not asked.
 */
void
armada_streets_follow_account (ArmadaMapLibrary *library, GObject *session)
{
  g_signal_connect_object (session, "notify::account", G_CALLBACK (account_cb), library, 0);
  account_cb (session, NULL, library);
}

/**
 * armada_streets_dup_folder:
 *
 * Returns: (transfer full): where the user's own packs are
 */
char *
armada_streets_dup_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "armada", "maps", NULL);
}
