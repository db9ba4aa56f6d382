"""The list of documents, and each one's own page, whether its text is here or not."""

from pathlib import Path

import httpx
import pytest

from indexer.settings import Settings
from service.app import create_app
from service.pages.documents import DOCUMENTS_PAGE_SIZE
from tests.conftest import CORPUS, build_index
from tests.service.conftest import app_client, get
from tests.service.html_page import Page, words

pytestmark = pytest.mark.anyio


def hrefs(page: Page) -> set[str]:
    return {element.attributes["href"] for element in page.all("a")}


async def all_pages(client: httpx.AsyncClient, url: str = "/documents") -> list[Page]:
    """Return the pages of the list, from the first, each reached by the link to the next."""
    pages = [await get(client, url)]
    while following := [a for a in pages[-1].all("a") if a.attributes.get("rel") == "next"]:
        pages.append(await get(client, following[0].attributes["href"]))
    return pages


async def test_everything_is_listed(client: httpx.AsyncClient) -> None:
    """Every document and every source without text is listed once and leads to its page; our own carry the badge."""
    indexed = (await client.get("/api/v1/documents")).json()["documents"]
    pages = await all_pages(client)
    listed = [item for page in pages for item in page.all("li", "document")]
    linked = set().union(*map(hrefs, pages))
    assert all(f"/documents/{document['id']}" in linked for document in indexed)
    assert len(listed) > len(indexed)
    headings = [words(page.one("main").text).partition(" ")[0] for page in pages]
    assert set(headings) == {"Documents"}
    assert len(pages) == -(-len(listed) // DOCUMENTS_PAGE_SIZE)
    shipped = [item for item in listed if "Shipped with Verbatim" in item.text]
    assert all("Verbatim's briefing, not the official text" in item.text for item in shipped)
    assert "/documents/coffee-toolkit-colombia" in linked


async def test_pages_of_a_large_corpus(tmp_path: Path) -> None:
    """With hundreds of documents a page is small, a choice starts at its first page, and its count is of all pages."""
    library = tmp_path / "library"
    library.mkdir()
    for number in range(70):
        (library / f"report-{number:03}.md").write_text(
            f"# Report {number:03} on the inspection of boats\n\nThe boats of port {number} were inspected in May.\n"
        )
    data = build_index(tmp_path / "data", library)
    async with app_client(create_app(Settings(data_dir=data))) as client:
        pages = await all_pages(client, "/documents?state=searched")
        titles = [item.text for page in pages for item in page.all("li", "document")]
        assert len(titles) == len(set(titles)) == 70
        response = await client.get("/documents?state=searched&page=2")
        assert len(response.content) <= 45_000
        hrefs_of_choices = [a.attributes["href"] for a in pages[1].all("a") if a.within("nav")]
        choices = [href for href in hrefs_of_choices if "state=" in href and "lang=" not in href]
        assert "/documents?state=searched" in choices
        assert {href for href in choices if "page=" in href} <= {"/documents?state=searched&page=3"}
        beyond = await get(client, "/documents?state=searched&page=9")
        assert "Go to the last" in words(beyond.one("main").text)
        assert (await client.get("/documents?page=0")).status_code == 422


async def test_pages_of_the_api(client: httpx.AsyncClient) -> None:
    """The API gives the documents in pages of the size that is asked for, 500 at most."""
    everything = (await client.get("/api/v1/documents")).json()
    first = (await client.get("/api/v1/documents?page_size=1")).json()
    second = (await client.get("/api/v1/documents?page_size=1&page=2")).json()
    assert first["documents"] + second["documents"] == everything["documents"][:2]
    assert (first["total"], second["page"], second["page_size"]) == (everything["total"], 2, 1)
    assert (await client.get("/api/v1/documents?page=9999")).json()["documents"] == []
    assert (await client.get("/api/v1/documents?page_size=501")).status_code == 422


async def test_narrowing(client: httpx.AsyncClient) -> None:
    """Plain links narrow the list by state and country; each link's count is what it leads to."""
    page = await get(client, "/documents?country=NAM")
    links = [a for a in page.all("a") if a.within("nav") and a.attributes["href"].startswith("/documents?")]
    links = [link for link in links if "hreflang" not in link.attributes]
    assert len(links) > 5
    for link in links:
        count = int(words(link.text).rsplit(" ", 1)[1])
        found = await all_pages(client, link.attributes["href"])
        assert sum(len(page.all("li", "document")) for page in found) == count, link.text
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
