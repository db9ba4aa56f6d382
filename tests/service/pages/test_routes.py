"""What all HTML pages have in common."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from indexer.settings import Settings
from service.app import create_app
from service.web.rendering import STATIC
from tests.conftest import build_index
from tests.service.conftest import app_client, get
from tests.service.html_page import parse, words

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/nowhere", 404, "There is no page at this address."),
        ("/passages/no-such-passage", 404, "There is no passage"),
        ("/documents/no-such-document", 404, "There is no document"),
        ("/documents?state=lost", 422, "searched, waiting, unknown"),
        ("/documents?country=Atlantis", 422, "no country called “Atlantis”"),
        ("/documents?country=NAM,COL", 422, "one country"),
        ("/embed?page=0", 422, "whole numbers from 1"),
        ("/search?country=Atlantis", 422, "no country called “Atlantis”"),
        ("/search?page=-1", 422, "whole numbers from 1"),
        ("/search?q=" + "a" * 2_001, 413, "2,000"),
    ],
)
async def test_error_pages(client: httpx.AsyncClient, address: str, status: int, said: str) -> None:
    """Errors are pages that say what is wrong and lead on."""
    page = await get(client, address, status)
    assert said in words(page.one("main").text)
    assert address.startswith("/embed") or "/" in {element.attributes["href"] for element in page.all("a")}


async def test_writing_is_refused(client: httpx.AsyncClient) -> None:
    """A page can only be read, and asked for its headers."""
    response = await client.post("/search", content="q=x")
    assert response.status_code == 405
    assert parse(response.text).one("h1")
    assert (await client.head("/search?q=x")).status_code == 200


async def test_without_index(client_without_index: httpx.AsyncClient) -> None:
    """Without an index every page is 503 and says what to run."""
    for address in ("/", "/search?q=x", "/passages/x", "/documents", "/documents/x", "/about", "/embed?q=x"):
        page = await get(client_without_index, address, 503)
        assert "python -m indexer build" in page.one("main").text


@pytest.fixture
async def briefing_client(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """Yield a client of a service with a base URL, over one briefing."""
    corpus = Path(__file__).parents[3] / "corpus" / "briefing" / "namibia.md"
    settings = Settings(data_dir=build_index(tmp_path, corpus), base_url="https://search.example.org/docs")
    async with app_client(create_app(settings)) as client:
        yield client


async def test_briefing_alone(briefing_client: httpx.AsyncClient) -> None:
    """Where only our briefing is indexed, the pages say so, and how to get the documents."""
    for address in ("/", "/documents"):
        page = await get(briefing_client, address)
        notice = words(page.one("aside", "notice").text)
        assert "Only Verbatim's briefing can be searched so far" in notice
        assert all(command in notice for command in ("python -m indexer fetch", "python -m indexer build"))


async def test_base_address(briefing_client: httpx.AsyncClient) -> None:
    """With a base address every link is below its path and permalinks are absolute."""
    urls = (
        "/",
        "/search?q=inspection",
        "/documents",
        "/documents/briefing-namibia",
        "/about",
        "/embed",
        "/nowhere",
    )
    for address in urls:
        page = parse((await briefing_client.get(address)).text)
        for element in page.all("a") + page.all("link"):
            href = element.attributes["href"]
            assert href.startswith(("/docs/", "https://", "#")), href
        expected = "/docs/embed" if address == "/embed" else "/docs/search"
        assert {form.attributes["action"] for form in page.all("form")} - {"/docs/collection"} == {expected}
        picture = next(meta for meta in page.all("meta") if meta.attributes.get("property") == "og:image")
        assert picture.attributes["content"].startswith("https://search.example.org/docs/static/")
    result = (await briefing_client.get("/api/v1/search?q=inspection")).json()["results"][0]
    assert result["permalink"] == f"https://search.example.org/docs/passages/{result['id']}"


async def test_light(client: httpx.AsyncClient) -> None:
    """A result page is small and asks for one style sheet, one script and one icon."""
    response = await client.get("/search?q=labour+inspection")
    assert response.headers["content-encoding"] == "gzip"
    page = parse(response.text)
    loaded = [link.attributes["href"] for link in page.all("link") if link.attributes["rel"] in ("stylesheet", "icon")]
    loaded += [script.attributes["src"] for script in page.all("script")]
    sizes = [int((await client.get(address)).headers["content-length"]) for address in loaded]
    assert len(loaded) == 3
    assert not page.all("img") + page.all("iframe")
    assert int(response.headers["content-length"]) + sum(sizes) <= 45_000


async def test_kept_pages_are_not_sent_twice(client: httpx.AsyncClient) -> None:
    """A browser that has a page gets 304 until it changes."""
    first = await client.get("/search?q=inspection")
    assert first.headers["cache-control"] == "no-cache"
    again = await client.get("/search?q=inspection", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = await client.get("/search?q=coffee", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200


@pytest.mark.parametrize("address", ["/", "/search?q=inspection", "/documents", "/about", "/nowhere"])
async def test_head(client: httpx.AsyncClient, address: str) -> None:
    """Every page has a title, a description, its language, icons, a picture for previews and the browser's search."""
    page = parse((await client.get(address)).text)
    assert page.one("html").attributes["lang"] == "en"
    assert page.one("title").text.endswith(("Verbatim", "words"))
    metas = {meta.attributes.get("name") or meta.attributes.get("property"): meta for meta in page.all("meta")}
    assert metas["description"].attributes["content"]
    assert metas["og:title"].attributes["content"] == page.one("title").text
    assert metas["og:image"].attributes["content"].startswith("http://verbatim.test/static/")
    links = {link.attributes["rel"]: link.attributes["href"] for link in page.all("link")}
    assert links["search"] == "/opensearch.xml"
    for rel in ("icon", "apple-touch-icon", "stylesheet"):
        assert (await client.get(links[rel])).status_code == 200


async def test_pictures_are_small() -> None:
    """The picture for previews has under 40 kilobytes."""
    assert (STATIC / "preview.png").stat().st_size < 40_000
