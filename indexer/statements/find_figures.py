"""Find the numbers of a sentence, in digits and in words, with unit, what they count and their qualifier."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from indexer.analysis.language_registry import active_languages, any_of, language_cache
from indexer.analysis.tokenizer import fold
from indexer.records.figure import FigureKind
from indexer.statements.counted import counted_by
from indexer.statements.currencies import SIGNS, currency_of
from indexer.statements.folding import fold_same_length

_DIGITS = r"(?:\d{1,3}(?:[\u00a0\u202f ]\d{3})+(?!\d)|\d+)(?:[.,]\d+)*"
COUNTING: tuple[FigureKind, ...] = ("quantity", "share", "money")
"""The kinds of numbers that count something: dates and reference numbers do not."""

_SHARE = (
    r"%|per cent\b|percent\b|por ciento\b|pour cent\b"
    r"|percentage points?\b|puntos porcentuales\b|points de pourcentage\b|points\b(?! of)|puntos\b(?! de)"
)
_MEASURES = (
    r"km2|km²|square kilomet(?:re|er)s?|kilometros cuadrados|km|lbs|pounds"
    r"|kilometres?|kilometers?|kilometros?|miles?|hectares?|hectareas?|ha\b|tonnes?|tons?|toneladas?"
    r"|kg|metres?|mg|mw"
    r"|years? old|hours?|horas?|heures?|days?|dias?|jours?|weeks?|semanas?|semaines?|months?|mes(?:es)?"
    r"|mois|years?|anos?"
    r"|ans\b|annees?|minutes?|minutos?|degrees?"
)
_POINTS = re.compile(r"points?|puntos")
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
    r"|figura|tables?|tableaux|tablas|cuadro"
    r"|tableau|annex|anexo|annexe|paragraph|paragraphs|para|paras|parrafo|page|pages|pp|p|goal|sdg|ods|codes?|codigo|module|strategy|scenario|cible|meta|indicator|indicador|indicateur"
    r"|odd|target|convention"
    r"|conventions|convenio|convenios|recommendation|protocol|resolution|decision|step|phase|part|box"
    r"|note|version|vol"
    r"|covid|c|r|graphique|encadre|grafico|recuadro|category|group|grupo|groupe|item|appendix|row|column|regulation"
    r"|directive|law|ley|loi|decree|decreto|decret|isco|isic|ciuo|isbn|issn)\.?\s*[-°º/.(]?\s*(?:\d[\d.]*\s(?:and|to|et|y)\s)?|n[°º]\s*|[a-z]/|/)$"
)
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")


class _Vocabulary(NamedTuple):
    """The words of numbers, folded, and the patterns made of them, in the languages that have number words.

    `numbers` gives the value of a word of which numbers are made, `scales` the factor of a word after a number.
    `ambiguous` words are no number alone: articles, or "one time" in English.
    """

    numbers: Mapping[str, int]
    ambiguous: frozenset[str]
    scales: Mapping[str, float]
    figure: re.Pattern[str]
    after_day: re.Pattern[str]
    before_day: re.Pattern[str]


@language_cache()
def _vocabulary() -> _Vocabulary:
    """Return the number words and months of the languages in use."""
    known = [each for each in active_languages().values() if each.numbers.words]
    numbers = {fold(word): value for each in known for word, value in each.numbers.words.items()}
    scales = {fold(word): 10.0**zeros for each in known for word, zeros in each.numbers.scales.items()}
    scales |= {fold(word): 100.0 for each in known for word in each.numbers.hundreds}
    months = any_of(fold(names[0]) for each in known for names in each.dates.months)
    return _Vocabulary(
        numbers=numbers,
        ambiguous=frozenset(fold(word) for each in known for word in each.numbers.ambiguous_words),
        scales=scales,
        figure=_figure_pattern(any_of(map(re.escape, numbers)), any_of(map(re.escape, scales))),
        after_day=re.compile(rf"[\s,]*(?:(?:st|nd|rd|th|er)\s*)?(?:of |de )?(?:{months})\b"),
        before_day=re.compile(rf"\b(?:{months})\s*(?:de |of |\d{{1,2}},?\s*)?$"),
    )


def _figure_pattern(words: str, scales: str) -> re.Pattern[str]:
    """Return the pattern of a number with its sign, scale and unit."""
    number = rf"(?:{words})(?:(?:-| and | y | et |-et-|\s)(?:{words}))*"
    return re.compile(
        rf"(?:(?:(?<![^\W_])(?P<before>(?:{any_of(map(re.escape, SIGNS['before']))})\.?)\s?|(?P<minus>(?<![\w)%])[-−])"
        rf"|(?<![\w.,]))(?P<digits>{_DIGITS})(?P<upto>(?:\s?[-–]\s?|\s(?:a|to)\s){_DIGITS}(?!\w*[-/]))?|(?<![\w-])(?P<words>{number})(?![\w-]))"
        rf"(?P<ordinal>st|nd|rd|th|er|eme|º|ª|°)?(?!(?!per ?cent\b)\w|[.,]\d)"
        rf"(?:[\s-](?P<scale>{scales})\b(?:\s+(?:de|d')(?=\s))?)?"
        rf"(?:[\s-]?(?P<share>{_SHARE})|[\s-](?:de |d')?(?P<money>{any_of(map(re.escape, SIGNS['after']))})"
        rf"(?!\w)|[\s-]?(?P<measure>{_MEASURES})(?!\w))?"
    )


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


def find_figures(sentence: str, countries: Collection[str] = ()) -> Iterator[FoundFigure]:
    """Yield the numbers of a sentence in order, in digits or in words (from two up).

    `countries` are the codes of those that the text is about: they tell which currency a shared sign means. The
    bounds of a range ("15-64 years") are one figure without a single value.
    """
    folded = fold_same_length(sentence)
    for match in _vocabulary().figure.finditer(folded):
        figure = _figure(sentence, folded, match, countries)
        if figure:
            yield figure


def _figure(sentence: str, folded: str, match: re.Match[str], countries: Collection[str] = ()) -> FoundFigure | None:
    start = match.start("digits") if match["digits"] else match.start("words")
    sign = (match["before"] or "").rstrip(" .")
    code = currency_of(sign, "before", countries) or currency_of(match["money"] or "", "after", countries)
    if currency_of(sign, "before", countries):
        start = match.start("before")
    elif match["minus"]:
        start = match.start("minus")
    value = _value(match)
    is_code = sign.isalpha() and not code and match.end("before") == match.start("digits")
    if is_code or (value is None and not match["digits"]):
        return None
    last = match.start("money") if match["money"] and not code else match.end()
    end = match.start() + len(_LINK.sub("", folded[match.start() : last]).rstrip())
    before = folded[max(0, start - 24) : start]
    qualifier = _QUALIFIERS.search(before)
    kind, unit = _kind(match, code, before, folded[end:])
    return FoundFigure(
        start=start,
        end=end,
        kind=kind,
        value=value,
        unit=unit,
        counted=counted_by(
            sentence, folded, start, end, is_money=kind == "money", is_marked=bool(unit) or kind == "share"
        )
        if kind in COUNTING
        else "",
        qualifier=sentence[start - len(before) + qualifier.start(1) : start].strip() if qualifier else "",
    )


def _kind(match: re.Match[str], currency: str, before: str, after: str) -> tuple[FigureKind, str]:
    """Return the kind and unit of a number, an amount of money if it has a currency."""
    if currency:
        return "money", currency
    if match["share"]:
        return "share", "points" if _POINTS.search(match["share"]) else "percent"
    if match["ordinal"] or _REFERENCE.search(before):
        return ("date", "") if _vocabulary().after_day.match(after) else ("reference", "")
    if match["digits"] and not match["scale"] and (_is_year(match) or _vocabulary().after_day.match(after)):
        return "date", ""
    if match["digits"] and _vocabulary().before_day.search(before) and not match["measure"]:
        return "date", ""
    return "quantity", match["measure"] or ""


def follows_month(before: str) -> bool:
    """Return whether the text before a year ends in a month, or in a day after it."""
    return _vocabulary().before_day.search(fold_same_length(before)) is not None


def _is_year(match: re.Match[str]) -> bool:
    return _YEAR.fullmatch(match["digits"]) is not None and not match["measure"]


def _value(match: re.Match[str]) -> float | None:
    """Return the number's value, multiplied by its scale; None for a range."""
    if match["upto"]:
        return None
    number = _from_digits(match["digits"]) if match["digits"] else word_value(match["words"])
    if number is not None and match["minus"]:
        number = -number
    return number * _vocabulary().scales[match["scale"]] if number is not None and match["scale"] else number


def _from_digits(digits: str) -> float | None:
    """Parse `180,000`, `180.000` and `180 000` as 180000, `1,6` and `1.6` as 1.6."""
    if re.fullmatch(r"\d{1,3}(?:([.,\u00a0\u202f ])\d{3})(?:\1\d{3})*", digits) and not digits.startswith("0"):
        return float(re.sub(r"\D", "", digits))
    grouped = re.fullmatch(r"(\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+)([.,])(\d+)", digits)
    if grouped:
        return float(re.sub(r"\D", "", grouped[1]) + "." + grouped[3])
    plain = re.sub(r"[\u00a0\u202f ]", "", digits).replace(",", ".")
    return float(plain) if plain.count(".") <= 1 else None


def word_value(words: str) -> float | None:
    """Return the value of number words such as `thirty-one`, `treinta y uno`, `vingt et un`, or None."""
    parts = [part for part in re.split(r"[\s-]+", words) if part not in ("and", "y", "et")]
    if len(parts) == 1 and parts[0] in _vocabulary().ambiguous:
        return None
    values = [_vocabulary().numbers.get(part) for part in parts]
    if None in values or len(values) > 2 or (len(values) == 2 and (values[0] or 0) < 20):  # noqa: PLR2004 - tens and units
        return None
    return float(sum(value or 0 for value in values))
