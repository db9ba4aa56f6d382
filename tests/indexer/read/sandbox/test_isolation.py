"""The isolation of a worker: no network, no other programs, no writing, whatever is tried."""

import errno
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from indexer.read.sandbox.isolation import _ALLOW, _KILL, _REFUSE, ARCHITECTURES, Architecture, _instructions
from indexer.settings import ROOT

CONFINED = """\
from indexer.read.sandbox.isolation import confine
from indexer.read.sandbox.limits import Limits
import ctypes, os, socket
"""


def output_of_isolated(code: str, fence: str = "assert confine(Limits())") -> str:
    """Return what a process prints that isolates itself and then runs some code."""
    command = [sys.executable, "-c", f"{CONFINED}{fence}\n{code}"]
    outcome = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    return outcome.stdout.strip()


@pytest.mark.parametrize(
    "attempt",
    [
        "socket.socket()",
        "socket.create_connection(('127.0.0.1', 9))",
        "socket.socketpair()",
        "os.fork()",
        "os.execv('/bin/true', ['true'])",
        "os.posix_spawn('/bin/true', ['true'], {})",
        "os.kill(os.getppid(), 0)",
        "os.setsid()",
    ],
)
def test_what_is_tried_fails(attempt: str) -> None:
    """Sockets, programs, processes and signals of a child come to nothing."""
    code = f"try:\n    {attempt}\nexcept OSError:\n    print('refused')\nelse:\n    print('done')"
    assert output_of_isolated(code) == "refused"


def test_no_file_is_written(tmp_path: Path) -> None:
    """The first byte that a child writes to a file is refused."""
    path = tmp_path / "note"
    code = f"""import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
try:
    os.write(os.open({str(path)!r}, os.O_WRONLY | os.O_CREAT), b"x")
except OSError:
    print("refused")"""
    assert output_of_isolated(code) == "refused"
    assert path.read_bytes() == b""


def test_the_system_refuses_what_python_does_not_see() -> None:
    """A library's own call for a socket fails with the system's "permission denied"."""
    code = "libc = ctypes.CDLL(None, use_errno=True); print(libc.socket(2, 1, 0), ctypes.get_errno())"
    assert output_of_isolated(code) == "-1 13"


def test_threads_go_on() -> None:
    """A library may still use threads."""
    code = "import threading; t = threading.Thread(target=print, args=('ran',)); t.start(); t.join()"
    assert output_of_isolated(code) == "ran"


def test_without_a_filter_the_network_is_left() -> None:
    """Where the system has no filter, the process has an empty network, or it is known that it has not."""
    code = "print(left, [name for _, name in socket.if_nameindex()] if left else [])"
    setup = "from indexer.read.sandbox.isolation import unshare_network; left = unshare_network()"
    said = output_of_isolated(code, setup)
    assert said in ("True ['lo']", "False []")


ELSEWHERE = """\
import resource, sys
sys.platform, ctypes.CDLL = "darwin", None
del resource.RLIMIT_AS
left = confine(Limits())
"""


def test_another_system_keeps_to_python_alone() -> None:
    """Without Linux's calls and with fewer limits, connections are still refused, and it is known what was not done."""
    code = "try:\n    socket.socket()\nexcept OSError:\n    print(left, resource.getrlimit(resource.RLIMIT_FSIZE))"
    assert output_of_isolated(code, ELSEWHERE) == "False (0, 0)"


LOAD, EQUAL, AT_LEAST, SET, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
DENIED, UNKNOWN = _REFUSE | errno.EACCES, _REFUSE | errno.ENOSYS
THREAD, FORK = 0x003D0F00, 0x01200011
"""What glibc asks of clone for a thread, and for a process."""

each_architecture = pytest.mark.parametrize("architecture", ARCHITECTURES.values(), ids=ARCHITECTURES)


def verdict(architecture: Architecture, number: int, argument: int = 0, audit: int | None = None) -> int:
    """Return what the filter answers to a call, by the rules of the kernel's packet filter."""
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
