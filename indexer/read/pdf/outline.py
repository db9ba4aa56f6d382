"""Where the lines of a file's outline stand as headings on its pages."""

import ctypes
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from indexer.read.heuristics import NUMBERED
from indexer.read.pdf.catalogue import OutlineEntry
from indexer.read.pdf.lines import TextLine

NUMBER = re.compile(r"^(?:[A-Z]|[IVXL]{1,5}|\d{1,3})(?:\.\d{1,2}){0,4}[.):]?\s+(?=[^\W\d_])")
"""A heading's number, letters of annexes among them: only where a title is known is it safe to see one in them."""

MOST_LINES = 10
"""Lines over which a heading may be wrapped."""

NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class OutlineHeading:
    """A heading that the outline names: its lines on one page, in reading order, and its level from 1."""

    lines: tuple[TextLine, ...]
    level: int


def find_outline_headings(pages: Sequence[Sequence[TextLine]], entries: Sequence[OutlineEntry]) -> list[OutlineHeading]:
    """The headings on pages (the first is page 1) that the outline names, on the named page or one beside it."""
    found = []
    taken: set[int] = set()
    keys: dict[int, list[str]] = {}
    for entry in entries:
        for number in _candidates(entry, len(pages)):
            lines = pages[number - 1]
            if number not in keys:
                keys[number] = [_key(line.text) for line in lines]
            span = _find(lines, keys[number], entry.title, taken)
            if span:
                taken.update(id(lines[at]) for at in span)
                found.append(OutlineHeading(tuple(lines[at] for at in span), entry.level))
                break
    return found


def _candidates(entry: OutlineEntry, count: int) -> list[int]:
    if entry.page is None:
        return []
    return [number for number in (entry.page, entry.page + 1, entry.page - 1) if 1 <= number <= count]


def _find(lines: Sequence[TextLine], keys: Sequence[str], title: str, taken: set[int]) -> range:
    """The first free lines of a page that together read as the title, with or without its number."""
    if not any(char.isalpha() for char in title):
        return range(0)
    wanted = {_key(title), _key(_unnumbered(title))} - {""}
    for start in range(len(lines)):
        unnumbered = _key(_unnumbered(lines[start].text))
        for opening in {keys[start], unnumbered} - {""}:
            read = opening
            end = start + 1
            while any(key.startswith(read) for key in wanted) and id(lines[end - 1]) not in taken:
                if read in wanted:
                    return range(start, end)
                if end == len(lines) or end - start == MOST_LINES:
                    break
                read += keys[end]
                end += 1
    return range(0)


def _unnumbered(title: str) -> str:
    return NUMBER.sub("", NUMBERED.sub("", title))


def _key(text: str) -> str:
    return NOT_LETTERS.sub("", unicodedata.normalize("NFKC", text).casefold())


HEADING = re.compile(r"H([1-6])?")
DEEPEST = 40
MOST = 20_000
"""Elements of one page that are looked at, and how deep one may lie in another."""

NAME_LENGTH = 64
ENOUGH = 15
"""Pages without a tagged heading after which none is expected."""


class StructureTags:
    """The structure tags of a file's pages, asked for page by page; no more once a good many name no heading."""

    def __init__(self) -> None:
        self._looked = 0
        self._found = False

    def headings(self, page: Any) -> dict[int, int]:
        """For each number of marked content that stands in a heading on an open page, the heading's level."""
        if not page or (self._looked >= ENOUGH and not self._found):
            return {}
        tagged = tagged_headings(page)
        self._looked += 1
        self._found = self._found or bool(tagged)
        return tagged


def tagged_headings(page: Any) -> dict[int, int]:
    """For each number of marked content that stands in a heading on an open page, the heading's level."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    try:
        budget = [MOST]
        count = max(0, pdfium.FPDF_StructTree_CountChildren(tree))
        roots = (pdfium.FPDF_StructTree_GetChildAtIndex(tree, at) for at in range(min(count, MOST)))
        return {mark: level for root in roots if root for mark, level in _marks(root, 0, 0, budget)}
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _marks(element: Any, level: int, depth: int, budget: list[int]) -> Iterator[tuple[int, int]]:
    """The marked content in an element, where that or one around it, of this level, is a heading."""
    budget[0] -= 1
    if depth > DEEPEST or budget[0] < 0:
        return
    heading = HEADING.fullmatch(_type(element))
    if heading:
        level = int(heading[1] or 1)
    children = max(0, pdfium.FPDF_StructElement_CountChildren(element))
    if level:
        for at in range(max(0, pdfium.FPDF_StructElement_GetMarkedContentIdCount(element))):
            mark = pdfium.FPDF_StructElement_GetMarkedContentIdAtIndex(element, at)
            if mark >= 0:
                yield mark, level
    for at in range(min(children, MOST)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, at)
        if child:
            yield from _marks(child, level, depth + 1, budget)


def _type(element: Any) -> str:
    length = pdfium.FPDF_StructElement_GetType(element, None, 0)
    buffer = ctypes.create_string_buffer(min(length, NAME_LENGTH))
    pdfium.FPDF_StructElement_GetType(element, buffer, len(buffer))
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")
