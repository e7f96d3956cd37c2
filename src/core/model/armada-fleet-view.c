/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-fleet-view"

#include "model/armada-fleet-view.h"

#include <string.h>

#include "model/armada-name-order.h"

/*
 * ArmadaFleetView: the part of a fleet the user wants to see, filtered and sorted.
 *
 * The window owns one, which list and map share. Each change is one walk over the fleet in the
 * order of names, which filters, counts and, for the other order, deals the devices out by urgency.
 * What is told is the smallest range of rows that differs. It holds the devices it shows, so that
 * between a fleet's items-changed and its "updated" every row is still a live object.
 */
struct _ArmadaFleetView
{
  GObject parent_instance;

  ArmadaFleet *fleet;
  char *search;      /* as typed; never NULL */
  char **words;      /* of search, folded; all of them must be found */
  guint states;      /* mask */
  gint64 group;      /* or ARMADA_GROUP_ALL */
  GHashTable *only;  /* (nullable) of gint64: no other device is shown */
  char *only_title;  /* (nullable) */
  ArmadaAreaBox box; /* no device elsewhere is shown, if in_box */
  gboolean in_box;
  ArmadaFleetSort sort;

  ArmadaNameOrder *order;
  gboolean membership; /* devices came or went since the last walk */
  GPtrArray *shown;    /* (element-type ArmadaDevice) owned; another one when it changes */
  GPtrArray *wanted;   /* (element-type ArmadaDevice) good during a walk only; kept for its room */
  GHashTable *index;   /* device → position in shown + 1; NULL until asked for */
  guint counts[ARMADA_N_DEVICE_STATES];
  guint counts_serial;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ArmadaFleetView,
                               armada_fleet_view,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

typedef enum
{
  PROP_FLEET = 1,
  PROP_SEARCH,
  PROP_STATES,
  PROP_GROUP,
  PROP_SORT,
  PROP_COUNTS_SERIAL,
  PROP_ONLY_TITLE,
} ArmadaFleetViewProperty;

static GParamSpec *properties[PROP_ONLY_TITLE + 1];
static guint refreshed_signal;

/* What the order of attention goes by: alarms before all others, each half by state. */
#define N_URGENCIES (2 * ARMADA_N_DEVICE_STATES)

static guint
get_urgency (ArmadaDevice *device)
{
  guint state = armada_device_get_state (device);

  return armada_device_get_record (device)->alarm ? state : ARMADA_N_DEVICE_STATES + state;
}

static gboolean
is_in_box (ArmadaFleetView *self, ArmadaDevice *device)
{
  const ArmadaDeviceRecord *record = armada_device_get_record (device);

  return armada_device_record_has_position (record) &&
         armada_map_scope_box_contains (&self->box, record->latitude, record->longitude);
}

static gboolean
is_wanted (ArmadaFleetView *self, ArmadaDevice *device)
{
  const char *key;

  if (self->group != ARMADA_GROUP_ALL && armada_device_get_record (device)->group_id != self->group)
    return FALSE;
  if (self->only != NULL && !g_hash_table_contains (self->only, armada_device_peek_id (device)))
    return FALSE;
  if (self->in_box && !is_in_box (self, device))
    return FALSE;
  if (self->words[0] == NULL)
    return TRUE;

  key = armada_device_get_search_key (device);
  for (guint i = 0; self->words[i] != NULL; i++)
    if (strstr (key, self->words[i]) == NULL)
      return FALSE;
  return TRUE;
}

/* Fills @counts, and wanted with those to be shown, by name. */
static void
filter_devices (ArmadaFleetView *self, guint *counts)
{
  guint n = armada_name_order_get_n_devices (self->order);

  g_ptr_array_set_size (self->wanted, 0);
  for (guint i = 0; i < n; i++)
    {
      ArmadaDevice *device = armada_name_order_get_device (self->order, i);
      ArmadaDeviceState state = armada_device_get_state (device);

      if (!is_wanted (self, device))
        continue;
      counts[state]++;
      if (self->states & ARMADA_DEVICE_STATE_MASK (state))
        g_ptr_array_add (self->wanted, device);
    }
}

/* Deals out by urgency; within one the order of names stays. */
static void
sort_by_urgency (GPtrArray *devices)
{
  g_autofree gpointer *sorted = g_new (gpointer, devices->len);
  guint starts[N_URGENCIES + 1] = { 0 };

  for (guint i = 0; i < devices->len; i++)
    starts[get_urgency (devices->pdata[i]) + 1]++;
  for (guint i = 1; i < N_URGENCIES; i++)
    starts[i] += starts[i - 1];
  for (guint i = 0; i < devices->len; i++)
    sorted[starts[get_urgency (devices->pdata[i])]++] = devices->pdata[i];
  if (devices->len > 0)
    memcpy (devices->pdata, sorted, devices->len * sizeof *sorted);
}

/* Shows who is wanted, telling at most once and only the range that differs. */
static void
show_wanted (ArmadaFleetView *self)
{
  GPtrArray *devices = self->wanted;
  g_autoptr (GPtrArray) old = NULL;
  guint shorter = MIN (self->shown->len, devices->len);
  guint head = 0;
  guint tail = 0;

  while (head < shorter && self->shown->pdata[head] == devices->pdata[head])
    head++;
  while (tail < shorter - head &&
         self->shown->pdata[self->shown->len - 1 - tail] == devices->pdata[devices->len - 1 - tail])
    tail++;
  if (head == self->shown->len && head == devices->len)
    return;

  old = self->shown;
  self->shown = g_ptr_array_copy (devices, (GCopyFunc) (gpointer) g_object_ref, NULL);
  g_ptr_array_set_free_func (self->shown, g_object_unref);
  g_clear_pointer (&self->index, g_hash_table_unref);
  g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail,
                              devices->len - head - tail);
}

static void
refresh (ArmadaFleetView *self)
{
  guint counts[ARMADA_N_DEVICE_STATES] = { 0 };
  gboolean counts_changed;

  filter_devices (self, counts);
  counts_changed = memcmp (counts, self->counts, sizeof counts) != 0;
  if (self->sort == ARMADA_FLEET_SORT_ATTENTION)
    sort_by_urgency (self->wanted);

  memcpy (self->counts, counts, sizeof counts);
  show_wanted (self);
  if (counts_changed)
    {
      self->counts_serial++;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNTS_SERIAL]);
    }
  g_signal_emit (self, refreshed_signal, 0);
}

static void
items_changed_cb (ArmadaFleetView *self)
{
  self->membership = TRUE;
}

static void
updated_cb (ArmadaFleetView *self)
{
  armada_name_order_update (self->order, self->membership);
  self->membership = FALSE;
  refresh (self);
}

/* Returns: (transfer full): the words of @search, folded, without empty ones */
static char **
split_words (const char *search)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_autofree char *folded = armada_device_fold_text (search);
  g_auto (GStrv) parts = g_strsplit_set (folded, " \t\n\r", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] != '\0')
      g_strv_builder_add (words, parts[i]);
  return g_strv_builder_end (words);
}

static GType
get_item_type (GListModel *model)
{
  return ARMADA_TYPE_DEVICE;
}

static guint
get_n_items (GListModel *model)
{
  return ARMADA_FLEET_VIEW (model)->shown->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  ArmadaFleetView *self = ARMADA_FLEET_VIEW (model);

  return position < self->shown->len ? g_object_ref (self->shown->pdata[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
armada_fleet_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ArmadaFleetView *self = ARMADA_FLEET_VIEW (object);

  switch ((ArmadaFleetViewProperty) id)
    {
    case PROP_FLEET:
      g_value_set_object (value, self->fleet);
      break;
    case PROP_SEARCH:
      g_value_set_string (value, self->search);
      break;
    case PROP_STATES:
      g_value_set_uint (value, self->states);
      break;
    case PROP_GROUP:
      g_value_set_int64 (value, self->group);
      break;
    case PROP_SORT:
      g_value_set_uint (value, self->sort);
      break;
    case PROP_COUNTS_SERIAL:
      g_value_set_uint (value, self->counts_serial);
      break;
    case PROP_ONLY_TITLE:
      g_value_set_string (value, self->only_title);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_fleet_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ArmadaFleetView *self = ARMADA_FLEET_VIEW (object);

  switch ((ArmadaFleetViewProperty) id)
    {
    case PROP_FLEET:
      self->fleet = g_value_dup_object (value);
      break;
    case PROP_SEARCH:
      armada_fleet_view_set_search (self, g_value_get_string (value));
      break;
    case PROP_STATES:
      armada_fleet_view_set_states (self, g_value_get_uint (value));
      break;
    case PROP_GROUP:
      armada_fleet_view_set_group (self, g_value_get_int64 (value));
      break;
    case PROP_SORT:
      armada_fleet_view_set_sort (self, g_value_get_uint (value));
      break;
    case PROP_COUNTS_SERIAL:
    case PROP_ONLY_TITLE:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_fleet_view_constructed (GObject *object)
{
  ArmadaFleetView *self = ARMADA_FLEET_VIEW (object);

  G_OBJECT_CLASS (armada_fleet_view_parent_class)->constructed (object);
  self->order = armada_name_order_new (self->fleet);
  g_signal_connect_object (self->fleet, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->fleet, "updated", G_CALLBACK (updated_cb), self,
                           G_CONNECT_SWAPPED);
  self->membership = TRUE;
  updated_cb (self);
}

static void
armada_fleet_view_finalize (GObject *object)
{
  ArmadaFleetView *self = ARMADA_FLEET_VIEW (object);

  g_clear_pointer (&self->index, g_hash_table_unref);
  g_clear_pointer (&self->only, g_hash_table_unref);
  g_free (self->only_title);
  g_ptr_array_unref (self->shown);
  g_ptr_array_unref (self->wanted);
  armada_name_order_free (self->order);
  g_strfreev (self->words);
  g_free (self->search);
  g_object_unref (self->fleet);
  G_OBJECT_CLASS (armada_fleet_view_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GParamFlags flags = readable | G_PARAM_WRITABLE;

  properties[PROP_FLEET] =
      g_param_spec_object ("fleet", NULL, NULL, ARMADA_TYPE_FLEET, flags | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_SEARCH] = g_param_spec_string ("search", NULL, NULL, "", flags);
  properties[PROP_STATES] = g_param_spec_uint (
      "states", NULL, NULL, 0, ARMADA_DEVICE_STATE_MASK_ALL, ARMADA_DEVICE_STATE_MASK_ALL, flags);
  properties[PROP_GROUP] =
      g_param_spec_int64 ("group", NULL, NULL, G_MININT64, G_MAXINT64, ARMADA_GROUP_ALL, flags);
  properties[PROP_SORT] = g_param_spec_uint ("sort", NULL, NULL, 0, ARMADA_FLEET_SORT_ATTENTION,
                                             ARMADA_FLEET_SORT_NAME, flags);
  properties[PROP_COUNTS_SERIAL] =
      g_param_spec_uint ("counts-serial", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_ONLY_TITLE] = g_param_spec_string ("only-title", NULL, NULL, NULL, readable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
armada_fleet_view_class_init (ArmadaFleetViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = armada_fleet_view_get_property;
  object_class->set_property = armada_fleet_view_set_property;
  object_class->constructed = armada_fleet_view_constructed;
  object_class->finalize = armada_fleet_view_finalize;
  install_properties (object_class);

  /**
   * ArmadaFleetView::refreshed:
   *
   * After each walk over the fleet, behind its items-changed if there was one: rows that stayed
   * may have new values.
   */
  refreshed_signal = g_signal_new ("refreshed", ARMADA_TYPE_FLEET_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, g_cclosure_marshal_VOID__VOID, G_TYPE_NONE, 0);
}

static void
armada_fleet_view_init (ArmadaFleetView *self)
{
  self->search = g_strdup ("");
  self->words = g_new0 (char *, 1);
  self->states = ARMADA_DEVICE_STATE_MASK_ALL;
  self->group = ARMADA_GROUP_ALL;
  self->sort = ARMADA_FLEET_SORT_NAME;
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  self->wanted = g_ptr_array_new ();
}

/**
 * armada_fleet_view_new:
 * @fleet: the fleet to look at
 *
 * Returns: (transfer full): a view of all of @fleet, by name
 */
ArmadaFleetView *
armada_fleet_view_new (ArmadaFleet *fleet)
{
  return g_object_new (ARMADA_TYPE_FLEET_VIEW, "fleet", fleet, NULL);
}

ArmadaFleet *
armada_fleet_view_get_fleet (ArmadaFleetView *self)
{
  return self->fleet;
}

/**
 * armada_fleet_view_set_search:
 * @search: (nullable): words that must all be found in a device's name, plate, IMEI or driver
 */
void
armada_fleet_view_set_search (ArmadaFleetView *self, const char *search)
{
  g_auto (GStrv) old = NULL;

  if (!g_set_str (&self->search, search ? search : ""))
    return;

  old = g_steal_pointer (&self->words);
  self->words = split_words (self->search);
  if (!g_strv_equal ((const char *const *) old, (const char *const *) self->words))
    refresh (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH]);
}

/**
 * armada_fleet_view_set_states:
 * @states: ARMADA_DEVICE_STATE_MASK() of each state to show, or'ed
 */
void
armada_fleet_view_set_states (ArmadaFleetView *self, guint states)
{
  states &= ARMADA_DEVICE_STATE_MASK_ALL;
  if (self->states == states)
    return;

  self->states = states;
  refresh (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATES]);
}

guint
armada_fleet_view_get_states (ArmadaFleetView *self)
{
  return self->states;
}

/**
 * armada_fleet_view_set_group:
 * @group: the id of a group, or %ARMADA_GROUP_ALL
 */
void
armada_fleet_view_set_group (ArmadaFleetView *self, gint64 group)
{
  if (self->group == group)
    return;

  self->group = group;
  refresh (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_GROUP]);
}

gint64
armada_fleet_view_get_group (ArmadaFleetView *self)
{
  return self->group;
}

/**
 * armada_fleet_view_set_only:
 * @ids: (nullable) (element-type gint64): the devices that alone are shown; NULL: all of them
 * @title: (nullable): what they have in common, as people are told
 */
void
armada_fleet_view_set_only (ArmadaFleetView *self, GArray *ids, const char *title)
{
  if (ids == NULL && self->only == NULL)
    return;

  g_clear_pointer (&self->only, g_hash_table_unref);
  if (ids != NULL)
    self->only = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    g_hash_table_add (self->only, g_memdup2 (&g_array_index (ids, gint64, i), sizeof (gint64)));
  refresh (self);
  if (g_set_str (&self->only_title, ids != NULL ? title : NULL))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ONLY_TITLE]);
}

/**
 * armada_fleet_view_set_box:
 * @box: (nullable): where alone devices are shown; who drives into it comes, who leaves it goes
 */
void
armada_fleet_view_set_box (ArmadaFleetView *self, const ArmadaAreaBox *box)
{
  if (box == NULL && !self->in_box)
    return;

  self->in_box = box != NULL;
  if (box != NULL)
    self->box = *box;
  refresh (self);
}

/**
 * armada_fleet_view_set_scope:
 *
 * Shows what @scope is about, and nothing else.
 */
void
armada_fleet_view_set_scope (ArmadaFleetView *self, const ArmadaMapScope *scope)
{
  armada_fleet_view_set_only (self, scope->kind == ARMADA_MAP_SCOPE_VEHICLES ? scope->ids : NULL,
                              scope->title);
  armada_fleet_view_set_group (self, scope->kind == ARMADA_MAP_SCOPE_GROUP ? scope->group
                                                                           : ARMADA_GROUP_ALL);
  armada_fleet_view_set_box (self, scope->kind == ARMADA_MAP_SCOPE_AREA ? &scope->box : NULL);
}

/**
 * armada_fleet_view_get_only_title:
 *
 * Returns: (transfer none) (nullable): what the devices have in common that alone are shown; NULL:
 *   all are
 */
const char *
armada_fleet_view_get_only_title (ArmadaFleetView *self)
{
  return self->only_title;
}

void
armada_fleet_view_set_sort (ArmadaFleetView *self, ArmadaFleetSort sort)
{
  if (self->sort == sort)
    return;

  self->sort = sort;
  refresh (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT]);
}

guint
armada_fleet_view_get_n_devices (ArmadaFleetView *self)
{
  return self->shown->len;
}

/**
 * armada_fleet_view_get_device:
 *
 * Returns: (transfer none): the device in row @position, which must be one of the view's
 */
ArmadaDevice *
armada_fleet_view_get_device (ArmadaFleetView *self, guint position)
{
  g_return_val_if_fail (position < self->shown->len, NULL);
  return self->shown->pdata[position];
}

/**
 * armada_fleet_view_ref_devices:
 *
 * Returns: (transfer full) (element-type ArmadaDevice): the devices of now in their order; this
 *   array never changes
 */
GPtrArray *
armada_fleet_view_ref_devices (ArmadaFleetView *self)
{
  return g_ptr_array_ref (self->shown);
}

static void
index_shown (ArmadaFleetView *self)
{
  self->index = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < self->shown->len; i++)
    g_hash_table_insert (self->index, self->shown->pdata[i], GUINT_TO_POINTER (i + 1));
}

/**
 * armada_fleet_view_find:
 * @device: any device
 * @position: (out) (optional): the row it is in; untouched when it is in none
 *
 * Returns: whether the view shows @device
 */
gboolean
armada_fleet_view_find (ArmadaFleetView *self, ArmadaDevice *device, guint *position)
{
  guint found;

  if (self->index == NULL)
    index_shown (self);
  found = GPOINTER_TO_UINT (g_hash_table_lookup (self->index, device));
  if (found != 0 && position != NULL)
    *position = found - 1;
  return found != 0;
}

/**
 * armada_fleet_view_count_state:
 *
 * Returns: how many devices that the search and the group let through are in @state, whether or
 *   not the mask shows them
 */
guint
armada_fleet_view_count_state (ArmadaFleetView *self, ArmadaDeviceState state)
{
  g_return_val_if_fail ((guint) state < ARMADA_N_DEVICE_STATES, 0);
  return self->counts[state];
}
