/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-test-events.h"
#include "armada-test-store.h"
#include "store/armada-store-inbox.h"

G_BEGIN_DECLS

/* Calls about incidents that wait for their answer. UNIX seconds: */
#define ARMADA_TEST_INBOX_NOW 1790000000

static inline ArmadaJoined
armada_test_inbox_join_all (ArmadaTestStore *self, GPtrArray *events, gint64 gap)
{
  const ArmadaJoinRules rules = { gap, ARMADA_TEST_INBOX_NOW - 86400, ARMADA_TEST_INBOX_NOW };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ArmadaJoined joined;

  armada_store_join_events_async (self->store, self->account, events, &rules, NULL,
                                  armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_assert_true (armada_store_join_events_finish (self->store, result, &joined, &error));
  g_assert_no_error (error);
  return joined;
}

/* @ago: seconds */
static inline ArmadaJoined
armada_test_inbox_join (ArmadaTestStore *self, gint64 id, gint64 device, gint64 rule, gint64 ago)
{
  g_autoptr (GPtrArray) events =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_record_unref);

  g_ptr_array_add (events, armada_test_event_record (id, device, rule, "overspeed",
                                                     ARMADA_TEST_INBOX_NOW - ago));
  return armada_test_inbox_join_all (self, events, 600);
}

static inline GArray *
armada_test_inbox_list (ArmadaTestStore *self, const ArmadaIncidentFilter *filter)
{
  g_autoptr (ArmadaIncidentFilter) all = armada_incident_filter_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GArray *places;

  armada_store_list_incidents_async (self->store, self->account, filter ? filter : all,
                                     ARMADA_TEST_INBOX_NOW, 7 * 3600, NULL, armada_test_result_cb,
                                     &result);
  armada_test_wait (&result);
  places = armada_store_list_incidents_finish (self->store, result, &error);
  g_assert_no_error (error);
  return places;
}

static inline ArmadaIncidentRecord *
armada_test_inbox_get (ArmadaTestStore *self, gint64 id)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = NULL;

  g_array_append_val (ids, id);
  armada_store_get_incidents_async (self->store, self->account, ids, NULL, armada_test_result_cb,
                                    &result);
  armada_test_wait (&result);
  records = armada_store_get_incidents_finish (self->store, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, 1);
  return armada_incident_record_ref (records->pdata[0]);
}

static inline ArmadaIncidentsChanged
armada_test_inbox_change (ArmadaTestStore *self, gint64 id, const ArmadaIncidentWish *wish)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ArmadaIncidentsChanged changed;

  g_array_append_val (ids, id);
  armada_store_change_incidents_async (self->store, self->account, ids, wish, NULL,
                                       armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_assert_true (armada_store_change_incidents_finish (self->store, result, &changed, &error));
  g_assert_no_error (error);
  return changed;
}

static inline ArmadaIncidentsChanged
armada_test_inbox_set_state (ArmadaTestStore *self,
                             gint64 id,
                             ArmadaIncidentState state,
                             gint64 until)
{
  const ArmadaIncidentWish wish = { .set_state = TRUE,
                                    .state = state,
                                    .until = until,
                                    .who = "one@fleet.example.com",
                                    .now = ARMADA_TEST_INBOX_NOW };

  return armada_test_inbox_change (self, id, &wish);
}

G_END_DECLS
