/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-share-details"

#include "sync/armada-share-details.h"

/* ArmadaShareDetails: the catalog owns it. A share is asked for once in a run of the program. */
struct _ArmadaShareDetails
{
  GObject parent_instance;

  ArmadaClient *client; /* (nullable) offline */
  ArmadaStore *store;   /* (nullable) nothing is kept */
  gint64 account;
  gboolean connected;

  GHashTable *records; /* share → ArmadaRecord */
  GHashTable *asked;   /* of gint64: shares that were, or are to be, asked for */
  GQueue *waiting;     /* of gint64 */
  gint64 current;      /* share under way, 0 none */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (ArmadaShareDetails, armada_share_details, G_TYPE_OBJECT)

static guint changed_signal;

static void ask_next (ArmadaShareDetails *self);

static void
put_record (ArmadaShareDetails *self, gint64 share, ArmadaRecord *record)
{
  g_hash_table_insert (self->records, g_memdup2 (&share, sizeof share), record);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!armada_store_put_list_finish (ARMADA_STORE (source), result, &error))
    g_message ("a share cannot be kept: %s", error->message);
}

/* Lists of shares have the scope 0, so that the share's own id is free for what is in it. */
static void
keep (ArmadaShareDetails *self, gint64 share, ArmadaRecord *record)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  if (self->store == NULL || self->account == 0)
    return;
  g_ptr_array_add (records, record);
  armada_store_put_list_async (self->store, self->account, ARMADA_LIST_SHARES, share, records, 1,
                               TRUE, NULL, kept_cb, NULL);
}

static void
answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaShareDetails) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaAnswer) answer =
      armada_client_call_finish (ARMADA_CLIENT (source), result, &error);
  ArmadaRecord *record = answer ? armada_share_read (answer, &error) : NULL;
  gint64 share = self->current;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->current = 0;
  if (record != NULL)
    {
      keep (self, share, record);
      put_record (self, share, record);
      g_signal_emit (self, changed_signal, 0);
    }
  else
    g_message ("what a share shows cannot be had: %s", error->message);
  ask_next (self);
}

static void
ask_next (ArmadaShareDetails *self)
{
  g_autoptr (ArmadaCall) call = NULL;
  g_autofree gint64 *share = NULL;

  if (self->client == NULL || self->current != 0 || g_queue_is_empty (self->waiting))
    return;
  share = g_queue_pop_head (self->waiting);
  self->current = *share;
  call = armada_share_call (*share);
  armada_call_set_priority (call, ARMADA_CALL_BACKGROUND);
  armada_client_call_async (self->client, call, self->cancellable, answer_cb, g_object_ref (self));
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaShareDetails) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) lists =
      armada_store_get_lists_finish (ARMADA_STORE (source), result, &error);
  GHashTableIter iter;
  gint64 *share;
  ArmadaKeptList *list;

  if (lists == NULL)
    {
      g_message ("shares cannot be read back: %s", error->message);
      return;
    }
  g_hash_table_iter_init (&iter, lists);
  while (g_hash_table_iter_next (&iter, (gpointer *) &share, (gpointer *) &list))
    if (*share != 0 && list->records->len == 1 && !g_hash_table_contains (self->records, share))
      put_record (self, *share, armada_record_ref (list->records->pdata[0]));
  g_signal_emit (self, changed_signal, 0);
}

static void
armada_share_details_dispose (GObject *object)
{
  ArmadaShareDetails *self = ARMADA_SHARE_DETAILS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->client);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (armada_share_details_parent_class)->dispose (object);
}

static void
armada_share_details_finalize (GObject *object)
{
  ArmadaShareDetails *self = ARMADA_SHARE_DETAILS (object);

  g_hash_table_unref (self->records);
  g_hash_table_unref (self->asked);
  g_queue_free_full (self->waiting, g_free);
  G_OBJECT_CLASS (armada_share_details_parent_class)->finalize (object);
}

static void
armada_share_details_class_init (ArmadaShareDetailsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = armada_share_details_dispose;
  G_OBJECT_CLASS (klass)->finalize = armada_share_details_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
armada_share_details_init (ArmadaShareDetails *self)
{
  self->records = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                         (GDestroyNotify) armada_record_unref);
  self->asked = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->waiting = g_queue_new ();
  self->cancellable = g_cancellable_new ();
}

ArmadaShareDetails *
armada_share_details_new (void)
{
  return g_object_new (ARMADA_TYPE_SHARE_DETAILS, NULL);
}

/**
 * armada_share_details_connect:
 * @client: (nullable): NULL: what the store has, no more
 * @store: (nullable): NULL: nothing is kept
 * @account: row of the account in the store
 */
void
armada_share_details_connect (ArmadaShareDetails *self,
                              ArmadaClient *client,
                              ArmadaStore *store,
                              gint64 account)
{
  gboolean first = !self->connected;

  self->connected = TRUE;
  if (g_set_object (&self->client, client))
    armada_share_details_forget_failures (self);
  g_set_object (&self->store, store);
  self->account = account;
  if (first && store != NULL && account != 0)
    armada_store_get_lists_async (store, account, ARMADA_LIST_SHARES, NULL, restored_cb,
                                  g_object_ref (self));
}

/**
 * armada_share_details_want:
 *
 * Asks the server for a share, unless that was done already.
 */
void
armada_share_details_want (ArmadaShareDetails *self, gint64 share)
{
  if (self->client == NULL || g_hash_table_contains (self->asked, &share))
    return;
  g_hash_table_add (self->asked, g_memdup2 (&share, sizeof share));
  g_queue_push_tail (self->waiting, g_memdup2 (&share, sizeof share));
  ask_next (self);
}

/**
 * armada_share_details_forget_failures:
 *
 * Every share may be asked for again: the user wants to know anew, or there is another connection.
 */
void
armada_share_details_forget_failures (ArmadaShareDetails *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->current = 0;
  g_hash_table_remove_all (self->asked);
  g_queue_clear_full (self->waiting, g_free);
}

/**
 * armada_share_details_find:
 *
 * Returns: (transfer none) (nullable): the share with its devices; NULL: not known yet
 */
const ArmadaShareRecord *
armada_share_details_find (ArmadaShareDetails *self, gint64 share)
{
  return g_hash_table_lookup (self->records, &share);
}
