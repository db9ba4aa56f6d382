"""Signs of the kind of thing that is asked for."""

import pytest

from service.answers.evidence import can_be_seen, new_signs, signs
from service.answers.kinds import Kind


@pytest.mark.parametrize(
    ("kind", "text", "language", "found"),
    [
        ("number", "In 2019 they built 14 boats and three piers.", "en", ["14", "three"]),
        ("number", "Hay 1.200 barcos y dos muelles.", "es", ["1.200", "dos"]),
        ("share", "A leak was found in 12 per cent of boats, or 12%.", "en", ["12 per cent", "12%"]),
        ("date", "Le quai fut construit en mars 1911.", "fr", ["1911", "mars"]),
        ("person", "The pier of Anna Bell was closed.", "en", ["Anna", "Bell"]),
        ("person", "Today I, Anna Bell, am proud.", "en", []),
        ("place", "Il vit à Tuléar.", "fr", ["Tuléar"]),
        ("reason", "It was closed because it leaked.", "en", ["because"]),
        ("list", "Nets, ropes and sails", "en", [","]),
        ("yes_no", "It was so.", "en", []),
    ],
)
def test_signs(kind: Kind, text: str, language: str, found: list[str]) -> None:
    """Numbers but for years, shares, dates, names and the words of reasons are seen where they stand."""
    assert [text[start:end] for start, end in signs(kind, text, language)] == found


def test_what_the_question_names_is_not_new() -> None:
    """A sentence that only repeats the question's own numbers and names has nothing of what is asked for."""
    text = "In 1911 the pier of Anna Bell opened."
    assert new_signs("date", text, "en", "what opened in 1911?") == []
    assert new_signs("person", text, "en", "did anna bell open it?") == []


def test_kinds_without_signs() -> None:
    """A yes or a no leaves no sign; a number does."""
    assert can_be_seen("number")
    assert not can_be_seen("yes_no")
    assert not can_be_seen("other")
