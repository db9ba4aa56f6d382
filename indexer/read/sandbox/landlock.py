"""Landlock: a process gives up all files that it has not open, but for folders that it may read.

As landlock(7) and the kernel's userspace-api/landlock.rst describe it. The numbers of its calls are those of every
architecture.
"""

import contextlib
import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION_ONLY = 1
_PATH_BENEATH = 1
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
_ALL_SCOPES = 0b11  # abstract sockets, signals to processes outside
_ALL_NETWORK = 0b11  # TCP's bind and connect
# The rights on files that each version of the interface knows, as the number of bits that are used.
_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
_MOST_RIGHTS = 16
_NETWORK_SINCE, _SCOPES_SINCE = 4, 6


def landlock_version() -> int:
    """Return the version of Landlock's interface; 0 where the kernel has none, or it is switched off."""
    if sys.platform != "linux":
        return 0
    libc = ctypes.CDLL(None, use_errno=True)
    return max(0, int(libc.syscall(_CREATE_RULESET, None, 0, _VERSION_ONLY)))


def give_up_files(readable: Iterable[Path] = ()) -> bool:
    """Let this thread, and those it starts, open nothing but what lies in the `readable` folders, and that to read it.

    Return False where the kernel has no Landlock. It needs PR_SET_NO_NEW_PRIVS. What is open stays open.
    """
    version = landlock_version()
    if not version:
        return False
    handled = [(1 << _RIGHTS.get(version, _MOST_RIGHTS)) - 1]
    handled += [_ALL_NETWORK] if version >= _NETWORK_SINCE else []
    handled += [_ALL_SCOPES] if version >= _SCOPES_SINCE else []
    attributes = struct.pack(f"<{len(handled)}Q", *handled)
    libc = ctypes.CDLL(None, use_errno=True)
    rules = int(libc.syscall(_CREATE_RULESET, attributes, len(attributes), 0))
    if rules < 0:
        return False
    try:
        for folder in readable:
            _allow_reading(libc, rules, folder)
        return bool(libc.syscall(_RESTRICT_SELF, rules, 0) == 0)
    finally:
        os.close(rules)


def _allow_reading(libc: ctypes.CDLL, rules: int, folder: Path) -> None:
    with contextlib.suppress(OSError):  # a folder that is not there needs no rule
        opened = os.open(folder, os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            libc.syscall(_ADD_RULE, rules, _PATH_BENEATH, struct.pack("<Qi", _READ_FILE | _READ_FOLDER, opened), 0)
        finally:
            os.close(opened)
