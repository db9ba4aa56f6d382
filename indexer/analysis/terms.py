"""Terms: what the index holds of a text and what a query looks for.

A passage is indexed twice: as stems of its language without stop words, and as every folded word for exact phrases. A
query's words are looked up as the stems that any of the corpus's languages gives them.

In capital letters a stop word is a name: `WHO`, `IT`, `US`. Its term is in capital letters, unlike all others.

Vietnamese is searched folded, as many people type it, and with its accents, too, which say more: `lao`, `láo`, `lão`
and `lào` are four words. Text is expected in NFC, in which an accented letter is one character.
"""

import re
import threading
import unicodedata
from collections.abc import Callable, Iterable

import Stemmer

from indexer.analysis.language_registry import (
    active_languages,
    any_of,
    distinguishes_accents,
    language,
    language_cache,
)
from indexer.analysis.light_stemmers import light_stem, part_stems
from indexer.analysis.normalizer import normalized_tokens
from indexer.analysis.tokenizer import NormalizedToken, fold, tokenize

_stemmers = threading.local()


@language_cache()
def stopwords(code: str) -> frozenset[str]:
    """Return the stop words of a language (ISO 639-1 code), folded; empty for a language without a list."""
    return frozenset(word.text for entry in language(code).stopwords for word in tokenize(entry))


@language_cache()
def linking_words(code: str) -> frozenset[str]:
    """Return the words of a language (ISO 639-1 code) that link others, folded; none without a list."""
    return frozenset(fold(word) for word in language(code).linking)


def count_stopwords(forms: Iterable[str], code: str) -> int:
    """Count the folded words that are stop words of a language."""
    return sum(map(stopwords(code).__contains__, forms))


def is_stopword(form: str, written: str, code: str) -> bool:
    """Whether a word is a stop word, by its folded form and as it is written.

    Where accents make another word, they decide: `từ` (from) is a stop word in Vietnamese, `tư` (private) is not.
    A name (`name_of`) is none.
    """
    if form.isupper():
        return False
    if distinguishes_accents(code):
        return written.casefold() in _accented_stopwords(code)
    return form in stopwords(code)


NOT_NAMES = frozenset({"and", "or", "not"})
"""Operators of queries."""


_LONG = 5
"""The letters of a word in capitals that is no abbreviation."""


@language_cache()
def _like_names() -> frozenset[str]:
    """Return the folded words that are names in capital letters: the stop words of all languages, and some others."""
    homographs = frozenset(word for each in active_languages().values() for word in each.homographs)
    return homographs.union(*map(stopwords, active_languages())) - NOT_NAMES


def name_of(written: str, folded: str) -> str:
    """Return the term of a name that is spelled like a stop word, but in capital letters; empty for any other word."""
    return folded.upper() if len(written) > 1 and written.isupper() and folded in _like_names() else ""


def is_shouted(text: str) -> bool:
    """Return whether a text is in capital letters throughout, with a word among them that is no abbreviation."""
    return text.isupper() and any(len(word) >= _LONG for word in text.split())


@language_cache()
def _accented_stopwords(code: str) -> frozenset[str]:
    return frozenset(language(code).stopwords)


def accented_form(word: str) -> str:
    """Return a word in small letters with its accents; empty where it has none."""
    if word.isascii():
        return ""
    small = word.casefold()
    return small if small.isalpha() and fold(small) != small else ""


def respell(word: str, code: str) -> str:
    """Return the one form of all spellings of a folded word: `labour` gives `labor`.

    It need not be a word: `enterprise` gives `enterprize` on both sides of a search, and nothing is lost.
    """
    return _speller(code)(word)


@language_cache()
def _speller(code: str) -> Callable[[str], str]:
    """Return the function that respells words of a language."""
    words, beginnings, rules = (spelling := language(code).spelling).words, spelling.beginnings, spelling.rules
    if not (words or beginnings or rules):
        return str
    beginning = re.compile(rf"^(?:{any_of(beginnings)})")
    replacements = [(re.compile(pattern), replacement) for pattern, replacement in rules]

    def respelled(word: str) -> str:
        if word in words:
            return words[word]
        word = beginning.sub(lambda match: beginnings[match[0]], word)
        for pattern, replacement in replacements:
            word = pattern.sub(replacement, word)
        return word

    return respelled


def _stemmer(algorithm: str) -> Stemmer.Stemmer:
    """Return this thread's stemmer: one may not serve several threads at a time."""
    found: dict[str, Stemmer.Stemmer] = _stemmers.__dict__
    if algorithm not in found:
        found[algorithm] = Stemmer.Stemmer(algorithm, 0)  # `stem` has the cache
    return found[algorithm]


_SHORT = 3
"""The letters of a word that loses none but its plural's: `FoA` is not stemmed as `fo`, nor French `rue` as `ru`."""


@language_cache(maxsize=131_072)
def stem(word: str, code: str) -> str:
    """Return the stem of a folded word in a language; the word itself where the language has no stemmer."""
    if light := "" if word.isascii() else light_stem(word):
        return light
    word = respell(word, code)
    known = language(code)
    if not known.stemmer or not (word.isalpha() or (not word.isascii() and _is_word(word))):
        return word
    found = str(_stemmer(known.stemmer).stemWord(word))
    if len(found) < _SHORT == len(singular := word.removesuffix("s")):
        return singular
    for ending, replacement in known.stem_endings.items():
        if found.endswith(ending):
            return found.removesuffix(ending) + replacement
    return found


def _is_word(word: str) -> bool:
    """Return whether a folded word has nothing but letters and their marks."""
    return all(char.isalpha() or unicodedata.category(char)[0] == "M" for char in word)


@language_cache(maxsize=131_072)
def _unaccented_terms(word: str, code: str) -> tuple[str, ...]:
    if word in stopwords(code):
        return ()
    return (stem(word, code),) if word.isascii() else tuple(dict.fromkeys((stem(word, code), *part_stems(word))))


def token_terms(token: NormalizedToken, text: str, code: str) -> tuple[str, ...]:
    """Return the terms of a token of a text in this language; none for a stop word that is no name.

    In a language that distinguishes accents, a word that has some is indexed with them, too.
    """
    if not distinguishes_accents(code):
        terms = _unaccented_terms(token.text, code)
        return terms + _name_terms(token, text) if text[token.start].isupper() else terms
    written = text[token.start : token.end]
    if is_stopword(token.text, written, code):
        return _name_terms(token, text)
    with_accents = accented_form(written)
    return (stem(token.text, code), with_accents) if with_accents else (stem(token.text, code),)


def _name_terms(token: NormalizedToken, text: str) -> tuple[str, ...]:
    """Return the term of a name that is spelled like a stop word, unless all of its line is in capital letters."""
    name = name_of(text[token.start : token.end], token.text)
    if not name:
        return ()
    line = text[text.rfind("\n", 0, token.start) + 1 : (text.find("\n", token.end) + 1 or len(text) + 1) - 1]
    return () if is_shouted(line) else (name,)


def index_terms(text: str, code: str) -> list[str]:
    """Return the terms of a text in this language, in order: stems without stop words."""
    forms = (form for token in normalized_tokens(text) for form in token.all_forms)
    return [term for form in forms for term in token_terms(form, text, code)]


@language_cache(maxsize=65_536)
def query_terms(word: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return the terms under which a word of a query may be indexed: its stem in each of the corpus's languages.

    A name (`name_of`) is indexed as such, and found by its letters alone where they are no other word: French `UN`.
    """
    if word.isupper():
        small = word.lower()
        other = frozenset[str]().union(*(language(code).homographs for code in languages))
        plain = (stem(small, code) for code in languages if small not in stopwords(code) and small not in other)
        return tuple(dict.fromkeys((word, *plain)))
    return tuple(dict.fromkeys((*(stem(word, code) for code in languages), word)))
