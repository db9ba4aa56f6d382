"""Nothing that is not in the stored pages is served as a quotation."""

import logging
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from indexer.errors import DamagedIndex, PageChanged
from indexer.index.digests import write_digests
from indexer.index.folders import live_folder
from indexer.index.generation import open_generation
from indexer.index.page_file import LINES
from service.answers.answer import Answerer
from service.search.local_engine import LocalEngine
from service.search.protocol import SearchRequest
from service.search.quote_check import is_verified, verify

DOCUMENT = "harbour-notes"


@pytest.fixture
def tampered(small_index: Path, tmp_path: Path) -> Path:
    """Return a copy of the small index with a changed number in a stored page, and with digests that agree."""
    data = shutil.copytree(small_index, tmp_path / "data")
    path = live_folder(data) / LINES
    text = path.read_bytes()
    path.write_bytes(text.replace(b"77 labour", b"88 labour"))
    assert path.read_bytes() != text
    write_digests(path.parent)
    return data


def test_results_are_withheld(tampered: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A search gives the passages of the changed page without any of their words, and the log says so."""
    with caplog.at_level(logging.ERROR):
        page = LocalEngine(tampered).search(SearchRequest("harbour inspections", page_size=50))
    withheld = [hit for hit in page.hits if hit.withheld]
    assert withheld
    assert {hit.document.id for hit in withheld} == {DOCUMENT}
    assert all(not hit.passage.text and not hit.snippets for hit in withheld)
    assert all(hit.passage.text and hit.snippets for hit in page.hits if not hit.withheld)
    assert any(DOCUMENT in record.message for record in caplog.records)


def test_passages_are_withheld(tampered: Path) -> None:
    """The passage itself is refused, and no neighbour of it shows a changed page."""
    engine = LocalEngine(tampered)
    generation = open_generation(live_folder(tampered))
    document = generation.documents[DOCUMENT]
    with pytest.raises(PageChanged, match="cannot be shown"):
        engine.passage(generation.passage(document.first_ordinal).id)


def rewritten(path: Path, old: bytes, new: bytes) -> None:
    """Changes some bytes of a file, which keeps its size and time."""
    before, state = path.read_bytes(), path.stat()
    assert before.count(old) == 1
    assert len(old) == len(new)
    path.write_bytes(before.replace(old, new))
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


def overwritten(path: Path) -> None:
    """Puts the text of another page in the place of the document's, in as many bytes."""
    lines = path.read_bytes().splitlines()
    place = next(place for place, line in enumerate(lines) if b"77 labour" in line)
    other = next(line for line in lines if line != lines[place])
    length = len(lines[place])
    lines[place] = other[:length] if len(other) >= length else other[:-1] + b" " * (length - len(other)) + b'"'
    path.write_bytes(b"\n".join(lines) + b"\n")


def replaced(path: Path) -> None:
    """Puts another file of the same size in its place."""
    other = path.with_suffix(".new")
    other.write_bytes(path.read_bytes().replace(b"77 labour", b"78 labour"))
    other.replace(path)


TAMPERED: dict[str, Callable[[Path], object]] = {
    "inside the passage": lambda path: rewritten(path, b"77 labour", b"71 labour"),
    "elsewhere on the page": lambda path: rewritten(path, b"box on 3", b"box on 8"),
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:200]),
    "emptied": lambda path: path.write_bytes(b""),
    "deleted": lambda path: path.unlink(),
    "replaced": replaced,
    "another page's": overwritten,
}


@pytest.mark.parametrize("how", TAMPERED)
@pytest.mark.parametrize("running", [True, False], ids=["while it runs", "before it starts"])
@pytest.mark.parametrize("image", [True, False], ids=["image", "whoosh"])
def test_a_tampered_page_is_not_quoted(
    small_index: Path, tmp_path: Path, how: str, *, running: bool, image: bool
) -> None:
    """Neither results nor answers quote a page of which anything was changed, also where it was quoted before.

    Such an index is not searched at all, once the change is seen.
    """
    data = shutil.copytree(small_index, tmp_path / "data")
    engine = LocalEngine(data, image=image)
    answerer = Answerer(engine)
    if running:
        assert quoted(engine, answerer) == {DOCUMENT}
    TAMPERED[how](live_folder(data) / LINES)
    with suppress(DamagedIndex):
        assert quoted(engine, answerer) == set()


def quoted(engine: LocalEngine, answerer: Answerer) -> set[str]:
    """The document with the answer to a question, if it is quoted in any way."""
    request = SearchRequest("How many labour inspections did the harbour office carry out in 2031?", page_size=50)
    page = engine.search(request)
    hits = [hit for hit in page.hits if hit.document.id == DOCUMENT]
    assert hits
    assert all(bool(hit.passage.text) == bool(hit.snippets) != hit.withheld for hit in hits)
    answers = {each.document.id for each in answerer.ask(request).quotations}
    assert not answers or any(not hit.withheld for hit in hits)
    return {hit.document.id for hit in hits if not hit.withheld} | (answers & {DOCUMENT})


def test_changed_passages_are_withheld(small_index: Path) -> None:
    """A passage whose own text was changed is refused as well; one that was not is given back."""
    generation = open_generation(live_folder(small_index))
    passage = generation.passage(0)
    assert verify(passage, generation) is passage
    changed = type(passage)(passage.id, 0, passage.document, "en", (), passage.text + "!", passage.spans, passage.tags)
    assert is_verified(passage, generation)
    assert not is_verified(changed, generation)


def test_every_passage_is_verified(small_index: Path) -> None:
    """In an unchanged index every passage may be quoted."""
    generation = open_generation(live_folder(small_index))
    assert all(is_verified(passage, generation) for passage in generation.passages)
