"""The text of a Word paragraph: its runs in order, with links, references to notes and page breaks."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from string import hexdigits
from typing import Any

from docx.oxml.ns import qn

from indexer.read.charset import clean
from indexer.read.numbered_lines import LINE_BREAK
from indexer.read.office.omml import FORMULA, formula_text
from indexer.read.office.run_format import NO_FORMAT, RunFormat
from indexer.read.office.symbol_fonts import UNKNOWN, symbol, symbol_text
from indexer.read.omissions import Omissions
from indexer.read.superscripts import subscript_text, superscript_text
from indexer.records.reading import Part

PAGE_BREAK_MARK = "\x00"  # marks in a text where a new page begins: a character that XML cannot hold
LAST_PIECES = 6  # of a paragraph's text that tell what a superscript digit belongs to
MAX_CODE_DIGITS = 6  # of a symbol's code

# The text of elements that hold none.
SIGNS = {qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:cr"): LINE_BREAK, qn("w:noBreakHyphen"): "-",
         qn("w:lastRenderedPageBreak"): PAGE_BREAK_MARK}  # fmt: skip
DELETED = qn("w:del")
# What is inside these is not text of the paragraph; boxes are read by themselves.
SKIPPED = frozenset(qn(tag) for tag in ("w:pPr", "w:rPr", "w:moveFrom", "w:txbxContent", "w:instrText", "w:object"))
NOTES = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}
_HYPERLINK = re.compile(r'^\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)


@dataclass(slots=True)
class WordField:
    """An open field, such as a link: its instruction, and whether the text that it shows has begun."""

    instruction: str = ""
    shows: bool = False


@dataclass(slots=True)
class ParagraphText:
    """A paragraph's words, links as (URL, words), notes as (kind, id), and numbers of bold and plain characters.

    `superscript` holds text that is not yet placed behind the words; `superscript_link` is true where it leads to a
    note. `is_struck` is true where some text was left out because it is struck out.
    """

    words: list[str] = field(default_factory=list)
    superscript: list[str] = field(default_factory=list)
    superscript_link: bool = False
    is_struck: bool = False
    links: list[tuple[str, list[str]]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    bold: int = 0
    plain: int = 0

    def add(self, words: str, offset: str | None, *, leads_to_note: bool = False) -> str:
        """Add words that are on the line, or superscripts or subscripts; return what is added at once."""
        if offset == "superscript":
            self.superscript.append(words)
            self.superscript_link |= leads_to_note
            return ""
        self.place_superscript(words)
        words = subscript_text(self._ending, words) if offset == "subscript" else words
        self.words.append(words)
        return words

    def place_superscript(self, after: str = "") -> None:
        """Place the superscript text behind the words, where it is no note's mark."""
        if self.superscript:
            superscript = "".join(self.superscript)
            self.words.append(superscript_text(self._ending, superscript, after, is_link=self.superscript_link))
            self.superscript, self.superscript_link = [], False

    @property
    def _ending(self) -> str:
        return "".join(self.words[-LAST_PIECES:])

    @property
    def text(self) -> str:
        return "".join(self.words)

    @property
    def is_bold(self) -> bool:
        """Whether all visible characters are bold."""
        return bool(self.bold) and not self.plain


class RunReader:
    """Read paragraphs. A field may run over several, so that one reader reads all of them, in order.

    `target` returns the URL of a relation, `format_of` the format of a run with the styles around it. Files that are
    `is_rendered` record where pages ended when they were last shown; others only where they must end.
    """

    def __init__(
        self,
        target: Callable[[str], str | None],
        format_of: Callable[[Any], RunFormat],
        omissions: Omissions,
        *,
        is_rendered: bool,
    ) -> None:
        self._target = target
        self._format_of = format_of
        self._omissions = omissions
        self._is_rendered = is_rendered
        self._fields: list[WordField] = []

    def read(self, paragraph: Any) -> ParagraphText:
        """Return the paragraph's text, without what is hidden or struck out."""
        text = ParagraphText()
        run, run_format = None, NO_FORMAT
        for element, link in _walk(paragraph):
            if element.tag == qn("w:r"):
                run, run_format = element, self._format_of(element)
            elif element.tag == DELETED:
                self._strike(text, "".join(each.text or "" for each in element.iter(qn("w:delText"))))
            elif run is not None and element.getparent() is run:
                self._read_element(element, text, link, run_format)
            else:
                self._read_element(element, text, link, NO_FORMAT)
        text.place_superscript()
        return text

    def _strike(self, text: ParagraphText, words: str) -> None:
        self._omissions.count_struck(words)
        text.is_struck = True

    def _read_element(self, element: Any, text: ParagraphText, link: Any, run_format: RunFormat) -> None:
        if element.tag == qn("w:fldChar"):
            self._track_field(element.get(qn("w:fldCharType")))
        elif element.tag == qn("w:instrText"):
            if self._fields and not self._fields[-1].shows:
                self._fields[-1].instruction += element.text or ""
        elif element.tag in NOTES:
            text.notes.append((NOTES[element.tag], element.get(qn("w:id")) or ""))
        elif words := self._words(element, run_format):
            if run_format.is_hidden:
                self._omissions.count_hidden(words)
            elif run_format.is_struck:
                self._strike(text, words)
            else:
                self._add(element, words, text, link, run_format)

    def _add(self, element: Any, words: str, text: ParagraphText, link: Any, run_format: RunFormat) -> None:
        leads_to_note = link is not None and link.get(qn("w:anchor")) is not None
        words = text.add(words, run_format.offset, leads_to_note=leads_to_note)
        _count_bold(element, words, text)
        if words and (url := self._address(link)):
            _add_link(text.links, url, words)

    def _words(self, element: Any, run_format: RunFormat) -> str:
        if any(not each.shows for each in self._fields):
            return ""
        if element.tag == qn("w:t"):
            return self._known(symbol_text(run_format.font, element.text or ""))
        if element.tag == qn("w:sym"):
            code = element.get(qn("w:char")) or ""
            is_code = len(code) <= MAX_CODE_DIGITS and all(digit in hexdigits for digit in code)
            return self._known(symbol(element.get(qn("w:font")), int(code, 16)) if code and is_code else "")
        if element.tag == FORMULA:
            return formula_text(element)
        if element.tag == qn("w:br"):
            is_page = element.get(qn("w:type")) == "page"
            return PAGE_BREAK_MARK if is_page and not self._is_rendered else LINE_BREAK
        return SIGNS.get(element.tag, "")

    def _known(self, words: str) -> str:
        """Return words without the signs that no table knows, which are counted."""
        if UNKNOWN in words:
            self._omissions.others["sign of a symbol font"] += words.count(UNKNOWN)
        return words.replace(UNKNOWN, " ")

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
        if not isinstance(element.tag, str) or is_placeholder(element):
            continue
        if element.tag == qn("w:instrText"):
            yield element, link
        if element.tag in SKIPPED:
            continue
        if element.tag == qn("w:hyperlink"):
            link = element
        yield element, link
        if element.tag not in (DELETED, FORMULA):
            stack += [(child, link) for child in reversed(list(element))]


def is_placeholder(control: Any) -> bool:
    """Return whether a content control only says what is to be written into it."""
    return control.tag == qn("w:sdt") and control.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is not None


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
