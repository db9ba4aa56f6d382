"""The filter on system calls, run by hand on calls of each architecture."""

import errno
import struct

import pytest

from indexer.read.sandbox.seccomp import _ALLOW, _KILL, _REFUSE, ARCHITECTURES, Architecture, _instructions

LOAD, EQUAL, AT_LEAST, SET, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
DENIED, UNKNOWN = _REFUSE | errno.EACCES, _REFUSE | errno.ENOSYS
THREAD, FORK = 0x003D0F00, 0x01200011
"""What glibc asks of clone for a thread, and for a process."""

each_architecture = pytest.mark.parametrize("architecture", ARCHITECTURES.values(), ids=ARCHITECTURES)


def verdict(architecture: Architecture, number: int, argument: int = 0, audit: int | None = None) -> int:
    """What the filter answers to a call, by the rules of the kernel's packet filter."""
    call = struct.pack("<IIQQ", number, audit or architecture.audit, 0, argument)
    program = [struct.unpack("<HBBI", each) for each in _instructions(architecture)]
    at = loaded = 0
    while True:
        code, met, unmet, value = program[at]
        at += 1
        if code == RETURN:
            return int(value)
        if code == LOAD:
            (loaded,) = struct.unpack_from("<I", call, value)
        else:
            holds = {EQUAL: loaded == value, AT_LEAST: loaded >= value, SET: bool(loaded & value)}[code]
            at += met if holds else unmet


@each_architecture
def test_refused_calls_fail(architecture: Architecture) -> None:
    """Each by itself; calls beside them go on."""
    assert {verdict(architecture, number) for number in architecture.refused} == {DENIED}
    others = set(range(500)) - {*architecture.refused, architecture.clone, architecture.clone3}
    assert {verdict(architecture, number) for number in others} == {_ALLOW}


@each_architecture
def test_threads_begin_and_processes_do_not(architecture: Architecture) -> None:
    """By the flags of clone; clone3, whose flags cannot be seen, is said not to exist."""
    assert verdict(architecture, architecture.clone, THREAD) == _ALLOW
    assert verdict(architecture, architecture.clone, FORK) == DENIED
    assert verdict(architecture, architecture.clone3) == UNKNOWN


@each_architecture
def test_other_ways_to_call_are_closed(architecture: Architecture) -> None:
    """Calls of another architecture end the process; those of x86's third kind fail."""
    assert verdict(architecture, 0, audit=0x40000003) == _KILL
    assert verdict(architecture, 0x40000000 + 41) == DENIED
