/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api/armada-alert-counts-reader.h"
#include "api/armada-alerts-reader.h"
#include "api/armada-error.h"
#include "api/armada-events-reader.h"
#include "api/armada-services-reader.h"
#include "api/armada-shares-reader.h"
#include "armada-test-pages.h"

/* What each reader makes of its own members beyond the fixtures. */

static void
check (ArmadaListKind kind, const char *element, const char *expected)
{
  g_autofree char *json = g_strdup_printf ("[%s]", element);
  g_autoptr (ArmadaPage) page = armada_test_page (kind, json);

  g_assert_cmpuint (page->records->len, ==, 1);
  armada_test_assert_record (page->records->pdata[0], expected);
}

static void
test_groups (void)
{
  check (ARMADA_LIST_GROUPS,
         "{'id':'7','name':'Armada &amp; Co','open':'0','user_id':'3','more':[1]}",
         "{'id':7,'title':'Armada & Co','open':false,'user_id':3}");
  check (ARMADA_LIST_GROUPS, "{'id':7.0,'title':'','name':'B','open':null,'user_id':null}",
         "{'id':7,'title':'B','open':null,'user_id':null}");
  check (ARMADA_LIST_GROUPS, "{'id':-1}", "{'id':-1,'title':null,'open':null,'user_id':null}");
}

static void
test_alerts (void)
{
  check (ARMADA_LIST_ALERTS,
         "{'id':'5','title':'Ngebut &gt; 90','type':'overspeed','active':'false',"
         "'for_all_user_devices':true,'devices':['1',{'id':2},null,'x',3.0],'drivers':{'4':'31'},"
         "'geofences':[],'zones':['8'],'events_custom':{},'zone':'2','overspeed':'90',"
         "'stop_duration':'','idle_duration':'12.5','offline_duration':'-','distance':false,"
         "'email':'a@b.test','mobile_phone':620,'created_at':'0000-00-00 00:00:00',"
         "'updated_at':'2026-01-09'}",
         "{'id':5,'name':'Ngebut > 90','type':'overspeed','active':false,'for_all_devices':true,"
         "'devices':[1,2,3],'drivers':[31],'geofences':[8],'custom_events':[],'channels':[],"
         "'schedule':[],'zone':2,'overspeed':90.0,'stop_minutes':null,'idle_minutes':12.5,"
         "'offline_minutes':null,'distance':0.0,'email':'a@b.test','phone':'620',"
         "'created':null,'updated':'2026-01-09T00:00:00Z'}");
}

static void
assert_texts (const ArmadaTexts *texts, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < texts->n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", texts->texts[i]);
  g_assert_cmpstr (text->str, ==, expected);
}

static void
check_channels (const char *notifications, const char *expected)
{
  g_autofree char *json = g_strdup_printf ("[{'id':1,'notifications':%s}]", notifications);
  g_autoptr (ArmadaPage) page = armada_test_page (ARMADA_LIST_ALERTS, json);
  const ArmadaAlertRecord *alert = page->records->pdata[0];

  assert_texts (&alert->channels, expected);
}

static void
test_alert_channels (void)
{
  check_channels ("null", "");
  check_channels ("[]", "");
  check_channels ("{'push':{'active':'1'},'sms':{'active':'0'},'email':true,'sound':'0','new':1}",
                  "push, email, new");
}

/* As many as an answer may hold: looking each of them up again would take for ever. */
static void
test_many_channels (void)
{
  g_autoptr (GString) json = g_string_new ("[{'id':1,'notifications':{'a':1");
  g_autoptr (ArmadaPage) page = NULL;
  const ArmadaAlertRecord *alert;

  for (guint i = 1; i < 100000; i++)
    g_string_append_printf (json, ",'channel%u':1", i);
  g_string_append (json, "}}]");
  page = armada_test_page (ARMADA_LIST_ALERTS, json->str);
  alert = page->records->pdata[0];
  g_assert_cmpuint (alert->channels.n, ==, 100000);
}

static void
check_schedule (const char *schedules, const char *expected)
{
  g_autofree char *json = g_strdup_printf ("[{'id':1,'schedules':%s}]", schedules);
  g_autoptr (ArmadaPage) page = armada_test_page (ARMADA_LIST_ALERTS, json);
  const ArmadaAlertRecord *alert = page->records->pdata[0];

  assert_texts (&alert->schedule, expected);
}

static void
test_alert_schedules (void)
{
  check_schedule ("null", "");
  check_schedule ("[]", "");
  check_schedule ("'x'", "");
  check_schedule ("[{'id':'monday','items':[{'id':'08:00','active':1},{'id':'08:15','active':'1'},"
                  "{'id':'08:30','active':0},{'id':'23:45','active':true}]},null,7,"
                  "{'id':'sunday','items':{'1':{'id':'00:00','active':true}}}]",
                  "monday 08:00-08:30, monday 23:45-24:00, sunday 00:00-00:15");
  check_schedule ("{'2':{'id':'friday','items':[{'id':'12:30','active':true}]}}",
                  "friday 12:30-12:45");
  check_schedule ("[{'id':'monday','items':[{'id':'24:00','active':1},{'id':':::::','active':1},"
                  "{'id':'1:00','active':1},{'id':'01:60','active':1},{'id':105,'active':1},"
                  "{'active':1},null,'01:00']}]",
                  "");
}

static void
test_alert_types (void)
{
  static const struct
  {
    const char *json;
    const char *type;
  } cases[] = {
    { "[{'id':1,'overspeed_speed':'80','geofences':[1]}]", "overspeed" },
    { "[{'id':1,'overspeed_speed':'0','geofences':[1]}]", "geofence_inout" },
    { "[{'id':1,'overspeed_speed':null,'geofences':[]}]", "" },
    { "[{'id':1,'type':'new_kind','overspeed':80}]", "new_kind" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ArmadaPage) page = armada_test_page (ARMADA_LIST_ALERTS, cases[i].json);
      const ArmadaAlertRecord *alert = page->records->pdata[0];

      g_assert_cmpstr (alert->type, ==, cases[i].type);
    }
}

static void
test_custom_events (void)
{
  g_autoptr (ArmadaPage) page = armada_test_page (
      ARMADA_LIST_CUSTOM_EVENTS,
      "{'1':{'key':'system','name':'System &amp; more','items':{'3':{'id':'5','title':'A'},"
      "'9':{'id':null,'value':'lost'},'x':{'id':6,'value':'no list element'}}},"
      "'4':{'key':null,'items':[{'id':7,'value':'','name':'B'},'x']},'5':{'key':'k','name':'n'},"
      "'status':1}");
  static const char *const expected[] = {
    "{'id':5,'name':'A','group_key':'system','group_name':'System & more'}",
    "{'id':7,'name':'B','group_key':null,'group_name':null}",
    NULL,
  };
  g_autoptr (ArmadaPage) none = armada_test_page (ARMADA_LIST_CUSTOM_EVENTS, "{'status':1}");

  armada_test_assert_records (page, expected);
  g_assert_cmpuint (page->n_unreadable, ==, 2);
  g_assert_cmpint (page->total, ==, 2);
  g_assert_cmpuint (none->records->len, ==, 0);
}

/* No date is written in many ways. */
static void
test_no_dates (void)
{
  static const char *const none[] = { "null",  "''", "'-'", "'0000-00-00'", "'0000-00-00 00:00:00'",
                                      "false", "[]" };

  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_autofree char *alert =
          g_strdup_printf ("{'id':1,'date_from':%s,'date_to':%s}", none[i], none[i]);
      g_autofree char *share = g_strdup_printf ("{'id':1,'expiration_date':%s}", none[i]);
      g_autofree char *service =
          g_strdup_printf ("{'id':1,'last_service':%s,'expires_date':%s,'remind_date':%s}", none[i],
                           none[i], none[i]);

      check (ARMADA_LIST_DEVICE_ALERTS, alert,
             "{'id':1,'name':null,'active':null,'from_text':null,'to_text':null}");
      check (ARMADA_LIST_SHARES, share,
             "{'id':1,'name':null,'active':null,'expires_text':null,"
             "'delete_after_expiration':null,'hash':null,'devices':[]}");
      check (ARMADA_LIST_SERVICES, service,
             "{'id':1,'device_id':null,'name':null,'expiration_by':null,'interval':null,"
             "'last_service':null,'expires':null,'expires_text':null,'expires_date':null,"
             "'remind':null,'remind_date':null,'expired':null,'trigger_event_left':null,"
             "'renew_after_expiration':null,'description':null}");
    }
}

static void
test_alert_counts (void)
{
  check (ARMADA_LIST_ALERT_COUNTS, "{'key':'sos','name':'S &amp; O','total':'3'}",
         "{'type':'sos','title':'S & O','count':3}");
  check (ARMADA_LIST_ALERT_COUNTS, "{'type':'sos','title':null,'count':null}",
         "{'type':'sos','title':null,'count':null}");
}

static void
test_counts_from_events (void)
{
  g_autoptr (ArmadaPage) events = armada_test_page (
      ARMADA_LIST_EVENTS,
      "[{'id':1,'type':'sos'},{'id':2,'type':'overspeed'},{'id':3,'type':'overspeed'},"
      "{'id':4,'type':'driver'},{'id':5}]");
  g_autoptr (ArmadaPage) counts = armada_alert_counts_from_events (events);
  static const char *const expected[] = {
    "{'type':'overspeed','title':null,'count':2}",
    "{'type':null,'title':null,'count':1}",
    "{'type':'driver','title':null,'count':1}",
    "{'type':'sos','title':null,'count':1}",
    NULL,
  };

  armada_test_assert_records (counts, expected);
  g_assert_cmpint (counts->total, ==, 4);
}

static void
test_events (void)
{
  check (ARMADA_LIST_EVENTS,
         "{'id':'9','device_id':'3','device_name':null,'alert_id':false,'message':'A &lt;b&gt; B',"
         "'time':'2016-07-21 08:12','created_at':'2016-07-21 08:12:00','lat':'-6.5','lng':'106.25',"
         "'altitude':'12','course':'-','speed':'97.5','geofence':{'id':'52','name':'Depo'},"
         "'additional':{'overspeed_speed':'90','idle_duration':'5'},'geofence_id':0}",
         "{'id':9,'device_id':3,'device_name':null,'alert_id':null,'type':null,'name':null,"
         "'detail':null,'message':'A <b> B','time':'2016-07-21T08:12:00Z',"
         "'time_text':'2016-07-21 08:12','latitude':-6.5,'longitude':106.25,'altitude':12.0,"
         "'course':null,'speed':97.5,'address':null,'geofence_id':52,'geofence_name':'Depo',"
         "'limit_speed':90.0,'minutes':5.0}");
}

/* Half a place, the place where there are no vehicles, and one that is not on earth are none. */
static void
test_event_places (void)
{
  static const char *const places[] = { "'latitude':0,'longitude':0",
                                        "'latitude':'0.000','longitude':'0'",
                                        "'latitude':-6.5",
                                        "'longitude':106",
                                        "'latitude':null,'longitude':106",
                                        "'latitude':90.1,'longitude':106",
                                        "'latitude':-6.5,'longitude':-181",
                                        "'latitude':1e300,'longitude':1e-300" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *json = g_strdup_printf ("[{'id':1,%s}]", places[i]);
      g_autoptr (ArmadaPage) page = armada_test_page (ARMADA_LIST_EVENTS, json);
      const ArmadaEventRecord *event = page->records->pdata[0];

      g_assert_true (event->latitude != event->latitude);
      g_assert_true (event->longitude != event->longitude);
    }
}

static void
test_drivers (void)
{
  check (ARMADA_LIST_DRIVERS,
         "{'id':'31','name':'A &amp;amp; B','rfid':31,'phone':'&#43;62','email':null,"
         "'description':'one<br>two\\r\\nthree','device_id':'','device':{'id':'7','name':' X '},"
         "'created_at':'-','updated_at':'2026-02-01T07:45:00Z'}",
         "{'id':31,'name':'A &amp; B','rfid':'31','phone':'+62','email':null,"
         "'description':'one\\ntwo\\nthree','device_id':7,'device_name':'X','created':null,"
         "'updated':'2026-02-01T07:45:00Z'}");
  check (ARMADA_LIST_DRIVERS, "{'id':31,'device_id':0,'device':[]}",
         "{'id':31,'name':null,'rfid':null,'phone':null,'email':null,'description':null,"
         "'device_id':null,'device_name':null,'created':null,'updated':null}");
}

static void
test_reports (void)
{
  g_autoptr (ArmadaPage) page = armada_test_page (
      ARMADA_LIST_REPORTS,
      "{'items':{'reports':{'1':{'id':'61','title':'T','type':'3','format':'pdf',"
      "'devices':{'0':'1','2':{'id':2}},'geofences':null,'speed_limit':'','stops':'60',"
      "'show_addresses':'1','zones_instead':'no','daily':true,'weekly':'0','email':'a@b.test'}},"
      "'types':{'4':{'id':'3','title':'Drives &amp; stops'},'5':null}}}");
  static const char *const expected[] = {
    "{'id':61,'title':'T','type':3,'type_name':'Drives & stops','format':'pdf','devices':[1,2],"
    "'geofences':[],'speed_limit':null,'stops':60,'show_addresses':true,'zones_instead':false,"
    "'daily':true,'daily_time':null,'weekly':false,'weekly_time':null,'monthly':null,"
    "'monthly_time':null,'email':'a@b.test'}",
    NULL,
  };

  armada_test_assert_records (page, expected);
}

static void
test_report_types (void)
{
  check (ARMADA_LIST_REPORT_TYPES,
         "{'type':'43','title':'Routes','formats':{'0':'html','3':'pdfland','x':null},"
         "'fields':{'1':'devices','5':'stops'},'validation':{'stops':'required|numeric',"
         "'speed_limit':'required_if:type,5','devices':['required','array'],'zone':'nullable'},"
         "'parameters':{'2':{'name':'mode','title':'Mode','type':'select','default':1,"
         "'options':{'0':{'id':1,'name':'Map'},'4':'x'},'validation':null},'3':7}}",
         "{'id':43,'name':'Routes','formats':['html','pdfland'],'fields':['devices','stops'],"
         "'required':['stops','devices'],'parameters':[{'name':'mode','title':'Mode',"
         "'type':'select','default_value':'1','validation':null,'options':[{'key':'1',"
         "'title':'Map'}]}]}");
  check (ARMADA_LIST_REPORT_TYPES, "{'type':1,'formats':null,'fields':'x','parameters':null}",
         "{'id':1,'name':null,'formats':[],'fields':[],'required':[],'parameters':[]}");
}

static void
test_service_readings (void)
{
  static const struct
  {
    const char *json;
    double expires; /* -1: none */
  } cases[] = {
    { "[{'id':1,'expiration_by':'odometer','expires':'20000 km'}]", 20000 },
    { "[{'id':1,'expiration_by':'odometer','expires':20000}]", 20000 },
    { "[{'id':1,'expiration_by':'engine_hours','expires':'250.5 h'}]", 250.5 },
    { "[{'id':1,'expiration_by':'odometer','expires':'2026-08-01'}]", -1 },
    { "[{'id':1,'expiration_by':'days','expires':'20000 km'}]", -1 },
    { "[{'id':1,'expiration_by':'odometer','expires':'0x10 km'}]", -1 },
    { "[{'id':1,'expiration_by':'odometer','expires':'1e999 km'}]", -1 },
    { "[{'id':1,'expiration_by':'odometer','expires':'nan'}]", -1 },
    { "[{'id':1,'expiration_by':'odometer','expires':'- km'}]", -1 },
    { "[{'id':1,'expiration_by':'odometer','expires':null}]", -1 },
    { "[{'id':1,'expires':'7 km'}]", 7 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ArmadaPage) page = armada_test_page (ARMADA_LIST_SERVICES, cases[i].json);
      const ArmadaServiceRecord *service = page->records->pdata[0];

      g_test_message ("%s", cases[i].json);
      if (cases[i].expires < 0)
        g_assert_true (service->expires != service->expires);
      else
        g_assert_cmpfloat (service->expires, ==, cases[i].expires);
    }
}

static void
test_shares (void)
{
  check (ARMADA_LIST_SHARES,
         "{'id':'81','name':'A','hash':'h','active':'1','delete_after_expiration':false,"
         "'expiration_date':'2026-12-31','devices':[{'id':5,'name':'X','imei':'1'},'6']}",
         "{'id':81,'name':'A','active':true,'expires_text':'2026-12-31',"
         "'delete_after_expiration':false,'hash':'h','devices':[5,6]}");
}

static ArmadaRecord *
read_share (const char *json, GError **error)
{
  char *text = armada_test_quote (json);
  g_autoptr (GBytes) body = g_bytes_new_take (text, strlen (text));
  g_autoptr (ArmadaAnswer) answer = armada_answer_new ("sharing", 200, -1, body, FALSE, error);

  g_assert_nonnull (answer);
  return armada_share_read (answer, error);
}

static void
test_one_share (void)
{
  static const char *const bodies[] = { "{'id':81,'name':'A'}", "{'data':{'id':'81','name':'A'}}",
                                        "{'status':1,'data':{'id':81.0,'name':'A'}}" };
  static const char *const bad[] = { "{'status':1}", "[]", "{'data':{'name':'A'}}", "{'data':[]}" };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ArmadaRecord) share = read_share (bodies[i], &error);

      g_assert_no_error (error);
      g_assert_cmpint (armada_record_get_id (share), ==, 81);
      g_assert_cmpstr (((ArmadaShareRecord *) (gpointer) share)->name, ==, "A");
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_share (bad[i], &error));
      g_assert_error (error, ARMADA_ERROR, ARMADA_ERROR_BAD_REPLY);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/list-readers/groups", test_groups);
  g_test_add_func ("/list-readers/alerts", test_alerts);
  g_test_add_func ("/list-readers/alert-channels", test_alert_channels);
  g_test_add_func ("/list-readers/many-channels", test_many_channels);
  g_test_add_func ("/list-readers/alert-schedules", test_alert_schedules);
  g_test_add_func ("/list-readers/alert-types", test_alert_types);
  g_test_add_func ("/list-readers/custom-events", test_custom_events);
  g_test_add_func ("/list-readers/no-dates", test_no_dates);
  g_test_add_func ("/list-readers/alert-counts", test_alert_counts);
  g_test_add_func ("/list-readers/counts-from-events", test_counts_from_events);
  g_test_add_func ("/list-readers/events", test_events);
  g_test_add_func ("/list-readers/event-places", test_event_places);
  g_test_add_func ("/list-readers/drivers", test_drivers);
  g_test_add_func ("/list-readers/reports", test_reports);
  g_test_add_func ("/list-readers/report-types", test_report_types);
  g_test_add_func ("/list-readers/service-readings", test_service_readings);
  g_test_add_func ("/list-readers/shares", test_shares);
  g_test_add_func ("/list-readers/one-share", test_one_share);
  return g_test_run ();
}
