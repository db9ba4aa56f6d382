"""The answer above the results, on the page and in the API."""

from urllib.parse import quote

import httpx
import pytest

from tests.service.conftest import get
from tests.service.html_page import words

pytestmark = pytest.mark.anyio

QUESTION = quote("How many labour inspections did the harbour office carry out in 2031?")
UNANSWERED = quote("How many inspectors were trained in Kenya?")
REFUSAL = "We found no sentence that answers this. The nearest passages are below."


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
    best = answer["answers"][0]
    passage = (await client.get(f"/api/v1/passages/{best['passage']}")).json()
    assert passage["text"][best["start"] : best["end"]] == best["text"]
    assert "".join(each["text"] for each in best["marked"]) == best["text"]


async def test_api_refuses(client: httpx.AsyncClient) -> None:
    """Where there is no answer, the API says so and gives the nearest passages."""
    answer = (await client.get(f"/api/v1/answer?q={UNANSWERED}")).json()
    assert (answer["answered"], answer["answers"], answer["message"]) == (False, [], REFUSAL)
    assert answer["nearest"]


async def test_api_needs_a_question(client: httpx.AsyncClient) -> None:
    """Without a question there is nothing to answer."""
    response = await client.get("/api/v1/answer?q=+")
    assert response.status_code == 422
    assert response.json()["error"]["code"] == "bad_parameter"
    assert (await client.get("/api/v1/answer?q=x&country=Atlantis")).status_code == 422
