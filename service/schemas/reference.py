"""References to documents, as other programs and styles need them: CSL-JSON, RIS, BibTeX, APA and Chicago.

The styles are our own: a reference here has an institution, a year, a title, a page and an address, and the styles that
a CSL processor needs are 90 MB (docs/decisions/0032-our-own-references.md). Names of months are English, as the styles
in English are.
"""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import msgspec

from indexer.records.source import Source
from service.schemas.citation import web_url
from service.web.facet_labels import DISCLAIMER
from service.web.urls import Urls

MAX_PAGES = 30
"""The most characters of a page label that a reference names."""

MONTHS = tuple("January February March April May June July August September October November December".split())


@dataclass(frozen=True, slots=True)
class Reference:
    """What a reference says of a document: `pages` are as printed or empty, `accessed` is when it was looked up.

    `quotation` is what is quoted of it, if anything.
    """

    id: str
    title: str
    publisher: str
    year: int | None
    url: str
    language: str
    symbol: str
    isbn: str
    note: str
    pages: str
    accessed: datetime.date
    quotation: str = ""

    @property
    def csl(self) -> dict[str, object]:
        """It as an item of CSL-JSON."""
        date = self.accessed
        item: dict[str, object] = {
            "id": self.id,
            "type": "report",
            "title": self.title,
            "author": [{"literal": self.publisher}] if self.publisher else None,
            "publisher": self.publisher,
            "issued": {"date-parts": [[self.year]]} if self.year else None,
            "URL": self.url,
            "accessed": {"date-parts": [[date.year, date.month, date.day]]},
            "page": self.pages,
            "number": self.symbol,
            "ISBN": self.isbn,
            "language": self.language,
            "note": self.note,
            "annote": self.quotation,
        }
        return {name: value for name, value in item.items() if value}


def reference_of(
    source: Source, urls: Urls, origin: str, accessed: datetime.date, pages: str = "", url: str = ""
) -> Reference:
    """Return the reference to a source, or to pages of it. `url` is that of what is quoted, else the publisher's."""
    page = urls.permanent(urls.document(source.id))
    own = page if "://" in page else origin + page
    return Reference(
        id=source.id,
        title=_line(": ".join(filter(None, (source.title, source.subtitle)))),
        publisher=_line(source.publisher),
        year=source.year,
        url=url or web_url(source.url) or own,
        language=source.languages[0] if source.languages else "",
        symbol=_line(source.symbol),
        isbn=_line(source.isbn),
        note="" if source.official else DISCLAIMER,
        pages=_line(pages)[:MAX_PAGES],
        accessed=accessed,
    )


def today() -> datetime.date:
    """Return the date of access."""
    return datetime.datetime.now(datetime.UTC).date()


def csl_json(*references: Reference) -> str:
    """Return references as CSL-JSON."""
    return msgspec.json.format(msgspec.json.encode([reference.csl for reference in references]).decode(), indent=1)


def ris(*references: Reference) -> str:
    """Return references as RIS, whose lines end with CR and LF."""
    return "".join("".join(f"{tag}  - {value}\r\n" for tag, value in _ris_fields(each)) + "\r\n" for each in references)


def _ris_fields(reference: Reference) -> Iterator[tuple[str, str]]:
    """Yield the tags and values of a record."""
    first, _, last = reference.pages.partition("–")
    fields = (
        ("TY", "RPRT"),
        ("ID", reference.id),
        ("AU", reference.publisher),
        ("TI", reference.title),
        ("PY", str(reference.year or "")),
        ("PB", reference.publisher),
        ("SP", first),
        ("EP", last),
        ("M1", reference.symbol),
        ("SN", reference.isbn),
        ("LA", reference.language),
        ("N1", reference.note),
        ("N1", reference.quotation),
        ("UR", reference.url),
        ("Y2", reference.accessed.strftime("%Y/%m/%d")),
    )
    yield from ((tag, value) for tag, value in fields if value)
    yield "ER", ""


_BIBTEX = str.maketrans({**{char: f"\\{char}" for char in "&%$#_"}, "{": "(", "}": ")", "\\": "/", "~": "-", "^": " "})


def bibtex(*references: Reference) -> str:
    """Return references as BibTeX. Titles and institutions are in double braces, so that no style changes them."""
    return "\n".join(map(_bibtex_entry, references))


def _bibtex_entry(reference: Reference) -> str:
    fields = {
        "author": f"{{{_tex(reference.publisher)}}}" if reference.publisher else "",
        "title": f"{{{_tex(reference.title)}}}",
        "institution": f"{{{_tex(reference.publisher)}}}" if reference.publisher else "",
        "year": str(reference.year or ""),
        "number": _tex(reference.symbol),
        "isbn": reference.isbn,
        "pages": _tex(reference.pages.replace("–", "--")),
        "language": reference.language,
        "note": _tex(reference.note),
        "annote": _tex(reference.quotation),
        "url": reference.url.replace("{", "%7B").replace("}", "%7D"),
        "urldate": reference.accessed.isoformat(),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@techreport{{{re.sub(r'[^a-zA-Z0-9_-]', '-', reference.id)},\n{lines}}}\n"


def _tex(text: str) -> str:
    return text.translate(_BIBTEX)


def apa(reference: Reference) -> str:
    """Return a reference in the style of the American Psychological Association (7th edition)."""
    year = f"({reference.year or 'n.d.'})"
    title = reference.title + (f" ({reference.symbol})" if reference.symbol else "")
    lead = f"{_stop(reference.publisher)} {year}. {_stop(title)}" if reference.publisher else f"{_stop(title)} {year}."
    date = reference.accessed
    on = f"{MONTHS[date.month - 1]} {date.day}, {date.year}"
    return " ".join(filter(None, (lead, _in_brackets(reference), f"Retrieved {on}, from {reference.url}")))


def chicago(reference: Reference) -> str:
    """Return a reference in the Chicago style (17th edition, author-date)."""
    year = f"{reference.year or 'n.d.'}".rstrip(".")
    title = _stop(reference.title)
    lead = f"{_stop(reference.publisher)} {year}. {title}" if reference.publisher else f"{title} {year}."
    symbol = _stop(reference.symbol) if reference.symbol else ""
    date = reference.accessed
    on = f"Accessed {MONTHS[date.month - 1]} {date.day}, {date.year}."
    pages = f"{reference.pages}." if reference.pages else ""
    note = f"[{reference.note}]." if reference.note else ""
    return " ".join(filter(None, (lead, symbol, pages, note, on, f"{reference.url}.")))


def _in_brackets(reference: Reference) -> str:
    """Return the pages and the note of a reference, each as APA gives them."""
    sign = "pp." if re.search(r"[–,]", reference.pages) else "p."
    pages = f"({sign} {reference.pages})." if reference.pages else ""
    note = f"[{reference.note}]." if reference.note else ""
    return " ".join(filter(None, (pages, note)))


def _stop(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def _line(text: str) -> str:
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class ReferenceFormat:
    """A format of references as a file: its name, its media type and how it is written."""

    label: str
    media_type: str
    write: Callable[..., str]


FORMATS: Mapping[str, ReferenceFormat] = {
    "ris": ReferenceFormat("RIS", "application/x-research-info-systems", ris),
    "bib": ReferenceFormat("BibTeX", "application/x-bibtex", bibtex),
    "json": ReferenceFormat("CSL-JSON", "application/vnd.citationstyles.csl+json", csl_json),
}
"""By the ending of the file's name."""

STYLES: Mapping[str, Callable[[Reference], str]] = {"APA": apa, "Chicago": chicago}
"""The styles of references that are shown as text."""


@dataclass(frozen=True, slots=True)
class CiteView:
    """The references of a document, or of pages of it: (style, text), and (format, URL of the file)."""

    styles: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, str], ...]


def cite_view(reference: Reference, urls: Urls) -> CiteView:
    """Return the references that a page shows."""
    return CiteView(
        tuple((style, write(reference)) for style, write in STYLES.items()),
        tuple(
            (named.label, urls.reference(reference.id, ending, reference.pages)) for ending, named in FORMATS.items()
        ),
    )
