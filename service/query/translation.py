"""Translation of queries by the corpus's glossary, word by word, for readers whose language most documents are not in.

The longest expression at each place of the query wins; the words in it are translated, too, and count less. Expressions
are compared by their content words: by their forms, but for the plural, or else by their stems. In a language whose
words are of several syllables, written apart, they are compared by all of their syllables.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from indexer.analysis.language_registry import distinguishes_accents, language_cache
from indexer.analysis.normalizer import normalized_query, normalized_tokens
from indexer.analysis.terms import accented_form, index_terms, is_stopword, stem
from indexer.analysis.tokenizer import NormalizedToken, fold
from indexer.records.thesaurus import Names
from service.query.items import Query, plain_word

PART_SHARE = 0.5
"""The weight of the translation of a word within an expression that is translated as a whole, as a share."""

SENSE_PENALTY = 0.25
"""Each further sense of a word adds this to the divisor of its translations' weight."""

MIN_SHARE = 0.6
"""The smallest weight of a translation, however many senses the word has."""

DETECTION_BONUS = 1
"""The number of glossary words that language detection, which is by stop words, counts for."""

COGNATE_SHARE = 2 / 3
"""The weight of a word as evidence that a query is in the language of most documents, after its stop words have shown
another: languages share many words.
"""

MAX_EXPRESSION_WORDS = 7
"""The most words of an expression that is recognized."""

MAX_CACHED_QUERIES = 256
"""The most queries whose language is cached: it is asked for several times in one request."""

_Key = tuple[str, ...]


class Translation(NamedTuple):
    """An expression of a query with its translations.

    `clause_ords` are its clauses in the query, `names` its translations as (text, language), and `share` is how much
    they count, up to 1: less for a word with many meanings.
    """

    original: str
    clause_ords: tuple[int, ...]
    names: tuple[tuple[str, str], ...]
    share: float


class _Token(NamedTuple):
    """A word of a query: its form and stem, its text, and its clause, if it is searched for."""

    form: str
    stem: str
    text: str
    clause: int | None


class _Expression(NamedTuple):
    """An expression among the words of a query."""

    tokens: Sequence[_Token]
    entries: Sequence[Names]
    share: float


class Translator:
    """Translates queries into the languages of an index's passages, given by how many are in each, the most first."""

    def __init__(self, glossary: Sequence[Names], languages: Sequence[str]) -> None:
        self._glossary = glossary
        self._languages = tuple(languages)
        self._cached_language = lru_cache(maxsize=MAX_CACHED_QUERIES)(self._language)
        codes = tuple(glossary[0]) if glossary and languages else ()
        self._lexicons = {code: _Lexicon(glossary, code) for code in codes}
        self._folded = {code: _Lexicon(glossary, code, folded=True) for code in codes if distinguishes_accents(code)}

    @property
    def known(self) -> frozenset[str]:
        """The languages that the glossary has."""
        return frozenset(self._lexicons)

    def language(self, query: Query) -> str:
        """Return the language that a query is translated from; empty where it is in that of most passages."""
        if query.language in self._languages[:1] and len(query.words) < _MIN_UNACCENTED_WORDS:
            return ""
        return self._cached_language(query)

    def _language(self, query: Query) -> str:
        """Return the language that a query is translated from; empty where it is in that of most passages.

        It is the one of whose words the glossary knows the most: a few words may have no stop word that tells Spanish
        from French. Vietnamese is written without accents, too, and then known by its expressions alone.
        """
        main = self._languages[0] if self._languages else ""
        if not query.clauses or not self._lexicons:
            return ""
        if query.language == main:
            return next((code for code in self._folded if code != main and self._is_unaccented(query, code)), "")
        known = {
            code: self._known_words(query, code) * (COGNATE_SHARE if code == main else 1) for code in self._lexicons
        }
        if query.language in known:
            known[query.language] += DETECTION_BONUS
        best = max(known, key=lambda code: (known[code], code == query.language))
        is_likely = query.language in self._lexicons or 2 * known[best] >= len(query.clauses)
        return best if best != main and is_likely else ""

    def _known_words(self, query: Query, language: str) -> int:
        """Return how many words of a query are in expressions of a language."""
        return sum(len(found.tokens) for found in self._expressions(query, language) if found.share == 1)

    def _is_unaccented(self, query: Query, language: str) -> bool:
        """Return whether at least half of a query is expressions of several syllables, written without accents."""
        if not query.text.isascii() or len(query.words) < _MIN_UNACCENTED_WORDS:
            return False
        lengths = [len(found.tokens) for found in self._expressions(query, language) if found.share == 1]
        whole = [length for length in lengths if length > 1]
        return len(whole) > 1 and sum(whole) * 2 >= len(query.words)

    def _expressions(self, query: Query, language: str) -> Iterator["_Expression"]:
        """Yield the expressions of a language in a query; without accents if the query has none."""
        folded = language in self._folded and query.text.isascii()
        lexicon = self._folded[language] if folded else self._lexicons[language]
        return lexicon.expressions(_tokens(query, language, folded=folded), MAX_EXPRESSION_WORDS)

    def translate(self, query: Query) -> Iterator[Translation]:
        """Yield the expressions of a query that the glossary has in its language, none if it lacks the language."""
        if query.language not in self._lexicons:
            return
        for found in self._expressions(query, query.language):
            clause_ords = tuple(dict.fromkeys(token.clause for token in found.tokens if token.clause is not None))
            original = " ".join(token.text for token in found.tokens)
            names = self._names(found.entries, query.language, original)
            if clause_ords and names:
                share = found.share * max(MIN_SHARE, 1 / (1 + SENSE_PENALTY * (len(found.entries) - 1)))
                yield Translation(original, clause_ords, names, share)

    def _names(self, entries: Sequence[Names], language: str, original: str) -> tuple[tuple[str, str], ...]:
        """Return the names of entries in the other languages, but those with the terms of the original itself."""
        terms = _terms(original, language)
        found = (
            (name, target)
            for entry in entries
            for target in self._languages
            if target != language
            for name in entry.get(target, ())
            if _terms(name, target) != terms
        )
        return tuple(dict.fromkeys(found))


class _Lexicon:
    """The entries of a glossary by their names in one language."""

    def __init__(self, glossary: Sequence[Names], language: str, *, folded: bool = False) -> None:
        self._whole_words = not distinguishes_accents(language)
        self._by_form: dict[_Key, list[Names]] = defaultdict(list)
        self._by_stem: dict[_Key, list[Names]] = defaultdict(list)
        self._longest: dict[str, int] = {}
        """By first form or stem: the number of words of the longest expression."""
        for entry in glossary:
            for name in entry.get(language, ()):
                words = list(_words(name, normalized_tokens(name), language, folded=folded))
                _add(self._by_form[tuple(form for form, *_ in words)], entry)
                _add(self._by_stem[tuple(stemmed for _, stemmed, *_ in words)], entry)
                for first in words[0][:2] if words else ():
                    self._longest[first] = max(self._longest.get(first, 0), len(words))

    def expressions(self, tokens: Sequence[_Token], longest: int, share: float = 1.0) -> Iterator[_Expression]:
        """Yield the longest expressions of at most `longest` words, and those within each."""
        position = 0
        shortest = 1 if share == 1.0 or self._whole_words else 2
        while position < len(tokens):
            first = tokens[position]
            known = max(self._longest.get(first.form, 0), self._longest.get(first.stem, 0))
            for length in range(min(longest, known, len(tokens) - position), shortest - 1, -1):
                here = tokens[position : position + length]
                if entries := self._entries(here):
                    yield _Expression(here, entries, share)
                    if length > 1:
                        yield from self.expressions(here, length - 1, share * PART_SHARE)
                    position += length - 1
                    break
            position += 1

    def _entries(self, tokens: Sequence[_Token]) -> Sequence[Names]:
        by_form = self._by_form.get(tuple(token.form for token in tokens))
        return by_form or self._by_stem.get(tuple(token.stem for token in tokens), [])


@language_cache(maxsize=65_536)
def _terms(name: str, language: str) -> tuple[str, ...]:
    return tuple(index_terms(name, language))


def _add(entries: list[Names], entry: Names) -> None:
    if not any(each is entry for each in entries):
        entries.append(entry)


def _tokens(query: Query, language: str, *, folded: bool) -> list[_Token]:
    """Return the words of a query, with their clauses for those that are plain words of it."""
    clauses: dict[tuple[str, str], int] = {}
    for ord_, clause in enumerate(query.clauses):
        if word := plain_word(clause):
            clauses.setdefault((word.normalized, word.accented), ord_)
    return [
        _Token(form, stemmed, written, clauses.get((normalized, accented_form(written))))
        for form, stemmed, normalized, written in _words(
            query.text, normalized_query(query.text), language, folded=folded
        )
    ]


def _words(
    text: str, tokens: Iterable[NormalizedToken], language: str, *, folded: bool
) -> Iterator[tuple[str, str, str, str]]:
    """Yield of each word of a text its form and stem, its normalized token and how it is written."""
    syllables = distinguishes_accents(language)
    for token in tokens:
        written = text[token.start : token.end]
        if syllables:
            form = fold(token.text) if folded else accented_form(written) or token.text
            yield form, form, token.text, written
        elif not is_stopword(token.text, written, language):
            yield _singular(token.text), stem(token.text, language).removesuffix("e"), token.text, written


def _singular(word: str) -> str:
    """Return a form that most words share with their plurals in -s, -x and, after some consonants, -es."""
    return _PLURAL.sub("", word) if len(word) > _MAX_UNCHANGED_LENGTH else word


_MAX_UNCHANGED_LENGTH = 3
_PLURAL = re.compile(r"(?:(?<=[dlnr])es|s|x)$")

_MIN_UNACCENTED_WORDS = 4
"""The fewest words by which a language is known without its accents."""
