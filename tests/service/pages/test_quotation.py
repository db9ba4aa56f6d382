"""The page of a quotation, and its JSON."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from indexer.index.folders import live_folder
from indexer.index.generation import open_generation
from indexer.settings import Settings
from service.app import create_app
from service.quotations.address import QuotationAddress
from tests.conftest import build_index
from tests.service.conftest import app_client, get
from tests.service.html_page import words

pytestmark = pytest.mark.anyio

Addresses = dict[str, QuotationAddress]
Ids = dict[str, str]

OLD = "The harbour office certifies each inspector before the season begins."
NEW = "The harbour office trains each inspector before the season begins."
KEPT = "A register of vessels is kept by the union of the crews, and is open to all."


def text(first: str, *, introduction: str = "") -> str:
    return f"# Work in a harbour\n\n## Training\n\n{introduction}{first}\n\n## Registers\n\n{KEPT}\n"


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Addresses, Ids]:
    """An index whose document was edited; the addresses and the ids of passages from before, by their words."""
    folder = tmp_path_factory.mktemp("edited")
    source = folder / "harbour.md"
    source.write_text(text(OLD), encoding="utf-8")
    data = build_index(folder / "data", source, briefing="never")
    passages = list(open_generation(live_folder(data)).passages)
    source.write_text(text(NEW, introduction="This text was corrected. "), encoding="utf-8")
    build_index(data, source, briefing="never")
    addresses = {passage.text.strip(): QuotationAddress.of(passage) for passage in passages}
    return data, addresses, {passage.text.strip(): passage.id for passage in passages}


@pytest.fixture
async def client(edited: tuple[Path, Addresses, Ids]) -> AsyncIterator[httpx.AsyncClient]:
    async with app_client(create_app(Settings(data_dir=edited[0], encoder="none"))) as client:
        yield client


async def current(client: httpx.AsyncClient, query: str) -> str:
    """The permanent address of the passage that a search finds first."""
    found = (await client.get("/api/v1/search", params={"q": query})).json()["results"][0]
    address: str = (await client.get(f"/api/v1/passages/{found['id']}")).json()["quotation"]
    return address


async def test_verbatim(client: httpx.AsyncClient) -> None:
    """Words at their address are shown in their context, as checked, with the link to their passage."""
    address = await current(client, "register of vessels")
    page = await get(client, address)
    assert words(page.all("h1")[0].text) == "Word for word"
    assert words(page.all("blockquote")[0].text) == KEPT
    assert [words(mark.text) for mark in page.all("mark")] == [KEPT]
    assert any(link.attributes["href"].startswith("/passages/harbour-") for link in page.all("a"))
    assert not [each for each in page.all("meta") if each.attributes.get("name") == "robots"]


async def test_moved(client: httpx.AsyncClient, edited: tuple[Path, Addresses, Ids]) -> None:
    """Words that moved are shown where they are, with the link to the new place."""
    old = edited[1][KEPT].path
    page = await get(client, old)
    assert words(page.all("h1")[0].text) == "Moved, word for word"
    assert words(page.all("blockquote")[0].text) == KEPT
    new = await current(client, "register of vessels")
    assert new != old
    assert new in [link.attributes["href"] for link in page.all("a")]


async def test_gone(client: httpx.AsyncClient, edited: tuple[Path, Addresses, Ids]) -> None:
    """Words that are gone are shown as they were, beside the most similar ones, with status 410."""
    page = await get(client, edited[1][OLD].path, status=410)
    assert words(page.all("h1")[0].text) == "No longer in the text"
    marks = [words(mark.text) for mark in page.all("mark")]
    assert marks == [OLD, NEW]


async def test_unknown(client: httpx.AsyncClient, edited: tuple[Path, Addresses, Ids]) -> None:
    """Words that were never at an address are not confirmed; the page says nothing more of them."""
    page = await get(client, f"/q/harbour/{edited[1][OLD].place}?h={'0' * 16}", status=404)
    assert words(page.all("h1")[0].text) == "Not confirmed"
    assert not page.all("mark")


async def test_a_link_that_was_cut_off(client: httpx.AsyncClient) -> None:
    """A link without its digest says what to do."""
    page = await get(client, "/q/harbour/1/0-20", status=422)
    assert any("Copy the whole link" in each.text for each in page.all("p"))


async def test_json(client: httpx.AsyncClient, edited: tuple[Path, Addresses, Ids]) -> None:
    """Programs get the same, at an address below the API's or by the header Accept."""
    for words_then, status, state in ((KEPT, 200, "moved"), (OLD, 410, "gone")):
        address = edited[1][words_then].path
        response = await client.get(f"/api/v1/quotations/{address.removeprefix('/q/')}")
        assert response.status_code == status
        found = response.json()
        assert found == (await client.get(address, headers={"Accept": "application/json"})).json()
        assert (found["status"], found["quotation"], found["document"]) == (state, words_then, "harbour")
        assert (found["then"] is not None) == (state == "gone")
        assert found["now"]["selector"]["type"] == "TextQuoteSelector"
    browser = await client.get(edited[1][KEPT].path, headers={"Accept": "text/html,application/json;q=0.9,*/*;q=0.8"})
    assert browser.headers["content-type"].startswith("text/html")
    assert browser.headers["vary"].startswith("Accept")


async def test_old_addresses_of_passages(client: httpx.AsyncClient, edited: tuple[Path, Addresses, Ids]) -> None:
    """The page of a passage that has gone leads to that of its words; the API says where they are."""
    _, addresses, ids = edited
    response = await client.get(f"/passages/{ids[OLD]}?q=inspector")
    assert (response.status_code, response.headers["location"]) == (302, addresses[OLD].path)
    problem = await client.get(f"/api/v1/passages/{ids[OLD]}")
    assert problem.status_code == 410
    assert problem.json()["error"]["code"] == "gone"
    assert addresses[OLD].path.removeprefix("/q/") in problem.json()["error"]["message"]
    assert (await client.get("/passages/harbour-0000000000")).status_code == 404


async def test_every_passage_has_its_link(client: httpx.AsyncClient) -> None:
    """The page of a passage links to that of its words."""
    address = await current(client, "register of vessels")
    found = (await client.get("/api/v1/search?q=register+of+vessels")).json()["results"][0]
    page = await get(client, f"/passages/{found['id']}")
    assert address in [link.attributes["href"] for link in page.all("a")]
