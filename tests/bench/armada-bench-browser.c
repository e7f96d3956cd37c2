/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */
#include "armada-bench-browser.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define PATIENCE 180 /* seconds a page may take */

/* One page in one browser with a profile of its own. The page measures itself, with peer.js,
 * and tells of each step, so that memory and processor time are looked at in the right moment. */
typedef struct
{
  const char *pages;
  const char *packages;
  GBytes *text;
  char *profile;
  ArmadaBenchFigures *figures;
  double pan_cpu; /* seconds when the pan began */
  GMainLoop *loop;
  gboolean done;
} Visit;

typedef struct
{
  int pid;
  int parent;
  double cpu; /* seconds */
  gboolean ours;
} Process;

static char *
read_proc (int pid, const char *what, gsize *length)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/%s", pid, what);
  char *text = NULL;

  return g_file_get_contents (path, &text, length, NULL) ? text : NULL;
}

/* Of "pid (name) state parent …": the name may hold anything. */
static gboolean
read_process (int pid, const char *profile, Process *process)
{
  gsize length = 0;
  g_autofree char *stat = read_proc (pid, "stat", NULL);
  g_autofree char *command = read_proc (pid, "cmdline", &length);
  const char *rest = stat ? strrchr (stat, ')') : NULL;
  gulong user, system;

  if (rest == NULL || command == NULL ||
      sscanf (rest + 1, " %*c %d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &process->parent,
              &user, &system) != 3)
    return FALSE;
  process->pid = pid;
  process->cpu = (double) (user + system) / (double) sysconf (_SC_CLK_TCK);
  process->ours = memmem (command, length, profile, strlen (profile)) != NULL;
  return TRUE;
}

static gboolean
add_children (GArray *processes)
{
  gboolean added = FALSE;

  for (guint i = 0; i < processes->len; i++)
    for (guint k = 0; k < processes->len; k++)
      {
        Process *child = &g_array_index (processes, Process, i);
        const Process *parent = &g_array_index (processes, Process, k);

        if (!child->ours && parent->ours && child->parent == parent->pid)
          child->ours = added = TRUE;
      }
  return added;
}

/* Returns: (transfer full): those that name the profile, and what they started */
static GArray *
find_processes (const char *profile)
{
  GArray *processes = g_array_new (FALSE, FALSE, sizeof (Process));
  g_autoptr (GDir) dir = g_dir_open ("/proc", 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      Process process;

      if (g_ascii_isdigit (*name) && atoi (name) != getpid () &&
          read_process (atoi (name), profile, &process))
        g_array_append_val (processes, process);
    }
  while (add_children (processes))
    ;
  return processes;
}

/* Memory that several share counts once. */
static void
sum (const char *profile, double *cpu, double *memory)
{
  g_autoptr (GArray) processes = find_processes (profile);

  *cpu = *memory = 0;
  for (guint i = 0; i < processes->len; i++)
    {
      const Process *process = &g_array_index (processes, Process, i);
      g_autofree char *smaps = NULL;
      const char *pss;

      if (!process->ours)
        continue;
      *cpu += process->cpu;
      smaps = read_proc (process->pid, "smaps_rollup", NULL);
      pss = smaps ? strstr (smaps, "\nPss:") : NULL;
      if (pss != NULL)
        *memory += g_ascii_strtod (pss + strlen ("\nPss:"), NULL) * 1024 / 1e6;
    }
}

static void
take_results (Visit *visit, SoupMessageBody *body)
{
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  JsonObject *object = node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  if (object != NULL && json_object_has_member (object, "fps"))
    {
      visit->figures->text_to_painted = json_object_get_double_member (object, "text_to_painted");
      visit->figures->update_painted = json_object_get_double_member (object, "update_painted");
      visit->figures->fps = json_object_get_double_member (object, "fps");
      visit->figures->width = (int) json_object_get_int_member (object, "width");
      visit->figures->height = (int) json_object_get_int_member (object, "height");
      visit->done = TRUE;
    }
  else
    g_printerr ("%s\n", text);
  g_main_loop_quit (visit->loop);
}

static void
step_cb (SoupServer *server,
         SoupServerMessage *message,
         const char *path,
         GHashTable *query,
         gpointer user_data)
{
  Visit *visit = user_data;
  const char *n_frames = query ? g_hash_table_lookup (query, "frames") : NULL;
  double cpu, memory;

  soup_server_message_set_status (message, 204, NULL);
  sum (visit->profile, &cpu, &memory);
  if (g_str_has_suffix (path, "/loaded"))
    visit->figures->memory = memory;
  else if (g_str_has_suffix (path, "/pan"))
    visit->pan_cpu = cpu;
  else if (g_str_has_suffix (path, "/panned") && n_frames != NULL)
    visit->figures->frame_cpu =
        (cpu - visit->pan_cpu) * 1e3 / MAX (g_ascii_strtod (n_frames, NULL), 1);
  else if (g_str_has_suffix (path, "/end"))
    take_results (visit, soup_server_message_get_request_body (message));
}

static void
text_cb (SoupServer *server,
         SoupServerMessage *message,
         const char *path,
         GHashTable *query,
         gpointer user_data)
{
  Visit *visit = user_data;

  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_set_content_type (soup_server_message_get_response_headers (message),
                                         "application/json", NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), visit->text);
}

static const char *
type_of (const char *path)
{
  if (g_str_has_suffix (path, ".js") || g_str_has_suffix (path, ".mjs"))
    return "text/javascript";
  return g_str_has_suffix (path, ".css") ? "text/css" : "text/html";
}

static void
file_cb (SoupServer *server,
         SoupServerMessage *message,
         const char *path,
         GHashTable *query,
         gpointer user_data)
{
  Visit *visit = user_data;
  gboolean package = g_str_has_prefix (path, "/node_modules/");
  g_autofree char *file = g_build_filename (package ? visit->packages : visit->pages, path, NULL);
  g_autofree char *contents = NULL;
  gsize length;

  if (strstr (path, "..") != NULL || !g_file_get_contents (file, &contents, &length, NULL))
    {
      soup_server_message_set_status (message, 404, NULL);
      return;
    }
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, type_of (path), SOUP_MEMORY_COPY, contents, length);
}

/* Returns: (transfer full): a server on loopback */
static SoupServer *
serve (Visit *visit, char **address, GError **error)
{
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autofree char *base = NULL;
  GSList *uris;

  soup_server_add_handler (server, "/", file_cb, visit, NULL);
  soup_server_add_handler (server, "/text", text_cb, visit, NULL);
  soup_server_add_handler (server, "/step", step_cb, visit, NULL);
  if (!soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return NULL;
  uris = soup_server_get_uris (server);
  *address = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return g_steal_pointer (&server);
}

static gboolean
patience_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

/* Without a graphics card WebGL is drawn by the browser's own software, which has to be allowed.
 * The pages are the bench's own, and a browser's sandbox cannot be made inside another. */
static GSubprocess *
start_browser (const char *browser, const char *profile, const char *address, GError **error)
{
  g_autofree char *folder = g_strdup_printf ("--user-data-dir=%s", profile);

  return g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, error, browser,
      "--headless=new", "--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader",
      "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update",
      "--disable-sync", "--disable-extensions", "--no-first-run", "--hide-scrollbars",
      "--js-flags=--max-old-space-size=8000", "--window-size=1600,1043", folder, address, NULL);
}

/* What it started may outlive it by a moment, and would count with the next. */
static void
end_browser (GSubprocess *process, const char *profile)
{
  g_autoptr (GArray) processes = find_processes (profile);
  g_autofree char *path = g_find_program_in_path ("rm");
  g_autoptr (GSubprocess) rm = NULL;

  for (guint i = 0; i < processes->len; i++)
    if (g_array_index (processes, Process, i).ours)
      kill (g_array_index (processes, Process, i).pid, SIGKILL);
  g_subprocess_wait (process, NULL, NULL);
  rm = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL, path, "-rf", "--", profile, NULL);
  if (rm != NULL)
    g_subprocess_wait (rm, NULL, NULL);
}

/**
 * armada_bench_browser_run:
 * @browser: Chromium
 * @pages: the folder of the pages
 * @packages: the folder that has node_modules
 * @page: its name and query
 * @text: what the page shows
 * @figures: (out)
 *
 * Returns: whether the page came to its end
 */
gboolean
armada_bench_browser_run (const char *browser,
                          const char *pages,
                          const char *packages,
                          const char *page,
                          GBytes *text,
                          ArmadaBenchFigures *figures,
                          GError **error)
{
  Visit visit = { .pages = pages, .packages = packages, .text = text, .figures = figures };
  g_autofree char *base = NULL, *address = NULL;
  g_autofree char *profile = g_dir_make_tmp ("armada-peer-XXXXXX", error);
  g_autoptr (SoupServer) server = profile ? serve (&visit, &base, error) : NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GSubprocess) process = NULL;
  guint timer;

  if (server == NULL)
    return FALSE;
  memset (figures, 0, sizeof *figures);
  visit.profile = profile;
  visit.loop = loop;
  address = g_strconcat (base, page, NULL);
  process = start_browser (browser, profile, address, error);
  if (process == NULL)
    return FALSE;
  timer = g_timeout_add_seconds (PATIENCE, patience_cb, loop);
  g_main_loop_run (loop);
  g_source_remove (timer);
  end_browser (process, profile);
  if (!visit.done)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "%s did not come to its end", page);
  return visit.done;
}
