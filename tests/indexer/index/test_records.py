"""Statements and figures as files of a generation."""

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from indexer.errors import BuildError
from indexer.index.folders import live_folder
from indexer.index.generation import open_generation
from indexer.index.record_file import RecordFile, RecordWriter
from indexer.index.verify import verify
from indexer.records.figure import Figure
from indexer.records.passage import Span
from indexer.records.statement import Actor, Statement

STATEMENT = Statement(
    id="d-s1", document="d", passage="d-p", language="en", sentence="The council adopted 3 plans.",
    spans=(Span(1, 0, 20), Span(2, 0, 8)), before="", after="", status="decided", strength="none",
    actors=(Actor("The council", "government"),), objects="3 plans", beneficiary="", deadline="", date="", year=2020,
    instruments=("C188",), figures=("d-f1-20",), rule="en-decided",
)  # fmt: skip
FIGURE = Figure(
    id="d-f1-20", document="d", passage="d-p", language="en", sentence=STATEMENT.sentence, spans=STATEMENT.spans,
    start=20, end=21, kind="quantity", value=3.0, unit="", counted="plans", qualifier="",
)  # fmt: skip


def test_records_come_back_as_they_were_written(tmp_path: Path) -> None:
    """Records read by ordinal equal those that were written."""
    statements = RecordWriter[Statement](tmp_path, "statements")
    figures = RecordWriter[Figure](tmp_path, "figures")
    statements.add(STATEMENT)
    figures.add(FIGURE)
    statements.close()
    figures.close()
    assert list(RecordFile(tmp_path, "statements", Statement)) == [STATEMENT]
    assert list(RecordFile(tmp_path, "figures", Figure)) == [FIGURE]
    assert FIGURE.written == "3"
    with pytest.raises(IndexError):
        RecordFile(tmp_path, "statements", Statement)[1]


def test_files_without_records_can_be_read(tmp_path: Path) -> None:
    """A corpus without a single statement has an empty file."""
    RecordWriter[Statement](tmp_path, "statements").close()
    assert list(RecordFile(tmp_path, "statements", Statement)) == []


def test_a_generation_holds_its_records(small_index: Path) -> None:
    """A built generation counts its records in meta.json, and each sentence is what the pages say."""
    generation = verify(live_folder(small_index))
    assert generation.meta.statements == len(generation.statements) > 0
    assert generation.meta.figures == len(generation.figures) > 0
    identities = [record.id for record in (*generation.statements, *generation.figures)]
    assert len(identities) == len(set(identities))


def test_what_is_quoted_is_in_its_sentence(small_index: Path) -> None:
    """Whatever a record quotes is in its sentence as it is, and what it marks is in the sentence's bounds."""
    generation = open_generation(live_folder(small_index))
    records = [*generation.statements, *generation.figures]
    assert sum(bool(each.wording) for each in generation.statements) > 10
    for record in records:
        assert 0 <= record.start <= record.end <= len(record.sentence)
        assert [words for words in record.quotations if words not in record.sentence] == [], record.id


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("objects", "words that nobody wrote", "does not hold the words"),
        ("deadline", "by the year zqx", "does not hold the words"),
        ("end", 9_999, "outside its sentence"),
    ],
)
def test_a_quotation_that_is_none_is_noticed(
    small_index: Path, tmp_path: Path, field: str, value: str | int, said: str
) -> None:
    """A record that quotes or marks what its sentence does not hold fails the verification."""
    folder = tmp_path / "copy"
    shutil.copytree(live_folder(small_index), folder)
    statements = list(RecordFile(folder, "statements", Statement))
    writer = RecordWriter[Statement](folder, "statements")
    for each in (replace(statements[0], **{field: value}), *statements[1:]):
        writer.add(each)
    writer.close()
    with pytest.raises(BuildError, match=said):
        verify(folder)


def test_a_changed_sentence_is_noticed(small_index: Path, tmp_path: Path) -> None:
    """A record whose sentence is not what its pages say fails the verification."""
    folder = tmp_path / "copy"
    shutil.copytree(live_folder(small_index), folder)
    lines = (folder / "statements.jsonl").read_bytes()
    statements = RecordFile(folder, "statements", Statement)
    sentence = next(each.sentence for each in statements if '"' not in each.sentence).encode()
    (folder / "statements.jsonl").write_bytes(lines.replace(sentence, sentence.swapcase()))
    with pytest.raises(BuildError, match="not what its pages say"):
        verify(folder)
