"""The context of passages: what counts as said in each of their sentences."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from service.answers.candidates import RetrievedPassage
from service.answers.context import PassageContexts
from service.answers.question import Question, read_question
from service.search.local_engine import LocalEngine
from service.search.protocol import SearchRequest

Found = Callable[[str, str], tuple[Question, RetrievedPassage]]


@pytest.fixture(scope="module")
def found(small_index: Path) -> Found:
    """Return a function that reads a question and gives the first passage of a document with its context."""
    engine = LocalEngine(small_index)
    contexts = PassageContexts(engine)

    def find(text: str, document: str) -> tuple[Question, RetrievedPassage]:
        info = engine.info()
        question = read_question(text, info.languages, engine.document_frequencies, info.passages)
        hits = engine.search(SearchRequest(text, filters={"document": (document,)}, match="any", page_size=1)).hits
        return question, contexts.of(question, hits)[0]

    return find


def words(question: Question, numbers: Sequence[int]) -> list[str]:
    """Return words of a question as they are written."""
    return [question.words[number].written for number in numbers]


def test_above(found: Found) -> None:
    """Title, headings and the countries of a passage are above it, in every language of its country's names."""
    _, passage = found("How many inspectors were certified in Namibia?", "briefing-namibia")
    assert {"namibia", "namibi"} <= passage.heading_terms
    assert {"fisheri", "suppli"} & passage.heading_terms


def test_mentions(found: Found) -> None:
    """A name that a document speaks of counts for all its passages, one that it does not hold for none."""
    question, passage = found("How many vessels did Inspectors of Kenya visit?", "harbour-notes")
    assert words(question, list(passage.mentions)) == ["inspectors"]
    assert all(0 < share <= 1 for share in passage.mentions.values())


def test_other_places(found: Found) -> None:
    """Where the question names a country, the others are known; where it names none, none is."""
    _, passage = found("How many vessels were visited in Namibia?", "harbour-notes")
    assert passage.other_places is not None
    assert passage.other_places.slugs_in(frozenset({"boat", "malaysia", "namibia"})) == {"MYS"}
    _, passage = found("How many vessels were visited?", "harbour-notes")
    assert passage.other_places is None
