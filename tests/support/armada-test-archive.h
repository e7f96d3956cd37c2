/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-test-store.h"
#include "store/armada-archive.h"

G_BEGIN_DECLS

/* An archive in a folder of its own, and calls of it that wait for their answer. */

typedef struct
{
  ArmadaTestStore store;
  char *folder;
  ArmadaArchive *archive;
} ArmadaTestArchive;

static inline void
armada_test_archive_open (ArmadaTestArchive *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  self->archive = armada_archive_new (self->store.store, self->folder);
  armada_archive_open_async (self->archive, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_assert_true (armada_archive_open_finish (self->archive, result, &error));
  g_assert_no_error (error);
}

static inline void
armada_test_archive_close (ArmadaTestArchive *self)
{
  armada_archive_close (self->archive);
  armada_test_finalize (g_steal_pointer (&self->archive));
}

/* As at the next start of the program. */
static inline void
armada_test_archive_restart (ArmadaTestArchive *self)
{
  armada_test_archive_close (self);
  armada_test_store_close (&self->store);
  armada_test_store_open (&self->store);
  armada_test_archive_open (self);
}

/* GTestFixtureFuncs */
static inline void
armada_test_archive_set_up (ArmadaTestArchive *self, gconstpointer data)
{
  armada_test_store_set_up (&self->store, NULL);
  self->folder = g_build_filename (self->store.folder, "reports", NULL);
  armada_test_archive_open (self);
}

static inline void
armada_test_remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *whole = g_build_filename (path, name, NULL);

      if (g_file_test (whole, G_FILE_TEST_IS_DIR))
        armada_test_remove_folder (whole);
      else
        g_remove (whole);
    }
  g_rmdir (path);
}

static inline gboolean
armada_test_is_empty (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  return dir == NULL || g_dir_read_name (dir) == NULL;
}

static inline void
armada_test_archive_tear_down (ArmadaTestArchive *self, gconstpointer data)
{
  if (self->archive != NULL)
    armada_test_archive_close (self);
  armada_test_remove_folder (self->folder);
  armada_test_store_tear_down (&self->store, NULL);
  g_free (self->folder);
}

static inline void
armada_test_archive_scan (ArmadaTestArchive *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  armada_archive_scan_async (self->archive, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_assert_true (armada_archive_scan_finish (self->archive, result, &error));
  g_assert_no_error (error);
}

/* Returns: (transfer full): "Drives" of a vehicle for a day, with an address to send it to */
static inline ArmadaReportOrder *
armada_test_report_order_new (const char *title, const char *format)
{
  static const gint64 device = 1002;
  static const char *const name = "B 1234 XY";
  ArmadaReportOrder order;

  armada_report_order_init (&order);
  order.title = title;
  order.type = 3;
  order.type_name = "Drives and stops";
  order.format = format;
  order.devices = (ArmadaIds) { &device, 1 };
  order.device_names = (ArmadaTexts) { &name, 1 };
  order.from = "2026-09-20 00:00:00";
  order.to = "2026-09-20 23:59:00";
  return armada_report_order_new (&order);
}

/* Returns: (transfer full) (nullable): the report of what a draft with @content is made */
static inline ArmadaReport *
armada_test_archive_try_add (ArmadaTestArchive *self,
                             const char *title,
                             const char *batch,
                             const char *content,
                             GError **error)
{
  g_autoptr (ArmadaReportOrder) order = armada_test_report_order_new (title, "pdf");
  const ArmadaReportFields fields = {
    .order = order,
    .title = (char *) title,
    .server = (char *) "https://fleet.example.com",
    .email = (char *) "one@fleet.example.com",
    .made = 1790000000,
    .batch = (char *) batch,
  };
  g_autoptr (GAsyncResult) begun = NULL;
  g_autoptr (GAsyncResult) added = NULL;
  g_autofree char *path = NULL;
  ArmadaDraft *draft;

  armada_archive_begin_async (self->archive, NULL, armada_test_result_cb, &begun);
  armada_test_wait (&begun);
  draft = armada_archive_begin_finish (self->archive, begun, error);
  if (draft == NULL)
    return NULL;
  path = armada_draft_dup_whole_path (draft);
  g_assert_true (
      g_file_set_contents_full (path, content, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  armada_archive_add_async (self->archive, draft, &fields, 0, NULL, armada_test_result_cb, &added);
  armada_test_wait (&added);
  return armada_archive_add_finish (self->archive, added, error);
}

static inline ArmadaReport *
armada_test_archive_add (ArmadaTestArchive *self, const char *title, const char *content)
{
  g_autoptr (GError) error = NULL;
  ArmadaReport *report = armada_test_archive_try_add (self, title, "", content, &error);

  g_assert_no_error (error);
  return report;
}

/* Returns: (transfer full): the report at @position */
static inline ArmadaReport *
armada_test_archive_get (ArmadaTestArchive *self, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (self->archive), position);
}

static inline guint
armada_test_archive_count (ArmadaTestArchive *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->archive));
}

static inline char *
armada_test_report_dup_content (ArmadaReport *report)
{
  g_autoptr (GFile) file = armada_report_dup_file (report);
  char *content = NULL;

  g_file_load_contents (file, NULL, &content, NULL, NULL, NULL);
  return content;
}

G_END_DECLS
