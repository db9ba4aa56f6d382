"""The files of the registers hold what the pages show: the same records in the same order, each with its permalink."""

import csv
import io
import json
from typing import Any

import httpx
import pytest
from openpyxl import load_workbook

from service.app import REGISTERS
from service.registers.export import escape_formula
from tests.service.conftest import get
from tests.service.html_page import words

pytestmark = pytest.mark.anyio

CHOICES = ("", "?q=workers", "?country=NAM&sort=newest", "?country=NAM&country=COL&status=achieved&q=train*", "?q=zzqq")

COLUMNS = {register.name: register.columns for register in REGISTERS}


async def api(client: httpx.AsyncClient, register: str, choice: str) -> list[dict[str, Any]]:
    """All records of a choice, as the API gives them."""
    mark = "&" if choice else "?"
    answer = (await client.get(f"/api/v1/{register}{choice}{mark}page_size=500")).json()
    assert answer["total"] == len(answer["results"])
    found: list[dict[str, Any]] = answer["results"]
    return found


async def download(client: httpx.AsyncClient, address: str, media_type: str) -> bytes:
    response = await client.get(address)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == media_type
    name = address.partition("?")[0].lstrip("/")
    assert response.headers["content-disposition"] == f'attachment; filename="{name}"'
    return response.content


@pytest.mark.parametrize("register", ["commitments", "figures"])
@pytest.mark.parametrize("choice", CHOICES)
async def test_csv(client: httpx.AsyncClient, register: str, choice: str) -> None:
    """A CSV file has a row for each record, with its sentence, citation and permanent link."""
    content = await download(client, f"/{register}.csv{choice}", "text/csv; charset=utf-8")
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    records = [dict(zip(head, row, strict=True)) for row in rows]
    expected = await api(client, register, choice)
    assert head == [column.name for column in COLUMNS[register]]
    for name in ("sentence", "citation", "permalink", "id"):
        assert [record[name] for record in records] == [escape_formula(each[name]) for each in expected]


@pytest.mark.parametrize("register", ["commitments", "figures"])
@pytest.mark.parametrize("choice", CHOICES)
async def test_xlsx(client: httpx.AsyncClient, register: str, choice: str) -> None:
    """A workbook opens, holds the same rows and says where they come from."""
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    book = load_workbook(io.BytesIO(await download(client, f"/{register}.xlsx{choice}", media_type)))
    sheet = {"commitments": "Statements", "figures": "Figures"}[register]
    rows = [[cell.value for cell in row] for row in book[sheet].iter_rows()]
    place = rows[0].index("sentence")
    expected = await api(client, register, choice)
    assert [row[place] for row in rows[1:]] == [each["sentence"] for each in expected]
    about = {row[0].value: row[1].value for row in book["About"].iter_rows()}
    assert about["Records"] == str(len(expected))
    assert about["Exported from"].startswith(f"http://verbatim.test/{register}")


@pytest.mark.parametrize("register", ["commitments", "figures"])
@pytest.mark.parametrize("choice", CHOICES)
async def test_json(client: httpx.AsyncClient, register: str, choice: str) -> None:
    """A JSON file is the API's answer, all of it."""
    answer = json.loads(await download(client, f"/{register}.json{choice}", "application/json"))
    assert answer["results"] == await api(client, register, choice)


@pytest.mark.parametrize("register", ["commitments", "figures"])
@pytest.mark.parametrize("choice", CHOICES)
async def test_files_equal_the_page(client: httpx.AsyncClient, register: str, choice: str) -> None:
    """The page, all on one, lists the sentences of its files in the same order; its links lead to just these files."""
    expected = await api(client, register, choice)
    mark, view = "&" if choice else "?", {"commitments": "view", "figures": "found_in"}[register]
    page = await get(client, f"/{register}{choice}{mark}show=all&{view}=all")
    shown = [words(element.text) for element in page.all("p", "words") if element.within("table")]
    assert shown == [words(each["sentence"]) for each in expected]
    for link in page.all("a"):
        address = link.attributes["href"]
        if address.startswith(f"/{register}.json"):
            assert (await client.get(address)).json()["results"] == expected


async def test_permalinks_are_whole(client: httpx.AsyncClient) -> None:
    """A permanent link in a file is an address that can be pasted anywhere, and leads to the sentence."""
    for register in ("commitments", "figures"):
        for each in (await api(client, register, "?q=workers"))[:3]:
            assert each["permalink"] == f"http://verbatim.test/{register}/{each['id']}"
            assert each["citation"].endswith(each["permalink"])
            page = await get(client, each["permalink"])
            assert words(page.one("blockquote").text) == words(each["sentence"])
