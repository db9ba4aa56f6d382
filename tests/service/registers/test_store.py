"""The registers of a generation, opened once and replaced with it."""

import gc
import logging
import shutil
import weakref
from pathlib import Path

import pytest

from indexer.errors import NoIndex, NotFound
from indexer.index.folders import live_folder, live_name
from indexer.index.generation import open_generation
from indexer.index.page_file import LINES
from service.app import REGISTERS
from service.registers.store import GenerationRegisters, LiveRegisters


def test_it_holds_every_record_in_its_place(small_index: Path) -> None:
    """Each statement and figure is joined to the passage that holds its sentence and to its document."""
    generation = open_generation(live_folder(small_index))
    store = GenerationRegisters(generation, REGISTERS)
    assert [each.record for each in store.records("commitments")] == list(generation.statements)
    assert [each.record for each in store.records("figures")] == list(generation.figures)
    for commitment in store.records("commitments"):
        assert commitment.record.sentence in commitment.passage.text
        assert commitment.document.id == commitment.passage.document
    for placed in store.records("figures"):
        assert all(placed.id in statement.figures for statement in placed.statements)


def test_what_the_pages_do_not_hold_is_left_out(
    small_index: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The sentences of a page that was changed are in neither register; all others are, and the log says so."""
    data = shutil.copytree(small_index, tmp_path / "data")
    path = live_folder(data) / LINES
    path.write_bytes(path.read_bytes().replace(b"77 labour", b"88 labour"))
    generation = open_generation(live_folder(data))
    with caplog.at_level(logging.ERROR):
        store = GenerationRegisters(generation, REGISTERS)
        kept = (
            [each.record for each in store.records("commitments")],
            [each.record for each in store.records("figures")],
        )
    for records, stored in zip(kept, ([*generation.statements], [*generation.figures]), strict=True):
        every = [(each.id, each.document) for each in stored]
        assert [record.id for record in records] == [each for each, document in every if document != "harbour-notes"]
        assert len(records) < len(every)
    assert "harbour-notes" in caplog.text


def test_records_are_found_by_id(small_index: Path) -> None:
    """A record is found by its id; another id is NotFound."""
    store = GenerationRegisters(open_generation(live_folder(small_index)), REGISTERS)
    store.load_all()
    last = store.records("commitments")[-1]
    assert store.record("commitments", last.id) is last
    assert store.record("figures", store.records("figures")[-1].id) is store.records("figures")[-1]
    with pytest.raises(NotFound, match="no statement 'x'"):
        store.record("commitments", "x")
    with pytest.raises(NotFound, match="no figure 'x'"):
        store.record("figures", "x")


def test_a_generation_is_opened_once(small_index: Path) -> None:
    """The store stays open until another generation is asked for."""
    live = LiveRegisters(small_index, REGISTERS)
    name = live_name(small_index)
    assert live.of(name) is live.of(name)
    with pytest.raises(NoIndex, match="Load the page again"):
        live.of("20000101T000000000000Z")
    assert live.of(name).name == name


def test_a_damaged_file_is_reported(small_index: Path, tmp_path: Path) -> None:
    """Records without their passage, or a file that is cut short, are no registers."""
    folder = tmp_path / "generations" / "g"
    shutil.copytree(live_folder(small_index), folder)
    (folder / "statements.jsonl").write_text("[]", encoding="utf-8")
    with pytest.raises(NoIndex, match="cannot be read"):
        LiveRegisters(tmp_path, REGISTERS).of("g")


def test_a_replaced_generation_is_let_go(small_index: Path) -> None:
    """The registers of another generation than the live one are closed, so that its files can be freed."""
    name = live_name(small_index) or ""
    live = LiveRegisters(small_index, REGISTERS)
    opened = weakref.ref(live.of(name))
    live.forget(name)
    assert opened() is not None
    live.forget("another")
    gc.collect()
    assert opened() is None
