"""Questions and passages for the tests of answers, in a corpus in which every word is equally rare."""

from collections.abc import Sequence

from indexer.records.passage import Passage, Span, Tags
from service.answers.candidates import Source
from service.answers.question import Question, read_question

LANGUAGES = ("en", "es", "fr", "vi")


def asked(text: str, *, unknown: Sequence[str] = ()) -> Question:
    """A question to a hundred passages, of which five hold each word, but none those that are unknown."""
    return read_question(text, LANGUAGES, lambda units: [0 if unit in unknown else 5 for unit in units], 100)


def source(text: str, language: str = "en", context: Sequence[str] = (), rank: int = 0) -> Source:
    """A passage with this text, found at this rank; `context` are stems of what stands above it."""
    spans = (Span(1, 0, len(text)),)
    passage = Passage(f"p{rank}", rank, "d", language, (), text, spans, Tags())
    return Source(passage, rank, 10.0 / (rank + 1), frozenset(context))
