"""The sentences of a passage, with their places in it; an item of a list knows the line that introduces the list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.analysis.sentence_splitter import sentence_spans

_ITEM = re.compile(r"\s*(?:[-–—•▪◦*·o]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PassageSentence:
    """Characters `start` to `end` of a passage's text, without white space around them.

    `lead_in` is the line that ends in a colon and introduces the list to which the sentence belongs, or empty.
    """

    text: str
    start: int
    end: int
    lead_in: str


def passage_sentences(text: str) -> Iterator[PassageSentence]:
    """The sentences of a passage's text in order."""
    lead_in = ""
    offset = 0
    for line in text.split("\n"):
        found = list(_in_line(line, offset))
        is_item = bool(found) and (_ITEM.match(line) is not None or line[:1].islower() or line.rstrip().endswith(";"))
        if len(found) > 1 and not is_item:
            lead_in = ""
        for sentence in found:
            yield PassageSentence(sentence.text, sentence.start, sentence.end, lead_in)
        if found and line.rstrip().endswith(":"):
            lead_in = found[-1].text
        offset += len(line) + 1


def _in_line(line: str, offset: int) -> Iterator[PassageSentence]:
    for start, end in sentence_spans(line):
        piece = line[start:end]
        first = start + len(piece) - len(piece.lstrip())
        last = end - (len(piece) - len(piece.rstrip()))
        if first < last:
            yield PassageSentence(line[first:last], offset + first, offset + last, "")
