"""Where words, sentences and paragraphs stand in the texts of passages, for highlighting without analysing again."""

from array import array
from itertools import pairwise

import numpy as np

from indexer.analysis.layout import layout
from indexer.analysis.placed import Analysis
from indexer.store.image_file import Array

_FARTHEST, _LONGEST = 0xFFFF, 0xFF
"""The greatest step from word to word and the greatest length of a word; what is more is taken for so much."""


class TextArrays:
    """Gathers the texts' layout in the order of ordinals."""

    def __init__(self) -> None:
        self._words_per_passage = array("I")
        self._steps = array("H")
        self._lengths = array("B")
        self._long_tokens = array("I")
        self._long_ends = array("I")
        self._layout_per_passage = array("I")
        self._layout = bytearray()

    def add(self, text: str, analysis: Analysis) -> None:
        """Adds the next passage's text, with its analysis.

        Words are numbered through, with a number left free after each passage.
        """
        first = len(self._steps)
        words = analysis.words
        starts = [0, *(word.start for word in words)]
        self._steps.extend([min(start - before, _FARTHEST) for before, start in pairwise(starts)])
        self._lengths.extend([min(word.end - word.start, _LONGEST) for word in words])
        self._steps.append(0)
        self._lengths.append(0)
        self._words_per_passage.append(len(words))
        for term in analysis.terms:
            if term.words > 1 and (not self._long_tokens or self._long_tokens[-1] != first + term.place):
                self._long_tokens.append(first + term.place)
                self._long_ends.append(words[term.place + term.words - 1].end)
        steps = layout(text).steps()
        self._layout.extend(steps)
        self._layout_per_passage.append(len(steps))

    def arrays(self) -> dict[str, Array]:
        """What was gathered, of which the image is made: `text.words` and `layout.sizes` have an item a passage."""
        return {
            "text.words": np.frombuffer(self._words_per_passage, np.uint32),
            "text.word_steps": np.frombuffer(self._steps, np.uint16),
            "text.word_lengths": np.frombuffer(self._lengths, np.uint8),
            "text.long_tokens": np.frombuffer(self._long_tokens, np.uint32),
            "text.long_ends": np.frombuffer(self._long_ends, np.uint32),
            "layout.sizes": np.frombuffer(self._layout_per_passage, np.uint32),
            "layout.steps": np.frombuffer(self._layout, np.uint8),
        }
