"""The text of a Word paragraph: its runs in order, with links, references to notes and page breaks."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from docx.oxml.ns import qn

from indexer.read.charset import clean
from indexer.records.reading import Part

PAGE_BREAK_MARK = "\x00"  # marks in a text where a new page begins: a character that XML cannot hold

# The text of elements that hold none.
SIGNS = {qn("w:tab"): "\t", qn("w:cr"): " ", qn("w:noBreakHyphen"): "-", qn("w:lastRenderedPageBreak"): PAGE_BREAK_MARK}
# What is inside these is not text of the paragraph; boxes are read by themselves.
SKIPPED = frozenset(qn(tag) for tag in ("w:pPr", "w:rPr", "w:del", "w:moveFrom", "w:txbxContent", "w:instrText"))
NOTES = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}
MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HYPERLINK = re.compile(r'^\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)


@dataclass(slots=True)
class WordField:
    """An open field, such as a link: its instruction, and whether the text that it shows has begun."""

    instruction: str = ""
    shows: bool = False


@dataclass(slots=True)
class ParagraphText:
    """A paragraph's words, links as (URL, words), notes as (kind, id), and numbers of bold and plain characters."""

    words: list[str] = field(default_factory=list)
    links: list[tuple[str, list[str]]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    bold: int = 0
    plain: int = 0

    @property
    def text(self) -> str:
        return "".join(self.words)

    @property
    def is_bold(self) -> bool:
        """Whether all visible characters are bold."""
        return bool(self.bold) and not self.plain


class RunReader:
    """Read paragraphs. A field may run over several, so that one reader reads all of them, in order.

    `target` returns the URL of a relation. `is_rendered` files record where pages ended when they were last
    shown; others only where they must end.
    """

    def __init__(self, target: Callable[[str], str | None], *, is_rendered: bool) -> None:
        self._target = target
        self._is_rendered = is_rendered
        self._fields: list[WordField] = []

    def read(self, paragraph: Any) -> ParagraphText:
        """Return the paragraph's text."""
        text = ParagraphText()
        for element, link in _walk(paragraph):
            self._read_element(element, text, link)
        return text

    def _read_element(self, element: Any, text: ParagraphText, link: Any) -> None:
        if element.tag == qn("w:fldChar"):
            self._track_field(element.get(qn("w:fldCharType")))
        elif element.tag == qn("w:instrText"):
            if self._fields and not self._fields[-1].shows:
                self._fields[-1].instruction += element.text or ""
        elif element.tag in NOTES:
            text.notes.append((NOTES[element.tag], element.get(qn("w:id")) or ""))
        elif words := self._words(element):
            text.words.append(words)
            _count_bold(element, words, text)
            if url := self._address(link):
                _add_link(text.links, url, words)

    def _words(self, element: Any) -> str:
        if any(not each.shows for each in self._fields):
            return ""
        if element.tag == qn("w:t"):
            return element.text or ""
        if element.tag == qn("w:br"):
            is_page = element.get(qn("w:type")) == "page"
            return PAGE_BREAK_MARK if is_page and not self._is_rendered else " "
        return SIGNS.get(element.tag, "")

    def _track_field(self, kind: str | None) -> None:
        """Begin a field, begin the text that it shows, or end it."""
        if kind == "begin":
            self._fields.append(WordField())
        elif kind == "separate" and self._fields:
            self._fields[-1].shows = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _address(self, link: Any) -> str | None:
        """Return the URL of the current text, by the hyperlink around it or the field that shows it."""
        if link is not None:
            return self._target(link.get(qn("r:id")) or "")
        for each in reversed(self._fields):
            if match := _HYPERLINK.match(each.instruction):
                return match[1]
        return None


def _count_bold(element: Any, words: str, text: ParagraphText) -> None:
    """Count the characters in bold and those that are not."""
    run = element.getparent()
    bold = run.find(f"{qn('w:rPr')}/{qn('w:b')}") if run.tag == qn("w:r") else None
    count = len(words.strip().strip(PAGE_BREAK_MARK))
    if bold is not None and bold.get(qn("w:val")) not in ("0", "false"):
        text.bold += count
    else:
        text.plain += count


def _add_link(links: list[tuple[str, list[str]]], url: str, words: str) -> None:
    """Add words to the last link where the URL is the same, else as a new one."""
    if links and links[-1][0] == url:
        links[-1][1].append(words)
    else:
        links.append((url, [words]))


def _walk(paragraph: Any) -> Iterator[tuple[Any, Any]]:
    """Yield a paragraph's elements in order, each with the hyperlink around it or None, but not skipped content."""
    stack = [(child, None) for child in reversed(list(paragraph))]
    while stack:
        element, link = stack.pop()
        if not isinstance(element.tag, str) or element.tag == MC_FALLBACK:
            continue
        if element.tag == qn("w:instrText"):
            yield element, link
        if element.tag in SKIPPED:
            continue
        if element.tag == qn("w:hyperlink"):
            link = element
        yield element, link
        stack += [(child, link) for child in reversed(list(element))]


def page_parts(text: str, page: int) -> tuple[tuple[Part, ...], int]:
    """Return the text, cleaned, as parts from this page on, and the page on which it ends.

    A word belongs to the page on which it begins. There are no parts where nothing is visible.
    """
    if PAGE_BREAK_MARK not in text:
        line = clean(text)
        return ((Part(page, line),) if line else ()), page
    words: list[tuple[int, str]] = []
    for piece in text.split():
        start = page + len(piece) - len(piece.lstrip(PAGE_BREAK_MARK))
        page += piece.count(PAGE_BREAK_MARK)
        if word := clean(piece.replace(PAGE_BREAK_MARK, "")):
            words.append((start, word))
    lines = [(number, " ".join(word for _, word in group)) for number, group in groupby(words, lambda each: each[0])]
    parts = [Part(number, f"{line} ") for number, line in lines[:-1]]
    return (*parts, *(Part(number, line) for number, line in lines[-1:])), page
