"""Hostile text in documents: in title, heading, body, file name and link addresses. It is inert on every page."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from msgspec.structs import replace

from indexer.index.digests import write_digests
from indexer.index.folders import live_folder
from indexer.index.generation import DOCUMENTS
from indexer.index.record_file import read_json, write_json
from indexer.records.document import Document
from indexer.records.reading import Link
from indexer.settings import Settings
from service.app import create_app
from tests.conftest import build_index
from tests.service.conftest import app_client, get
from tests.service.html_page import Page, foreign

pytestmark = pytest.mark.anyio

HOSTILE = Path(__file__).parents[1] / "fixtures" / "hostile"

ADDRESSES = (
    "javascript:alert(1)",
    " javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:alert(1)",
    "//zqx.example/",
    "file:///etc/passwd",
    'https://zqx.example/"onmouseover="alert(1)',
    "https://zqx.example/<script>",
    "http://[",
)
"""Addresses that a reader might let through."""


@pytest.fixture(scope="session")
def hostile_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of hostile documents. Into its own files we write what a reader should never let through."""
    data = build_index(tmp_path_factory.mktemp("hostile"), HOSTILE)
    hostile: dict[str, Any] = {
        "url": ADDRESSES[0],
        "licence": "<b>zqx</b>",
        "publisher": '"><b>',
        "linked_from": ("<b>",),
    }
    links = tuple(Link(1, address, "<b>zqx</b>") for address in ADDRESSES)
    documents = [
        replace(document, links=document.links + links, source=replace(document.source, **hostile))
        for document in read_json(live_folder(data) / DOCUMENTS, tuple[Document, ...])
    ]
    write_json(live_folder(data) / DOCUMENTS, documents)
    write_digests(live_folder(data))
    return data


@pytest.fixture
async def hostile_client(hostile_index: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a service over hostile documents."""
    async with app_client(create_app(Settings(data_dir=hostile_index))) as client:
        yield client


async def pages(client: httpx.AsyncClient) -> AsyncIterator[tuple[str, Page]]:
    """Every page that shows something of the documents."""
    results = (await client.get("/api/v1/search?page_size=50")).json()["results"]
    document = results[0]["document"]["id"]
    passages = [f"/passages/{result['id']}?q=zqxbody+script+words" for result in results]
    lists = ["/", "/search", "/search?q=zqxbody+words", "/search?q=zqxarabic", f"/search?document={document}", "/embed"]
    for register in ("commitments", "figures"):
        records = (await client.get(f"/api/v1/{register}?page_size=20")).json()["results"]
        lists += [f"/{register}", f"/{register}?by=country", *(f"/{register}/{record['id']}" for record in records)]
    for address in (*lists, *passages, "/documents", f"/documents/{document}", "/about"):
        yield address, await get(client, address)


async def test_no_markup_from_documents(hostile_client: httpx.AsyncClient) -> None:
    """No element, attribute or address scheme on any page stems from a document."""
    seen = 0
    async for address, page in pages(hostile_client):
        seen += 1
        assert foreign(page) == [], address
        for element in page.elements:
            assert "zqx" not in element.name + " ".join(element.attributes)
    assert seen > 10


async def test_words_stay_as_they_are(hostile_client: httpx.AsyncClient) -> None:
    """Text that looks like markup is shown as text."""
    result = (await hostile_client.get("/api/v1/search?q=zqxbody")).json()["results"][0]
    page = await get(hostile_client, f"/passages/{result['id']}")
    assert '<b zqxattr="1">bold</b>' in page.one("main").text
    assert "{{ 7*7 }}" in page.one("main").text
    assert "&lt;script&gt;" in page.one("main").text
    assert '<img src=x onerror=alert("zqxheading")> in a heading' in page.one("title").text + page.one("h1").text
    assert '<script>alert("zqxtitle")</script>' in page.one("p", "cite-as").text


async def test_only_sound_addresses_are_links(hostile_client: httpx.AsyncClient) -> None:
    """Of the documents' links only those to the web become links, each as a whole address."""
    document = (await hostile_client.get("/api/v1/documents")).json()["documents"][0]
    assert document["url"] is None
    page = await get(hostile_client, f"/documents/{document['id']}")
    outside = {a.attributes["href"] for a in page.all("a") if "external" in a.attributes.get("rel", "")}
    assert "https://zqx.example/sound?a=1&b=2" in outside
    assert 'https://zqx.example/"onmouseover="alert(1)' in outside
    assert all(address.startswith("https://zqx.example/") for address in outside)
