"""References: each format is read by the library that others read it with, and holds the right fields."""

import datetime
import json
from typing import Any

import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from pybtex.database import parse_string

from indexer.corpus.manifest import load_manifest
from indexer.corpus.taxonomy import load_taxonomy
from indexer.records.source import Source
from service.schemas.reference import apa, bibtex, chicago, csl_json, reference_of, ris
from service.web.urls import Urls
from tests.conftest import CORPUS

DAY = datetime.date(2026, 3, 9)
HARBOUR = Source(
    id="harbour-report",
    title="Work in the harbour & on board: 50% of it",
    subtitle="A first look",
    kind="report",
    publisher="Harbour Office",
    year=2023,
    languages=("en",),
    url="https://harbour.example.org/report_1?a=b#c",
    symbol="HO/7/1",
    isbn="978-92-2-000000-0",
)
TITLE = "Work in the harbour & on board: 50% of it: A first look"
BARE = Source(id="bare", title="Bare", kind="report")
SOURCES = [*load_manifest(CORPUS / "manifest.toml", load_taxonomy(CORPUS / "taxonomy.toml")).sources, HARBOUR, BARE]

each_source = pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)


def reference(source: Source, pages: str = "") -> Any:
    return reference_of(source, Urls(), "https://search.example.org", DAY, pages)


def read_bibtex(text: str) -> dict[str, str]:
    """The fields of the one entry, without braces and escapes."""
    (entry,) = parse_string(text, "bibtex").entries.values()
    fields = {name: str(value) for name, value in entry.fields.items()}
    authors = [str(person) for person in entry.persons.get("author", ())]
    return {name: plain(value) for name, value in fields.items()} | {"author": plain(" and ".join(authors))}


def plain(text: str) -> str:
    return text.replace("\\", "").strip("{}")


@each_source
def test_ris(source: Source) -> None:
    """RIS has type, title, institution, year, address and date of access."""
    (entry,) = rispy.loads(ris(reference(source)))
    expected = reference(source)
    assert (entry["type_of_reference"], entry["title"]) == ("RPRT", expected.title)
    assert entry.get("authors", []) == [expected.publisher][: bool(expected.publisher)]
    assert entry.get("year", "") == str(source.year or "")
    assert entry["urls"] == [expected.url]
    assert entry["access_date"] == "2026/03/09"


@each_source
def test_bibtex(source: Source) -> None:
    """BibTeX has the same, whatever characters are in it."""
    fields, expected = read_bibtex(bibtex(reference(source))), reference(source)
    assert fields["title"] == expected.title
    assert fields["author"] == expected.publisher
    assert fields.get("year", "") == str(source.year or "")
    assert (fields["url"], fields["urldate"]) == (expected.url, "2026-03-09")


@each_source
def test_csl(source: Source) -> None:
    """CSL-JSON has the same, and a CSL processor makes a reference of it."""
    (item,) = json.loads(csl_json(reference(source)))
    expected = reference(source)
    assert (item["type"], item["title"], item["URL"]) == ("report", expected.title, expected.url)
    assert item["accessed"] == {"date-parts": [[2026, 3, 9]]}
    assert item.get("issued") == ({"date-parts": [[source.year]]} if source.year else None)
    processed = processed_by_citeproc(item)
    assert expected.title.split(":")[0].split("&")[0][:20].casefold() in processed.casefold()
    assert str(source.year or "") in processed


def processed_by_citeproc(item: dict[str, Any]) -> str:
    """A reference as the CSL processor writes it in its own style."""
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON([item]), formatter.plain)
    bibliography.register(Citation([CitationItem(item["id"].lower())]))
    return " ".join(str(line) for line in bibliography.bibliography())


def test_pages() -> None:
    """The pages of a passage are in every format."""
    cited = reference(HARBOUR, "4–5")
    (entry,) = rispy.loads(ris(cited))
    assert (entry["start_page"], entry["end_page"]) == ("4", "5")
    assert read_bibtex(bibtex(cited))["pages"] == "4--5"
    assert json.loads(csl_json(cited))[0]["page"] == "4–5"
    assert "(pp. 4–5)." in apa(cited)
    assert " 4–5. " in chicago(cited)


def test_styles() -> None:
    """The references in the styles, with and without an institution and a year."""
    assert apa(reference(HARBOUR)) == (
        f"Harbour Office. (2023). {TITLE} (HO/7/1). "
        "Retrieved March 9, 2026, from https://harbour.example.org/report_1?a=b#c"
    )
    assert chicago(reference(HARBOUR)) == (
        f"Harbour Office. 2023. {TITLE}. HO/7/1. Accessed March 9, 2026. https://harbour.example.org/report_1?a=b#c."
    )
    own = "https://search.example.org/documents/bare"
    assert apa(reference(BARE)) == f"Bare. (n.d.). Retrieved March 9, 2026, from {own}"
    assert chicago(reference(BARE)) == f"Bare. n.d. Accessed March 9, 2026. {own}."


def test_texts_that_are_not_official_say_so() -> None:
    """A briefing is never cited as the report."""
    briefing = reference(replace(HARBOUR, official=False))
    for text in (apa(briefing), chicago(briefing), ris(briefing), bibtex(briefing), csl_json(briefing)):
        assert "not the official text" in text


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_title_is_one_record(title: str, publisher: str) -> None:
    """No character of a title breaks a format."""
    source = Source(id="x", title=f"T {title}", kind="report", publisher=publisher)
    assert len(rispy.loads(ris(reference(source)))) == 1
    assert len(json.loads(csl_json(reference(source)))) == 1
    assert read_bibtex(bibtex(reference(source)))["title"].startswith("T")
