/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-demo-request.h"

G_BEGIN_DECLS

/**
 * ArmadaDemoPage:
 * @total: how many elements there are on all pages
 * @limit: how many a page holds
 * @number: which page, from 1; past the last one it is empty
 * @last: the number of the last page, at least 1
 * @first: index of the first element on the page
 * @end: index after the last one; @first when there is none
 *
 * The part of a list that is answered with, and how the platform tells of the rest.
 */
typedef struct
{
  const ArmadaDemoRequest *request;
  guint total;
  guint limit;
  guint number;
  guint last;
  guint first;
  guint end;
} ArmadaDemoPage;

void armada_demo_page_init (ArmadaDemoPage *self,
                            const ArmadaDemoRequest *request,
                            guint usual_limit,
                            guint total);

void armada_demo_page_begin (const ArmadaDemoPage *self, ArmadaDemoJson *json);
void armada_demo_page_end (const ArmadaDemoPage *self, ArmadaDemoJson *json);
void armada_demo_page_begin_plain (const ArmadaDemoPage *self, ArmadaDemoJson *json);
void armada_demo_page_end_plain (const ArmadaDemoPage *self, ArmadaDemoJson *json);
void armada_demo_page_add_pagination (const ArmadaDemoPage *self, ArmadaDemoJson *json);
void armada_demo_page_add_links (const ArmadaDemoPage *self, ArmadaDemoJson *json);
void armada_demo_add_bad_member (ArmadaDemoJson *json, const char *name);
void armada_demo_add_bad_item (const ArmadaDemoRequest *request, ArmadaDemoJson *json);

G_END_DECLS
