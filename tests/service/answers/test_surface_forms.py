"""Words as they are written, as numbers."""

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from service.answers.surface_forms import letters_of, small, texts_of, written, written_in
from tests.service.answers.questions import sentences_of, source


@given(st.text())
def test_every_run_of_letters_and_digits_is_a_word(text: str) -> None:
    """As many words are found as a regular expression finds, equal ones with equal numbers, whatever the letters."""
    words = re.findall(r"[^\W_]+", small(text))
    numbers = written_in(text).tolist()
    assert len(numbers) == len(words)
    assert len(set(numbers)) == len(set(words))
    assert dict(zip(words, numbers, strict=True)).keys() == set(words)


def test_capitals_do_not_count_and_accents_do() -> None:
    """A word is the same with capitals, and another one with an accent."""
    assert written_in("Été").tolist() == written_in("été").tolist() != written_in("ete").tolist()


@given(st.text())
def test_small_letters_stand_where_the_letters_stood(text: str) -> None:
    """No letter becomes two, so that places in a text are places in its small letters."""
    assert len(small(text)) == len(text) == len(letters_of(text))


def test_each_sentence_has_its_words() -> None:
    """The words of several texts are parted by sentence."""
    texts = ["One boat. Two boats.", "", "Two boats."]
    sentences = sentences_of([source(text) for text in texts])
    found = written(texts_of(texts), sentences.bounds, sentences.starts, sentences.ends)
    assert found.bounds.tolist() == [0, 2, 4, 6]
    assert np.array_equal(found.numbers[2:4], found.numbers[4:6])
