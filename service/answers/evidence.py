"""Signs that a sentence holds the kind of thing that a question asks for.

Each function gives the characters at which such things stand in a text. What the question itself names does not
count: a sentence that repeats the year of the question does not say when.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping

from indexer.analysis.stopwords import stopwords
from indexer.analysis.words import fold
from service.answers.kinds import Kind

_NUMBER_WORDS = {
    "en": "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands "
    "million millions billion billions half dozen dozens twice third quarter none",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince veinte treinta cuarenta "
    "cincuenta sesenta setenta ochenta noventa cien ciento cientos mil miles millon millones mitad docena doble tercio",
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante "
    "cinquante soixante cent cents mille millier milliers million millions milliard milliards moitie douzaine double "
    "tiers dizaine dizaines centaine centaines",
    "vi": "hai ba bốn năm sáu bảy tám chín mười trăm nghìn ngàn triệu tỷ",
}
_MONTHS = (
    "january february march april june july august september october november december enero febrero marzo abril mayo "
    "junio julio agosto septiembre octubre noviembre diciembre janvier fevrier mars avril mai juin juillet aout "
    "septembre octobre novembre decembre"
)
_REASONS = {
    "en": "because since due thus therefore reason cause caused so owing for",
    "es": "porque debido causa razon ya pues gracias motivo para",
    "fr": "car parce cause raison afin grace puisque ainsi pour permettre",
    "vi": "vì do nên để nhằm bởi",
}
_MEANS = {
    "en": "by through using via with means thanks",
    "es": "mediante traves por usando utilizando gracias con como",
    "fr": "par grace moyen avec afin selon comme",
    "vi": "bằng qua theo phải được nộp cần",
}
_DEFINING = {
    "en": "is are means refers defined called known consists",
    "es": "es son significa refiere define llamado conocido consiste",
    "fr": "est sont signifie designe defini appele consiste correspond",
    "vi": "là gồm nghĩa",
}
_BODIES = (
    "organi university universite universidad company compagnie compania institut instituto ministry ministere "
    "ministerio agency agence agencia council conseil consejo commission comision committee comite comision union "
    "association asociacion bank banque banco party parti partido federation confederation office group groupe grupo "
    "societe sociedad team equipe equipo club phong khoa truong bo hoi"
).split()

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_DIGITS = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?")
_SHARE = re.compile(
    r"\d[\d.,]*\s?%|\d[\d.,]*\s*(?:per ?cent|percent|por ciento|pour cent|phần trăm)"
    r"|\b(?:half|third|quarter|mitad|tercio|moitié|tiers|quart|majorit\w+|mayor\w+)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"\b(?:1\d{3}|20\d{2})\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b"
    r"|\b[IVX]+e\b siècle|\bsiglo\b [IVX]+|\d+(?:st|nd|rd|th) century"
)
_TIME = re.compile(r"\b(?:tuần|tháng|ngày|năm|học kỳ|khi|trước|sau)\b", re.IGNORECASE)
_NAME = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ŽĐƠƯẠ-Ỹ][^\W_]*(?:[-'’.][^\W_]+)*")

_FIRST_PERSON = {
    "en": re.compile(r"\b(?:I|my|me|myself)\b"),
    "es": re.compile(r"\b(?:[Yy]o|mí|me|mis?|soy|estoy)\b"),
    "fr": re.compile(r"\b(?:[Jj]e|[Mm]oi|ma|mes|mon)\b|\b[Jj]['’]"),
    "vi": re.compile(r"\b[Tt]ôi\b"),
}

Places = Iterator[tuple[int, int]]


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NUMBERS = {language: _listed(words) for language, words in _NUMBER_WORDS.items()}
_MONTH_NAMES = _listed(_MONTHS)
_SIGNS: Mapping[Kind, Mapping[str, frozenset[str]]] = {
    "reason": {language: _listed(words) for language, words in _REASONS.items()},
    "how_to": {language: _listed(words) for language, words in _MEANS.items()},
    "definition": {language: _listed(words) for language, words in _DEFINING.items()},
}


def _plain(word: str, language: str) -> str:
    return word.casefold() if language == "vi" else fold(word)


def _worded(text: str, language: str, wanted: Collection[str]) -> Places:
    return (match.span() for match in _WORD.finditer(text) if _plain(match.group(), language) in wanted)


def _numbers(text: str, language: str) -> Places:
    yield from (match.span() for match in _DIGITS.finditer(text) if not _YEAR.fullmatch(match.group()))
    yield from _worded(text, language, _NUMBERS.get(language, frozenset()))


def _shares(text: str, language: str) -> Places:
    del language
    return (match.span() for match in _SHARE.finditer(text))


def _dates(text: str, language: str) -> Places:
    yield from (match.span() for match in _YEAR.finditer(text))
    if language == "vi":
        yield from (match.span() for match in _TIME.finditer(text))
    else:
        yield from _worded(text, language, _MONTH_NAMES)


def _names(text: str, language: str) -> Places:
    """Words with a capital, the first of the text only where another follows it or it is no stop word."""
    found = [match.span() for match in _NAME.finditer(text)]
    opening = next((place for place, char in enumerate(text) if char.isalnum()), 0)
    for place, (start, end) in enumerate(found):
        follows = place + 1 < len(found) and found[place + 1][0] - end == 1
        if start != opening or follows or fold(text[start:end]) not in stopwords(language):
            yield start, end


def _people(text: str, language: str) -> Places:
    """Names, but none where somebody speaks of themselves: that sentence does not say who."""
    speaks = _FIRST_PERSON.get(language)
    return iter(()) if speaks and speaks.search(text) else _names(text, language)


def _bodies(text: str, language: str) -> Places:
    for start, end in _names(text, language):
        if text[start:end].isupper() or fold(text[start:end]).startswith(tuple(_BODIES)):
            yield start, end
    yield from _names(text, language)


def _commas(text: str, language: str) -> Places:
    del language
    return (match.span() for match in re.finditer(r"[,;:]", text))


FIGURES: frozenset[Kind] = frozenset({"number", "share", "date"})
NAMES: frozenset[Kind] = frozenset({"person", "organisation", "place"})
THINGS = FIGURES | NAMES
"""Kinds whose signs are the things that are asked for."""

_FINDERS: Mapping[Kind, Callable[[str, str], Places]] = {
    "number": _numbers,
    "share": _shares,
    "date": _dates,
    "person": _people,
    "place": _names,
    "organisation": _bodies,
    "list": _commas,
}


def can_be_seen(kind: Kind) -> bool:
    """Whether things of this kind have signs at all."""
    return kind in _FINDERS or kind in _SIGNS


def new_signs(kind: Kind, text: str, language: str, asked: str) -> list[tuple[int, int]]:
    """The signs that say more than the question, which is given folded.

    Numbers, dates and names are themselves what is asked for, so those that the question names are left out.
    """
    found = signs(kind, text, language)
    return [span for span in found if fold(text[slice(*span)]) not in asked] if kind in THINGS else found


def signs(kind: Kind, text: str, language: str) -> list[tuple[int, int]]:
    """Where in a text in this language stand things of the kind that is asked for, as characters (start, end)."""
    if finder := _FINDERS.get(kind):
        return list(finder(text, language))
    if wanted := _SIGNS.get(kind):
        return list(_worded(text, language, wanted.get(language, frozenset())))
    return []
