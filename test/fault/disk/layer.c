/*
 * Stands between a process and the kernel for one folder, by LD_PRELOAD. What is written, cut, named, synced there is put
 * into a journal in the order in which it happened, together with what the process sends over its connections; and the
 * N-th write or sync fails when it is told so.
 *
 *   DISK_FOLDER   the folder
 *   DISK_JOURNAL  where the journal is appended to; without it there is none
 *   DISK_CONTROL  a file of sizeof(struct control), shared with whoever arms it
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { BEGIN = 1, OPEN, CLOSE, WRITE, CUT, RENAME, UNLINK, MKDIR, RMDIR, LINK, SYNC, ANSWER, SYNC_FAILED };
enum { NOTHING = 0, WRITES = 1, SYNCS = 2, END = 3 };

struct head {
  uint32_t type;
  int32_t fd;
  uint32_t path, path2;
  int64_t at;
  uint64_t bytes;
};

struct control {
  uint32_t armed, error, persists, unused;
  /* How many may still pass before one fails. */
  int64_t left;
  uint64_t writes, syncs, failed;
};

#define FDS 65536
/* Which file it was opened as; 0 for all that is not of the folder. */
static ino_t watched[FDS];
static char folder[PATH_MAX];
static size_t folder_bytes;
static int journal = -1;
static struct control *control;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void put(int type, int fd, const char *path, const char *path2, int64_t at, const struct iovec *data, int count) {
  if (journal < 0) return;
  struct head head = { type, fd, path ? strlen(path) : 0, path2 ? strlen(path2) : 0, at, 0 };
  struct iovec all[3 + 64];
  if (count > 64) abort();
  for (int i = 0; i < count; i++) head.bytes += data[i].iov_len;
  all[0] = (struct iovec){ &head, sizeof head };
  all[1] = (struct iovec){ (void *)path, head.path };
  all[2] = (struct iovec){ (void *)path2, head.path2 };
  if (count) memcpy(all + 3, data, count * sizeof *data);
  ssize_t whole = sizeof head + head.path + head.path2 + head.bytes;
  int kept = errno;
  if (syscall(SYS_writev, journal, all, 3 + count) != whole) abort();
  errno = kept;
}

__attribute__((constructor)) static void begin(void) {
  const char *of = getenv("DISK_FOLDER"), *to = getenv("DISK_JOURNAL"), *by = getenv("DISK_CONTROL");
  if (!of) return;
  strncpy(folder, of, sizeof folder - 1);
  folder_bytes = strlen(folder);
  if (to) journal = syscall(SYS_openat, AT_FDCWD, to, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (by) {
    int fd = syscall(SYS_openat, AT_FDCWD, by, O_RDWR | O_CLOEXEC, 0);
    if (fd < 0) abort();
    control = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (control == MAP_FAILED) abort();
    syscall(SYS_close, fd);
  }
  put(BEGIN, -1, NULL, NULL, 0, NULL, 0);
}

static ino_t file_of(int fd) {
  struct stat st;
  int kept = errno;
  ino_t is = syscall(SYS_fstat, fd, &st) == 0 ? st.st_ino : 0;
  errno = kept;
  return is;
}

/* Some are closed by a bare system call, which does not pass here, and their number is given to another. */
static int is_watched(int fd) {
  if (fd < 0 || fd >= FDS || !watched[fd]) return 0;
  if (watched[fd] == file_of(fd)) return 1;
  watched[fd] = 0;
  return 0;
}

/* The memory that SQLite shares between processes is not for after a cut. */
static int is_ours(const char *path) {
  if (!path || !folder_bytes || strncmp(path, folder, folder_bytes)) return 0;
  if (path[folder_bytes] && path[folder_bytes] != '/') return 0;
  size_t bytes = strlen(path);
  return bytes < 4 || strcmp(path + bytes - 4, "-shm");
}


/* Non-zero when this one is to fail; errno is set then. */
static int fails(uint32_t kind) {
  if (!control) return 0;
  if (control->armed == END) {
    control->armed = NOTHING;
    syscall(SYS_exit_group, 137);
  }
  if (kind == WRITES) control->writes++;
  else control->syncs++;
  if (control->armed != kind) return 0;
  if (control->left > 0) {
    control->left--;
    return 0;
  }
  if (!control->persists) control->armed = NOTHING;
  control->failed++;
  errno = control->error;
  return 1;
}

static int is_socket(int fd) {
  struct stat st;
  int kept = errno;
  int is = syscall(SYS_fstat, fd, &st) == 0 && S_ISSOCK(st.st_mode);
  errno = kept;
  return is;
}

static int opened(const char *path, int flags, mode_t mode) {
  if (!is_ours(path)) return syscall(SYS_openat, AT_FDCWD, path, flags, mode);
  pthread_mutex_lock(&lock);
  int is_new = (flags & O_CREAT) && syscall(SYS_faccessat, AT_FDCWD, path, F_OK) != 0;
  int fd = is_new && fails(WRITES) ? -1 : syscall(SYS_openat, AT_FDCWD, path, flags, mode);
  if (fd >= 0 && fd < FDS) {
    watched[fd] = file_of(fd);
    put(OPEN, fd, path, NULL, flags, NULL, 0);
  }
  pthread_mutex_unlock(&lock);
  return fd;
}

#define MODE_OF(flags)                       \
  mode_t mode = 0;                           \
  if (flags & (O_CREAT | __O_TMPFILE)) {     \
    va_list rest;                            \
    va_start(rest, flags);                   \
    mode = va_arg(rest, int);                \
    va_end(rest);                            \
  }

int open(const char *path, int flags, ...) { MODE_OF(flags) return opened(path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE_OF(flags) return opened(path, flags | O_LARGEFILE, mode); }
int openat(int at, const char *path, int flags, ...) {
  MODE_OF(flags)
  if (path[0] == '/' || at == AT_FDCWD) return opened(path, flags, mode);
  return syscall(SYS_openat, at, path, flags, mode);
}
int openat64(int at, const char *path, int flags, ...) {
  MODE_OF(flags)
  if (path[0] == '/' || at == AT_FDCWD) return opened(path, flags, mode);
  return syscall(SYS_openat, at, path, flags, mode);
}
int creat(const char *path, mode_t mode) { return opened(path, O_CREAT | O_WRONLY | O_TRUNC, mode); }

int close(int fd) {
  if (!is_watched(fd)) return syscall(SYS_close, fd);
  pthread_mutex_lock(&lock);
  watched[fd] = 0;
  put(CLOSE, fd, NULL, NULL, 0, NULL, 0);
  int result = syscall(SYS_close, fd);
  pthread_mutex_unlock(&lock);
  return result;
}

/* `at` < 0: where the file stands. */
static ssize_t written(int fd, const struct iovec *data, int count, off_t at) {
  pthread_mutex_lock(&lock);
  if (fails(WRITES)) {
    pthread_mutex_unlock(&lock);
    return -1;
  }
  off_t from = at;
  if (at < 0) {
    int flags = syscall(SYS_fcntl, fd, F_GETFL);
    struct stat st;
    from = (flags & O_APPEND) && syscall(SYS_fstat, fd, &st) == 0 ? st.st_size : syscall(SYS_lseek, fd, 0, SEEK_CUR);
  }
  ssize_t bytes = at < 0 ? syscall(SYS_writev, fd, data, count) : syscall(SYS_pwritev, fd, data, count, at, 0);
  if (bytes > 0) {
    struct iovec done[64];
    ssize_t rest = bytes;
    int n = 0;
    if (count > 64) abort();
    for (; n < count && n < 64 && rest > 0; n++) {
      done[n] = data[n];
      if ((ssize_t)done[n].iov_len > rest) done[n].iov_len = rest;
      rest -= done[n].iov_len;
    }
    put(WRITE, fd, NULL, NULL, from, done, n);
  }
  pthread_mutex_unlock(&lock);
  return bytes;
}

/* Before it leaves: whatever was to be on the disk by then has to be. */
static void answered(int fd, const struct iovec *data, int count) {
  if (journal < 0 || !is_socket(fd)) return;
  pthread_mutex_lock(&lock);
  for (int i = 0; i < count; i += 64) put(ANSWER, fd, NULL, NULL, 0, data + i, count - i < 64 ? count - i : 64);
  pthread_mutex_unlock(&lock);
}

ssize_t write(int fd, const void *from, size_t bytes) {
  struct iovec data = { (void *)from, bytes };
  if (is_watched(fd)) return written(fd, &data, 1, -1);
  answered(fd, &data, 1);
  return syscall(SYS_write, fd, from, bytes);
}
ssize_t writev(int fd, const struct iovec *data, int count) {
  if (is_watched(fd)) return written(fd, data, count, -1);
  answered(fd, data, count);
  return syscall(SYS_writev, fd, data, count);
}
ssize_t pwrite(int fd, const void *from, size_t bytes, off_t at) {
  struct iovec data = { (void *)from, bytes };
  if (is_watched(fd)) return written(fd, &data, 1, at);
  return syscall(SYS_pwrite64, fd, from, bytes, at);
}
ssize_t pwrite64(int fd, const void *from, size_t bytes, off64_t at) { return pwrite(fd, from, bytes, at); }
ssize_t pwritev(int fd, const struct iovec *data, int count, off_t at) {
  if (is_watched(fd)) return written(fd, data, count, at);
  return syscall(SYS_pwritev, fd, data, count, at, 0);
}
ssize_t pwritev64(int fd, const struct iovec *data, int count, off64_t at) { return pwritev(fd, data, count, at); }

int ftruncate(int fd, off_t bytes) {
  if (!is_watched(fd)) return syscall(SYS_ftruncate, fd, bytes);
  pthread_mutex_lock(&lock);
  int result = fails(WRITES) ? -1 : syscall(SYS_ftruncate, fd, bytes);
  if (result == 0) put(CUT, fd, NULL, NULL, bytes, NULL, 0);
  pthread_mutex_unlock(&lock);
  return result;
}
int ftruncate64(int fd, off64_t bytes) { return ftruncate(fd, bytes); }

static int synced(int fd, long call) {
  if (!is_watched(fd)) return syscall(call, fd);
  pthread_mutex_lock(&lock);
  int result = fails(SYNCS) ? -1 : syscall(call, fd);
  put(result == 0 ? SYNC : SYNC_FAILED, fd, NULL, NULL, 0, NULL, 0);
  pthread_mutex_unlock(&lock);
  return result;
}
int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

static int named(int type, const char *path, const char *path2, long call, long a, long b, long c, long d, long e) {
  int ours = is_ours(path) || is_ours(path2);
  if (!ours) return syscall(call, a, b, c, d, e);
  pthread_mutex_lock(&lock);
  int is_there = type == MKDIR && syscall(SYS_faccessat, AT_FDCWD, path, F_OK) == 0;
  int takes_room = (type == MKDIR && !is_there) || type == RENAME || type == LINK;
  int result = takes_room && fails(WRITES) ? -1 : syscall(call, a, b, c, d, e);
  if (result == 0) put(type, -1, path, path2, 0, NULL, 0);
  pthread_mutex_unlock(&lock);
  return result;
}

int rename(const char *from, const char *to) {
  return named(RENAME, from, to, SYS_renameat2, AT_FDCWD, (long)from, AT_FDCWD, (long)to, 0);
}
int link(const char *from, const char *to) {
  return named(LINK, from, to, SYS_linkat, AT_FDCWD, (long)from, AT_FDCWD, (long)to, 0);
}
int mkdir(const char *path, mode_t mode) { return named(MKDIR, path, NULL, SYS_mkdirat, AT_FDCWD, (long)path, mode, 0, 0); }
int unlink(const char *path) { return named(UNLINK, path, NULL, SYS_unlinkat, AT_FDCWD, (long)path, 0, 0, 0); }
int rmdir(const char *path) { return named(RMDIR, path, NULL, SYS_unlinkat, AT_FDCWD, (long)path, AT_REMOVEDIR, 0, 0); }
int remove(const char *path) {
  int result = unlink(path);
  return result && errno == EISDIR ? rmdir(path) : result;
}
int unlinkat(int at, const char *path, int flags) {
  if (path[0] == '/' && (flags & AT_REMOVEDIR)) return rmdir(path);
  if (path[0] == '/') return unlink(path);
  return syscall(SYS_unlinkat, at, path, flags);
}
