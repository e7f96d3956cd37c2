/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Ctrl+C and its like: they cancel what waits, and stop what writes. Once for a process. */

void armada_cli_interrupt_init (GCancellable *cancellable);
void armada_cli_interrupt_end (void);
int armada_cli_interrupt_get_signal (void);
gboolean armada_cli_interrupt_wait_writable (int file);
gboolean armada_cli_interrupt_wait_readable (int file);

G_END_DECLS
