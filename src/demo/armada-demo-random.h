/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Chance without state: a number made of what it is for, so that the same question always gets the
 * same answer. Mixing after Steele, Lea and Flood, "Fast splittable pseudorandom number
 * generators" (2014).
 */
static inline guint64
armada_demo_mix (guint64 key, guint64 salt)
{
  guint64 z = key + (salt + 1) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/* 0 <= share < 1; @key moves on. */
static inline double
armada_demo_share (guint64 *key)
{
  *key = armada_demo_mix (*key, 0);
  return (double) (*key >> 11) / 9007199254740992.0;
}

static inline double
armada_demo_between (guint64 *key, double least, double most)
{
  return least + armada_demo_share (key) * (most - least);
}

/* 0 <= number < n; @key moves on. */
static inline guint
armada_demo_below (guint64 *key, guint n)
{
  return (guint) (armada_demo_share (key) * n);
}

G_END_DECLS
