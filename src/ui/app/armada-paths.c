/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-paths"

#include "app/armada-paths.h"

#include "armada-config.h"

/**
 * armada_paths_dup_data:
 * @name: of a folder or file that is installed with the program
 *
 * Returns: (transfer full): where it is: in the folder that `ARMADA_DATA_DIR` names, or installed
 */
char *
armada_paths_dup_data (const char *name)
{
  const char *folder = g_getenv ("ARMADA_DATA_DIR");

  return g_build_filename (folder ? folder : PKGDATADIR, name, NULL);
}
