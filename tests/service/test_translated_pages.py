"""Pages have no words of ours outside the catalogues: with a catalogue whose every message is bracketed, all that is
outside of brackets is from the documents or the corpus.
"""

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from fastapi import FastAPI

from docs.catalogues import collect, text_of
from indexer.settings import Settings
from service.app import create_app
from service.state import AppState
from service.translations import formats, messages
from tests.browser.states import OTHERS, PASSAGES, RECORDS, REGISTERS, SEARCHES
from tests.service.conftest import app_client
from tests.service.html_page import VOID

pytestmark = pytest.mark.anyio

PSEUDO = "fr"
"""The language whose catalogue is replaced by one of bracketed messages."""

NAMES = {
    "Verbatim",
    "API",
    "CSV",
    "Excel",
    "JSON",
    "XLSX",
    "APA",
    "Chicago",
    "BibTeX",
    "RIS",
    "CSL-JSON",
    "Word",
    "Markdown",
}
"""Names that are the same in all languages."""

SHOWN = ("title", "aria-label", "alt", "placeholder", "data-copied")
DESCRIPTIONS = ("description", "og:title", "og:description", "og:image:alt")

OF_DATA = ("bdi", "code", "pre", "cite", "q", "time")
"""Elements around the words of queries and documents."""

SEPARATORS = re.compile(r"[·,;:–›×…()“”/|←→.?\"]+")


@dataclass
class Words(HTMLParser):
    """The words of a page that are in no bracket and in no element of data."""

    found: list[str] = field(default_factory=list)
    _open: list[bool] = field(default_factory=list)
    _depth: int = 0

    def __post_init__(self) -> None:
        HTMLParser.__init__(self, convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.found += [outside(attributes[name]) for name in SHOWN if name in attributes]
        if attributes.get("name", attributes.get("property")) in DESCRIPTIONS:
            self.found.append(outside(attributes["content"]))
        if tag not in VOID:
            is_data = tag in OF_DATA or attributes.get("dir") == "auto" or ("lang" in attributes and tag != "html")
            self._open.append(is_data or tag == "script")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the signature of the base class
        self._open.pop()

    def handle_data(self, data: str) -> None:
        kept = []
        for char in data:
            self._depth += (char == "⟦") - (char == "⟧")
            kept.append(" " if self._depth or char == "⟧" else char)
        if not any(self._open):
            self.found.append("".join(kept))


def outside(text: str) -> str:
    """The part of a text that is in no brackets."""
    while (shorter := re.sub(r"⟦[^⟦⟧]*⟧", " ", text)) != text:
        text = shorter
    return text


def parts(text: str) -> set[str]:
    """The parts of a text between marks that have letters."""
    found = (" ".join(part.split()) for part in SEPARATORS.split(text))
    return {part.casefold() for part in found if re.search(r"[^\W\d_]{2}", part)}


@pytest.fixture(scope="module")
def bracketed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A catalogue of bracketed messages."""
    folder = tmp_path_factory.mktemp("catalogues")
    catalogue = collect()
    for message in catalogue:
        if message.id:
            forms = (message.id,) if isinstance(message.id, str) else message.id
            translated = tuple(f"⟦{form}⟧" for form in forms)
            message.string = translated[0] if isinstance(message.id, str) else translated
    catalogue.locale = PSEUDO
    (folder / f"{PSEUDO}.po").write_bytes(text_of(catalogue))
    shipped, messages.FOLDER = messages.FOLDER, folder
    for cached in (messages.languages, messages.catalogue):
        cached.cache_clear()
    yield
    messages.FOLDER = shipped
    for cached in (messages.languages, messages.catalogue):
        cached.cache_clear()


@pytest.fixture
async def reader(app: FastAPI, bracketed: None) -> AsyncIterator[httpx.AsyncClient]:  # noqa: ARG001 - its effect counts
    """A reader of the language with brackets."""
    async with app_client(app) as client:
        client.headers["Accept-Language"] = PSEUDO
        yield client


@pytest.fixture(scope="module")
def data(app: FastAPI) -> set[str]:
    """Every word that pages have from the corpus and the documents, outside the elements of data."""
    state: AppState = app.state.verbatim
    info = state.engine.info()
    found: set[str] = set()
    for source in (*info.sources, *(document.source for document in info.documents)):
        found |= parts(" | ".join(filter(None, (source.title, source.subtitle, source.publisher, source.licence))))
        found |= parts(" | ".join(filter(None, (source.id, source.symbol, source.url))))
    for facet in info.taxonomy.facets.values():
        found |= parts(" | ".join([*facet.labels.values(), facet.name]))
        for value in facet.values:
            found |= parts(" | ".join([*value.labels.values(), value.slug]))
    with messages.use(messages.Interface(PSEUDO)):
        found |= parts(" | ".join(formats.language_name(code) for code in formats.LANGUAGE_NAMES))
    for question in info.site.questions:
        found |= parts(" | ".join([*question.words.values(), question.search]))
    for text in (info.site.name, info.site.tagline or "", info.site.introduction or ""):
        found |= parts(text if isinstance(text, str) else " | ".join(text.values()))
    for chain in info.site.chains:
        for figure in chain.figures:
            for words in (figure.value, figure.words):
                found |= parts(words if isinstance(words, str) else " | ".join(words.values()))
    return found | {name.casefold() for name in NAMES}


def ours(text: str, data: set[str]) -> set[str]:
    """The words of a page that are in no catalogue and not from the data."""
    page = Words()
    page.feed(text)
    page.close()
    found = set().union(*(parts(each) for each in page.found))
    return {each for each in found if each not in data and not any(name.startswith(each) for name in data)}


ADDRESSES = {name: address for name, address in (SEARCHES | REGISTERS | OTHERS).items() if "long" not in name}


@pytest.mark.parametrize("state", ADDRESSES)
async def test_no_words_outside_the_catalogues(reader: httpx.AsyncClient, data: set[str], state: str) -> None:
    """A page in one of its states."""
    text = (await reader.get(ADDRESSES[state])).text
    assert "⟦" in text
    query = parse_qs(urlsplit(ADDRESSES[state]).query).get("q", [""])[0]
    assert ours(text, data | parts(query)) == set()


@pytest.mark.parametrize("state", PASSAGES)
async def test_passages(reader: httpx.AsyncClient, data: set[str], state: str) -> None:
    """A passage; its heading and its text are data."""
    found = (await reader.get("/api/v1/search", params={"q": PASSAGES[state]})).json()["results"]
    if not found:
        pytest.skip("the small index has no such passage")
    headings = parts(" | ".join(found[0]["section"]))
    page = (await reader.get(f"/passages/{found[0]['id']}", params={"q": PASSAGES[state]})).text
    own = parts(found[0]["document"]["title"]) | headings
    left = ours(page, data | own)
    start = " ".join("".join(fragment["text"] for fragment in found[0]["snippets"][0]).split())[:40].casefold()
    assert {each for each in left if each[:12] not in start and not in_description(page, each)} == set()


def in_description(page: str, words: str) -> bool:
    """Whether words are those of the passage that the page's description quotes."""
    described = re.findall(r'<meta (?:name|property)="(?:og:)?description" content="([^"]*)"', page)
    return any(words in " ".join(each.casefold().split()) for each in described)


@pytest.mark.parametrize("state", RECORDS)
async def test_records(reader: httpx.AsyncClient, data: set[str], state: str) -> None:
    """A record; its sentence and the words read from it are data."""
    record = (await reader.get(f"/api/v1/{RECORDS[state]}")).json()["results"][0]
    page = (await reader.get(f"/{RECORDS[state]}/{record['id']}")).text
    words = " ".join(str(value) for value in record.values()).casefold()
    assert {each for each in ours(page, data) if each not in words and not in_description(page, each)} == set()


async def test_errors_without_an_index(tmp_path: Path, bracketed: None) -> None:  # noqa: ARG001
    """The page that says that there is no index."""
    async with app_client(create_app(Settings(data_dir=tmp_path / "nothing"))) as client:
        text = (await client.get("/", headers={"Accept-Language": PSEUDO})).text
    assert ours(text, {name.casefold() for name in NAMES}) == set()


def test_the_check_can_fail() -> None:
    """Words of a page that are in no brackets are found, in texts and in attributes."""
    page = '<html lang="fr"><p aria-label="Left out">⟦One <a>link</a>⟧ Forgotten <bdi>data</bdi></p></html>'
    assert ours(page, set()) == {"left out", "forgotten"}
