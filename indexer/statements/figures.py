"""The figures of a passage: numbers that count something, in its sentences and in the cells of its tables."""

import re
from collections.abc import Iterator

from indexer.analysis.language_registry import active_languages
from indexer.records.figure import Figure
from indexer.records.passage import Passage, Span
from indexer.statements.find_figures import COUNTING, FoundFigure, find_figures
from indexer.statements.table_cells import TableCell

_NUMBERED = re.compile(r"\s*(?:\(?\d{1,3}[.)]|\d{1,3}(?:\.\d{1,3})+\.?|\d{1,3}(?=\s+[“«‘]?\s?[A-ZÀ-ÖØ-Þ]))(?=\s|$)")
"""The number of a paragraph, a heading or a note, before its text."""
_TELEPHONE = re.compile(r"(?<![\w.,-])(?:\+\d{1,3} ?|0)\d{2,4}(?:[ -]\d{2,4}){2,3}(?![\w-])")
_SOURCE = re.compile(
    r"^\s*(?:sources?|fuentes?)\s*:|^\s*\d{1,3}\.? (?:interviews?|see|voir|véase|entretiens?|entrevistas?)\b"
    r"|https?:|www\.|\bibid\b|\?\s*$",
    re.IGNORECASE,
)
"""What only the questions and references of a document hold."""
_AGE_UNITS = frozenset(("years", "year", "years old", "ans", "anos"))
_AND_OLDER = re.compile(r"\s*(?:y|e|o|et|ou|and|or|a) (?:más|mas|plus|older|over|above|more|mais)\b", re.IGNORECASE)
_PERIOD = re.compile(
    r"\b(?:in|within|en|dans|(?:in|over|during|within) the|next|last|past|first|previous"
    r"|derni[eè]re?s|prochaine?s|premiers"
    r"|[úu]ltim[oa]s|pr[óo]xim[oa]s|primer[oa]s)\s+$",
    re.IGNORECASE,
)
"""Before the length of a period that is only named: "over the next three years"."""
_LENGTHS = re.compile(r"hour|hora|heure|day|dia|jour|week|seman|semain|month|mes|mois|year|ano|ans|annee|minut")
_FRACTION = re.compile(r"[\s-](?:thirds?|quarters?|fifths|tenths|tercios|cuartos|quintos|tiers|quarts?|cinquièmes)\b")
_COMPOUND = re.compile(r"\d-[^\W\d]")
"""A number that is part of an adjective: "10-year"."""
_AGE = re.compile(r"\b(?:ages?|aged|age of|edad de|edades de|âgée?s? de)\s+$", re.IGNORECASE)
_FORMULA = re.compile(r"\w\s?=\s?\S")
_OUT_OF = re.compile(
    r"(?:\b(?:\d+|one|two|three|four|five|six|seven|eight|nine) in|\bsur|\bout of|\bde cada|\bin every)\s+$",
    re.IGNORECASE,
)
_OF_TEN = re.compile(
    r"\s+(?:(?:[^\W\d]\S*\s+){0,4}(?:sur|out of|de cada)|in)\s+(?:\d+|five|ten|cinq|dix|cinco|diez)\b(?!\s?%)",
    re.IGNORECASE,
)
"""After the first number of a proportion: "seven people out of ten"."""
_BOUND = re.compile(
    r"(?:\s+[^\W\d]+){0,2}\s+(?:or|and|ou|et|o|y|e) (?:more|over|less|plus|moins|más|mas|menos)\b", re.IGNORECASE
)
"""After the bound of a class: "100 or more dwellings"."""
_CLASS = re.compile(
    r"\b(?:those|firms|enterprises|establishments|businesses|celles|ceux|entreprises|établissements|unités|empresas|aquellas)"
    r" (?:de|of|with|con|avec|employing|employant) (?:plus|moins|más|menos|more|less|fewer|at least|au moins|al menos)"
    r" ?(?:than|de)? $",
    re.IGNORECASE,
)
"""Before the bound of a class: "enterprises with more than 100 persons"."""
_DEFINITE = re.compile(
    r"(?:\b(?:the|these|those|both|all|les|ces|des|aux|leurs|ses|nos|los|las|estos|estas|esos|esas|sus)|\btous|\btodos)\s+$",
    re.IGNORECASE,
)
"""Before the number of what the text has named already: "the two ports"."""
_KEY_FIGURE = re.compile(r"\s*\d[\d.,]*(?: (?:million|billion))?\s+[a-zà-ÿ][^\d|]{2,60}")
"""A line that only says how many: "306 fishermen"."""
_LEADERS = re.compile(r"\.{4,}|(?:\. ){4,}|…{2,}")
_TITLE = re.compile(
    r"\s*(?:table|figure|box|tableau|graphique|encadré|tabla|cuadro|gráfico|figura|recuadro|bảng|hình|quadro)\s+\S*\d",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_NUMBER = re.compile(r"\d[\d.,]*")
_LONG_CODE = re.compile(r"\d{4,}")
_CODE = re.compile(r"(?<![\w.,])(\d{1,5})\s?(?:[-–=.)]\s?)?(?=[A-ZÀ-ÖØ-Þ][^\W\d])")
"""A number before a capitalized word."""
_MIN_WORDS = 4
_MIN_DATED_WORDS = 6
_RANGE = re.compile(r"\d\s?[-–]\s?\d|\d\s(?:à|a|to)\s")
_PARTS_OF_TEXT = re.compile(
    r"\b(?:codes|códigos|caveats|directions|direcciones|subgroups|subgrupos|sous-groupes|facts|bins|objectives|objectifs|objetivos|pillars|piliers|pilares|digits|chiffres|dígitos|studies|classes|clases|apartados|catégories|categorías|groupes|factors?|facteurs|factores|periods|périodes|períodos|levels|niveaux|niveles|phases|fases|methods|méthodes|métodos"
    r"|approaches|dimensions|component|composantes|componentes|elements|éléments|elementos|stages|étapes|etapas|concepts|conceptos"
    r"|definitions|définitions|definiciones|variables|modules|módulos|options|sources|fuentes|findings|conclusions|theories|columns|rows|tables|components|categories|sections|chapters|parts|steps|terms|criteria|types|ways|questions|versions|lines"
    r"|results|points|items|examples|reasons|aspects|chapitres|sections|parties|questions|capítulos|secciones|partes|preguntas"
    r"|phần|chương|bước)\b",
    re.IGNORECASE,
)
"""What a text counts of itself or of an argument: "three components"."""
_MAX_PARTS = 10
_NO_CAPITAL_ADJECTIVES = frozenset(("es", "fr", "pt"))
_ZERO = re.compile(r"(?<![\d.,])0\d")
_JOINED_BEFORE = re.compile(r"[<>≤≥]\s?$|\d:$|[\w)][-/.–]$|\d\s?[x×]\s?$")
_JOINED_AFTER = re.compile(r":\d|[-/–+]\w|\+|\s?[x×]\s?\d")
_IN_ROW_BEFORE = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)?%?\s$")
_IN_ROW_AFTER = re.compile(r"\s\d+(?:[.,]\d+)?(?![\w.,-])")
"""Another number beside it: both are labels of a chart or cells of a table."""
_ACRONYM = re.compile(r"\b[A-Z]{2,}\s$")
_NAMED = re.compile(r"[a-zà-ÿ]\s(?!(?:[A-Z][a-z]+day|In|On|By|At)\s)[A-Z][a-zà-ÿ]{3,}\s$")
"""Within a sentence, a capitalized word before a number: a name that ends in it, such as that of a district."""
_MARK_DIGITS = 2
_FIRST_YEAR = 1_500
_DAY_OF_YEAR = re.compile(r"\W*(?:de |of )?[^\W\d]+\.?,? (?:de |of |del )?\d{4}\b")
_WHEN = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|before|after|during|for|of|year|en|depuis|avant|après|jusqu'en|de|del|desde|hasta"
    r"|antes de|año|l’année|l'année|année|năm)|[^\W\d]{3,}\.?,?|\d,?)\s+$",
    re.IGNORECASE,
)
"""What is before a year that says when something happened, unlike those of references: "(2022)"."""
_ENDS = re.compile(r"[.!?:;][\"”’»)]*\s*$")


def sentence_figures(passage: Passage, sentence: str, key: str, spans: tuple[Span, ...]) -> Iterator[Figure]:
    """Yield the figures of a sentence: what counts something, the dates of what happened, and telephone numbers.

    A heading, a line of contents and the labels of a chart are no sentences.
    """
    if not (_is_sentence(sentence) or _KEY_FIGURE.fullmatch(sentence)) or _SOURCE.search(sentence):
        return
    for number in _TELEPHONE.finditer(sentence):
        found = FoundFigure(number.start(), number.end(), "reference", None, "", "", "")
        yield _figure(passage, sentence, key, spans, found)
    if _is_list_of_codes(sentence) or _FORMULA.search(sentence):
        return
    numbered = _NUMBERED.match(sentence)
    first = numbered.end() if numbered else 0
    for found in find_figures(sentence, passage.tags.get("country", ())):
        is_here = found.start >= first and _is_in(passage.language, found, sentence)
        if is_here and not _is_title_case(passage.language, found, sentence) and _is_record(found, sentence):
            yield _figure(passage, sentence, key, spans, found)


def cell_figure(passage: Passage, cell: TableCell, key: str, spans: tuple[Span, ...]) -> Figure | None:
    """Return the figure of a table's cell; None without a title of the table, for a year, or if it cannot be read."""
    if not cell.title:
        return None
    start, end = cell.number.start - cell.row.start, cell.number.end - cell.row.start
    found = next(find_figures(cell.number.text, passage.tags.get("country", ())), None)
    if found is None or found.value is None or found.kind not in COUNTING:
        return None
    return Figure(
        id=f"{passage.document}-f{key}-{start}",
        document=passage.document,
        passage=passage.id,
        language=passage.language,
        sentence=cell.row.text,
        spans=spans,
        start=start,
        end=end,
        kind=found.kind,
        value=found.value,
        unit=found.unit,
        counted=cell.row_head,
        qualifier="",
        column=cell.column_head,
        table=cell.title,
    )


def _is_sentence(text: str) -> bool:
    """Return whether a text is a sentence, or an item of a list, rather than a heading or the labels of a chart."""
    words, numbers = len(_WORD.findall(text)), len(_NUMBER.findall(text))
    has_small = any(word[:1].islower() for word in text.split())
    is_prose = _ENDS.search(text) is not None or words >= 2 * _MIN_WORDS
    return (
        words >= max(_MIN_WORDS, numbers)
        and has_small
        and is_prose
        and not _LEADERS.search(text)
        and not _TITLE.match(text)
    )


def _is_list_of_codes(sentence: str) -> bool:
    """Return whether a sentence lists what codes stand for: "1 Employed 2 Unemployed 3 Inactive"."""
    codes = [match[1] for match in _CODE.finditer(sentence)]
    if len(codes) > 1 and all(len(code) > _MARK_DIGITS for code in codes):
        return True
    return any(sorted(codes[index : index + 3]) == codes[index : index + 3] for index in range(len(codes) - 2))


def _is_record(found: FoundFigure, sentence: str) -> bool:
    """Return whether a number is one that a reader looks for."""
    if _is_part_of_symbol(found, sentence):
        return False
    if found.kind == "date":
        return _says_when(found, sentence)
    is_age = found.unit in _AGE_UNITS and (
        found.counted not in sentence[found.end :] or _AND_OLDER.match(sentence, found.end) is not None
    )
    if (found.value or _MAX_PARTS) < _MAX_PARTS and not found.unit and _PARTS_OF_TEXT.search(found.counted):
        return False
    is_whole = _OUT_OF.search(sentence[: found.start]) is not None
    if _LENGTHS.match(found.unit) and _PERIOD.search(sentence[: found.start]):
        return False
    is_bound = found.kind == "quantity" and (found.value == 0 or _BOUND.match(sentence, found.end) is not None)
    if is_bound or _CLASS.search(sentence[: found.start]) or (not found.unit and _OF_TEN.match(sentence, found.end)):
        return False
    is_counting = found.kind in COUNTING and bool(found.counted)
    return is_counting and not is_age and not is_whole and not _is_known(found, sentence)


def _is_known(found: FoundFigure, sentence: str) -> bool:
    """Return whether a number only names again what the text has counted, or is part of a name: "the 400 Mawozo"."""
    if found.kind != "quantity" or found.unit or not _DEFINITE.search(sentence[: found.start]):
        return False
    is_word = sentence[found.start].isalpha()
    return (is_word and (found.value or 0) <= _MAX_PARTS) or sentence[found.end :].lstrip()[:1].isupper()


def _says_when(found: FoundFigure, sentence: str) -> bool:
    """Return whether a date is that of what a sentence tells; a day counts as its year."""
    if len(_WORD.findall(sentence)) < _MIN_DATED_WORDS or not _ENDS.search(sentence):
        return False
    if (found.value or _FIRST_YEAR) < _FIRST_YEAR:
        return _DAY_OF_YEAR.match(sentence, found.end) is None
    return found.value is None or _WHEN.search(sentence[: found.start]) is not None


def _is_in(language: str, found: FoundFigure, sentence: str) -> bool:
    """Return whether a number in words is one of the sentence's language: "très" is no Spanish three in French."""
    written = sentence[found.start : found.end]
    known = active_languages().get(language)
    if written[:1].isdigit() or not written[:1].isalpha() or found.kind == "money" or known is None:
        return True
    words = {each.lower() for each in known.numbers.words}
    return re.split(r"[\s-]", written.lower())[0] in words


def _is_title_case(language: str, found: FoundFigure, sentence: str) -> bool:
    """Return whether a capital follows a plain number where adjectives have none: it is a code, not a count."""
    if language not in _NO_CAPITAL_ADJECTIVES or found.kind != "quantity" or found.unit:
        return False
    following = sentence[found.end :].lstrip()[:2]
    return following[:1].isupper() and following[1:].islower()


def _is_part_of_symbol(found: FoundFigure, sentence: str) -> bool:
    """Return whether a number is part of a document's symbol, a name, a calibre, a section's number or a note mark."""
    written, before, after = sentence[found.start : found.end], sentence[: found.start], sentence[found.end :]
    if (found.value is None and not _RANGE.search(written)) or _ZERO.search(written) or _COMPOUND.search(written):
        return True
    joined_before = (_JOINED_BEFORE, _AGE, _IN_ROW_BEFORE)
    if any(each.search(before) for each in joined_before):
        return True
    if any(each.match(after) for each in (_JOINED_AFTER, _FRACTION, _IN_ROW_AFTER)):
        return True
    is_code = _LONG_CODE.fullmatch(written) is not None and _CODE.match(sentence, found.start) is not None
    is_bracketed = before.endswith("(") and after.startswith(")")
    is_range_of_years = is_bracketed and found.value is None and not found.unit
    is_mark = is_bracketed and len(written) <= _MARK_DIGITS
    is_name = len(written) <= _MARK_DIGITS and written.isdigit() and _NAMED.search(before) is not None
    is_named = is_mark or is_name or _ACRONYM.search(before) is not None
    return is_code or is_range_of_years or (found.kind == "quantity" and is_named)


def _figure(passage: Passage, sentence: str, key: str, spans: tuple[Span, ...], found: FoundFigure) -> Figure:
    return Figure(
        id=f"{passage.document}-f{key}-{found.start}",
        document=passage.document,
        passage=passage.id,
        language=passage.language,
        sentence=sentence,
        spans=spans,
        start=found.start,
        end=found.end,
        kind=found.kind,
        value=found.value,
        unit=found.unit,
        counted=found.counted,
        qualifier=found.qualifier,
    )
