/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-reader-limits"

#include "armada-reader-limits.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#define MEMORY_MAX (G_GUINT64_CONSTANT (1536) * 1024 * 1024) /* address space, libraries too */
#define SECONDS 20 /* of processor time for one question */

#if defined __x86_64__
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

/* What a reader of files has no need of: other processes, the network, writing. */
#define REFUSE(call)                                                                               \
  BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, __NR_##call, 0, 1),                                         \
      BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES)

static void
set_limit (int what, rlim_t value)
{
  struct rlimit limit = { value, value };

  setrlimit (what, &limit);
}

/**
 * armada_reader_limits_set:
 *
 * Bounds what this process can take: memory, processor time, and nothing written. At its start.
 */
void
armada_reader_limits_set (void)
{
  /* the sanitizers' own memory is terabytes of addresses */
#if !defined __SANITIZE_ADDRESS__ && !defined ARMADA_FUZZING
  set_limit (RLIMIT_AS, MEMORY_MAX);
#endif
  set_limit (RLIMIT_CORE, 0);
  set_limit (RLIMIT_FSIZE, 0);
  signal (SIGXFSZ, SIG_IGN);
  armada_reader_limits_more_time ();
}

/**
 * armada_reader_limits_more_time:
 *
 * Another question has been asked: gives it its processor time, after which the kernel ends us.
 */
void
armada_reader_limits_more_time (void)
{
  struct rusage used;
  struct rlimit limit = { RLIM_INFINITY, RLIM_INFINITY };

  getrusage (RUSAGE_SELF, &used);
  limit.rlim_cur = (rlim_t) (used.ru_utime.tv_sec + used.ru_stime.tv_sec + SECONDS);
  setrlimit (RLIMIT_CPU, &limit);
}

/**
 * armada_reader_limits_close:
 *
 * Gives up, for good, starting programs, reaching a network or another process and opening files
 * for writing. Where the kernel has no filters, the other limits have to do.
 */
void
armada_reader_limits_close (void)
{
#ifdef ARCHITECTURE
  struct sock_filter filter[] = {
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, arch)),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr)),
    /* numbers of the kernel's other call table, which would slip by */
    BPF_JUMP (BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
    REFUSE (socket),
    REFUSE (socketpair),
    REFUSE (connect),
    REFUSE (bind),
    REFUSE (execve),
    REFUSE (execveat),
    REFUSE (ptrace),
    REFUSE (process_vm_readv),
    REFUSE (process_vm_writev),
    REFUSE (pidfd_getfd),
    REFUSE (io_uring_setup),
    REFUSE (openat2),
    REFUSE (unlinkat),
    REFUSE (renameat2),
    REFUSE (linkat),
    REFUSE (symlinkat),
    REFUSE (mkdirat),
    REFUSE (mount),
    REFUSE (bpf),
    REFUSE (keyctl),
    REFUSE (kill),
    REFUSE (tkill),
#ifdef __NR_open
    REFUSE (fork),
    REFUSE (vfork),
    REFUSE (creat),
    REFUSE (unlink),
    REFUSE (rename),
    REFUSE (renameat),
    REFUSE (link),
    REFUSE (symlink),
    REFUSE (mkdir),
    REFUSE (rmdir),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, __NR_open, 0, 3),
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, args[1])),
    BPF_JUMP (BPF_JMP | BPF_JSET | BPF_K, O_WRONLY | O_RDWR | O_CREAT | O_TRUNC, 4, 0),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
#endif
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, __NR_openat, 0, 3),
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, args[2])),
    BPF_JUMP (BPF_JMP | BPF_JSET | BPF_K, O_WRONLY | O_RDWR | O_CREAT | O_TRUNC, 0, 1),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = { .len = G_N_ELEMENTS (filter), .filter = filter };

  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
    prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
#endif
}
