/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/armada-report.h"

G_BEGIN_DECLS

/* Pages of the library on which its reports are read. */

AdwNavigationPage *armada_report_reading_new (ArmadaReport *report);
gboolean armada_report_reading_can_compare (ArmadaReport *one, ArmadaReport *other);
AdwNavigationPage *armada_report_reading_new_pair (ArmadaReport *one, ArmadaReport *other);

G_END_DECLS
