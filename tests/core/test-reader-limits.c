/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "armada-reader-limits.h"

/* What the reader's process can no longer do. */

static gboolean
refused (int result)
{
  return result < 0 && errno == EACCES;
}

static void
test_closed (void)
{
  char *arguments[] = { (char *) "/bin/true", NULL };
  char folder[] = "/tmp/armada-XXXXXX";
  int null;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }
  armada_reader_limits_close ();
  null = open ("/dev/null", O_RDONLY);
  g_assert_cmpint (null, >=, 0); /* reading is what it is for */
  close (null);
#if defined __x86_64__ || defined __aarch64__
  g_assert_true (refused (open ("/dev/null", O_WRONLY)));
  g_assert_true (refused (open ("/tmp/armada-limits", O_RDONLY | O_CREAT, 0600)));
  g_assert_true (refused (socket (AF_INET, SOCK_STREAM, 0)));
  g_assert_true (refused (socket (AF_UNIX, SOCK_STREAM, 0)));
  g_assert_true (refused (execve (arguments[0], arguments, arguments + 1)));
  g_assert_true (refused (unlink (folder)));
#endif
  /* What looks for leaks at the end is another process that looks into this one. */
  _exit (0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reader-limits/closed", test_closed);
  return g_test_run ();
}
