"""The files of a generation give back what was written."""

import json
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.errors import IndexVersionMismatch
from indexer.index.facet_file import read_facets, write_facets
from indexer.index.meta import META, Meta, read_meta, write_meta
from indexer.index.page_file import PageFile, PageWriter
from indexer.index.passage_file import PassageFile, PassageWriter
from indexer.index.record_file import read_json, write_json
from indexer.index.schema import SCHEMA_VERSION
from indexer.records.document import Document, OutlineEntry, SkippedFile
from indexer.records.passage import Passage, Span
from indexer.records.reading import Link
from indexer.records.source import Source

names = st.text(min_size=1, max_size=12)
several = st.lists(names, max_size=3).map(tuple)
spans = st.lists(st.builds(Span, st.integers(1, 9), st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=3)
passages = st.builds(
    Passage,
    id=names,
    ordinal=st.just(0),
    document=names,
    language=names,
    section=several,
    text=st.text(max_size=80),
    spans=spans.map(tuple),
    tags=st.dictionaries(names, several.filter(bool), max_size=3),
)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(passages, max_size=6))
def test_passages_are_read_as_written(tmp_path: Path, written: list[Passage]) -> None:
    """Any passage with any text comes back by its ordinal."""
    with closing(PassageWriter(tmp_path)) as writer:
        for passage in written:
            writer.add(passage)
    found = PassageFile(tmp_path)
    assert len(found) == len(written)
    for ordinal, passage in enumerate(written):
        again = found[ordinal]
        assert again.ordinal == ordinal
        assert (again.id, again.text, again.spans, again.tags) == (
            passage.id,
            passage.text,
            passage.spans,
            passage.tags,
        )
    with pytest.raises(IndexError):
        found[len(written)]


def test_documents_and_pages_are_read_as_written(tmp_path: Path) -> None:
    """Sources, links, outlines and page texts survive."""
    source = Source("r", "Řeport", "report", year=2023, languages=("en", "vi"), countries=("VNM",))
    document = Document(
        source,
        "r.pdf",
        "0" * 64,
        page_labels=("i", "1"),
        links=(Link(2, "https://example.org/?a=1&b=2", "tool kit"),),
        outline=(OutlineEntry(1, "Start", 0),),
        first_ordinal=0,
        passage_count=4,
    )
    write_json(tmp_path / "documents.json", [document])
    assert read_json(tmp_path / "documents.json", tuple[Document, ...]) == (document,)
    pages = PageWriter(tmp_path)
    pages.add("r", {1: "один\n", 2: ""})
    pages.close()
    assert PageFile(tmp_path).texts("r") == {1: "один\n", 2: ""}


def test_facets_are_combinations(tmp_path: Path) -> None:
    """Passages with the same values share one combination."""
    one = {"ward": ("a", "b"), "kind": ("c",)}
    two = {"ward": (), "kind": ("c",)}
    write_facets(tmp_path, ("ward", "kind"), [one, two, one])
    found = read_facets(tmp_path)
    assert found.combinations == (one, two)
    assert found.combination_ids.tolist() == [0, 1, 0]


def test_a_foreign_schema_version_is_refused(tmp_path: Path) -> None:
    """A generation of another version is not opened, and the message says what to run."""
    skipped = (SkippedFile("f", "read", "why"),)
    meta = Meta(SCHEMA_VERSION, ("a/1",), "d", "2026-01-01", 1, 2, 3, 4, ("en",), skipped, ("b",))
    write_meta(tmp_path, meta)
    assert read_meta(tmp_path) == meta
    row = json.loads((tmp_path / META).read_text())
    (tmp_path / META).write_text(json.dumps(row | {"schema": 99}))
    with pytest.raises(IndexVersionMismatch, match="python -m indexer build"):
        read_meta(tmp_path)
