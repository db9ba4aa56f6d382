"""Offsets of the words of a passage, separated by white space, with the starts of sentences and paragraphs.

In scripts without spaces between words, each two letters count as a word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.analysis.scripts import CLUSTER, UNSPACED, has_unspaced
from indexer.analysis.sentence_splitter import sentence_spans

SENTENCE, PARAGRAPH = 1, 2
"""Flags of the words that start a sentence or a paragraph."""

FLAG_SHIFT = 6
"""The lowest bit of a step's flags."""

MAX_STEP = (1 << FLAG_SHIFT) - 1
"""The step, in characters, that does not reach a word yet."""

_WORD = re.compile(r"\S+")
_ANY_WORD = re.compile(rf"(?:{CLUSTER}){{1,2}}[^\s\w{UNSPACED}]*|[^\s{UNSPACED}]+|\S")


@dataclass(frozen=True, slots=True)
class WordOffsets:
    """`spans` holds the characters (start, end) of each word.

    `sentences` are the positions of the words that start a sentence and `paragraphs` of those that start a paragraph
    or list item, in order and from 0. A paragraph starts a sentence.
    """

    spans: tuple[tuple[int, int], ...]
    sentences: tuple[int, ...]
    paragraphs: tuple[int, ...]

    def flags(self) -> bytes:
        """Return the flags of each word."""
        flags = bytearray(len(self.spans))
        for position in self.sentences:
            flags[position] |= SENTENCE
        for position in self.paragraphs:
            flags[position] |= PARAGRAPH
        return bytes(flags)

    def encode(self) -> bytes:
        """Encode starts and flags of the words as distances from the start of the word before, about a byte each."""
        steps: list[int] = []
        position = 0
        for (start, _), flags in zip(self.spans, self.flags(), strict=True):
            step = start - position
            while step >= MAX_STEP:
                steps.append(MAX_STEP)
                step -= MAX_STEP
            steps.append(step | flags << FLAG_SHIFT)
            position = start
        return bytes(steps)


def find_words(text: str) -> Iterator[re.Match[str]]:
    """Yield the words of a text in order."""
    return (_ANY_WORD if has_unspaced(text) else _WORD).finditer(text)


def count_words(text: str) -> int:
    """Return the number of words of a text."""
    return sum(1 for _ in _ANY_WORD.finditer(text)) if has_unspaced(text) else len(text.split())


def word_offsets(text: str) -> WordOffsets:
    """Return the offsets of a text's words, with the starts of its sentences and paragraphs."""
    spans = tuple(match.span() for match in find_words(text))
    paragraphs = tuple(
        position
        for position, (start, _) in enumerate(spans)
        if position == 0 or "\n" in text[spans[position - 1][1] : start]
    )
    starts = {start for start, _ in sentence_spans(text)}
    sentences = {position for position, (start, _) in enumerate(spans) if start in starts}
    return WordOffsets(spans, tuple(sorted(sentences.union(paragraphs))), paragraphs)
