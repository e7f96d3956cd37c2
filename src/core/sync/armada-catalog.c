/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-catalog"

#include "sync/armada-catalog.h"

/*
 * ArmadaCatalog: the loaders of one account. Lists of the account live as long as it; those of a
 * device as long as somebody shows them.
 */
struct _ArmadaCatalog
{
  GObject parent_instance;

  ArmadaStore *store;
  gint64 account;
  ArmadaClock *clock;
  ArmadaClient *client; /* (nullable) while nobody is signed in */
  ArmadaListLoader *lists[ARMADA_N_LISTS];
  ArmadaServicesLoader *services;    /* (nullable) until somebody wants it */
  ArmadaShareDetails *share_details; /* (nullable) likewise */
  GHashTable *of_devices;            /* "kind/device" → GWeakRef of a loader */
};

G_DEFINE_FINAL_TYPE (ArmadaCatalog, armada_catalog, G_TYPE_OBJECT)

static void
weak_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
armada_catalog_finalize (GObject *object)
{
  ArmadaCatalog *self = ARMADA_CATALOG (object);

  for (guint i = 0; i < ARMADA_N_LISTS; i++)
    g_clear_object (&self->lists[i]);
  g_clear_object (&self->services);
  g_clear_object (&self->share_details);
  g_hash_table_unref (self->of_devices);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (armada_catalog_parent_class)->finalize (object);
}

static void
armada_catalog_class_init (ArmadaCatalogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = armada_catalog_finalize;
}

static void
armada_catalog_init (ArmadaCatalog *self)
{
  self->of_devices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, weak_free);
}

/**
 * armada_catalog_new:
 * @account: row of the account in the store
 *
 * Returns: (transfer full): a catalog that shows what the store has
 */
ArmadaCatalog *
armada_catalog_new (ArmadaStore *store, gint64 account, ArmadaClock *clock)
{
  ArmadaCatalog *self = g_object_new (ARMADA_TYPE_CATALOG, NULL);

  self->store = g_object_ref (store);
  self->account = account;
  self->clock = g_object_ref (clock);
  return self;
}

static void
connect_services (ArmadaCatalog *self)
{
  armada_services_loader_connect (self->services, self->client, self->store, self->account,
                                  self->clock);
}

static void
connect (ArmadaCatalog *self, ArmadaListLoader *loader)
{
  armada_list_loader_connect (loader, self->client, self->store, self->account, self->clock);
}

/**
 * armada_catalog_set_client:
 * @client: (nullable): who asks the server; NULL while nobody is signed in
 */
void
armada_catalog_set_client (ArmadaCatalog *self, ArmadaClient *client)
{
  GHashTableIter iter;
  gpointer weak;

  if (!g_set_object (&self->client, client))
    return;
  for (guint i = 0; i < ARMADA_N_LISTS; i++)
    if (self->lists[i] != NULL)
      connect (self, self->lists[i]);
  if (self->services != NULL)
    connect_services (self);
  if (self->share_details != NULL)
    armada_share_details_connect (self->share_details, client, self->store, self->account);
  g_hash_table_iter_init (&iter, self->of_devices);
  while (g_hash_table_iter_next (&iter, NULL, &weak))
    {
      g_autoptr (ArmadaListLoader) loader = g_weak_ref_get (weak);

      if (loader != NULL)
        connect (self, loader);
    }
}

static ArmadaListLoader *
get_of_device (ArmadaCatalog *self, ArmadaListKind kind, gint64 device)
{
  g_autofree char *key = g_strdup_printf ("%d/%" G_GINT64_FORMAT, kind, device);
  GWeakRef *weak = g_hash_table_lookup (self->of_devices, key);
  ArmadaListLoader *loader = weak ? g_weak_ref_get (weak) : NULL;

  if (loader != NULL)
    return loader;
  loader = armada_list_loader_new (kind, device);
  connect (self, loader);
  if (weak == NULL)
    {
      weak = g_new0 (GWeakRef, 1);
      g_weak_ref_init (weak, NULL);
      g_hash_table_insert (self->of_devices, g_steal_pointer (&key), weak);
    }
  g_weak_ref_set (weak, loader);
  return loader;
}

/**
 * armada_catalog_get_loader:
 * @device: of SERVICES, DEVICE_ALERTS, CUSTOM_EVENTS, or of EVENTS for those of one vehicle; else 0
 *
 * Returns: (transfer full): the list's loader, the same for everybody who holds it. It shows what
 *   the store has; armada_list_loader_refresh() asks the server.
 */
ArmadaListLoader *
armada_catalog_get_loader (ArmadaCatalog *self, ArmadaListKind kind, gint64 device)
{
  if (device != 0)
    return get_of_device (self, kind, device);
  if (self->lists[kind] == NULL)
    {
      self->lists[kind] = armada_list_loader_new (kind, 0);
      connect (self, self->lists[kind]);
    }
  return g_object_ref (self->lists[kind]);
}

/**
 * armada_catalog_get_services:
 *
 * Returns: (transfer none): the maintenance of the whole fleet; armada_services_loader_refresh()
 *   asks the server
 */
ArmadaServicesLoader *
armada_catalog_get_services (ArmadaCatalog *self)
{
  if (self->services == NULL)
    {
      self->services = armada_services_loader_new ();
      connect_services (self);
    }
  return self->services;
}

/**
 * armada_catalog_get_share_details:
 *
 * Returns: (transfer none): the vehicles of each share
 */
ArmadaShareDetails *
armada_catalog_get_share_details (ArmadaCatalog *self)
{
  if (self->share_details == NULL)
    {
      self->share_details = armada_share_details_new ();
      armada_share_details_connect (self->share_details, self->client, self->store, self->account);
    }
  return self->share_details;
}
