"""Signs in a sentence of the kinds of things that questions ask for: numbers, shares, dates, names, reasons and others.

They are found when a passage is indexed, whatever will be asked. A sign may be of several kinds.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from indexer.analysis.stopwords import stopwords
from indexer.analysis.words import fold

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
_SHARE = re.compile(
    r"\d[\d.,]*\s?%|\d[\d.,]*\s*(?:per ?cent|percent|por ciento|pour cent|phần trăm)"
    r"|\b(?:half|third|quarter|mitad|tercio|moitié|tiers|quart|majorit\w+|mayor\w+)\b",
    re.IGNORECASE,
)
_SHARE_NEEDS = ("%", "cent", "cient", "trăm", "half", "third", "quart", "mitad", "tercio", "moitié", "tiers", "major",
                "mayor")  # fmt: skip
"""One of these is in every text that names a share: looking for them takes a tenth of the time."""
_YEAR = re.compile(
    r"\b(?:1\d{3}|20\d{2})\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b"
    r"|\b[IVX]+e\b siècle|\bsiglo\b [IVX]+|\d+(?:st|nd|rd|th) century"
)
_YEAR_NEEDS = re.compile(r"\d|siècle|siglo")
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

Span = tuple[int, int]


class Signs:
    """Finds the signs in the sentences of one text, each sentence given as characters (start, end).

    A sentence begins and ends at white space or with its text.
    """

    def __init__(self, text: str, language: str) -> None:
        small = text.lower()
        self._text = text
        self._language = language
        self._digits = _DIGIT.search(text) is not None
        self._shares = any(each in small for each in _SHARE_NEEDS)
        self._years = _YEAR_NEEDS.search(text) is not None
        self._speaks = _FIRST_PERSON.get(language)

    def of(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """The signs in a sentence, as characters (start, end) and their kinds, in order."""
        text, language = self._text, self._language
        found: dict[Span, int] = {}
        for match in _WORD.finditer(text, start, end):
            if kinds := _kinds(match.group(), language):
                found[match.span()] = kinds
        if self._digits:
            _add(found, NUMBER, (each.span() for each in _DIGITS.finditer(text, start, end) if not _is_year(each)))
        if self._shares:
            _add(found, SHARE, (each.span() for each in _SHARE.finditer(text, start, end)))
        if self._years:
            _add(found, DATE, (each.span() for each in _YEAR.finditer(text, start, end)))
        if language == "vi":
            _add(found, DATE, (each.span() for each in _TIME.finditer(text, start, end)))
        _add(found, MARK, (each.span() for each in _MARKS.finditer(text, start, end)))
        self._names(found, start, end)
        return sorted((*span, kinds) for span, kinds in found.items())

    def speaks(self, start: int, end: int) -> bool:
        """Whether somebody speaks of themselves in a sentence: it does not say who."""
        return self._speaks is not None and self._speaks.search(self._text, start, end) is not None

    def _names(self, found: dict[Span, int], start: int, end: int) -> None:
        """Words with a capital, the first of the sentence only where another follows it or it is no stop word."""
        text = self._text
        names = [each.span() for each in _NAME.finditer(text, start, end)]
        if not names:
            return
        first, last = names[0]
        opens = not any(map(str.isalnum, text[start:first]))
        follows = len(names) > 1 and names[1][0] - last == 1
        if opens and not follows and fold(text[first:last]) in stopwords(self._language):
            del names[0]
        for span in names:
            found[span] = found.get(span, 0) | _name(text[slice(*span)])


def _add(found: dict[Span, int], kind: int, spans: Iterable[Span]) -> None:
    for span in spans:
        found[span] = found.get(span, 0) | kind


def _is_year(match: re.Match[str]) -> bool:
    return _YEAR.fullmatch(match.group()) is not None


@lru_cache(maxsize=65_536)
def _kinds(word: str, language: str) -> int:
    """The kinds of which a word is a sign."""
    return _KINDS.get(language, _KINDS[""]).get(word.casefold() if language == "vi" else fold(word), 0)


@lru_cache(maxsize=65_536)
def _name(name: str) -> int:
    """The kinds of a name: any may be a person's or a place's, some are an organisation's."""
    return NAME | BODY if name.isupper() or fold(name).startswith(_BODIES) else NAME
