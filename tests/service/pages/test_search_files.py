"""The results of a search as files."""

import csv
import io
from pathlib import Path

import httpx
import pytest
from docx import Document

from indexer.settings import Settings
from service.app import create_app
from service.pages import search_files
from service.pages.quotation_files import FILES
from tests.service.conftest import app_client, get

pytestmark = pytest.mark.anyio


async def rows(client: httpx.AsyncClient, query: str) -> list[dict[str, str]]:
    response = await client.get(f"/search.csv?{query}")
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


async def found(client: httpx.AsyncClient, query: str) -> list[str]:
    """The passages that the API finds, in their order."""
    every: list[str] = []
    while True:
        page = (await client.get(f"/api/v1/search?{query}&page_size=50&page={len(every) // 50 + 1}")).json()
        every += [each["id"] for each in page["results"]]
        if len(every) >= page["total"] + page["others"]:
            return every


@pytest.mark.parametrize(
    "query", ["q=labour+inspection", "q=labour+inspection&country=NAM", "q=workers&sort=document", "q=zzzzqqq"]
)
async def test_the_results(client: httpx.AsyncClient, query: str) -> None:
    """A file has the passages that the search finds, whole, in their order, whatever page is asked for."""
    expected = [(await client.get(f"/api/v1/passages/{each}")).json() for each in await found(client, query)]
    table = await rows(client, f"{query}&page=2&group=document")
    assert [row["quotation"].lstrip("'") for row in table] == [each["text"].strip().lstrip("'") for each in expected]
    assert [row["permalink"] for row in table] == [f"http://verbatim.test{each['quotation']}" for each in expected]


async def test_every_kind_is_linked(client: httpx.AsyncClient) -> None:
    """The page of results leads to each kind of file, and each is served as what it is."""
    page = await get(client, "/search?q=labour+inspection")
    links = [each.attributes["href"] for each in page.all("a") if "download" in each.attributes]
    assert links == [f"/search.{ending}?q=labour+inspection" for ending in FILES]
    for (ending, kind), link in zip(FILES.items(), links, strict=True):
        response = await client.get(link)
        assert response.headers["content-type"] == kind.media_type
        assert response.headers["content-disposition"] == f'attachment; filename="search.{ending}"'


async def test_more_than_a_file_takes(small_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of the first results says how many there are, in its name and in itself."""
    monkeypatch.setattr(search_files, "MAX_RESULT_WINDOW", 50)
    async with app_client(create_app(Settings(data_dir=small_index))) as client:
        total = (await client.get("/api/v1/search")).json()["total"]
        assert total > 50
        assert len(await rows(client, "")) == 50
        response = await client.get("/search.docx")
        assert f'filename="search-first-50-of-{total}.docx"' in response.headers["content-disposition"]
        texts = [each.text for each in Document(io.BytesIO(response.content)).paragraphs]
        assert f"Quotations: the first 50 of {total}" in texts


async def test_what_is_refused(client: httpx.AsyncClient) -> None:
    """A malformed search is an error, and so is a kind of file that there is not."""
    await get(client, "/search.csv?country=Atlantis", status=422)
    await get(client, "/search.exe?q=a", status=404)
