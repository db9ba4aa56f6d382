"""Questions and passages for the tests of answers, in a corpus in which every word is equally rare."""

from collections.abc import Sequence

from indexer.records.passage import Passage, Span, Tags
from service.answers.candidates import Source
from service.answers.question import Question, read_question
from service.search.sentences import Above, Sentences, analysed

LANGUAGES = ("en", "es", "fr", "vi")


def asked(text: str, *, unknown: Sequence[str] = ()) -> Question:
    """A question to a hundred passages, of which five hold each word, but none those that are unknown."""
    return read_question(text, LANGUAGES, lambda units: [0 if unit in unknown else 5 for unit in units], 100)


def source(text: str, language: str = "en", rank: int = 0) -> Source:
    """A passage with this text, found at this rank."""
    spans = (Span(1, 0, len(text)),)
    return Source(Passage(f"p{rank}", rank, "d", language, (), text, spans, Tags()), rank, 10.0 / (rank + 1))


def sentences_of(sources: Sequence[Source], above: Sequence[str] = ()) -> Sentences:
    """The sentences of some passages; `above` are stems of what stands above each."""
    return analysed([each.passage for each in sources], [Above("", above)] * len(sources))
