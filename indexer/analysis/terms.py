"""Terms: what the index holds of a text and what a query looks for.

A passage is indexed twice: as stems of its language without stop words, and as every folded word for exact
phrases. A query's words are looked up as the stems that any of the corpus's languages gives them.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from whoosh.lang import stemmer_for_language

from indexer.analysis.accents import ACCENTED, accented
from indexer.analysis.spelling import one_spelling
from indexer.analysis.stopwords import is_stopword
from indexer.analysis.unit import Unit
from indexer.analysis.units import units
from indexer.analysis.words import words

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
        word = one_spelling(word)
    if language not in STEMMED or not word.isalpha():
        return word
    found = str(stemmer_for_language(language)(word)) or word
    if language == "en" and found.endswith(_VERB_IN_FY):
        found = found[:-1]
    return found


def terms_of(unit: Unit, text: str, language: str) -> Iterator[Term]:
    """The terms under which a unit of a text in this language is found, in the order of their starts.

    There is none for a stop word. In a language that needs its accents, a word that has some is there with them too.
    """
    for form, start, end, _ in unit.forms:
        written = text[start:end]
        if is_stopword(form, written, language):
            continue
        yield Term(stem(form, language), start, end)
        if language in ACCENTED and (with_accents := accented(written)):
            yield Term(with_accents, start, end)


def index_terms(text: str, language: str) -> list[str]:
    """The terms under which a text in this language is found, in order: stems without stop words."""
    return [term.text for unit in units(text) for term in terms_of(unit, text, language)]


def exact_terms(text: str) -> list[str]:
    """Every folded word of a text, stop words and all, in order: the twin for exact phrases and prefixes."""
    return [word.text for word in words(text)]


def variants(word: str, languages: Iterable[str]) -> tuple[str, ...]:
    """The terms under which a word of a query may be indexed: its stem in each of the corpus's languages."""
    return tuple(dict.fromkeys((*(stem(word, language) for language in languages), word)))
