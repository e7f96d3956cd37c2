/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-pages-finder"

#include "reports/armada-pages-finder.h"

#include <string.h>

struct _ArmadaPagesFinder
{
  GObject parent_instance;

  ArmadaReading *reading;
  ArmadaPagesView *view; /* which owns us */
  char *words;
  guint *counts; /* hits on each page looked at */
  guint n_pages;
  guint first; /* page it began with */
  guint n_asked;
  gboolean shown;
  guint page, index; /* of the hit that is shown */
  GCancellable *asking;
};

static guint found_signal;

G_DEFINE_FINAL_TYPE (ArmadaPagesFinder, armada_pages_finder, G_TYPE_OBJECT)

static void
tell (ArmadaPagesFinder *self)
{
  guint n = 0, which = 0;

  for (guint i = 0; i < self->n_pages; i++)
    {
      if (self->shown && i == self->page)
        which = n + self->index + 1;
      n += self->counts[i];
    }
  if (!self->shown && self->n_asked < self->n_pages)
    n = G_MAXUINT;
  g_signal_emit (self, found_signal, 0, which, n);
}

static void
show (ArmadaPagesFinder *self, guint page, guint index)
{
  self->shown = TRUE;
  self->page = page;
  self->index = index;
  armada_pages_view_set_hit (self->view, page, index);
}

static void ask_next (ArmadaPagesFinder *self);

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaPagesFinder) self = user_data;
  g_autoptr (GVariant) places = armada_reading_ask_finish (ARMADA_READING (source), result, NULL);
  guint page;

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  page = (self->first + self->n_asked++) % self->n_pages;
  if (places != NULL && g_variant_n_children (places) > 0)
    {
      self->counts[page] = (guint) g_variant_n_children (places);
      armada_pages_view_set_hits (self->view, page, places);
      if (!self->shown)
        show (self, page, 0);
    }
  tell (self);
  ask_next (self);
}

static void
ask_next (ArmadaPagesFinder *self)
{
  if (self->n_asked >= self->n_pages)
    return;
  armada_reading_ask_async (
      self->reading, "find-page",
      g_variant_new ("(us)", (self->first + self->n_asked) % self->n_pages, self->words), "a(dddd)",
      self->asking, found_cb, g_object_ref (self));
}

static void
armada_pages_finder_dispose (GObject *object)
{
  ArmadaPagesFinder *self = ARMADA_PAGES_FINDER (object);

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_object (&self->reading);
  G_OBJECT_CLASS (armada_pages_finder_parent_class)->dispose (object);
}

static void
armada_pages_finder_finalize (GObject *object)
{
  ArmadaPagesFinder *self = ARMADA_PAGES_FINDER (object);

  g_free (self->words);
  g_free (self->counts);
  G_OBJECT_CLASS (armada_pages_finder_parent_class)->finalize (object);
}

static void
armada_pages_finder_class_init (ArmadaPagesFinderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = armada_pages_finder_dispose;
  G_OBJECT_CLASS (klass)->finalize = armada_pages_finder_finalize;
  found_signal = g_signal_new ("found", ARMADA_TYPE_PAGES_FINDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
}

static void
armada_pages_finder_init (ArmadaPagesFinder *self)
{
}

/**
 * armada_pages_finder_new:
 * @view: which shows the pages, and lives longer
 *
 * Returns: (transfer full): one that looks for nothing yet
 */
ArmadaPagesFinder *
armada_pages_finder_new (ArmadaReading *reading, ArmadaPagesView *view)
{
  ArmadaPagesFinder *self = g_object_new (ARMADA_TYPE_PAGES_FINDER, NULL);

  self->reading = g_object_ref (reading);
  self->view = view;
  self->n_pages = armada_reading_get_n_pages (reading);
  self->counts = g_new0 (guint, self->n_pages);
  return self;
}

/**
 * armada_pages_finder_start:
 * @words: "" nothing
 *
 * Forgets what it found, and looks for others.
 */
void
armada_pages_finder_start (ArmadaPagesFinder *self, const char *words)
{
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->asking = g_cancellable_new ();
  g_set_str (&self->words, words);
  memset (self->counts, 0, sizeof (guint) * self->n_pages);
  self->shown = FALSE;
  self->first = armada_pages_view_get_page (self->view);
  self->n_asked = *words != '\0' ? 0 : self->n_pages;
  armada_pages_view_clear_hits (self->view);
  tell (self);
  ask_next (self);
}

/**
 * armada_pages_finder_go:
 *
 * Shows the next hit, or the one before; after the last comes the first.
 */
void
armada_pages_finder_go (ArmadaPagesFinder *self, gboolean backwards)
{
  guint page = self->page;

  if (!self->shown)
    return;
  if (backwards ? self->index > 0 : self->index + 1 < self->counts[page])
    {
      show (self, page, backwards ? self->index - 1 : self->index + 1);
      tell (self);
      return;
    }
  do
    page = (page + (backwards ? self->n_pages - 1 : 1)) % self->n_pages;
  while (self->counts[page] == 0);
  show (self, page, backwards ? self->counts[page] - 1 : 0);
  tell (self);
}
