/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-batch"

#include "report/armada-report-batch.h"

/* One report for each vehicle or group of many: which orders those are. */

/* Vehicles of one order, while they are collected. */
typedef struct
{
  gint64 key;
  const char *name;
  GArray *ids;
  GPtrArray *names;
} Share;

static void
share_free (gpointer data)
{
  Share *share = data;

  g_array_unref (share->ids);
  g_ptr_array_unref (share->names);
  g_free (share);
}

static void
share_add (Share *share, gint64 id, const char *name)
{
  g_array_append_val (share->ids, id);
  g_ptr_array_add (share->names, (gpointer) name);
}

static Share *
share_new (gint64 key, const char *name)
{
  Share *share = g_new0 (Share, 1);

  share->key = key;
  share->name = name;
  share->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  share->names = g_ptr_array_new ();
  return share;
}

/* Returns: (transfer full): the part of @order that is about the vehicles of @share */
static ArmadaReportOrder *
make_order (const ArmadaReportOrder *order, const Share *share, gboolean named)
{
  g_autofree char *title =
      named ? g_strdup_printf ("%s – %s", order->title, share->name) : g_strdup (order->title);
  ArmadaReportOrder fields = *order;

  fields.title = title;
  fields.devices = (ArmadaIds) { (gpointer) share->ids->data, share->ids->len };
  fields.device_names =
      (ArmadaTexts) { (const char *const *) share->names->pdata, share->names->len };
  return armada_report_order_new (&fields);
}

/**
 * armada_report_batch_list_vehicles:
 *
 * Returns: (transfer full) (element-type ArmadaReportVehicle): of the whole fleet; names are the
 *   fleet's own, until it changes
 */
GArray *
armada_report_batch_list_vehicles (ArmadaFleet *fleet)
{
  GArray *vehicles = g_array_new (FALSE, FALSE, sizeof (ArmadaReportVehicle));
  g_autoptr (GHashTable) titles = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GListModel *groups = armada_fleet_get_groups (fleet);

  for (guint i = 0; i < g_list_model_get_n_items (groups); i++)
    {
      g_autoptr (ArmadaGroup) group = g_list_model_get_item (groups, i);
      gint64 id = armada_group_get_id (group);

      if (id != 0)
        g_hash_table_insert (titles, g_memdup2 (&id, sizeof id),
                             (gpointer) armada_group_get_title (group));
    }
  for (guint i = 0; i < armada_fleet_get_n_devices (fleet); i++)
    {
      const ArmadaDeviceRecord *device =
          armada_device_get_record (armada_fleet_get_device (fleet, i));
      const char *title = g_hash_table_lookup (titles, &device->group_id);
      const ArmadaReportVehicle vehicle = { device->id, device->name, title ? device->group_id : 0,
                                            title };

      g_array_append_val (vehicles, vehicle);
    }
  return vehicles;
}

/**
 * armada_report_batch_order_all:
 * @vehicles: (element-type ArmadaReportVehicle):
 *
 * Returns: (transfer full): the same order for all of them
 */
ArmadaReportOrder *
armada_report_batch_order_all (const ArmadaReportOrder *order, GArray *vehicles)
{
  Share *share = share_new (0, "");
  ArmadaReportOrder *all;

  for (guint i = 0; i < vehicles->len; i++)
    {
      const ArmadaReportVehicle *vehicle = &g_array_index (vehicles, ArmadaReportVehicle, i);

      share_add (share, vehicle->id, vehicle->name);
    }
  all = make_order (order, share, FALSE);
  share_free (share);
  return all;
}

static const ArmadaReportVehicle *
find_vehicle (GHashTable *by_id, gint64 id)
{
  return g_hash_table_lookup (by_id, &id);
}

static Share *
find_share (GPtrArray *shares, GHashTable *by_key, gint64 key, const char *name)
{
  Share *share = g_hash_table_lookup (by_key, &key);

  if (share != NULL)
    return share;
  share = share_new (key, name);
  g_ptr_array_add (shares, share);
  g_hash_table_insert (by_key, &share->key, share);
  return share;
}

/* Which vehicle belongs to which of the orders. */
static GPtrArray *
share_out (const ArmadaReportOrder *order,
           ArmadaReportSplit split,
           GArray *vehicles,
           const char *no_group)
{
  GPtrArray *shares = g_ptr_array_new_with_free_func (share_free);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GHashTable) by_key = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < vehicles->len; i++)
    {
      ArmadaReportVehicle *vehicle = &g_array_index (vehicles, ArmadaReportVehicle, i);

      g_hash_table_insert (by_id, &vehicle->id, vehicle);
    }
  for (guint i = 0; i < order->devices.n; i++)
    {
      gint64 id = order->devices.ids[i];
      const ArmadaReportVehicle *vehicle = find_vehicle (by_id, id);
      const char *given = i < order->device_names.n ? order->device_names.texts[i] : "";
      const char *name = vehicle != NULL ? vehicle->name : given;
      gint64 group = vehicle != NULL ? vehicle->group : 0;

      if (split == ARMADA_REPORT_SPLIT_VEHICLES)
        share_add (find_share (shares, by_key, id, name), id, name);
      else
        share_add (find_share (shares, by_key, group, group ? vehicle->group_title : no_group), id,
                   name);
    }
  return shares;
}

/**
 * armada_report_batch_split:
 * @order: about all of them
 * @vehicles: (element-type ArmadaReportVehicle): what is known of vehicles
 * @no_group: what vehicles that are in no group are called together
 *
 * Returns: (transfer full) (element-type ArmadaReportOrder): an order for each vehicle or group in
 *   the order in which they first come, each named after it; none where @order has no vehicle
 */
GPtrArray *
armada_report_batch_split (const ArmadaReportOrder *order,
                           ArmadaReportSplit split,
                           GArray *vehicles,
                           const char *no_group)
{
  GPtrArray *orders = g_ptr_array_new_with_free_func ((GDestroyNotify) armada_report_order_unref);
  g_autoptr (GPtrArray) shares = NULL;

  if (split == ARMADA_REPORT_SPLIT_NONE)
    {
      g_ptr_array_add (orders, armada_report_order_ref ((ArmadaReportOrder *) order));
      return orders;
    }
  shares = share_out (order, split, vehicles, no_group);
  for (guint i = 0; i < shares->len; i++)
    g_ptr_array_add (orders, make_order (order, shares->pdata[i], TRUE));
  return orders;
}

/**
 * armada_report_batch_dup_name:
 *
 * Returns: (transfer full): what the reports that @order is split into are called together:
 *   "Drives 2026-03-01 – 2026-03-31"
 */
char *
armada_report_batch_dup_name (const ArmadaReportOrder *order)
{
  g_autofree char *from = g_strndup (order->from, 10);
  g_autofree char *to = g_strndup (order->to, 10);

  return g_str_equal (from, to) ? g_strdup_printf ("%s %s", order->title, from)
                                : g_strdup_printf ("%s %s – %s", order->title, from, to);
}
