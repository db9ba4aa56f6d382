"""Signs in a sentence of the kinds of things that questions ask for: numbers, shares, dates, names, reasons and others.

They are found when a passage is indexed, whatever will be asked. A sign may be of several kinds.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TypeVar

from indexer.analysis.terms import stopwords
from indexer.analysis.tokenizer import fold

NUMBER, SHARE, DATE, NAME, BODY, MARK, REASON, MEANS, DEFINING = (1 << bit for bit in range(9))
"""The kinds, as bits. A BODY is a name that looks like an organisation's, a MARK parts the items of a list, MEANS are
words for how something is done, DEFINING words for what something is."""

_WORDS: dict[int, dict[str, str]] = {
    NUMBER: {
        "en": "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands "
        "million millions billion billions half dozen dozens twice third quarter none",
        "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince veinte treinta cuarenta "
        "cincuenta sesenta setenta ochenta noventa cien ciento cientos mil miles millon millones mitad docena doble "
        "tercio",
        "fr": "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente "
        "quarante cinquante soixante cent cents mille millier milliers million millions milliard milliards moitie "
        "douzaine double tiers dizaine dizaines centaine centaines",
        "vi": "hai ba bốn năm sáu bảy tám chín mười trăm nghìn ngàn triệu tỷ",
    },
    REASON: {
        "en": "because since due thus therefore reason cause caused so owing for",
        "es": "porque debido causa razon ya pues gracias motivo para",
        "fr": "car parce cause raison afin grace puisque ainsi pour permettre",
        "vi": "vì do nên để nhằm bởi",
    },
    MEANS: {
        "en": "by through using via with means thanks",
        "es": "mediante traves por usando utilizando gracias con como",
        "fr": "par grace moyen avec afin selon comme",
        "vi": "bằng qua theo phải được nộp cần",
    },
    DEFINING: {
        "en": "is are means refers defined called known consists",
        "es": "es son significa refiere define llamado conocido consiste",
        "fr": "est sont signifie designe defini appele consiste correspond",
        "vi": "là gồm nghĩa",
    },
}
_MONTHS = frozenset(
    (
        "january february march april june july august september october november december enero febrero marzo abril "
        "mayo junio julio agosto septiembre octubre noviembre diciembre janvier fevrier mars avril mai juin juillet "
        "aout septembre octobre novembre decembre"
    ).split()
)
"""The months in all languages but Vietnamese, which counts them."""

_BODIES = tuple(
    (
        "organi university universite universidad company compagnie compania institut instituto ministry ministere "
        "ministerio agency agence agencia council conseil consejo commission comision union association asociacion "
        "committee comite comision bank banque banco party parti partido federation confederation office group groupe "
        "grupo societe sociedad team equipe equipo club phong khoa truong bo hoi"
    ).split()
)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_DIGITS = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?")
_SHARE_IN_DIGITS = re.compile(
    r"(?=\d)(?:\d[\d.,]*\s?%|\d[\d.,]*\s*(?:per ?cent|percent|por ciento|pour cent|phần trăm))", re.IGNORECASE
)
_SHARE_IN_WORDS = re.compile(
    r"\b(?:half|third|quarter|mitad|tercio|moitié|tiers|quart|majorit\w+|mayor\w+)\b", re.IGNORECASE
)
_SHARES = "half third quart mitad tercio moitié tiers majorit mayor".split()
"""One of these is in every text that has a share in words: looking for them takes a tenth of the time."""
_YEAR_IN_DIGITS = re.compile(
    r"(?=\d)(?:\b(?:1\d{3}|20\d{2})\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\d+(?:st|nd|rd|th) century)"
)
_CENTURY = re.compile(r"\b[IVX]+e\b siècle|\bsiglo\b [IVX]+")
_TIME = re.compile(r"\b(?:tuần|tháng|ngày|năm|học kỳ|khi|trước|sau)\b", re.IGNORECASE)
_NAME = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ŽĐƠƯẠ-Ỹ][^\W_]*(?:[-'’.][^\W_]+)*")
_MARKS = re.compile(r"[,;:]")
_DIGIT = re.compile(r"\d")

_FIRST_PERSON = {
    "en": re.compile(r"\b(?:I|my|me|myself)\b"),
    "es": re.compile(r"\b(?:[Yy]o|mí|me|mis?|soy|estoy)\b"),
    "fr": re.compile(r"\b(?:[Jj]e|[Mm]oi|ma|mes|mon)\b|\b[Jj]['’]"),
    "vi": re.compile(r"\b[Tt]ôi\b"),
}


def _kinds_by_word(language: str) -> dict[str, int]:
    """The kinds of the words of a language that are signs, folded but in Vietnamese."""
    kinds = {} if language == "vi" else dict.fromkeys(_MONTHS, DATE)
    for kind, words in _WORDS.items():
        for word in words.get(language, "").split():
            kinds[word] = kinds.get(word, 0) | kind
    return kinds


_KINDS = {language: _kinds_by_word(language) for language in ("en", "es", "fr", "vi", "")}

_KEPT = 131_072
"""How many words of a language are remembered."""

Span = tuple[int, int]


class AnswerCues:
    """The signs in one text, given to its sentences, which begin and end at white space or with it."""

    def __init__(self, text: str, language: str) -> None:
        self._text = text
        self._speaks = _FIRST_PERSON.get(language)
        if self._speaks and not self._speaks.search(text):
            self._speaks = None
        found: dict[Span, int] = {}
        known = _known(language)
        for match in _WORD.finditer(text):
            if kinds := known[match[0]]:
                found[match.span()] = kinds
        for kind, pattern in _patterns(text, language):
            for match in pattern.finditer(text):
                if kind != NUMBER or not _YEAR_IN_DIGITS.fullmatch(match.group()):
                    found[match.span()] = found.get(match.span(), 0) | kind
        self._stopwords = stopwords(language)
        self._found = sorted((*span, kinds) for span, kinds in found.items())
        self._names = [match.span() for match in _NAME.finditer(text)]

    def of(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """The signs in a sentence, as characters (start, end) and their kinds, in order."""
        found = {(first, last): kinds for first, last, kinds in _within(self._found, start, end) if last <= end}
        for first, last in self._names_within(start, end):
            found[first, last] = found.get((first, last), 0) | _name(self._text[first:last])
        return sorted((*span, kinds) for span, kinds in found.items())

    def speaks(self, start: int, end: int) -> bool:
        """Whether somebody speaks of themselves in a sentence: it does not say who."""
        return self._speaks is not None and self._speaks.search(self._text, start, end) is not None

    def _names_within(self, start: int, end: int) -> list[Span]:
        """Words with a capital, the first of the sentence only where another follows it or it is no stop word."""
        names = _within(self._names, start, end)
        if names:
            first, last = names[0]
            opens = not any(map(str.isalnum, self._text[start:first]))
            follows = len(names) > 1 and names[1][0] - last == 1
            if opens and not follows and fold(self._text[first:last]) in self._stopwords:
                return names[1:]
        return names


def _patterns(text: str, language: str) -> Iterator[tuple[int, re.Pattern[str]]]:
    """The patterns of signs, with their kinds, that may be found in a text."""
    if _DIGIT.search(text):
        yield from ((NUMBER, _DIGITS), (SHARE, _SHARE_IN_DIGITS), (DATE, _YEAR_IN_DIGITS))
    small = text.casefold()
    if any(word in small for word in _SHARES):
        yield SHARE, _SHARE_IN_WORDS
    if "siècle" in text or "siglo" in text:
        yield DATE, _CENTURY
    if language == "vi":
        yield DATE, _TIME
    yield MARK, _MARKS


Placed = TypeVar("Placed", bound=tuple[int, ...])


def _within(placed: list[Placed], start: int, end: int) -> list[Placed]:
    """Those that start in a sentence, of spans in order."""
    return placed[bisect_left(placed, (start,)) : bisect_left(placed, (end,))]


class _Known(dict[str, int]):
    """The kinds of which words of one language, as they are written, are signs; worked out once for each."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._folded = language != "vi"
        self._kinds = _KINDS.get(language, _KINDS[""])

    def __missing__(self, word: str) -> int:
        if len(self) == _KEPT:
            self.clear()
        kinds = self[word] = self._kinds.get(fold(word) if self._folded else word.casefold(), 0)
        return kinds


_known = cache(_Known)


@lru_cache(maxsize=65_536)
def _name(name: str) -> int:
    """The kinds of a name: any may be a person's or a place's, some are an organisation's."""
    return NAME | BODY if name.isupper() or fold(name).startswith(_BODIES) else NAME
