/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ARMADA_TYPE_PAGE_SWITCHER (armada_page_switcher_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaPageSwitcher, armada_page_switcher, ARMADA, PAGE_SWITCHER, GtkBox)

G_END_DECLS
