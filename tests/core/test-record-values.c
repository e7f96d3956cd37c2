/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "armada-test-pages.h"

/*
 * Every field of every kind of record, at every place where the server may have it, in every form
 * that its kind of value comes in.
 */

/* The first form is the plain one; all others mean the same. */
static const char *const ids[] = { "7", "'7'", "7.0", "' 7 '", NULL };
static const char *const ints[] = { "-7", "'-7'", "-7.0", "'-7.0'", NULL };
static const char *const doubles[] = { "1.5", "'1.5'", "15e-1", "'1.50'", "' 1.5'", NULL };
static const char *const yes[] = { "true", "1", "'1'", "'true'", "'on'", "7", "'yes'", NULL };
static const char *const no[] = { "false", "0", "'0'", "'false'", "''", "'-'", "'off'", NULL };
static const char *const texts[] = { "'a & b'",     "'a &amp; b'",   "' a  & <i>b</i> '",
                                     "'a &#38; b'", "'a \\u0026 b'", NULL };
static const char *const times[] = { "'2026-03-14 08:30:03'", "'2026-03-14T08:30:03Z'",
                                     "1773477003", NULL };
static const char *const id_lists[] = { "[1,2]",
                                        "['1','2']",
                                        "{'0':1,'4':'2','x':3}",
                                        "[{'id':1},{'id':'2','name':'B'}]",
                                        "[1,null,2,'x',[],{}]",
                                        NULL };
static const char *const text_lists[] = { "['a','7']", "{'1':'a','9':7}", "['a',null,7,[],true]",
                                          NULL };

static const char *const *const forms[][2] = {
  [ARMADA_FIELD_ID] = { ids, NULL },         [ARMADA_FIELD_INT] = { ints, NULL },
  [ARMADA_FIELD_DOUBLE] = { doubles, NULL }, [ARMADA_FIELD_FLAG] = { yes, no },
  [ARMADA_FIELD_TEXT] = { texts, NULL },     [ARMADA_FIELD_TIME] = { times, NULL },
  [ARMADA_FIELD_IDS] = { id_lists, NULL },   [ARMADA_FIELD_TEXTS] = { text_lists, NULL },
};

/* Returns: (transfer full): an object with @value at @place and nothing else but an id */
static ArmadaRecord *
read_with (const ArmadaRecordType *type, const char *place, const char *value)
{
  g_auto (GStrv) names = g_strsplit (place, "/", -1);
  g_autoptr (GString) json = g_string_new ("{");
  g_autofree char *text = NULL;
  yyjson_doc *doc;
  ArmadaRecord *record;

  for (guint i = 0; names[i] != NULL; i++)
    g_string_append_printf (json, "%s'%s':", i > 0 ? "{" : "", names[i]);
  g_string_append (json, value);
  for (guint i = 1; names[i] != NULL; i++)
    g_string_append_c (json, '}');
  if (g_str_equal (type->fields[0].name, "id") && !g_str_equal (place, "id"))
    g_string_append (json, ",'id':1");
  g_string_append (json, ",'unknown':{'id':9},'':null}");
  text = armada_test_quote (json->str);
  doc = yyjson_read (text, strlen (text), 0);
  g_assert_nonnull (doc);
  record = armada_record_read (type, yyjson_doc_get_root (doc));
  yyjson_doc_free (doc);
  return record;
}

/* Half a place is none, which an event's reader sees to. */
static gboolean
is_half_a_place (const ArmadaField *field)
{
  return g_str_equal (field->name, "latitude") || g_str_equal (field->name, "longitude");
}

static void
check_place (const ArmadaRecordType *type, const ArmadaField *field, const char *place)
{
  g_autoptr (ArmadaRecord) missing = read_with (type, "x", "1");

  g_test_message ("%s %s: %s", type->name, field->name, place);
  g_assert_nonnull (missing);
  for (guint i = 0; i < 2 && forms[field->kind][i] != NULL; i++)
    {
      const char *const *values = forms[field->kind][i];
      g_autoptr (ArmadaRecord) plain = read_with (type, place, values[0]);

      g_assert_nonnull (plain);
      g_assert_true (is_half_a_place (field) || !armada_record_equal (plain, missing));
      for (guint k = 1; values[k] != NULL; k++)
        {
          g_autoptr (ArmadaRecord) record = read_with (type, place, values[k]);

          g_assert_true (armada_record_equal (record, plain));
        }
    }
}

static void
check_type (const ArmadaRecordType *type,
            void (*check) (const ArmadaRecordType *, const ArmadaField *, const char *))
{
  for (guint i = 0; i < type->n_fields; i++)
    {
      const ArmadaField *field = &type->fields[i];
      g_auto (GStrv) places = g_strsplit (field->wire ?: "", "|", -1);

      if (field->kind == ARMADA_FIELD_RECORDS)
        check_type (field->element, check);
      else
        for (guint k = 0; places[k] != NULL; k++)
          check (type, field, places[k]);
    }
}

static void
test_forms (void)
{
  for (ArmadaListKind kind = 0; kind < ARMADA_N_LISTS; kind++)
    check_type (armada_list_get_type (kind), check_place);
}

/* Null, and what is no value of its kind, are as if the member were not there. */
static void
check_nothing (const ArmadaRecordType *type, const ArmadaField *field, const char *place)
{
  static const char *const nothing[] = { "null", "[]", "{}", "[[]]", "{'x':{}}" };
  g_autoptr (ArmadaRecord) missing = read_with (type, "x", "1");

  if (g_str_equal (place, "id"))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (nothing); i++)
    {
      g_autoptr (ArmadaRecord) record = read_with (type, place, nothing[i]);

      g_test_message ("%s %s: %s %s", type->name, field->name, place, nothing[i]);
      g_assert_true (armada_record_equal (record, missing));
    }
}

static void
test_nothing (void)
{
  for (ArmadaListKind kind = 0; kind < ARMADA_N_LISTS; kind++)
    check_type (armada_list_get_type (kind), check_nothing);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record-values/forms", test_forms);
  g_test_add_func ("/record-values/nothing", test_nothing);
  return g_test_run ();
}
