/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/armada-visits.h"

G_BEGIN_DECLS

/* Visits in words. */

char *armada_visit_words_for_span (const ArmadaVisit *visit);
char *armada_visit_words_for_dwell (const ArmadaVisit *visit);
char *armada_visit_words_for_coverage (const ArmadaVisitCoverage *coverage);
char *armada_visit_words_for_table (GListModel *visits);
char *armada_visit_words_for_csv (GListModel *visits);

G_END_DECLS
