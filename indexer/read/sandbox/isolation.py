"""What the worker gives up before it reads a file: memory, time, files, privileges, network, other processes.

Linux does all of it: resource limits, prctl(2), Landlock, a filter on system calls, and, of a worker that root has
started, another user. The file is open by then, and nothing else can be opened. Where the kernel lacks a part, the
others still hold, and `weaknesses` says what is missing. Elsewhere the worker keeps to the resource limits that the
system has and to Python's audit hook.
"""

import contextlib
import ctypes
import os
import platform
import resource
import signal
import sys
from collections.abc import Iterable
from pathlib import Path

from indexer.read.sandbox.landlock import give_up_files, landlock_version
from indexer.read.sandbox.limits import Limits
from indexer.read.sandbox.system_calls import architecture, install_filter

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_NO_NEW_PRIVS = 38
CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
MAX_OPEN_FILES = 64
NOBODY = 65_534
"""The user and group that a worker of root becomes: the one without any right, by every distribution's convention."""

# The beginnings of the names of Python's audit events for connections and other programs.
FORBIDDEN_EVENTS = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system")


def die_with_parent(parent: int) -> None:
    """Have the system kill this process when its parent ends; exit at once if that has happened.

    Other systems than Linux have no such thing: there the process ends at its limits.
    """
    if is_linux():
        _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit("the process that asked for this reading is gone")


def keep_memory_private() -> None:
    """Let no other process of this user look into the memory of this one, or at its files."""
    if is_linux():
        _prctl(PR_SET_DUMPABLE, 0)


def confine(limits: Limits, readable: Iterable[Path] = ()) -> bool:
    """Bound memory and time, and give up files, core dumps, privileges, network and other processes, for good.

    Nothing but what lies in the `readable` folders may be opened from now on, and that only to read it. Return False
    where the system cannot keep this process from the network, so that Python alone does.
    """
    folders = tuple(readable)
    if is_linux():
        _prctl(PR_SET_NO_NEW_PRIVS, 1)
        _drop_root()
        keep_memory_private()
        give_up_files(folders)
    _set_resource_limits(limits)
    is_isolated = is_linux() and (install_filter(reads_paths=bool(folders)) or unshare_network())
    sys.addaudithook(forbid_event)
    return is_isolated


def weaknesses() -> tuple[str, ...]:
    """Return what this system lacks of the isolation of workers, each as a sentence that says what to do."""
    if not is_linux():
        return (_ELSEWHERE % sys.platform,)
    found = []
    if architecture() is None:
        found.append(
            f"Documents are read without a filter on system calls, which is not written for {platform.machine()}."
            " Read files that you do not trust on x86_64 or aarch64."
        )
    if not landlock_version():
        found.append(
            "This kernel has no Landlock, so that the filter on system calls alone keeps the reader of a document from"
            " other files. Use Linux 5.13 or later, with landlock among the boot parameter lsm="
        )
    if os.geteuid() == 0 and not _may_drop_root():
        found.append(
            "Documents are read as root, which may not become another user here."
            " Run as another user, or with the capabilities SETUID and SETGID."
        )
    return tuple(found)


def is_linux() -> bool:
    """Return whether this system has all that isolation needs."""
    return sys.platform == "linux"


def _drop_root() -> None:
    """Become a user without rights, where this is root and it is allowed; still end with the parent after that."""
    if os.geteuid() != 0:
        return
    parent = os.getppid()
    with contextlib.suppress(OSError):
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    die_with_parent(parent)  # which a change of user undoes


def _may_drop_root() -> bool:
    """Return whether this process has the capabilities to change its user and groups."""
    with contextlib.suppress(OSError, ValueError):
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("CapEff:"):
                return int(line.split()[1], 16) & _SET_USER_AND_GROUP == _SET_USER_AND_GROUP
    return False


_ELSEWHERE = (
    "Verbatim runs on Linux. On %s it reads documents with weaker isolation: "
    "nothing but Python keeps the reader from the network. Add only files that you trust."
)
_SET_USER_AND_GROUP = 1 << 6 | 1 << 7  # CAP_SETGID, CAP_SETUID


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


def _prctl(option: int, value: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(option, value, 0, 0, 0) != 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
