/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-archive-view"

#include "report/armada-archive-view.h"

#include <string.h>

#include "report/armada-archive-match.h"

/*
 * ArmadaArchiveView: the archive as one page shows it. It holds the reports it shows, and for those
 * it knows a key to sort by. Words are looked for in the store; of several searches that are under
 * way the newest counts.
 */
struct _ArmadaArchiveView
{
  GObject parent_instance;

  ArmadaArchive *archive;
  GPtrArray *reports; /* of ArmadaReport, as they are shown */

  ArmadaArchiveFilter filter; /* owned texts */
  ArmadaArchiveSort sort;
  gboolean reversed;
  GHashTable *found; /* (nullable): ids in which the words stand; NULL: all */
  GCancellable *search;
  guint idle; /* what has changed is taken over before the next frame */
  GError *error;
};

typedef enum
{
  PROP_SEARCHING = 1,
  PROP_ERROR,
  PROP_FILTERED,
} ArmadaArchiveViewProperty;

static GParamSpec *properties[PROP_FILTERED + 1];

static GType
get_item_type (GListModel *model)
{
  return ARMADA_TYPE_REPORT;
}

static guint
get_n_items (GListModel *model)
{
  return ARMADA_ARCHIVE_VIEW (model)->reports->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  ArmadaArchiveView *self = ARMADA_ARCHIVE_VIEW (model);

  return position < self->reports->len ? g_object_ref (self->reports->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ArmadaArchiveView,
                               armada_archive_view,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
notify (ArmadaArchiveView *self, ArmadaArchiveViewProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* Takes over what is to be shown now. */
static void
show (ArmadaArchiveView *self, GPtrArray *reports)
{
  g_autoptr (GPtrArray) old = self->reports;
  guint start = 0, end = 0, n_both = MIN (old->len, reports->len);

  while (start < n_both && old->pdata[start] == reports->pdata[start])
    start++;
  while (end < n_both - start &&
         old->pdata[old->len - 1 - end] == reports->pdata[reports->len - 1 - end])
    end++;
  self->reports = reports;
  if (old->len != reports->len || start < reports->len)
    g_list_model_items_changed (G_LIST_MODEL (self), start, old->len - start - end,
                                reports->len - start - end);
}

static void
update (ArmadaArchiveView *self)
{
  GPtrArray *reports = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->archive));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ArmadaReport) report = g_list_model_get_item (G_LIST_MODEL (self->archive), i);

      if (armada_archive_match (report, &self->filter, self->found))
        g_ptr_array_add (reports, g_steal_pointer (&report));
    }
  armada_archive_sort (reports, self->sort, self->reversed);
  show (self, reports);
}

static void start_search (ArmadaArchiveView *self);

static gboolean
idle_cb (gpointer user_data)
{
  ArmadaArchiveView *self = user_data;

  self->idle = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

/* A report that is new, or says something else, may have the words, too. */
static void
archive_changed_cb (ArmadaArchiveView *self)
{
  if (self->filter.words != NULL)
    start_search (self);
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, idle_cb, self, NULL);
}

static void
set_error (ArmadaArchiveView *self, GError *error)
{
  gboolean changed = self->error != NULL || error != NULL;

  g_clear_error (&self->error);
  self->error = error;
  if (changed)
    notify (self, PROP_ERROR);
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaArchiveView) self = user_data;
  GError *error = NULL;
  GHashTable *found = armada_archive_search_finish (ARMADA_ARCHIVE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return;
    }
  g_clear_object (&self->search);
  g_clear_pointer (&self->found, g_hash_table_unref);
  self->found = found;
  set_error (self, error);
  notify (self, PROP_SEARCHING);
  update (self);
}

static void
end_search (ArmadaArchiveView *self)
{
  g_cancellable_cancel (self->search);
  g_clear_object (&self->search);
}

static void
start_search (ArmadaArchiveView *self)
{
  gboolean searching = self->search != NULL;

  end_search (self);
  self->search = g_cancellable_new ();
  armada_archive_search_async (self->archive, self->filter.words, self->search, searched_cb,
                               g_object_ref (self));
  if (!searching)
    notify (self, PROP_SEARCHING);
}

static void
armada_archive_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ArmadaArchiveView *self = ARMADA_ARCHIVE_VIEW (object);

  switch ((ArmadaArchiveViewProperty) id)
    {
    case PROP_SEARCHING:
      g_value_set_boolean (value, self->search != NULL);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_FILTERED:
      g_value_set_boolean (value, armada_archive_view_get_filtered (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_archive_view_dispose (GObject *object)
{
  ArmadaArchiveView *self = ARMADA_ARCHIVE_VIEW (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  if (self->search != NULL)
    end_search (self);
  G_OBJECT_CLASS (armada_archive_view_parent_class)->dispose (object);
}

static void
armada_archive_view_finalize (GObject *object)
{
  ArmadaArchiveView *self = ARMADA_ARCHIVE_VIEW (object);

  g_clear_object (&self->archive);
  g_ptr_array_unref (self->reports);
  armada_archive_filter_clear (&self->filter);
  g_clear_pointer (&self->found, g_hash_table_unref);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (armada_archive_view_parent_class)->finalize (object);
}

static void
armada_archive_view_class_init (ArmadaArchiveViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = armada_archive_view_dispose;
  object_class->finalize = armada_archive_view_finalize;
  object_class->get_property = armada_archive_view_get_property;

  properties[PROP_SEARCHING] = g_param_spec_boolean ("searching", NULL, NULL, FALSE, read);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, read);
  properties[PROP_FILTERED] = g_param_spec_boolean ("filtered", NULL, NULL, FALSE, read);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
armada_archive_view_init (ArmadaArchiveView *self)
{
  self->reports = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * armada_archive_view_new:
 *
 * Returns: (transfer full): all reports, newest first
 */
ArmadaArchiveView *
armada_archive_view_new (ArmadaArchive *archive)
{
  ArmadaArchiveView *self = g_object_new (ARMADA_TYPE_ARCHIVE_VIEW, NULL);

  self->archive = g_object_ref (archive);
  g_signal_connect_object (archive, "items-changed", G_CALLBACK (archive_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (archive, "report-changed", G_CALLBACK (archive_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return self;
}

ArmadaArchive *
armada_archive_view_get_archive (ArmadaArchiveView *self)
{
  return self->archive;
}

/**
 * armada_archive_view_set_filter:
 * @filter: copied
 *
 * Shows the reports that all of it holds for: at once, but for words, which are looked for.
 */
void
armada_archive_view_set_filter (ArmadaArchiveView *self, const ArmadaArchiveFilter *filter)
{
  ArmadaArchiveFilter old = self->filter;
  gboolean other_words;

  armada_archive_filter_copy (&self->filter, filter);
  other_words = g_strcmp0 (old.words, self->filter.words) != 0;
  armada_archive_filter_clear (&old);
  if (other_words && self->filter.words == NULL)
    {
      gboolean searching = self->search != NULL;

      end_search (self);
      g_clear_pointer (&self->found, g_hash_table_unref);
      set_error (self, NULL);
      if (searching)
        notify (self, PROP_SEARCHING);
    }
  else if (other_words)
    start_search (self);
  update (self);
  notify (self, PROP_FILTERED);
}

/**
 * armada_archive_view_get_filter:
 *
 * Returns: (transfer none): the filter; what it does not ask for is NULL
 */
const ArmadaArchiveFilter *
armada_archive_view_get_filter (ArmadaArchiveView *self)
{
  return &self->filter;
}

/**
 * armada_archive_view_set_sort:
 * @reversed: the other way round
 */
void
armada_archive_view_set_sort (ArmadaArchiveView *self, ArmadaArchiveSort sort, gboolean reversed)
{
  if (self->sort == sort && self->reversed == reversed)
    return;
  self->sort = sort;
  self->reversed = reversed;
  update (self);
}

gboolean
armada_archive_view_get_searching (ArmadaArchiveView *self)
{
  return self->search != NULL;
}

gboolean
armada_archive_view_get_filtered (ArmadaArchiveView *self)
{
  return armada_archive_filter_is_set (&self->filter);
}

/**
 * armada_archive_view_find:
 * @position: (out): where @report is
 *
 * Returns: whether it is shown
 */
gboolean
armada_archive_view_find (ArmadaArchiveView *self, ArmadaReport *report, guint *position)
{
  return g_ptr_array_find (self->reports, report, position);
}

/**
 * armada_archive_view_dup_values:
 *
 * Returns: (transfer full): what there is to choose from in a filter: every value that a report of
 *   the whole archive has, each once, as a person sorts them
 */
char **
armada_archive_view_dup_values (ArmadaArchiveView *self, ArmadaArchiveValues values)
{
  g_autoptr (GHashTable) set = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->archive));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ArmadaReport) report = g_list_model_get_item (G_LIST_MODEL (self->archive), i);

      armada_archive_collect (report, values, set);
    }
  return armada_archive_order_values (set);
}
