"""Questions and passages for the tests of answers, in a corpus in which every word is equally rare."""

from collections.abc import Mapping, Sequence

from indexer.records.passage import Passage, Span
from service.answers.candidates import RetrievedPassage
from service.answers.places import PlaceIndex
from service.answers.question import Question, read_question

LANGUAGES = ("en", "es", "fr", "vi")


def asked(text: str, *, unknown: Sequence[str] = ()) -> Question:
    """Return a question to a hundred passages, of which five have each word, but none those that are unknown."""
    return read_question(text, LANGUAGES, lambda words: [0 if word in unknown else 5 for word in words], 100)


def source(
    text: str,
    language: str = "en",
    rank: int = 0,
    above: Sequence[str] = (),
    mentions: Mapping[int, float] | None = None,
    other_places: Sequence[str] = (),
) -> RetrievedPassage:
    """Return a passage with this text, found at this rank, with these terms above it.

    `mentions` are the words of the question that its document has, `other_places` countries that it does not name.
    """
    spans = (Span(1, 0, len(text)),)
    passage = Passage(f"p{rank}", rank, "d", language, (), text, spans, {})
    others = PlaceIndex.of({place: [frozenset({place})] for place in other_places}) if other_places else None
    return RetrievedPassage(passage, rank, 10.0 / (rank + 1), frozenset(above), mentions or {}, others)
