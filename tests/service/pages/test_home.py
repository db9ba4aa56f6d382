"""The home page: the corpus's own words where it has some, else ways in by the taxonomy."""

import shutil
import tomllib
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from benchmarks.source_index import SilentProgress
from indexer.build import build, load_corpus
from indexer.settings import Settings
from service.app import create_app
from tests.conftest import CORPUS
from tests.service.conftest import app_client, get
from tests.service.html_page import words

pytestmark = pytest.mark.anyio


async def test_ways_in(client: httpx.AsyncClient) -> None:
    """The home page has the search box and leads into the index by country, sector and chain."""
    page = await get(client, "/")
    assert (
        next(each for each in page.all("form") if each.attributes.get("role") == "search").attributes["action"]
        == "/search"
    )
    links = {element.attributes["href"] for element in page.all("a")}
    assert {"/search?country=NAM", "/search?sector=fisheries", "/search?chain=fisheries-namibia"} <= links


async def test_no_dead_end(client: httpx.AsyncClient) -> None:
    """Every question, figure and way in leads to passages."""
    page = await get(client, "/")
    urls = [element.attributes["href"] for element in page.all("a")]
    for address in urls:
        if address.startswith("/search"):
            assert (await get(client, address)).all("li", "result"), address


async def test_questions_are_answered(client: httpx.AsyncClient) -> None:
    """A question to start with is shown where the index answers it, and only there."""
    questions = tomllib.loads((CORPUS / "site.toml").read_text(encoding="utf-8"))["question"]
    page = await get(client, "/")
    shown = {words(link.text) for link in page.all("a")}
    answered = set()
    for question in [each["words"]["en"] for each in questions]:
        if (await client.get("/api/v1/answer", params={"q": question})).json()["answered"]:
            answered.add(question)
    assert answered
    assert {each["words"]["en"] for each in questions} & shown == answered


async def test_cards(client: httpx.AsyncClient) -> None:
    """Each supply chain with figures has a card; a figure leads to a search within its chain."""
    page = await get(client, "/")
    assert len(page.all("li", "card")) == 5
    for figure in page.all("a", "figure"):
        assert "chain=" in figure.attributes["href"]
    assert "16,300" in {value.text for value in page.all("strong", "figure-value")}
    assert "Cocoa in Colombia" in words(page.one("p", "more-chains").text)


@pytest.fixture
async def plain_client(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a service over a corpus that says nothing of itself."""
    corpus = tmp_path / "corpus"
    shutil.copytree(CORPUS, corpus, ignore=shutil.ignore_patterns("library", "site.toml"))
    settings = Settings(data_dir=tmp_path / "data", corpus_dir=corpus)
    build(load_corpus(settings), settings.data_dir, SilentProgress())
    async with app_client(create_app(Settings(data_dir=settings.data_dir))) as client:
        yield client


async def test_without_words_of_its_own(plain_client: httpx.AsyncClient) -> None:
    """A corpus without a site file has a home page in general words, with its chains and subjects as ways in."""
    page = await get(plain_client, "/")
    assert words(page.one("h1").text) == "Search what the documents say, word for word"
    assert len(page.all("li", "card")) == 6
    assert not page.all("a", "figure")
    assert words(page.one("section", "start").text).startswith("Try these")
