"""The passages in which an answer may stand, and their sentences as candidates."""

from dataclasses import dataclass

from indexer.records.passage import Passage


@dataclass(frozen=True, slots=True)
class Source:
    """A passage in which an answer may stand. `rank` is its place in the results, from 0, `score` the engine's."""

    passage: Passage
    rank: int
    score: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """Characters `start` to `end` of a passage's text: a sentence, whose number in the passage is `place`, from 0."""

    source: Source
    place: int
    start: int
    end: int

    @property
    def document(self) -> str:
        """The id of its document."""
        return self.source.passage.document

    @property
    def text(self) -> str:
        return self.source.passage.text[self.start : self.end]
