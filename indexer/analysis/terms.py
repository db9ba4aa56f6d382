"""Terms: what the index holds of a text and what a query looks for.

A passage is indexed twice: as stems of its language without stop words, and as every folded word for exact phrases. A
query's words are looked up as the stems that any of the corpus's languages gives them.

Vietnamese is searched folded, as many people type it, and with its accents, too, which say more: `lao`, `láo`, `lão`
and `lào` are four words. Text is expected in NFC, in which an accented letter is one character.
"""

import re
import threading
import unicodedata
from collections.abc import Callable, Iterable

import Stemmer

from indexer.analysis.language_registry import any_of, distinguishes_accents, language, language_cache
from indexer.analysis.light_stemmers import light_stem, part_stems
from indexer.analysis.normalizer import normalized_tokens
from indexer.analysis.tokenizer import NormalizedToken, fold, tokenize

_stemmers = threading.local()


@language_cache()
def stopwords(code: str) -> frozenset[str]:
    """Return the stop words of a language (ISO 639-1 code), folded; empty for a language without a list."""
    return frozenset(word.text for entry in language(code).stopwords for word in tokenize(entry))


def count_stopwords(forms: Iterable[str], code: str) -> int:
    """Count the folded words that are stop words of a language."""
    return sum(map(stopwords(code).__contains__, forms))


def is_stopword(form: str, written: str, code: str) -> bool:
    """Whether a word is a stop word, by its folded form and as it is written.

    Where accents make another word, they decide: `từ` (from) is a stop word in Vietnamese, `tư` (private) is not.
    """
    if distinguishes_accents(code):
        return written.casefold() in _accented_stopwords(code)
    return form in stopwords(code)


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


@language_cache(maxsize=131_072)
def stem(word: str, code: str) -> str:
    """Return the stem of a folded word in a language; the word itself where the language has no stemmer."""
    if light := "" if word.isascii() else light_stem(word):
        return light
    word = respell(word, code)
    known = language(code)
    if not known.stemmer or not (word.isalpha() or (not word.isascii() and _is_word(word))):
        return word
    found = str(_stemmer(known.stemmer).stemWord(word)) or word
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
    """Return the terms of a token of a text in this language; none for a stop word.

    In a language that distinguishes accents, a word that has some is indexed with them, too.
    """
    if not distinguishes_accents(code):
        return _unaccented_terms(token.text, code)
    written = text[token.start : token.end]
    if is_stopword(token.text, written, code):
        return ()
    with_accents = accented_form(written)
    return (stem(token.text, code), with_accents) if with_accents else (stem(token.text, code),)


def index_terms(text: str, code: str) -> list[str]:
    """Return the terms of a text in this language, in order: stems without stop words."""
    forms = (form for token in normalized_tokens(text) for form in token.all_forms)
    return [term for form in forms for term in token_terms(form, text, code)]


@language_cache(maxsize=65_536)
def query_terms(word: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return the terms under which a word of a query may be indexed: its stem in each of the corpus's languages."""
    return tuple(dict.fromkeys((*(stem(word, code) for code in languages), word)))
