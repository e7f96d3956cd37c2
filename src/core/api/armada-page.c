/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-page"

#include "api/armada-page.h"

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

/* Returns: (nullable): the list that @place is, or holds as its "data" or as the "data" of that */
static yyjson_val *
get_list (yyjson_val *place)
{
  yyjson_val *data = yyjson_obj_get (place, "data");

  if (yyjson_is_obj (data) && yyjson_obj_get (data, "data") != NULL)
    data = yyjson_obj_get (data, "data");
  if (armada_json_is_list (data))
    return data;
  return armada_json_is_list (place) ? place : NULL;
}

static gboolean
is_paginator (yyjson_val *value)
{
  return yyjson_obj_get (value, "last_page") != NULL || yyjson_obj_get (value, "total") != NULL;
}

/* Who tells how many there are: place itself, its "pagination", or what holds the list within. */
static yyjson_val *
get_paginator (yyjson_val *place)
{
  static const char *const names[] = { "pagination", "meta", "data" };

  if (is_paginator (place))
    return place;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (is_paginator (yyjson_obj_get (place, names[i])))
      return yyjson_obj_get (place, names[i]);
  return NULL;
}

/* Where servers put a list, the likeliest first. */
typedef struct
{
  yyjson_val *list;      /* NULL: nowhere */
  yyjson_val *paginator; /* NULL: not paged */
} Place;

static void
look_into (Place *self, yyjson_val *value, gboolean is_root)
{
  if (self->list == NULL && !(is_root && yyjson_is_obj (value) && yyjson_obj_size (value) == 0))
    self->list = get_list (value);
  if (self->paginator == NULL)
    self->paginator = get_paginator (value);
}

static Place
find_place (yyjson_val *root, const char *name)
{
  yyjson_val *items = yyjson_obj_get (root, "items");
  Place self = { NULL, NULL };

  look_into (&self, yyjson_obj_get (items, name), FALSE);
  look_into (&self, yyjson_obj_get (yyjson_obj_get (root, "data"), name), FALSE);
  look_into (&self, yyjson_obj_get (root, name), FALSE);
  look_into (&self, items, FALSE);
  look_into (&self, root, TRUE);
  return self;
}

/**
 * armada_page_find_list:
 * @name: as for armada_page_read()
 * @list: (out) (nullable): the list; NULL when the answer only tells that there are none
 *
 * For lists whose elements are not the records themselves.
 *
 * Returns: whether @answer has a list
 */
gboolean
armada_page_find_list (ArmadaAnswer *answer, const char *name, yyjson_val **list)
{
  Place place = find_place (armada_answer_get_root (answer), name);

  *list = place.list;
  return place.list != NULL || place.paginator != NULL;
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
    self->last_page =
        (guint) MIN (self->total / per_page + (self->total % per_page != 0), G_MAXINT);
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
 * @name: what the list is called where it has a name within "items": "drivers"
 * @type: of the elements
 *
 * Reads a list in any of the forms that servers page it: a paginator, `data` beside `pagination`,
 * numbers for keys beside `pagination`, or no paging at all; under "items" and @name, under one of
 * them, or at the top. An element that cannot be read costs that element.
 *
 * Returns: (transfer full): the page, or NULL with ARMADA_ERROR_BAD_REPLY when there is no list
 */
ArmadaPage *
armada_page_read (ArmadaAnswer *answer,
                  const char *name,
                  const ArmadaRecordType *type,
                  GError **error)
{
  Place place = find_place (armada_answer_get_root (answer), name);
  ArmadaPage *self;

  if (place.list == NULL && place.paginator == NULL)
    {
      g_propagate_error (
          error, armada_error_new (ARMADA_ERROR_BAD_REPLY, "no list of %s in it", type->name));
      return NULL;
    }
  self = armada_page_new ();
  if (place.paginator != NULL)
    read_paginator (self, place.paginator);
  if (place.list != NULL)
    read_elements (self, place.list, type);
  return self;
}
