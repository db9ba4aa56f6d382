"""Where words, sentences and paragraphs stand in the texts of passages, for highlighting without analysing again."""

from array import array

import numpy as np

from indexer.analysis.layout import layout
from indexer.analysis.placed import Analysis
from indexer.store.image_file import Array


class TextArrays:
    """Gathers the texts' layout in the order of ordinals."""

    def __init__(self) -> None:
        self._words_per_passage = array("I")
        self._starts = array("I")
        self._ends = array("I")
        self._long_tokens = array("I")
        self._long_ends = array("I")
        self._spans_per_passage = array("I")
        self._spans = array("I")
        self._flags = array("B")

    def add(self, text: str, analysis: Analysis) -> None:
        """Adds the next passage's text, with its analysis.

        Words are numbered through, with a number left free after each passage.
        """
        first = len(self._starts)
        words = analysis.words
        self._starts.extend([word.start for word in words])
        self._ends.extend([word.end for word in words])
        self._starts.append(0)
        self._ends.append(0)
        self._words_per_passage.append(len(words))
        for term in analysis.terms:
            if term.words > 1 and (not self._long_tokens or self._long_tokens[-1] != first + term.place):
                self._long_tokens.append(first + term.place)
                self._long_ends.append(words[term.place + term.words - 1].end)
        self._add_layout(text)

    def _add_layout(self, text: str) -> None:
        found = layout(text)
        self._spans.extend([start for start, _ in found.spans])
        self._flags.frombytes(found.flags())
        self._spans_per_passage.append(len(found.spans))

    def arrays(self) -> dict[str, Array]:
        """What was gathered, of which the image is made: `text.words` and `layout.sizes` have an item a passage."""
        return {
            "text.words": np.frombuffer(self._words_per_passage, np.uint32),
            "text.word_starts": np.frombuffer(self._starts, np.uint32),
            "text.word_ends": np.frombuffer(self._ends, np.uint32),
            "text.long_tokens": np.frombuffer(self._long_tokens, np.uint32),
            "text.long_ends": np.frombuffer(self._long_ends, np.uint32),
            "layout.sizes": np.frombuffer(self._spans_per_passage, np.uint32),
            "layout.words": np.frombuffer(self._spans, np.uint32),
            "layout.flags": np.frombuffer(self._flags, np.uint8),
        }
