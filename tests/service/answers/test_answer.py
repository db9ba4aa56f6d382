"""Answers from the small real index."""

from dataclasses import replace
from pathlib import Path

import pytest

from indexer.index.folders import live_folder
from indexer.index.generation import open_generation
from service.answers.answer import MAX_PASSAGES, MAX_QUOTATIONS, Answerer
from service.answers.ranked_sentences import load_model
from service.search.local_engine import LocalEngine
from service.search.protocol import SearchRequest

ANSWERED = {
    "How many labour inspections did the harbour office carry out in 2031?": "77",
    "When was the Convention ratified by Namibia?": "2018",
    "¿Cuántas inspecciones laborales realizó la oficina del puerto en 2031?": "77",
    "Văn phòng cảng đã thực hiện bao nhiêu cuộc thanh tra lao động trong năm 2031?": "77",
    "¿Qué porcentaje de las fincas visitadas corrigió sus faltas?": "80",
}
REFUSED = (
    "How many inspectors were trained in Kenya?",
    "Who is the king of Norway?",
    "¿Quién es el presidente de Islandia?",
    "Combien coûte une baguette à Lyon ?",
)


@pytest.fixture(scope="module")
def answerer(small_index: Path) -> Answerer:
    """Return the answerer of the small index."""
    return Answerer(LocalEngine(small_index))


@pytest.mark.parametrize(("question", "expected"), ANSWERED.items())
def test_answers(answerer: Answerer, question: str, expected: str) -> None:
    """A question that a document answers is answered with the sentence that has the answer."""
    answer = answerer.ask(SearchRequest(question))
    assert answer.answered
    best = answer.quotations[0]
    assert expected in best.text
    assert "".join(fragment.text for fragment in best.marked) == best.text
    assert any(expected in fragment.text for fragment in best.marked if fragment.match)
    assert best.confidence == answer.confidence >= answerer.threshold
    assert answer.closest is None


@pytest.mark.parametrize("question", REFUSED)
def test_refuses(answerer: Answerer, question: str) -> None:
    """A question about what no document names is not answered, however many of its words are there."""
    answer = answerer.ask(SearchRequest(question))
    assert not answer.answered
    assert answer.confidence < answerer.threshold


def test_closest_sentence(small_index: Path) -> None:
    """Below the threshold the best sentence is the closest one, unless there is hardly any confidence in it."""
    model = load_model()
    engine, question = LocalEngine(small_index), SearchRequest(next(iter(ANSWERED)))
    near = Answerer(engine, replace(model, threshold=1.0, closest=0.0)).ask(question)
    assert not near.answered
    assert near.closest is not None
    assert "77" in near.closest.text
    assert near.closest.confidence == near.confidence < 1
    far = Answerer(engine, replace(model, threshold=1.0, closest=1.0)).ask(question)
    assert (far.quotations, far.closest) == ((), None)


def test_quotations_are_in_the_pages(answerer: Answerer, small_index: Path) -> None:
    """Every sentence is, character for character, a part of the stored text of its page."""
    generation = open_generation(live_folder(small_index))
    for question in ANSWERED:
        for quotation in answerer.ask(SearchRequest(question)).quotations:
            passage = quotation.passage
            pages = {span.page: generation.pages.text(passage.document, span.page) for span in passage.spans}
            text = "".join(pages[span.page][span.start : span.end] for span in passage.spans)
            assert text[quotation.start : quotation.end] == quotation.text
            assert len(quotation.text.split()) <= 60


def test_one_sentence_a_document(answerer: Answerer) -> None:
    """Further sentences come from other documents."""
    for question in ANSWERED:
        documents = [each.document.id for each in answerer.ask(SearchRequest(question)).quotations]
        assert len(documents) == len(set(documents)) <= MAX_QUOTATIONS


def test_filters_hold(answerer: Answerer) -> None:
    """An answer stays within the filters of its search, and says what was read."""
    question = next(iter(ANSWERED))
    answer = answerer.ask(SearchRequest(question, filters={"document": ("inspeccion-rural",)}, page=7, page_size=50))
    assert not answer.answered
    assert {hit.document.id for hit in answer.nearest} <= {"inspeccion-rural"}
    assert len(answer.nearest) <= MAX_PASSAGES


@pytest.mark.parametrize("text", ["the of and", "-labour", '"of the"', "?", "zzzz qqqq"])
def test_odd_questions(answerer: Answerer, text: str) -> None:
    """A text that is hardly a question is not answered, and raises no error."""
    assert not answerer.ask(SearchRequest(text)).answered
