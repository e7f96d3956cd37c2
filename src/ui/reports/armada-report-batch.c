/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-batch"

#include "reports/armada-report-batch.h"

/* One order of a batch while its vehicles are gathered. */
typedef struct
{
  const char *name; /* of the vehicle or the group */
  GArray *ids;
  GPtrArray *names; /* borrowed */
} Part;

static void
part_free (gpointer data)
{
  Part *part = data;

  g_array_unref (part->ids);
  g_ptr_array_unref (part->names);
  g_free (part);
}

static Part *
add_part (GPtrArray *parts, const char *name)
{
  Part *part = g_new0 (Part, 1);

  part->name = name;
  part->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  part->names = g_ptr_array_new ();
  g_ptr_array_add (parts, part);
  return part;
}

static const char *
find_group_title (ArmadaFleet *fleet, gint64 id)
{
  GListModel *groups = armada_fleet_get_groups (fleet);
  guint n = g_list_model_get_n_items (groups);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ArmadaGroup) group = g_list_model_get_item (groups, i);

      if (armada_group_get_id (group) == id)
        return armada_group_get_title (group); /* the fleet holds it */
    }
  return "";
}

static Part *
find_part (GPtrArray *parts,
           GHashTable *by_group,
           ArmadaFleet *fleet,
           ArmadaReportBatch batch,
           gint64 id,
           const char *name)
{
  ArmadaDevice *device = armada_fleet_lookup (fleet, id);
  gint64 group = device ? armada_device_get_record (device)->group_id : 0;
  Part *part;

  if (batch == ARMADA_REPORT_BATCH_VEHICLES)
    return add_part (parts, name);
  part = g_hash_table_lookup (by_group, &group);
  if (part == NULL)
    {
      part = add_part (parts, find_group_title (fleet, group));
      g_hash_table_insert (by_group, g_memdup2 (&group, sizeof group), part);
    }
  return part;
}

static ArmadaReportOrder *
make_order (const ArmadaReportOrder *order, const Part *part)
{
  ArmadaReportOrder fields = *order;
  g_autofree char *title = *part->name != '\0'
                               ? g_strdup_printf ("%s · %s", part->name, order->title)
                               : g_strdup (order->title);

  fields.title = title;
  fields.devices = (ArmadaIds) { (const gint64 *) (gpointer) part->ids->data, part->ids->len };
  fields.device_names =
      (ArmadaTexts) { (const char *const *) (gpointer) part->names->pdata, part->names->len };
  return armada_report_order_new (&fields);
}

/**
 * armada_report_batch_make:
 * @fleet: which vehicle is in which group
 *
 * Returns: (transfer full) (element-type ArmadaReportOrder): @order itself, or one for each vehicle
 *   or group of it
 */
GPtrArray *
armada_report_batch_make (ArmadaReportOrder *order, ArmadaFleet *fleet, ArmadaReportBatch batch)
{
  GPtrArray *orders = g_ptr_array_new_with_free_func ((GDestroyNotify) armada_report_order_unref);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (part_free);
  g_autoptr (GHashTable) by_group =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  if (batch == ARMADA_REPORT_BATCH_NONE || order->devices.n < 2)
    {
      g_ptr_array_add (orders, armada_report_order_ref (order));
      return orders;
    }
  for (guint i = 0; i < order->devices.n; i++)
    {
      gint64 id = order->devices.ids[i];
      const char *name = i < order->device_names.n ? order->device_names.texts[i] : "";
      Part *part = find_part (parts, by_group, fleet, batch, id, name);

      g_array_append_val (part->ids, id);
      g_ptr_array_add (part->names, (gpointer) name);
    }
  for (guint i = 0; i < parts->len; i++)
    g_ptr_array_add (orders, make_order (order, parts->pdata[i]));
  return orders;
}
