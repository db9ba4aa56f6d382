"""Judge the lines of a cover and an imprint: dates, organizations, series, and what is no title."""

import re
from datetime import UTC, datetime

from indexer.analysis.language_registry import active_languages, any_of, language_cache
from indexer.analysis.tokenizer import fold

SENTENCE_END = re.compile(r"[.:?](?:$|\s[A-ZÀ-Þ])")
MAX_SMALL_WORDS = 8  # of a name most of whose words have no capital
FIRST_YEAR = 1945
MAX_ORGANIZATION_WORDS = 28
MAX_WORDS_BEFORE = 5  # of an organization's name, before the word that says what it is
MIN_LETTERS = 3
MIN_LETTER_SHARE = 0.5
MAX_DATE_WORDS = 7
MAX_BROKEN = 1  # words without a vowel and other than an abbreviation, which lost letters leave

YEAR = re.compile(r"(?<![\d/.-])((?:19|20)\d\d)(?![\d/]|[.-]\d)")
NUMERIC_DATE = re.compile(r"(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-]((?:19|20)\d\d)|((?:19|20)\d\d)-\d{1,2}-\d{1,2})(?!\d)")
MONTH_AND_YEAR = re.compile(r"(?<![\d/.-])(?:0?[1-9]|1[0-2])/((?:19|20)\d\d)(?![\d/])")
LONE_YEAR = re.compile(r"\W*(?:19|20)\d\d\W*")
MAX_PLACE_WORDS = 3  # before a year that a dash parts from them
ADDRESS = re.compile(r"https?:|www\.|\S@\S|\b(?:tel|fax|tél|po box|b\.? ?p\.? ?\d)", re.IGNORECASE)
SPACED_CAPITALS = re.compile(r"(?<!\w)(?:[^\W\d_] ){3,}[^\W\d_](?!\w)")
MOJIBAKE = re.compile(r"[\ufffd\ue000-\uf8ff]|Ã.|â€|[^\W\d_]\+®")
VOWELS = frozenset("aeiouy")


def plain(text: str) -> str:
    """Return the text without spaces between spaced letters (`S T A T I S T I C S`) and marks of notes at its end."""
    joined = SPACED_CAPITALS.sub(lambda found: found[0].replace(" ", ""), text)
    return re.sub(r"(?<=\w)[*†‡]+$", "", " ".join(joined.replace("\u00ad", "").replace("\ufffe", "-").split()))


def year_of(text: str) -> int | None:
    """Return the last year that a text names, if it can be one of publication."""
    years = [int(found[1] or found[2]) for found in NUMERIC_DATE.finditer(text)] or [
        int(found[1]) for pattern in (MONTH_AND_YEAR, YEAR) for found in pattern.finditer(text)
    ]
    return years[-1] if years and FIRST_YEAR <= years[-1] <= datetime.now(UTC).year + 1 else None


def date_year(text: str) -> int | None:
    """Return the year of a line that is a date, or ends in one: with a month, in figures, or a year after a place."""
    words = re.findall(r"[^\W\d_]+", fold(text))
    year = year_of(text)
    if year is None or len(words) > MAX_DATE_WORDS:
        return None
    if NUMERIC_DATE.search(text) or MONTH_AND_YEAR.search(text) or is_lone_year(text):
        return year
    others = [word for word in words if word not in _months() and word not in _date_words()]
    has_month = not others or any(word in _months() for word in words)
    is_place = re.fullmatch(r"[^\W\d_][^\d]{2,40}, ?(?:19|20)\d\d", text.strip()) is not None
    is_place |= len(words) <= MAX_PLACE_WORDS and re.fullmatch(r"[^\d]+ [-–] ?(?:19|20)\d\d", text.strip()) is not None
    is_place &= not has_type(text)
    return year if (has_month and len(others) <= MAX_DATE_WORDS - 4) or is_place else None


def is_lone_year(text: str) -> bool:
    """Return whether a line is a year and nothing else: it may be that of a survey, not of publication."""
    return LONE_YEAR.fullmatch(text) is not None


def is_date(text: str) -> bool:
    """Return whether a line is a date and no more than its place."""
    return date_year(text) is not None


def is_title_text(text: str) -> bool:
    """Return whether a text has the letters of a title: enough of them, and none lost or garbled."""
    letters = sum(map(str.isalpha, text))
    if letters < MIN_LETTERS or letters < MIN_LETTER_SHARE * len(text.replace(" ", "")) or MOJIBAKE.search(text):
        return False
    return not ADDRESS.search(text) and "_" not in text and broken_words(text) <= MAX_BROKEN


def broken_words(text: str) -> int:
    """Return how many small words have no vowel: what is left where letters could not be decoded."""
    words = re.findall(r"[^\W\d_]+(?!['’])", text)
    return sum(word.islower() and not VOWELS & set(fold(word)) for word in words)


def is_generic(text: str) -> bool:
    """Return whether a line is on many covers and no title: a series, a kind of document, a heading of front matter."""
    return _generic().fullmatch(text.strip(" .:–—-*")) is not None


def is_organization(text: str) -> bool:
    """Return whether a text is the name of an institution, and not a title that has one in it."""
    words = fold(text).split()
    if not words or len(words) > MAX_ORGANIZATION_WORDS or SENTENCE_END.search(text) or not text[0].isupper():
        return False
    if len(words) > MAX_SMALL_WORDS and 2 * sum(any(map(str.isupper, word)) for word in text.split()) < len(words):
        return False
    found = _organization().search(" ".join(words))
    return found is not None and found.start() <= len(" ".join(words[:MAX_WORDS_BEFORE])) and not has_type(text)


def has_type(text: str) -> bool:
    """Return whether a text has a word of titles, such as report or survey; a field of work is none: `of Policy`."""
    folded = fold(text)
    return any(not _is_object(folded[: found.start()]) for found in _types().finditer(folded))


def opens_organization(text: str) -> bool:
    """Return whether a line begins with a word such as ministry or institute."""
    return _organization().match(fold(text)) is not None


def _is_object(before: str) -> bool:
    """Return whether the words before another make it the object of a name: `of`, `au`, `l'`."""
    words = before.split()
    return before.endswith(("'", "’")) or (len(words) > 1 and words[-1] in _links())


@language_cache()
def _months() -> frozenset[str]:
    every = [each.dates for each in active_languages().values()]
    names = [name for each in every for month in each.months for name in month]
    names += [word for each in every for word in each.month_words]
    return frozenset(word for name in names for word in fold(name).split())


@language_cache()
def _date_words() -> frozenset[str]:
    every = [each.dates for each in active_languages().values()]
    words = (word for each in every for word in (*each.links, *each.joiners, *each.day_words, *each.year_words))
    return frozenset({*map(fold, words), "st", "nd", "rd", "th"})


@language_cache()
def _links() -> frozenset[str]:
    return frozenset(fold(word) for each in active_languages().values() for word in each.layout.dangling)


@language_cache()
def series_pattern() -> re.Pattern[str]:
    """Return the expression of the name of a series, with its number, in all languages."""
    return re.compile(
        rf"(?:{any_of(name for each in active_languages().values() for name in each.layout.series)})", re.IGNORECASE
    )


@language_cache()
def _generic() -> re.Pattern[str]:
    layouts = [each.layout for each in active_languages().values()]
    kinds = [
        pattern for each in layouts for pattern in (*each.series, *each.generic_titles, *each.front, *each.references)
    ]
    contents = [rf"{pattern}.{{0,12}}" for each in layouts for pattern in each.contents]
    return re.compile(rf"(?:{any_of([*kinds, *contents])})", re.IGNORECASE)


@language_cache()
def _organization() -> re.Pattern[str]:
    words = [re.escape(fold(word)) for each in active_languages().values() for word in each.layout.organizations]
    return re.compile(rf"\b(?:{any_of(words)})\b")


@language_cache()
def _types() -> re.Pattern[str]:
    words = [re.escape(fold(word)) for each in active_languages().values() for word in each.layout.document_types]
    return re.compile(rf"\b(?:{any_of(words)})\b")
