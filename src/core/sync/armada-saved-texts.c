/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-saved-texts"

#include "sync/armada-saved-texts.h"

/*
 * ArmadaSavedTexts: all of them are one fact of the account. They are few, and are written whole.
 * What is saved before the store has answered is kept beside what it answers.
 */
struct _ArmadaSavedTexts
{
  GObject parent_instance;

  ArmadaStore *store; /* (nullable): nothing is kept */
  gint64 account;
  char *fact;
  GHashTable *texts; /* name → text */
};

G_DEFINE_FINAL_TYPE (ArmadaSavedTexts, armada_saved_texts, G_TYPE_OBJECT)

static guint changed_signal;

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!armada_store_put_fact_finish (ARMADA_STORE (source), result, &error))
    g_message ("what was saved cannot be kept: %s", error->message);
}

static void
keep (ArmadaSavedTexts *self)
{
  g_auto (GStrv) names = armada_saved_texts_list_names (self);
  g_autoptr (GVariant) value = NULL;
  g_autofree char *text = NULL;
  GVariantBuilder builder;

  if (self->store == NULL)
    return;
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  for (guint i = 0; names[i] != NULL; i++)
    g_variant_builder_add (&builder, "{ss}", names[i], armada_saved_texts_get (self, names[i]));
  value = g_variant_ref_sink (g_variant_builder_end (&builder));
  text = g_variant_print (value, TRUE);
  armada_store_put_fact_async (self->store, self->account, self->fact, text, NULL, kept_cb, NULL);
}

static void
change (ArmadaSavedTexts *self)
{
  keep (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaSavedTexts) self = user_data;
  g_autofree char *text = armada_store_get_fact_finish (ARMADA_STORE (source), result, NULL);
  g_autoptr (GVariant) value =
      text ? g_variant_parse (G_VARIANT_TYPE ("a{ss}"), text, NULL, NULL, NULL) : NULL;
  gboolean saved_meanwhile = g_hash_table_size (self->texts) > 0;
  GVariantIter iter;
  const char *name, *kept;

  if (value == NULL)
    return;
  g_variant_iter_init (&iter, value);
  while (g_variant_iter_next (&iter, "{&s&s}", &name, &kept))
    if (!g_hash_table_contains (self->texts, name))
      g_hash_table_insert (self->texts, g_strdup (name), g_strdup (kept));
  if (saved_meanwhile)
    keep (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
armada_saved_texts_finalize (GObject *object)
{
  ArmadaSavedTexts *self = ARMADA_SAVED_TEXTS (object);

  g_clear_object (&self->store);
  g_free (self->fact);
  g_hash_table_unref (self->texts);

  G_OBJECT_CLASS (armada_saved_texts_parent_class)->finalize (object);
}

static void
armada_saved_texts_class_init (ArmadaSavedTextsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = armada_saved_texts_finalize;
  changed_signal = g_signal_new ("changed", ARMADA_TYPE_SAVED_TEXTS, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
armada_saved_texts_init (ArmadaSavedTexts *self)
{
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * armada_saved_texts_new:
 * @store: (nullable): where they are kept; %NULL, as before anybody is signed in: nowhere
 * @account: whose
 * @fact: what the store calls them
 *
 * Returns: (transfer full): nothing, until the store has answered
 */
ArmadaSavedTexts *
armada_saved_texts_new (ArmadaStore *store, gint64 account, const char *fact)
{
  ArmadaSavedTexts *self = g_object_new (ARMADA_TYPE_SAVED_TEXTS, NULL);

  self->account = account;
  self->fact = g_strdup (fact);
  g_set_object (&self->store, store);
  if (store != NULL)
    armada_store_get_fact_async (store, account, fact, NULL, got_cb, g_object_ref (self));
  return self;
}

/**
 * armada_saved_texts_list_names:
 *
 * Returns: (transfer full): in the order of the user's language
 */
GStrv
armada_saved_texts_list_names (ArmadaSavedTexts *self)
{
  g_autoptr (GPtrArray) names = g_hash_table_get_keys_as_ptr_array (self->texts);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    g_strv_builder_add (builder, names->pdata[i]);
  return g_strv_builder_end (builder);
}

/**
 * armada_saved_texts_get:
 *
 * Returns: (transfer none) (nullable): what is saved as @name
 */
const char *
armada_saved_texts_get (ArmadaSavedTexts *self, const char *name)
{
  return g_hash_table_lookup (self->texts, name);
}

/**
 * armada_saved_texts_can_be_called:
 * @name: spaces around it are not part of it
 *
 * Returns: whether another one can be called so: two of one name would be one
 */
gboolean
armada_saved_texts_can_be_called (ArmadaSavedTexts *self, const char *name)
{
  g_autofree char *plain = g_strstrip (g_strdup (name));

  return *plain != '\0' && !g_hash_table_contains (self->texts, plain);
}

/**
 * armada_saved_texts_put:
 * @name: takes the place of what was saved under it
 */
void
armada_saved_texts_put (ArmadaSavedTexts *self, const char *name, const char *text)
{
  g_return_if_fail (ARMADA_IS_SAVED_TEXTS (self) && name != NULL && text != NULL);

  g_hash_table_replace (self->texts, g_strdup (name), g_strdup (text));
  change (self);
}

/**
 * armada_saved_texts_rename:
 * @wanted: spaces around it are not part of it
 *
 * Returns: whether it is called so now
 */
gboolean
armada_saved_texts_rename (ArmadaSavedTexts *self, const char *name, const char *wanted)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (ARMADA_IS_SAVED_TEXTS (self), FALSE);

  if (armada_saved_texts_get (self, name) == NULL ||
      !armada_saved_texts_can_be_called (self, wanted))
    return FALSE;
  text = g_strdup (armada_saved_texts_get (self, name));
  g_hash_table_remove (self->texts, name);
  g_hash_table_insert (self->texts, g_strstrip (g_strdup (wanted)), g_steal_pointer (&text));
  change (self);
  return TRUE;
}

/**
 * armada_saved_texts_take:
 *
 * Forgets what is saved as @name.
 *
 * Returns: (transfer full) (nullable): what it was, to bring it back
 */
char *
armada_saved_texts_take (ArmadaSavedTexts *self, const char *name)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (ARMADA_IS_SAVED_TEXTS (self), NULL);

  text = g_strdup (armada_saved_texts_get (self, name));
  if (text != NULL)
    {
      g_hash_table_remove (self->texts, name);
      change (self);
    }
  return g_steal_pointer (&text);
}
