"""The page of a collection, its JSON and its files."""

import csv
import io
import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import rispy
from docx import Document
from openpyxl import load_workbook
from pybtex.database import parse_string
from typer.testing import CliRunner

from indexer.index.folders import live_folder
from indexer.index.generation import open_generation
from indexer.settings import Settings
from service.app import create_app
from service.cli import app as command
from service.quotations.address import QuotationAddress
from tests.conftest import build_index
from tests.service.conftest import app_client, get
from tests.service.html_page import Page, words

pytestmark = pytest.mark.anyio

OLD = "The lamp of the harbour is lit each evening by a volunteer of the village, who is paid for it."
NEW = "The lamp of the harbour is lit each evening by a machine that the village bought, and is cleaned by hand."
MOVED = "The keys are kept at the school, where children may ask for them: =SUM(A1) is not a formula here."
KEPT = "The boats are counted each morning, *and* the register of them is open to all [who] ask."
ORIGIN = "http://verbatim.test"


def edition(lamp: str, lead: str) -> str:
    return f"# Work in a harbour\n\n## Boats\n\n{KEPT}\n\n## Lamp\n\n{lead}{lamp}\n\n## Keys\n\n{MOVED}\n".replace(
        "*and*", r"\*and\*"
    )


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """An index of an edited document, and the keys of its quotations from before by their words."""
    folder = tmp_path_factory.mktemp("collected")
    source = folder / "harbour.md"
    source.write_text(edition(OLD, ""), encoding="utf-8")
    data = build_index(folder / "data", source, briefing="never")
    before = [(each, QuotationAddress.of(each)) for each in open_generation(live_folder(data)).passages]
    source.write_text(edition(NEW, "This text was corrected.\n\n"), encoding="utf-8")
    build_index(data, source, briefing="never")
    return data, {passage.text.strip(): address.key for passage, address in before}


@pytest.fixture
def keys(edited: tuple[Path, dict[str, str]]) -> list[str]:
    """Quotations that are verbatim, moved, gone and unknown, in this order."""
    found = edited[1]
    return [found[KEPT], found[MOVED], found[OLD], found[KEPT][:-16] + "0" * 16]


@pytest.fixture
async def client(edited: tuple[Path, dict[str, str]]) -> AsyncIterator[httpx.AsyncClient]:
    async with app_client(create_app(Settings(data_dir=edited[0], encoder="none"))) as client:
        yield client


def address(keys: list[str], ending: str = "", more: str = "") -> str:
    return f"/collection{ending}?" + "&".join(f"p={key}" for key in keys) + more


def shown(page: Page) -> list[str]:
    """The keys on a page, in order."""
    return [each.attributes["value"] for each in page.all("input") if each.within("li")]


async def test_the_page(client: httpx.AsyncClient, keys: list[str]) -> None:
    """Each quotation is shown in its order with its citation and links; one that is not verbatim says so."""
    page = await get(client, address(keys))
    assert shown(page) == keys
    assert [words(each.text) for each in page.all("blockquote")] == [KEPT, MOVED, OLD]
    assert [words(each.text) for each in page.all("strong")] == ["Moved", "No longer in the text", "Not confirmed"]
    links = [each.attributes["href"] for each in page.all("a", "permalink")]
    assert len(links) == len(keys)
    assert all(link.startswith(f"{ORIGIN}/q/harbour/1/") for link in links)
    (own,) = [each for each in page.all("a") if each.attributes.get("id") == "collection-address"]
    assert own.attributes["href"] == ORIGIN + address(keys)
    pages = [each.attributes["href"] for each in page.all("a", "pages")]
    assert [link.partition("?")[0] for link in pages] == ["/documents/harbour/pages/1"] * 2


async def test_nothing_in_it(client: httpx.AsyncClient) -> None:
    """An empty collection says how quotations come into it."""
    page = await get(client, "/collection")
    assert not page.all("blockquote")
    assert any("Add to the collection" in each.text for each in page.all("p"))


@pytest.mark.parametrize(
    ("change", "order"),
    [
        ("up=2", [1, 0, 2, 3]),
        ("down=2", [0, 2, 1, 3]),
        ("up=1", [0, 1, 2, 3]),
        ("down=4", [0, 1, 2, 3]),
        ("remove=3", [0, 1, 3]),
        ("remove=all", []),
        ("remove=9", [0, 1, 2, 3]),
        ("up=x", [0, 1, 2, 3]),
    ],
)
async def test_changes(client: httpx.AsyncClient, keys: list[str], change: str, order: list[int]) -> None:
    """The buttons of the form lead to the address of the collection in its new order, in the same language."""
    response = await client.get(address(keys, more=f"&{change}&lang=es"))
    assert response.status_code == 303
    page = await get(client, response.headers["location"])
    assert shown(page) == [keys[at] for at in order]
    assert page.all("html")[0].attributes["lang"] == "es"


async def test_pasted_links(client: httpx.AsyncClient, keys: list[str]) -> None:
    """A permanent link and the address of another collection add to it."""
    link = f"{ORIGIN}{QuotationAddress.of_key(keys[0]).path}"
    other = ORIGIN + address(keys[1:3])
    response = await client.get("/collection", params={"p": [keys[3], link, other]})
    assert response.headers["location"] == address([keys[3], *keys[:3]])


async def test_what_names_nothing(client: httpx.AsyncClient) -> None:
    """A malformed address says what to do."""
    page = await get(client, "/collection?p=harbour", status=422)
    assert any("Copy the whole link" in each.text for each in page.all("p"))


async def test_it_is_carried_by_searches(client: httpx.AsyncClient, keys: list[str]) -> None:
    """Without scripts, a search from the page keeps the collection, and a result is added to it by its form."""
    page = await get(client, "/search?q=boats&" + address(keys[1:2]).partition("?")[2])
    form = next(each for each in page.all("form") if each.attributes.get("id") == "collect")
    carried = [each for each in page.all("input") if each.inside(form)]
    assert [each.attributes["value"] for each in carried] == [keys[1]]
    button = page.all("button", "collect")[0]
    assert button.attributes["form"] == "collect"
    assert button.attributes["value"] == keys[0]
    assert page.all("a", "to-collection")[0].attributes["href"] == address(keys[1:2])
    search = next(each for each in page.all("form") if each.attributes.get("id") == "search")
    assert keys[1] in [each.attributes["value"] for each in page.all("input") if each.inside(search)]


async def test_json(client: httpx.AsyncClient, keys: list[str]) -> None:
    """Programs get each quotation, checked, with its citation."""
    found = (await client.get("/api/v1" + address(keys))).json()["quotations"]
    assert [each["key"] for each in found] == keys
    assert [each["checked"]["status"] for each in found] == ["verbatim", "moved", "gone", "unknown"]
    assert found[0]["checked"]["quotation"] == KEPT
    assert found[0]["citation"].endswith(ORIGIN + QuotationAddress.of_key(keys[0]).path)


async def test_csv(client: httpx.AsyncClient, keys: list[str]) -> None:
    """A row has the quotation, its citation, its permanent link and what became of it; no cell is a formula."""
    response = await client.get(address(keys, ".csv"))
    assert response.headers["content-disposition"] == 'attachment; filename="collection.csv"'
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [row["quotation"] for row in rows] == [KEPT, MOVED, OLD, ""]
    assert [row["status"] for row in rows] == ["Word for word", "Moved", "No longer in the text", "Not confirmed"]
    assert all(row["permalink"].startswith(f"{ORIGIN}/q/harbour/") for row in rows)
    assert all(row["permalink"] in row["citation"] for row in rows)
    assert rows[1]["permalink"] != ORIGIN + QuotationAddress.of_key(keys[1]).path, "the new place"
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


async def test_workbook(client: httpx.AsyncClient, keys: list[str]) -> None:
    """A workbook has the same rows."""
    book = load_workbook(io.BytesIO((await client.get(address(keys, ".xlsx"))).content))
    cells = [row[0] for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)]
    assert cells == [KEPT, MOVED, OLD, None]


async def test_word(client: httpx.AsyncClient, keys: list[str], tmp_path: Path) -> None:
    """A Word file has each quotation in quotation marks with a link to what proves it, then its citation."""
    path = tmp_path / "collection.docx"
    path.write_bytes((await client.get(address(keys, ".docx"))).content)
    paragraphs = Document(str(path)).paragraphs
    quoted = [each for each in paragraphs if each.text.startswith("“")]
    assert [each.text.partition("” (")[0] for each in quoted] == [f"“{text}" for text in (KEPT, MOVED, OLD)]
    links = [link.address for each in quoted for link in each.hyperlinks]
    assert links[0] == ORIGIN + QuotationAddress.of_key(keys[0]).path
    texts = [each.text for each in paragraphs]
    assert [text for text in texts if text in ("Moved", "No longer in the text", "Not confirmed")] == [
        "Moved",
        "No longer in the text",
        "Not confirmed",
    ]


@pytest.mark.parametrize("ending", ["docx", "md"])
async def test_files_prove_themselves(
    client: httpx.AsyncClient, edited: tuple[Path, dict[str, str]], keys: list[str], tmp_path: Path, ending: str
) -> None:
    """What is taken along passes the check of a memo's quotations."""
    path = tmp_path / f"collection.{ending}"
    path.write_bytes((await client.get(address(keys[:2], f".{ending}"))).content)
    checked = path.rename(path.with_suffix(".txt")) if ending == "md" else path
    environment = {"VERBATIM_DATA_DIR": str(edited[0])}
    outcome = CliRunner().invoke(command, ["verify", str(checked), "--json"], env=environment)
    (findings,) = json.loads(outcome.output).values()
    assert {each["outcome"] for each in findings} <= {"verbatim", "punctuation"}
    assert {each["original"] for each in findings} == {KEPT, MOVED}


async def test_markdown(client: httpx.AsyncClient, keys: list[str]) -> None:
    """What is markup in Markdown is escaped, and each quotation has its link."""
    text = (await client.get(address(keys, ".md"))).text
    assert r"\*and\* the register of them is open to all \[who\] ask" in text
    assert text.count("\n> “") == 3
    assert f"]({ORIGIN}{QuotationAddress.of_key(keys[0]).path})" in text


async def test_references(client: httpx.AsyncClient, keys: list[str]) -> None:
    """RIS, BibTeX and CSL-JSON have a reference for each quotation that is there, with its words and its link."""
    links = [row["now"]["permalink"] for row in await statuses(client, keys[:2])]
    ris = rispy.loads((await client.get(address(keys, ".ris"))).content.decode())
    assert [entry["notes"] for entry in ris] == [[KEPT], [MOVED]]
    assert [entry["urls"] for entry in ris] == [[ORIGIN + link] for link in links]
    entries = parse_string((await client.get(address(keys, ".bib"))).text, "bibtex").entries
    assert sorted(entries) == ["harbour", "harbour-2"]
    assert [entry.fields["url"] for entry in entries.values()] == [ORIGIN + link for link in links]
    items = json.loads((await client.get(address(keys, ".json"))).content)
    assert [item["annote"] for item in items] == [KEPT, MOVED]
    assert [item["URL"] for item in items] == [ORIGIN + link for link in links]


async def statuses(client: httpx.AsyncClient, keys: list[str]) -> list[dict[str, dict[str, str]]]:
    found = (await client.get("/api/v1" + address(keys))).json()["quotations"]
    return [each["checked"] for each in found]
