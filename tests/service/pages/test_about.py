"""The page about the service."""

import httpx
import pytest

from tests.service.conftest import get
from tests.service.html_page import words

pytestmark = pytest.mark.anyio


async def test_counts_are_live(client: httpx.AsyncClient) -> None:
    """It says how much is searched, in which languages."""
    stats = (await client.get("/api/v1/documents")).json()
    said = words((await get(client, "/about")).one("main").text)
    assert f"{stats['passages']} passages of {stats['total']} documents in English, Español, Français" in said


async def test_examples_work(client: httpx.AsyncClient) -> None:
    """Every rule of the grammar has an example, and each finds as many passages as it says."""
    page = await get(client, "/about")
    rows = [row for row in page.all("tr") if row.within("tbody")]
    assert len(rows) == 6
    examples = [a for a in page.all("a") if a.within("table")]
    assert len(examples) == len(rows)
    for example in examples:
        found = await get(client, example.attributes["href"])
        count = words(found.one("h1").text).partition(" in ")[0].partition(" for ")[0]
        assert count in words(next(row for row in rows if example.text in row.text).text)
        assert found.all("li", "result")


async def test_what_is_never_done(client: httpx.AsyncClient) -> None:
    """It says that nothing is generated and nothing kept, and leads to the API and the frame's page."""
    page = await get(client, "/about")
    assert "No sentence is generated" in words(page.one("main").text)
    assert "no cookies" in words(page.one("main").text)
    assert {"/api/v1/openapi.json", "/embed", "/opensearch.xml"} <= {a.attributes["href"] for a in page.all("a")}


async def test_no_cookies(client: httpx.AsyncClient) -> None:
    """No page sets a cookie."""
    for address in ("/", "/search?q=x", "/documents", "/about", "/embed?q=x", "/api/v1/search"):
        assert "set-cookie" not in (await client.get(address)).headers
