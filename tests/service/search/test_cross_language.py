"""Queries in another language than the passages that answer them."""

import numpy as np
import pytest

from service.query.grammar import parse
from service.search.cross_language import LINKING
from service.search.deadline import Deadline
from service.search.image_index import ImageIndex
from service.search.local_engine import LocalEngine
from service.search.matching import Match, match
from service.search.protocol import SearchRequest
from service.search.scoring import Scoring
from service.search.searcher import Searcher
from service.search.weights import load_weights

QUESTIONS = (
    "¿Cuántas inspecciones laborales realizó la oficina del puerto en 2031?",
    "Combien d'inspections du travail le bureau du port a-t-il réalisées en 2031 ?",
    "Văn phòng cảng đã thực hiện bao nhiêu cuộc thanh tra lao động trong năm 2031?",
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_passage_in_another_language_comes_first(engine: LocalEngine, question: str) -> None:
    """The English passage that answers comes before those in the language of the question."""
    page = engine.search(SearchRequest(question))
    assert page.hits[0].passage.language == "en"
    assert "77" in page.hits[0].passage.text
    assert {"labour inspection", "harbour"} <= {synonym.text for synonym in page.expansions}


def test_removed_translations_are_not_searched(engine: LocalEngine) -> None:
    """A translation that the reader removed is not searched, and no longer named."""
    page = engine.search(SearchRequest(QUESTIONS[0], without=("harbour",)))
    assert "harbour" not in {synonym.text for synonym in page.expansions}


@pytest.fixture
def matched(served: Searcher, image_index: ImageIndex) -> tuple[Match, Scoring]:
    scoring = Scoring(image_index, served.generation.languages, load_weights())
    return match(served.expander.expand(parse("¿Dónde están los puertos?")), scoring, Deadline(60)), scoring


def test_a_word_and_its_translations_are_one_concept(matched: tuple[Match, Scoring]) -> None:
    """They have the idf of the passages with any of them, and a translation counts no less than half."""
    [clause], scoring = matched[0].clauses, matched[1]
    united = np.unique(np.concatenate([scored.ordinals for _, scored in matched[0].expansions]))
    assert clause.weight == pytest.approx(scoring.idf(len(np.union1d(united, clause.original_docs.ordinals))))
    expansion, scored = next(each for each in matched[0].expansions if each[0].text == "harbour")
    own = clause.scored.scores[np.searchsorted(clause.scored.ordinals, scored.ordinals)]
    assert expansion.translation
    assert (own >= 0.5 * clause.weight / scoring.idf(scored.df) * scored.scores).all()


@pytest.mark.parametrize(
    ("question", "language", "answer"),
    [
        ("How many fire extinguishers were installed in Tuléar?", "fr", "extincteurs"),
        ("Which complaints of the last two years does the inspector gather in Colombia?", "es", "quejas"),
    ],
)
def test_english_questions_cross_languages(engine: LocalEngine, question: str, language: str, answer: str) -> None:
    """Where the best passages are in another language, a question in the language of most is translated into it."""
    page = engine.search(SearchRequest(question))
    assert page.hits[0].passage.language == language
    assert answer in page.hits[0].passage.text
    assert language in {each.language for each in page.expansions if each.kind == "translation"}


def test_weak_english_questions_cross_languages(engine: LocalEngine) -> None:
    """A question of which no passage in its language has most is translated, though the best ones are in English."""
    question = "How many fire extinguishers did the harbour office install?"
    assert engine.search(SearchRequest(question, words_only=True)).hits[0].passage.language == "en"
    page = engine.search(SearchRequest(question))
    assert "extincteur" in {each.text for each in page.expansions if each.kind == "translation"}
    assert "extincteurs" in page.hits[0].passage.text


def test_english_questions_stay_at_home(engine: LocalEngine) -> None:
    """A question whose best passages are in its own language is not translated."""
    page = engine.search(SearchRequest("How many labour inspections did the harbour office carry out in 2031?"))
    assert page.hits[0].passage.language == "en"
    assert not [each for each in page.expansions if each.kind in ("translation", "meaning")]


def test_linking_words_count_less(served: Searcher, image_index: ImageIndex) -> None:
    """A preposition with its translations weighs less than a noun that as many passages have."""
    scoring = Scoring(image_index, served.generation.languages, load_weights())
    query = served.expander.expand(parse("¿Qué inspecciones hubo después de la visita al puerto?"))
    found = match(query, scoring, Deadline(60))
    weights = {clause.clause.alternatives[0].text: clause for clause in found.clauses}
    after = weights["después"]
    assert after.scored.df
    assert after.weight == pytest.approx(LINKING * scoring.idf(after.scored.df))


def test_words_of_a_language_of_few_passages_are_not_corrected(engine: LocalEngine) -> None:
    """Most words of a language are in no passage where few passages are in it, and are no mistakes."""
    assert not engine.search(SearchRequest("¿Cuántas quejos recibió la oficina del puerto?")).corrected
    assert engine.search(SearchRequest("How many complaimts did the harbour office receive?")).corrected


def test_words_only(engine: LocalEngine) -> None:
    """Nothing but the words of the query is searched where the reader wants that."""
    page = engine.search(SearchRequest(QUESTIONS[0], words_only=True))
    assert page.expansions == ()
