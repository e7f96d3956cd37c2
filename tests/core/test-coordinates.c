/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/armada-coordinates.h"

#include "armada-test-fleet.h"
#include "model/armada-nearest.h"

static void
assert_place (const char *text, double latitude, double longitude)
{
  double north = 0, east = 0;

  g_test_message ("%s", text);
  g_assert_true (armada_coordinates_parse (text, &north, &east));
  g_assert_cmpfloat_with_epsilon (north, latitude, 1e-5);
  g_assert_cmpfloat_with_epsilon (east, longitude, 1e-5);
}

static void
test_decimal (void)
{
  assert_place ("-6.2, 106.8", -6.2, 106.8);
  assert_place ("  −6.2 106.8 ", -6.2, 106.8);
  assert_place ("6.2S,106.8E", -6.2, 106.8);
  assert_place ("106.8 E 6.2 s", -6.2, 106.8);
  assert_place ("-6,2 106,8", -6.2, 106.8);
  assert_place ("-6,2, 106,8", -6.2, 106.8);
  assert_place ("47, 9", 47, 9);
  assert_place ("47;9.5", 47, 9.5);
  assert_place ("+47.1° 9.5°", 47.1, 9.5);
  assert_place ("-6.2، 106.8", -6.2, 106.8);
  assert_place ("-6٫2؛ 106٫8", -6.2, 106.8);
  assert_place ("6,2° LS 106,8° BT", -6.2, 106.8);
  assert_place ("geo:-6.2,106.8?z=15", -6.2, 106.8);
  assert_place ("geo:47.1,9.5;u=35", 47.1, 9.5);
}

static void
test_sexagesimal (void)
{
  assert_place ("6°12'30\"S 106°48'36\"E", -6.208333, 106.81);
  assert_place ("6° 12′ 30″ S, 106° 48′ 36″ E", -6.208333, 106.81);
  assert_place ("S 6°12.5' E 106°48.6'", -6.208333, 106.81);
  assert_place ("47°8'N 9°31'E", 47.133333, 9.516667);
  assert_place ("6°12'30''S 106°48'36''E", -6.208333, 106.81);
  assert_place ("33°S 70°30'W", -33, -70.5);
}

/* Names, plates, numbers and places that are not on the earth. */
static void
test_no_place (void)
{
  static const char *const texts[] = {
    "",          "B 1234 XY", "12 34",        "47",         "47.1",
    "47.1,",     "91, 10",    "10, 181",      "6°61'S 1°E", "6°1'60\"S 1°E",
    "6S 7S",     "1.2.3, 4",  "6.2, 106.8 x", "geo:",       "truck 6.2, 106.8",
    "1,2,3,4,5", "S, E",      "-, -",         "nan, nan",   "6.2 - 7",
    "8.2E 9.1W",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      double north, east;

      g_test_message ("%s", texts[i]);
      g_assert_false (armada_coordinates_parse (texts[i], &north, &east));
    }
}

static void
test_round (void)
{
  g_autofree char *text = armada_coordinates_to_text (-6.2, 106.8);
  g_autofree char *link = armada_coordinates_to_link (-6.2, 106.8, 15);

  g_assert_cmpstr (text, ==, "-6.200000, 106.800000");
  g_assert_cmpstr (link, ==, "geo:-6.200000,106.800000?z=15");
  assert_place (text, -6.2, 106.8);
  assert_place (link, -6.2, 106.8);
}

/* Nearest first, no more than were asked for, and none without a position. */
static void
test_nearest (void)
{
  g_autoptr (ArmadaFleet) fleet = armada_fleet_new ();
  g_autoptr (GArray) all = NULL;
  g_autoptr (GArray) few = NULL;

  armada_test_fleet_apply (fleet, 200, 7, 0.5);
  all = armada_nearest_find (fleet, 47.16, 9.52, G_MAXUINT);
  few = armada_nearest_find (fleet, 47.16, 9.52, 10);
  g_assert_cmpuint (all->len, ==, 200);
  g_assert_cmpuint (few->len, ==, 10);
  for (guint i = 1; i < all->len; i++)
    g_assert_cmpfloat (g_array_index (all, ArmadaNear, i - 1).metres, <=,
                       g_array_index (all, ArmadaNear, i).metres);
  for (guint i = 0; i < few->len; i++)
    g_assert_true (g_array_index (few, ArmadaNear, i).device ==
                   g_array_index (all, ArmadaNear, i).device);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/coordinates/decimal", test_decimal);
  g_test_add_func ("/coordinates/sexagesimal", test_sexagesimal);
  g_test_add_func ("/coordinates/no-place", test_no_place);
  g_test_add_func ("/coordinates/round", test_round);
  g_test_add_func ("/coordinates/nearest", test_nearest);
  return g_test_run ();
}
