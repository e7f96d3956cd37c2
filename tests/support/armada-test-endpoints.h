/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>
#include <string.h>

#include "api/armada-devices-reader.h"
#include "api/armada-error.h"
#include "api/armada-history-reader.h"
#include "api/armada-list.h"
#include "api/armada-login-reader.h"
#include "api/armada-shares-reader.h"
#include "armada-test-platform.h"
#include "sync/armada-list-fetch.h"
#include "sync/armada-report-fetch.h"

G_BEGIN_DECLS

/* Each of the 16 endpoints, asked through the client and read by its reader. */

#define ARMADA_TEST_DEVICE 1002
#define ARMADA_TEST_SHARE 81
#define ARMADA_TEST_DAY "2026-09-20"

/* The lists are the first, by their kinds. */
typedef enum
{
  ARMADA_TEST_LOGIN = ARMADA_N_LISTS,
  ARMADA_TEST_DEVICES,
  ARMADA_TEST_ONE_SHARE,
  ARMADA_TEST_HISTORY,
  ARMADA_TEST_REPORT, /* the order */
  ARMADA_TEST_FILE,   /* what was ordered: the second step */
  ARMADA_TEST_N_ENDPOINTS,
} ArmadaTestEndpoint;

/* All that an answer told: texts and whole numbers as one text; numbers with fractions, which
 * servers round as they like. */
typedef struct
{
  GError *error;
  GString *text;
  GArray *numbers; /* of double */
  guint n;
  guint n_unreadable;
} ArmadaTestTold;

static inline ArmadaTestTold *
armada_test_told_new (void)
{
  ArmadaTestTold *self = g_new0 (ArmadaTestTold, 1);

  self->text = g_string_new (NULL);
  self->numbers = g_array_new (FALSE, FALSE, sizeof (double));
  return self;
}

static inline void
armada_test_told_free (ArmadaTestTold *self)
{
  g_clear_error (&self->error);
  g_string_free (self->text, TRUE);
  g_array_unref (self->numbers);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaTestTold, armada_test_told_free)

static inline void
armada_test_told_assert_same (const ArmadaTestTold *a, const ArmadaTestTold *b)
{
  g_assert_no_error (a->error);
  g_assert_no_error (b->error);
  g_assert_cmpuint (a->n, ==, b->n);
  g_assert_cmpstr (a->text->str, ==, b->text->str);
  g_assert_cmpuint (a->numbers->len, ==, b->numbers->len);
  for (guint i = 0; i < a->numbers->len; i++)
    {
      double one = g_array_index (a->numbers, double, i);
      double other = g_array_index (b->numbers, double, i);

      if (!isnan (one) || !isnan (other))
        g_assert_cmpfloat_with_epsilon (one, other, 1e-5 * MAX (1, fabs (one)));
    }
}

static inline void
armada_test_told_add_number (ArmadaTestTold *self, double number)
{
  g_array_append_val (self->numbers, number);
}

static inline void
armada_test_told_add_record (ArmadaTestTold *self, const ArmadaRecord *record)
{
  self->n++;
  for (guint i = 0; i < record->type->n_fields; i++)
    {
      const ArmadaField *field = &record->type->fields[i];
      g_autofree char *text = armada_field_dup_text (field, record);

      if (field->kind == ARMADA_FIELD_DOUBLE)
        armada_test_told_add_number (self, *text ? g_ascii_strtod (text, NULL) : NAN);
      else
        g_string_append_printf (self->text, "%s=%s\n", field->name, text);
      if (field->kind == ARMADA_FIELD_RECORDS)
        {
          const ArmadaRecords *records = G_STRUCT_MEMBER_P (record, field->offset);

          for (guint k = 0; k < records->n; k++)
            armada_test_told_add_record (self, records->records[k]);
        }
    }
}

static inline void
armada_test_told_add_device (ArmadaTestTold *self, const ArmadaDeviceRecord *device)
{
  self->n++;
  g_string_append_printf (
      self->text, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s|%s|%s|%s|%s|%s|%s|%s|%s|%s\n",
      device->id, device->group_id, device->name, device->plate, device->driver, device->address,
      device->protocol, device->time_text, device->model, device->imei, device->sim, device->owner);
  g_string_append_printf (self->text, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %d %d %d %s %u\n",
                          device->fix_time, device->contact_time, device->online, device->engine,
                          device->alarm, device->speed_unit, device->n_tail);
  armada_test_told_add_number (self, device->latitude);
  armada_test_told_add_number (self, device->longitude);
  armada_test_told_add_number (self, device->speed);
  armada_test_told_add_number (self, device->course);
  armada_test_told_add_number (self, device->odometer);
  for (guint i = 0; i < device->n_sensors; i++)
    g_string_append_printf (self->text, "%s %s %s\n", device->sensors[i].type,
                            device->sensors[i].name, device->sensors[i].value);
}

static inline void
armada_test_told_add_fixes (ArmadaTestTold *self, const ArmadaFixes *fixes)
{
  self->n += fixes->n;
  self->n_unreadable += fixes->n_unreadable;
  g_string_append_printf (self->text, "%d %s %s %s\n", fixes->zone, fixes->totals.distance,
                          fixes->totals.top_speed, fixes->speed_unit);
  for (guint i = 0; i < fixes->n; i++)
    {
      g_string_append_printf (
          self->text, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT32_FORMAT " %u %u\n",
          fixes->id[i], fixes->time[i], fixes->delay[i], fixes->segment[i], fixes->flags[i]);
      armada_test_told_add_number (self, fixes->latitude[i] * ARMADA_FIX_DEGREES);
      armada_test_told_add_number (self, fixes->longitude[i] * ARMADA_FIX_DEGREES);
      armada_test_told_add_number (self, fixes->speed[i]);
      for (guint k = 0; k < fixes->n_sensors; k++)
        {
          armada_test_told_add_number (self, fixes->sensors[k].values[i]);
          g_string_append (self->text, armada_fix_sensor_get_words (&fixes->sensors[k], i));
        }
    }
  for (guint i = 0; i < fixes->n_segments; i++)
    {
      const ArmadaSegment *segment = &fixes->segments[i];

      g_string_append_printf (self->text, "%d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s %s\n",
                              segment->kind, segment->start, segment->end, segment->driver,
                              segment->message);
      armada_test_told_add_number (self, segment->distance);
    }
}

static inline ArmadaListQuery
armada_test_list_query (ArmadaListKind kind)
{
  static const gint64 device = ARMADA_TEST_DEVICE;

  return (ArmadaListQuery) {
    .kind = kind,
    .devices = { &device, kind == ARMADA_LIST_EVENTS ? 0 : 1 },
    .from = ARMADA_TEST_DAY,
    .to = ARMADA_TEST_DAY " 06:00:00",
    .limit = kind == ARMADA_LIST_EVENTS ? 10 : 2,
  };
}

static inline ArmadaHistoryQuery
armada_test_history_query (void)
{
  return (ArmadaHistoryQuery) { .device = ARMADA_TEST_DEVICE,
                                .from = ARMADA_TEST_DAY " 08:00:00",
                                .to = ARMADA_TEST_DAY " 08:30:00" };
}

static inline ArmadaReportRequest
armada_test_report_request (const char *format)
{
  static const gint64 device = ARMADA_TEST_DEVICE;
  ArmadaReportRequest request = ARMADA_REPORT_REQUEST_INIT;

  request.title = "Drives & stops";
  request.type = 3;
  request.format = format;
  request.devices = (ArmadaIds) { &device, 1 };
  request.from = ARMADA_TEST_DAY " 00:00:00";
  request.to = "2026-09-21 00:00:00";
  return request;
}

/* Returns: (transfer full): the first call for an endpoint; not for a report's file */
static inline ArmadaCall *
armada_test_endpoint_call (guint endpoint)
{
  ArmadaListQuery list = armada_test_list_query ((ArmadaListKind) endpoint);
  ArmadaHistoryQuery history = armada_test_history_query ();
  ArmadaReportRequest report = armada_test_report_request ("json");

  if (endpoint == ARMADA_TEST_LOGIN)
    return armada_login_call (ARMADA_DEMO_EMAIL_ADDRESS, ARMADA_DEMO_PASSWORD_TEXT);
  if (endpoint == ARMADA_TEST_DEVICES)
    return armada_devices_reader_call (1);
  if (endpoint == ARMADA_TEST_ONE_SHARE)
    return armada_share_call (ARMADA_TEST_SHARE);
  if (endpoint == ARMADA_TEST_HISTORY)
    return armada_history_call (&history);
  if (endpoint >= ARMADA_TEST_REPORT)
    return armada_report_request_call (&report);
  return armada_list_call (&list, 1);
}

static inline ArmadaAnswer *
armada_test_call (ArmadaClient *client, ArmadaCall *call, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  armada_client_call_async (client, call, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  return armada_client_call_finish (client, result, error);
}

static inline void
armada_test_ask_list (ArmadaClient *client, guint endpoint, ArmadaTestTold *told)
{
  ArmadaListQuery query = armada_test_list_query ((ArmadaListKind) endpoint);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ArmadaPage) page = NULL;

  armada_list_fetch_async (client, &query, 0, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  page = armada_list_fetch_finish (result, NULL, &told->error);
  for (guint i = 0; page != NULL && i < page->records->len; i++)
    armada_test_told_add_record (told, page->records->pdata[i]);
  told->n_unreadable = page ? page->n_unreadable : 0;
}

static inline void
armada_test_ask_devices (ArmadaClient *client, ArmadaTestTold *told)
{
  g_autoptr (ArmadaDevicesReader) reader = armada_devices_reader_new ();
  g_autoptr (ArmadaDeviceBatch) batch = NULL;
  guint n_new = 1;

  armada_devices_reader_begin (reader);
  for (guint page = 1; n_new > 0; page++)
    {
      g_autoptr (ArmadaCall) call = armada_devices_reader_call (page);
      g_autoptr (ArmadaAnswer) answer = armada_test_call (client, call, &told->error);

      if (answer == NULL || !armada_devices_reader_read_page (
                                reader, armada_answer_get_bytes (answer), &n_new, &told->error))
        return;
    }
  batch = armada_devices_reader_finish (reader);
  told->n_unreadable = batch->n_unreadable;
  for (guint i = 0; i < batch->changed->len; i++)
    armada_test_told_add_device (told, batch->changed->pdata[i]);
}

static inline void
armada_test_ask_history (ArmadaClient *client, ArmadaTestTold *told)
{
  g_autoptr (ArmadaCall) call = armada_test_endpoint_call (ARMADA_TEST_HISTORY);
  g_autoptr (ArmadaAnswer) answer = armada_test_call (client, call, &told->error);
  g_autoptr (ArmadaFixes) fixes =
      answer ? armada_history_read (armada_answer_get_bytes (answer), &told->error) : NULL;

  if (fixes != NULL)
    armada_test_told_add_fixes (told, fixes);
}

static inline void
armada_test_ask_file (ArmadaClient *client, ArmadaTestTold *told)
{
  ArmadaReportRequest request = armada_test_report_request ("json");
  g_autoptr (ArmadaCall) call = armada_report_request_call (&request);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) file = NULL;

  armada_report_fetch_async (client, call, request.format, NULL, NULL, armada_test_result_cb,
                             &result);
  armada_test_wait (&result);
  file = armada_report_fetch_finish (result, &told->error);
  told->n = file != NULL;
}

static inline void
armada_test_ask_plain (ArmadaClient *client, guint endpoint, ArmadaTestTold *told)
{
  g_autoptr (ArmadaCall) call = armada_test_endpoint_call (endpoint);
  g_autoptr (ArmadaAnswer) answer = armada_test_call (client, call, &told->error);
  g_autoptr (ArmadaRecord) share = NULL;
  g_autofree char *secret = NULL;

  if (answer == NULL)
    return;
  if (endpoint == ARMADA_TEST_LOGIN)
    secret = armada_login_read (answer, &told->error);
  else if (endpoint == ARMADA_TEST_REPORT)
    armada_report_request_read (answer, &secret, &told->error);
  else
    share = armada_share_read (answer, &told->error);
  if (share != NULL)
    armada_test_told_add_record (told, share);
  told->n = share != NULL || secret != NULL;
}

/* Returns: (transfer full): what came of asking all there is at an endpoint */
static inline ArmadaTestTold *
armada_test_ask (ArmadaClient *client, guint endpoint)
{
  ArmadaTestTold *told = armada_test_told_new ();

  if (endpoint < ARMADA_N_LISTS)
    armada_test_ask_list (client, endpoint, told);
  else if (endpoint == ARMADA_TEST_DEVICES)
    armada_test_ask_devices (client, told);
  else if (endpoint == ARMADA_TEST_HISTORY)
    armada_test_ask_history (client, told);
  else if (endpoint == ARMADA_TEST_FILE)
    armada_test_ask_file (client, told);
  else
    armada_test_ask_plain (client, endpoint, told);
  return told;
}

/* Makes one endpoint fail; a report at the step that is meant. */
static inline void
armada_test_fail (ArmadaDemoServer *server, guint endpoint, const char *fault)
{
  g_assert_true (armada_demo_server_set_fault (server, fault, 0));
  if (endpoint == ARMADA_TEST_LOGIN)
    armada_demo_server_aim_fault (server, "login");
  else if (endpoint == ARMADA_TEST_FILE)
    armada_demo_server_delay_fault (server, 1);
}

G_END_DECLS
