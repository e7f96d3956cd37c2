/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-cli-report"

#include "armada-cli-report.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "armada-cli-error.h"
#include "armada-cli-fleet.h"
#include "armada-cli-kept.h"
#include "report/armada-report-batch.h"
#include "report/armada-report-period.h"

#define MINUTE 60 /* seconds */

/* armada-cli report: has the server make reports and saves them. Here is what is asked for. */

static gboolean
check_needed (const ArmadaCliOptions *options, GError **error)
{
  gboolean period = options->period != NULL;
  const struct
  {
    gboolean given;
    const char *name;
  } needed[] = {
    { options->report_type != 0, "--type" },
    { options->report_format != NULL, "--format" },
    { options->devices != NULL || options->groups != NULL || options->all, "--device" },
    { period || options->from != NULL, "--from" },
    { period || options->to != NULL, "--to" },
    { options->archive || options->output != NULL, "--output" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (!needed[i].given)
      /* Translators: %s is an option such as --type */
      return armada_cli_fail (error, ARMADA_CLI_USAGE, _ ("%s is needed."), needed[i].name);
  return TRUE;
}

static gboolean
read_split (const ArmadaCliOptions *options, ArmadaReportSplit *split)
{
  *split = ARMADA_REPORT_SPLIT_NONE;
  if (g_strcmp0 (options->each, "vehicle") == 0)
    *split = ARMADA_REPORT_SPLIT_VEHICLES;
  else if (g_strcmp0 (options->each, "group") == 0)
    *split = ARMADA_REPORT_SPLIT_GROUPS;
  return options->each == NULL || *split != ARMADA_REPORT_SPLIT_NONE;
}

/* What does not go together. */
static gboolean
check_sense (const ArmadaCliOptions *options, GError **error)
{
  ArmadaHistoryPeriod period;
  ArmadaReportSplit split;

  if (options->period != NULL && !armada_report_period_from_name (options->period, &period))
    return armada_cli_fail (
        error, ARMADA_CLI_USAGE, _ ("--period wants one of: %s"),
        "today yesterday last-7-days this-week last-week this-month last-month");
  if (options->period != NULL && (options->from != NULL || options->to != NULL))
    return armada_cli_fail (error, ARMADA_CLI_USAGE,
                            _ ("--period stands for --from and --to: give one or the other."));
  if (!read_split (options, &split))
    /* Translators: keep --each, vehicle and group */
    return armada_cli_fail (error, ARMADA_CLI_USAGE, _ ("--each wants vehicle or group."));
  if (options->stops > 0 && options->stops % MINUTE != 0)
    return armada_cli_fail (error, ARMADA_CLI_USAGE,
                            _ ("Reports count stops in minutes: --stops wants a multiple of 60."));
  if (options->archive && options->output != NULL)
    return armada_cli_fail (error, ARMADA_CLI_USAGE,
                            _ ("Either --archive or --output says where it goes."));
  if (options->each != NULL && g_strcmp0 (options->output, "-") == 0)
    return armada_cli_fail (error, ARMADA_CLI_USAGE,
                            _ ("Several reports need a folder: the standard output is one file."));
  return TRUE;
}

static GArray *
read_geofences (const ArmadaCliOptions *options, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; options->geofences != NULL && options->geofences[i] != NULL; i++)
    {
      gint64 id;

      if (!armada_cli_read_id (options->geofences[i], &id))
        {
          armada_cli_fail (error, ARMADA_CLI_USAGE, _ ("A geofence is told by its number."));
          return NULL;
        }
      g_array_append_val (ids, id);
    }
  return g_steal_pointer (&ids);
}

static ArmadaRecord *
read_parameter (const char *text)
{
  const char *equals = strchr (text, '=');
  g_autofree char *name = g_strndup (text, (gsize) (equals - text));
  ArmadaReportInputRecord input;

  armada_record_clear (&armada_report_input_record_type, &input);
  input.name = name;
  input.value = equals + 1;
  return armada_record_new (&armada_report_input_record_type, &input);
}

static GPtrArray *
read_parameters (const ArmadaCliOptions *options, GError **error)
{
  g_autoptr (GPtrArray) parameters =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_record_unref);

  for (guint i = 0; options->parameters != NULL && options->parameters[i] != NULL; i++)
    {
      const char *text = options->parameters[i];

      if (strchr (text, '=') == NULL || *text == '=')
        {
          /* Translators: keep --parameter; NAME and VALUE as where its help says so */
          armada_cli_fail (error, ARMADA_CLI_USAGE, _ ("--parameter wants NAME=VALUE."));
          return NULL;
        }
      g_ptr_array_add (parameters, read_parameter (text));
    }
  return g_steal_pointer (&parameters);
}

gboolean
armada_cli_check_report (ArmadaCli *cli, GError **error)
{
  g_autoptr (GArray) geofences = NULL;
  g_autoptr (GPtrArray) parameters = NULL;

  if (!check_needed (cli->options, error) || !check_sense (cli->options, error))
    return FALSE;
  geofences = read_geofences (cli->options, error);
  parameters = geofences ? read_parameters (cli->options, error) : NULL;
  return parameters != NULL;
}

/* Vehicles of a fleet, with borrowed names. */
static GArray *
list_vehicles (ArmadaDeviceBatch *fleet)
{
  GArray *vehicles = g_array_new (FALSE, FALSE, sizeof (ArmadaReportVehicle));

  for (guint i = 0; i < fleet->changed->len; i++)
    {
      const ArmadaDeviceRecord *device = fleet->changed->pdata[i];
      ArmadaReportVehicle vehicle = { .id = device->id, .name = device->name };

      for (guint k = 0; fleet->groups != NULL && k < fleet->groups->len; k++)
        {
          const ArmadaGroupRecord *group = fleet->groups->pdata[k];

          if (group->id == device->group_id && group->id != 0)
            {
              vehicle.group = group->id;
              vehicle.group_title = group->title;
            }
        }
      g_array_append_val (vehicles, vehicle);
    }
  return vehicles;
}

/* Whether @text is the number or the title of the vehicle's group */
static gboolean
is_in_group (const ArmadaReportVehicle *vehicle, const char *text)
{
  gint64 id;

  if (vehicle->group == 0)
    return FALSE;
  return g_str_equal (vehicle->group_title, text) ||
         (armada_cli_read_id (text, &id) && id == vehicle->group);
}

/* Takes the vehicles of a group into @ids. */
static gboolean
add_group (GArray *vehicles, const char *text, GArray *ids, GError **error)
{
  guint n_before = ids->len;

  for (guint i = 0; i < vehicles->len; i++)
    {
      const ArmadaReportVehicle *vehicle = &g_array_index (vehicles, ArmadaReportVehicle, i);

      if (is_in_group (vehicle, text))
        g_array_append_val (ids, vehicle->id);
    }
  /* Translators: %s is what the user called a group */
  return ids->len > n_before ||
         armada_cli_fail (error, ARMADA_CLI_USAGE, _ ("There is no vehicle in a group %s."), text);
}

/* Returns: (transfer full): the ids that the options name, each once */
static GArray *
choose_vehicles (ArmadaCli *cli, GArray *vehicles, GError **error)
{
  const ArmadaCliOptions *options = cli->options;
  g_autoptr (GArray) ids = NULL;

  if (options->all)
    {
      ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      for (guint i = 0; i < vehicles->len; i++)
        g_array_append_val (ids, g_array_index (vehicles, ArmadaReportVehicle, i).id);
      return g_steal_pointer (&ids);
    }
  ids = armada_cli_fleet_find (cli, (const char *const *) options->devices,
                               options->devices ? g_strv_length (options->devices) : 0, error);
  for (guint i = 0; ids != NULL && options->groups != NULL && options->groups[i] != NULL; i++)
    if (!add_group (vehicles, options->groups[i], ids, error))
      return NULL;
  return g_steal_pointer (&ids);
}

/* Each vehicle of an order once, with its name where it is known. */
static void
name_vehicles (GArray *ids, GArray *vehicles, GArray *devices, GPtrArray *names)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GHashTable) taken = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < vehicles->len; i++)
    {
      ArmadaReportVehicle *vehicle = &g_array_index (vehicles, ArmadaReportVehicle, i);

      g_hash_table_insert (by_id, &vehicle->id, vehicle);
    }
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 *id = &g_array_index (ids, gint64, i);
      const ArmadaReportVehicle *vehicle = g_hash_table_lookup (by_id, id);

      if (!g_hash_table_add (taken, id))
        continue;
      g_array_append_val (devices, *id);
      g_ptr_array_add (names, (gpointer) (vehicle ? vehicle->name : ""));
    }
}

/* Returns: (transfer full): one order that is about all of @ids */
static ArmadaReportOrder *
make_order (ArmadaCli *cli, GArray *ids, GArray *vehicles)
{
  const ArmadaCliOptions *options = cli->options;
  g_autoptr (GArray) geofences = read_geofences (options, NULL);
  g_autoptr (GPtrArray) parameters = read_parameters (options, NULL);
  g_autoptr (GArray) devices = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (ArmadaReportOrder) order = NULL;
  ArmadaReportOrder fields;

  name_vehicles (ids, vehicles, devices, names);
  armada_report_order_init (&fields);
  fields.title = options->title ? options->title : "Armada";
  fields.type = options->report_type;
  fields.format = options->report_format;
  fields.devices = (ArmadaIds) { (gpointer) devices->data, devices->len };
  fields.device_names = (ArmadaTexts) { (const char *const *) names->pdata, names->len };
  fields.geofences = (ArmadaIds) { (gpointer) geofences->data, geofences->len };
  fields.from = options->from ? options->from : "";
  fields.to = options->to ? options->to : "";
  fields.period = options->period ? options->period : "";
  fields.speed_limit = options->speed_limit;
  fields.stops = options->stops < 0 ? ARMADA_INT_UNKNOWN : options->stops / MINUTE;
  fields.show_addresses = options->addresses;
  fields.zones_instead = options->zones;
  fields.parameters = (ArmadaRecords) { (gpointer) parameters->pdata, parameters->len };
  order = armada_report_order_new (&fields);
  if (options->period == NULL)
    return g_steal_pointer (&order);
  return armada_report_order_at (order, armada_cli_kept_get_wall_clock (cli));
}

/* The whole fleet is asked for only where something of it is needed. */
static ArmadaDeviceBatch *
fetch_fleet (ArmadaCli *cli, GError **error)
{
  const ArmadaCliOptions *options = cli->options;

  if (!options->all && options->groups == NULL && options->each == NULL && !options->archive)
    return armada_device_batch_new (FALSE);
  return armada_cli_fleet_fetch (cli, error);
}

/**
 * armada_cli_report_make_orders:
 * @batch: (out) (transfer full) (nullable): what several are called together
 *
 * Returns: (transfer full) (element-type ArmadaReportOrder): what the options ask for
 */
GPtrArray *
armada_cli_report_make_orders (ArmadaCli *cli, char **batch, GError **error)
{
  g_autoptr (ArmadaDeviceBatch) fleet = fetch_fleet (cli, error);
  g_autoptr (GArray) vehicles = fleet ? list_vehicles (fleet) : NULL;
  g_autoptr (GArray) ids = vehicles ? choose_vehicles (cli, vehicles, error) : NULL;
  g_autoptr (ArmadaReportOrder) order = NULL;
  ArmadaReportSplit split;

  *batch = NULL;
  if (ids == NULL)
    return NULL;
  if (ids->len == 0)
    {
      armada_cli_fail (error, ARMADA_CLI_USAGE, _ ("There is no vehicle to report about."));
      return NULL;
    }
  order = make_order (cli, ids, vehicles);
  read_split (cli->options, &split);
  if (split != ARMADA_REPORT_SPLIT_NONE)
    *batch = armada_report_batch_dup_name (order);
  /* Translators: stands in titles for the vehicles that are in no group */
  return armada_report_batch_split (order, split, vehicles, _ ("Without a group"));
}

/**
 * armada_cli_run_report:
 *
 * The command "report".
 */
gboolean
armada_cli_run_report (ArmadaCli *cli, GError **error)
{
  g_autofree char *batch = NULL;
  g_autoptr (GPtrArray) orders = armada_cli_report_make_orders (cli, &batch, error);

  return orders != NULL && armada_cli_report_make_all (cli, orders, batch, error);
}
