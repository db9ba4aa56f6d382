"""The list of documents, and each one's own page, whether its text is here or not."""

from pathlib import Path

import httpx
import pytest

from indexer.settings import Settings
from service.app import create_app
from tests.conftest import CORPUS, build_index
from tests.service.conftest import app_client, get
from tests.service.html_page import Page, words

pytestmark = pytest.mark.anyio


def hrefs(page: Page) -> set[str]:
    return {element.attributes["href"] for element in page.all("a")}


async def test_everything_is_listed(client: httpx.AsyncClient) -> None:
    """Every document and every source without text is listed and leads to its page; our own carry the badge."""
    indexed = (await client.get("/api/v1/documents")).json()["documents"]
    page = await get(client, "/documents")
    listed = page.all("li", "document")
    assert all(f"/documents/{document['id']}" in hrefs(page) for document in indexed)
    assert len(listed) > len(indexed)
    shipped = [item for item in listed if "Shipped with Verbatim" in item.text]
    assert all("Verbatim's briefing, not the official text" in item.text for item in shipped)
    assert "/documents/coffee-toolkit-colombia" in hrefs(page)


async def test_narrowing(client: httpx.AsyncClient) -> None:
    """Plain links narrow the list by state and country; each link's count is what it leads to."""
    page = await get(client, "/documents?country=NAM")
    links = [a for a in page.all("a") if a.within("nav") and a.attributes["href"].startswith("/documents?")]
    links = [link for link in links if "hreflang" not in link.attributes]
    assert len(links) > 5
    for link in links:
        count = int(words(link.text).rsplit(" ", 1)[1])
        assert len((await get(client, link.attributes["href"])).all("li", "document")) == count, link.text
    chosen = [words(a.text).rsplit(" ", 1)[0] for a in links if a.attributes.get("aria-current")]
    assert chosen == ["All", "Namibia"]


async def test_nothing_listed(client: httpx.AsyncClient) -> None:
    """A choice that leaves nothing says so and leads back to all."""
    page = await get(client, "/documents?country=NLD&state=searched")
    assert not page.all("li", "document")
    assert "List all documents" in words(page.one("main").text)


async def test_indexed_document(client: httpx.AsyncClient) -> None:
    """A document's page has its outline with links to passages, its facts and all its passages."""
    page = await get(client, "/documents/harbour-notes")
    outline = page.one("ol", "outline")
    links = [a for a in page.all("a") if a.within("ol")]
    assert "Inspections on board" in words(outline.text)
    for link in links:
        passage = await get(client, link.attributes["href"].partition("#")[0])
        assert words(passage.one("h1").text) == words(link.text)
    assert "/search?document=harbour-notes&sort=document" in hrefs(page)
    assert "See the publisher" in words(page.one("aside", "facts").text)


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ("project-namibia", "python -m indexer fetch --only project-namibia"),
        ("project-namibia", "https://www.ilo.org/africa/countries-covered/namibia/"),
        ("coffee-toolkit-colombia", "No source link"),
        ("coffee-toolkit-colombia", "corpus/library as coffee-toolkit-colombia.pdf"),
        ("card-project-namibia", "Not in this index"),
    ],
)
async def test_text_that_is_not_here(client: httpx.AsyncClient, document: str, said: str) -> None:
    """A source without text says what to run, or where to put the file, and its official address."""
    assert said in words((await get(client, f"/documents/{document}")).one("article").text)


async def test_links_in_both_directions(client: httpx.AsyncClient) -> None:
    """A document names what it links to and what links to it, by the manifest and by the links in the texts."""
    briefing = await get(client, "/documents/briefing-namibia")
    assert "/documents/project-namibia" in hrefs(briefing)
    project = await get(client, "/documents/project-namibia")
    assert "/documents/briefing-namibia" in hrefs(project)
    report = await get(client, "/documents/supply-chains-report")
    assert "/documents/coffee-toolkit-colombia" in hrefs(report)
    toolkit = await get(client, "/documents/coffee-toolkit-colombia")
    assert {"/documents/supply-chains-report", "/documents/card-coffee-toolkit-colombia"} <= hrefs(toolkit)


async def test_skipped_and_replaced(tmp_path: Path) -> None:
    """A file that could not be read is named with the reason, and a replaced briefing says why."""
    files = tmp_path / "files"
    files.mkdir()
    (files / "synthesis-report.pdf").write_bytes(b"%PDF-1.7 nothing more")
    (files / "supply-chains-report.md").write_text(
        "# A stand-in\n\nSome words on inspection at sea.\n", encoding="utf-8"
    )
    briefing = CORPUS / "briefing" / "namibia.md"
    data = build_index(tmp_path / "data", files, briefing, briefing="auto")
    async with app_client(create_app(Settings(data_dir=data))) as client:
        skipped = words((await get(client, "/documents/synthesis-report")).one("article").text)
        assert "The file could not be read" in skipped
        assert "synthesis-report.pdf" in skipped
        left_out = await get(client, "/documents?state=excluded")
        assert {"/documents/synthesis-report", "/documents/briefing-namibia"} <= hrefs(left_out)
        assert not {"/documents/synthesis-report"} & hrefs(await get(client, "/documents?state=waiting"))
        aside = words((await get(client, "/documents/briefing-namibia")).one("article").text)
        assert "Replaced by the official text" in aside
        assert "Searchable" in words((await get(client, "/documents/supply-chains-report")).one("aside").text)


async def test_what_reading_left_out(tmp_path: Path) -> None:
    """A document's page and the API say it; other documents' pages say nothing."""
    files = tmp_path / "files"
    files.mkdir()
    (files / "pay.md").write_text("# Pay\n\nA boat pays ~~four~~ six pence a day.\n", encoding="utf-8")
    (files / "nets.md").write_text("# Nets\n\nThe crews mend every net in the harbour.\n", encoding="utf-8")
    data = build_index(tmp_path / "data", files)
    async with app_client(create_app(Settings(data_dir=data))) as client:
        assert "1 struck-out word left out" in words((await get(client, "/documents/pay")).one("aside").text)
        assert "left out" not in words((await get(client, "/documents/nets")).one("aside").text)
        listed = (await client.get("/api/v1/documents")).json()["documents"]
        assert {each["id"]: each["warnings"] for each in listed} == {"pay": ["1 struck-out word left out"], "nets": []}
