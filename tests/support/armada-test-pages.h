/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-list.h"
#include "armada-test-fixture.h"

G_BEGIN_DECLS

/* @text with " for ', so that JSON can be read in a test's source */
static inline char *
armada_test_quote (const char *text)
{
  return g_strdelimit (g_strdup (text), "'", '"');
}

/* Returns: (transfer full) (nullable): the page in an answer @json, with ' for " */
static inline ArmadaPage *
armada_test_page_try (ArmadaListKind kind, const char *json, GError **error)
{
  char *text = armada_test_quote (json);
  g_autoptr (GBytes) body = g_bytes_new_take (text, strlen (text));
  g_autoptr (ArmadaAnswer) answer = armada_answer_new ("test", 200, -1, body, FALSE, error);

  return answer ? armada_list_read (kind, answer, error) : NULL;
}

static inline ArmadaPage *
armada_test_page (ArmadaListKind kind, const char *json)
{
  g_autoptr (GError) error = NULL;
  ArmadaPage *page = armada_test_page_try (kind, json, &error);

  g_assert_no_error (error);
  return page;
}

static inline ArmadaPage *
armada_test_page_fixture (ArmadaListKind kind, const char *name)
{
  g_autoptr (GBytes) body = armada_test_fixture (name);
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaAnswer) answer = armada_answer_new ("test", 200, -1, body, FALSE, &error);
  ArmadaPage *page;

  g_assert_no_error (error);
  page = armada_list_read (kind, answer, &error);
  g_assert_no_error (error);
  return page;
}

/* Returns: (transfer full): every field of @record, with ' for " */
static inline char *
armada_test_record_dup_text (const ArmadaRecord *record)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *value = armada_record_write (record->type, record, ARMADA_RECORD_SHOWN, doc);
  char *json = yyjson_mut_val_write (value, 0, NULL);
  char *text;

  g_assert_nonnull (json);
  text = g_strdelimit (g_strdup (json), "\"", '\'');
  free (json);
  yyjson_mut_doc_free (doc);
  return text;
}

static inline void
armada_test_assert_record (const ArmadaRecord *record, const char *expected)
{
  g_autofree char *text = armada_test_record_dup_text (record);

  g_assert_cmpstr (text, ==, expected);
}

/* @expected: every field of every record, ended by NULL */
static inline void
armada_test_assert_records (const ArmadaPage *page, const char *const *expected)
{
  for (guint i = 0; expected[i] != NULL && i < page->records->len; i++)
    armada_test_assert_record (page->records->pdata[i], expected[i]);
  g_assert_cmpuint (page->records->len, ==, g_strv_length ((char **) expected));
}

G_END_DECLS
