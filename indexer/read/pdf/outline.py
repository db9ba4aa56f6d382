"""Where the lines of a file's outline stand as headings on its pages."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.read.pdf.catalogue import OutlineEntry
from indexer.read.pdf.lines import TextLine
from indexer.read.repair.bare_lines import NUMBERED

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
