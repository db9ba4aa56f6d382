"""The answer above the results, on the page and in the API."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from indexer.settings import Settings
from service.answers.answer import Answerer
from service.answers.ranked_sentences import load_model
from service.app import create_app
from service.state import AppState
from tests.service.conftest import app_client, get
from tests.service.html_page import words

pytestmark = pytest.mark.anyio

QUESTION = quote("How many labour inspections did the harbour office carry out in 2031?")
UNANSWERED = quote("Who is the king of Namibia?")
REFUSAL = "We found no sentence that answers this. That does not prove that none exists."
CLOSEST = "Closest sentence; it may not answer the question"


@pytest.mark.parametrize("page_of", ["/search", "/embed"])
async def test_card(client: httpx.AsyncClient, page_of: str) -> None:
    """A question is answered above the results by a sentence that leads to its passage, with what answers marked."""
    answer = (await client.get(f"/api/v1/answer?q={QUESTION}")).json()["answers"][0]
    page = await get(client, f"{page_of}?q={QUESTION}")
    card = page.one("section", "answer")
    assert words(answer["text"]) in words(card.text)
    assert answer["document"]["title"] in card.text
    assert page.one("blockquote", "answer-words").attributes["lang"] == answer["language"]
    link = next(each for each in page.all("a") if each.within("blockquote"))
    assert f"/passages/{answer['passage']}" in link.attributes["href"]
    assert next(mark.text for mark in page.all("mark") if mark.within("blockquote")) == "77"
    assert "no-answer" not in {element.attributes.get("class") for element in page.elements}


async def test_refusal(client: httpx.AsyncClient) -> None:
    """For an unanswered question the page says so, with how much was searched, above the best passages."""
    page = await get(client, f"/search?q={UNANSWERED}")
    notice = words(page.one("p", "no-answer").text)
    assert notice.startswith(REFUSAL)
    assert "Searched: " in notice
    assert page.all("li", "result")
    assert not page.all("section", "answer")
    assert not page.all("section", "closest")


@pytest.fixture
async def unsure(small_index: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a service that is never sure enough to call a sentence an answer."""
    app = create_app(Settings(data_dir=small_index))
    state: AppState = app.state.verbatim
    state.answerer = Answerer(state.engine, replace(load_model(), threshold=1.0))
    async with app_client(app) as client:
        yield client


@pytest.mark.parametrize("page_of", ["/search", "/embed"])
async def test_closest(unsure: httpx.AsyncClient, page_of: str) -> None:
    """A sentence without confidence enough is shown on another card, which says that it may not answer."""
    answer = (await unsure.get(f"/api/v1/answer?q={QUESTION}")).json()
    page = await get(unsure, f"{page_of}?q={QUESTION}")
    card = page.one("section", "closest")
    assert CLOSEST in card.text
    assert words(answer["closest"]["text"]) in words(card.text)
    assert answer["closest"]["document"]["title"] in card.text
    assert not page.all("section", "answer")
    assert not page.all("p", "no-answer")


@pytest.mark.parametrize("query", ["labour+inspection", f"{QUESTION}&page=2", f"{QUESTION}&sort=newest", ""])
async def test_no_card(client: httpx.AsyncClient, query: str) -> None:
    """Words, later pages and other orders have no card."""
    page = await get(client, f"/search?q={query}")
    assert not page.all("section", "answer")
    assert not page.all("p", "no-answer")


async def test_api(client: httpx.AsyncClient) -> None:
    """The answer's text is in its passage at the given offsets, and there is no message."""
    answer = (await client.get(f"/api/v1/answer?q={QUESTION}")).json()
    assert (answer["answered"], answer["message"], answer["query"]["kind"]) == (True, None, "number")
    assert answer["closest"] is None
    best = answer["answers"][0]
    passage = (await client.get(f"/api/v1/passages/{best['passage']}")).json()
    assert passage["text"][best["start"] : best["end"]] == best["text"]
    assert "".join(each["text"] for each in best["marked"]) == best["text"]


async def test_api_refuses(client: httpx.AsyncClient) -> None:
    """Where there is no answer, the API says so and gives the nearest passages."""
    answer = (await client.get(f"/api/v1/answer?q={UNANSWERED}")).json()
    assert (answer["answered"], answer["answers"], answer["message"]) == (False, [], REFUSAL)
    assert answer["closest"] is None
    assert answer["nearest"]


async def test_api_closest(unsure: httpx.AsyncClient) -> None:
    """A sentence that only comes close is no answer; it is a part of its passage's text like any quotation."""
    answer = (await unsure.get(f"/api/v1/answer?q={QUESTION}")).json()
    assert (answer["answered"], answer["answers"], answer["message"]) == (False, [], f"{CLOSEST}.")
    closest = answer["closest"]
    assert closest["confidence"] == answer["confidence"]
    passage = (await unsure.get(f"/api/v1/passages/{closest['passage']}")).json()
    assert passage["text"][closest["start"] : closest["end"]] == closest["text"]


async def test_api_needs_a_question(client: httpx.AsyncClient) -> None:
    """Without a question there is nothing to answer."""
    response = await client.get("/api/v1/answer?q=+")
    assert response.status_code == 422
    assert response.json()["error"]["code"] == "bad_parameter"
    assert (await client.get("/api/v1/answer?q=x&country=Atlantis")).status_code == 422
