"""Read the imprint: copyright, publisher, citation, date, symbol and ISBN in a document's first and last pages."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from indexer.analysis.language_registry import active_languages, any_of, language_cache
from indexer.read.bibliographic.cover_lines import date_year, is_organization, plain, year_of
from indexer.records.description import Description, Stated

FRONT_PAGES, BACK_PAGES = 6, 2
COVER_PAGES = 3  # on which a line that is only a date is that of publication
MAX_PUBLISHER_WORDS = 16
MAX_CITATION_LINES = 3
MIN_SYMBOL_PARTS = 2

COPYRIGHT = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)(?:\s|©|\(c\)|\bc\b|\bcopyright\b|by\b|\|)*(?P<rest>.*)", re.IGNORECASE
)
NO_HOLDER = re.compile(
    r"(?:crown|all rights|reserved|protected|the authors?|holders?|statement|notice|page)\b", re.IGNORECASE
)
ISBN = re.compile(
    r"ISBN(?:[\s-]?1[03])?\s*(?:\([^)]*\))?\s*[:.]?\s*((?:97[89][\s–-]?)?\d[\d\s–-]{7,14}[\dXx])", re.IGNORECASE
)
SYMBOL = re.compile(
    r"(?<![\w/.@-])(?P<symbol>[A-Z]{1,6}(?:/[A-Z][A-Za-z.]{0,9}|/\d{1,4}(?:\.\d+)?|/\d{4}-\d{4})+(?:/(?:Add|Rev|Corr|L|INF|CRP)\.?\s?\d+)*)"
    r"(?P<part>\s?\((?:Part|Partie|Parte|Première|Deuxième|Primera|Segunda)[^)]{0,20}\))?(?![\w/])"
)
UNITED_NATIONS = re.compile(r"(?:united nations|nations unies|naciones unidas)(?=$|\s+[A-Z]{1,6}/)", re.IGNORECASE)
HOST = re.compile(r"(?:@|www\.)((?:[\w-]+\.)*[\w-]+\.(?:gov|gob|gouv|go)\.[a-z]{2})\b", re.IGNORECASE)
NAME = re.compile(r"\b[A-Z]\w+(?: (?:of|and|for|the|de|la|del|y|et|des|du) | )(?:[A-Z]\w+)(?: [A-Z]\w+){0,3}")


def read_imprint(pages: Sequence[Sequence[str]]) -> Description:
    """Return what the imprint says; `pages` are all pages' lines."""
    front = [plain(line) for page in pages[:FRONT_PAGES] for line in page]
    back = [plain(line) for page in pages[max(FRONT_PAGES, len(pages) - BACK_PAGES) :] for line in page]
    lines = [*front, *back]
    first_page = [plain(line) for page in pages[:1] for line in page]
    symbol = _symbol(first_page)
    holder, year = _copyright(lines)
    publisher = (_united_nations(first_page) if symbol else None) or holder or _first(_after_leads(lines))
    publisher = publisher or _host_owner(pages[:COVER_PAGES], pages)
    year = _citation_year(lines) or year or _cover_date(pages[1:COVER_PAGES])
    return Description(
        publisher=_stated(publisher),
        year=_stated(str(year) if year else _year_of_symbol(symbol)),
        symbol=_stated(symbol),
        isbn=_stated(_isbn(lines)),
    )


def _stated(value: str | None) -> Stated | None:
    return Stated(value, "imprint") if value else None


def _first(values: Iterable[str]) -> str | None:
    return next(iter(values), None)


def _symbol(lines: Sequence[str]) -> str | None:
    """Return the symbol of a document of the United Nations, printed at the head of its first page."""
    for line in lines:
        for found in SYMBOL.finditer(line):
            symbol = found["symbol"]
            if any(map(str.isdigit, symbol)) and (symbol.count("/") >= MIN_SYMBOL_PARTS or symbol[1:2] == "/"):
                return symbol + (f" {found['part'].strip()}" if found["part"] else "")
    return None


def _united_nations(lines: Sequence[str]) -> str | None:
    """Return the name of the United Nations as the head of a page has it."""
    return next((found[0] for line in lines if (found := UNITED_NATIONS.match(line))), None)


def _year_of_symbol(symbol: str | None) -> str | None:
    found = re.search(r"/((?:19|20)\d\d)(?:/|$|\s)", symbol or "")
    return found[1] if found else None


def _copyright(lines: Sequence[str]) -> tuple[str | None, int | None]:
    """Return the holder and the year of the first line on copyright, from its next line where it breaks off."""
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        found = COPYRIGHT.search(line)
        if not found or (found.start() > 0 and "©" not in line):
            continue
        year = year_of(found["rest"])
        holder = _holder(found["rest"]) or (_holder(following) if is_organization(following) else None)
        if holder or year:
            return holder, year
    return None, None


def _holder(text: str) -> str | None:
    """Return a name without years, and what is said after it."""
    name = re.split(r"\. |[,;|]? ?(?:all rights|tous droits|todos los derechos|licen[cs])", text, flags=re.IGNORECASE)[
        0
    ]
    name = re.sub(
        r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* (?=(?:19|20)\d\d)", "", name, flags=re.IGNORECASE
    )
    name = re.sub(r"[\[(]?(?:19|20)\d\d(?:\s?[–-]\s?(?:19|20)?\d\d)?[\])]?", " ", name)
    name = " ".join(name.replace("|", " ").split()).strip(" ,.;:–-[]()")
    name = re.sub(r"^(?:(?:by|por|par) )?(?:(?:the|el|la|le) )?", "", name)
    is_name = name[:1].isupper() and len(name.split()) <= MAX_PUBLISHER_WORDS and not NO_HOLDER.match(name)
    return name if is_name and len(name) > 1 else None


def _after_leads(lines: Sequence[str]) -> Iterator[str]:
    """Yield who is named after words such as "Published by", on the same line or the next."""
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        found = _leads().match(line)
        if found:
            names = (_holder(line[found.end() :]), _holder(following))
            yield from (name for name in names if name and _is_name(name))


def _is_name(text: str) -> bool:
    """Return whether most words that are no links have a capital."""
    words = [word for word in text.split() if len(word) > len("and")]
    return is_organization(text) or (bool(words) and 2 * sum(word[0].isupper() for word in words) > len(words))


def _citation_year(lines: Sequence[str]) -> int | None:
    """Return the year in a suggested citation, the first that is not part of a longer title."""
    for at, line in enumerate(lines):
        found = _citations().match(line)
        if found:
            text = " ".join([line[found.end() :], *lines[at + 1 : at + 1 + MAX_CITATION_LINES]])
            first = re.search(r"(?<![\d-])((?:19|20)\d\d)(?![\d-])", text)
            return int(first[1]) if first else None
    return None


def _cover_date(pages: Sequence[Sequence[str]]) -> int | None:
    """Return the year of the first line that is only a date, or that says when something was first published."""
    for page in pages:
        for line in map(plain, page):
            is_publication = re.match(r"(?:first )?published\b|publi[ée]|primera edición", line, re.IGNORECASE)
            year = date_year(line) or (year_of(line) if is_publication else None)
            if year:
                return year
    return None


def _isbn(lines: Sequence[str]) -> str | None:
    """Return the first ISBN whose check digit is right, as printed."""
    for line in lines:
        for found in ISBN.finditer(line):
            if _is_isbn(re.sub(r"[^\dXx]", "", found[1])):
                return " ".join(found[1].split())
    return None


def _is_isbn(digits: str) -> bool:
    """Return whether the check digit of an ISBN-10 or ISBN-13 is right (ISO 2108)."""
    values = [10 if digit in "Xx" else int(digit) for digit in digits]
    if len(values) == 13:  # noqa: PLR2004 - the length of an ISBN-13
        return sum(value * (3 if at % 2 else 1) for at, value in enumerate(values)) % 10 == 0
    return len(values) == 10 and sum(value * (10 - at) for at, value in enumerate(values)) % 11 == 0  # noqa: PLR2004


def _host_owner(front: Sequence[Sequence[str]], pages: Sequence[Sequence[str]]) -> str | None:
    """Return the name in the text that a government's address in front spells: "Home Office" of homeoffice.gov.uk."""
    hosts = [host for page in front for line in page for host in HOST.findall(line)]
    labels = {label.lower() for host in hosts for label in host.split(".")}
    for page in pages if labels else ():
        for name in (found[0] for line in page for found in NAME.finditer(line)):
            words = name.split()
            for start, end in combinations(range(len(words) + 1), 2):
                if end - start > 1 and "".join(words[start:end]).lower() in labels:
                    return " ".join(words[start:end])
    return None


@language_cache()
def _leads() -> re.Pattern[str]:
    leads = any_of(lead for each in active_languages().values() for lead in each.layout.publisher_leads)
    return re.compile(rf"\s*(?:{leads})\s*:?", re.IGNORECASE)


@language_cache()
def _citations() -> re.Pattern[str]:
    leads = any_of(lead for each in active_languages().values() for lead in each.layout.citation_leads)
    return re.compile(rf"\s*(?:{leads})\s*:?", re.IGNORECASE)
