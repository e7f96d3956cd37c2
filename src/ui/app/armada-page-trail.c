/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-page-trail"

#include "app/armada-page-trail.h"

/* Further back than this nobody goes. */
#define MAX_PAGES 50

struct _ArmadaPageTrail
{
  GPtrArray *pages;
  guint here; /* of none: 0 */
};

ArmadaPageTrail *
armada_page_trail_new (void)
{
  ArmadaPageTrail *self = g_new0 (ArmadaPageTrail, 1);

  self->pages = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
armada_page_trail_free (ArmadaPageTrail *self)
{
  g_ptr_array_unref (self->pages);
  g_free (self);
}

/**
 * armada_page_trail_go:
 * @page: what is shown now
 *
 * What lay ahead is no longer there. The page that is shown already is no step.
 */
void
armada_page_trail_go (ArmadaPageTrail *self, const char *page)
{
  GPtrArray *pages = self->pages;

  if (pages->len > 0 && g_str_equal (pages->pdata[self->here], page))
    return;
  if (pages->len > self->here + 1)
    g_ptr_array_set_size (pages, (int) self->here + 1);
  if (pages->len == MAX_PAGES)
    g_ptr_array_remove_index (pages, 0);
  g_ptr_array_add (pages, g_strdup (page));
  self->here = pages->len - 1;
}

/**
 * armada_page_trail_can_move:
 * @steps: forward, or back if negative
 */
gboolean
armada_page_trail_can_move (ArmadaPageTrail *self, int steps)
{
  gint64 there = (gint64) self->here + steps;

  return there >= 0 && there < (gint64) self->pages->len;
}

/**
 * armada_page_trail_move:
 * @steps: forward, or back if negative
 *
 * Returns: (nullable): the page that is shown now, owned by the trail; nothing when there is none
 *   so far away, and one stays where one was
 */
const char *
armada_page_trail_move (ArmadaPageTrail *self, int steps)
{
  if (!armada_page_trail_can_move (self, steps))
    return NULL;
  self->here = (guint) ((int) self->here + steps);
  return self->pages->pdata[self->here];
}

/**
 * armada_page_trail_clear:
 *
 * Another account begins a trail of its own.
 */
void
armada_page_trail_clear (ArmadaPageTrail *self)
{
  g_ptr_array_set_size (self->pages, 0);
  self->here = 0;
}
