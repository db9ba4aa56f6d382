"""Text whose page breaks are marked, made into the parts of a block."""

from itertools import groupby

from indexer.read.characters import clean
from indexer.records.reading import Part

PAGE_BREAK = "\x00"
"""Stands in a text where a new page begins: a character that XML cannot hold."""


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
