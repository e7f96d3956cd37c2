/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-paging"

#include "armada-demo-paging.h"

#include "armada-demo-writer.h"

/*
 * The forms in which the platform cuts lists into pages: a paginator around "data", which may
 * stand at the top or below other members, or a "pagination" object beside the list.
 */

/**
 * armada_demo_page_init:
 * @usual_limit: how many a page holds when nothing is asked for
 * @total: how many elements there are
 *
 * Reads "limit" and "page". Where paging is ignored, all is one page.
 */
void
armada_demo_page_init (ArmadaDemoPage *self,
                       const ArmadaDemoRequest *request,
                       guint usual_limit,
                       guint total)
{
  gint64 limit = armada_demo_request_get_int (request, "limit", usual_limit);
  gint64 number = armada_demo_request_get_int (request, "page", 1);
  guint64 first;

  limit = CLAMP (limit, 1, MAX (request->page_limit, 1));
  number = CLAMP (number, 1, G_MAXINT32);
  if (request->paging_ignored)
    {
      limit = MAX (total, 1);
      number = 1;
    }
  first = (guint64) (number - 1) * (guint64) limit;
  *self = (ArmadaDemoPage) {
    .request = request,
    .total = total,
    .limit = (guint) limit,
    .number = (guint) number,
    .last = total > 0 ? (total - 1) / (guint) limit + 1 : 1,
    .first = (guint) MIN (first, total),
    .end = (guint) MIN (first + (guint64) limit, total),
  };
}

/* Returns: (transfer full): old platforms leave out the host */
static char *
dup_url (const ArmadaDemoPage *self, guint number)
{
  const ArmadaDemoRequest *request = self->request;
  g_autofree char *page = number > 0 ? g_strdup_printf ("?page=%u", number) : g_strdup ("");

  return g_strconcat (request->legacy ? "/" : request->address, "api/", request->endpoint, page,
                      NULL);
}

/* @number: of the page; 0: of none */
static void
add_url (const ArmadaDemoPage *self, ArmadaDemoJson *json, const char *name, guint number)
{
  g_autofree char *url = dup_url (self, number);

  TEXT (name, url);
}

static void
add_neighbours (const ArmadaDemoPage *self, ArmadaDemoJson *json)
{
  if (self->number < self->last)
    add_url (self, json, "next_page_url", self->number + 1);
  else
    NOTHING ("next_page_url");
  if (self->number > 1)
    add_url (self, json, "prev_page_url", self->number - 1);
  else
    NOTHING ("prev_page_url");
}

/**
 * armada_demo_add_bad_member:
 * @name: (nullable): NULL: inside a list
 *
 * Adds what looks like an item from afar: no reader can make one of it.
 */
void
armada_demo_add_bad_member (ArmadaDemoJson *json, const char *name)
{
  armada_demo_json_begin_object (json, name);
  armada_demo_json_begin_object (json, "id");
  armada_demo_json_begin_list (json, "broken");
  armada_demo_json_end_list (json);
  armada_demo_json_end_object (json);
  armada_demo_json_begin_list (json, "name");
  armada_demo_json_begin_list (json, NULL);
  armada_demo_json_end_list (json);
  armada_demo_json_end_list (json);
  armada_demo_json_end_object (json);
}

/**
 * armada_demo_add_bad_item:
 *
 * Adds an element that is no item to the list being written, if that is asked for.
 */
void
armada_demo_add_bad_item (const ArmadaDemoRequest *request, ArmadaDemoJson *json)
{
  if (request->bad_item)
    armada_demo_add_bad_member (json, NULL);
}

/**
 * armada_demo_page_begin:
 *
 * Writes a paginator's members up to its list "data", whose elements from @first to before @end are
 * to be written next. An object has been begun around it.
 */
void
armada_demo_page_begin (const ArmadaDemoPage *self, ArmadaDemoJson *json)
{
  INT ("current_page", self->number);
  armada_demo_page_begin_plain (self, json);
}

/**
 * armada_demo_page_end:
 *
 * Ends "data" and writes the rest of the paginator. The object around it is still to be ended.
 */
void
armada_demo_page_end (const ArmadaDemoPage *self, ArmadaDemoJson *json)
{
  gboolean empty = self->first == self->end;
  gboolean legacy = self->request->legacy;

  armada_demo_json_end_list (json);
  if (!legacy)
    add_url (self, json, "first_page_url", 1);
  if (empty)
    NOTHING ("from");
  else
    INT ("from", (gint64) self->first + 1);
  INT ("last_page", self->last);
  if (!legacy)
    {
      add_url (self, json, "last_page_url", self->last);
      add_url (self, json, "path", 0);
    }
  INT ("per_page", self->limit);
  add_neighbours (self, json);
  if (empty)
    NOTHING ("to");
  else
    INT ("to", self->end);
  INT ("total", self->total);
  add_url (self, json, "url", 0);
}

/**
 * armada_demo_page_begin_plain:
 *
 * Begins the list "data", whose elements from @first to before @end are to be written next.
 */
void
armada_demo_page_begin_plain (const ArmadaDemoPage *self, ArmadaDemoJson *json)
{
  armada_demo_json_begin_list (json, "data");
  armada_demo_add_bad_item (self->request, json);
}

/**
 * armada_demo_page_end_plain:
 *
 * Ends "data" and writes the "pagination" beside it.
 */
void
armada_demo_page_end_plain (const ArmadaDemoPage *self, ArmadaDemoJson *json)
{
  armada_demo_json_end_list (json);
  armada_demo_page_add_pagination (self, json);
}

/**
 * armada_demo_page_add_pagination:
 *
 * Writes the member "pagination" alone.
 */
void
armada_demo_page_add_pagination (const ArmadaDemoPage *self, ArmadaDemoJson *json)
{
  armada_demo_json_begin_object (json, "pagination");
  INT ("total", self->total);
  INT ("per_page", self->limit);
  INT ("current_page", self->number);
  INT ("last_page", self->last);
  add_neighbours (self, json);
  if (self->total > 0)
    add_url (self, json, "url", 0);
  armada_demo_json_end_object (json);
}

/* @number: of the page it leads to; 0: to none */
static void
add_link (const ArmadaDemoPage *self, ArmadaDemoJson *json, guint number, const char *label)
{
  armada_demo_json_begin_object (json, NULL);
  if (number > 0)
    add_url (self, json, "url", number);
  else
    NOTHING ("url");
  TEXT ("label", label);
  FLAG ("active", g_ascii_isdigit (*label) && number == self->number);
  armada_demo_json_end_object (json);
}

/**
 * armada_demo_page_add_links:
 *
 * Writes the member "links" that newer paginators have.
 */
void
armada_demo_page_add_links (const ArmadaDemoPage *self, ArmadaDemoJson *json)
{
  armada_demo_json_begin_list (json, "links");
  add_link (self, json, self->number - 1, "&laquo; Previous");
  for (guint i = 1; i <= self->last; i++)
    {
      char label[16];

      g_snprintf (label, sizeof label, "%u", i);
      add_link (self, json, i, label);
    }
  add_link (self, json, self->number < self->last ? self->number + 1 : 0, "Next &raquo;");
  armada_demo_json_end_list (json);
}
