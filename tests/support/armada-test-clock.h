/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/armada-clock.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_TEST_CLOCK (armada_test_clock_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaTestClock, armada_test_clock, ARMADA, TEST_CLOCK, ArmadaClock)

/* A clock turned by hand: it stands still until armada_test_clock_advance(). */

ArmadaTestClock *armada_test_clock_new (gint64 now);

/* Fires what falls due on the way, in order, each at its own time. */
void armada_test_clock_advance (ArmadaTestClock *self, gint64 milliseconds);
/* Milliseconds until the next timeout, -1: none is waiting. */
gint64 armada_test_clock_get_next (ArmadaTestClock *self);

G_END_DECLS
