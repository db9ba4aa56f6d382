"""The filter on system calls, as the kernel runs it."""

import struct
from collections.abc import Iterator

import pytest

from indexer.read.sandbox.system_calls import (
    ALLOW,
    ARCHITECTURES,
    CONDITIONS,
    KILL,
    READING_PATHS,
    REFUSED,
    UNKNOWN,
    Architecture,
    instructions,
)

LOAD, EQUAL, AT_LEAST, SET, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
THREAD, FORK = 0x003D0F00, 0x01200011
"""What glibc asks of clone for a thread, and for a process."""

US = 4711
"""The number of the process that installs the filter."""

each_architecture = pytest.mark.parametrize("machine", ARCHITECTURES.values(), ids=ARCHITECTURES)


def verdict(
    machine: Architecture, number: int, *arguments: int, audit: int | None = None, reads_paths: bool = False
) -> int:
    """Return what the filter answers to a call, by the rules of the kernel's packet filter."""
    given = (*arguments, 0, 0, 0, 0, 0, 0)[:6]
    call = struct.pack("<IIQ6Q", number, audit or machine.audit, 0, *given)
    program = [struct.unpack("<HBBI", each) for each in instructions(machine, US, reads_paths=reads_paths)]
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


def free(machine: Architecture) -> Iterator[int]:
    """Yield the numbers of the calls that are allowed with any argument."""
    conditional = {*CONDITIONS, *READING_PATHS, "tgkill", "clone3"}
    return (number for name, number in machine.calls.items() if name not in conditional)


@each_architecture
def test_only_what_is_listed_passes(machine: Architecture) -> None:
    """Every other call fails, also those that no kernel has yet."""
    assert {verdict(machine, number) for number in free(machine)} == {ALLOW}
    others = set(range(600)) - set(machine.calls.values())
    assert {verdict(machine, number) for number in others} == {REFUSED}


@each_architecture
def test_threads_begin_and_processes_do_not(machine: Architecture) -> None:
    """By the flags of clone; clone3, whose flags cannot be seen, is said not to exist."""
    assert verdict(machine, machine.calls["clone"], THREAD) == ALLOW
    assert verdict(machine, machine.calls["clone"], FORK) == REFUSED
    assert verdict(machine, machine.calls["clone3"]) == UNKNOWN


@each_architecture
def test_signals_go_to_nobody_else(machine: Architecture) -> None:
    """The C library ends a process by a signal to it."""
    assert verdict(machine, machine.calls["tgkill"], US, US, 6) == ALLOW
    assert verdict(machine, machine.calls["tgkill"], US - 1, US, 6) == REFUSED
    assert verdict(machine, machine.calls["fcntl"], 1, 8, US) == REFUSED  # F_SETOWN


@each_architecture
@pytest.mark.parametrize(
    ("flags", "expected"),
    [(0, ALLOW), (0o2000000, ALLOW), (1, REFUSED), (2, REFUSED), (0o100, REFUSED), (0o1000, REFUSED)],
)
def test_paths_are_opened_to_read_where_that_is_allowed(machine: Architecture, flags: int, expected: int) -> None:
    """Without leave to read, not at all."""
    assert verdict(machine, machine.calls["openat"], 0, 0, flags, reads_paths=True) == expected
    assert verdict(machine, machine.calls["openat"], 0, 0, flags) == REFUSED


@each_architecture
def test_the_status_of_what_is_open(machine: Architecture) -> None:
    """It is had by a call that also takes paths, which then are empty."""
    assert verdict(machine, machine.calls["newfstatat"], 3, 0, 0, 0x1000) == ALLOW
    assert verdict(machine, machine.calls["newfstatat"], 3, 0, 0, 0) == REFUSED


@each_architecture
def test_other_ways_to_call_are_closed(machine: Architecture) -> None:
    """Calls of another architecture end the process; those of x86's third kind fail."""
    assert verdict(machine, 0, audit=0x40000003) == KILL
    assert verdict(machine, 0x40000000 + 41) == REFUSED
