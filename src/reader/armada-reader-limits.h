/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void armada_reader_limits_set (void);
void armada_reader_limits_close (void);
void armada_reader_limits_more_time (void);

G_END_DECLS
