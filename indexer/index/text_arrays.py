"""Where words, sentences and paragraphs stand in the texts of passages, for highlighting without analysing again."""

from array import array
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from indexer.analysis.analyzer import AnalyzedText
from indexer.analysis.token_offsets import TokenOffsets, token_offsets
from indexer.analysis.tokenizer import Token
from indexer.index.image_file import Array

_FARTHEST, _LONGEST = 0xFFFF, 0xFF
"""The greatest step from word to word and the greatest length of a word; what is more is taken for so much."""


class TextArrays:
    """Gathers the texts' layout in the order of ordinals."""

    def __init__(self) -> None:
        self._words_per_passage = array("I")
        self._long_tokens = array("I")
        self._long_ends = array("I")
        self._row_sizes = array("I")
        self._rows = bytearray()
        self._words = 0

    def add(self, text: str, analysis: AnalyzedText) -> None:
        """Adds the next passage's text, with its analysis.

        Words are numbered through, with a number left free after each passage.
        """
        words = analysis.tokens
        for term in analysis.terms:
            token = self._words + term.position
            if term.length > 1 and (not self._long_tokens or self._long_tokens[-1] != token):
                self._long_tokens.append(token)
                self._long_ends.append(words[term.position + term.length - 1].end)
        row = _row(words, token_offsets(text))
        self._rows += row
        self._row_sizes.append(len(row))
        self._words_per_passage.append(len(words))
        self._words += len(words) + 1

    def arrays(self) -> dict[str, Array]:
        """What was gathered, of which the image is made: `text.words` and `text.sizes` have an item a passage."""
        return {
            "text.words": np.frombuffer(self._words_per_passage, np.uint32),
            "text.sizes": np.frombuffer(self._row_sizes, np.uint32),
            "text.bytes": np.frombuffer(self._rows, np.uint8),
            "text.long_tokens": np.frombuffer(self._long_tokens, np.uint32),
            "text.long_ends": np.frombuffer(self._long_ends, np.uint32),
        }


def _row(words: Sequence[Token], found: TokenOffsets) -> bytes:
    """The steps from word to word, two bytes each, the words' lengths, and the steps of the layout."""
    starts = [0, *(word.start for word in words)]
    steps = np.array([min(start - before, _FARTHEST) for before, start in pairwise(starts)], "<u2")
    lengths = bytes([min(word.end - word.start, _LONGEST) for word in words])
    return steps.tobytes() + lengths + found.steps()
