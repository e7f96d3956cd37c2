/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-web-module"

#include "reports/armada-web-module.h"

#include <gmodule.h>
#include <webkit/webkit.h>

#define HITS_MAX 10000
#define MEMORY_MAX 1500 /* megabytes of a process that shows a page */

/*
 * A report as HTML, in WebKit's own sandbox. It runs no script. Four things keep it from the
 * network, each of them enough for what is usual: its address is none, so that relative links lead
 * nowhere; a policy of ours that no page can loosen lets it load nothing but what stands in it;
 * nothing navigates; and what slips by is sent to a proxy that is not there.
 */
#define POLICY                                                                                     \
  "default-src 'none'; style-src 'unsafe-inline' data:; img-src data:; font-src data:; "           \
  "form-action 'none'; frame-src 'none'; base-uri 'none'"

#define NO_PROXY "http://127.0.0.1:1/" /* nobody listens at tcpmux */

/* Above what the page says of itself: paper stays paper in a dark window. */
#define STYLE "html { background: white; color: black; color-scheme: light; }"

typedef struct
{
  const ArmadaWebListener *listener;
  GObject *owner; /* weak */
  gboolean shown; /* else there is nothing to find yet, though there may be */
  char *awaited;  /* words that are to be found when it is */
  guint n;
  guint which;
} View;

static void
view_free (gpointer data)
{
  View *view = data;

  g_clear_weak_pointer (&view->owner);
  g_free (view->awaited);
  g_free (view);
}

static void
tell_found (View *view)
{
  if (view->owner != NULL)
    view->listener->found (view->which, view->n, view->owner);
}

static void
tell_state (View *view, ArmadaWebState state)
{
  if (view->owner != NULL)
    view->listener->changed (state, view->owner);
}

static View *
get_view (gpointer widget)
{
  return g_object_get_data (G_OBJECT (widget), "armada-view");
}

static gboolean
decide_policy_cb (WebKitWebView *web,
                  WebKitPolicyDecision *decision,
                  WebKitPolicyDecisionType type,
                  gpointer user_data)
{
  WebKitNavigationAction *action;
  WebKitURIRequest *request;
  const char *address;

  if (type == WEBKIT_POLICY_DECISION_TYPE_NAVIGATION_ACTION)
    {
      action = webkit_navigation_policy_decision_get_navigation_action (
          WEBKIT_NAVIGATION_POLICY_DECISION (decision));
      request = webkit_navigation_action_get_request (action);
      address = webkit_uri_request_get_uri (request);
      /* the report itself, and places within it */
      if (g_strcmp0 (address, "about:blank") == 0 || g_str_has_prefix (address, "about:blank#"))
        {
          webkit_policy_decision_use (decision);
          return TRUE;
        }
    }
  else if (type == WEBKIT_POLICY_DECISION_TYPE_RESPONSE)
    {
      request =
          webkit_response_policy_decision_get_request (WEBKIT_RESPONSE_POLICY_DECISION (decision));
      if (g_strcmp0 (webkit_uri_request_get_uri (request), "about:blank") == 0)
        {
          webkit_policy_decision_use (decision);
          return TRUE;
        }
    }
  webkit_policy_decision_ignore (decision);
  return TRUE;
}

/* Links lead out of the report, where nothing is: a menu that offers to follow them would lie. */
static gboolean
context_menu_cb (WebKitWebView *web,
                 WebKitContextMenu *menu,
                 WebKitHitTestResult *hit,
                 gpointer user_data)
{
  GList *next;

  for (GList *item = webkit_context_menu_get_items (menu); item != NULL; item = next)
    {
      WebKitContextMenuAction action =
          webkit_context_menu_item_get_stock_action (WEBKIT_CONTEXT_MENU_ITEM (item->data));

      next = item->next;
      if (action != WEBKIT_CONTEXT_MENU_ACTION_COPY &&
          action != WEBKIT_CONTEXT_MENU_ACTION_SELECT_ALL &&
          action != WEBKIT_CONTEXT_MENU_ACTION_COPY_LINK_TO_CLIPBOARD)
        webkit_context_menu_remove (menu, item->data);
    }
  return webkit_context_menu_get_n_items (menu) == 0;
}

static gboolean
refuse_cb (void)
{
  return TRUE;
}

static void
counted_cb (WebKitFindController *finder, guint n, WebKitWebView *web)
{
  View *view = get_view (web);

  view->n = n;
  view->which = n == 0 ? 0 : view->which == 0 ? 1 : MIN (view->which, n);
  tell_found (view);
}

static void
not_found_cb (WebKitFindController *finder, WebKitWebView *web)
{
  View *view = get_view (web);

  view->n = view->which = 0;
  tell_found (view);
}

static void
step (View *view, gboolean backwards)
{
  if (view->n == 0)
    return;
  if (backwards)
    view->which = view->which > 1 ? view->which - 1 : view->n;
  else
    view->which = view->which < view->n ? view->which + 1 : 1;
  tell_found (view);
}

static void
find_first (GtkWidget *widget, const char *words)
{
  WebKitFindController *finder = webkit_web_view_get_find_controller (WEBKIT_WEB_VIEW (widget));
  View *view = get_view (widget);
  guint32 options = WEBKIT_FIND_OPTIONS_CASE_INSENSITIVE | WEBKIT_FIND_OPTIONS_WRAP_AROUND;

  view->which = 0;
  if (!view->shown)
    {
      g_set_str (&view->awaited, words);
      view->n = G_MAXUINT;
      tell_found (view);
      return;
    }
  webkit_find_controller_search (finder, words, options, HITS_MAX);
  webkit_find_controller_count_matches (finder, words, options, HITS_MAX);
}

static void
find (GtkWidget *widget, const char *words, gboolean backwards, gboolean again)
{
  WebKitFindController *finder = webkit_web_view_get_find_controller (WEBKIT_WEB_VIEW (widget));
  View *view = get_view (widget);

  if (*words == '\0')
    {
      g_clear_pointer (&view->awaited, g_free);
      view->n = view->which = 0;
      webkit_find_controller_search_finish (finder);
      tell_found (view);
    }
  else if (!again || !view->shown)
    find_first (widget, words);
  else
    {
      if (backwards)
        webkit_find_controller_search_previous (finder);
      else
        webkit_find_controller_search_next (finder);
      step (view, backwards);
    }
}

static void
load_changed_cb (WebKitWebView *web, WebKitLoadEvent event, gpointer user_data)
{
  View *view = get_view (web);
  g_autofree char *awaited = NULL;

  if (event == WEBKIT_LOAD_COMMITTED)
    tell_state (view, ARMADA_WEB_READING);
  if (event != WEBKIT_LOAD_FINISHED)
    return;
  view->shown = TRUE;
  tell_state (view, ARMADA_WEB_SHOWN);
  awaited = g_steal_pointer (&view->awaited);
  if (awaited != NULL)
    find_first (GTK_WIDGET (web), awaited);
}

static void
terminated_cb (WebKitWebView *web, WebKitWebProcessTerminationReason reason, gpointer user_data)
{
  tell_state (get_view (web), reason == WEBKIT_WEB_PROCESS_EXCEEDED_MEMORY_LIMIT
                                  ? ARMADA_WEB_TOO_LARGE
                                  : ARMADA_WEB_ENDED);
}

static WebKitSettings *
new_settings (void)
{
  return webkit_settings_new_with_settings (
      "enable-javascript", FALSE, "enable-javascript-markup", FALSE, "enable-html5-database", FALSE,
      "enable-html5-local-storage", FALSE, "enable-media", FALSE, "enable-webgl", FALSE,
      "enable-webaudio", FALSE, "enable-webrtc", FALSE, "enable-page-cache", FALSE,
      "enable-fullscreen", FALSE, "enable-back-forward-navigation-gestures", FALSE,
      "hardware-acceleration-policy", WEBKIT_HARDWARE_ACCELERATION_POLICY_NEVER, NULL);
}

static WebKitNetworkSession *
new_network (void)
{
  WebKitNetworkSession *network = webkit_network_session_new_ephemeral ();
  WebKitNetworkProxySettings *none = webkit_network_proxy_settings_new (NO_PROXY, NULL);

  webkit_network_session_set_proxy_settings (network, WEBKIT_NETWORK_PROXY_MODE_CUSTOM, none);
  webkit_network_proxy_settings_free (none);
  return network;
}

static WebKitUserContentManager *
new_content (void)
{
  WebKitUserContentManager *content = webkit_user_content_manager_new ();
  WebKitUserStyleSheet *style = webkit_user_style_sheet_new (
      STYLE, WEBKIT_USER_CONTENT_INJECT_ALL_FRAMES, WEBKIT_USER_STYLE_LEVEL_AUTHOR, NULL, NULL);

  webkit_user_content_manager_add_style_sheet (content, style);
  webkit_user_style_sheet_unref (style);
  return content;
}

/* Processes that want more are ended. */
static WebKitWebContext *
new_context (void)
{
  WebKitMemoryPressureSettings *limits = webkit_memory_pressure_settings_new ();
  WebKitWebContext *context;

  webkit_memory_pressure_settings_set_memory_limit (limits, MEMORY_MAX);
  webkit_memory_pressure_settings_set_kill_threshold (limits, 1);
  webkit_memory_pressure_settings_set_poll_interval (limits, 1);
  context = g_object_new (WEBKIT_TYPE_WEB_CONTEXT, "memory-pressure-settings", limits, NULL);
  webkit_memory_pressure_settings_free (limits);
  return context;
}

static GtkWidget *
new_web_view (void)
{
  g_autoptr (WebKitWebContext) context = new_context ();
  g_autoptr (WebKitSettings) settings = new_settings ();
  g_autoptr (WebKitNetworkSession) network = new_network ();
  g_autoptr (WebKitUserContentManager) content = new_content ();

  return g_object_new (WEBKIT_TYPE_WEB_VIEW, "web-context", context, "settings", settings,
                       "network-session", network, "user-content-manager", content,
                       "default-content-security-policy", POLICY, NULL);
}

static GtkWidget *
create (const ArmadaWebListener *listener, GObject *owner)
{
  GtkWidget *web = new_web_view ();
  WebKitFindController *finder = webkit_web_view_get_find_controller (WEBKIT_WEB_VIEW (web));
  View *view = g_new0 (View, 1);

  view->listener = listener;
  g_set_weak_pointer (&view->owner, owner);
  g_object_set_data_full (G_OBJECT (web), "armada-view", view, view_free);
  g_signal_connect (web, "load-changed", G_CALLBACK (load_changed_cb), NULL);
  g_signal_connect (web, "web-process-terminated", G_CALLBACK (terminated_cb), NULL);
  g_signal_connect (web, "decide-policy", G_CALLBACK (decide_policy_cb), NULL);
  g_signal_connect (web, "context-menu", G_CALLBACK (context_menu_cb), NULL);
  g_signal_connect (web, "permission-request", G_CALLBACK (refuse_cb), NULL);
  g_signal_connect (web, "authenticate", G_CALLBACK (refuse_cb), NULL);
  g_signal_connect_object (finder, "counted-matches", G_CALLBACK (counted_cb), web, 0);
  g_signal_connect_object (finder, "failed-to-find-text", G_CALLBACK (not_found_cb), web, 0);
  return web;
}

static void
load (GtkWidget *widget, GBytes *page, const char *encoding)
{
  webkit_web_view_load_bytes (WEBKIT_WEB_VIEW (widget), page, "text/html", encoding, NULL);
}

static double
get_zoom (GtkWidget *widget)
{
  return webkit_web_view_get_zoom_level (WEBKIT_WEB_VIEW (widget));
}

static void
set_zoom (GtkWidget *widget, double zoom)
{
  webkit_web_view_set_zoom_level (WEBKIT_WEB_VIEW (widget), zoom);
}

static void
copy (GtkWidget *widget)
{
  webkit_web_view_execute_editing_command (WEBKIT_WEB_VIEW (widget), WEBKIT_EDITING_COMMAND_COPY);
}

static void
select_all (GtkWidget *widget)
{
  webkit_web_view_execute_editing_command (WEBKIT_WEB_VIEW (widget),
                                           WEBKIT_EDITING_COMMAND_SELECT_ALL);
}

/* One print job; it is told about once, and told to nobody after that. */
typedef struct
{
  ArmadaWebTold told;
  gpointer user_data;
} Job;

static void
failed_cb (WebKitPrintOperation *operation, const GError *error, Job *job)
{
  if (job->told != NULL)
    g_steal_pointer (&job->told) (error, job->user_data);
}

static void
finished_cb (WebKitPrintOperation *operation, Job *job)
{
  if (job->told != NULL)
    g_steal_pointer (&job->told) (NULL, job->user_data);
  g_object_unref (operation);
}

/* WebKit's own dialog turns the main loop while it is open, and destroys itself twice when it is
 * closed by Escape. */
static void
print (GtkWidget *widget, GFile *pdf, ArmadaWebTold told, gpointer user_data)
{
  WebKitPrintOperation *operation = webkit_print_operation_new (WEBKIT_WEB_VIEW (widget));
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  g_autofree char *address = g_file_get_uri (pdf);
  Job *job = g_new0 (Job, 1);

  job->told = told;
  job->user_data = user_data;
  g_object_set_data_full (G_OBJECT (operation), "armada-job", job, g_free);
  g_signal_connect (operation, "failed", G_CALLBACK (failed_cb), job);
  g_signal_connect (operation, "finished", G_CALLBACK (finished_cb), job);
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_URI, address);
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf");
  /* WebKit looks for it by its name, which is in the user's language */
  gtk_print_settings_set_printer (settings, g_dgettext ("gtk40", "Print to File"));
  webkit_print_operation_set_print_settings (operation, settings);
  webkit_print_operation_print (operation);
}

extern const ArmadaWebModule armada_web_module;

G_MODULE_EXPORT const ArmadaWebModule armada_web_module = {
  .create = create,
  .load = load,
  .find = find,
  .get_zoom = get_zoom,
  .set_zoom = set_zoom,
  .copy = copy,
  .select_all = select_all,
  .print = print,
};
