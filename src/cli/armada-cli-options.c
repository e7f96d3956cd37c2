/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-cli-options"

#include "armada-cli-options.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "armada-cli-error.h"
#include "armada-config.h"

/* The words of one command line while they are read. */
typedef struct
{
  ArmadaCliOptions *options;
  GArray *entries;   /* of GOptionEntry, zero-terminated */
  gboolean flags[6]; /* by ArmadaCliFormat */
  gboolean help;
  char *report_type;
  char *speed_limit;
} Parsing;

static void
parsing_clear (Parsing *parsing)
{
  g_array_unref (parsing->entries);
  g_free (parsing->report_type);
  g_free (parsing->speed_limit);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parsing, parsing_clear)

ArmadaCliOptions *
armada_cli_options_new (void)
{
  ArmadaCliOptions *self = g_new0 (ArmadaCliOptions, 1);

  self->stops = -1;
  self->speed_limit = NAN;
  return self;
}

void
armada_cli_options_free (ArmadaCliOptions *self)
{
  char **texts[] = { &self->server, &self->credentials,   &self->language, &self->email,
                     &self->save,   &self->from,          &self->to,       &self->search,
                     &self->sort,   &self->event_type,    &self->sort_by,  &self->title,
                     &self->output, &self->report_format, &self->each,     &self->period };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*texts[i]);
  g_strfreev (self->filters);
  g_strfreev (self->devices);
  g_strfreev (self->groups);
  g_strfreev (self->geofences);
  g_strfreev (self->parameters);
  g_free (self);
}

static void
add_entries (Parsing *parsing, gboolean wanted, const GOptionEntry *entries)
{
  for (guint i = 0; wanted && entries[i].long_name != NULL; i++)
    g_array_append_val (parsing->entries, entries[i]);
}

static void
add_global (Parsing *parsing)
{
  ArmadaCliOptions *o = parsing->options;
  const GOptionEntry entries[] = {
    { "server", 's', 0, G_OPTION_ARG_STRING, &o->server, N_ ("Server to ask"), N_ ("URL") },
    { "credentials", 'c', 0, G_OPTION_ARG_FILENAME, &o->credentials,
      N_ ("File that says who signs in; nobody else may read it"), N_ ("FILE") },
    { "language", 'l', 0, G_OPTION_ARG_STRING, &o->language,
      N_ ("Language of the server's texts, such as id or en"), N_ ("LANGUAGE") },
    { "timeout", 't', 0, G_OPTION_ARG_INT, &o->timeout, N_ ("Give up after so many seconds"),
      N_ ("SECONDS") },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &o->quiet, N_ ("Say nothing but why something failed"),
      NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &parsing->help, N_ ("Say how this is used"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  add_entries (parsing, TRUE, entries);
}

static void
add_of_output (Parsing *parsing, ArmadaCliUses uses)
{
  ArmadaCliOptions *o = parsing->options;
  const GOptionEntry list[] = {
    { "json", 'j', 0, G_OPTION_ARG_NONE, &parsing->flags[ARMADA_CLI_JSON],
      N_ ("An array of JSON objects"), NULL },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &parsing->flags[ARMADA_CLI_CSV],
      N_ ("Comma-separated values (RFC 4180)"), NULL },
    { "private", 0, 0, G_OPTION_ARG_NONE, &o->is_private,
      N_ ("Also what is private: IMEI, SIM, e-mail, phone, secret of a share"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  const GOptionEntry store[] = {
    { "offline", 0, 0, G_OPTION_ARG_NONE, &o->offline,
      N_ ("Ask no server: what this computer has kept"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  const GOptionEntry track[] = {
    { "gpx", 0, 0, G_OPTION_ARG_NONE, &parsing->flags[ARMADA_CLI_GPX], N_ ("GPX 1.1"), NULL },
    { "kml", 0, 0, G_OPTION_ARG_NONE, &parsing->flags[ARMADA_CLI_KML], N_ ("KML 2.2"), NULL },
    { "geojson", 0, 0, G_OPTION_ARG_NONE, &parsing->flags[ARMADA_CLI_GEOJSON],
      N_ ("GeoJSON (RFC 7946)"), NULL },
    { "segments", 0, 0, G_OPTION_ARG_NONE, &o->segments,
      N_ ("Drives and stops instead of single fixes"), NULL },
    { "snap", 0, 0, G_OPTION_ARG_NONE, &o->snap, N_ ("Have the server put fixes on the road"),
      NULL },
    G_OPTION_ENTRY_NULL,
  };

  add_entries (parsing, (uses & ARMADA_CLI_USES_LIST) != 0, list);
  add_entries (parsing, (uses & ARMADA_CLI_USES_STORE) != 0, store);
  add_entries (parsing, (uses & ARMADA_CLI_USES_TRACK) != 0, track);
}

static void
add_of_query (Parsing *parsing, ArmadaCliUses uses)
{
  ArmadaCliOptions *o = parsing->options;
  const GOptionEntry period[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &o->from,
      N_ ("First day or minute, in the account's time zone"), N_ ("YYYY-MM-DD[THH:MM]") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &o->to, N_ ("Last day or minute"),
      N_ ("YYYY-MM-DD[THH:MM]") },
    G_OPTION_ENTRY_NULL,
  };
  const GOptionEntry search[] = {
    { "search", 0, 0, G_OPTION_ARG_STRING, &o->search, N_ ("Only what has this text"),
      N_ ("TEXT") },
    G_OPTION_ENTRY_NULL,
  };
  const GOptionEntry limit[] = {
    { "limit", 'n', 0, G_OPTION_ARG_INT, &o->limit, N_ ("At most so many"), N_ ("N") },
    G_OPTION_ENTRY_NULL,
  };
  const GOptionEntry events[] = {
    { "type", 0, 0, G_OPTION_ARG_STRING, &o->event_type, N_ ("Only events of this type"),
      N_ ("TYPE") },
    G_OPTION_ENTRY_NULL,
  };
  const GOptionEntry groups[] = {
    { "filter", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o->filters, N_ ("The server's own filter"),
      N_ ("NAME=VALUE") },
    { "sort-by", 0, 0, G_OPTION_ARG_STRING, &o->sort_by, N_ ("Order by this, such as title"),
      N_ ("NAME") },
    { "sort", 0, 0, G_OPTION_ARG_STRING, &o->sort, N_ ("Upward or downward"), "asc|desc" },
    G_OPTION_ENTRY_NULL,
  };

  add_entries (parsing, (uses & ARMADA_CLI_USES_PERIOD) != 0, period);
  add_entries (parsing, (uses & ARMADA_CLI_USES_SEARCH) != 0, search);
  add_entries (parsing, (uses & (ARMADA_CLI_USES_EVENTS | ARMADA_CLI_USES_GROUPS)) != 0, limit);
  add_entries (parsing, (uses & ARMADA_CLI_USES_EVENTS) != 0, events);
  add_entries (parsing, (uses & ARMADA_CLI_USES_GROUPS) != 0, groups);
}

static void
add_of_command (Parsing *parsing, ArmadaCliUses uses)
{
  ArmadaCliOptions *o = parsing->options;
  const GOptionEntry login[] = {
    { "email", 'e', 0, G_OPTION_ARG_STRING, &o->email, N_ ("Who signs in; asked for if not given"),
      N_ ("ADDRESS") },
    { "save", 0, 0, G_OPTION_ARG_FILENAME, &o->save,
      N_ ("Write a credentials file instead of using the keyring"), N_ ("FILE") },
    G_OPTION_ENTRY_NULL,
  };
  const GOptionEntry device[] = {
    { "device", 'd', 0, G_OPTION_ARG_STRING_ARRAY, &o->devices,
      N_ ("Vehicle: its id, or its exact name or plate"), N_ ("DEVICE") },
    G_OPTION_ENTRY_NULL,
  };
  const GOptionEntry stops[] = {
    { "stops", 0, 0, G_OPTION_ARG_INT, &o->stops, N_ ("How long a stand is before it is a stop"),
      N_ ("SECONDS") },
    G_OPTION_ENTRY_NULL,
  };
  const GOptionEntry report[] = {
    { "type", 0, 0, G_OPTION_ARG_STRING, &parsing->report_type,
      N_ ("Number of the report type; see report-types"), N_ ("N") },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &o->report_format,
      N_ ("As report-types lists it: html, xlsx, pdf_land …"), N_ ("FORMAT") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &o->output,
      N_ ("File to write; with --each a folder"), N_ ("FILE") },
    { "archive", 0, 0, G_OPTION_ARG_NONE, &o->archive,
      N_ ("Put it into the reports of the desk instead"), NULL },
    { "group", 'g', 0, G_OPTION_ARG_STRING_ARRAY, &o->groups,
      N_ ("All vehicles of a group: its number or title"), N_ ("GROUP") },
    { "all", 'a', 0, G_OPTION_ARG_NONE, &o->all, N_ ("All vehicles"), NULL },
    { "each", 0, 0, G_OPTION_ARG_STRING, &o->each, N_ ("A report for each of them"),
      "vehicle|group" },
    { "period", 0, 0, G_OPTION_ARG_STRING, &o->period,
      N_ ("yesterday, last-week, last-month …, instead of --from and --to"), N_ ("PERIOD") },
    { "title", 0, 0, G_OPTION_ARG_STRING, &o->title, N_ ("Title of the report"), N_ ("TEXT") },
    { "geofence", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o->geofences, N_ ("Number of a geofence"),
      N_ ("ID") },
    { "speed-limit", 0, 0, G_OPTION_ARG_STRING, &parsing->speed_limit, N_ ("In the account's unit"),
      N_ ("SPEED") },
    { "addresses", 0, 0, G_OPTION_ARG_NONE, &o->addresses, N_ ("Tell places as addresses"), NULL },
    { "zones", 0, 0, G_OPTION_ARG_NONE, &o->zones, N_ ("Geofences instead of addresses"), NULL },
    { "parameter", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o->parameters,
      N_ ("One of the report type's own"), N_ ("NAME=VALUE") },
    G_OPTION_ENTRY_NULL,
  };

  add_entries (parsing, (uses & ARMADA_CLI_USES_LOGIN) != 0, login);
  add_entries (parsing, (uses & (ARMADA_CLI_USES_EVENTS | ARMADA_CLI_USES_REPORT)) != 0, device);
  add_entries (parsing, (uses & (ARMADA_CLI_USES_TRACK | ARMADA_CLI_USES_REPORT)) != 0, stops);
  add_entries (parsing, (uses & ARMADA_CLI_USES_REPORT) != 0, report);
}

static GOptionContext *
make_context (Parsing *parsing, const ArmadaCliSyntax *syntax)
{
  g_autofree char *usage = g_strconcat (syntax->name, *syntax->arguments ? " " : "",
                                        *syntax->arguments ? _ (syntax->arguments) : "", NULL);
  GOptionContext *context = g_option_context_new (usage);

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, (GOptionEntry *) (gpointer) parsing->entries->data,
                                     GETTEXT_PACKAGE);
  if (syntax->summary != NULL)
    g_option_context_set_summary (context, _ (syntax->summary));
  return context;
}

static gboolean
refuse (GError **error, const char *sentence)
{
  return armada_cli_fail (error, ARMADA_CLI_USAGE, "%s", sentence);
}

/* A format may stand before the command and after it. */
static gboolean
take_format (Parsing *parsing, GError **error)
{
  guint n = parsing->options->format != ARMADA_CLI_TABLE;

  for (guint i = 0; i < G_N_ELEMENTS (parsing->flags); i++)
    if (parsing->flags[i] && parsing->options->format != (ArmadaCliFormat) i)
      {
        parsing->options->format = (ArmadaCliFormat) i;
        n++;
      }
  return n <= 1 || refuse (error, _ ("Only one format can be had at a time."));
}

static gboolean
take_numbers (Parsing *parsing, GError **error)
{
  ArmadaCliOptions *o = parsing->options;
  char *end = NULL;

  if (parsing->report_type != NULL && !armada_cli_read_id (parsing->report_type, &o->report_type))
    return refuse (error, _ ("--type wants the number of a report type; see report-types."));
  if (parsing->speed_limit != NULL)
    {
      o->speed_limit = g_ascii_strtod (parsing->speed_limit, &end);
      if (end == parsing->speed_limit || *end != '\0' || !(o->speed_limit >= 0) ||
          !isfinite (o->speed_limit))
        return refuse (error, _ ("--speed-limit wants a number."));
    }
  if (o->timeout < 0 || o->timeout > G_MAXINT / 1000)
    return refuse (error, _ ("--timeout wants a number of seconds."));
  if (o->limit < 0)
    return refuse (error, _ ("--limit wants a number from 1."));
  if (o->stops < -1)
    return refuse (error, _ ("--stops wants a number of seconds."));
  return TRUE;
}

static gboolean
take_times (ArmadaCliOptions *o, GError **error)
{
  char *from = g_steal_pointer (&o->from);
  char *to = g_steal_pointer (&o->to);
  gboolean good = (from == NULL || armada_cli_read_time (from, FALSE, &o->from, error)) &&
                  (to == NULL || armada_cli_read_time (to, TRUE, &o->to, error));

  g_free (from);
  g_free (to);
  if (good && o->from != NULL && o->to != NULL && strcmp (o->from, o->to) > 0)
    good = refuse (error, _ ("--from is after --to."));
  return good;
}

/**
 * armada_cli_options_parse:
 * @syntax: of a command
 * @words: (inout) (transfer full) (array zero-terminated=1): the program's name and what follows
 *   the command; options are taken out
 * @help: (out) (transfer full) (nullable): what is to be shown instead of doing anything
 *
 * Returns: whether it makes sense
 */
gboolean
armada_cli_options_parse (ArmadaCliOptions *self,
                          const ArmadaCliSyntax *syntax,
                          char ***words,
                          char **help,
                          GError **error)
{
  g_auto (Parsing) parsing = {
    .options = self,
    .entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry)),
  };
  g_autoptr (GOptionContext) context = NULL;

  add_of_command (&parsing, syntax->uses);
  add_of_query (&parsing, syntax->uses);
  add_of_output (&parsing, syntax->uses);
  add_global (&parsing);
  context = make_context (&parsing, syntax);
  if (!g_option_context_parse_strv (context, words, error))
    return FALSE;
  if (parsing.help)
    *help = g_option_context_get_help (context, TRUE, NULL);
  if (self->offline && !(syntax->uses & ARMADA_CLI_USES_STORE))
    return refuse (error, _ ("This cannot be had offline."));
  return take_format (&parsing, error) && take_numbers (&parsing, error) &&
         take_times (self, error);
}

/**
 * armada_cli_options_parse_global:
 * @words: (inout) (transfer full) (array zero-terminated=1): the program's name and all that
 *   follows; options before the command are taken out
 * @help: (out): whether --help is among them
 * @version: (out): whether --version is among them
 *
 * Returns: whether what stands before the command makes sense
 */
gboolean
armada_cli_options_parse_global (ArmadaCliOptions *self,
                                 char ***words,
                                 gboolean *help,
                                 gboolean *version,
                                 GError **error)
{
  g_auto (Parsing) parsing = {
    .options = self,
    .entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry)),
  };
  const GOptionEntry entries[] = {
    { "version", 'v', 0, G_OPTION_ARG_NONE, version, "", NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = NULL;

  add_global (&parsing);
  add_of_output (&parsing, ARMADA_CLI_USES_LIST | ARMADA_CLI_USES_STORE);
  add_entries (&parsing, TRUE, entries);
  context = make_context (&parsing, &(ArmadaCliSyntax) { .name = "", .arguments = "" });
  g_option_context_set_strict_posix (context, TRUE);
  if (!g_option_context_parse_strv (context, words, error))
    return FALSE;
  *help = parsing.help;
  return take_format (&parsing, error);
}

/* Digits where @form has 0, and what it has elsewhere. */
static gboolean
has_form (const char *text, const char *form)
{
  if (strlen (text) != strlen (form))
    return FALSE;
  for (guint i = 0; form[i] != '\0'; i++)
    if (form[i] == '0' ? !g_ascii_isdigit (text[i]) : text[i] != form[i])
      return FALSE;
  return TRUE;
}

/**
 * armada_cli_read_time:
 * @text: "YYYY-MM-DD", "YYYY-MM-DDTHH:MM" or the same with a space
 * @is_end: whether a day alone means its end
 * @time: (out) (transfer full): "YYYY-MM-DD HH:MM:SS"
 *
 * Returns: whether there is such a time
 */
gboolean
armada_cli_read_time (const char *text, gboolean is_end, char **time, GError **error)
{
  gboolean is_day = has_form (text, "0000-00-00");
  gboolean is_minute = has_form (text, "0000-00-00T00:00") || has_form (text, "0000-00-00 00:00");
  int year = 0, month = 0, day = 0, hour = is_end ? 23 : 0, minute = is_end ? 59 : 0;

  if (is_day || is_minute)
    {
      year = atoi (text);
      month = atoi (text + 5);
      day = atoi (text + 8);
    }
  if (is_minute)
    {
      hour = atoi (text + 11);
      minute = atoi (text + 14);
    }
  if (year < 1970 || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year) ||
      hour > 23 || minute > 59)
    /* Translators: keep YYYY-MM-DD and YYYY-MM-DDTHH:MM */
    return armada_cli_fail (error, ARMADA_CLI_USAGE,
                            _ ("A time is written YYYY-MM-DD or YYYY-MM-DDTHH:MM: %s"), text);
  *time = g_strdup_printf ("%04d-%02d-%02d %02d:%02d:%02d", year, month, day, hour, minute,
                           is_day && is_end ? 59 : 0);
  return TRUE;
}

/**
 * armada_cli_read_id:
 * @id: (out): a number the server gave
 *
 * Returns: whether @text is one
 */
gboolean
armada_cli_read_id (const char *text, gint64 *id)
{
  return g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, id, NULL);
}
