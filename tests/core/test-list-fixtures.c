/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api/armada-error.h"
#include "api/armada-shares-reader.h"
#include "armada-test-pages.h"

/* Every list of the fixtures, read by the reader of its endpoint, each field of each record. */

typedef struct
{
  ArmadaListKind kind;
  const char *name;
  gint64 total;
  guint page;
  guint last_page;
} Fixture;

static void
check (const Fixture *fixture, const char *const *expected)
{
  g_autoptr (ArmadaPage) page = armada_test_page_fixture (fixture->kind, fixture->name);

  armada_test_assert_records (page, expected);
  g_assert_cmpint (page->total, ==, fixture->total);
  g_assert_cmpuint (page->page, ==, fixture->page);
  g_assert_cmpuint (page->last_page, ==, fixture->last_page);
  g_assert_cmpuint (page->n_unreadable, ==, 0);
  g_assert_cmpint (armada_page_has_next (page), ==, fixture->page < fixture->last_page);
}

static void
test_groups (void)
{
  static const char *const expected[] = {
    "{'id':11,'title':'Armada Jakarta','open':true,'user_id':2001}",
    "{'id':12,'title':'Lain-lain / 其他','open':false,'user_id':2001}",
    NULL,
  };
  static const char *const expected_page2[] = {
    "{'id':21,'title':'Bandung','open':true,'user_id':2001}",
    "{'id':22,'title':'Surabaya','open':true,'user_id':2001}",
    NULL,
  };
  static const char *const none[] = { NULL };

  check (&(Fixture) { ARMADA_LIST_GROUPS, "devices_groups.json", 12, 1, 2 }, expected);
  check (&(Fixture) { ARMADA_LIST_GROUPS, "devices_groups.page2.json", 12, 2, 2 }, expected_page2);
  check (&(Fixture) { ARMADA_LIST_GROUPS, "devices_groups.empty.json", 0, 1, 1 }, none);
}

static void
test_alerts (void)
{
  static const char *const expected[] = {
    "{'id':41,'name':'Ngebut > 90','type':'overspeed','active':true,"
    "'for_all_devices':false,'devices':[1101,1102],'drivers':[],'geofences':[],"
    "'custom_events':[],'channels':['sound','push'],'schedule':[],'zone':0,"
    "'overspeed':90.0,'stop_minutes':null,'idle_minutes':null,'offline_minutes':null,"
    "'distance':null,'email':'operator@example.test','phone':null,"
    "'created':'2026-01-09T05:37:29Z','updated':'2026-01-09T05:37:29Z'}",
    "{'id':42,'name':'Masuk/keluar depo','type':'geofence_inout','active':true,"
    "'for_all_devices':false,'devices':[1101],'drivers':[],'geofences':[52,53],"
    "'custom_events':[],'channels':[],'schedule':[],'zone':0,'overspeed':null,"
    "'stop_minutes':null,'idle_minutes':null,'offline_minutes':null,'distance':null,"
    "'email':'operator@example.test','phone':null,'created':'2026-01-09T05:37:29Z',"
    "'updated':'2026-01-09T05:37:29Z'}",
    "{'id':43,'name':'Parkir terlalu lama','type':'stop_duration','active':false,"
    "'for_all_devices':false,'devices':[1103],'drivers':[],'geofences':[],"
    "'custom_events':[],'channels':['sound','push'],'schedule':['monday 00:00-00:15'],"
    "'zone':0,'overspeed':null,'stop_minutes':30.0,'idle_minutes':null,"
    "'offline_minutes':null,'distance':null,'email':'operator@example.test','phone':null,"
    "'created':'2026-01-09T05:37:29Z','updated':'2026-01-09T05:37:29Z'}",
    "{'id':44,'name':'Sabuk pengaman 安全带','type':'custom','active':true,"
    "'for_all_devices':false,'devices':[1102],'drivers':[],'geofences':[52],"
    "'custom_events':[9],'channels':['sound','push'],'schedule':[],'zone':1,"
    "'overspeed':null,'stop_minutes':null,'idle_minutes':null,'offline_minutes':null,"
    "'distance':null,'email':'operator@example.test','phone':null,"
    "'created':'2026-01-09T05:37:29Z','updated':'2026-01-09T05:37:29Z'}",
    "{'id':45,'name':'SOS','type':'sos','active':true,'for_all_devices':true,"
    "'devices':[],'drivers':[],'geofences':[],'custom_events':[],'channels':['sound',"
    "'push'],'schedule':[],'zone':0,'overspeed':null,'stop_minutes':null,"
    "'idle_minutes':null,'offline_minutes':null,'distance':null,"
    "'email':'operator@example.test','phone':null,'created':'2026-01-09T05:37:29Z',"
    "'updated':'2026-01-09T05:37:29Z'}",
    NULL,
  };
  static const char *const expected_legacy[] = {
    "{'id':1,'name':'Alarm lama','type':'overspeed','active':true,'for_all_devices':null,"
    "'devices':[3],'drivers':[],'geofences':[1,2],'custom_events':[],'channels':[],"
    "'schedule':[],'zone':null,'overspeed':80.0,'stop_minutes':null,'idle_minutes':null,"
    "'offline_minutes':null,'distance':null,'email':null,'phone':null,"
    "'created':'2016-07-21T08:12:00Z','updated':'2016-07-21T08:15:42Z'}",
    NULL,
  };
  static const char *const none[] = { NULL };

  check (&(Fixture) { ARMADA_LIST_ALERTS, "get_alerts.json", -1, 1, 0 }, expected);
  check (&(Fixture) { ARMADA_LIST_ALERTS, "get_alerts.legacy.json", -1, 1, 0 }, expected_legacy);
  check (&(Fixture) { ARMADA_LIST_ALERTS, "get_alerts.empty.json", -1, 1, 0 }, none);
}

static void
test_custom_events (void)
{
  static const char *const expected[] = {
    "{'id':3,'name':'Main power cut (teltonika)','group_key':'system',"
    "'group_name':'System events'}",
    "{'id':7,'name':'Towing (teltonika)','group_key':'system',"
    "'group_name':'System events'}",
    "{'id':9,'name':'Sabuk pengaman dilepas (gt06)','group_key':'custom',"
    "'group_name':'Custom events'}",
    NULL,
  };
  static const char *const none[] = { NULL };

  check (&(Fixture) { ARMADA_LIST_CUSTOM_EVENTS, "get_custom_events_by_device.json", 3, 1, 1 },
         expected);
  check (
      &(Fixture) { ARMADA_LIST_CUSTOM_EVENTS, "get_custom_events_by_device.empty.json", 0, 1, 1 },
      none);
}

static void
test_device_alerts (void)
{
  static const char *const expected[] = {
    "{'id':41,'name':'Ngebut > 90','active':true,'from_text':null,'to_text':null}",
    "{'id':42,'name':'Masuk/keluar depo','active':false,"
    "'from_text':'14-03-2026 00:00:00','to_text':'21-03-2026 00:00:00'}",
    NULL,
  };
  static const char *const none[] = { NULL };

  check (&(Fixture) { ARMADA_LIST_DEVICE_ALERTS, "devices_id_alerts.json", 17, 1, 2 }, expected);
  check (&(Fixture) { ARMADA_LIST_DEVICE_ALERTS, "devices_id_alerts.empty.json", 0, 1, 1 }, none);
}

static void
test_alert_counts (void)
{
  static const char *const expected[] = {
    "{'type':'overspeed','title':'Overspeed','count':41}",
    "{'type':'stop_duration','title':'Stop duration','count':3}",
    "{'type':'geofence_in','title':'Geofence In','count':12}",
    "{'type':'geofence_out','title':'Geofence Out','count':11}",
    "{'type':'sos','title':'SOS','count':0}",
    "{'type':'custom','title':'Custom events','count':0}",
    NULL,
  };

  check (&(Fixture) { ARMADA_LIST_ALERT_COUNTS, "get_alerts_summary.json", -1, 1, 0 }, expected);
}

static void
test_events (void)
{
  static const char *const expected[] = {
    "{'id':70012,'device_id':1101,'device_name':'B 1101 XX – Truk Box','alert_id':41,"
    "'type':'overspeed','name':'Overspeed','detail':'90 kph',"
    "'message':'Overspeed (90 kph)','time':'2026-03-14T08:30:03Z',"
    "'time_text':'14-03-2026 15:30:00','latitude':-6.10451166666667,"
    "'longitude':106.886033333333,'altitude':0.0,'course':null,'speed':97.0,"
    "'address':null,'geofence_id':null,'geofence_name':null,'limit_speed':90.0,"
    "'minutes':null}",
    "{'id':70011,'device_id':1101,'device_name':'B 1101 XX – Truk Box','alert_id':42,"
    "'type':'geofence_out','name':'Geofence Out','detail':'Depo Utara',"
    "'message':'Geofence Out (Depo Utara)','time':'2026-03-14T07:59:03Z',"
    "'time_text':'14-03-2026 14:59:00','latitude':-6.1101,'longitude':106.8791,"
    "'altitude':0.0,'course':null,'speed':22.0,'address':null,'geofence_id':52,"
    "'geofence_name':'Depo Utara','limit_speed':null,'minutes':null}",
    "{'id':70010,'device_id':1103,'device_name':'卡车 09 🚚 (冷藏)','alert_id':43,"
    "'type':'stop_duration','name':'Stop duration','detail':'30 min',"
    "'message':'Stop duration (30 min)','time':'2026-03-14T06:30:03Z',"
    "'time_text':'14-03-2026 13:30:00','latitude':-6.302445,'longitude':106.895155,"
    "'altitude':12.5,'course':271.0,'speed':0.0,'address':null,'geofence_id':null,"
    "'geofence_name':null,'limit_speed':null,'minutes':30.0}",
    "{'id':70009,'device_id':1102,'device_name':'Übung & Söhne №7','alert_id':44,"
    "'type':'custom','name':'Sabuk pengaman 安全带','detail':null,"
    "'message':'Sabuk pengaman 安全带','time':'2026-03-14T05:30:03Z',"
    "'time_text':'14-03-2026 12:30:00','latitude':-6.175392,'longitude':106.827153,"
    "'altitude':0.0,'course':null,'speed':41.0,'address':null,'geofence_id':null,"
    "'geofence_name':null,'limit_speed':null,'minutes':null}",
    "{'id':70008,'device_id':1101,'device_name':'B 1101 XX – Truk Box','alert_id':45,"
    "'type':'driver','name':'Driver change','detail':'Budi Contoh',"
    "'message':'Budi Contoh','time':'2026-03-14T00:30:03Z',"
    "'time_text':'14-03-2026 07:30:00','latitude':-6.1101,'longitude':106.8791,"
    "'altitude':0.0,'course':null,'speed':0.0,'address':null,'geofence_id':null,"
    "'geofence_name':null,'limit_speed':null,'minutes':null}",
    NULL,
  };
  static const char *const expected_last_page[] = {
    "{'id':70007,'device_id':1102,'device_name':'Übung & Söhne №7','alert_id':41,"
    "'type':'ignition_on','name':'Ignition','detail':null,'message':'Kontak ON',"
    "'time':'2026-03-13T23:30:03Z','time_text':'14-03-2026 06:30:00',"
    "'latitude':-6.175392,'longitude':106.827153,'altitude':0.0,'course':null,"
    "'speed':0.0,'address':null,'geofence_id':null,'geofence_name':null,"
    "'limit_speed':null,'minutes':null}",
    "{'id':70006,'device_id':1104,'device_name':'B 1104 XX','alert_id':41,"
    "'type':'offline_duration','name':'Offline duration','detail':'10 min',"
    "'message':'Offline (10 min)','time':'2026-01-09T08:30:03Z',"
    "'time_text':'09-01-2026 15:30:00','latitude':-6.914744,'longitude':107.60981,"
    "'altitude':0.0,'course':null,'speed':0.0,'address':null,'geofence_id':null,"
    "'geofence_name':null,'limit_speed':null,'minutes':null}",
    NULL,
  };
  static const char *const none[] = { NULL };

  check (&(Fixture) { ARMADA_LIST_EVENTS, "get_events.json", 7, 1, 2 }, expected);
  check (&(Fixture) { ARMADA_LIST_EVENTS, "get_events.last-page.json", 7, 2, 2 },
         expected_last_page);
  check (&(Fixture) { ARMADA_LIST_EVENTS, "get_events.empty.json", 0, 1, 1 }, none);
}

static void
test_drivers (void)
{
  static const char *const expected[] = {
    "{'id':31,'name':'Budi Contoh','rfid':'RFID-0031','phone':'+62 000 0031',"
    "'email':null,'description':null,'device_id':1101,"
    "'device_name':'B 1101 XX – Truk Box','created':'2025-01-05T02:11:09Z',"
    "'updated':'2026-02-01T07:45:00Z'}",
    "{'id':32,'name':'Siti Contoh','rfid':null,'phone':null,'email':'siti@example.test',"
    "'description':'Cadangan\\nshift malam','device_id':null,'device_name':null,"
    "'created':'2025-01-05T02:11:09Z','updated':'2026-02-01T07:45:00Z'}",
    "{'id':33,'name':'张三','rfid':null,'phone':null,'email':null,'description':null,"
    "'device_id':null,'device_name':null,'created':'2025-01-05T02:11:09Z',"
    "'updated':'2026-02-01T07:45:00Z'}",
    NULL,
  };
  static const char *const expected_legacy_strings[] = {
    "{'id':1,'name':'Sopir A','rfid':null,'phone':null,'email':null,'description':null,"
    "'device_id':3,'device_name':'Perangkat lama','created':'2025-01-05T02:11:09Z',"
    "'updated':'2026-02-01T07:45:00Z'}",
    NULL,
  };
  static const char *const none[] = { NULL };

  check (&(Fixture) { ARMADA_LIST_DRIVERS, "get_user_drivers.json", 3, 1, 1 }, expected);
  check (&(Fixture) { ARMADA_LIST_DRIVERS, "get_user_drivers.legacy-strings.json", 1, 1, 1 },
         expected_legacy_strings);
  check (&(Fixture) { ARMADA_LIST_DRIVERS, "get_user_drivers.empty.json", 0, 1, 1 }, none);
}

static void
test_reports (void)
{
  static const char *const expected[] = {
    "{'id':61,'title':'Harian armada','type':1,'type_name':'General information',"
    "'format':'pdf','devices':[1101,1102,1103],'geofences':[],'speed_limit':null,"
    "'stops':1,'show_addresses':false,'zones_instead':false,'daily':true,"
    "'daily_time':'06:00','weekly':false,'weekly_time':'00:00','monthly':false,"
    "'monthly_time':'00:00','email':'operator@example.test;boss@example.test'}",
    "{'id':62,'title':'Rute mingguan – 週報','type':4,'type_name':'Travel sheet',"
    "'format':'xlsx','devices':[1101],'geofences':[52],'speed_limit':90.0,'stops':1,"
    "'show_addresses':true,'zones_instead':null,'daily':false,'daily_time':'00:00',"
    "'weekly':true,'weekly_time':'00:00','monthly':false,'monthly_time':'00:00',"
    "'email':null}",
    "{'id':63,'title':'JSON','type':3,'type_name':'Drives and stops','format':'json',"
    "'devices':[],'geofences':[],'speed_limit':80.0,'stops':1,'show_addresses':false,"
    "'zones_instead':false,'daily':false,'daily_time':'00:00','weekly':false,"
    "'weekly_time':'00:00','monthly':false,'monthly_time':'00:00','email':null}",
    NULL,
  };
  static const char *const expected_legacy_strings[] = {
    "{'id':2,'title':'Laporan','type':4,'type_name':null,'format':'html','devices':[3],"
    "'geofences':[],'speed_limit':null,'stops':1,'show_addresses':null,"
    "'zones_instead':null,'daily':null,'daily_time':null,'weekly':null,"
    "'weekly_time':null,'monthly':null,'monthly_time':null,'email':null}",
    NULL,
  };
  static const char *const none[] = { NULL };

  check (&(Fixture) { ARMADA_LIST_REPORTS, "get_reports.json", 3, 1, 1 }, expected);
  check (&(Fixture) { ARMADA_LIST_REPORTS, "get_reports.legacy-strings.json", 1, 1, 1 },
         expected_legacy_strings);
  check (&(Fixture) { ARMADA_LIST_REPORTS, "get_reports.empty.json", 0, 1, 1 }, none);
}

static void
test_report_types (void)
{
  static const char *const expected[] = {
    "{'id':1,'name':'General information','formats':['html','json','xls','xlsx','pdf',"
    "'pdf_land'],'fields':['period','date_from','from_time','date_to','to_time',"
    "'devices','metas','geofences','speed_limit','stops','show_addresses',"
    "'zones_instead'],'required':[],'parameters':[]}",
    "{'id':3,'name':'Drives and stops','formats':['html','json','xls','xlsx','pdf',"
    "'pdf_land'],'fields':['period','date_from','from_time','date_to','to_time',"
    "'devices','metas','stops','show_addresses','zones_instead'],'required':[],"
    "'parameters':[]}",
    "{'id':5,'name':'Overspeed','formats':['html','json','xls','xlsx','pdf','pdf_land'],"
    "'fields':['period','date_from','from_time','date_to','to_time','devices','metas',"
    "'speed_limit','show_addresses','zones_instead'],'required':['speed_limit'],"
    "'parameters':[]}",
    "{'id':7,'name':'Geofence in/out','formats':['html','json','xls','xlsx','pdf',"
    "'pdf_land'],'fields':['period','date_from','from_time','date_to','to_time',"
    "'devices','metas','geofences','show_addresses'],'required':['geofences'],"
    "'parameters':[]}",
    "{'id':43,'name':'Routes','formats':['html'],'fields':['period','date_from',"
    "'from_time','date_to','to_time','devices','metas'],'required':[],"
    "'parameters':[{'name':'generate_mode','title':'Report generation','type':'select',"
    "'default_value':'1','validation':null,'options':[{'key':'1','title':'Map'},"
    "{'key':'2','title':'Table'}]},{'name':'distance_tolerance',"
    "'title':'Distance tolerance','type':'number','default_value':'5',"
    "'validation':'required|numeric|min:0','options':[]}]}",
    "{'id':35,'name':'Users – 用户','formats':['html','xls'],'fields':[],"
    "'required':[],'parameters':[]}",
    NULL,
  };
  static const char *const expected_no_parameters[] = {
    "{'id':1,'name':'General information','formats':['html','pdf'],'fields':['devices'],"
    "'required':[],'parameters':[]}",
    NULL,
  };
  static const char *const none[] = { NULL };

  check (&(Fixture) { ARMADA_LIST_REPORT_TYPES, "get_reports_types.json", -1, 1, 0 }, expected);
  check (&(Fixture) { ARMADA_LIST_REPORT_TYPES, "get_reports_types.no-parameters.json", -1, 1, 0 },
         expected_no_parameters);
  check (&(Fixture) { ARMADA_LIST_REPORT_TYPES, "get_reports_types.empty.json", -1, 1, 0 }, none);
}

static void
test_services (void)
{
  static const char *const expected[] = {
    "{'id':71,'device_id':1101,'name':'Ganti oli','expiration_by':'odometer',"
    "'interval':10000.0,'last_service':'10000','expires':20000.0,"
    "'expires_text':'20000 km','expires_date':null,'remind':19500.0,'remind_date':null,"
    "'expired':false,'trigger_event_left':500.0,'renew_after_expiration':false,"
    "'description':null}",
    "{'id':72,'device_id':1101,'name':'Servis mesin','expiration_by':'engine_hours',"
    "'interval':250.0,'last_service':'0','expires':null,"
    "'expires_text':'\\'Odometer\\' was not found.','expires_date':null,'remind':0.0,"
    "'remind_date':null,'expired':false,'trigger_event_left':500.0,"
    "'renew_after_expiration':false,'description':null}",
    "{'id':73,'device_id':1101,'name':'STNK – 年检','expiration_by':'days',"
    "'interval':365.0,'last_service':'2025-08-01','expires':null,"
    "'expires_text':'2026-08-01','expires_date':'2026-08-01','remind':null,"
    "'remind_date':'2026-07-18','expired':false,'trigger_event_left':14.0,"
    "'renew_after_expiration':true,'description':null}",
    "{'id':74,'device_id':1101,'name':'Terlewat','expiration_by':'days',"
    "'interval':10000.0,'last_service':'10000','expires':null,"
    "'expires_text':'2026-01-01','expires_date':'2026-01-01','remind':19500.0,"
    "'remind_date':null,'expired':true,'trigger_event_left':500.0,"
    "'renew_after_expiration':false,'description':null}",
    NULL,
  };
  static const char *const none[] = { NULL };

  check (&(Fixture) { ARMADA_LIST_SERVICES, "get_services.json", 4, 1, 1 }, expected);
  check (&(Fixture) { ARMADA_LIST_SERVICES, "get_services.empty.json", 0, 1, 1 }, none);
}

static void
test_shares (void)
{
  static const char *const expected[] = {
    "{'id':81,'name':'Pelanggan A','active':true,'expires_text':'2026-12-31 23:59:59',"
    "'delete_after_expiration':false,'hash':'inventedsharehash0081','devices':[]}",
    "{'id':82,'name':'Tanpa batas waktu','active':false,'expires_text':null,"
    "'delete_after_expiration':false,'hash':'inventedsharehash0082','devices':[]}",
    "{'id':83,'name':'共享 – Übersicht','active':true,"
    "'expires_text':'2026-03-01 00:00:00','delete_after_expiration':true,"
    "'hash':'inventedsharehash0083','devices':[]}",
    NULL,
  };
  static const char *const none[] = { NULL };

  check (&(Fixture) { ARMADA_LIST_SHARES, "sharing.json", 3, 1, 1 }, expected);
  check (&(Fixture) { ARMADA_LIST_SHARES, "sharing.empty.json", 0, 1, 1 }, none);
}

static void
test_geofences (void)
{
  static const char *const expected[] = {
    "{'id':52,'name':'Depo Utara','active':true,'type':'polygon'}",
    "{'id':53,'name':'Lingkaran','active':false,'type':'circle'}",
    NULL,
  };

  check (&(Fixture) { ARMADA_LIST_GEOFENCES, "x_get_geofences.json", -1, 1, 0 }, expected);
}

static void
test_share (void)
{
  g_autoptr (GBytes) body = armada_test_fixture ("sharing_id.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaAnswer) answer = armada_answer_new ("sharing/81", 200, -1, body, FALSE, &error);
  g_autoptr (ArmadaRecord) share = NULL;

  g_assert_no_error (error);
  share = armada_share_read (answer, &error);
  g_assert_no_error (error);
  armada_test_assert_record (
      share, "{'id':81,'name':'Pelanggan A','active':true,'expires_text':'2026-12-31 23:59:59',"
             "'delete_after_expiration':false,'hash':'inventedsharehash0081','devices':[]}");
}

/* What the vendor declares: the endpoint is there, and the counts are not. */
static void
test_alert_counts_missing (void)
{
  g_autoptr (GBytes) body = armada_test_fixture ("get_alerts_summary.status-only.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaAnswer) answer = armada_answer_new ("test", 200, -1, body, FALSE, &error);

  g_assert_no_error (error);
  g_assert_null (armada_list_read (ARMADA_LIST_ALERT_COUNTS, answer, &error));
  g_assert_error (error, ARMADA_ERROR, ARMADA_ERROR_MISSING);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/list-fixtures/groups", test_groups);
  g_test_add_func ("/list-fixtures/alerts", test_alerts);
  g_test_add_func ("/list-fixtures/custom-events", test_custom_events);
  g_test_add_func ("/list-fixtures/device-alerts", test_device_alerts);
  g_test_add_func ("/list-fixtures/alert-counts", test_alert_counts);
  g_test_add_func ("/list-fixtures/events", test_events);
  g_test_add_func ("/list-fixtures/drivers", test_drivers);
  g_test_add_func ("/list-fixtures/reports", test_reports);
  g_test_add_func ("/list-fixtures/report-types", test_report_types);
  g_test_add_func ("/list-fixtures/services", test_services);
  g_test_add_func ("/list-fixtures/shares", test_shares);
  g_test_add_func ("/list-fixtures/geofences", test_geofences);
  g_test_add_func ("/list-fixtures/share", test_share);
  g_test_add_func ("/list-fixtures/alert-counts-missing", test_alert_counts_missing);
  return g_test_run ();
}
