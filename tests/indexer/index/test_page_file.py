"""Stored pages, and how a changed one is known."""

import json
import resource
from pathlib import Path

import pytest

from indexer.errors import NoIndex, PageChanged
from indexer.index.page_file import LINES, PageFile, PageWriter
from indexer.records.passage import Passage, Span

TEXTS = {1: "Öne line.\nAnother “line”.\n", 2: "", 3: "The third page.\n"}


def stored(folder: Path) -> PageFile:
    """The pages of two documents, written and opened."""
    writer = PageWriter(folder)
    writer.add("s", {1: "Else.\n"})
    writer.add("r", TEXTS)
    writer.close()
    return PageFile(folder)


def passage(text: str, *spans: Span) -> Passage:
    return Passage("r-1", 0, "r", "en", (), text, spans, {})


def test_pages_are_read_as_written(tmp_path: Path) -> None:
    """Every page comes back, one by one and all together; the file has a page a line, as JSON."""
    pages = stored(tmp_path)
    assert {number: pages.text("r", number) for number in TEXTS} == TEXTS == pages.texts("r")
    lines = (tmp_path / LINES).read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == ["Else.\n", *TEXTS.values()]


def test_a_passage_that_its_pages_hold(tmp_path: Path) -> None:
    """A passage that is what its spans give passes, across pages too."""
    stored(tmp_path).check_passage(passage("Öne line.\nThird"[:10] + "The third", Span(1, 0, 10), Span(3, 0, 9)))


@pytest.mark.parametrize("text", ["One line.", "Öne line", "Öne line.\n"])
def test_a_passage_that_its_pages_do_not_hold(tmp_path: Path, text: str) -> None:
    """A passage that differs by a single character does not pass."""
    with pytest.raises(PageChanged, match="r-1"):
        stored(tmp_path).check_passage(passage(text, Span(1, 0, 9)))


def test_a_changed_page(tmp_path: Path) -> None:
    """A page of which one character was changed is no page any more; the others of the document still are."""
    pages = stored(tmp_path)
    assert pages.text("r", 3) == TEXTS[3]
    path = tmp_path / LINES
    before = path.stat().st_ctime_ns
    path.write_bytes(path.read_bytes().replace(b"third", b"thurd"))
    while path.stat().st_ctime_ns == before:  # the clock for files moves only every few milliseconds on some systems
        path.touch()
    assert pages.text("r", 1) == TEXTS[1]
    with pytest.raises(PageChanged, match="digest"):
        pages.text("r", 3)


def test_missing_pages(tmp_path: Path) -> None:
    """A missing or truncated file and a page that never existed raise PageChanged."""
    pages = stored(tmp_path)
    for document, number in (("r", 4), ("r", 0), ("x", 1)):
        with pytest.raises(PageChanged):
            pages.text(document, number)
    path = tmp_path / LINES
    path.write_bytes(path.read_bytes()[:12])
    with pytest.raises(PageChanged):
        pages.text("r", 1)
    path.unlink()
    with pytest.raises(PageChanged, match="cannot be read"):
        pages.text("r", 1)


def test_pages_of_several_documents_are_told_apart(tmp_path: Path) -> None:
    """Each document's pages are found under its id, behind a document without any too."""
    writer = PageWriter(tmp_path)
    for document, texts in (("q", TEXTS), ("none", {}), ("r", TEXTS)):
        writer.add(document, texts)
    writer.close()
    pages = PageFile(tmp_path)
    for document in ("q", "r"):
        assert {number: pages.text(document, number) for number in TEXTS} == TEXTS
        assert pages.texts(document) == TEXTS
    assert pages.texts("none") == {}


def test_a_page_that_cannot_be_read_for_a_moment(tmp_path: Path) -> None:
    """Without a free file descriptor a page cannot be read; once there is one, it can: no failure is cached."""
    pages = stored(tmp_path)
    line = passage("Öne line.", Span(1, 0, 9))
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, hard))
    try:
        held = pages.matches([line])
        with pytest.raises(PageChanged, match="cannot be read"):
            pages.text("r", 1)
        with pytest.raises(PageChanged, match="cannot be read"):
            pages.check_passage(line)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert held == [False]
    assert pages.matches([line]) == [True]
    assert pages.text("r", 1) == TEXTS[1]


def test_pages_of_an_index_that_has_gone(tmp_path: Path) -> None:
    """Where the whole folder was deleted or moved, NoIndex is raised, and no failure is cached."""
    folder = tmp_path / "index"
    folder.mkdir()
    pages = stored(folder)
    (folder / LINES).unlink()
    folder.rename(tmp_path / "moved")
    with pytest.raises(NoIndex, match="index"):
        pages.text("r", 1)
