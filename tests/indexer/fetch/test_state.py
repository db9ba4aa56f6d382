"""The state of fetching on disk: one writer at a time, and files that are complete or missing."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from indexer.errors import FetchError, FetchInProgress
from indexer.fetch.state import (
    FOLLOWED,
    STATE_FILE,
    Copy,
    Failure,
    FollowedLink,
    SourceState,
    fetch_lock,
    fetched_folder,
    read_followed,
    read_state,
    write_followed,
    write_state,
)

COPY = Copy("https://a/x", "https://a/y", "2024-05-01", "2024-05-02", 200, '"v1"', "", "ab" * 32, "PDF", 9, "x.pdf")


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """Copies, failures and both come back as they were."""
    entries = {
        "a": SourceState(COPY),
        "b": SourceState(None, Failure("đóng", "2024")),
        "c": SourceState(COPY, Failure("x", "2024")),
    }
    write_state(tmp_path, entries)
    assert read_state(tmp_path) == entries


def test_at_first_there_is_nothing(tmp_path: Path) -> None:
    """Without a file there are no states."""
    assert read_state(tmp_path) == {}


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": 1}', '{"a": {"copy": {"final_url": "x"}}}', "\x00"])
def test_a_damaged_state_is_reported(tmp_path: Path, text: str) -> None:
    """The message names the file and what to do."""
    (tmp_path / STATE_FILE).write_text(text)
    with pytest.raises(FetchError, match=r"state\.json is damaged .* Remove it"):
        read_state(tmp_path)


def old_state(folder: Path) -> Path:
    """Write the state of COPY, and of a failure, in the old form."""
    names = {"requested_url": "address", "final_url": "final"}
    copy = {names.get(key, key): value for key, value in asdict(COPY).items()}
    failure = {"reason": "busy", "when": "2024", "status": 503}
    path = folder / "ledger.json"
    path.write_text(json.dumps({"a": {"copy": copy, "failure": None}, "b": {"copy": None, "failure": failure}}))
    return path


def test_an_old_state_is_read_once_and_replaced(tmp_path: Path) -> None:
    """Copies from before need not be fetched again."""
    old = old_state(tmp_path)
    states = read_state(tmp_path)
    assert states == {"a": SourceState(COPY), "b": SourceState(None, Failure("busy", "2024", 503))}
    write_state(tmp_path, {"a": states["a"]})
    assert not old.exists()
    assert read_state(tmp_path) == {"a": states["a"]}


@pytest.mark.parametrize("text", ["{", '{"a": {"copy": {"final": "x"}}}', '{"a": 1}'])
def test_a_damaged_old_state_is_reported(tmp_path: Path, text: str) -> None:
    """The message names the old file and what to do."""
    (tmp_path / "ledger.json").write_text(text)
    with pytest.raises(FetchError, match=r"ledger\.json is damaged .* Remove it"):
        read_state(tmp_path)


NEAR = FollowedLink("near", "A toolkit", "https://a.example/near", ("report",), 1)
FAR = FollowedLink("far", None, "https://a.example/far", ("near", "report"), 2)


def test_what_is_written_is_read_the_nearest_first(tmp_path: Path) -> None:
    """A document comes after the one that led to it."""
    assert read_followed(tmp_path) == ()
    write_followed(tmp_path, (FAR, NEAR))
    assert read_followed(tmp_path) == (NEAR, FAR)


def test_a_followed_link_is_a_source() -> None:
    """Its title is what the link said, else, until it is read, its address."""
    assert (NEAR.source().title, FAR.source().title) == ("A toolkit", "https://a.example/far")
    source = FAR.source()
    assert (source.id, source.url, source.text, source.kind) == ("far", FAR.url, "fetch", "document")
    assert source.linked_from == ("near", "report")


@pytest.mark.parametrize("text", ["", "{}x", "[1]", '[{"id": "x", "linked_from": []}]', '[{"id": "x"}]'])
def test_a_damaged_list_is_said_so(tmp_path: Path, text: str) -> None:
    """The message names the file and what to do."""
    (tmp_path / FOLLOWED).write_text(text)
    with pytest.raises(FetchError, match=r"followed\.json is damaged .* --follow"):
        read_followed(tmp_path)


def test_two_fetches_at_once_are_refused(tmp_path: Path) -> None:
    """The second says that one is running; afterwards the lock is free."""
    with fetch_lock(tmp_path) as folder, pytest.raises(FetchInProgress, match="running"), fetch_lock(tmp_path):
        pass
    with fetch_lock(tmp_path) as again:
        assert again == folder == fetched_folder(tmp_path)


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    """Only the new state is left, in one file."""
    for reason in ("first", "second"):
        write_state(tmp_path, {"x": SourceState(None, Failure(reason, "2024"))})
    assert [path.name for path in tmp_path.iterdir()] == [STATE_FILE]
    assert read_state(tmp_path)["x"].failure == Failure("second", "2024")
