"""Which values of the taxonomy a text names, and how often."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from indexer.analysis.tokenizer import TokenizedText, token_texts, tokenize
from indexer.records.taxonomy import Facet, FacetValue, ProperNames

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_TITLE_CASE = re.compile(r"[^\W\d_a-zß-öø-ÿ][a-zß-öø-ÿ’'-]{2,}$")
_NO_NAMES = frozenset("the in of for and from to with between republic kingdom state government".split())
"""Words that begin with a capital in headings and before a place, and are no first names."""
_WEAK_OFTEN, _WEAK_DENSITY = 2, 0.02
"""How often a passage has weak names of a value that it is about: that many, and that share of its words."""


class _Capitals(IntEnum):
    NONE = 0
    SOME = 1
    ALL = 2


class _Phrase(NamedTuple):
    """A name as its folded words, the value that it names ("" for none), and the capitals that its words must have.

    `guard` is set where the name is ambiguous. A weak name shows little by itself.
    """

    words: tuple[str, ...]
    slug: str
    capitals: tuple[_Capitals, ...] = ()
    guard: ProperNames | None = None
    is_weak: bool = False


class MentionFinder:
    """Finds the evidence of a facet's values in texts: folded, whole words, and not in web addresses.

    Of names that overlap, the longest counts: "Trade Union Congress of Namibia" is not also "trade union".
    """

    def __init__(self, facet: Facet) -> None:
        self._by_first: dict[str, list[_Phrase]] = defaultdict(list)
        for phrase in _phrases(facet):
            self._by_first[phrase.words[0]].append(phrase)
        for phrases in self._by_first.values():
            phrases.sort(key=lambda phrase: len(phrase.words), reverse=True)

    def about(self, section: Sequence[str], text: str) -> set[str]:
        """Return the values that a passage is about: what its section path or its text name.

        A weak name counts in the nearest heading, or where the text has weak names of the value often: those further up
        hold the document's title and head too much.
        """
        strong = {phrase.slug for phrase in self._find((*section, text)) if not phrase.is_weak}
        nearest = {phrase.slug for phrase in self._find(section[-1:])}
        named = Counter(phrase.slug for phrase in self._find((text,)))
        often = max(_WEAK_OFTEN, _WEAK_DENSITY * len(_tokenized(text)[1]))
        return strong | nearest | {slug for slug, count in named.items() if count >= often}

    def count(self, texts: Iterable[str], *, weak: bool = True) -> Counter[str]:
        """Return how often the texts name each value, by slug; with or without `weak` names."""
        return Counter(phrase.slug for phrase in self._find(texts) if weak or not phrase.is_weak)

    def find(self, text: str) -> tuple["_Phrase", ...]:
        """Return the names in a text, in order."""
        tokens, folded = _tokenized(text)
        found: list[_Phrase] = []
        end = 0
        for position, word in enumerate(folded):
            if position < end or word not in self._by_first:
                continue
            phrase = self._longest(tokens, folded, position)
            if phrase:
                end = position + len(phrase.words)
                found += [phrase] if phrase.slug else []
        return tuple(found)

    def _find(self, texts: Iterable[str]) -> Iterator["_Phrase"]:
        return chain.from_iterable(_found(self, text) for text in texts)

    def _longest(self, tokens: TokenizedText, folded: Sequence[str], position: int) -> _Phrase | None:
        for phrase in self._by_first[folded[position]]:
            if folded[position : position + len(phrase.words)] == phrase.words and _counts(phrase, tokens, position):
                return phrase
        return None


def _phrases(facet: Facet) -> Iterable[_Phrase]:
    for text in facet.about_nothing:
        yield _Phrase(tuple(token_texts(text)), "")
    for value in facet.values:
        for name in value.evidence:
            phrase = _phrase(name, value)
            if phrase.words:
                yield phrase


def _phrase(name: str, value: FacetValue) -> _Phrase:
    if value.proper is None:
        return _Phrase(tuple(token_texts(name)), value.slug, is_weak=name in value.weak)
    tokens = tuple(tokenize(name))
    guard = value.proper if name in value.proper.ambiguous else None
    capitals = tuple(_capitals(name[token.start : token.end]) for token in tokens)
    return _Phrase(tuple(token.text for token in tokens), value.slug, capitals if any(capitals) else (), guard)


def _capitals(word: str) -> _Capitals:
    """Return the capitals of a word: of an abbreviation all letters are, and an elided article before it has none."""
    letters = [char for char in word if char.isalpha()]
    if len(letters) > 1 and all(map(str.isupper, letters)):
        return _Capitals.ALL
    return _Capitals.SOME if any(map(str.isupper, letters)) else _Capitals.NONE


def _counts(phrase: _Phrase, tokens: TokenizedText, position: int) -> bool:
    """Return whether the words found in the text are written as those of the name, and do not mean another."""
    for at, capital in enumerate(phrase.capitals, position):
        if _capitals(tokens.surface_at(at)) < capital:
            return False
    last = tokens.tokens[position + len(phrase.words) - 1]
    if phrase.capitals and tokens.text.startswith("$", last.end):
        return False  # a currency: US$
    if phrase.guard is None:
        return True
    before = tokens.surface_at(position - 1) if position else ""
    if tokens.gap_before(position) == " " and _TITLE_CASE.match(before) and before.lower() not in _NO_NAMES:
        return False
    return not any(_holds(tokens.text, word) for word in phrase.guard.unless)


def _holds(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


@lru_cache(maxsize=16_384)
def _found(finder: MentionFinder, text: str) -> tuple[_Phrase, ...]:
    """Return the names in a text; cached, since passages share their headings and each text is read several times."""
    return finder.find(text)


@lru_cache(maxsize=4_096)
def _tokenized(text: str) -> tuple[TokenizedText, tuple[str, ...]]:
    """Return a text's tokens and their folded words; cached, since every facet reads the same text."""
    plain = _ADDRESS.sub(lambda found: " " * len(found[0]), text)
    tokens = tuple(tokenize(plain))
    return TokenizedText(plain, tokens), tuple(token.text for token in tokens)
