/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/armada-application.h"
#include "app/armada-init.h"
#include "app/armada-renderer.h"

int
main (int argc, char **argv)
{
  g_autoptr (ArmadaApplication) application = NULL;
  int status;

  armada_ui_init_memory ();
  armada_ui_init_words ();
  armada_renderer_choose ();
  application = armada_application_new ();
  status = g_application_run (G_APPLICATION (application), argc, argv);
  return status != 0 ? status : armada_application_get_result (application);
}
