"""The register of figures: every number with what it counts, and differing ones side by side."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from indexer.settings import Settings
from service.app import create_app
from tests.conftest import build_index
from tests.service.conftest import app_client, get
from tests.service.html_page import foreign, words

pytestmark = pytest.mark.anyio

ONE = """# Harbour report

Some 306 fishermen on board fishing vessels were interviewed in Namibia in the fisheries sector.
"""

OTHER = """# Fisheries brief

In the fisheries of Namibia, 450 fishermen on board fishing vessels were interviewed.
"""


async def test_the_register_lists_figures(client: httpx.AsyncClient) -> None:
    """Each figure is shown as written, marked in its sentence, with its permanent link."""
    page = await get(client, "/figures?found_in=all")
    answer = (await client.get("/api/v1/figures")).json()
    rows = page.all("td", "column-figure")
    assert [words(row.text) for row in rows] == [
        words(f"{each['qualifier']} {each['written']}") for each in answer["results"]
    ]
    marks = [mark.text for mark in page.all("mark") if mark.within("table")]
    assert marks == [each["written"] for each in answer["results"]]
    assert foreign(page) == []


async def test_figures_are_verbatim(client: httpx.AsyncClient) -> None:
    """A figure is text of its sentence, and its sentence is text of its passage."""
    for each in (await client.get("/api/v1/figures?page_size=500")).json()["results"]:
        assert each["sentence"][each["start"] : each["end"]] == each["written"]
        passage = (await client.get(f"/api/v1/passages/{each['passage']}")).json()
        assert each["sentence"] in passage["text"]


async def test_kinds_of_numbers(client: httpx.AsyncClient) -> None:
    """Each kind links to a list with the number of figures it shows; the chosen kind is marked."""
    page = await get(client, "/figures?figure_kind=share")
    kinds_of_numbers = next(nav for nav in page.all("nav", "choices") if "views" not in nav.attributes["class"])
    links = [link for link in page.all("a") if link.inside(kinds_of_numbers)]
    kinds = [
        link
        for link in links
        if link.parent and link.parent.parent and "plain" in link.parent.parent.attributes["class"]
    ]
    assert [words(link.text).rpartition(" ")[0] for link in kinds if "aria-current" in link.attributes] == ["Shares"]
    for link in kinds:
        label, _, count = words(link.text).rpartition(" ")
        listed = await get(client, link.attributes["href"])
        assert words(listed.one("h1").text).split()[0] == count, label


async def test_a_figure_has_its_own_page(client: httpx.AsyncClient) -> None:
    """It shows the sentence with the figure marked, what it counts, and how to cite it."""
    each = (await client.get("/api/v1/figures?figure_kind=share")).json()["results"][0]
    page = await get(client, f"/figures/{each['id']}")
    assert words(page.one("blockquote").text) == words(each["sentence"])
    assert page.one("mark").text == each["written"]
    assert page.one("p", "cite-as").text == each["citation"]
    assert foreign(page) == []


async def test_unknown_figure(client: httpx.AsyncClient) -> None:
    """A figure that is not there is 404."""
    await get(client, "/figures/no-such-figure", 404)


@pytest.fixture
async def differing_client(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a service over two documents that differ on a figure."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "one.md").write_text(ONE, encoding="utf-8")
    (source / "other.md").write_text(OTHER, encoding="utf-8")
    async with app_client(create_app(Settings(data_dir=build_index(tmp_path / "data", source)))) as client:
        yield client


async def test_differing_figures_stand_side_by_side(differing_client: httpx.AsyncClient) -> None:
    """Where two documents give different numbers for the same thing, both are shown, and each refers to the other."""
    page = await get(differing_client, "/figures")
    sides = [words(side.text) for side in page.all("li", "side")]
    assert ["306" in side for side in sides] == [True, False]
    assert "450" in sides[1]
    results = (await differing_client.get("/api/v1/figures?q=fishermen")).json()["results"]
    pairs = {each["written"]: each for each in results if each["differs_from"]}
    assert pairs["306"]["differs_from"] == [pairs["450"]["id"]]
    own = await get(differing_client, f"/figures/{pairs['306']['id']}")
    assert "450" in words(own.one("li", "side").text)


async def test_differing_figures_follow_the_choice(differing_client: httpx.AsyncClient) -> None:
    """A set is shown where the list holds one of its figures."""
    page = await get(differing_client, "/figures?q=zeppelin")
    assert not page.all("li", "side")
