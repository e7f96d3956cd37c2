/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-groups"

#include "armada-demo-groups.h"

#include "armada-demo-paging.h"
#include "armada-demo-rounds.h"
#include "armada-demo-text.h"
#include "armada-demo-vehicle.h"
#include "armada-demo-writer.h"

/*
 * The account's groups: one for each depot, and some that no vehicle is in. What is in no group is
 * told by get_devices alone.
 */

#define FIRST_ID 11
#define USUAL_LIMIT 10

static const char *const empty_titles[] = { "Bengkel",          "Cadangan",   "Lain-lain / 其他",
                                            "Sewa &amp; Titip", "Übersee №1", "arsip 2025" };

#define N_GROUPS (ARMADA_DEMO_N_DEPOTS + G_N_ELEMENTS (empty_titles))

typedef struct
{
  gint64 id;
  const char *title;
  char *sort_key; /* NULL: sorted by id */
} Group;

static void
group_clear (gpointer data)
{
  g_free (((Group *) data)->sort_key);
}

static const char *
get_title (guint number)
{
  if (number < ARMADA_DEMO_N_DEPOTS)
    return armada_demo_vehicle_get_group_title (FIRST_ID + number);
  return empty_titles[number - ARMADA_DEMO_N_DEPOTS];
}

static gboolean
is_wanted (const ArmadaDemoRequest *request, const Group *group)
{
  const char *phrase = armada_demo_request_get_text (request, "search_phrase");
  const char *title = armada_demo_request_get_text (request, "filter[title]");
  GPtrArray *ids = armada_demo_request_get_list (request, "filter[id]");
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, group->id);

  return (phrase == NULL || armada_demo_text_holds (group->title, phrase)) &&
         (title == NULL || armada_demo_text_holds (group->title, title)) &&
         (ids == NULL || g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL));
}

static int
compare_groups (gconstpointer a, gconstpointer b, gpointer descending)
{
  const Group *one = a, *other = b;
  int order = one->sort_key ? g_strcmp0 (one->sort_key, other->sort_key) : 0;

  if (order == 0)
    order = (one->id > other->id) - (one->id < other->id);
  return GPOINTER_TO_INT (descending) ? -order : order;
}

/* Returns: (transfer full) (element-type Group): sorted as asked for */
static GArray *
find_groups (const ArmadaDemoRequest *request)
{
  const char *sort_by = armada_demo_request_get_text (request, "sorting[sort_by]");
  const char *sort = armada_demo_request_get_text (request, "sorting[sort]");
  gboolean by_title = g_strcmp0 (sort_by, "title") == 0;
  GArray *found = g_array_new (FALSE, FALSE, sizeof (Group));

  g_array_set_clear_func (found, group_clear);
  for (guint i = 0; i < N_GROUPS; i++)
    {
      Group group = { FIRST_ID + i, get_title (i), NULL };

      if (!is_wanted (request, &group))
        continue;
      group.sort_key = by_title ? g_utf8_casefold (group.title, -1) : NULL;
      g_array_append_val (found, group);
    }
  g_array_sort_with_data (found, compare_groups,
                          GINT_TO_POINTER (sort != NULL && g_ascii_strcasecmp (sort, "desc") == 0));
  return found;
}

static void
write_group (ArmadaDemoJson *json, const Group *group, const char *name)
{
  armada_demo_json_begin_object (json, name);
  INT ("id", group->id);
  INT ("user_id", ARMADA_DEMO_USER_ID);
  TEXT ("title", group->title);
  if (group->id % 4 == 0)
    INT ("open", 1);
  else
    FLAG ("open", group->id % 2);
  armada_demo_json_end_object (json);
}

/**
 * armada_demo_groups_answer:
 *
 * Answers devices_groups: numbered members with the pagination among them.
 */
void
armada_demo_groups_answer (const ArmadaDemoRequest *request, ArmadaDemoReply *reply)
{
  g_autoptr (ArmadaDemoJson) json = armada_demo_json_new (request->habits);
  g_autoptr (GArray) groups = find_groups (request);
  ArmadaDemoPage page;
  char name[16];

  armada_demo_page_init (&page, request, USUAL_LIMIT, groups->len);
  armada_demo_json_begin_object (json, NULL);
  for (guint i = page.first; i < page.end; i++)
    {
      g_snprintf (name, sizeof name, "%u", i - page.first);
      write_group (json, &g_array_index (groups, Group, i), name);
    }
  if (request->bad_item)
    {
      g_snprintf (name, sizeof name, "%u", page.end - page.first);
      armada_demo_add_bad_member (json, name);
    }
  armada_demo_page_add_pagination (&page, json);
  armada_demo_json_end_object (json);
  armada_demo_json_take (json, reply->body);
}
