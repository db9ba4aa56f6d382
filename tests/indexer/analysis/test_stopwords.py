"""Stop words by language."""

import pytest

from indexer.analysis.stopwords import STOPWORD_LANGUAGES, stopwords


@pytest.mark.parametrize("language", STOPWORD_LANGUAGES)
def test_stop_words_are_folded(language: str) -> None:
    """Stop words have the form in which words of a text are compared."""
    assert stopwords(language)
    assert all(word == word.casefold() and word.isascii() for word in stopwords(language))


@pytest.mark.parametrize(
    ("language", "word"),
    [("en", "the"), ("en", "how"), ("es", "que"), ("es", "cuantos"), ("fr", "combien"), ("fr", "est"), ("vi", "nhung")],
)
def test_stopped(language: str, word: str) -> None:
    """Articles, auxiliaries and words that only ask are stopped."""
    assert word in stopwords(language)


@pytest.mark.parametrize(("language", "word"), [("en", "work"), ("en", "own"), ("es", "trabajo"), ("es", "empleo")])
def test_not_stopped(language: str, word: str) -> None:
    """What people search for is searched, whatever the lists say."""
    assert word not in stopwords(language)


def test_other_languages_have_none() -> None:
    """Text in a language without a list keeps every word."""
    assert stopwords("ms") == frozenset()
