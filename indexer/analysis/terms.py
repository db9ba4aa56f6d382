"""Terms: what the index holds of a text and what a query looks for.

A passage is indexed twice: as stems of its language without stop words, and as every folded word for exact
phrases. A query's words are looked up as the stems that any of the corpus's languages gives them.
"""

from functools import lru_cache
from typing import NamedTuple

from whoosh.lang import stemmer_for_language

from indexer.analysis.accents import ACCENT_LANGUAGES, accented_form
from indexer.analysis.normalizer import normalized_tokens
from indexer.analysis.spelling import american_spelling
from indexer.analysis.stopwords import is_stopword
from indexer.analysis.tokenizer import NormalizedToken, tokenize

STEMMED = ("en", "es", "fr", "pt")
"""The languages whose words are stemmed (Snowball); Vietnamese, Malay and Malagasy have no stemmer."""

_VERB_IN_FY = "ifi"
"""How Snowball leaves *certify* and *ratified*; their nouns, such as *certification*, lack the last letter."""


class Term(NamedTuple):
    """A term of a text and the characters `start` to `end` (end excluded) that it stands for."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=131_072)
def stem(word: str, language: str) -> str:
    """The stem of a folded word in a language; the word itself where the language has no stemmer."""
    if language == "en":
        word = american_spelling(word)
    if language not in STEMMED or not word.isalpha():
        return word
    found = str(stemmer_for_language(language)(word)) or word
    if language == "en" and found.endswith(_VERB_IN_FY):
        found = found[:-1]
    return found


def token_terms(form: NormalizedToken, text: str, language: str) -> tuple[str, ...]:
    """The terms under which one form of a unit of a text in this language is found; none for a stop word.

    In a language that needs its accents, a word that has some is there with them too.
    """
    if language not in ACCENT_LANGUAGES:
        return () if is_stopword(form.text, "", language) else (stem(form.text, language),)
    written = text[form.start : form.end]
    if is_stopword(form.text, written, language):
        return ()
    with_accents = accented_form(written)
    return (stem(form.text, language), with_accents) if with_accents else (stem(form.text, language),)


def index_terms(text: str, language: str) -> list[str]:
    """The terms under which a text in this language is found, in order: stems without stop words."""
    return [
        term
        for unit in normalized_tokens(text)
        for form in unit.all_forms
        for term in token_terms(form, text, language)
    ]


def exact_terms(text: str) -> list[str]:
    """Every folded word of a text, stop words and all, in order: the twin for exact phrases and prefixes."""
    return [word.text for word in tokenize(text)]


@lru_cache(maxsize=65_536)
def query_terms(word: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """The terms under which a word of a query may be indexed: its stem in each of the corpus's languages."""
    return tuple(dict.fromkeys((*(stem(word, language) for language in languages), word)))
