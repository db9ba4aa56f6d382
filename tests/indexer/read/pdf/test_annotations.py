"""The links of a page."""

from pathlib import Path

from indexer.read.pdf import reader
from indexer.read.pdf.annotations import LinkAnchor, make_links
from indexer.read.repair.hyphens import Vocabulary
from indexer.read.sandbox.limits import Limits
from indexer.records.reading import Link
from tests.indexer.read.pdf.typeset import Draw, lines, link, typeset

ADDRESS = "https://port.example/act"
FIRST, SECOND = (57, 736, 200, 750), (57, 722, 200, 736)


def links_of(tmp_path: Path, *draws: Draw) -> list[tuple[str, str]]:
    """Return addresses and words of the links of a page that is drawn so."""
    path = typeset(tmp_path / "a.pdf", [draws])
    return [(found.url, found.anchor_text) for found in reader.read(path, Limits()).links]


def test_a_links_words_are_those_under_its_rectangle(tmp_path: Path) -> None:
    """Words of other lines, and beside it, are not."""
    text = lines("the act of the port", "and other acts")
    assert links_of(tmp_path, text, link(ADDRESS, (57, 736, 85, 750))) == [(ADDRESS, "the act")]


def test_rectangles_of_one_address_below_each_other_are_one_link(tmp_path: Path) -> None:
    """A link that runs over lines has an annotation a line."""
    text = lines("the act of the port", "of the islands")
    assert links_of(tmp_path, text, link(ADDRESS, FIRST, SECOND)) == [(ADDRESS, "the act of the port of the islands")]


def test_other_addresses_are_other_links(tmp_path: Path) -> None:
    """And addresses that no browser opens, or rectangles over nothing, are none."""
    text = lines("the act of the port", "of the islands")
    found = links_of(
        tmp_path,
        text,
        link(ADDRESS, FIRST),
        link("https://islands.example", SECOND),
        link("file:///etc/passwd", FIRST),
        link(ADDRESS, (57, 100, 200, 110)),
    )
    assert found == [(ADDRESS, "the act of the port"), ("https://islands.example", "of the islands")]


def test_broken_words_are_put_together() -> None:
    """As in the text; an anchor of nothing visible is dropped."""
    vocabulary = Vocabulary.of(["the harbour act"])
    anchors = [LinkAnchor(2, ADDRESS, ("the har-", "bour act"), 0, 9), LinkAnchor(2, ADDRESS, ("\ue000",), 10, 10)]
    assert make_links(anchors, vocabulary) == [Link(2, ADDRESS, "the harbour act")]
