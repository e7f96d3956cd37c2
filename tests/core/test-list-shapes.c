/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "api/armada-error.h"
#include "armada-test-pages.h"

/* Whatever shape a list and its values come in, every reader makes the same of them. */

/* Two elements of each list, and what the list is called within "items". */
static const struct
{
  const char *name;
  const char *one;
  const char *two;
} elements[] = {
  [ARMADA_LIST_GROUPS] = { "groups", "{'id':1,'title':'A'}", "{'id':2,'title':'B'}" },
  [ARMADA_LIST_ALERTS] = { "alerts", "{'id':1,'name':'A'}", "{'id':2,'name':'B'}" },
  [ARMADA_LIST_CUSTOM_EVENTS] = { "events",
                                  "{'key':'system','name':'S','items':[{'id':1,'value':'A'}]}",
                                  "{'key':'custom','name':'C','items':{'4':{'id':2,'value':'B'}}"
                                  "}" },
  [ARMADA_LIST_DEVICE_ALERTS] = { "alerts", "{'id':1,'name':'A'}", "{'id':2,'title':'B'}" },
  [ARMADA_LIST_ALERT_COUNTS] = { "summary", "{'type':'sos','count':1}", "{'type':'x','count':2}" },
  [ARMADA_LIST_EVENTS] = { "events", "{'id':1,'message':'A'}", "{'id':2,'message':'B'}" },
  [ARMADA_LIST_DRIVERS] = { "drivers", "{'id':1,'name':'A'}", "{'id':2,'name':'B'}" },
  [ARMADA_LIST_REPORTS] = { "reports", "{'id':1,'title':'A'}", "{'id':2,'title':'B'}" },
  [ARMADA_LIST_REPORT_TYPES] = { "types", "{'type':1,'name':'A'}", "{'type':2,'name':'B'}" },
  [ARMADA_LIST_SERVICES] = { "services", "{'id':1,'name':'A'}", "{'id':2,'name':'B'}" },
  [ARMADA_LIST_SHARES] = { "sharing", "{'id':1,'name':'A'}", "{'id':2,'name':'B'}" },
  [ARMADA_LIST_GEOFENCES] = { "geofences", "{'id':1,'name':'A'}", "{'id':2,'name':'B'}" },
};
G_STATIC_ASSERT (G_N_ELEMENTS (elements) == ARMADA_N_LISTS);

/* @form with the elements for ONE and TWO and the list's name for NAME */
static char *
fill (const char *form, ArmadaListKind kind)
{
  GString *text = g_string_new (form);

  g_string_replace (text, "NAME", elements[kind].name, 0);
  g_string_replace (text, "ONE", elements[kind].one, 0);
  g_string_replace (text, "TWO", elements[kind].two, 0);
  return g_string_free (text, FALSE);
}

static ArmadaPage *
read_form (const char *form, ArmadaListKind kind)
{
  g_autofree char *json = fill (form, kind);

  g_test_message ("%s: %s", armada_list_get_name (kind), json);
  return armada_test_page (kind, json);
}

static void
assert_same (const ArmadaPage *page, const ArmadaPage *expected)
{
  g_assert_cmpuint (page->records->len, ==, expected->records->len);
  for (guint i = 0; i < page->records->len; i++)
    g_assert_true (armada_record_equal (page->records->pdata[i], expected->records->pdata[i]));
}

/* Of custom events there is one page, and its elements are groups of them. */
static void
check_paging (const ArmadaPage *page, ArmadaListKind kind, gboolean paged)
{
  if (kind == ARMADA_LIST_CUSTOM_EVENTS)
    return;
  g_assert_cmpint (page->total, ==, paged ? 12 : -1);
  g_assert_cmpuint (page->page, ==, paged ? 2 : 1);
  g_assert_cmpuint (page->last_page, ==, paged ? 6 : 0);
  g_assert_cmpint (armada_page_has_next (page), ==, paged);
}

static void
check_forms (const char *const *forms, guint n_forms, gboolean paged)
{
  for (ArmadaListKind kind = 0; kind < ARMADA_N_LISTS; kind++)
    {
      g_autoptr (ArmadaPage) plain = read_form ("[ONE,TWO]", kind);

      g_assert_cmpuint (plain->records->len, ==, 2);
      for (guint i = 0; i < n_forms; i++)
        {
          g_autoptr (ArmadaPage) page = read_form (forms[i], kind);

          assert_same (page, plain);
          check_paging (page, kind, paged);
          g_assert_cmpuint (page->n_unreadable, ==, 0);
        }
    }
}

static void
test_unpaged (void)
{
  static const char *const forms[] = {
    "[ONE,TWO]",
    "\xef\xbb\xbf \n[ONE,TWO]",
    "{'0':ONE,'1':TWO,'status':1}",
    "{'status':'1','3':ONE,'url':'x','17':TWO}",
    "{'data':[ONE,TWO]}",
    "{'status':true,'data':{'2':ONE,'5':TWO}}",
    "{'status':1,'items':[ONE,TWO]}",
    "{'status':1,'items':{'1':ONE,'9':TWO}}",
    "{'status':1,'items':{'data':[ONE,TWO]}}",
    "{'status':1,'items':{'NAME':[ONE,TWO]}}",
    "{'status':1,'items':{'NAME':{'0':ONE,'8':TWO}}}",
    "{'status':1,'items':{'NAME':{'data':[ONE,TWO]}}}",
    "{'status':1,'data':{'NAME':[ONE,TWO]}}",
    "{'status':1,'NAME':[ONE,TWO]}",
  };

  check_forms (forms, G_N_ELEMENTS (forms), FALSE);
}

static void
test_paged (void)
{
  static const char *const forms[] = {
    "{'status':1,'total':12,'per_page':2,'current_page':2,'last_page':6,'data':[ONE,TWO]}",
    "{'status':1,'items':{'total':12,'current_page':2,'last_page':6,'data':[ONE,TWO]}}",
    "{'items':{'NAME':{'total':'12','current_page':'2','last_page':'6','data':[ONE,TWO]}}}",
    "{'items':{'NAME':{'total':12,'current_page':2,'last_page':6,'data':{'3':ONE,'4':TWO}}}}",
    "{'data':[ONE,TWO],'pagination':{'total':12,'current_page':2,'last_page':6}}",
    "{'data':[ONE,TWO],'meta':{'total':12,'current_page':2.0,'last_page':6}}",
    "{'0':ONE,'1':TWO,'pagination':{'total':12,'current_page':2,'last_page':6}}",
    "{'data':{'data':[ONE,TWO],'total':12,'current_page':2,'last_page':6}}",
    "{'status':1,'items':[ONE,TWO],'pagination':{'total':12,'current_page':2,'last_page':6}}",
    "{'items':{'NAME':[ONE,TWO],'pagination':{'total':12,'current_page':2,'last_page':6}}}",
    "{'items':{'NAME':[ONE,TWO]},'pagination':{'total':12,'current_page':2,'last_page':6}}",
    "{'items':{'data':[ONE,TWO],'pagination':{'total':12,'current_page':2,'last_page':6}}}",
    "{'total':12,'per_page':2,'current_page':2,'items':[ONE,TWO]}",
  };

  check_forms (forms, G_N_ELEMENTS (forms), TRUE);
}

static void
test_empty (void)
{
  static const char *const forms[] = {
    "[]",
    "{'data':[]}",
    "{'data':{},'status':1}",
    "{'items':[],'status':1}",
    "{'items':{},'status':1}",
    "{'items':{'NAME':[]},'status':1}",
    "{'items':{'NAME':{'total':0,'last_page':1,'data':[]}}}",
    "{'items':{'NAME':{'total':0,'last_page':1,'data':{}}}}",
    "{'items':{'total':0,'last_page':1,'data':null}}",
    "{'data':[],'pagination':{'total':0,'last_page':1}}",
    "{'pagination':{'total':0,'last_page':1}}",
  };

  for (ArmadaListKind kind = 0; kind < ARMADA_N_LISTS; kind++)
    for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
      {
        g_autoptr (ArmadaPage) page = read_form (forms[i], kind);

        g_assert_cmpuint (page->records->len, ==, 0);
        g_assert_cmpuint (page->n_unreadable, ==, 0);
        g_assert_false (armada_page_has_next (page));
      }
}

/* None of them is taken for an empty list: what was known before is not to be thrown away. */
static void
test_no_list (void)
{
  static const char *const bodies[] = { "{}", "{'status':1,'message':'Hello'}",
                                        "{'status':1,'items':'none'}", "{'items':{'other':[1]}}",
                                        "{'status':1,'data':'x'}" };

  for (ArmadaListKind kind = 0; kind < ARMADA_N_LISTS; kind++)
    for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
      {
        gboolean missing = kind == ARMADA_LIST_ALERT_COUNTS && i < 2;
        g_autoptr (GError) error = NULL;

        g_test_message ("%s: %s", armada_list_get_name (kind), bodies[i]);
        g_assert_null (armada_test_page_try (kind, bodies[i], &error));
        if (missing)
          g_assert_error (error, ARMADA_ERROR, ARMADA_ERROR_MISSING);
        else
          g_assert_error (error, ARMADA_ERROR, ARMADA_ERROR_BAD_REPLY);
      }
}

static void
test_bad_elements (void)
{
  for (ArmadaListKind kind = 0; kind < ARMADA_N_LISTS; kind++)
    {
      g_autoptr (ArmadaPage) plain = read_form ("[ONE,TWO]", kind);
      g_autoptr (ArmadaPage) page =
          read_form ("{'items':{'NAME':[7,ONE,null,'x',[],true,TWO,[ONE]]}}", kind);

      assert_same (page, plain);
      g_assert_cmpuint (page->n_unreadable, ==, 6);
    }
}

/* An id is what everything else hangs on. */
static void
test_without_id (void)
{
  static const char *const ids[] = { "0", "null", "''", "'x'", "[]", "'0'" };

  for (ArmadaListKind kind = 0; kind < ARMADA_N_LISTS; kind++)
    for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
      {
        g_autoptr (GString) json = g_string_new ("[{'id':ID,'type':ID,'name':'A'},{'name':'B'}]");
        g_autoptr (ArmadaPage) page = NULL;

        if (kind == ARMADA_LIST_CUSTOM_EVENTS || kind == ARMADA_LIST_ALERT_COUNTS)
          continue;
        g_string_replace (json, "ID", ids[i], 0);
        page = armada_test_page (kind, json->str);
        g_assert_cmpuint (page->records->len, ==, 0);
        g_assert_cmpuint (page->n_unreadable, ==, 2);
      }
}

static void
test_odd_paging (void)
{
  static const struct
  {
    const char *json;
    gint64 total;
    guint page;
    guint last_page;
  } cases[] = {
    { "{'data':[],'total':7,'per_page':3}", 7, 1, 3 },
    { "{'data':[],'total':6,'per_page':3}", 6, 1, 2 },
    { "{'data':[],'total':9223372036854775807,'per_page':2}", G_MAXINT64, 1, G_MAXINT },
    { "{'data':[],'total':-4,'per_page':-1,'current_page':-2,'last_page':-3}", -1, 1, 0 },
    { "{'data':[],'total':null,'current_page':null,'last_page':'x'}", -1, 1, 0 },
    { "{'data':[],'last_page':99999999999,'current_page':[]}", -1, 1, G_MAXINT },
    { "{'data':[],'pagination':[]}", -1, 1, 0 },
    { "{'data':[],'pagination':{'total':4,'last_page':2}}", 4, 1, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ArmadaPage) page = armada_test_page (ARMADA_LIST_SHARES, cases[i].json);

      g_assert_cmpint (page->total, ==, cases[i].total);
      g_assert_cmpuint (page->page, ==, cases[i].page);
      g_assert_cmpuint (page->last_page, ==, cases[i].last_page);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/list-shapes/unpaged", test_unpaged);
  g_test_add_func ("/list-shapes/paged", test_paged);
  g_test_add_func ("/list-shapes/empty", test_empty);
  g_test_add_func ("/list-shapes/no-list", test_no_list);
  g_test_add_func ("/list-shapes/bad-elements", test_bad_elements);
  g_test_add_func ("/list-shapes/without-id", test_without_id);
  g_test_add_func ("/list-shapes/odd-paging", test_odd_paging);
  return g_test_run ();
}
