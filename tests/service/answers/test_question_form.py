"""What the grammar of a question asks of its answer."""

import pytest

from service.answers.question_form import QuestionForm, document_words, is_negative, read_form
from service.query.questions import question_type


def form(text: str, code: str = "en") -> QuestionForm:
    """Return the form of a question in a language."""
    return read_form(text, code, question_type(text, code))


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("How many boats sank?", "en", QuestionForm(counting=True)),
        ("¿Cuántas barcas hay?", "es", QuestionForm(counting=True)),
        ("Combien de barques y a-t-il ?", "fr", QuestionForm(counting=True)),
        ("How long does a sawyer have?", "en", QuestionForm(duration=True)),
        ("Where is the pier?", "en", QuestionForm(locating=True)),
        ("Which craft has no inspector?", "en", QuestionForm(negative=True)),
        ("What is a booming ground?", "en", QuestionForm(term=("boom", "ground"))),
        ("¿Qué es un trabajador auxiliar?", "es", QuestionForm(term=("trabaj", "auxili"))),
        ("Who is the minister of woods?", "en", QuestionForm(role=("minist",))),
        ("What is a booming ground in Tulear?", "en", QuestionForm(term=("boom", "ground"))),
        ("¿Qué es un trabajador auxiliar en Honduras?", "es", QuestionForm(term=("trabaj", "auxili"))),
        ("Qu'est-ce qu'une barque au Mali ?", "fr", QuestionForm(term=("barqu",))),
        ("What is the raft in Tulear?", "en", QuestionForm()),
        ("Who are the ministers?", "en", QuestionForm()),
        ("Who hears complaints?", "en", QuestionForm()),
        ("What is the price of a boat in Tulear?", "en", QuestionForm()),
    ],
)
def test_forms(text: str, code: str, expected: QuestionForm) -> None:
    """A count, a length of time, a place, a negation, a term or a role is asked for, in several languages."""
    assert form(text, code) == expected


def test_numbers_of_conventions_are_no_negation() -> None:
    """The word "no" before a number does not say that something is not so."""
    assert not is_negative("Convention No. 29 applies.", "en")
    assert is_negative("There is no fee.", "en")


def test_words_for_the_document() -> None:
    """The words "the report" stand for the document, "a report" does not."""
    assert document_words("What does the report say?", "en") == {10, 14}
    assert not document_words("Who wrote a report?", "en")
    assert len(document_words("Que dit cette enquête ?", "fr")) == 2
