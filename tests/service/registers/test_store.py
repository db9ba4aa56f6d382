"""The registers of a generation, opened once and replaced with it."""

import logging
import shutil
from pathlib import Path

import pytest

from indexer.errors import NoIndex, NotFound
from indexer.index.folders import live_folder, live_name
from indexer.index.generation import open_generation
from indexer.index.page_file import LINES
from service.registers.store import Ledger, LiveLedger


def test_it_holds_every_record_in_its_place(small_index: Path) -> None:
    """Each statement and figure is joined to the passage that holds its sentence and to its document."""
    generation = open_generation(live_folder(small_index))
    ledger = Ledger(generation)
    assert [each.statement for each in ledger.commitments] == list(generation.statements)
    assert [each.figure for each in ledger.figures] == list(generation.figures)
    for commitment in ledger.commitments:
        assert commitment.statement.sentence in commitment.passage.text
        assert commitment.document.id == commitment.passage.document
    for placed in ledger.figures:
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
        ledger = Ledger(generation)
        kept = [each.statement for each in ledger.commitments], [each.figure for each in ledger.figures]
    for records, held in zip(kept, (generation.statements, generation.figures), strict=True):
        assert [record.id for record in records] == [each.id for each in held if each.document != "harbour-notes"]
        assert len(records) < len(held)
    assert "harbour-notes" in caplog.text


def test_records_are_found_by_id(small_index: Path) -> None:
    """A record is found by its id; another id is NotFound."""
    ledger = Ledger(open_generation(live_folder(small_index)))
    last = ledger.commitments[-1]
    assert ledger.commitment(last.id) is last
    assert ledger.figures[ledger.figure_place(ledger.figures[-1].id)] is ledger.figures[-1]
    with pytest.raises(NotFound, match="no statement 'x'"):
        ledger.commitment("x")
    with pytest.raises(NotFound, match="no figure 'x'"):
        ledger.figure_place("x")


def test_a_generation_is_opened_once(small_index: Path) -> None:
    """The ledger stays open until another generation is asked for."""
    live = LiveLedger(small_index)
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
        LiveLedger(tmp_path).of("g")
