/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-archive"

#include "store/armada-archive-private.h"

/*
 * ArmadaArchive: the list of the reports and what it is kept from. The session owns it. Here is the
 * model; what is asked of store and disk is in armada-archive-calls.c, what lies in the folder in
 * armada-archive-scan.c.
 */

static GType
get_item_type (GListModel *model)
{
  return ARMADA_TYPE_REPORT;
}

static guint
get_n_items (GListModel *model)
{
  return ARMADA_ARCHIVE (model)->reports->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  ArmadaArchive *self = ARMADA_ARCHIVE (model);

  return position < self->reports->len ? g_object_ref (self->reports->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ArmadaArchive,
                               armada_archive,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

typedef enum
{
  PROP_OPEN = 1,
  PROP_ERROR,
} ArmadaArchiveProperty;

static GParamSpec *properties[PROP_ERROR + 1];
static guint text_wanted_signal;
static guint report_changed_signal;

static void
armada_archive_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ArmadaArchive *self = ARMADA_ARCHIVE (object);

  switch ((ArmadaArchiveProperty) id)
    {
    case PROP_OPEN:
      g_value_set_boolean (value, self->open);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_archive_dispose (GObject *object)
{
  armada_archive_close (ARMADA_ARCHIVE (object));
  G_OBJECT_CLASS (armada_archive_parent_class)->dispose (object);
}

static void
armada_archive_finalize (GObject *object)
{
  ArmadaArchive *self = ARMADA_ARCHIVE (object);

  g_object_unref (self->store);
  g_free (self->folder);
  g_ptr_array_unref (self->reports);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->monitors);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (armada_archive_parent_class)->finalize (object);
}

static void
armada_archive_class_init (ArmadaArchiveClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = armada_archive_dispose;
  object_class->finalize = armada_archive_finalize;
  object_class->get_property = armada_archive_get_property;

  properties[PROP_OPEN] = g_param_spec_boolean ("open", NULL, NULL, FALSE, read);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, read);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  text_wanted_signal = g_signal_new ("text-wanted", ARMADA_TYPE_ARCHIVE, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);
  report_changed_signal = g_signal_new ("report-changed", ARMADA_TYPE_ARCHIVE, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, ARMADA_TYPE_REPORT);
}

static void
armada_archive_init (ArmadaArchive *self)
{
  self->reports = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->monitors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/**
 * armada_archive_new:
 * @folder: whole path, made when it is opened
 *
 * Returns: (transfer full): an archive that is not open yet
 */
ArmadaArchive *
armada_archive_new (ArmadaStore *store, const char *folder)
{
  ArmadaArchive *self = g_object_new (ARMADA_TYPE_ARCHIVE, NULL);

  self->store = g_object_ref (store);
  self->folder = g_strdup (folder);
  return self;
}

const char *
armada_archive_get_folder (ArmadaArchive *self)
{
  return self->folder;
}

gboolean
armada_archive_is_open (ArmadaArchive *self)
{
  return self->open;
}

/**
 * armada_archive_get_error:
 *
 * Returns: (nullable): why the folder cannot be read or written, until it can
 */
const GError *
armada_archive_get_error (ArmadaArchive *self)
{
  return self->error;
}

/**
 * armada_archive_find:
 *
 * Returns: (transfer none) (nullable): the report of that number, if it is there
 */
ArmadaReport *
armada_archive_find (ArmadaArchive *self, gint64 id)
{
  return g_hash_table_lookup (self->by_id, &id);
}

/**
 * armada_archive_find_untexted:
 *
 * Returns: (transfer none) (nullable): the newest report whose text is still to be read and given
 * to armada_archive_set_text_async(), "" where it has none; NULL: there is none
 */
ArmadaReport *
armada_archive_find_untexted (ArmadaArchive *self)
{
  for (guint i = 0; i < self->reports->len; i++)
    {
      const ArmadaReportFields *fields = armada_report_get_fields (self->reports->pdata[i]);

      if (!fields->has_text && !fields->missing)
        return self->reports->pdata[i];
    }
  return NULL;
}

/**
 * armada_archive_close:
 *
 * No longer watches the folder. What is under way comes to its end; call it before the store is
 * closed.
 */
void
armada_archive_close (ArmadaArchive *self)
{
  self->closed = TRUE;
  g_clear_handle_id (&self->scan_timeout, g_source_remove);
  g_hash_table_remove_all (self->monitors);
}

void
armada_archive_set_error (ArmadaArchive *self, GError *error)
{
  if (error == NULL && self->error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

void
armada_archive_set_open (ArmadaArchive *self)
{
  if (self->open)
    return;
  self->open = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPEN]);
}

static gboolean
is_newer (ArmadaReport *a, ArmadaReport *b)
{
  const ArmadaReportFields *x = armada_report_get_fields (a);
  const ArmadaReportFields *y = armada_report_get_fields (b);

  return x->made != y->made ? x->made > y->made : x->id > y->id;
}

static void
want_text (ArmadaArchive *self, ArmadaReport *report)
{
  if (!armada_report_get_fields (report)->has_text)
    g_signal_emit (self, text_wanted_signal, 0);
}

static void
insert (ArmadaArchive *self, ArmadaReport *report)
{
  guint position = 0;

  while (position < self->reports->len && is_newer (self->reports->pdata[position], report))
    position++;
  g_ptr_array_insert (self->reports, (int) position, g_object_ref (report));
  g_hash_table_insert (self->by_id, (gpointer) &armada_report_get_fields (report)->id, report);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
  want_text (self, report);
}

static void
update (ArmadaArchive *self, ArmadaReport *report, ArmadaReport *newer)
{
  armada_report_update (report, armada_report_get_fields (newer));
  g_signal_emit (self, report_changed_signal, 0, report);
}

/**
 * armada_archive_put:
 * @newer: how a report stands in the store
 *
 * Returns: (transfer none): the model's own object, which says the same
 */
ArmadaReport *
armada_archive_put (ArmadaArchive *self, ArmadaReport *newer)
{
  ArmadaReport *known = armada_archive_find (self, armada_report_get_id (newer));
  gboolean had_text;

  if (known == NULL)
    {
      insert (self, newer);
      return newer;
    }
  had_text = armada_report_get_fields (known)->has_text;
  update (self, known, newer);
  if (had_text)
    want_text (self, known);
  return known;
}

/**
 * armada_archive_put_back:
 * @report: that had been taken away
 * @newer: how it stands in the store
 */
void
armada_archive_put_back (ArmadaArchive *self, ArmadaReport *report, ArmadaReport *newer)
{
  if (armada_archive_find (self, armada_report_get_id (newer)) != NULL)
    {
      armada_archive_put (self, newer);
      return;
    }
  armada_report_update (report, armada_report_get_fields (newer));
  insert (self, report);
}

void
armada_archive_take_away (ArmadaArchive *self, ArmadaReport *report)
{
  guint position;

  if (!g_ptr_array_find (self->reports, report, &position))
    return;
  g_object_ref (report);
  g_hash_table_remove (self->by_id, &armada_report_get_fields (report)->id);
  g_ptr_array_remove_index (self->reports, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  g_object_unref (report);
}

static gboolean
says_the_same (ArmadaReport *a, ArmadaReport *b)
{
  const ArmadaReportFields *x = armada_report_get_fields (a);
  const ArmadaReportFields *y = armada_report_get_fields (b);

  return x->size == y->size && x->modified == y->modified && x->favourite == y->favourite &&
         x->missing == y->missing && x->has_text == y->has_text && g_str_equal (x->path, y->path) &&
         g_str_equal (x->title, y->title) && g_str_equal (x->sha256, y->sha256) &&
         g_strv_equal ((const char *const *) x->tags, (const char *const *) y->tags);
}

/* The objects that are known, in the place of those of the store that say of the same report.
 * @spare: is given the latter */
static void
keep_known (ArmadaArchive *self, GPtrArray *reports, GPtrArray *spare)
{
  for (guint i = 0; i < reports->len; i++)
    {
      ArmadaReport *newer = reports->pdata[i];
      ArmadaReport *known = armada_archive_find (self, armada_report_get_id (newer));

      if (known == NULL)
        continue;
      if (!says_the_same (known, newer))
        update (self, known, newer);
      reports->pdata[i] = g_object_ref (known);
      g_ptr_array_add (spare, newer);
    }
}

static void
drop_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_ptr_array_set_size (data, 0);
  g_task_return_boolean (task, TRUE);
}

/* Thousands of objects that nobody else has are let go of where nobody waits. */
static void
drop (GPtrArray *spare)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_source_tag (task, drop);
  g_task_set_task_data (task, g_ptr_array_ref (spare), (GDestroyNotify) g_ptr_array_unref);
  g_task_run_in_thread (task, drop_thread);
}

/**
 * armada_archive_replace_all:
 * @reports: (transfer full): what the store has, newest first
 *
 * Tells at most one items-changed, over the smallest range that differs.
 */
void
armada_archive_replace_all (ArmadaArchive *self, GPtrArray *reports)
{
  g_autoptr (GPtrArray) spare = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) old = self->reports;
  guint start = 0, end = 0, n_both = MIN (old->len, reports->len);

  keep_known (self, reports, spare);
  drop (spare);
  while (start < n_both && old->pdata[start] == reports->pdata[start])
    start++;
  while (end < n_both - start &&
         old->pdata[old->len - 1 - end] == reports->pdata[reports->len - 1 - end])
    end++;
  self->reports = reports;
  g_hash_table_remove_all (self->by_id);
  for (guint i = 0; i < reports->len; i++)
    g_hash_table_insert (self->by_id, (gpointer) &armada_report_get_fields (reports->pdata[i])->id,
                         reports->pdata[i]);
  if (old->len != reports->len || start < reports->len)
    g_list_model_items_changed (G_LIST_MODEL (self), start, old->len - start - end,
                                reports->len - start - end);
  if (armada_archive_find_untexted (self) != NULL)
    g_signal_emit (self, text_wanted_signal, 0);
}
