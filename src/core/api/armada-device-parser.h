/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-device-record.h"

G_BEGIN_DECLS

/**
 * ArmadaDeviceParser:
 *
 * Reads one device's JSON at a time, in memory that it uses again and again. One thread at a time.
 */
typedef struct _ArmadaDeviceParser ArmadaDeviceParser;

ArmadaDeviceParser *armada_device_parser_new (void);
void armada_device_parser_free (ArmadaDeviceParser *self);
ArmadaDeviceRecord *
armada_device_parser_read (ArmadaDeviceParser *self, const char *text, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaDeviceParser, armada_device_parser_free)

G_END_DECLS
