"""The pages and files of comparisons, and the record of a search."""

import csv
import io
from pathlib import Path

import httpx
import openpyxl
import pytest

from tests.service.conftest import get
from tests.service.html_page import Page

pytestmark = pytest.mark.anyio


def words(page: Page) -> str:
    """The text of a page's main part, white space collapsed."""
    return " ".join(page.all("main")[0].text.split())


async def test_rows_and_empty_rows(client: httpx.AsyncClient) -> None:
    """Each country with its number, its sentence and a link; those without a passage are listed as such."""
    response = (await client.get("/api/v1/compare?q=vessel")).json()
    page = await get(client, "/compare?q=vessel")
    text = words(page)
    for row in response["rows"]:
        assert row["label"] in text
        if row["found"]["total"]:
            sentence = "".join(part["text"] for part in row["found"]["sentence"]["fragments"])
            assert " ".join(sentence.split()) in text
    assert "No passage found" in text
    assert "does not prove" in text


async def test_links_lead_to_the_counted_search(client: httpx.AsyncClient) -> None:
    """The search behind a row finds as many passages as the row says."""
    rows = (await client.get("/api/v1/compare?q=inspection&by=sector")).json()["rows"]
    for row in rows:
        found = (await client.get("/api/v1" + row["found"]["search"])).json()
        assert row["found"]["total"] == (0 if found["query"]["widened"] else found["total"])


async def test_the_matrix(client: httpx.AsyncClient) -> None:
    """Every cell has its number, and its sentence is shown from the beginning."""
    response = (await client.get("/api/v1/matrix?q=inspection&rows=topic&columns=country")).json()
    assert [response["rows"]["facet"], response["columns"]["facet"]] == ["topic", "country"]
    assert any(cell and cell["total"] for row in response["cells"] for cell in row)
    page = await get(client, "/matrix?q=inspection")
    for label in (*response["rows"]["labels"], *response["columns"]["labels"]):
        assert label in words(page)


@pytest.mark.parametrize(
    ("address", "remedy"),
    [
        ("/compare?q=x&by=planet", "accepts"),
        ("/matrix?q=x&rows=country&columns=country", "two different facets"),
        ("/search/record", "no words"),
    ],
)
async def test_refusals_say_what_to_do(client: httpx.AsyncClient, address: str, remedy: str) -> None:
    """A facet that does not exist, the same facet twice, and a record of nothing are refused."""
    response = await client.get("/api/v1" + address)
    assert response.status_code == 422
    assert remedy in response.json()["error"]["message"]
    await get(client, address, 422)


@pytest.mark.parametrize("name", ["compare", "matrix"])
async def test_files_hold_the_sentences(client: httpx.AsyncClient, tmp_path: Path, name: str) -> None:
    """CSV and workbook have the same rows, with each sentence as the API gives it."""
    answer = (await client.get(f"/api/v1/{name}?q=inspection")).json()
    found = (
        [row["found"] for row in answer["rows"]]
        if name == "compare"
        else [cell for row in answer["cells"] for cell in row if cell]
    )
    sentences = {"".join(p["text"] for p in each["sentence"]["fragments"]) for each in found if each["sentence"]}
    assert sentences
    rows = list(csv.DictReader(io.StringIO((await client.get(f"/{name}.csv?q=inspection")).text.lstrip("\ufeff"))))
    assert {row["sentence"].removeprefix("'") for row in rows if row["sentence"]} == sentences
    path = tmp_path / "table.xlsx"
    path.write_bytes((await client.get(f"/{name}.xlsx?q=inspection")).content)
    head, *cells = openpyxl.load_workbook(path).worksheets[0].values
    column = head.index("sentence")
    assert {row[column] for row in cells if row[column]} == sentences


async def test_the_headline_says_that_no_passage_holds_all(client: httpx.AsyncClient) -> None:
    """The number of passages with some of the words is no longer the headline."""
    page = await get(client, "/search?q=inspection+zzzz+training")
    assert "No passage holds all 3 words" in words(page)
    assert "Record of this search" in words(page)


async def test_search_without_quotation_marks(client: httpx.AsyncClient) -> None:
    """Where no passage has the phrase, the same words without the marks are one click away."""
    address = '/search?q="training inspection"'
    page = await get(client, address)
    assert "Search without quotation marks" in words(page)
    assert "Search without quotation marks" not in words(await get(client, "/search?q=training+inspection"))


async def test_the_record(client: httpx.AsyncClient) -> None:
    """It says what was searched, where, what was tried and what is missing; its address shows later what changed."""
    record = (await client.get("/api/v1/search/record?q=inspection+zzzz+training")).json()
    assert record["total"] == 0
    assert record["others"] > 0
    assert {tuple(each["words"]): each["passages"] for each in record["words"]}["zzzz",] == 0
    assert record["scope"]["documents"] > 0
    assert record["scope"]["pages"] >= record["scope"]["documents"]
    assert record["scope"]["fingerprint"]
    assert record["nearest"]
    page = await get(client, "/search/record?q=inspection+zzzz+training")
    assert record["digest"] in words(page)
    assert record["scope"]["fingerprint"] in words(page)
    same = await get(client, f"/search/record?q=inspection+zzzz+training&digest={record['digest']}")
    assert "finds the same" in words(same)
    other = await get(client, "/search/record?q=inspection+zzzz+training&digest=0123456789abcdef")
    assert "has changed" in words(other)


async def test_the_record_is_the_same_again(client: httpx.AsyncClient) -> None:
    """The same search of the same index has the same digest; another search has another."""
    first, second, other = [
        (await client.get(f"/api/v1/search/record?q={text}")).json()["digest"]
        for text in ("coffee", "coffee", "vessel")
    ]
    assert first == second != other


async def test_countries_are_pictured(client: httpx.AsyncClient) -> None:
    """Results from several countries have the numbers above them, with a link to compare, unless one is chosen."""
    page = await get(client, "/search?q=inspection")
    assert "Compare countries" in words(page)
    assert "Compare countries" not in words(await get(client, "/search?q=inspection&country=NAM"))
