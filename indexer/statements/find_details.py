"""Find the details of a statement: its object, beneficiary, deadline or date, and the instruments it names."""

import re
from dataclasses import dataclass

from indexer.analysis.language_registry import active_languages, any_of, language_cache
from indexer.analysis.normalizer import is_instrument, normalized_tokens
from indexer.statements.classify import PASSIVE, Classification
from indexer.statements.folding import lower_same_length

_YEAR = r"(?:1[89]|20)\d\d"
_TITLE_YEAR = re.compile(rf"(?:convention|recommendation|protocol|act|law|convenio|ley|loi),? {_YEAR}")
_YEARS = re.compile(_YEAR)
_BENEFICIARY = re.compile(
    r"\b(?:for|to benefit|benefiting|benefitting|in favour of|on behalf of|para|en favor de"
    r"|en beneficio de|a favor de"
    r"|pour|en faveur de|au profit de|au bénéfice de)\s+((?:[^\s,;.]+ ){0,3}?(?:workers|women|men|girls"
    r"|boys|children|youth"
    r"|young people|migrants|refugees|families|fishers|fishermen|farmers|pickers|employees|inspectors"
    r"|constituents|people"
    r"|persons|citizens|residents|communities|enterprises|trabajador(?:es|as)|mujeres|niños|niñas|jóvenes|migrantes"
    r"|familias|personas|pescadores|agricultores|empresas|comunidades|travailleurs|travailleuses|femmes"
    r"|enfants|jeunes"
    r"|familles|personnes|pêcheurs|agriculteurs|entreprises|populations?|communautés)\b)"
)
_WORDS = re.compile(r"\S+")
_PROGRESSIVE = re.compile(r"\b(?!being\b)\w+(?:ing|ando|iendo)$")
"""A verb that is no passive though it has its auxiliary: "is building"."""
_AROUND = " ,\n\t\u00a0\u202f"
_MAX_WORDS = 30


@language_cache()
def _date_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of deadlines and of dates, with the months of the languages that have number words."""
    known = [each for each in active_languages().values() if each.numbers.words]
    months = any_of(lower_same_length(names[0]) for each in known for names in each.dates.months)
    when = (
        rf"(?:(?:the )?(?:spring|summer|autumn|winter|end|beginning|middle|first half|second half|fines|finales|final"
        rf"|principios|la fin|fin)(?: of| de| del)? )?"
        rf"(?:\d{{1,2}}(?:er|º|st|nd|rd|th)?(?: of| de)? )?(?:(?:{months})(?: \d{{1,2}})?,?(?: of| de| del)? ?)?{_YEAR}"
        rf"(?:[-–/]\d{{2,4}})?"
    )
    deadline = re.compile(
        rf"\b(?:by|before|until|till|no later than|not later than|through|para|antes de|hasta|a más tardar en"
        rf"|a más tardar"
        rf"|d'ici(?: à| la)?|avant|jusqu'en|jusqu'à|au plus tard en)(?: the| el| le| la| año| l'année)*\s+({when})"
        r"|\b(?:within|dentro de|en un plazo de|dans un délai de|sous)\s+((?:the next |los próximos |les prochains )?"
        r"[\w-]+ (?:days|weeks|months|years|días|semanas|meses|años|jours|semaines|mois|ans))"
    )
    return deadline, re.compile(rf"\b({when})")


@dataclass(frozen=True, slots=True)
class StatementDetails:
    """The fields of a statement of the same names."""

    objects: str
    beneficiary: str
    deadline: str
    date: str
    year: int | None
    instruments: tuple[str, ...]


def find_details(text: str, classification: Classification) -> StatementDetails:
    """Return the sentence's other details, each quoted from it or empty."""
    lower = lower_same_length(text)
    deadline_pattern, date_pattern = _date_patterns()
    deadline = _first(deadline_pattern, text, lower)
    without_titles = _TITLE_YEAR.sub(lambda found: "-" * len(found.group()), lower)
    date = "" if deadline else _first(date_pattern, text, without_titles)
    year = _YEARS.search(deadline or date)
    return StatementDetails(
        objects=_object(text, lower, classification),
        beneficiary=_first(_BENEFICIARY, text, lower),
        deadline=deadline,
        date=date,
        year=int(year.group()) if year else None,
        instruments=instruments_of(text),
    )


def instruments_of(text: str) -> tuple[str, ...]:
    """Return the codes of the Conventions (C188), Protocols (P029) and Recommendations (R204) that a text names."""
    if not any(char.isdigit() for char in text):
        return ()
    codes = (token.text for token in normalized_tokens(text) if is_instrument(token))
    return tuple(dict.fromkeys(f"{code[0].upper()}{int(code[1:]):03d}" for code in codes))


def _first(pattern: re.Pattern[str], text: str, lower: str) -> str:
    """Return the first match's non-empty group, as the text writes it."""
    match = pattern.search(lower)
    if not match:
        return ""
    group = next(number for number, value in enumerate(match.groups(), start=1) if value is not None)
    return text[match.start(group) : match.end(group)].strip()


def _object(text: str, lower: str, classification: Classification) -> str:
    """Return what follows the verb up to the end of the clause; with a passive, its subject."""
    matched = lower[classification.start : classification.end]
    if PASSIVE.search(matched) and not _PROGRESSIVE.search(matched):
        subject = re.split(r"[;:]", text[: classification.start])[-1]
        words = list(_WORDS.finditer(subject))[-_MAX_WORDS:]
        return subject[words[0].start() :].strip(_AROUND) if words else ""
    rest = re.split(r"[;:]|\.\s", text[classification.end :])[0]
    words = list(_WORDS.finditer(rest))[:_MAX_WORDS]
    return rest[: words[-1].end()].strip(_AROUND + ".") if words else ""
