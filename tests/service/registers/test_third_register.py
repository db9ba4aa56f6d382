"""A register is one declaration and one template: pages, API, files, facets and links come from them."""

import csv
import io
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from openpyxl import load_workbook

from indexer.settings import Settings
from service.app import REGISTERS, create_app
from tests.conftest import build_index
from tests.service.conftest import app_client, get
from tests.service.html_page import foreign, words
from tests.service.registers.question_register import QUESTIONS

pytestmark = pytest.mark.anyio

TEXT = """# Harbour questions

## First

Who inspects the pearl boats of Namibia?

## Second

What do the inspectors find on board?

## Third

The inspectors of the harbour find little.
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("questions")
    (folder / "questions.md").write_text(TEXT, encoding="utf-8")
    return build_index(folder / "data", folder / "questions.md")


@pytest.fixture
async def client(data: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a service with a third register."""
    async with app_client(create_app(Settings(data_dir=data), registers=(*REGISTERS, QUESTIONS))) as client:
        yield client


async def test_its_list_and_its_links(client: httpx.AsyncClient) -> None:
    """The list shows the records, their facets and files, and every page links to it."""
    page = await get(client, "/questions?q=inspectors&by=asks")
    assert [words(cell.text) for cell in page.all("p", "words")] == ["What do the inspectors find on board?"]
    assert words(page.one("h1").text).startswith("1 question")
    assert "Asks" in [words(legend.text) for legend in page.all("legend")]
    assert foreign(page) == []
    home = await get(client, "/")
    assert [link.attributes["href"] for link in home.all("a") if link.text == "Questions"] == ["/questions"] * 3


async def test_its_records_have_pages(client: httpx.AsyncClient) -> None:
    """Each record has its own page with its citation; another id is 404."""
    each = (await client.get("/api/v1/questions?asks=who")).json()["results"][0]
    page = await get(client, f"/questions/{each['id']}")
    assert words(page.one("blockquote").text) == each["sentence"] == "Who inspects the pearl boats of Namibia?"
    assert page.one("p", "cite-as").text == each["citation"]
    assert "There is no question" in words((await get(client, "/questions/x", 404)).one("main").text)


async def test_its_api_and_files(client: httpx.AsyncClient) -> None:
    """The API and the files give the same records in the same order."""
    answer = (await client.get("/api/v1/questions?sort=length")).json()
    sentences = [each["sentence"] for each in answer["results"]]
    assert len(sentences) == answer["total"] == 2
    assert {value["value"] for value in answer["facets"]["asks"]} == {"who", "what"}
    content = (await client.get("/questions.csv?sort=length")).content.decode("utf-8-sig")
    assert [row["sentence"] for row in csv.DictReader(io.StringIO(content, newline=""))] == sentences
    book = load_workbook(io.BytesIO((await client.get("/questions.xlsx?sort=length")).content))
    assert [row[0].value for row in book["Questions"].iter_rows(min_row=2)] == sentences
    assert (await client.get("/questions.json?sort=length")).json()["results"] == answer["results"]
    paths = (await client.get("/api/v1/openapi.json")).json()["paths"]
    assert "asks" in [parameter["name"] for parameter in paths["/api/v1/questions"]["get"]["parameters"]]
