"""Web pages as readings."""

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from indexer.errors import ReadingError
from indexer.read.html.reader import extract_main_text
from indexer.read.html.rendered_text import write_rendered_text
from indexer.read.sandbox.limits import Limits
from tests.indexer.read.html.pages import BLOCKS, STORY, whole
from tests.indexer.read.readings import assert_sound, read_file


def write(path: Path, page: str | bytes) -> Path:
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    return path


@pytest.mark.parametrize("name", ["a.html", "a.HTM", "a.xhtml"])
def test_a_page_is_read(tmp_path: Path, name: str) -> None:
    """Its text, title, language and links, through the child process."""
    reading = read_file(write(tmp_path / name, whole(STORY, lang="en-GB")))
    assert_sound(reading)
    assert [(block.kind, block.level, block.text) for block in reading.blocks] == BLOCKS
    assert (reading.title, reading.language, len(reading.pages)) == ("Guide to boats", "en-GB", 1)
    assert [link.anchor_text for link in reading.links] == ["the toolkit for decks", "with a mop"]


def test_a_page_in_an_older_encoding(tmp_path: Path) -> None:
    """The encoding that the page declares is used."""
    page = whole("<h1>Égalité</h1><p>L’équité des ouvrières de la filière est négociée chaque année par tous.</p>")
    declared = page.replace("<head>", '<head><meta charset="iso-8859-1">').encode("cp1252")
    reading = read_file(write(tmp_path / "a.html", declared))
    assert reading.title == "Égalité"
    assert "L’équité" in reading.blocks[-1].text


def test_a_page_of_links_keeps_them(tmp_path: Path) -> None:
    """A list of toolkits is no running text, yet it is what the page is for."""
    kits = "".join(f'<li><a href="https://example.org/kit{at}.pdf">Toolkit number {at}</a></li>' for at in range(9))
    reading = read_file(write(tmp_path / "a.html", whole(f"<h2>Toolkits</h2><ul>{kits}</ul>")))
    assert [block.kind for block in reading.blocks] == ["heading"] + ["item"] * 9
    assert len(reading.links) == 9


@pytest.mark.parametrize(
    ("page", "limits", "reason"),
    [
        ("<html><body><div id=app></div><script>x()</script></body></html>", Limits(), "put together by scripts"),
        (" ", Limits(), "holds no text"),
        (whole(STORY), Limits(characters=300), "more than 300 characters"),
        (b"%PDF-1.7\n", Limits(), "is a PDF under another name"),
        ("<div>" * 500_000, Limits(), "500,000 elements inside one another"),
        (b"\x7fELF\x00\x00\x01", Limits(), "is not a text file"),
    ],
)
def test_pages_that_cannot_be_read_have_a_reason(
    tmp_path: Path, page: str | bytes, limits: Limits, reason: str
) -> None:
    """The reason says what is wrong and what to do."""
    with pytest.raises(ReadingError, match=reason):
        read_file(write(tmp_path / "a.html", page), limits)


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 9_000 + "Deep words that are read.",
        "<table><tr><td>" * 3_000 + "Deep words that are read.",
        "<!DOCTYPE html [<!ENTITY a 'laughter'><!ENTITY b '&a;&a;'>]><p>Words that are read. &b;</p>",
        "<p>Words that are read." + "<b " + "x=1 " * 200_000 + ">",
    ],
)
def test_hostile_pages_are_read_or_refused(tmp_path: Path, page: str) -> None:
    """Depth, attributes without number and declared entities end in a reading or a reason, not in a crash."""
    reading = read_file(write(tmp_path / "a.html", page))
    assert "ords that are read." in reading.blocks[0].text
    assert "laughter" not in reading.blocks[0].text


def main_text(source: str) -> list[tuple[str, int, str]]:
    page = LexborHTMLParser(source)
    write_rendered_text(page, limit=1_000)
    return [(block.kind, block.level, block.text) for block in extract_main_text(page.html or "")]


def test_structure_is_kept() -> None:
    """Headings with their levels, lists inside lists, numbers, rows and quotations; nothing of what surrounds them."""
    assert main_text(whole(STORY)) == BLOCKS


def test_without_text_there_is_nothing() -> None:
    """A page of scripts has no main text."""
    assert extract_main_text("<html><body><script>x()</script></body></html>") == []


def test_code_in_a_line_stays_in_it() -> None:
    """Words set as code do not cut a sentence apart."""
    body = STORY.replace("from the quay", "from the <code>quay</code>").replace("by anyone", "by <code>anyone</code>")
    assert main_text(whole(body)) == BLOCKS


FILLER = "<p>The crews of the harbour mend every net before they leave it, and keep the walkways free of rope.</p>" * 3


@pytest.mark.parametrize(
    "body",
    [
        f"<article><h2>Nets</h2>{FILLER}</article><article><h2>Rest</h2><p>Crews won a second rest day.</p></article>",
        f"<main>{FILLER}<figure><img data-src=a><figcaption>Crews won a second rest day</figcaption></figure></main>",
        f"<main>{FILLER}</main><aside><p>Crews won a second rest day.</p></aside>",
        f"<main>{FILLER}<aside><p>Crews won a second rest day.</p></aside></main>",
    ],
)
def test_all_that_is_seen_is_read(tmp_path: Path, body: str) -> None:
    """Further articles, captions of pictures that load late, and boxes beside the text, each once."""
    reading = read_file(write(tmp_path / "a.html", f"<html><body>{body}</body></html>"))
    assert [block.text for block in reading.blocks].count("Crews won a second rest day.") + [
        block.text for block in reading.blocks
    ].count("Crews won a second rest day") == 1


def test_what_is_left_out_is_told(tmp_path: Path) -> None:
    """Hidden and struck-out words are no text, and the reading's warnings count them."""
    body = f"<main>{FILLER}<p>Pay is <del>four</del> <ins>six</ins> pence.</p><p hidden>Eel quota.</p></main>"
    reading = read_file(write(tmp_path / "a.html", body))
    assert reading.blocks[-1].text == "Pay is six pence."
    assert reading.warnings == ("1 struck-out word left out", "2 hidden words left out")


def test_a_symbol_in_the_head_of_a_page_is_kept(tmp_path: Path) -> None:
    """As a demoted note; the rest of the head is not."""
    page = f"<header><p>Harbour board</p><p>Ref. HB.31/NET/4</p></header><main>{FILLER}</main>"
    reading = read_file(write(tmp_path / "a.html", page))
    assert [(block.kind, block.text) for block in reading.blocks if block.demoted] == [("note", "Ref. HB.31/NET/4")]
    assert "Harbour board" not in [block.text for block in reading.blocks]
