"""The passage with the answer is first among the results."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from service.answers.answer import Answerer
from service.search.local_engine import LocalEngine
from service.search.protocol import Hit, ResultPage, SearchRequest

QUESTION = "How many labour inspections did the harbour office carry out in 2031?"
KEY_WORDS = "number labour inspections harbour office carried 2031"
ANSWER = "77"


class _Reordered(LocalEngine):
    """An engine whose hits, and groups of them, are in another order; their scores are replaced."""

    def __init__(self, data: Path, score: Callable[[Hit], float] = lambda _: 1.0) -> None:
        super().__init__(data)
        self._score_of = score

    def search(self, request: SearchRequest) -> ResultPage:
        """Return the first five hits, those with the answer last."""
        page = super().search(request)
        groups = page.groups and tuple(
            sorted(
                (group._replace(hits=self._reordered(group.hits)) for group in page.groups),
                key=lambda group: any(map(_answers, group.hits)),
            )
        )
        return replace(page, hits=self._reordered(page.hits[:5]), groups=groups)

    def _reordered(self, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        scored = (hit._replace(score=self._score_of(hit)) for hit in hits)
        return tuple(sorted(scored, key=_answers))


def _answers(hit: Hit) -> bool:
    return ANSWER in hit.passage.text


def test_the_passage_with_the_answer_is_first(small_index: Path) -> None:
    """It comes before those that the ranking puts before it; the others stay in their order."""
    engine, request = _Reordered(small_index), SearchRequest(QUESTION)
    before = engine.search(request).hits
    assert not _answers(before[0])
    found = Answerer(engine).search(request)
    assert _answers(found.page.hits[0])
    assert found.page.hits[1:] == tuple(hit for hit in before if hit != found.page.hits[0])
    assert found.answer is not None


def test_the_document_with_the_answer_is_first(small_index: Path) -> None:
    """Among results by document its document is first, and in it the passage, with no more passages than before."""
    engine, request = _Reordered(small_index), SearchRequest(QUESTION, group="document")
    before = engine.search(request).groups
    found = Answerer(engine).search(request).page
    assert before is not None
    assert found.groups is not None
    assert _answers(found.groups[0].hits[0])
    assert not _answers(before[0].hits[0])
    assert {group.document.id: len(group.hits) for group in found.groups} == {
        group.document.id: len(group.hits) for group in before
    }


def test_not_before_much_better_ones(small_index: Path) -> None:
    """A passage with much less than the score of the best keeps its place, though it has the answer."""
    engine = _Reordered(small_index, lambda hit: 0.7 if _answers(hit) else 1.0)
    found = Answerer(engine).search(SearchRequest(QUESTION))
    assert found.page == engine.search(SearchRequest(QUESTION))
    assert found.answer is not None
    assert ANSWER in found.answer.quotations[0].text


@pytest.mark.parametrize(
    "request_",
    [SearchRequest("labour inspections"), SearchRequest(KEY_WORDS), SearchRequest(QUESTION, sort="newest")],
)
def test_other_searches_stay_as_they_are(small_index: Path, request_: SearchRequest) -> None:
    """What is no question has no answer, and an order that was asked for stays."""
    engine = _Reordered(small_index)
    assert Answerer(engine).search(request_) == (engine.search(request_), None)
