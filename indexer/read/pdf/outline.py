"""Headings that the file itself names: in its outline, and in its structure tags."""

import ctypes
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from indexer.read.heuristics import numbered_pattern
from indexer.read.pdf.catalogue import OutlineItem
from indexer.read.pdf.heading_numbers import DECIMAL
from indexer.read.pdf.lines import TextLine

# A heading's number, letters of annexes among them: only where a title is known is it safe to see one in them.
NUMBER = re.compile(r"^(?:[A-Z]|[IVXL]{1,5}|\d{1,3})(?:\.\d{1,2}){0,4}[.):]?\s+(?=[^\W\d_])")
NOT_LETTERS = re.compile(r"[\W_]+")
MAX_HEADING_LINES = 10

HEADING_TAG = re.compile(r"H([1-6])?")
MAX_ELEMENT_DEPTH = 40
MAX_ELEMENTS = 20_000  # of one page that are looked at
MAX_TAG_NAME = 64  # bytes
MAX_PAGES_WITHOUT_TAG = 15  # pages without a tagged heading after which none is expected


@dataclass(frozen=True, slots=True)
class OutlineHeading:
    """A heading that the outline names: its lines on one page, in reading order, and its level from 1."""

    lines: tuple[TextLine, ...]
    level: int


def find_outline_headings(pages: Sequence[Sequence[TextLine]], items: Sequence[OutlineItem]) -> list[OutlineHeading]:
    """Return the headings on pages (the first is page 1) that the outline names, on the named page or beside it."""
    found = []
    taken: set[int] = set()
    keys: dict[int, list[str]] = {}
    for entry in items:
        for number in _candidates(entry, len(pages)):
            lines = pages[number - 1]
            if number not in keys:
                keys[number] = [title_key(line.text) for line in lines]
            span = find_title_lines(lines, keys[number], entry.title, taken)
            if span:
                taken.update(id(lines[at]) for at in span)
                found.append(OutlineHeading(tuple(lines[at] for at in span), entry.level))
                break
    return found


def _candidates(entry: OutlineItem, count: int) -> list[int]:
    if entry.page is None:
        return []
    return [number for number in (entry.page, entry.page + 1, entry.page - 1) if 1 <= number <= count]


def find_title_lines(lines: Sequence[TextLine], keys: Sequence[str], title: str, taken: set[int]) -> range:
    """Return the first free lines of a page that together read as the title, with or without its number."""
    if not any(char.isalpha() for char in title):
        return range(0)
    titles = {title_key(title), title_key(unnumbered(title))} - {""}
    for start in range(len(lines)):
        without_number = title_key(unnumbered(lines[start].text))
        for opening in {keys[start], without_number} - {""}:
            text = opening
            end = start + 1
            while any(key.startswith(text) for key in titles) and id(lines[end - 1]) not in taken:
                if text in titles:
                    return range(start, end)
                if end == len(lines) or end - start == MAX_HEADING_LINES:
                    break
                text += keys[end]
                end += 1
    return range(0)


def unnumbered(title: str) -> str:
    """Return a title without the number that it begins with."""
    return NUMBER.sub("", numbered_pattern().sub("", DECIMAL.sub("", title)))


def title_key(text: str) -> str:
    """Return what makes two titles the same: their letters and digits."""
    return NOT_LETTERS.sub("", unicodedata.normalize("NFKC", text).casefold())


class StructureTags:
    """The structure tags of a file's pages, page by page; not asked for once many pages name no heading."""

    def __init__(self) -> None:
        self._seen = 0
        self._has_headings = False

    def headings(self, page: Any) -> dict[int, int]:
        """Return the level of the heading that marked content on an open page belongs to, by the content's id."""
        if not page or (self._seen >= MAX_PAGES_WITHOUT_TAG and not self._has_headings):
            return {}
        tagged = tagged_headings(page)
        self._seen += 1
        self._has_headings = self._has_headings or bool(tagged)
        return tagged


def tagged_headings(page: Any) -> dict[int, int]:
    """Return the level of the heading that marked content on an open page belongs to, by the content's id."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    try:
        budget = [MAX_ELEMENTS]
        count = max(0, pdfium.FPDF_StructTree_CountChildren(tree))
        roots = (pdfium.FPDF_StructTree_GetChildAtIndex(tree, at) for at in range(min(count, MAX_ELEMENTS)))
        return {mark: level for root in roots if root for mark, level in _marks(root, 0, 0, budget)}
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _marks(element: Any, level: int, depth: int, budget: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the marked content in an element, where it or an element around it, of this level, is a heading."""
    budget[0] -= 1
    if depth > MAX_ELEMENT_DEPTH or budget[0] < 0:
        return
    heading = HEADING_TAG.fullmatch(_tag(element))
    if heading:
        level = int(heading[1] or 1)
    children = max(0, pdfium.FPDF_StructElement_CountChildren(element))
    if level:
        for at in range(max(0, pdfium.FPDF_StructElement_GetMarkedContentIdCount(element))):
            mark = pdfium.FPDF_StructElement_GetMarkedContentIdAtIndex(element, at)
            if mark >= 0:
                yield mark, level
    for at in range(min(children, MAX_ELEMENTS)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, at)
        if child:
            yield from _marks(child, level, depth + 1, budget)


def _tag(element: Any) -> str:
    length = pdfium.FPDF_StructElement_GetType(element, None, 0)
    buffer = ctypes.create_string_buffer(min(length, MAX_TAG_NAME))
    pdfium.FPDF_StructElement_GetType(element, buffer, len(buffer))
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")
