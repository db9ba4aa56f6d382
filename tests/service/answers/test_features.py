"""What speaks for a sentence, in numbers."""

from hypothesis import given, settings

from service.answers.candidates import candidates
from service.answers.features import Features
from tests.service.answers.questions import asked, source
from tests.service.engine.texts import queries, texts


def rows(question: str, *passages: str) -> list[dict[str, float]]:
    found = [each for rank, text in enumerate(passages) for each in candidates(source(text, rank=rank))]
    return Features(asked(question), found).rows()


def test_shared_words() -> None:
    """A sentence with all words of the question shares all of their weight, one with none nothing."""
    first, second = rows("How many boats were painted?", "Twelve boats were painted. It rained.")
    assert (first["shared"], second["shared"]) == (1.0, 0.0)
    assert first["shared_of_best"] == 1.0
    assert (second["before_adds"], first["before_adds"]) == (1.0, 0.0)


def test_kind_of_answer() -> None:
    """A sentence without a number does not say how many; one that has it beside the word that is counted does."""
    with_number, without = rows("How many boats were painted?", "Twelve boats were painted. Some boats were painted.")
    assert "number_absent" not in with_number
    assert with_number["number_near"] > 0.7
    assert with_number["focus_near"] > 0.7
    assert without["number_absent"] == 1.0


def test_missing_names() -> None:
    """A name that is neither in the passage nor above it is missing; one in another sentence of the passage is not."""
    here, elsewhere = rows("How many boats were painted in Tulear?", "Twelve boats were painted. This was in Tulear.")
    assert here["names_missing"] == elsewhere["names_missing"] == 0.0
    (missing,) = rows("How many boats were painted in Tulear?", "Twelve boats were painted.")
    assert missing["names_missing"] > 0


def test_rank() -> None:
    """The passage found first counts more than the second."""
    first, second = rows("boats", "A boat.", "A boat.")
    assert first["rank"] > second["rank"]
    assert first["score"] > second["score"]


@settings(deadline=None, max_examples=50)
@given(queries, texts)
def test_features_stay_within_bounds(question: str, text: str) -> None:
    """Whatever is asked of whatever text, every feature is a share from 0 to 1."""
    for row in rows(f"How many {question}?", text):
        assert all(-1e-9 <= value <= 1 + 1e-9 for value in row.values()), row
