"""The editors' notes, read strictly."""

import datetime
from pathlib import Path

import pytest

from indexer.corpus.status_notes import load_status_notes, status_files
from indexer.errors import CorpusError
from indexer.index.record_file import read_json, write_json
from indexer.records.status_note import StatusNote
from indexer.settings import ROOT

NOTE = """
[[note]]
reference = "https://search.example.org/docs/commitments/harbour-1f2e3d4c5b"
date = 2026-03-14
status = "accepted-in-part"
source = "https://www.example.org/minutes"
note = "The council accepted the training,\\nand put the rest off."
"""


def load(folder: Path, *texts: str) -> tuple[StatusNote, ...]:
    """The notes of a corpus with these files."""
    (folder / "status").mkdir()
    for place, text in enumerate(texts):
        (folder / "status" / f"{place}.toml").write_text(text, encoding="utf-8")
    return load_status_notes(status_files(folder))


def test_notes_are_read(tmp_path: Path) -> None:
    """A note is joined to its statement by the end of the permanent link, and its text is put on one line."""
    assert load(tmp_path, NOTE) == (
        StatusNote(
            statement="harbour-1f2e3d4c5b",
            date=datetime.date(2026, 3, 14),
            status="accepted-in-part",
            source="https://www.example.org/minutes",
            note="The council accepted the training, and put the rest off.",
        ),
    )


def test_the_earliest_come_first(tmp_path: Path) -> None:
    """Notes of several files are sorted by date."""
    later = NOTE.replace("2026-03-14", "2027-01-01")
    assert [note.date.year for note in load(tmp_path, later, NOTE)] == [2026, 2027]


def test_a_corpus_need_not_have_notes(tmp_path: Path) -> None:
    """Without a folder of notes there are none."""
    assert load_status_notes(status_files(tmp_path)) == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "/docs/commitments/harbour-1f2e3d4c5b",
            "/passages/harbour",
            "not the permanent link of a statement or figure",
        ),
        ('reference = "https', 'referenz = "https', "unknown key 'referenz'"),
        ("2026-03-14", '"2026-03-14"', "'date' must be a day"),
        ("2026-03-14", "2026-03-14T10:00:00", "'date' must be a day"),
        ("accepted-in-part", "agreed", "write one of accepted, accepted-in-part"),
        ("https://www.example.org/minutes", "www.example.org", "starts with https://"),
        ("https://www.example.org/minutes", "javascript:alert(1)", "starts with https://"),
        ("The council", "x" * 1_000, "more than 1,000 characters"),
        ("[[note]]", "[[notes]]", "unknown key 'notes'"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    """A mistake is refused with the file, the block and what to write instead."""
    with pytest.raises(CorpusError, match=r"^0\.toml") as caught:
        load(tmp_path, NOTE.replace(old, new))
    assert said in str(caught.value)


def test_the_same_note_twice(tmp_path: Path) -> None:
    """A duplicate note is refused, with the place of the other one."""
    with pytest.raises(CorpusError, match=r"1\.toml, note 1: says the same as 0\.toml, note 1"):
        load(tmp_path, NOTE, NOTE)


def test_the_example_is_sound(tmp_path: Path) -> None:
    """The example in the folder's own explanation can be used unchanged."""
    page = (ROOT / "corpus" / "status" / "README.md").read_text(encoding="utf-8")
    example = page.partition("```toml\n")[2].partition("```")[0]
    assert load(tmp_path, example)[0].editor == "Harbour desk"


def test_a_generation_keeps_them(tmp_path: Path) -> None:
    """Notes are read from a generation as they were written."""
    notes = load(tmp_path, NOTE)
    write_json(tmp_path / "s.json", notes)
    assert read_json(tmp_path / "s.json", tuple[StatusNote, ...]) == notes
