/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-test-records.h"
#include "model/armada-selection.h"

#define NOW 1790000010

typedef struct
{
  ArmadaFleet *fleet;
  ArmadaSelection *selection;
  guint n_changed;
  guint n_device, n_chosen; /* notifications */
} Fixture;

/* What is told is whole: whoever hears of it sees a selection that holds together. */
static void
changed_cb (ArmadaSelection *selection, Fixture *f)
{
  guint n = armada_selection_get_n_chosen (selection);
  ArmadaDevice *primary = armada_selection_get_device (selection);

  f->n_changed++;
  g_assert_true ((n == 0) == (primary == NULL));
  g_assert_true (n == 0 || armada_selection_contains (selection, primary));
  for (guint i = 0; i < n; i++)
    g_assert_true (
        armada_selection_contains (selection, armada_selection_get_chosen (selection, i)));
}

static void
count_cb (ArmadaSelection *selection, GParamSpec *pspec, guint *count)
{
  (*count)++;
}

static void
apply (Fixture *f, gint64 first, gint64 last)
{
  g_autoptr (ArmadaDeviceBatch) batch = armada_device_batch_new (TRUE);

  for (gint64 id = first; id <= last; id++)
    {
      g_autofree char *name = g_strdup_printf ("Truck %d", (int) id);

      armada_test_batch_take (batch, armada_test_record (id, name, ARMADA_ONLINE_STANDING));
    }
  armada_fleet_apply (f->fleet, batch, NOW);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->fleet = armada_fleet_new ();
  f->selection = armada_selection_new (f->fleet);
  g_signal_connect (f->selection, "changed", G_CALLBACK (changed_cb), f);
  g_signal_connect (f->selection, "notify::device", G_CALLBACK (count_cb), &f->n_device);
  g_signal_connect (f->selection, "notify::n-chosen", G_CALLBACK (count_cb), &f->n_chosen);
  apply (f, 1, 9);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_finalize_object (f->selection);
  g_assert_finalize_object (f->fleet);
}

static ArmadaDevice *
truck (Fixture *f, gint64 id)
{
  return armada_fleet_lookup (f->fleet, id);
}

/* @ids: those chosen, in their order, then 0 */
static void
assert_chosen (Fixture *f, const gint64 *ids, gint64 primary)
{
  ArmadaDevice *device = armada_selection_get_device (f->selection);
  guint n = 0;

  for (; ids[n] != 0; n++)
    {
      g_assert_cmpuint (n, <, armada_selection_get_n_chosen (f->selection));
      g_assert_cmpint (armada_device_get_id (armada_selection_get_chosen (f->selection, n)), ==,
                       ids[n]);
    }
  g_assert_cmpuint (armada_selection_get_n_chosen (f->selection), ==, n);
  g_assert_cmpint (device ? armada_device_get_id (device) : 0, ==, primary);
}

#define IDS(...) ((const gint64[]) { __VA_ARGS__, 0 })
#define NONE ((const gint64[]) { 0 })

static void
test_one (Fixture *f, gconstpointer data)
{
  armada_selection_set_follow (f->selection, TRUE);
  g_assert_false (armada_selection_get_follow (f->selection)); /* nothing to follow */

  armada_selection_set_device (f->selection, truck (f, 2));
  armada_selection_set_device (f->selection, truck (f, 2));
  g_assert_cmpuint (f->n_changed, ==, 1);
  armada_selection_set_follow (f->selection, TRUE);
  g_assert_true (armada_selection_get_follow (f->selection));

  armada_selection_set_device (f->selection, truck (f, 3));
  assert_chosen (f, IDS (3), 3);
  g_assert_true (armada_selection_get_follow (f->selection)); /* goes over to the next */

  apply (f, 4, 9); /* the chosen one went */
  assert_chosen (f, NONE, 0);
  g_assert_false (armada_selection_get_follow (f->selection));
}

static void
test_several (Fixture *f, gconstpointer data)
{
  armada_selection_set_device (f->selection, truck (f, 5));
  armada_selection_toggle (f->selection, truck (f, 2));
  armada_selection_add (f->selection, truck (f, 7));
  assert_chosen (f, IDS (5, 2, 7), 7);
  g_assert_cmpuint (f->n_changed, ==, 3);

  armada_selection_add (f->selection, truck (f, 5)); /* chosen already: only the first among them */
  assert_chosen (f, IDS (5, 2, 7), 5);
  g_assert_cmpuint (f->n_chosen, ==, 3);
  armada_selection_add (f->selection, truck (f, 5));
  g_assert_cmpuint (f->n_changed, ==, 4);

  armada_selection_toggle (f->selection, truck (f, 5));
  assert_chosen (f, IDS (2, 7), 7);
  armada_selection_remove (f->selection, truck (f, 5));
  g_assert_cmpuint (f->n_changed, ==, 5);

  armada_selection_set_device (f->selection, truck (f, 2)); /* one of them: alone again */
  assert_chosen (f, IDS (2), 2);
  armada_selection_remove (f->selection, truck (f, 2));
  assert_chosen (f, NONE, 0);
}

static void
test_many_at_once (Fixture *f, gconstpointer data)
{
  ArmadaDevice *first[] = { truck (f, 4), truck (f, 1), truck (f, 4), truck (f, 3) };
  ArmadaDevice *more[] = { truck (f, 3), truck (f, 8) };

  armada_selection_set_chosen (f->selection, first, G_N_ELEMENTS (first), truck (f, 1));
  assert_chosen (f, IDS (4, 1, 3), 1); /* each once */
  armada_selection_add_chosen (f->selection, more, G_N_ELEMENTS (more));
  assert_chosen (f, IDS (4, 1, 3, 8), 1);
  armada_selection_add_chosen (f->selection, more, G_N_ELEMENTS (more));
  g_assert_cmpuint (f->n_changed, ==, 2);
  g_assert_cmpuint (f->n_device, ==, 1);

  armada_selection_set_chosen (f->selection, more, G_N_ELEMENTS (more), NULL);
  assert_chosen (f, IDS (3, 8), 8); /* the primary was left out: the last is */
  armada_selection_set_chosen (f->selection, more, G_N_ELEMENTS (more), NULL);
  g_assert_cmpuint (f->n_changed, ==, 3);
  armada_selection_set_chosen (f->selection, NULL, 0, NULL);
  assert_chosen (f, NONE, 0);
  armada_selection_set_chosen (f->selection, NULL, 0, NULL);
  g_assert_cmpuint (f->n_changed, ==, 4);
}

/* Those that stand together are all chosen, or none of them; the others stay as they were. */
static void
test_toggle_many (Fixture *f, gconstpointer data)
{
  ArmadaDevice *some[] = { truck (f, 3), truck (f, 4), truck (f, 5) };

  armada_selection_set_device (f->selection, truck (f, 1));
  armada_selection_add (f->selection, truck (f, 4));
  f->n_changed = 0;
  armada_selection_toggle_chosen (f->selection, some, G_N_ELEMENTS (some));
  assert_chosen (f, IDS (1, 4, 3, 5), 4);
  g_assert_cmpuint (f->n_changed, ==, 1);
  armada_selection_toggle_chosen (f->selection, some, G_N_ELEMENTS (some));
  assert_chosen (f, IDS (1), 1);
  g_assert_cmpuint (f->n_changed, ==, 2);
  armada_selection_toggle_chosen (f->selection, some, 0);
  g_assert_cmpuint (f->n_changed, ==, 2);
  armada_selection_toggle_chosen (f->selection, some, 1);
  assert_chosen (f, IDS (1, 3), 3);
}

static void
test_fleet_goes (Fixture *f, gconstpointer data)
{
  ArmadaDevice *some[] = { truck (f, 1), truck (f, 6), truck (f, 7) };

  armada_selection_set_chosen (f->selection, some, G_N_ELEMENTS (some), truck (f, 1));
  armada_selection_set_follow (f->selection, TRUE);
  apply (f, 1, 6); /* the last chosen went, among others */
  assert_chosen (f, IDS (1, 6), 1);
  g_assert_cmpuint (f->n_changed, ==, 2);
  apply (f, 1, 7); /* comes back as another device, which nobody chose */
  assert_chosen (f, IDS (1, 6), 1);
  g_assert_cmpuint (f->n_changed, ==, 2);

  apply (f, 2, 7);
  assert_chosen (f, IDS (6), 6);
  g_assert_true (armada_selection_get_follow (f->selection));
  armada_fleet_clear (f->fleet);
  assert_chosen (f, NONE, 0);
  g_assert_false (armada_selection_get_follow (f->selection));
}

static void
test_strangers (Fixture *f, gconstpointer data)
{
  g_autoptr (ArmadaDevice) gone = g_object_ref (truck (f, 9));
  ArmadaDevice *some[] = { gone, truck (f, 1) };

  apply (f, 1, 8);
  armada_selection_add (f->selection, gone);
  armada_selection_toggle (f->selection, gone);
  armada_selection_set_device (f->selection, gone);
  g_assert_cmpuint (f->n_changed, ==, 0);
  armada_selection_set_chosen (f->selection, some, G_N_ELEMENTS (some), gone);
  assert_chosen (f, IDS (1), 1);
  armada_selection_set_device (f->selection, gone); /* who is not of the fleet is nobody */
  assert_chosen (f, NONE, 0);
}

static void
clear_cb (ArmadaSelection *selection)
{
  if (armada_selection_get_n_chosen (selection) > 1)
    armada_selection_set_device (selection, armada_selection_get_chosen (selection, 0));
}

/* Whoever hears of a change may make another. */
static void
test_changed_while_told (Fixture *f, gconstpointer data)
{
  ArmadaDevice *some[] = { truck (f, 3), truck (f, 4) };

  g_signal_connect (f->selection, "notify::n-chosen", G_CALLBACK (clear_cb), NULL);
  armada_selection_set_chosen (f->selection, some, G_N_ELEMENTS (some), NULL);
  assert_chosen (f, IDS (3), 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test) g_test_add ("/selection/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("one", test_one);
  ADD ("several", test_several);
  ADD ("many-at-once", test_many_at_once);
  ADD ("toggle-many", test_toggle_many);
  ADD ("fleet-goes", test_fleet_goes);
  ADD ("strangers", test_strangers);
  ADD ("changed-while-told", test_changed_while_told);
#undef ADD

  return g_test_run ();
}
