"""Light stemmers for scripts whose words are written together with articles, prepositions and particles.

Arabic follows light10 (Larkey, Ballesteros and Connell, Light stemming for Arabic information retrieval, 2007), which
Lucene uses. Words are folded (indexer.analysis.tokenizer.fold). A stem need not be a word: it only has to be the same
on both sides of a search.
"""

import re
from collections.abc import Iterator

from indexer.analysis.language_registry import any_of

_ARABIC = re.compile("[\u0620-\u06ff]+")
_ARABIC_ARTICLE = re.compile("[وف]?(?:[بك]?ال|لل)(?=..)|و(?=...)")
_ARABIC_ENDINGS = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_ARABIC_PREFIX = re.compile("[وف]?[بلك](?=...)|ف(?=...)")

_HEBREW = re.compile("[\u05d0-\u05ea\u05f3\u05f4]+")
_HEBREW_ARTICLE = re.compile("ו?ה(?=...)")
_HEBREW_PREFIXES = re.compile("ו?[הבלכמש]{0,2}")

_HANGUL = re.compile("[\uac00-\ud7a3]+")
_PARTICLES = (
    "은 는 이 가 을 를 의 에 와 과 도 로 만 들 에서 에게 에는 에도 에서는 에서도 "
    "에게서 으로 으로는 으로서 으로써 로서 로써 부터 까지 처럼 보다 마다 조차 마저 이나 이란 이라는 라는 라고 께서 "
    "한테 하고 하는 하며 하여 하지 한다 했다 합니다 했습니다 된다 되는 되고 되며 되었다 됩니다 이다 입니다"
).split()
_PARTICLE = re.compile(f"(?<=..)(?:{any_of(_PARTICLES)})$")
_MOST_PARTICLES = 2
"""A plural and a case, as in `노동자들의`."""

_MIN_LETTERS = 3
"""The fewest letters, or syllables of Korean, of a word of which parts are indexed."""


def light_stem(word: str) -> str:
    """Return the stem of a folded word in Arabic, Hebrew or Korean script; empty for any other."""
    if _ARABIC.fullmatch(word):
        return _arabic(word)
    if _HEBREW.fullmatch(word):
        article = _HEBREW_ARTICLE.match(word)
        return word[article.end() :] if article else word
    if _HANGUL.fullmatch(word):
        return _korean(word)
    return ""


def part_stems(word: str) -> tuple[str, ...]:
    """Return further terms under which such a word is indexed.

    They are the stems of an Arabic or Hebrew word without the prepositions that may be its first letters, and all pairs
    of syllables of a Korean word, because compounds are written together. Others are never searched for.
    """
    if _ARABIC.fullmatch(word) and (prefix := _ARABIC_PREFIX.match(word)):
        return (_arabic(word[prefix.end() :]),)
    if _HEBREW.fullmatch(word):
        return tuple(dict.fromkeys(map(light_stem, _without_prefixes(word))))
    if _HANGUL.fullmatch(word):
        stem = _korean(word)
        if len(stem) >= _MIN_LETTERS:
            return tuple(dict.fromkeys(stem[at : at + 2] for at in range(len(stem) - 1)))
    return ()


def _arabic(word: str) -> str:
    """Return a word without article, conjunction and endings."""
    if prefix := _ARABIC_ARTICLE.match(word):
        word = word[prefix.end() :]
    for ending in _ARABIC_ENDINGS:
        if word.endswith(ending) and len(word) >= len(ending) + 2:
            word = word.removesuffix(ending)
    return word


def _without_prefixes(word: str) -> Iterator[str]:
    """Yield what is left of a Hebrew word after one, two or three of the letters that may be prefixes."""
    prefix = _HEBREW_PREFIXES.match(word)
    for length in range(1, prefix.end() + 1 if prefix else 1):
        if len(word) - length >= _MIN_LETTERS:
            yield word[length:]


def _korean(word: str) -> str:
    """Return a word without its particles; two syllables are always left."""
    for _ in range(_MOST_PARTICLES):
        word = _PARTICLE.sub("", word)
    return word
