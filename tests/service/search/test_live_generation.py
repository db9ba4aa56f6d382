"""The live generation, replaced underneath."""

import json
import logging
import shutil
import threading
from collections import Counter
from pathlib import Path

import pytest

from indexer.errors import CorruptImage, IndexUnavailable, IndexVersionMismatch, NoIndex
from indexer.index.folders import CURRENT, GENERATIONS
from indexer.index.generation import Generation, open_generation
from service.search.image_index import ImageIndex
from service.search.live_generation import MAX_REPLACED, LiveGeneration
from tests.processes import until


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


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh does not close what it refuses
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


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh does not close what it refuses
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
    if broken != "no pointer":
        with pytest.raises(
            IndexVersionMismatch if broken == "foreign" else IndexUnavailable, match="python -m indexer build"
        ):
            LiveGeneration(data).get()


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


def test_opening_does_not_wait_for_the_digests(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An image serves while a thread compares it with its digests, however long that takes."""
    entered, released = threading.Event(), threading.Event()
    verify = ImageIndex.verify

    def slow(image: ImageIndex) -> None:
        entered.set()
        released.wait()
        verify(image)

    monkeypatch.setattr(ImageIndex, "verify", slow)
    live = LiveGeneration(data)
    try:
        assert live.get().image is not None
        assert entered.wait(60)
        assert live.get().image is not None
    finally:
        released.set()


def test_damage_of_a_replaced_image_is_ignored(
    data: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Damage that is found when another generation is live already changes nothing."""
    live = LiveGeneration(data)
    verified = Counter[str]()

    def damaged(image: ImageIndex) -> None:
        name = image.generation.name
        if name == "one":
            point(data, "two")
            live.get(refresh=True)
        verified[name] += 1
        if name == "one":
            raise CorruptImage("damaged")

    monkeypatch.setattr(ImageIndex, "verify", damaged)
    with caplog.at_level(logging.ERROR):
        live.get()
        until(lambda: verified["one"])
    latest = live.get()
    assert latest.generation.name == "two"
    assert latest.image is not None
    assert not caplog.records
