/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-routes"

#include "armada-demo-routes.h"

#include <string.h>

#include "armada-demo-devices.h"

/* Which endpoints there are. A "*" stands for a number. */
static const struct
{
  const char *method;
  const char *path;
  ArmadaDemoEndpoint answer;
} routes[] = {
  { "GET", "get_devices", armada_demo_devices_answer },
  { "GET", "get_devices_latest", armada_demo_devices_answer_latest },
};

static gboolean
matches (const char *pattern, const char *path)
{
  for (; *pattern != '\0'; pattern++)
    if (*pattern != '*')
      {
        if (*path++ != *pattern)
          return FALSE;
      }
    else
      {
        gsize n = strspn (path, "0123456789");

        if (n == 0)
          return FALSE;
        path += n;
      }
  return *path == '\0';
}

/**
 * armada_demo_routes_find:
 * @method: of HTTP
 * @endpoint: path below "/api/"
 * @status: (out): why there is none: 404 or 405
 *
 * Returns: (nullable): who answers
 */
ArmadaDemoEndpoint
armada_demo_routes_find (const char *method, const char *endpoint, guint *status)
{
  *status = 404;
  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    if (matches (routes[i].path, endpoint))
      {
        if (g_str_equal (routes[i].method, method))
          return routes[i].answer;
        *status = 405;
      }
  return NULL;
}
