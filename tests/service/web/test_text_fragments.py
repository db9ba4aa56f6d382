"""Links lead to the sentence with the marked word."""

import pytest

from service.web.text_fragments import fragment, sentence_around

TEXT = "Sheds are old. Villages sell timber! They agree.\nInspectors | 40 sheds | 2027"


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("Sheds", "Sheds are old."),
        ("timber", "Villages sell timber!"),
        ("agree", "They agree."),
        ("Inspectors", "Inspectors"),
        ("40", "40 sheds"),
        ("2027", "2027"),
    ],
)
def test_the_sentence_of_a_word(word: str, sentence: str) -> None:
    """A sentence ends with its line, a cell with its table's."""
    at = TEXT.index(word)
    assert sentence_around(TEXT, at, at + len(word)) == sentence


def test_short_and_long_sentences() -> None:
    """A short sentence is in the link as a whole, a long one by its ends; what has a meaning there is escaped."""
    assert fragment("Villages, sell-off & timber") == "#match:~:text=Villages%2C%20sell%2Doff%20%26%20timber"
    assert fragment("a b c d e f g h i j") == "#match:~:text=a%20b%20c%20d,g%20h%20i%20j"
    assert fragment("") == "#match"
