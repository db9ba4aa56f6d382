"""Reading a file through a child process, and the reasons why one cannot be read."""

import os
import signal
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.errors import ReadingError
from indexer.read.sandbox import runner
from indexer.read.sandbox.limits import MEBIBYTE, Limits
from indexer.read.sandbox.protocol import decode_reading
from tests.indexer.read.readings import read_file
from tests.processes import children_of, command_of, is_without_new_privileges, until

ROOT = Path(__file__).resolve().parents[4]
NESTED = "> " * 15 + "- " * 4 + "[a](b " * 200 + "\n"
"""A line of Markdown that takes long to parse."""


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def pdf_with_stream(stream: bytes) -> bytes:
    """Build a PDF of one page with a packed stream of drawing commands, which a reader must find by itself."""
    head = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R>>endobj\n4 0 obj<</Length "
    )
    tail = b"\nendstream endobj\ntrailer<</Root 1 0 R/Size 5>>\n%%EOF\n"
    return head + str(len(stream)).encode() + b"/Filter/FlateDecode>>stream\n" + stream + tail


def test_reads_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The current folder does not matter: relative paths work, and modules that lie there are not imported."""
    write(tmp_path / "json.py", "raise SystemExit('this file must not run')")
    write(tmp_path / "boats.md", "# Boats\n\nThey are new.\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert read_file(Path("boats.md")).title == "Boats"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.doc", b"PK\x03\x04", "save it as .docx"),
        ("a.xyz", b"PK\x03\x04", "has a type that cannot be read"),
        ("a.md", b"", "is empty"),
        ("a.pdf", b"<html>", "is not a PDF but a web page"),
        ("a.pdf", b"PK\x03\x04", "is not a PDF but an office document"),
        ("a.pdf", b"%PDF-1.4\nno more", "is damaged or cut off"),
        ("a.pdf", pdf_with_stream(zlib.compress(b"")), "has no text layer"),
    ],
)
def test_reasons(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    """Each kind of unreadable file has its reason, with what to do."""
    with pytest.raises(ReadingError, match=reason):
        read_file(write(tmp_path / name, content))


def test_missing_file(tmp_path: Path) -> None:
    """A path that names no file is a reason too."""
    with pytest.raises(ReadingError, match="is not a file"):
        read_file(tmp_path / "none.md")


def test_unreadable_text(tmp_path: Path) -> None:
    """A reason that the child finds arrives here."""
    with pytest.raises(ReadingError, match="is not a text file"):
        read_file(write(tmp_path / "a.txt", b"\x00\x01"))


def test_too_much_memory(tmp_path: Path) -> None:
    """A file that unpacks to more than the memory allowed ends the child, not us, and it is said."""
    bomb = zlib.compress(b"0 0 m " * (50 * MEBIBYTE), 9)
    with pytest.raises(ReadingError, match="needs more than the 160 MiB of memory"):
        read_file(write(tmp_path / "bomb.pdf", pdf_with_stream(bomb)), Limits(memory=160 * MEBIBYTE))


@pytest.mark.parametrize(
    ("limits", "reason"),
    [(Limits(cpu=1), "1 s of processor time.*split it"), (Limits(wall=1.0), "over 1 s, less than 25 s.*build again")],
)
def test_too_much_time(tmp_path: Path, limits: Limits, reason: str) -> None:
    """A file that takes longer than the processor or elapsed time allowed is given up in time, with which it was."""
    started = time.monotonic()
    with pytest.raises(ReadingError, match=f"took too long.*{reason}"):
        read_file(write(tmp_path / "slow.md", NESTED * 15_000), limits)
    assert time.monotonic() - started < 20


def test_answer_too_large(tmp_path: Path) -> None:
    """An answer over its bound is refused."""
    with pytest.raises(ReadingError, match="more text than one file may have"):
        read_file(write(tmp_path / "a.md", "boats " * 1_000), Limits(max_response_bytes=1_000))


@pytest.mark.parametrize("is_ready", [command_of, is_without_new_privileges], ids=["just started", "in its fence"])
def test_child_dies_with_parent(tmp_path: Path, is_ready: Callable[[int], object]) -> None:
    """Killing the indexer leaves no child behind, whether that has begun to read or not."""
    path = write(tmp_path / "slow.md", NESTED * 15_000)
    code = (
        f"from pathlib import Path; from tests.indexer.read.readings import read_file; read_file(Path({str(path)!r}))"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT) as parent:
        until(lambda: children_of(parent.pid, b"indexer.read.sandbox.worker"))
        (child,) = children_of(parent.pid)
        until(lambda: is_ready(child))
        parent.send_signal(signal.SIGKILL)
    until(lambda: not command_of(child))


def test_another_system_reads_with_one_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the isolation that only Linux has, files are still read, with one warning in all."""
    path = write(tmp_path / "boats.md", "# Boats\n\nThey are new.\n")
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.delattr(os, "waitid")
    runner._prepare.cache_clear()
    with pytest.warns(
        RuntimeWarning, match="Verbatim runs on Linux. On darwin it reads documents with weaker"
    ) as caught:
        readings = [read_file(path) for _ in range(2)]
    assert len(caught) == 1
    assert [(reading.title, reading.warnings) for reading in readings] == [("Boats", ())] * 2


def test_the_worker_of_another_system_answers(tmp_path: Path) -> None:
    """The worker does its work without Linux's calls."""
    path = write(tmp_path / "boats.md", "# Boats\n\nThey are new.\n")
    code = (
        "import ctypes, json, os, sys; from dataclasses import asdict; "
        f"os.dup2(os.open({str(path)!r}, os.O_RDONLY), 0); "
        "from indexer.read.sandbox.limits import Limits; from indexer.read.sandbox.worker import main; "
        "sys.platform, ctypes.CDLL = 'darwin', None; "
        f"main(['markdown', json.dumps(asdict(Limits())), str(os.getppid())])"
    )
    max_response_bytes = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True).stdout
    assert decode_reading(max_response_bytes).title == "Boats"
    assert not decode_reading(max_response_bytes).warnings
