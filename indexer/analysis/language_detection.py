"""Detection of a text's language: by its script, else by the share of its words that are stop words of each."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from indexer.analysis.language_registry import (
    DEFAULT,
    active_languages,
    distinguishes_accents,
    language,
    language_cache,
    stopword_languages,
)
from indexer.analysis.scripts import LANGUAGES, script_of
from indexer.analysis.terms import count_stopwords, is_stopword, stopwords
from indexer.analysis.tokenizer import MAX_CACHED_QUERIES, token_texts, tokenize_query

MIN_STOPWORD_SHARE = 0.12
"""Running text in a known language has a share of stop words of .3 or more; lists of names have less."""

MIN_EVIDENCE = 0.05
"""The least evidence for a language that a word of a query must bring on average."""

LETTER_EVIDENCE = 0.1
"""The evidence of a letter for the languages that have it: little, because names keep theirs in every language."""

MIN_OWN_LETTERS = 1 / 12
"""A text with more than this share of a language's distinctive letters is in it."""


def detect_language(
    text: str, among: Collection[str] | None = None, otherwise: str = DEFAULT, *, folded: Sequence[str] | None = None
) -> str:
    """Return the language (ISO 639-1 code) of a text, or `otherwise` where there is too little evidence.

    It is `among` these, or any language that has stop words or another script. Pass `folded`, its folded words, if
    they are known.
    """
    if (code := language_of_script(text, otherwise)) and (among is None or code in among):
        return code
    codes = stopword_languages() if among is None else among
    if code := _by_own_letters(text, codes):
        return code
    found = token_texts(text) if folded is None else folded
    if not found:
        return otherwise
    share = {code: count_stopwords(found, code) / len(found) for code in codes if not distinguishes_accents(code)}
    best = max(share, key=lambda code: (share[code], code == otherwise), default=otherwise)
    return best if share.get(best, 0) >= MIN_STOPWORD_SHARE else otherwise


@language_cache(maxsize=MAX_CACHED_QUERIES)
def query_language(text: str) -> str:
    """Return the language of a query, the default where there is too little evidence.

    A query is too short to count shares. A stop word is the stronger evidence the fewer languages have it: `les` may be
    French or Spanish, `qui` is French. So are French elisions and, a little, letters. Words in capitals are names:
    `EU` is not the French for `had`.
    """
    if code := language_of_script(text) or _by_own_letters(text, stopword_languages()):
        return code
    found = tokenize_query(text)
    evidence = dict.fromkeys(stopword_languages(), 0.0)
    owners = _stopword_owners()
    shouted = text.isupper()
    for word in found:
        codes = owners.get(word.text, ())
        if codes and (shouted or not text[word.start : word.end].isupper()):
            for code in codes:
                evidence[code] += 1 / len(codes)
    if not text.isascii():
        accented = [form for word in found if not (form := text[word.start : word.end]).isascii()]
        letters = frozenset(text.casefold())
        for code in evidence:
            if distinguishes_accents(code):
                evidence[code] += sum(is_stopword("", form, code) for form in accented)
            evidence[code] += LETTER_EVIDENCE * len(letters.intersection(language(code).detection.letters))
    for code, pattern, weight in _patterns():
        evidence[code] += weight * len(pattern.findall(text))
    best = max(evidence, key=evidence.__getitem__, default=DEFAULT)
    return best if evidence.get(best, 0) > MIN_EVIDENCE * len(found) else DEFAULT


@language_cache()
def _stopword_owners() -> Mapping[str, Sequence[str]]:
    """Return the languages of each folded stop word, but for those in which its accents decide."""
    owners: dict[str, list[str]] = {}
    for code in stopword_languages():
        for form in stopwords(code) if not distinguishes_accents(code) else ():
            owners.setdefault(form, []).append(code)
    return owners


@language_cache()
def _patterns() -> Sequence[tuple[str, re.Pattern[str], float]]:
    """Return the expressions that are evidence for a language, each with its weight."""
    return [
        (code, re.compile(pattern), weight)
        for code in stopword_languages()
        for pattern, weight in language(code).detection.evidence
    ]


def language_of_script(text: str, otherwise: str = "") -> str:
    """Return the language of a text that is in another script than Latin; empty for one that is not.

    Of a script of several languages it is the one whose own letters the text has, or `otherwise` if that is written so,
    or else the most frequent.
    """
    script = script_of(text)
    if not script:
        return ""
    languages = LANGUAGES[script]
    return _by_own_letters(text, languages) or (otherwise if otherwise in languages else languages[0])


def _by_own_letters(text: str, codes: Iterable[str]) -> str:
    """Return the language whose own letters a text is full of, the most of all; empty where there is none."""
    if text.isascii():
        return ""
    small = text.casefold()
    found: dict[str, int] = {}
    for code, own, shared in _own_letters():
        if code not in codes or own.isdisjoint(small):
            continue
        if sum(map(small.count, own | shared)) > MIN_OWN_LETTERS * sum(map(str.isalpha, small)):
            found[code] = sum(map(small.count, own))
    return max(found, key=found.__getitem__, default="")


@language_cache()
def _own_letters() -> Sequence[tuple[str, frozenset[str], frozenset[str]]]:
    """Return the languages with distinctive letters, with these and those that others share."""
    found = ((code, each.detection) for code, each in active_languages().items())
    return [
        (code, frozenset(each.own_letters), frozenset(each.shared_letters)) for code, each in found if each.own_letters
    ]
