"""What the worker gives up before it opens a file: memory, time, files, network, other processes.

Linux does all of it: resource limits, prctl(2), and a seccomp(2) filter on system calls. Elsewhere the worker keeps
to the resource limits that the system has and to Python's audit hook.

The filter is a program for the kernel's packet filter, as seccomp(2) and the kernel's seccomp_filter.rst describe
it: it gets the number of a call and the architecture, and returns what happens to the call.
"""

import contextlib
import ctypes
import errno
import os
import platform
import resource
import signal
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.read.sandbox.limits import Limits

PR_SET_PDEATHSIG = 1
PR_SET_SECCOMP = 22
PR_SET_NO_NEW_PRIVS = 38
SECCOMP_MODE_FILTER = 2
CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
MAX_OPEN_FILES = 64

# The beginnings of the names of Python's audit events for connections and other programs.
FORBIDDEN_EVENTS = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system")

_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _JUMP_SET, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER_AT, _ARCHITECTURE_AT, _FIRST_ARGUMENT_AT = 0, 4, 16
_CLONE_THREAD = 0x00010000
_X32 = 0x40000000


@dataclass(frozen=True, slots=True)
class Architecture:
    """The numbers of a machine's system calls: those refused, and those that create processes and threads."""

    audit: int
    refused: tuple[int, ...]
    clone: int
    clone3: int = 435


ARCHITECTURES = {
    "x86_64": Architecture(
        audit=0xC000003E,
        # socket … listen, socketpair, accept4; fork, vfork, execve, execveat; kill, setpgid, setsid, ptrace;
        # process_vm_readv and _writev; io_uring_setup, which could open sockets too
        refused=(*range(41, 48), 49, 50, 53, 288, 57, 58, 59, 322, 62, 109, 112, 101, 310, 311, 425),
        clone=56,
    ),
    "aarch64": Architecture(
        audit=0xC00000B7,
        # socket … recvmsg, accept4; execve, execveat; kill, setpgid, setsid, ptrace; process_vm_readv and _writev;
        # io_uring_setup
        refused=(*range(198, 204), 206, 207, 211, 212, 242, 221, 281, 129, 154, 157, 117, 270, 271, 425),
        clone=220,
    ),
}


class _Program(ctypes.Structure):
    """struct sock_fprog of <linux/filter.h>."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def die_with_parent(parent: int) -> None:
    """Have the system kill this process when its parent ends; exit at once if that has happened.

    Other systems than Linux have no such thing: there the process ends at its limits.
    """
    if is_linux():
        _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit("the process that asked for this reading is gone")


def confine(limits: Limits) -> bool:
    """Bound memory and time, and give up writing files, core dumps, privileges, network and processes, for good.

    Return False where the system cannot keep this process from the network, so that Python alone does.
    """
    if is_linux():
        _prctl(PR_SET_NO_NEW_PRIVS, 1)
    _set_resource_limits(limits)
    is_isolated = is_linux() and (install_filter() or unshare_network())
    sys.addaudithook(forbid_event)
    return is_isolated


def is_linux() -> bool:
    """Return whether this system has all that isolation needs."""
    return sys.platform == "linux"


def _set_resource_limits(limits: Limits) -> None:
    bounds = {
        "RLIMIT_AS": limits.memory,
        "RLIMIT_CPU": limits.cpu,
        "RLIMIT_CORE": 0,
        "RLIMIT_FSIZE": 0,
        "RLIMIT_NOFILE": MAX_OPEN_FILES,
    }
    # macOS refuses to bound the address space, and others lack some of these limits
    tolerated = () if is_linux() else (AttributeError, ValueError, OSError)
    for name, bound in bounds.items():
        with contextlib.suppress(*tolerated):
            kind = getattr(resource, name)
            _, hard = resource.getrlimit(kind)
            least = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
            resource.setrlimit(kind, (least, least))


def unshare_network() -> bool:
    """Move this process to an empty network namespace; return False where the system does not allow it."""
    libc = ctypes.CDLL(None, use_errno=True)
    return bool(libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0)


def forbid_event(event: str, _: object) -> None:
    """Refuse, as an audit hook, to connect or start anything from Python code. Raise PermissionError."""
    if event.startswith(FORBIDDEN_EVENTS):
        raise PermissionError(f"a worker must not use {event}")


def install_filter() -> bool:
    """Install the filter on system calls for good; return False where the machine or the kernel has no such thing.

    It needs PR_SET_NO_NEW_PRIVS. A refused call fails with EACCES, so that libraries can say what they tried.
    """
    architecture = ARCHITECTURES.get(platform.machine())
    if architecture is None or not is_linux() or sys.byteorder != "little":
        return False
    code = b"".join(_instructions(architecture))
    buffer = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(code) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    libc = ctypes.CDLL(None, use_errno=True)
    return bool(libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0) == 0)


def _instructions(architecture: Architecture) -> Iterator[bytes]:
    """Yield the program: calls of another architecture end the process, refused ones fail, all others pass."""
    refuse = _statement(_RETURN, _REFUSE | errno.EACCES)
    yield _statement(_LOAD, _ARCHITECTURE_AT)
    yield _jump(_JUMP_EQUAL, architecture.audit, met=1)
    yield _statement(_RETURN, _KILL)
    yield _statement(_LOAD, _NUMBER_AT)
    yield _jump(_JUMP_AT_LEAST, _X32, unmet=1)
    yield refuse
    for number in architecture.refused:
        yield _jump(_JUMP_EQUAL, number, unmet=1)
        yield refuse
    # A filter cannot see the flags of clone3; refused as unknown, the C library falls back on clone.
    yield _jump(_JUMP_EQUAL, architecture.clone3, unmet=1)
    yield _statement(_RETURN, _REFUSE | errno.ENOSYS)
    yield _jump(_JUMP_EQUAL, architecture.clone, unmet=3)
    yield _statement(_LOAD, _FIRST_ARGUMENT_AT)
    yield _jump(_JUMP_SET, _CLONE_THREAD, met=1)
    yield refuse
    yield _statement(_RETURN, _ALLOW)


def _statement(code: int, value: int) -> bytes:
    return struct.pack("<HBBI", code, 0, 0, value)


def _jump(code: int, value: int, met: int = 0, unmet: int = 0) -> bytes:
    """Build a jump over `met` instructions where the comparison holds, else over `unmet`."""
    return struct.pack("<HBBI", code, met, unmet, value)


def _prctl(option: int, value: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(option, value, 0, 0, 0) != 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
