/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* A small server on loopback whose every answer the test decides. */
typedef struct
{
  SoupServer *soup;     /* answers as HTTP should be */
  GSocketService *raw;  /* answers with bytes of the test's choice */
  guint16 raw_port;     /* where it listens */
  GPtrArray *requests;  /* of char: "GET /api/get_x?lang=en", in the order they came */
  GPtrArray *held;      /* of SoupServerMessage: requests for "/api/hold", not yet answered */
  guint most_held;      /* at once */
  GPtrArray *raw_conns; /* of GSocketConnection */
  GHashTable *answers;  /* path → Answer */
} ArmadaTestServer;

ArmadaTestServer *armada_test_server_new (GTlsCertificate *certificate);
void armada_test_server_free (ArmadaTestServer *self);

/* Returns: (transfer full): where it listens */
char *armada_test_server_get_address (ArmadaTestServer *self);
/* Answers @path so; @headers are "Name: value" lines, or NULL. @length -1: @body is text. */
void armada_test_server_set (ArmadaTestServer *self,
                             const char *path,
                             guint status,
                             const char *headers,
                             const char *body,
                             gssize length);
/* Writes @bytes to whoever asks the raw port for @path; @then_close: cut afterwards. @length -1:
 * @bytes is text. */
void armada_test_server_set_raw (ArmadaTestServer *self,
                                 const char *path,
                                 const char *bytes,
                                 gssize length,
                                 gboolean then_close);
/* Answers the request that has been held longest. */
void armada_test_server_release (ArmadaTestServer *self, guint status, const char *body);

G_END_DECLS
