"""The live generation, replaced underneath."""

import json
import logging
import shutil
from pathlib import Path
from queue import Queue

import pytest

from indexer.errors import DamagedIndex, IndexVersionMismatch, NoIndex
from indexer.index.digests import write_digests
from indexer.index.folders import CURRENT, GENERATIONS
from indexer.index.generation import Generation, open_generation
from service.search.live_generation import MAX_REPLACED, LiveGeneration


@pytest.fixture
def data(small_index: Path, tmp_path: Path) -> Path:
    """A data folder with two generations, `one` and `two`, of which `one` is live."""
    live = (small_index / CURRENT).read_text(encoding="utf-8").strip()
    for name in ("one", "two"):
        shutil.copytree(small_index / GENERATIONS / live, tmp_path / GENERATIONS / name)
    point(tmp_path, "one")
    return tmp_path


def point(data: Path, name: str) -> None:
    """Makes a generation the live one."""
    fresh = data / ".current"
    fresh.write_text(name, encoding="utf-8")
    fresh.replace(data / CURRENT)


def test_nothing_built(tmp_path: Path) -> None:
    """Without an index there is an error that says what to run, until there is one."""
    with pytest.raises(NoIndex, match="python -m indexer build"):
        LiveGeneration(tmp_path).get()


def test_an_index_built_later_is_found(data: Path) -> None:
    """A service that started before the first build needs no restart."""
    (data / CURRENT).unlink()
    live = LiveGeneration(data)
    with pytest.raises(NoIndex):
        live.get()
    point(data, "two")
    assert live.get().generation.name == "two"


def test_the_same_generation_is_opened_once(data: Path) -> None:
    """As long as nothing is published, every request gets the same object."""
    live = LiveGeneration(data)
    assert live.get() is live.get(refresh=True)


def test_a_new_generation_is_picked_up(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It serves from the next look on; a request keeps the one it began with."""
    monkeypatch.setattr("service.search.live_generation.SECONDS_BETWEEN_CHECKS", 0.0)
    live = LiveGeneration(data)
    before = live.get()
    point(data, "two")
    assert live.get().generation.name == "two"
    assert before.generation.passage(0) == live.get().generation.passage(0)


@pytest.mark.parametrize("times", [1, MAX_REPLACED])
def test_a_generation_that_is_deleted_while_it_is_opened(
    data: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, times: int
) -> None:
    """Its successor is opened instead, and there is nothing to complain about."""
    live = LiveGeneration(data)
    live.get()
    shutil.copytree(data / GENERATIONS / "two", data / GENERATIONS / "new-0")
    point(data, "new-0")
    seen: list[str] = []

    def replaced(folder: Path) -> Generation:
        seen.append(folder.name)
        if len(seen) <= times:
            (folder.parent / f"new-{len(seen)}").symlink_to("two")
            point(data, f"new-{len(seen)}")
            (folder.rename(data / folder.name) if len(seen) == 1 else folder.unlink())
        return open_generation(folder)

    monkeypatch.setattr("service.search.live_generation.open_generation", replaced)
    with caplog.at_level(logging.ERROR):
        assert live.get(refresh=True).generation.folder.name == f"new-{times}"
    assert not caplog.records


def test_looks_are_rare(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two looks the data folder is left alone."""
    monkeypatch.setattr("service.search.live_generation.SECONDS_BETWEEN_CHECKS", 1_000.0)
    live = LiveGeneration(data)
    live.get()
    point(data, "two")
    assert live.get().generation.name == "one"
    assert live.get(refresh=True).generation.name == "two"


@pytest.mark.parametrize("broken", ["foreign", "damaged", "without Whoosh", "missing", "no pointer"])
def test_a_generation_that_cannot_serve(data: Path, caplog: pytest.LogCaptureFixture, broken: str) -> None:
    """The one before it keeps serving, and the log says why, once."""
    live = LiveGeneration(data)
    live.get()
    break_generation(data, broken)
    with caplog.at_level(logging.ERROR):
        assert live.get(refresh=True).generation.name == "one"
        assert live.get(refresh=True).generation.name == "one"
    [record] = caplog.records
    assert "one keeps serving" in record.getMessage()
    assert broken == "no pointer" or "python -m indexer build" in record.getMessage()


@pytest.mark.parametrize("broken", ["damaged", "without Whoosh", "missing"])
def test_the_generation_before_serves(data: Path, caplog: pytest.LogCaptureFixture, broken: str) -> None:
    """A service that starts on a damaged generation opens the one before it, loudly; without one it says what to do."""
    break_generation(data, broken)
    live = LiveGeneration(data)
    with caplog.at_level(logging.ERROR):
        assert live.get().generation.name == "one"
    [record] = caplog.records
    assert "one serves in its place" in record.getMessage()
    assert live.problem == record.getMessage()
    shutil.rmtree(data / GENERATIONS / "one")
    with pytest.raises(DamagedIndex, match="python -m indexer build"):
        LiveGeneration(data).get()


def test_another_version_is_not_replaced(data: Path) -> None:
    """A generation that another version of the program wrote is whole: it has to be built again."""
    break_generation(data, "foreign")
    write_digests(data / GENERATIONS / "two")
    with pytest.raises(IndexVersionMismatch, match="python -m indexer build"):
        LiveGeneration(data).get()


@pytest.mark.parametrize("content", [b"\xff\xfe", b"..", b"/etc", b"x" * 5_000, b"", b"a\0b", None])
def test_a_damaged_pointer(data: Path, caplog: pytest.LogCaptureFixture, content: bytes | None) -> None:
    """A file `current` that names nothing, or is a folder, leads to the newest whole generation."""
    (data / CURRENT).unlink()
    if content is None:
        (data / CURRENT).mkdir()
    else:
        (data / CURRENT).write_bytes(content)
    with caplog.at_level(logging.ERROR):
        assert LiveGeneration(data).get().generation.name == "two"
    assert len(caplog.records) == 1


def test_damage_while_it_serves(data: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A changed file of the open generation is noticed at the next look, and another serves; a touched one is whole."""
    live = LiveGeneration(data)
    opened = live.get()
    (data / GENERATIONS / "one" / "sources.json").touch()
    assert live.get(refresh=True) is opened
    live.check()
    flip(data / GENERATIONS / "one" / "passages.jsonl")
    with pytest.raises(DamagedIndex, match=r"passages\.jsonl"):
        live.check()
    with caplog.at_level(logging.ERROR):
        assert live.get(refresh=True).generation.name == "two"
    assert "serves in its place" in live.problem
    shutil.rmtree(data / GENERATIONS)
    with pytest.raises(DamagedIndex):
        live.get(refresh=True)


def flip(path: Path) -> None:
    """Invert a bit in the middle of a file."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 4
    path.write_bytes(content)


def test_a_repaired_generation_serves_again(data: Path) -> None:
    """A generation that was refused is opened when its files are right again."""
    facets = data / GENERATIONS / "one" / "facets.json"
    whole = facets.read_bytes()
    facets.write_bytes(b"{")
    live = LiveGeneration(data)
    assert live.get().generation.name == "two"
    facets.write_bytes(whole)
    assert live.get(refresh=True).generation.name == "one"
    assert not live.problem


def break_generation(data: Path, how: str) -> None:
    """Makes `two` live, but unfit to serve."""
    folder = data / GENERATIONS / "two"
    match how:
        case "foreign":
            meta = folder / "meta.json"
            stamp = json.loads(meta.read_text(encoding="utf-8"))
            meta.write_text(json.dumps(stamp | {"schema": 0}), encoding="utf-8")
        case "damaged":
            (folder / "facets.json").write_text("{", encoding="utf-8")
        case "without Whoosh":
            shutil.rmtree(folder / "whoosh")
        case "missing":
            shutil.rmtree(folder)
        case "no pointer":
            (data / CURRENT).unlink()
            return
    point(data, "two")


def test_without_an_image_whoosh_answers(data: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A generation whose image is damaged is served from Whoosh's postings, with the same answers and a loud log."""
    shutil.rmtree(data / GENERATIONS / "one" / "image")
    with caplog.at_level(logging.ERROR):
        assert LiveGeneration(data).get().image is None
    [record] = caplog.records
    assert "Falling back to Whoosh for index" in record.getMessage()
    assert "python -m indexer build" in record.getMessage()


def test_images_are_left_alone_where_they_are_not_wanted(data: Path, caplog: pytest.LogCaptureFixture) -> None:
    """On request Whoosh's postings answer, and there is nothing to complain about."""
    assert LiveGeneration(data).get().image is not None
    with caplog.at_level(logging.ERROR):
        assert LiveGeneration(data, image=False).get().image is None
    assert not caplog.records


def test_who_watches_is_called_after_a_switch(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What holds something of a generation is called after another took its place; an error of it is no harm."""
    monkeypatch.setattr("service.search.live_generation.SECONDS_BETWEEN_CHECKS", 0.0)
    monkeypatch.setattr("service.search.live_generation.SECONDS_BEFORE_COLLECTION", (0.0,))
    called: Queue[str] = Queue()
    live = LiveGeneration(data)

    def fail() -> None:
        raise NoIndex

    live.when_replaced += [fail, lambda: called.put(live.get().generation.name)]
    live.get()
    point(data, "two")
    live.get()
    assert called.get(timeout=60) == "two"
