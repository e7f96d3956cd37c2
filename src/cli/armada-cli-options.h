/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ArmadaCliFormat:
 * @ARMADA_CLI_TABLE: for people
 * @ARMADA_CLI_JSON: one array of objects
 * @ARMADA_CLI_CSV: RFC 4180
 * @ARMADA_CLI_GPX: GPX 1.1, of tracks alone
 * @ARMADA_CLI_KML: KML 2.2, of tracks alone
 * @ARMADA_CLI_GEOJSON: RFC 7946, of tracks alone
 */
typedef enum
{
  ARMADA_CLI_TABLE,
  ARMADA_CLI_JSON,
  ARMADA_CLI_CSV,
  ARMADA_CLI_GPX,
  ARMADA_CLI_KML,
  ARMADA_CLI_GEOJSON,
} ArmadaCliFormat;

/**
 * ArmadaCliUses:
 *
 * Which options a command has besides those that all have.
 */
typedef enum
{
  ARMADA_CLI_USES_NOTHING = 0,
  ARMADA_CLI_USES_LOGIN = 1 << 0,
  ARMADA_CLI_USES_LIST = 1 << 1,
  ARMADA_CLI_USES_PERIOD = 1 << 2,
  ARMADA_CLI_USES_SEARCH = 1 << 3,
  ARMADA_CLI_USES_EVENTS = 1 << 4,
  ARMADA_CLI_USES_GROUPS = 1 << 5,
  ARMADA_CLI_USES_TRACK = 1 << 6,
  ARMADA_CLI_USES_REPORT = 1 << 7,
  ARMADA_CLI_USES_STORE = 1 << 8,
} ArmadaCliUses;

/**
 * ArmadaCliOptions:
 * @from: (nullable): "YYYY-MM-DD HH:MM:SS", checked
 * @to: (nullable): likewise; a day alone means its end
 *
 * What the command line says; a text that it does not say is NULL, a number 0 unless told.
 */
typedef struct
{
  /* all commands */
  char *server;
  char *credentials;
  char *language;
  int timeout; /* seconds, 0: as long as each request may take */
  gboolean quiet;

  /* some */
  ArmadaCliFormat format;
  gboolean is_private;
  gboolean offline;
  char *email;
  char *save;
  char *from;
  char *to;
  char *search;
  char *event_type;
  char **filters;
  char *sort_by;
  char *sort;
  int limit;
  char **devices;
  gboolean snap;
  gboolean segments;
  int stops; /* seconds, -1 none */
  gint64 report_type;
  char *report_format;
  char *title;
  char **geofences;
  double speed_limit; /* NAN none */
  gboolean addresses;
  gboolean zones;
  char **parameters;
  char *output;
  char **groups;
  gboolean all;
  char *each;
  char *period;
  gboolean archive;
} ArmadaCliOptions;

/**
 * ArmadaCliSyntax:
 * @name: of the command
 * @arguments: what else it wants, as its help shows it; "" nothing
 * @summary: what it does, not yet translated
 * @uses: which options it has
 */
typedef struct
{
  const char *name;
  const char *arguments;
  const char *summary;
  ArmadaCliUses uses;
} ArmadaCliSyntax;

ArmadaCliOptions *armada_cli_options_new (void);
void armada_cli_options_free (ArmadaCliOptions *self);
gboolean armada_cli_options_parse (ArmadaCliOptions *self,
                                   const ArmadaCliSyntax *syntax,
                                   char ***words,
                                   char **help,
                                   GError **error);
gboolean armada_cli_options_parse_global (ArmadaCliOptions *self,
                                          char ***words,
                                          gboolean *help,
                                          gboolean *version,
                                          GError **error);

gboolean armada_cli_read_time (const char *text, gboolean is_end, char **time, GError **error);
gboolean armada_cli_read_id (const char *text, gint64 *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaCliOptions, armada_cli_options_free)

G_END_DECLS
