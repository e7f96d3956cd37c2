/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-test-store.h"
#include "sync/armada-saved-texts.h"

#define FACT "saved-for-a-test"

static void
count_cb (ArmadaSavedTexts *texts, guint *n)
{
  ++*n;
}

static char *
list (ArmadaSavedTexts *texts)
{
  g_auto (GStrv) names = armada_saved_texts_list_names (texts);

  return g_strjoinv (" ", names);
}

#define assert_names(texts, names)                                                                 \
  do                                                                                               \
    {                                                                                              \
      g_autofree char *listed = list (texts);                                                      \
      g_assert_cmpstr (listed, ==, names);                                                         \
    }                                                                                              \
  while (0)

/* Without a store, as before anybody is signed in. */
static void
test_names (void)
{
  ArmadaSavedTexts *texts = armada_saved_texts_new (NULL, 0, FACT);
  g_autofree char *taken = NULL;
  guint n = 0;

  g_signal_connect (texts, "changed", G_CALLBACK (count_cb), &n);
  assert_names (texts, "");
  armada_saved_texts_put (texts, "b", "2");
  armada_saved_texts_put (texts, "a", "1");
  armada_saved_texts_put (texts, "a", "one");
  assert_names (texts, "a b");
  g_assert_cmpstr (armada_saved_texts_get (texts, "a"), ==, "one");
  g_assert_cmpuint (n, ==, 3);

  g_assert_true (armada_saved_texts_rename (texts, "a", " c "));
  assert_names (texts, "b c");
  g_assert_cmpstr (armada_saved_texts_get (texts, "c"), ==, "one");
  taken = armada_saved_texts_take (texts, "b");
  g_assert_cmpstr (taken, ==, "2");
  assert_names (texts, "c");
  g_assert_cmpuint (n, ==, 5);
  armada_test_finalize (texts);
}

/* What cannot be done is not told as a change. */
static void
test_refused (void)
{
  ArmadaSavedTexts *texts = armada_saved_texts_new (NULL, 0, FACT);
  guint n = 0;

  armada_saved_texts_put (texts, "a", "1");
  armada_saved_texts_put (texts, "b", "2");
  g_signal_connect (texts, "changed", G_CALLBACK (count_cb), &n);
  g_assert_false (armada_saved_texts_rename (texts, "a", "b"));
  g_assert_false (armada_saved_texts_rename (texts, "a", "  "));
  g_assert_false (armada_saved_texts_rename (texts, "a", "a"));
  g_assert_false (armada_saved_texts_rename (texts, "nobody", "c"));
  g_assert_false (armada_saved_texts_can_be_called (texts, " b "));
  g_assert_true (armada_saved_texts_can_be_called (texts, " c "));
  g_assert_null (armada_saved_texts_take (texts, "nobody"));
  assert_names (texts, "a b");
  g_assert_cmpuint (n, ==, 0);
  armada_test_finalize (texts);
}

/* A name and a text may hold anything; another account has its own. */
static void
test_kept (ArmadaTestStore *store, gconstpointer data)
{
  const char *name = "It's “50 %” \\ {'a': 'b'}", *text = "line\nand 'line' \"";
  gint64 other = armada_test_store_put_account (store, "two@fleet.example.com");
  ArmadaSavedTexts *texts = armada_saved_texts_new (store->store, store->account, FACT);

  armada_saved_texts_put (texts, name, text);
  armada_test_finalize (texts);
  texts = armada_saved_texts_new (store->store, store->account, FACT);
  armada_test_wait_until (armada_saved_texts_get (texts, name) != NULL);
  g_assert_cmpstr (armada_saved_texts_get (texts, name), ==, text);
  armada_test_finalize (texts);

  texts = armada_saved_texts_new (store->store, other, FACT);
  armada_test_store_settle (store);
  assert_names (texts, "");
  armada_test_finalize (texts);
}

/* What is saved before the store has answered is newer, and costs nothing of what was there. */
static void
test_early (ArmadaTestStore *store, gconstpointer data)
{
  ArmadaSavedTexts *texts = armada_saved_texts_new (store->store, store->account, FACT);

  armada_saved_texts_put (texts, "a", "old");
  armada_saved_texts_put (texts, "b", "2");
  armada_test_finalize (texts);

  texts = armada_saved_texts_new (store->store, store->account, FACT);
  armada_saved_texts_put (texts, "a", "new");
  assert_names (texts, "a");
  armada_test_wait_until (armada_saved_texts_get (texts, "b") != NULL);
  g_assert_cmpstr (armada_saved_texts_get (texts, "a"), ==, "new");
  armada_test_finalize (texts);

  texts = armada_saved_texts_new (store->store, store->account, FACT);
  armada_test_wait_until (armada_saved_texts_get (texts, "a") != NULL);
  assert_names (texts, "a b");
  g_assert_cmpstr (armada_saved_texts_get (texts, "a"), ==, "new");
  armada_test_finalize (texts);
}

/* What the store holds may be damaged. */
static void
test_damaged (ArmadaTestStore *store, gconstpointer data)
{
  ArmadaSavedTexts *texts;

  armada_store_put_fact_async (store->store, store->account, FACT, "{'a': ", NULL, NULL, NULL);
  texts = armada_saved_texts_new (store->store, store->account, FACT);
  armada_test_store_settle (store);
  assert_names (texts, "");
  armada_saved_texts_put (texts, "a", "1");
  assert_names (texts, "a");
  armada_test_finalize (texts);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/saved-texts/names", test_names);
  g_test_add_func ("/saved-texts/refused", test_refused);
  g_test_add ("/saved-texts/kept", ArmadaTestStore, NULL, armada_test_store_set_up, test_kept,
              armada_test_store_tear_down);
  g_test_add ("/saved-texts/early", ArmadaTestStore, NULL, armada_test_store_set_up, test_early,
              armada_test_store_tear_down);
  g_test_add ("/saved-texts/damaged", ArmadaTestStore, NULL, armada_test_store_set_up, test_damaged,
              armada_test_store_tear_down);
  return g_test_run ();
}
