"""What the structure tags of a page call headings: marked content, by its number, with the level of its heading."""

import ctypes
import re
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

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
