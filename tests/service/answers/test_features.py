"""What speaks for a sentence, in numbers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.answers.candidates import Source
from service.answers.model import Model
from service.answers.question import Question
from service.answers.ranking_sentences import Judgement
from tests.service.answers.plain_features import plain_rows
from tests.service.answers.questions import asked, sentences_of, source
from tests.service.search.texts import queries, texts

IN_ORDER = Model({}, {}, 0.0, 0.0)
"""Leaves the sentences where they are."""

QUESTIONS = (
    "How many boats did Anna Bell paint in Tulear in 1911?",
    "When was the harbour of Tulear opened for the boats?",
    "Who painted the boats of the harbour? Who painted the boats?",
    "What share of boats leaks?",
    "Why was the harbour closed?",
    "Which company owns the harbour?",
    "What are the parts of a boat?",
    "Is the harbour open?",
    "¿Cuántos barcos hay en el puerto?",
    "Combien de bateaux l’Union a-t-elle vendus à Tuléar ?",
    "Thuyền trưởng là ai và cảng ở đâu?",
)
PASSAGES = (
    ("en", "It rained. Anna Bell painted twelve boats in May 1911; half of them leaked, 12 per cent sank!\nWhy?"),
    ("en", "Because the harbour of Tulear was closed by ACME Company.\n- boats, nets: ropes\n- 1,200 boats in Tulear"),
    ("en", "I, Anna Bell, opened the harbour. Boats and boats and boats. This is what is a harbour for boats."),
    ("es", "El puerto tiene dos barcos y 14 muelles. Ella los vendió en mayo de 1911 por 1.200 pesos."),
    ("fr", "L’Union a vendu trois bateaux à Tuléar. Elle l’a fait en mars 1911, car il pleuvait. Où est le quai ?"),
    ("vi", "Thuyền trưởng là ông An. Cảng mở cửa năm 2019 vì trời mưa.\nThuyen truong o cang Hải Phòng."),
    ("en", ""),
)  # fmt: skip


def rows(question: Question, *sources: Source, above: tuple[str, ...] = ()) -> list[dict[str, float]]:
    """The features of the sentences of some passages, without those that are 0."""
    judged = Judgement(question, sources, sentences_of(sources, above), IN_ORDER)
    return [{name: value for name, value in each.features.items() if value} for each in judged]


def found(question: str, *passages: str) -> list[dict[str, float]]:
    """The features of the sentences of some English passages, those that are 0 too."""
    sources = [source(text, rank=rank) for rank, text in enumerate(passages)]
    return [dict(each.features) for each in Judgement(asked(question), sources, sentences_of(sources), IN_ORDER)]


@pytest.mark.parametrize("text", QUESTIONS)
def test_the_loops_do_what_is_defined(text: str) -> None:
    """Every feature of every sentence is what it is word by word, in four languages, whatever kind is asked for."""
    question = asked(text, unknown=["harbour", "puerto"])
    sources = [source(text, language, rank) for rank, (language, text) in enumerate(PASSAGES)]
    above = ("tulear", "boat")
    for ours, plain in zip(rows(question, *sources, above=above), plain_rows(question, sources, above), strict=True):
        assert ours == pytest.approx({name: value for name, value in plain.items() if value}, abs=1e-9)


@settings(max_examples=60)
@given(queries, st.lists(texts, min_size=1, max_size=3), st.sampled_from(["en", "fr", "vi"]))
def test_the_loops_do_so_whatever_the_texts(text: str, passages: list[str], language: str) -> None:
    """The same holds of texts of which nobody thought."""
    question = asked(f"How many {text}?")
    sources = [source(passage, language, rank) for rank, passage in enumerate(passages)]
    if question.words:
        for ours, plain in zip(rows(question, *sources), plain_rows(question, sources), strict=True):
            assert ours == pytest.approx({name: value for name, value in plain.items() if value}, abs=1e-9)


def test_shared_words() -> None:
    """A sentence with all words of the question shares all of their weight, one with none nothing."""
    first, second = found("How many boats were painted?", "Twelve boats were painted. It rained.")
    assert (first["shared"], second["shared"]) == (1.0, 0.0)
    assert first["shared_of_best"] == 1.0
    assert (second["before_adds"], first["before_adds"]) == (1.0, 0.0)


def test_kind_of_answer() -> None:
    """A sentence without a number does not say how many; one that has it beside the word that is counted does."""
    with_number, without = found("How many boats were painted?", "Twelve boats were painted. Some boats were painted.")
    assert not with_number["number_absent"]
    assert with_number["number_near"] > 0.7
    assert with_number["focus_near"] > 0.7
    assert without["number_absent"] == 1.0


def test_missing_names() -> None:
    """A name that is neither in the passage nor above it is missing; one in another sentence of the passage is not."""
    here, elsewhere = found("How many boats were painted in Tulear?", "Twelve boats were painted. This was in Tulear.")
    assert here["names_missing"] == elsewhere["names_missing"] == 0.0
    (missing,) = found("How many boats were painted in Tulear?", "Twelve boats were painted.")
    assert missing["names_missing"] > 0


def test_rank() -> None:
    """The passage found first counts more than the second."""
    first, second = found("boats", "A boat.", "A boat.")
    assert first["rank"] > second["rank"]
    assert first["score"] > second["score"]


@settings(max_examples=50)
@given(queries, texts)
def test_features_stay_within_bounds(question: str, text: str) -> None:
    """Whatever is asked of whatever text, every feature is a share from 0 to 1."""
    if asked(f"How many {question}?").words:
        for row in found(f"How many {question}?", text):
            assert all(-1e-9 <= value <= 1 + 1e-9 for value in row.values()), row
