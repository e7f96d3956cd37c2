/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-list-fetch"

#include "sync/armada-list-fetch.h"

#include "api/armada-alert-counts-reader.h"
#include "api/armada-error.h"

#define MAX_PAGES 10000
#define MAX_COUNTED 30000 /* events that are counted where the server does not */

/* One list on its way. */
typedef struct
{
  /* input */
  ArmadaClient *client;
  ArmadaListQuery query; /* borrows from what follows */
  GPtrArray *texts;
  gint64 *devices;
  GStrv filters;
  guint max_items;
  gboolean counting; /* the events are asked for in order to be counted */

  /* in progress */
  guint page;
  gboolean cut;     /* records came that were not wanted any more */
  GHashTable *seen; /* ids, so that a server that ignores paging is noticed */

  /* output */
  ArmadaPage *all;
} Run;

static void ask (GTask *task);

static void
run_free (gpointer data)
{
  Run *run = data;

  g_clear_object (&run->client);
  g_ptr_array_unref (run->texts);
  g_free (run->devices);
  g_strfreev (run->filters);
  g_hash_table_unref (run->seen);
  g_clear_pointer (&run->all, armada_page_free);
  g_free (run);
}

static const char *
copy_text (Run *run, const char *text)
{
  char *copy = g_strdup (text);

  if (copy != NULL)
    g_ptr_array_add (run->texts, copy);
  return copy;
}

static Run *
run_new (ArmadaClient *client, const ArmadaListQuery *query, guint max_items)
{
  Run *run = g_new0 (Run, 1);

  run->client = g_object_ref (client);
  run->texts = g_ptr_array_new_with_free_func (g_free);
  run->devices = g_memdup2 (query->devices.ids, query->devices.n * sizeof (gint64));
  run->filters = g_strdupv ((GStrv) query->filters);
  run->query = *query;
  run->query.devices.ids = run->devices;
  run->query.from = copy_text (run, query->from);
  run->query.to = copy_text (run, query->to);
  run->query.type = copy_text (run, query->type);
  run->query.search = copy_text (run, query->search);
  run->query.sort_by = copy_text (run, query->sort_by);
  run->query.sort = copy_text (run, query->sort);
  run->query.filters = (const char *const *) run->filters;
  run->max_items = max_items;
  run->page = 1;
  run->seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  run->all = armada_page_new ();
  return run;
}

/* Returns: how many of @page were not there before */
static guint
take_page (Run *run, ArmadaPage *page)
{
  guint n_new = 0;

  for (guint i = 0; i < page->records->len; i++)
    {
      ArmadaRecord *record = page->records->pdata[i];
      gint64 id = armada_record_get_id (record);

      if (id != 0 && !g_hash_table_add (run->seen, g_memdup2 (&id, sizeof id)))
        continue;
      if (run->max_items > 0 && run->all->records->len >= run->max_items)
        {
          run->cut = TRUE;
          break;
        }
      g_ptr_array_add (run->all->records, armada_record_ref (record));
      n_new++;
    }
  run->all->total = page->total;
  run->all->last_page = run->cut ? MAX (page->last_page, run->page + 1) : page->last_page;
  run->all->page = run->page;
  run->all->n_unreadable += page->n_unreadable;
  return n_new;
}

static gboolean
is_over (Run *run, const ArmadaPage *page, guint n_new)
{
  return !armada_page_has_next (page) || n_new == 0 || run->page == MAX_PAGES ||
         (run->max_items > 0 && run->all->records->len >= run->max_items);
}

/* All that there is is one page; else the numbers tell how far it came. */
static void
finish (GTask *task, gboolean complete)
{
  Run *run = g_task_get_task_data (task);

  if (complete)
    {
      run->all->page = run->all->last_page = 1;
      if (run->all->total < 0)
        run->all->total = run->all->records->len;
    }
  if (run->counting)
    {
      ArmadaPage *counts = armada_alert_counts_from_events (run->all);

      counts->total = complete ? counts->total : -1;
      g_task_return_pointer (task, counts, (GDestroyNotify) armada_page_free);
    }
  else
    g_task_return_pointer (task, g_steal_pointer (&run->all), (GDestroyNotify) armada_page_free);
}

/* The server does not count: its events are asked for instead. */
static gboolean
may_count (Run *run, const GError *error)
{
  if (run->query.kind != ARMADA_LIST_ALERT_COUNTS ||
      !g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_MISSING))
    return FALSE;
  run->query.kind = ARMADA_LIST_EVENTS;
  run->counting = TRUE;
  run->max_items = MAX_COUNTED;
  return TRUE;
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaAnswer) answer =
      armada_client_call_finish (ARMADA_CLIENT (source), result, &error);
  g_autoptr (ArmadaPage) page = answer ? armada_list_read (run->query.kind, answer, &error) : NULL;
  guint n_new;

  if (page == NULL && may_count (run, error))
    {
      ask (g_steal_pointer (&task));
      return;
    }
  if (page == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  n_new = take_page (run, page);
  if (!is_over (run, page, n_new))
    {
      run->page++;
      ask (g_steal_pointer (&task));
      return;
    }
  finish (task, !run->cut && (!armada_page_has_next (page) || n_new == 0));
}

static void
ask (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  g_autoptr (ArmadaCall) call = armada_list_call (&run->query, run->page);

  armada_client_call_async (run->client, call, g_task_get_cancellable (task), page_cb, task);
}

void
armada_list_fetch_async (ArmadaClient *client,
                         const ArmadaListQuery *query,
                         guint max_items,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);

  g_task_set_source_tag (task, armada_list_fetch_async);
  g_task_set_task_data (task, run_new (client, query, max_items), run_free);
  ask (task);
}

ArmadaPage *
armada_list_fetch_finish (GAsyncResult *result, ArmadaPage **partial, GError **error)
{
  Run *run = g_task_get_task_data (G_TASK (result));
  ArmadaPage *page = g_task_propagate_pointer (G_TASK (result), error);

  if (partial != NULL)
    *partial = page == NULL && run->all != NULL && run->all->records->len > 0
                   ? g_steal_pointer (&run->all)
                   : NULL;
  return page;
}
