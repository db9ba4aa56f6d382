"""Stored pages, and how a changed one is known."""

import json
from pathlib import Path

import pytest

from indexer.errors import PageChanged
from indexer.records.passage import Passage, Span, Tags
from indexer.store.page_file import PAGES, PageFiles, read_pages, write_digests, write_pages

TEXTS = {1: "Öne line.\nAnother “line”.\n", 2: "", 3: "The third page.\n"}


def stored(folder: Path) -> PageFiles:
    """The pages of two documents, written and opened."""
    marks = {"r": write_pages(folder, "r", TEXTS), "s": write_pages(folder, "s", {1: "Else.\n"})}
    write_digests(folder, marks)
    return PageFiles(folder)


def passage(text: str, *spans: Span) -> Passage:
    return Passage("r-1", 0, "r", "en", (), text, spans, Tags())


def test_pages_are_read_as_written(tmp_path: Path) -> None:
    """Every page comes back, one by one and all together; the file is JSON with a page a line."""
    pages = stored(tmp_path)
    assert {number: pages.text("r", number) for number in TEXTS} == TEXTS == read_pages(tmp_path, "r")
    lines = (tmp_path / PAGES / "r.json").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(TEXTS) + 2
    assert json.loads("".join(lines)) == list(TEXTS.values())


def test_a_passage_that_its_pages_hold(tmp_path: Path) -> None:
    """A passage that is what its spans give passes, across pages too."""
    stored(tmp_path).check(passage("Öne line.\nThird"[:10] + "The third", Span(1, 0, 10), Span(3, 0, 9)))


@pytest.mark.parametrize("text", ["One line.", "Öne line", "Öne line.\n"])
def test_a_passage_that_its_pages_do_not_hold(tmp_path: Path, text: str) -> None:
    """A passage that differs by a single character does not pass."""
    with pytest.raises(PageChanged, match="r-1"):
        stored(tmp_path).check(passage(text, Span(1, 0, 9)))


def test_a_changed_page(tmp_path: Path) -> None:
    """A page of which one character was changed is no page any more; the others of the document still are."""
    pages = stored(tmp_path)
    assert pages.text("r", 3) == TEXTS[3]
    path = tmp_path / PAGES / "r.json"
    path.write_bytes(path.read_bytes().replace(b"third", b"thurd"))
    assert pages.text("r", 1) == TEXTS[1]
    with pytest.raises(PageChanged, match="digest"):
        pages.text("r", 3)


def test_missing_pages(tmp_path: Path) -> None:
    """A file that is gone or cut short, and a page that never was, are told as changed."""
    pages = stored(tmp_path)
    for document, number in (("r", 4), ("r", 0), ("x", 1)):
        with pytest.raises(PageChanged):
            pages.text(document, number)
    path = tmp_path / PAGES / "r.json"
    path.write_bytes(path.read_bytes()[:20])
    with pytest.raises(PageChanged):
        pages.text("r", 1)
    path.unlink()
    with pytest.raises(PageChanged, match="cannot be read"):
        pages.text("r", 1)
