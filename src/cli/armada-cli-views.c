/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-cli-views"

#include "armada-cli-views.h"

#include <glib/gi18n.h>

/* Which fields of the server's lists a table shows; JSON and CSV have them all. */

#define COLUMNS(...) ((const char *const[]) { __VA_ARGS__, NULL })

static const struct
{
  const char *const *columns;
  const char *const *titles;
} views[ARMADA_N_LISTS] = {
  [ARMADA_LIST_GROUPS] = { COLUMNS ("id", "title", "open"),
                           COLUMNS (N_ ("ID"), N_ ("Title"), N_ ("Open")) },
  [ARMADA_LIST_ALERTS] = { COLUMNS ("id",
                                    "name",
                                    "type",
                                    "active",
                                    "devices",
                                    "channels",
                                    "overspeed"),
                           COLUMNS (N_ ("ID"),
                                    N_ ("Name"),
                                    N_ ("Type"),
                                    N_ ("Active"),
                                    N_ ("Vehicles"),
                                    N_ ("Tells by"),
                                    N_ ("Speed limit")) },
  [ARMADA_LIST_CUSTOM_EVENTS] = { COLUMNS ("id", "name", "group_key", "group_name"),
                                  COLUMNS (N_ ("ID"), N_ ("Name"), N_ ("Kind"), N_ ("Group")) },
  [ARMADA_LIST_DEVICE_ALERTS] = { COLUMNS ("id", "name", "active", "from_text", "to_text"),
                                  COLUMNS (N_ ("ID"),
                                           N_ ("Name"),
                                           N_ ("Active"),
                                           N_ ("From"),
                                           N_ ("To")) },
  [ARMADA_LIST_ALERT_COUNTS] = { COLUMNS ("type", "title", "count"),
                                 COLUMNS (N_ ("Type"), N_ ("Title"), N_ ("Count")) },
  [ARMADA_LIST_EVENTS] = { COLUMNS ("id",
                                    "time",
                                    "device_name",
                                    "type",
                                    "message",
                                    "speed",
                                    "address"),
                           COLUMNS (N_ ("ID"),
                                    N_ ("Time"),
                                    N_ ("Vehicle"),
                                    N_ ("Type"),
                                    N_ ("Message"),
                                    N_ ("Speed"),
                                    N_ ("Address")) },
  [ARMADA_LIST_DRIVERS] = { COLUMNS ("id", "name", "device_id", "device_name", "description"),
                            COLUMNS (N_ ("ID"),
                                     N_ ("Name"),
                                     N_ ("Vehicle ID"),
                                     N_ ("Vehicle"),
                                     N_ ("Description")) },
  [ARMADA_LIST_REPORTS] = { COLUMNS ("id",
                                     "title",
                                     "type",
                                     "type_name",
                                     "format",
                                     "devices",
                                     "daily",
                                     "weekly"),
                            COLUMNS (N_ ("ID"),
                                     N_ ("Title"),
                                     N_ ("Type"),
                                     N_ ("Name of the type"),
                                     N_ ("Format"),
                                     N_ ("Vehicles"),
                                     N_ ("Daily"),
                                     N_ ("Weekly")) },
  [ARMADA_LIST_REPORT_TYPES] = { COLUMNS ("id", "name", "formats", "fields"),
                                 COLUMNS (N_ ("ID"), N_ ("Name"), N_ ("Formats"), N_ ("Wants")) },
  [ARMADA_LIST_SERVICES] = { COLUMNS ("id",
                                      "name",
                                      "expiration_by",
                                      "interval",
                                      "last_service",
                                      "expires_text",
                                      "expires_date",
                                      "expired"),
                             COLUMNS (N_ ("ID"),
                                      N_ ("Name"),
                                      N_ ("By"),
                                      N_ ("Interval"),
                                      N_ ("Last"),
                                      N_ ("Due at"),
                                      N_ ("Due on"),
                                      N_ ("Overdue")) },
  [ARMADA_LIST_SHARES] = { COLUMNS ("id", "name", "active", "expires_text", "devices"),
                           COLUMNS (N_ ("ID"),
                                    N_ ("Name"),
                                    N_ ("Active"),
                                    N_ ("Ends"),
                                    N_ ("Vehicles")) },
  [ARMADA_LIST_GEOFENCES] = { COLUMNS ("id", "name", "active", "type"),
                              COLUMNS (N_ ("ID"), N_ ("Name"), N_ ("Active"), N_ ("Type")) },
};

/**
 * armada_cli_view_of_list:
 *
 * Returns: how the list is shown
 */
ArmadaCliView
armada_cli_view_of_list (ArmadaListKind kind)
{
  return (ArmadaCliView) {
    .type = armada_list_get_type (kind),
    .columns = views[kind].columns,
    .titles = views[kind].titles,
  };
}

/**
 * armada_cli_view_has_account_units:
 *
 * Returns: whether there are numbers in the list whose unit only the account's vehicles tell
 */
gboolean
armada_cli_view_has_account_units (ArmadaListKind kind)
{
  const ArmadaRecordType *type = armada_list_get_type (kind);

  for (guint i = 0; i < type->n_fields; i++)
    if (armada_cli_measure_find (type, &type->fields[i]) != NULL)
      return TRUE;
  return FALSE;
}
