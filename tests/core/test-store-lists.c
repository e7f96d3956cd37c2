/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api/armada-drivers-reader.h"
#include "api/armada-events-reader.h"
#include "armada-test-store.h"

static GPtrArray *
new_records (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) armada_record_unref);
}

static GPtrArray *
new_drivers (guint n, const char *name)
{
  GPtrArray *records = new_records ();

  for (guint i = 0; i < n; i++)
    {
      ArmadaDriverRecord fields;

      armada_record_clear (&armada_driver_record_type, &fields);
      fields.id = 100 - i;
      fields.name = name;
      g_ptr_array_add (records, armada_record_new (&armada_driver_record_type, &fields));
    }
  return records;
}

static gboolean
put_list (ArmadaTestStore *store,
          gint64 account,
          ArmadaListKind kind,
          gint64 scope,
          GPtrArray *records,
          gint64 total,
          GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  armada_store_put_list_async (store->store, account, kind, scope, records, total,
                               total == records->len, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  return armada_store_put_list_finish (store->store, result, error);
}

static ArmadaKeptList *
get_list (ArmadaTestStore *store, gint64 account, ArmadaListKind kind, gint64 scope)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ArmadaKeptList *list;

  armada_store_get_list_async (store->store, account, kind, scope, NULL, armada_test_result_cb,
                               &result);
  armada_test_wait (&result);
  list = armada_store_get_list_finish (store->store, result, &error);
  g_assert_no_error (error);
  return list;
}

static void
assert_list (ArmadaTestStore *store, ArmadaListKind kind, gint64 scope, GPtrArray *records)
{
  g_autoptr (ArmadaKeptList) list = get_list (store, store->account, kind, scope);

  g_assert_cmpuint (list->records->len, ==, records->len);
  for (guint i = 0; i < records->len; i++)
    g_assert_true (armada_record_equal (list->records->pdata[i], records->pdata[i]));
}

static void
test_never_kept (ArmadaTestStore *store, gconstpointer data)
{
  g_autoptr (ArmadaKeptList) list = get_list (store, store->account, ARMADA_LIST_DRIVERS, 0);

  g_assert_cmpuint (list->records->len, ==, 0);
  g_assert_cmpint (list->written, ==, 0);
  g_assert_cmpint (list->total, ==, -1);
  g_assert_false (list->complete);
}

/* Also one that is empty is known to be so. */
static void
test_replaced (ArmadaTestStore *store, gconstpointer data)
{
  g_autoptr (GPtrArray) five = new_drivers (5, "Siti \"Sari\" ☂");
  g_autoptr (GPtrArray) two = new_drivers (2, "Budi");
  g_autoptr (GPtrArray) none = new_drivers (0, "");
  g_autoptr (ArmadaKeptList) part = NULL;
  g_autoptr (ArmadaKeptList) empty = NULL;

  g_assert_true (put_list (store, store->account, ARMADA_LIST_DRIVERS, 0, five, 5, NULL));
  assert_list (store, ARMADA_LIST_DRIVERS, 0, five);
  g_assert_true (put_list (store, store->account, ARMADA_LIST_DRIVERS, 0, two, 7, NULL));
  armada_test_store_close (store);
  armada_test_store_open (store);
  assert_list (store, ARMADA_LIST_DRIVERS, 0, two);
  part = get_list (store, store->account, ARMADA_LIST_DRIVERS, 0);
  g_assert_cmpint (part->total, ==, 7);
  g_assert_false (part->complete);
  g_assert_cmpint (ABS (part->written - g_get_real_time () / G_USEC_PER_SEC), <, 60);

  g_assert_true (put_list (store, store->account, ARMADA_LIST_DRIVERS, 0, none, 0, NULL));
  empty = get_list (store, store->account, ARMADA_LIST_DRIVERS, 0);
  g_assert_cmpuint (empty->records->len, ==, 0);
  g_assert_true (empty->complete);
  g_assert_cmpint (empty->written, >, 0);
}

/* Of other accounts, kinds and devices nothing is touched. */
static void
test_apart (ArmadaTestStore *store, gconstpointer data)
{
  gint64 other = armada_test_store_put_account (store, "two@fleet.example.com");
  g_autoptr (GPtrArray) a = new_drivers (3, "a");
  g_autoptr (GPtrArray) b = new_drivers (4, "b");
  g_autoptr (GPtrArray) c = new_drivers (5, "c");
  g_autoptr (ArmadaKeptList) list = NULL;

  g_assert_true (put_list (store, store->account, ARMADA_LIST_DRIVERS, 0, a, 3, NULL));
  g_assert_true (put_list (store, store->account, ARMADA_LIST_DRIVERS, 7, b, 4, NULL));
  g_assert_true (put_list (store, other, ARMADA_LIST_DRIVERS, 0, c, 5, NULL));
  assert_list (store, ARMADA_LIST_DRIVERS, 0, a);
  assert_list (store, ARMADA_LIST_DRIVERS, 7, b);

  armada_test_store_delete_account (store, store->account);
  list = get_list (store, other, ARMADA_LIST_DRIVERS, 0);
  g_assert_cmpuint (list->records->len, ==, 5);
  g_assert_cmpint (armada_test_store_query (store, "SELECT count (*) FROM list"), ==, 1);
  g_assert_cmpint (armada_test_store_query (store, "SELECT count (*) FROM list_record"), ==, 5);
}

static void
test_of_nobody (ArmadaTestStore *store, gconstpointer data)
{
  g_autoptr (GPtrArray) records = new_drivers (3, "a");
  g_autoptr (GError) error = NULL;

  g_assert_false (put_list (store, 999, ARMADA_LIST_DRIVERS, 0, records, 3, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_cmpint (armada_test_store_query (store, "SELECT count (*) FROM list_record"), ==, 0);
}

/* The caller goes on with its array. */
static void
test_own_copy (ArmadaTestStore *store, gconstpointer data)
{
  g_autoptr (GPtrArray) records = new_drivers (3, "a");
  g_autoptr (GPtrArray) same = new_drivers (3, "a");
  g_autoptr (GAsyncResult) result = NULL;

  armada_store_put_list_async (store->store, store->account, ARMADA_LIST_DRIVERS, 0, records, 3,
                               TRUE, NULL, armada_test_result_cb, &result);
  g_ptr_array_set_size (records, 0);
  armada_test_wait (&result);
  g_assert_true (armada_store_put_list_finish (store->store, result, NULL));
  assert_list (store, ARMADA_LIST_DRIVERS, 0, same);
}

static void
test_spoilt_records (ArmadaTestStore *store, gconstpointer data)
{
  g_autoptr (GPtrArray) records = new_drivers (5, "a");
  g_autoptr (ArmadaKeptList) list = NULL;

  g_assert_true (put_list (store, store->account, ARMADA_LIST_DRIVERS, 0, records, 5, NULL));
  armada_test_store_execute (store, "UPDATE list_record SET record = '{\"id\":' WHERE position = 1;"
                                    "UPDATE list_record SET record = '[1]' WHERE position = 2;"
                                    "UPDATE list_record SET record = '{}' WHERE position = 3");
  list = get_list (store, store->account, ARMADA_LIST_DRIVERS, 0);
  g_assert_cmpuint (list->records->len, ==, 2);
  g_assert_cmpuint (list->n_unreadable, ==, 3);
  g_assert_cmpint (armada_record_get_id (list->records->pdata[0]), ==, 100);
  g_assert_cmpint (armada_record_get_id (list->records->pdata[1]), ==, 96);
}

/* Every kind has a type whose records come back as they were. */
static void
test_each_kind (ArmadaTestStore *store, gconstpointer data)
{
  for (ArmadaListKind kind = 0; kind < ARMADA_N_LISTS; kind++)
    {
      const ArmadaRecordType *type = armada_list_get_type (kind);
      g_autofree gint64 *fields = g_malloc0 (type->size);
      g_autoptr (GPtrArray) records = new_records ();

      armada_record_clear (type, fields);
      for (guint i = 0; i < type->n_fields; i++)
        if (type->fields[i].kind == ARMADA_FIELD_TEXT)
          G_STRUCT_MEMBER (const char *, fields, type->fields[i].offset) = "<é> \n\t\\";
        else if (type->fields[i].kind == ARMADA_FIELD_DOUBLE)
          G_STRUCT_MEMBER (double, fields, type->fields[i].offset) = -0.1 * (i + 1);
        else if (type->fields[i].kind == ARMADA_FIELD_ID ||
                 type->fields[i].kind == ARMADA_FIELD_TIME)
          G_STRUCT_MEMBER (gint64, fields, type->fields[i].offset) = 1790000000 + i;
      g_ptr_array_add (records, armada_record_new (type, fields));
      g_assert_true (put_list (store, store->account, kind, 3, records, 1, NULL));
      assert_list (store, kind, 3, records);
    }
}

static ArmadaRecord *
new_event (gint64 id, gint64 device, gint64 time, const char *message)
{
  ArmadaEventRecord fields;

  armada_record_clear (&armada_event_record_type, &fields);
  fields.id = id;
  fields.device_id = device;
  fields.time = time;
  fields.message = message;
  return armada_record_new (&armada_event_record_type, &fields);
}

static void
put_events (ArmadaTestStore *store, gint64 device, GPtrArray *records)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  armada_store_put_events_async (store->store, store->account, device, records, NULL,
                                 armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_assert_true (armada_store_put_events_finish (store->store, result, &error));
  g_assert_no_error (error);
}

static ArmadaKeptList *
get_events (ArmadaTestStore *store, gint64 device, gint64 from, gint64 to, guint limit)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ArmadaKeptList *list;

  armada_store_get_events_async (store->store, store->account, device, from, to, limit, NULL,
                                 armada_test_result_cb, &result);
  armada_test_wait (&result);
  list = armada_store_get_events_finish (store->store, result, &error);
  g_assert_no_error (error);
  return list;
}

static void
assert_events (ArmadaTestStore *store,
               gint64 device,
               gint64 from,
               gint64 to,
               guint limit,
               const char *expected)
{
  g_autoptr (ArmadaKeptList) list = get_events (store, device, from, to, limit);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < list->records->len; i++)
    {
      const ArmadaEventRecord *event = list->records->pdata[i];

      g_string_append_printf (found, "%" G_GINT64_FORMAT "%s ", event->id, event->message);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_events_grow (ArmadaTestStore *store, gconstpointer data)
{
  g_autoptr (GPtrArray) first = new_records ();
  g_autoptr (GPtrArray) second = new_records ();
  g_autoptr (GPtrArray) none = new_records ();
  g_autoptr (ArmadaKeptList) list = get_events (store, 0, 0, 0, 0);

  g_assert_cmpint (list->written, ==, 0);
  g_ptr_array_add (first, new_event (1, 7, 1000, "a"));
  g_ptr_array_add (first, new_event (2, 8, 2000, "a"));
  g_ptr_array_add (second, new_event (2, 7, 2500, "b"));
  g_ptr_array_add (second, new_event (3, 8, 1500, "b"));
  g_ptr_array_add (second, new_event (4, 8, 1500, "b"));
  g_ptr_array_add (second, new_event (5, 8, 0, "b"));
  put_events (store, 0, first);
  put_events (store, 0, second);
  put_events (store, 0, none);

  assert_events (store, 0, 0, 0, 0, "2b 4b 3b 1a 5b ");
  assert_events (store, 0, 0, 0, 3, "2b 4b 3b ");
  assert_events (store, 8, 0, 0, 0, "4b 3b 5b ");
  assert_events (store, 0, 1500, 2500, 0, "4b 3b ");
  assert_events (store, 7, 1000, 2501, 1, "2b ");
  assert_events (store, 9, 0, 0, 0, "");
  armada_kept_list_free (g_steal_pointer (&list));
  list = get_events (store, 0, 0, 0, 0);
  g_assert_cmpint (list->written, >, 0);
  armada_test_store_delete_account (store, store->account);
  g_assert_cmpint (armada_test_store_query (store, "SELECT count (*) FROM event"), ==, 0);
}

static gint64
get_events_written (ArmadaTestStore *store, gint64 device)
{
  g_autoptr (ArmadaKeptList) list = get_events (store, device, 0, 0, 0);

  return list->written;
}

/* That a vehicle has no events is known when they were asked for, not when others' were. */
static void
test_events_of_one (ArmadaTestStore *store, gconstpointer data)
{
  g_autoptr (GPtrArray) some = new_records ();
  g_autoptr (GPtrArray) none = new_records ();

  g_ptr_array_add (some, new_event (1, 7, 1000, "a"));
  put_events (store, 0, some);
  g_assert_cmpint (get_events_written (store, 0), >, 0);
  g_assert_cmpint (get_events_written (store, 7), >, 0);
  g_assert_cmpint (get_events_written (store, 8), ==, 0);
  put_events (store, 8, none);
  g_assert_cmpint (get_events_written (store, 8), >, 0);
  g_assert_cmpint (get_events_written (store, 9), ==, 0);
}

static char *
get_fact (ArmadaTestStore *store, const char *name)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *text;

  armada_store_get_fact_async (store->store, store->account, name, NULL, armada_test_result_cb,
                               &result);
  armada_test_wait (&result);
  text = armada_store_get_fact_finish (store->store, result, &error);
  g_assert_no_error (error);
  return text;
}

static void
put_fact (ArmadaTestStore *store, const char *name, const char *text)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *found = NULL;

  armada_store_put_fact_async (store->store, store->account, name, text, NULL,
                               armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_assert_true (armada_store_put_fact_finish (store->store, result, NULL));
  found = get_fact (store, name);
  g_assert_cmpstr (found, ==, text);
}

static void
test_facts (ArmadaTestStore *store, gconstpointer data)
{
  g_autofree char *other = NULL;

  g_assert_null (get_fact (store, "zone"));
  put_fact (store, "zone", "+07:00");
  put_fact (store, "zone", "");
  put_fact (store, "zone", "+08:00");
  put_fact (store, "other", "x");
  put_fact (store, "zone", NULL);
  other = get_fact (store, "other");
  g_assert_cmpstr (other, ==, "x");
  armada_test_store_delete_account (store, store->account);
  g_assert_cmpint (armada_test_store_query (store, "SELECT count (*) FROM fact"), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define test(path, func)                                                                           \
  g_test_add ("/store-lists/" path, ArmadaTestStore, NULL, armada_test_store_set_up, func,         \
              armada_test_store_tear_down)
  test ("never-kept", test_never_kept);
  test ("replaced", test_replaced);
  test ("apart", test_apart);
  test ("of-nobody", test_of_nobody);
  test ("own-copy", test_own_copy);
  test ("spoilt-records", test_spoilt_records);
  test ("each-kind", test_each_kind);
  test ("events-grow", test_events_grow);
  test ("events-of-one", test_events_of_one);
  test ("facts", test_facts);
  return g_test_run ();
}
