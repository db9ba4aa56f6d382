"""The isolation of a worker: no network, no other programs, no writing, whatever is tried."""

import ctypes
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.read.sandbox import isolation
from indexer.read.sandbox.isolation import weaknesses
from indexer.read.sandbox.landlock import landlock_version
from indexer.settings import ROOT

CONFINED = """\
from indexer.read.sandbox.isolation import confine
from indexer.read.sandbox.limits import Limits
import ctypes, encodings.idna, json, os, socket, sys, threading
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """Yield a folder that everybody may reach and write to, unlike the one of pytest: rights alone keep no user out."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name).resolve()
        path.chmod(0o777)
        yield path


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
    """None is even made."""
    path = tmp_path / "note"
    code = f"""try:
    os.write(os.open({str(path)!r}, os.O_WRONLY | os.O_CREAT), b"x")
except OSError:
    print("refused")"""
    assert output_of_isolated(code) == "refused"
    assert not path.exists()


def test_the_system_refuses_what_python_does_not_see() -> None:
    """A library's own call for a socket fails with the system's "permission denied"."""
    code = "libc = ctypes.CDLL(None, use_errno=True); print(libc.socket(2, 1, 0), ctypes.get_errno())"
    assert output_of_isolated(code) == "-1 1"


def test_threads_go_on() -> None:
    """A library may still use threads."""
    code = "t = threading.Thread(target=print, args=('ran',)); t.start(); t.join()"
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


ESCAPES = """\
parent, folder, secret = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
libc, found = ctypes.CDLL(None, use_errno=True), {}
def attempt(name, act):
    try: act(); found[name] = "possible"
    except OSError: found[name] = "refused"
def call(number, *arguments):
    if libc.syscall(number, *arguments) == -1: raise OSError(ctypes.get_errno(), "refused")
def write_memory():
    memory = os.open(f"/proc/{parent}/mem", os.O_RDWR); os.lseek(memory, secret, 0); os.write(memory, b"PWNED!")
attempt("read a file", lambda: open(f"{folder}/other.md").read())
attempt("read a folder", lambda: os.listdir(folder))
attempt("read a file of root", lambda: open("/etc/shadow").read())
attempt("read an environment", lambda: open(f"/proc/{parent}/environ").read())
attempt("write memory", write_memory)
attempt("empty a file", lambda: os.open(f"{folder}/a", os.O_WRONLY | os.O_TRUNC))
attempt("empty a file by its name", lambda: os.truncate(f"{folder}/a", 0))
attempt("remove", lambda: os.unlink(f"{folder}/b"))
attempt("rename", lambda: os.rename(f"{folder}/c", f"{folder}/d"))
attempt("make a folder", lambda: os.mkdir(f"{folder}/m"))
attempt("make a link", lambda: os.symlink("/etc/passwd", f"{folder}/l"))
attempt("change rights", lambda: os.chmod(f"{folder}/a", 0o4777))
attempt("change times", lambda: os.utime(f"{folder}/a"))
attempt("signal the parent", lambda: os.kill(parent, 0))
attempt("signal a thread", lambda: call(234, parent, parent, 0))
attempt("signal a thread, the old way", lambda: call(200, parent, 0))
attempt("signal by a descriptor", lambda: call(424, libc.syscall(434, parent, 0), 0, None, 0))
attempt("take an open file", lambda: call(438, libc.syscall(434, parent, 0), 0, 0))
attempt("make a file in memory", lambda: call(319, b"x", 0))
attempt("make a namespace", lambda: call(272, 0x10000000))
attempt("be told of what happens to files", lambda: call(294, 0))
attempt("use a ring of calls", lambda: call(425, 1, b"\\0" * 120))
attempt("load a program into the kernel", lambda: call(321, 5, b"\\0" * 120, 120))
attempt("send signals through a file", lambda: call(72, 1, 8, parent))
print(json.dumps(found))
"""


def tries(folder: Path, prepare: str = "") -> tuple[dict[str, str], bytes]:
    """Return what became of each way out, tried by a process of this one, and what a buffer of ours holds after it."""
    for name in ("a", "b", "c", "other.md"):
        (folder / name).write_text("data")
        (folder / name).chmod(0o666)
    secret = ctypes.create_string_buffer(b"secret")
    code = f"{CONFINED}{prepare}assert confine(Limits())\n{ESCAPES}"
    command = [sys.executable, "-c", code, str(os.getpid()), str(folder), str(ctypes.addressof(secret))]
    outcome = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    return json.loads(outcome.stdout), secret.value


WITHOUT_LANDLOCK = "from indexer.read.sandbox import isolation\nisolation.give_up_files = lambda _: False\n"


@pytest.mark.skipif(os.uname().machine != "x86_64", reason="the numbers of the calls are those of x86_64")
@pytest.mark.parametrize("prepare", ["", WITHOUT_LANDLOCK], ids=["whole", "without Landlock"])
def test_no_way_out(folder: Path, prepare: str) -> None:
    """Native code that controls a worker reaches no file, process or memory; also where there is no Landlock."""
    found, secret = tries(folder, prepare)
    assert set(found.values()) == {"refused"}, found
    assert secret == b"secret"
    assert sorted(each.name for each in folder.iterdir()) == ["a", "b", "c", "other.md"]


@pytest.mark.skipif(os.getuid() != 0, reason="only root has rights to drop")
def test_root_is_dropped() -> None:
    """A worker that root has started is a user without rights, in no group, and still ends with its parent."""
    code = "print(os.getresuid(), os.getresgid(), groups[0], signal.value)"
    # the filter refuses the calls that would tell, so they are made just before it
    fence = """
from indexer.read.sandbox import isolation
signal, groups, install = ctypes.c_int(), [], isolation.install_filter
def look(reads_paths):
    ids.append(os.getresuid() + os.getresgid()); groups.append(os.getgroups())
    ctypes.CDLL(None).prctl(2, ctypes.byref(signal))
    return install(reads_paths=reads_paths)
isolation.install_filter, ids = look, []
assert confine(Limits())"""
    code = "print(set(ids[0]), groups[0], signal.value)"
    assert output_of_isolated(code, fence) == "{65534} [] 9"


def test_what_is_handed_over_is_read(tmp_path: Path) -> None:
    """The descriptor of an open file stays good; its path does not."""
    path = tmp_path / "boats.md"
    path.write_text("boats")
    code = f"print(os.pread(held, 9, 0).decode())\ntry: open({str(path)!r})\nexcept OSError: print('refused')"
    fence = f"held = os.open({str(path)!r}, os.O_RDONLY); assert confine(Limits())"
    assert output_of_isolated(code, fence).split() == ["boats", "refused"]


@pytest.mark.skipif(not landlock_version(), reason="this kernel has no Landlock")
def test_folders_that_may_be_read(folder: Path) -> None:
    """A worker that needs data of the system, such as Tesseract's packs, reads these folders and nothing else."""
    (folder / "packs").mkdir()
    (folder / "packs" / "eng").write_text("data")
    (folder / "other").write_text("secret")
    code = (
        f"print(open({str(folder / 'packs' / 'eng')!r}).read())\n"
        f"for path, mode in (({str(folder / 'other')!r}, 'r'), ({str(folder / 'packs' / 'eng')!r}, 'w')):\n"
        "    try: open(path, mode)\n"
        "    except OSError: print('refused')"
    )
    fence = f"from pathlib import Path; assert confine(Limits(), [Path({str(folder / 'packs')!r})])"
    assert output_of_isolated(code, fence).split() == ["data", "refused", "refused"]


def test_what_is_missing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each part of the isolation that a system lacks is named, with what to do; of a whole one nothing is said."""
    monkeypatch.setattr(isolation, "landlock_version", lambda: 7)
    monkeypatch.setattr(isolation, "_may_drop_root", lambda: True)
    assert weaknesses() == ()
    monkeypatch.setattr(isolation, "landlock_version", lambda: 0)
    monkeypatch.setattr(isolation, "architecture", lambda: None)
    monkeypatch.setattr(isolation, "_may_drop_root", lambda: False)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    said = " ".join(weaknesses())
    assert all(each in said for each in ("has no Landlock", "without a filter", "as root"))
