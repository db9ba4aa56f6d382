"""Every kind of damage of every file of a generation, when a service starts on it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from indexer.index.folders import CURRENT, GENERATIONS, live_folder
from indexer.settings import Settings
from service.app import create_app

ADDRESSES = (
    "/api/v1/search?q=inspection",
    "/api/v1/answer?q=How many boats were inspected?",
    "/api/v1/commitments",
    "/api/v1/documents",
    "/search?q=inspection",
    "/documents",
)


def flipped(content: bytes) -> bytes:
    """Return the content with a bit in its middle inverted."""
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 16]) + content[middle + 1 :] if content else b"\x01"


FAULTS: dict[str, Callable[[bytes], bytes | None]] = {
    "missing": lambda _: None,
    "empty": lambda _: b"",
    "cut": lambda content: content[: len(content) // 2],
    "appended": lambda content: content + b"\0",
    "flipped": flipped,
    "zeros": lambda content: bytes(len(content)),
}


def answers(data: Path) -> list[tuple[int, bytes]]:
    """Return what a service that starts on a data folder answers, without what differs between two requests."""
    with TestClient(create_app(Settings(data_dir=data)), raise_server_exceptions=True) as client:
        found = [client.get(each) for each in ("/readyz", *ADDRESSES)]
    return [(each.status_code, each.content) for each in found]


@pytest.fixture(scope="module")
def names(small_index: Path) -> list[str]:
    """The files of a generation."""
    folder = live_folder(small_index)
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def data(small_index: Path, tmp_path: Path) -> Path:
    """A data folder with a live generation alone."""
    shutil.copytree(live_folder(small_index), tmp_path / GENERATIONS / "two")
    (tmp_path / CURRENT).write_text("two\n")
    return tmp_path


@pytest.mark.parametrize("fault", FAULTS)
def test_damage_of_any_file(data: Path, names: list[str], fault: str) -> None:
    """The answers are those of the whole generation, or each is a clear 503 that says what to run."""
    right = answers(data)
    assert {status for status, _ in right} == {200}
    for name in names:
        path = data / GENERATIONS / "two" / name
        whole = path.read_bytes()
        damaged = FAULTS[fault](whole)
        if damaged == whole:
            continue
        path.unlink()
        if damaged is not None:
            path.write_bytes(damaged)
        found = answers(data)
        is_right = found[1:] == right[1:]
        is_refused = all(status == 503 and b"python -m indexer build" in content for status, content in found)
        assert is_right or is_refused, (name, [status for status, _ in found])
        path.write_bytes(whole)


def test_the_generation_before_answers(data: Path) -> None:
    """Where there is one, and /readyz says which file is damaged."""
    right = answers(data)
    shutil.copytree(data / GENERATIONS / "two", data / GENERATIONS / "one")
    (data / GENERATIONS / "two" / "passages.jsonl").write_bytes(b"")
    found = answers(data)
    assert found[1:] == right[1:] or {status for status, _ in found} == {200}
    assert b"passages.jsonl" in found[0][1]
    assert b'"generation":"one"' in found[0][1]
