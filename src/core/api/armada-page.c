/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-page"

#include "api/armada-page.h"

#include <string.h>

#include "api/armada-error.h"
#include "api/armada-json.h"

#define MAX_LOGGED 20 /* unreadable elements of one page that are logged one by one */

ArmadaPage *
armada_page_new (void)
{
  ArmadaPage *self = g_new0 (ArmadaPage, 1);

  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) armada_record_unref);
  self->total = -1;
  self->page = 1;
  return self;
}

void
armada_page_free (ArmadaPage *self)
{
  g_ptr_array_unref (self->records);
  g_free (self);
}

/**
 * armada_page_has_next:
 *
 * Returns: whether the server says that there is a page after this one
 */
gboolean
armada_page_has_next (const ArmadaPage *self)
{
  return self->page < self->last_page;
}

static yyjson_val *
find (yyjson_val *root, const char *where)
{
  g_auto (GStrv) names = g_strsplit (where, "/", -1);

  for (guint i = 0; names[i] != NULL && *names[i] != '\0'; i++)
    root = yyjson_obj_get (root, names[i]);
  return root;
}

/* Where the elements are: in place itself, in its "data", or in the "data" of that. */
static yyjson_val *
find_list (yyjson_val *place)
{
  yyjson_val *data = yyjson_obj_get (place, "data");

  if (yyjson_is_obj (data) && yyjson_obj_get (data, "data") != NULL)
    data = yyjson_obj_get (data, "data");
  return data ? data : place;
}

/* Who tells how many there are: place itself, its "pagination", or what holds the list within. */
static yyjson_val *
find_paginator (yyjson_val *place)
{
  static const char *const names[] = { "pagination", "meta", "data" };

  if (yyjson_obj_get (place, "last_page") != NULL || yyjson_obj_get (place, "total") != NULL)
    return place;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      yyjson_val *member = yyjson_obj_get (place, names[i]);

      if (yyjson_obj_get (member, "last_page") != NULL || yyjson_obj_get (member, "total") != NULL)
        return member;
    }
  return NULL;
}

static guint
get_page (yyjson_val *paginator, const char *name, guint otherwise)
{
  return (guint) CLAMP (armada_json_get_int (paginator, name, otherwise), 0, G_MAXINT);
}

static void
read_paginator (ArmadaPage *self, yyjson_val *paginator)
{
  gint64 per_page = armada_json_get_int (paginator, "per_page", 0);

  self->total = MAX (armada_json_get_int (paginator, "total", -1), -1);
  self->page = MAX (get_page (paginator, "current_page", 1), 1);
  self->last_page = get_page (paginator, "last_page", 0);
  if (self->last_page == 0 && self->total >= 0 && per_page > 0)
    self->last_page = (guint) MIN ((self->total + per_page - 1) / per_page, G_MAXINT);
}

static void
read_elements (ArmadaPage *self, yyjson_val *value, const ArmadaRecordType *type)
{
  ArmadaJsonList list;
  yyjson_val *item;

  armada_json_list_init (&list, value);
  while ((item = armada_json_list_next (&list)) != NULL)
    {
      ArmadaRecord *record = armada_record_read (type, item);

      if (record != NULL)
        g_ptr_array_add (self->records, record);
      else if (self->n_unreadable++ < MAX_LOGGED)
        g_message ("one %s could not be read", type->name);
    }
}

/**
 * armada_page_read:
 * @where: the member that holds the list or its paginator, by "/": "items/drivers"; "" the top
 * @type: of the elements
 *
 * Reads a list in any of the forms that servers page it: a paginator, `data` beside `pagination`,
 * numbers for keys beside `pagination`, or no paging at all. An element that cannot be read costs
 * that element.
 *
 * Returns: (transfer full): the page, or NULL with ARMADA_ERROR_BAD_REPLY when there is no list
 */
ArmadaPage *
armada_page_read (ArmadaAnswer *answer,
                  const char *where,
                  const ArmadaRecordType *type,
                  GError **error)
{
  g_autoptr (ArmadaPage) self = armada_page_new ();
  yyjson_val *place = find (armada_answer_get_root (answer), where);
  yyjson_val *list = find_list (place);
  yyjson_val *paginator = find_paginator (place);

  if (!armada_json_is_list (list) && (paginator == NULL || !yyjson_is_ctn (list)))
    {
      g_propagate_error (
          error, armada_error_new (ARMADA_ERROR_BAD_REPLY, "no list of %s in it", type->name));
      return NULL;
    }
  if (paginator != NULL)
    read_paginator (self, paginator);
  read_elements (self, list, type);
  return g_steal_pointer (&self);
}
