"""The sentences that can be quoted, analysed for answers when their passages are indexed."""

from array import array
from collections.abc import Iterable, Sequence

import numpy as np

from indexer.analysis.analyzer import AnalyzedText
from indexer.analysis.sentence_index import Forms, above_of, answerable
from indexer.index.image_file import Array
from indexer.index.sentence_rows import form_rows, row_of
from indexer.records.passage import Passage


class SentenceArrays:
    """Gathers the rows of passages in the order of ordinals, and the forms in them (indexer.index.sentence_rows)."""

    def __init__(self) -> None:
        self._rows = array("I")
        self._sizes = array("I")
        self._forms = Forms()
        self._above: tuple[object, tuple[int, ...]] = (None, ())

    def add(self, passage: Passage, title: str, tags: Sequence[str], analysis: AnalyzedText) -> None:
        """Adds the next passage, of a document with this title; `tags` are the terms of what it is tagged with."""
        above = self._above_of((title, *passage.section), passage.language, tags)
        found = answerable(passage.text, passage.language, analysis.tokens, above, self._forms)
        row = array("I", row_of(found))
        self._rows.extend(row)
        self._sizes.append(len(row))

    def arrays(self) -> dict[str, Array]:
        """What was gathered, of which the image is made: `answers.sizes` has an item a passage."""
        return {
            "answers.sizes": np.frombuffer(self._sizes, np.uint32),
            "answers.rows": np.frombuffer(self._rows, np.uint32),
            "answers.forms": form_rows(self._forms.found),
        }

    def _above_of(self, names: Sequence[str], language: str, tags: Iterable[str]) -> tuple[int, ...]:
        """What stands above a passage: often the same as above the one before."""
        asked = (names, language, tuple(tags))
        if self._above[0] != asked:
            self._above = asked, above_of(names, language, asked[2])
        return self._above[1]
