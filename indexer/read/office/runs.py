"""The text of a Word paragraph: its runs in order, page breaks marked, with links and references to notes."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from docx.oxml.ns import qn

from indexer.read.charset import clean
from indexer.records.reading import Part

PAGE_BREAK = "\x00"
"""Stands in a text where a new page begins: a character that XML cannot hold."""

SIGNS = {qn("w:tab"): "\t", qn("w:cr"): " ", qn("w:noBreakHyphen"): "-", qn("w:lastRenderedPageBreak"): PAGE_BREAK}
"""What elements without text stand for."""

UNSEEN = frozenset(qn(tag) for tag in ("w:pPr", "w:rPr", "w:del", "w:moveFrom", "w:txbxContent", "w:instrText"))
"""What is inside these is not text of the paragraph; boxes are read by themselves."""

NOTES = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HYPERLINK = re.compile(r'^\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)


@dataclass(slots=True)
class WordField:
    """A field of Word's, such as a link: its instruction, and whether the text that it shows has begun."""

    instruction: str = ""
    shows: bool = False


@dataclass(slots=True)
class ParagraphText:
    """What a paragraph says, its links as (address, words) and the notes it refers to as (kind, id)."""

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
        """Whether all that can be seen is set in bold."""
        return bool(self.bold) and not self.plain


class RunReader:
    """Reads paragraphs. Fields may run over several, so that one reader reads all of them, in order."""

    def __init__(self, target: Callable[[str], str | None], *, rendered: bool) -> None:
        self._target = target
        self._rendered = rendered
        self._fields: list[WordField] = []

    def read(self, paragraph: Any) -> ParagraphText:
        """The paragraph's text. `rendered` files say where pages ended when they were last seen; others say where
        they must end.
        """
        text = ParagraphText()
        for element, link in _walk(paragraph):
            self._take(element, text, link)
        return text

    def _take(self, element: Any, text: ParagraphText, link: Any) -> None:
        if element.tag == qn("w:fldChar"):
            self._turn(element.get(qn("w:fldCharType")))
        elif element.tag == qn("w:instrText"):
            if self._fields and not self._fields[-1].shows:
                self._fields[-1].instruction += element.text or ""
        elif element.tag in NOTES:
            text.notes.append((NOTES[element.tag], element.get(qn("w:id")) or ""))
        elif words := self._words(element):
            text.words.append(words)
            self._weigh(element, words, text)
            if address := self._address(link):
                _add(text.links, address, words)

    def _words(self, element: Any) -> str:
        if any(not each.shows for each in self._fields):
            return ""
        if element.tag == qn("w:t"):
            return element.text or ""
        if element.tag == qn("w:br"):
            is_page = element.get(qn("w:type")) == "page"
            return PAGE_BREAK if is_page and not self._rendered else " "
        return SIGNS.get(element.tag, "")

    def _turn(self, kind: str | None) -> None:
        """A field begins, shows its text from here on, or ends."""
        if kind == "begin":
            self._fields.append(WordField())
        elif kind == "separate" and self._fields:
            self._fields[-1].shows = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _address(self, link: Any) -> str | None:
        """Where the text at hand leads to, by the hyperlink around it or the field that shows it."""
        if link is not None:
            return self._target(link.get(qn("r:id")) or "")
        for each in reversed(self._fields):
            if match := _HYPERLINK.match(each.instruction):
                return match[1]
        return None

    @staticmethod
    def _weigh(element: Any, words: str, text: ParagraphText) -> None:
        """Counts the characters in bold and those that are not."""
        run = element.getparent()
        bold = run.find(f"{qn('w:rPr')}/{qn('w:b')}") if run.tag == qn("w:r") else None
        count = len(words.strip().strip(PAGE_BREAK))
        if bold is not None and bold.get(qn("w:val")) not in ("0", "false"):
            text.bold += count
        else:
            text.plain += count


def _add(links: list[tuple[str, list[str]]], address: str, words: str) -> None:
    """Adds words to the link that they go on with, or to a new one."""
    if links and links[-1][0] == address:
        links[-1][1].append(words)
    else:
        links.append((address, [words]))


def _walk(paragraph: Any) -> Iterator[tuple[Any, Any]]:
    """The elements of a paragraph in order, each with the hyperlink around it or None; not those inside unseen ones."""
    stack = [(child, None) for child in reversed(list(paragraph))]
    while stack:
        element, link = stack.pop()
        if not isinstance(element.tag, str) or element.tag == FALLBACK:
            continue
        if element.tag == qn("w:instrText"):
            yield element, link
        if element.tag in UNSEEN:
            continue
        if element.tag == qn("w:hyperlink"):
            link = element
        yield element, link
        stack += [(child, link) for child in reversed(list(element))]


def page_parts(text: str, page: int) -> tuple[tuple[Part, ...], int]:
    """The text, clean, as parts from this page on, and the page on which it ends.

    A word belongs to the page on which it begins. There are no parts where there is nothing to be seen.
    """
    if PAGE_BREAK not in text:
        line = clean(text)
        return ((Part(page, line),) if line else ()), page
    words: list[tuple[int, str]] = []
    for piece in text.split():
        start = page + len(piece) - len(piece.lstrip(PAGE_BREAK))
        page += piece.count(PAGE_BREAK)
        if word := clean(piece.replace(PAGE_BREAK, "")):
            words.append((start, word))
    lines = [(number, " ".join(word for _, word in group)) for number, group in groupby(words, lambda each: each[0])]
    parts = [Part(number, f"{line} ") for number, line in lines[:-1]]
    return (*parts, *(Part(number, line) for number, line in lines[-1:])), page
