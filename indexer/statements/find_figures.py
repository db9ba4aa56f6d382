"""Find the numbers of a sentence, in digits and in words, with unit, what they count and their qualifier."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.records.figure import FigureKind
from indexer.statements.folding import fold_same_length

_UNITS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
    "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "once": 11,
    "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "dieciseis": 16, "diecisiete": 17, "dieciocho": 18,
    "diecinueve": 19, "veinte": 20, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70,
    "ochenta": 80, "noventa": 90,
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12,
    "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20, "trente": 30, "quarante": 40,
    "cinquante": 50, "soixante": 60,
}  # fmt: skip
_ONES = {"one": 1, "uno": 1, "un": 1, "une": 1}

SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "millions": 1e6, "billion": 1e9, "trillion": 1e12, "mil": 1e3,
    "millon": 1e6, "millones": 1e6, "mille": 1e3, "milliard": 1e9, "milliards": 1e9, "cent": 1e2, "cents": 1e2,
}  # fmt: skip
"""The factor of a word after a number."""

NUMBER_WORDS = "|".join(sorted((*_UNITS, *_ONES), key=len, reverse=True))
"""A regex of the words of which numbers are made."""

_AMBIGUOUS = frozenset(_ONES) | {"once"}
"""Alone these are articles, or "one time" in English."""

_SCALE = "|".join(sorted(map(re.escape, SCALES), key=len, reverse=True))
_DIGITS = r"\d+(?:[.,\u00a0\u202f ](?=\d)\d+)*"
_WORD_NUMBER = rf"(?:{NUMBER_WORDS})(?:(?:-| and | y | et |-et-|\s)(?:{NUMBER_WORDS}))*"
_CURRENCIES = {
    "us$": "USD", "usd": "USD", "$": "USD", "€": "EUR", "eur": "EUR", "£": "GBP", "gbp": "GBP", "¥": "JPY",
    "fcfa": "XOF", "f cfa": "XOF", "cfa": "XOF",
}  # fmt: skip
_AFTER_MONEY = {
    "euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD", "dolares": "USD", "us dollars": "USD",
    "pounds": "GBP", "usd": "USD", "eur": "EUR", "fcfa": "XOF", "f cfa": "XOF", "francs cfa": "XOF", "€": "EUR",
}  # fmt: skip
_SHARE = (
    r"%|per cent\b|percent\b|por ciento\b|pour cent\b"
    r"|percentage points?\b|puntos porcentuales\b|points de pourcentage\b"
)
_MEASURES = (
    r"km2|km²|km|kilometres?|kilometers?|kilometros?|hectares?|hectareas?|ha\b|tonnes?|tons?|toneladas?"
    r"|kg|metres?|mg|mw"
    r"|years? old|hours?|horas?|heures?|days?|dias?|jours?|weeks?|semanas?|semaines?|months?|mes(?:es)?"
    r"|mois|years?|anos?"
    r"|ans\b|annees?|minutes?|minutos?|degrees?"
)
_FIGURE = re.compile(
    rf"(?P<before>us\$|usd |eur |gbp |fcfa |\$|€|£|¥)?\s?"
    rf"(?:(?<![\w.,])(?P<digits>{_DIGITS})|(?<![\w-])(?P<words>{_WORD_NUMBER})(?![\w-]))"
    rf"(?P<ordinal>st|nd|rd|th|er|eme|º|ª|°)?(?![\w])"
    rf"(?:[\s-](?P<scale>{_SCALE})\b(?:\s+(?:de|d')(?=\s))?)?"
    rf"(?:[\s-]?(?P<share>{_SHARE})|[\s-](?:de |d')?(?P<money>euros?|us dollars|dollars?|dolares|pounds"
    rf"|francs cfa|f cfa|fcfa|usd|eur|€)"
    rf"(?!\w)|[\s-]?(?P<measure>{_MEASURES})(?!\w))?"
)
_LINK = re.compile(r"\s+(?:de|d')$")
_QUALIFIERS = re.compile(
    r"(more than|less than|fewer than|at least|at most|up to|over|under|around|about|approximately|nearly|almost|some"
    r"|an estimated|estimated|close to|as many as|as few as|a total of|mas de|menos de|al menos|hasta"
    r"|alrededor de|cerca de"
    r"|aproximadamente|casi|unos|unas|un total de|plus de|moins de|au moins|jusqu'a|environ|pres de"
    r"|quelque|un total de"
    r"|au total|exceeding|below|above|only|average of)\s*$"
)
_REFERENCE = re.compile(
    r"(?:\b(?:no|nos|num|nums|n|art|article|articles|articulo|section|chapter|capitulo|chapitre|figure"
    r"|figura|table|cuadro"
    r"|tableau|annex|anexo|annexe|paragraph|paragraphs|para|paras|parrafo|page|pages|pp|p|goal|sdg|ods"
    r"|odd|target|convention"
    r"|conventions|convenio|convenios|recommendation|protocol|resolution|decision|step|phase|part|box"
    r"|note|version|vol"
    r"|covid|c|r|graphique|encadre|grafico|recuadro|category|group|grupo|groupe|item|appendix|row|column|regulation"
    r"|directive|law|ley|loi|decree|decreto|decret|isco|isic|ciuo|isbn|issn)\.?\s*[-°º/.(]?\s*|n[°º]\s*|[a-z]/|/)$"
)
_DATE_AFTER = re.compile(
    r"[\s,]*(?:st|nd|rd|th|er)?\s*(?:of |de )?(?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre"
    r"|diciembre|janvier"
    r"|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)\b"
)
_DATE_BEFORE = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|enero"
    r"|febrero|marzo|abril"
    r"|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|janvier|fevrier|mars|avril|mai|juin"
    r"|juillet|aout"
    r"|septembre|octobre|novembre|decembre)\s*(?:de |of |\d{1,2},?\s*)?$"
)
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_COUNTED = re.compile(r"\s*(?:of the |of |de la |de los |de las |de l'|des |du |de |d')?([^.;:,()\d|]*)")
_COUNT_END = re.compile(
    r"\b(?:is|are|was|were|have|has|had|will|who|which|that|and|by|from|took|take|work|works|were|can|to"
    r"|in|at|on|directly"
    r"|es|son|fue|fueron|que|y|por|en|han|ha|est|sont|qui|et|par|dans|ont|a)\b"
)
_BEING = frozenset("is are was were es son fue fueron est sont and y et".split())
_MAX_WORDS = 8


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A number at `start` to `end` of a sentence; the other fields are those of a figure."""

    start: int
    end: int
    kind: FigureKind
    value: float | None
    unit: str
    counted: str
    qualifier: str


def find_figures(sentence: str) -> Iterator[FoundFigure]:
    """Yield the numbers of a sentence in order, in digits or in words (from two up)."""
    folded = fold_same_length(sentence)
    for match in _FIGURE.finditer(folded):
        figure = _figure(sentence, folded, match)
        if figure:
            yield figure


def _figure(sentence: str, folded: str, match: re.Match[str]) -> FoundFigure | None:
    start = match.start("digits") if match["digits"] else match.start("words")
    if match["before"]:
        start = match.start("before")
    value = _value(match)
    if value is None and not match["digits"]:
        return None
    end = match.start() + len(_LINK.sub("", match.group()).rstrip())
    before = folded[max(0, start - 24) : start]
    qualifier = _QUALIFIERS.search(before)
    kind, unit = _kind(match, before, folded[end:])
    return FoundFigure(
        start=start,
        end=end,
        kind=kind,
        value=value,
        unit=unit,
        counted=_counted(sentence, folded, end) if kind in ("quantity", "share") else "",
        qualifier=sentence[start - len(before) + qualifier.start(1) : start].strip() if qualifier else "",
    )


def _kind(match: re.Match[str], before: str, after: str) -> tuple[FigureKind, str]:
    """Return the number's kind and unit."""
    if match["before"] or match["money"]:
        sign = (match["before"] or "").strip()
        return "money", _CURRENCIES.get(sign) or _AFTER_MONEY.get(match["money"] or "", "")
    if match["share"]:
        return "share", "percent"
    if match["ordinal"] or _REFERENCE.search(before):
        return ("date", "") if _DATE_AFTER.match(after) else ("reference", "")
    if match["digits"] and not match["scale"] and (_is_year(match) or _DATE_AFTER.match(after)):
        return "date", ""
    if match["digits"] and _DATE_BEFORE.search(before) and not match["measure"]:
        return "date", ""
    return "quantity", match["measure"] or ""


def _is_year(match: re.Match[str]) -> bool:
    return _YEAR.fullmatch(match["digits"]) is not None and not match["measure"]


def _value(match: re.Match[str]) -> float | None:
    """Return the number's value, multiplied by its scale."""
    number = _from_digits(match["digits"]) if match["digits"] else word_value(match["words"])
    return number * SCALES[match["scale"]] if number is not None and match["scale"] else number


def _from_digits(digits: str) -> float | None:
    """Parse `180,000`, `180.000` and `180 000` as 180000, `1,6` and `1.6` as 1.6."""
    if re.fullmatch(r"\d{1,3}(?:([.,\u00a0\u202f ])\d{3})(?:\1\d{3})*", digits) and not digits.startswith("0"):
        return float(re.sub(r"\D", "", digits))
    grouped = re.fullmatch(r"(\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+)([.,])(\d+)", digits)
    if grouped:
        return float(re.sub(r"\D", "", grouped[1]) + "." + grouped[3])
    plain = re.sub(r"[\u00a0\u202f ]", "", digits).replace(",", ".")
    return float(plain) if plain.count(".") <= 1 else None


def _counted(sentence: str, folded: str, end: int) -> str:
    """Return the words after the number up to a verb, a preposition of place or the end of the clause."""
    counted = _COUNTED.match(folded, end)
    if not counted:
        return ""
    stop = _COUNT_END.search(folded, counted.start(1), counted.end(1))
    words = sentence[counted.start(1) : stop.start() if stop else counted.end(1)].split()
    if not words and stop:
        words = sentence[stop.end() if stop.group() in _BEING else stop.start() : counted.end(1)].split()
    return " ".join(words[:_MAX_WORDS])


def word_value(words: str) -> float | None:
    """Return the value of number words such as `thirty-one`, `treinta y uno`, `vingt et un`, or None."""
    parts = [part for part in re.split(r"[\s-]+", words) if part not in ("and", "y", "et")]
    if len(parts) == 1 and parts[0] in _AMBIGUOUS:
        return None
    values = [_UNITS.get(part) or _ONES.get(part) for part in parts]
    if None in values or len(values) > 2 or (len(values) == 2 and (values[0] or 0) < 20):  # noqa: PLR2004 - tens and units
        return None
    return float(sum(value or 0 for value in values))
