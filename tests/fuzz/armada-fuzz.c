/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-fuzz.h"

#include <string.h>

#include "armada-test-fixture.h"

#define MAX_CUTS 600
#define N_MUTANTS 20000
#define TIME (1 * G_USEC_PER_SEC)

/* In a block of its own size, so that the sanitizers see a look beyond it. */
static void
run (const guint8 *data, gsize size)
{
  g_autofree guint8 *copy = g_memdup2 (data, size);

  LLVMFuzzerTestOneInput (copy, size);
}

static void
mutate (GByteArray *bytes, GRand *rand)
{
  static const char *const pieces[] = {
    "\"",           "\\",      "{",     "}",           "[",           "]",     ",",   ":",
    "null",         "\"id\":", "-1e9",  "\"0\":",      "\"items\":[", "&#x0;", "<b>", "\xff",
    "\xef\xbb\xbf", "\\ud800", "1e999", "\"status\":0"
  };
  guint at = bytes->len > 0 ? (guint) g_rand_int_range (rand, 0, (gint32) bytes->len) : 0;
  guint length = (guint) g_rand_int_range (rand, 1, 65);
  const char *piece = pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))];

  length = MIN (length, bytes->len - at);
  switch (g_rand_int_range (rand, 0, 5))
    {
    case 0:
      if (length > 0)
        bytes->data[at] ^= (guint8) (1u << g_rand_int_range (rand, 0, 8));
      break;
    case 1:
      if (length > 0)
        g_byte_array_remove_range (bytes, at, length);
      break;
    case 2:
      g_byte_array_set_size (bytes, bytes->len - length);
      break;
    case 3:
      for (guint i = 0; piece[i] != '\0' && at + i < bytes->len; i++)
        bytes->data[at + i] = (guint8) piece[i];
      break;
    default:
      g_byte_array_append (bytes, (const guint8 *) piece, (guint) strlen (piece));
      memmove (bytes->data + at + strlen (piece), bytes->data + at,
               bytes->len - at - strlen (piece));
      memcpy (bytes->data + at, piece, strlen (piece));
    }
}

static void
run_mutants (GPtrArray *seeds)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260314);
  gint64 until = g_get_monotonic_time () + TIME;

  for (guint n = 0; n < N_MUTANTS && g_get_monotonic_time () < until; n++)
    {
      GBytes *seed = seeds->pdata[n % seeds->len];
      g_autoptr (GByteArray) bytes = g_byte_array_new ();

      g_byte_array_append (bytes, g_bytes_get_data (seed, NULL), (guint) g_bytes_get_size (seed));
      for (gint32 i = g_rand_int_range (rand, 1, 12); i > 0; i--)
        mutate (bytes, rand);
      run (bytes->data, bytes->len);
    }
}

static void
test (gconstpointer data)
{
  const char *const *names = data;
  g_autoptr (GPtrArray) seeds = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; names[i] != NULL; i++)
    {
      GBytes *seed = armada_test_fixture (names[i]);
      gsize size;
      const guint8 *bytes = g_bytes_get_data (seed, &size);

      g_ptr_array_add (seeds, seed);
      run (bytes, size);
      for (gsize cut = 0; cut < MIN (size, MAX_CUTS); cut++)
        run (bytes, cut);
    }
  run_mutants (seeds);
}

/* Bad input is logged; a thousand times over that is no help. */
static void
drop_log_cb (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
}

int
armada_fuzz_main (int argc, char **argv, const char *name, const char *const *seeds)
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_handler ("armada-devices-reader", G_LOG_LEVEL_MESSAGE, drop_log_cb, NULL);
  g_test_add_data_func (name, seeds, test);
  return g_test_run ();
}
