/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-list-loader"

#include "sync/armada-list-loader.h"

#include "api/armada-error.h"
#include "sync/armada-list-fetch.h"

#define MOST_REPEATED 10 /* pages that bring nothing new before it is given up */

/*
 * ArmadaListLoader: one list, from the store first. The catalog owns it. One request at most is
 * under way; a refresh asks again for as many pages as are shown and puts them in place at once.
 */
struct _ArmadaListLoader
{
  GObject parent_instance;

  ArmadaListKind kind;
  gint64 device;
  ArmadaClient *client; /* (nullable) offline */
  ArmadaStore *store;   /* (nullable) nothing is kept */
  gint64 account;
  ArmadaClock *clock;

  ArmadaItemList *list;
  gint64 total;
  gboolean complete;
  gint64 updated;
  GError *error;
  GCancellable *cancellable;

  guint n_pages;         /* of the server's that are shown; 0: what is shown is the store's */
  guint n_repeated;      /* pages that brought nothing, one after the other */
  gboolean asking;       /* a page is under way */
  gboolean restoring;    /* the store is being asked */
  gboolean wanted;       /* a refresh is to follow */
  GPtrArray *fresh;      /* (nullable): pages of the refresh under way */
  GHashTable *fresh_ids; /* (nullable): of those: lists move on while pages are asked for */
  guint fresh_pages;
};

G_DEFINE_FINAL_TYPE (ArmadaListLoader, armada_list_loader, G_TYPE_OBJECT)

typedef enum
{
  PROP_LIST = 1,
  PROP_TOTAL,
  PROP_COMPLETE,
  PROP_LOADING,
  PROP_ERROR,
  PROP_UPDATED,
} ArmadaListLoaderProperty;

static GParamSpec *properties[PROP_UPDATED + 1];

static void ask_page (ArmadaListLoader *self, guint page);

static void
notify (ArmadaListLoader *self, ArmadaListLoaderProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_state (ArmadaListLoader *self, gint64 total, gboolean complete, gint64 updated)
{
  if (self->total != total)
    {
      self->total = total;
      notify (self, PROP_TOTAL);
    }
  if (self->complete != complete)
    {
      self->complete = complete;
      notify (self, PROP_COMPLETE);
    }
  if (self->updated != updated)
    {
      self->updated = updated;
      notify (self, PROP_UPDATED);
    }
}

static void
set_error (ArmadaListLoader *self, GError *error)
{
  if (self->error == NULL && error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error;
  notify (self, PROP_ERROR);
}

/* Returns: (transfer full): what is shown */
static GPtrArray *
dup_records (ArmadaListLoader *self)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) armada_record_unref);

  for (guint i = 0; i < armada_item_list_get_n (self->list); i++)
    g_ptr_array_add (records, armada_record_ref (armada_item_list_get_record (self->list, i)));
  return records;
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!armada_store_put_list_finish (ARMADA_STORE (source), result, &error))
    g_message ("a list cannot be kept: %s", error->message);
}

static void
kept_events_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!armada_store_put_events_finish (ARMADA_STORE (source), result, &error))
    g_message ("events cannot be kept: %s", error->message);
}

/* Events are added to those that are kept; other lists take the place of what was. */
static void
keep (ArmadaListLoader *self, GPtrArray *came)
{
  g_autoptr (GPtrArray) all = NULL;

  if (self->store == NULL || self->account == 0)
    return;
  if (self->kind == ARMADA_LIST_EVENTS)
    {
      armada_store_put_events_async (self->store, self->account, self->device, came, NULL,
                                     kept_events_cb, NULL);
      return;
    }
  all = dup_records (self);
  armada_store_put_list_async (self->store, self->account, self->kind, self->device, all,
                               self->total, self->complete, NULL, kept_cb, NULL);
}

static void
end_asking (ArmadaListLoader *self)
{
  self->asking = FALSE;
  self->n_repeated = 0;
  g_clear_pointer (&self->fresh, g_ptr_array_unref);
  g_clear_pointer (&self->fresh_ids, g_hash_table_unref);
  if (self->wanted)
    armada_list_loader_refresh (self);
  else
    notify (self, PROP_LOADING);
}

/* The pages before the one that failed count; behind them stays what was there. */
static void
fail (ArmadaListLoader *self, GError *error)
{
  if (self->fresh != NULL && self->fresh->len > 0)
    {
      g_autoptr (GPtrArray) old = dup_records (self);

      armada_item_list_replace (self->list, self->fresh);
      armada_item_list_append (self->list, old);
      self->n_pages = self->fresh_pages;
      set_state (self, self->total, FALSE, self->updated);
    }
  set_error (self, error);
  end_asking (self);
}

static gint64
get_now (ArmadaListLoader *self)
{
  return armada_clock_get_time (self->clock);
}

/* The last page of a refresh: all that was asked for is here. */
static void
put_fresh (ArmadaListLoader *self, const ArmadaPage *page, gboolean complete)
{
  armada_item_list_replace (self->list, self->fresh);
  self->n_pages = self->fresh_pages;
  set_error (self, NULL);
  set_state (self, page->total, complete, get_now (self));
  keep (self, self->fresh);
  end_asking (self);
}

static void
take_fresh (ArmadaListLoader *self, const ArmadaPage *page)
{
  guint before = self->fresh->len;
  gboolean complete;

  for (guint i = 0; i < page->records->len; i++)
    {
      gint64 id = armada_record_get_id (page->records->pdata[i]);

      if (id == 0 || g_hash_table_add (self->fresh_ids, g_memdup2 (&id, sizeof id)))
        g_ptr_array_add (self->fresh, armada_record_ref (page->records->pdata[i]));
    }
  self->fresh_pages++;
  /* a server that ignores paging gives the same page for ever */
  complete = !armada_page_has_next (page) || self->fresh->len == before;
  if (!complete && self->fresh_pages < self->n_pages)
    ask_page (self, self->fresh_pages + 1);
  else
    put_fresh (self, page, complete);
}

/* Whether a page brought nothing only because the list moved on by a page meanwhile, and the next
 * may. A server that ignores paging gives the same page for ever, and does not call it another. */
static gboolean
is_repeated (ArmadaListLoader *self, const ArmadaPage *page)
{
  return armada_page_has_next (page) && page->records->len > 0 && page->page == self->n_pages &&
         ++self->n_repeated <= MOST_REPEATED;
}

static void
take_next (ArmadaListLoader *self, const ArmadaPage *page)
{
  guint before = armada_item_list_get_n (self->list);
  gboolean brought;

  armada_item_list_append (self->list, page->records);
  brought = armada_item_list_get_n (self->list) > before;
  self->n_pages++;
  if (!brought && is_repeated (self, page))
    {
      ask_page (self, self->n_pages + 1);
      return;
    }
  set_error (self, NULL);
  set_state (self, page->total, !armada_page_has_next (page) || !brought, self->updated);
  keep (self, page->records);
  end_asking (self);
}

static void
take_page (ArmadaListLoader *self, ArmadaPage *page, GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_error_free (error);
  else if (page == NULL)
    fail (self, error);
  else if (self->fresh != NULL)
    take_fresh (self, page);
  else
    take_next (self, page);
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaListLoader) self = user_data;
  GError *error = NULL;
  g_autoptr (ArmadaAnswer) answer =
      armada_client_call_finish (ARMADA_CLIENT (source), result, &error);
  g_autoptr (ArmadaPage) page = answer ? armada_list_read (self->kind, answer, &error) : NULL;

  take_page (self, page, error);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaListLoader) self = user_data;
  GError *error = NULL;
  g_autoptr (ArmadaPage) page = armada_list_fetch_finish (result, NULL, &error);

  take_page (self, page, error);
}

static GError *
new_offline (ArmadaListLoader *self)
{
  return armada_error_new (ARMADA_ERROR_OFFLINE, "%s: no server is signed in to",
                           armada_list_get_name (self->kind));
}

/* The client may be gone since the page before. */
static void
ask_page (ArmadaListLoader *self, guint page)
{
  ArmadaListQuery query = { .kind = self->kind };
  g_autoptr (ArmadaCall) call = NULL;

  if (self->client == NULL)
    {
      fail (self, new_offline (self));
      return;
    }
  if (self->device != 0)
    query.devices = (ArmadaIds) { &self->device, 1 };
  if (self->kind == ARMADA_LIST_ALERT_COUNTS)
    {
      armada_list_fetch_async (self->client, &query, 0, self->cancellable, counted_cb,
                               g_object_ref (self));
      return;
    }
  call = armada_list_call (&query, page);
  armada_client_call_async (self->client, call, self->cancellable, page_cb, g_object_ref (self));
}

/* What the store has is shown until the server has spoken. */
static void
restore (ArmadaListLoader *self, ArmadaKeptList *kept, GError *error)
{
  self->restoring = FALSE;
  if (error != NULL)
    g_message ("a list cannot be read back: %s", error->message);
  g_clear_error (&error);
  if (kept != NULL && kept->written != 0 && self->n_pages == 0)
    {
      armada_item_list_replace (self->list, kept->records);
      set_state (self, kept->total, kept->complete, kept->written);
    }
  g_clear_pointer (&kept, armada_kept_list_free);
  if (self->wanted)
    armada_list_loader_refresh (self);
  else
    notify (self, PROP_LOADING);
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaListLoader) self = user_data;
  GError *error = NULL;
  ArmadaKeptList *kept = armada_store_get_list_finish (ARMADA_STORE (source), result, &error);

  restore (self, kept, error);
}

static void
restored_events_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaListLoader) self = user_data;
  GError *error = NULL;
  ArmadaKeptList *kept = armada_store_get_events_finish (ARMADA_STORE (source), result, &error);

  restore (self, kept, error);
}

static void
armada_list_loader_dispose (GObject *object)
{
  ArmadaListLoader *self = ARMADA_LIST_LOADER (object);

  g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (armada_list_loader_parent_class)->dispose (object);
}

static void
armada_list_loader_finalize (GObject *object)
{
  ArmadaListLoader *self = ARMADA_LIST_LOADER (object);

  g_clear_object (&self->client);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);
  g_clear_object (&self->list);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_clear_pointer (&self->fresh, g_ptr_array_unref);
  g_clear_pointer (&self->fresh_ids, g_hash_table_unref);
  G_OBJECT_CLASS (armada_list_loader_parent_class)->finalize (object);
}

static void
armada_list_loader_get_property (GObject *object,
                                 guint property_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  ArmadaListLoader *self = ARMADA_LIST_LOADER (object);

  switch ((ArmadaListLoaderProperty) property_id)
    {
    case PROP_LIST:
      g_value_set_object (value, self->list);
      break;
    case PROP_TOTAL:
      g_value_set_int64 (value, self->total);
      break;
    case PROP_COMPLETE:
      g_value_set_boolean (value, self->complete);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, armada_list_loader_get_loading (self));
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_UPDATED:
      g_value_set_int64 (value, self->updated);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
armada_list_loader_class_init (ArmadaListLoaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = armada_list_loader_dispose;
  object_class->finalize = armada_list_loader_finalize;
  object_class->get_property = armada_list_loader_get_property;
  properties[PROP_LIST] = g_param_spec_object ("list", NULL, NULL, ARMADA_TYPE_ITEM_LIST, flags);
  properties[PROP_TOTAL] = g_param_spec_int64 ("total", NULL, NULL, -1, G_MAXINT64, -1, flags);
  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE, flags);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_UPDATED] = g_param_spec_int64 ("updated", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
armada_list_loader_init (ArmadaListLoader *self)
{
  self->total = -1;
  self->cancellable = g_cancellable_new ();
}

/**
 * armada_list_loader_new:
 * @device: of a list that each device has; else 0
 *
 * Returns: (transfer full): an empty list, until it is connected
 */
ArmadaListLoader *
armada_list_loader_new (ArmadaListKind kind, gint64 device)
{
  ArmadaListLoader *self = g_object_new (ARMADA_TYPE_LIST_LOADER, NULL);

  self->kind = kind;
  self->device = device;
  self->list = armada_item_list_new (armada_list_get_type (kind));
  return self;
}

/**
 * armada_list_loader_connect:
 * @client: (nullable): NULL: what the store has, no more
 * @store: (nullable): NULL: nothing is kept
 * @account: row of the account in the store
 *
 * Says where the list comes from, and shows what the store has of it.
 */
void
armada_list_loader_connect (ArmadaListLoader *self,
                            ArmadaClient *client,
                            ArmadaStore *store,
                            gint64 account,
                            ArmadaClock *clock)
{
  gboolean first = self->clock == NULL;

  g_set_object (&self->client, client);
  g_set_object (&self->store, store);
  g_set_object (&self->clock, clock);
  self->account = account;
  if (!first || store == NULL || account == 0)
    return;
  self->restoring = TRUE;
  if (self->kind == ARMADA_LIST_EVENTS)
    armada_store_get_events_async (store, account, self->device, 0, 0, 0, self->cancellable,
                                   restored_events_cb, g_object_ref (self));
  else
    armada_store_get_list_async (store, account, self->kind, self->device, self->cancellable,
                                 restored_cb, g_object_ref (self));
}

/**
 * armada_list_loader_refresh:
 *
 * Asks the server for what is shown, at least for the first page. While something is under way it
 * is done after that.
 */
void
armada_list_loader_refresh (ArmadaListLoader *self)
{
  self->wanted = self->asking || self->restoring;
  if (self->wanted)
    return;
  if (self->client == NULL)
    {
      set_error (self, new_offline (self));
      return;
    }
  self->asking = TRUE;
  self->fresh = g_ptr_array_new_with_free_func ((GDestroyNotify) armada_record_unref);
  self->fresh_ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->fresh_pages = 0;
  notify (self, PROP_LOADING);
  ask_page (self, 1);
}

/**
 * armada_list_loader_load_more:
 *
 * Asks the server for the next page, if there is one and nothing is under way. After a failure this
 * tries the same page again.
 */
void
armada_list_loader_load_more (ArmadaListLoader *self)
{
  if (self->asking || self->restoring || (self->complete && self->n_pages > 0))
    return;
  if (self->client == NULL || self->n_pages == 0)
    {
      armada_list_loader_refresh (self);
      return;
    }
  self->asking = TRUE;
  notify (self, PROP_LOADING);
  ask_page (self, self->n_pages + 1);
}

/**
 * armada_list_loader_get_list:
 *
 * Returns: (transfer none): the model, the same for the loader's life
 */
ArmadaItemList *
armada_list_loader_get_list (ArmadaListLoader *self)
{
  return self->list;
}

gint64
armada_list_loader_get_total (ArmadaListLoader *self)
{
  return self->total;
}

gboolean
armada_list_loader_get_complete (ArmadaListLoader *self)
{
  return self->complete;
}

gboolean
armada_list_loader_get_loading (ArmadaListLoader *self)
{
  return self->asking || self->restoring;
}

const GError *
armada_list_loader_get_error (ArmadaListLoader *self)
{
  return self->error;
}

gint64
armada_list_loader_get_updated (ArmadaListLoader *self)
{
  return self->updated;
}
