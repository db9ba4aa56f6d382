"""The filter on system calls: what reading needs passes, whatever else there is or will be fails.

It is a program for the kernel's packet filter, as seccomp(2) and the kernel's seccomp_filter.rst describe it: it gets
the number of a call, the architecture and the arguments, and returns what happens to the call.
"""

import ctypes
import errno
import os
import platform
import struct
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

ALLOW, REFUSE, KILL = 0x7FFF0000, 0x00050000, 0x80000000
REFUSED = REFUSE | errno.EPERM
UNKNOWN = REFUSE | errno.ENOSYS

CLONE_THREAD = 0x00010000
AT_EMPTY_PATH = 0x1000
PR_SET_NAME, PR_SET_VMA = 15, 0x53564D41
TCGETS = 0x5401
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | getattr(os, "O_TMPFILE", 0) & ~os.O_DIRECTORY
COPY_OR_LOOK = (0, 1, 2, 3, 1030)  # F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_DUPFD_CLOEXEC: none sends a signal

_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _JUMP_SET, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER_AT, _ARCHITECTURE_AT, _ARGUMENTS_AT = 0, 4, 16
_X32 = 0x40000000
_SECCOMP_SET_MODE_FILTER, _ALL_THREADS = 1, 1


@dataclass(frozen=True, slots=True)
class Argument:
    """What one argument of a call must be: one of some values, or with or without any of some bits."""

    index: int
    values: tuple[int, ...] = ()
    with_bits: int = 0
    without_bits: int = 0


@dataclass(frozen=True, slots=True)
class Architecture:
    """A machine's system calls: its number for audit(7), those of seccomp, and the numbers of those allowed by name."""

    audit: int
    seccomp: int
    calls: Mapping[str, int]


CONDITIONS = {
    "clone": Argument(0, with_bits=CLONE_THREAD),  # a thread, no process
    "newfstatat": Argument(3, with_bits=AT_EMPTY_PATH),  # the status of what is open
    "fcntl": Argument(1, values=COPY_OR_LOOK),
    "ioctl": Argument(1, values=(TCGETS,)),
    "prctl": Argument(0, values=(PR_SET_NAME, PR_SET_VMA)),  # names of threads and of memory
    "prlimit64": Argument(0, values=(0,)),
}
"""What is demanded of calls that are not allowed with every argument."""

READING_PATHS = ("openat", "newfstatat", "getdents64")
"""The calls that open and look through folders: allowed where a worker may read some, and then without writing."""

ARCHITECTURES = {
    "x86_64": Architecture(
        audit=0xC000003E,
        seccomp=317,
        calls={
            "read": 0, "mmap": 9, "munmap": 11, "brk": 12, "madvise": 28, "futex": 202, "lseek": 8, "pread64": 17,
            "mremap": 25, "mprotect": 10, "fstat": 5, "write": 1, "close": 3, "clock_gettime": 228, "readv": 19,
            "writev": 20, "poll": 7, "ppoll": 271, "dup": 32, "dup3": 292, "rt_sigaction": 13, "rt_sigprocmask": 14,
            "rt_sigreturn": 15, "sigaltstack": 131, "sched_yield": 24, "nanosleep": 35, "clock_nanosleep": 230,
            "clock_getres": 229, "getitimer": 36, "setitimer": 38, "getpid": 39, "getppid": 110, "gettid": 186,
            "getuid": 102, "geteuid": 107, "getgid": 104, "getegid": 108, "uname": 63, "getcwd": 79,
            "gettimeofday": 96, "time": 201, "times": 100, "getrusage": 98, "getrlimit": 97, "sysinfo": 99,
            "sched_getaffinity": 204, "set_tid_address": 218, "set_robust_list": 273, "get_robust_list": 274,
            "restart_syscall": 219, "rseq": 334, "membarrier": 324, "getcpu": 309, "getrandom": 318, "exit": 60,
            "exit_group": 231, "tgkill": 234, "clone": 56, "clone3": 435, "newfstatat": 262, "fcntl": 72, "ioctl": 16,
            "prctl": 157, "prlimit64": 302, "openat": 257, "getdents64": 217,
        },
    ),
    "aarch64": Architecture(
        audit=0xC00000B7,
        seccomp=277,
        calls={
            "read": 63, "mmap": 222, "munmap": 215, "brk": 214, "madvise": 233, "futex": 98, "lseek": 62,
            "pread64": 67, "mremap": 216, "mprotect": 226, "fstat": 80, "write": 64, "close": 57,
            "clock_gettime": 113, "readv": 65, "writev": 66, "ppoll": 73, "dup": 23, "dup3": 24, "rt_sigaction": 134,
            "rt_sigprocmask": 135, "rt_sigreturn": 139, "sigaltstack": 132, "sched_yield": 124, "nanosleep": 101,
            "clock_nanosleep": 115, "clock_getres": 114, "getitimer": 102, "setitimer": 103, "getpid": 172,
            "getppid": 173, "gettid": 178, "getuid": 174, "geteuid": 175, "getgid": 176, "getegid": 177,
            "uname": 160, "getcwd": 17, "gettimeofday": 169, "times": 153, "getrusage": 165, "getrlimit": 163,
            "sysinfo": 179, "sched_getaffinity": 123, "set_tid_address": 96, "set_robust_list": 99,
            "get_robust_list": 100, "restart_syscall": 128, "rseq": 293, "membarrier": 283, "getcpu": 168,
            "getrandom": 278, "exit": 93, "exit_group": 94, "tgkill": 131, "clone": 220, "clone3": 435,
            "newfstatat": 79, "fcntl": 25, "ioctl": 29, "prctl": 167, "prlimit64": 261, "openat": 56,
            "getdents64": 61,
        },
    ),
}  # fmt: skip


class _Program(ctypes.Structure):
    """struct sock_fprog of <linux/filter.h>."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def architecture() -> Architecture | None:
    """Return the machine's architecture; None where its system calls are not known."""
    known = ARCHITECTURES.get(platform.machine())
    return known if sys.platform == "linux" and sys.byteorder == "little" else None


def install_filter(*, reads_paths: bool = False) -> bool:
    """Install the filter for good, in all threads; return False where the machine or the kernel has no such thing.

    It needs PR_SET_NO_NEW_PRIVS. With `reads_paths`, files may be opened to read them, as far as Landlock lets it.
    """
    machine = architecture()
    if machine is None:
        return False
    code = b"".join(instructions(machine, os.getpid(), reads_paths=reads_paths))
    buffer = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(code) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    libc = ctypes.CDLL(None, use_errno=True)
    return bool(libc.syscall(machine.seccomp, _SECCOMP_SET_MODE_FILTER, _ALL_THREADS, ctypes.byref(program)) == 0)


def instructions(machine: Architecture, process: int, *, reads_paths: bool = False) -> Iterator[bytes]:
    """Yield the program: calls of another architecture end the process, those allowed pass, all others fail.

    A signal may go to the `process` itself alone, which is how the C library ends it.
    """
    yield _statement(_LOAD, _ARCHITECTURE_AT)
    yield _jump(_JUMP_EQUAL, machine.audit, met=1)
    yield _statement(_RETURN, KILL)
    yield _statement(_LOAD, _NUMBER_AT)
    yield _jump(_JUMP_AT_LEAST, _X32, unmet=1)
    yield _statement(_RETURN, REFUSED)
    demanded = {**CONDITIONS, "tgkill": Argument(0, values=(process,))}
    if reads_paths:
        demanded = {**demanded, "openat": Argument(2, without_bits=WRITING)}
        del demanded["newfstatat"]
    for name, number in machine.calls.items():
        if name == "clone3":
            # A filter cannot see the flags of clone3; refused as unknown, the C library falls back on clone.
            verdict = [_statement(_RETURN, UNKNOWN)]
        elif name in demanded:
            verdict = list(_checked(demanded[name]))
        elif name in READING_PATHS and not reads_paths:
            continue
        else:
            verdict = [_statement(_RETURN, ALLOW)]
        yield _jump(_JUMP_EQUAL, number, unmet=len(verdict))
        yield from verdict
    yield _statement(_RETURN, REFUSED)


def _checked(argument: Argument) -> Iterator[bytes]:
    """Yield what looks at the lower half of an argument, which is all that the kernel takes of an int."""
    allow, refuse = _statement(_RETURN, ALLOW), _statement(_RETURN, REFUSED)
    yield _statement(_LOAD, _ARGUMENTS_AT + 8 * argument.index)
    for value in argument.values:
        yield _jump(_JUMP_EQUAL, value, unmet=1)
        yield allow
    if argument.with_bits:
        yield _jump(_JUMP_SET, argument.with_bits, unmet=1)
        yield allow
    if argument.without_bits:
        yield _jump(_JUMP_SET, argument.without_bits, met=1)
        yield allow
    yield refuse


def _statement(code: int, value: int) -> bytes:
    return struct.pack("<HBBI", code, 0, 0, value)


def _jump(code: int, value: int, met: int = 0, unmet: int = 0) -> bytes:
    """Build a jump over `met` instructions where the comparison holds, else over `unmet`."""
    return struct.pack("<HBBI", code, met, unmet, value)
