"""The words of a passage as white space divides them, and which of them start a sentence or a paragraph."""

import re
from dataclasses import dataclass

from indexer.analysis.sentence_splitter import sentence_spans

SENTENCE, PARAGRAPH = 1, 2
"""Flags of words that start one."""

FLAG_SHIFT = 6
"""The bit of a step at which its flags stand."""

MAX_STEP = (1 << FLAG_SHIFT) - 1
"""The step that goes so far without reaching a word."""

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class TokenOffsets:
    """`spans` holds the characters (start, end) of each word.

    `sentences` are the positions of the words that start a sentence and `paragraphs` of those that start a paragraph
    or list item, in order and from 0. A paragraph starts a sentence.
    """

    spans: tuple[tuple[int, int], ...]
    sentences: tuple[int, ...]
    paragraphs: tuple[int, ...]

    def flags(self) -> bytes:
        """For each word whether it starts a sentence or a paragraph."""
        flags = bytearray(len(self.spans))
        for position in self.sentences:
            flags[position] |= SENTENCE
        for position in self.paragraphs:
            flags[position] |= PARAGRAPH
        return bytes(flags)

    def steps(self) -> bytes:
        """The starts and flags of the words, about a byte each: the characters from the start of the word before."""
        steps = bytearray()
        position = 0
        for (start, _), flags in zip(self.spans, self.flags(), strict=True):
            far, near = divmod(start - position, MAX_STEP)
            steps += bytes([MAX_STEP]) * far
            steps.append(near | flags << FLAG_SHIFT)
            position = start
        return bytes(steps)


def token_offsets(text: str) -> TokenOffsets:
    """The words of a text with the starts of its sentences and paragraphs."""
    spans = tuple(match.span() for match in _WORD.finditer(text))
    paragraphs = tuple(
        position
        for position, (start, _) in enumerate(spans)
        if position == 0 or "\n" in text[spans[position - 1][1] : start]
    )
    starts = {start for start, _ in sentence_spans(text)}
    sentences = {position for position, (start, _) in enumerate(spans) if start in starts}
    return TokenOffsets(spans, tuple(sorted(sentences.union(paragraphs))), paragraphs)
