"""A passage's page."""

import httpx
import pytest

from service.web.facet_labels import DISCLAIMER
from tests.service.conftest import get
from tests.service.html_page import Element, Page, words

pytestmark = pytest.mark.anyio


async def result(client: httpx.AsyncClient, parameters: str) -> dict[str, str]:
    """The first result of a search, as JSON."""
    found: dict[str, str] = (await client.get(f"/api/v1/search?{parameters}")).json()["results"][0]
    return found


def paragraphs(page: Page, within: Element) -> list[str]:
    return [words(element.text) for element in page.all("p") if element.parent is within]


def own_words(page: Page) -> Element:
    """Return the element with the passage's text; the neighbours' text is in others."""
    (own,) = [each for each in page.all("div", "words") if each.parent and each.parent.name == "div"]
    return own


async def test_words(client: httpx.AsyncClient) -> None:
    """The passage is shown in its blocks, with its language; the query's words are marked in it, and only there."""
    found = await result(client, "q=missing+work+agreements")
    passage = (await client.get(f"/api/v1/passages/{found['id']}")).json()
    page = await get(client, f"/passages/{found['id']}?q=agreements")
    own = own_words(page)
    assert paragraphs(page, own) == [words(block) for block in passage["text"].split("\n")]
    assert own.attributes["lang"] == passage["language"]
    assert "agreements" in {mark.text for mark in page.all("mark")}
    assert all(mark.within("div") and not mark.within("section") for mark in page.all("mark"))


async def test_neighbours(client: httpx.AsyncClient) -> None:
    """The previous and next passages are shown whole, each with a link."""
    found = await result(client, "q=missing+work+agreements")
    passage = (await client.get(f"/api/v1/passages/{found['id']}")).json()
    page = await get(client, f"/passages/{found['id']}?q=agreements&country=NAM")
    for name, rel in (("before", "prev"), ("after", "next")):
        neighbour = (await client.get(f"/api/v1/passages/{passage[name]}")).json()
        around = next(each for each in page.all("section", "neighbour") if each.attributes["aria-labelledby"] == name)
        assert all(words(block) in words(around.text) for block in neighbour["text"].split("\n"))
        step = next(a for a in page.all("a") if a.attributes.get("rel") == rel)
        assert step.attributes["href"] == f"/passages/{passage[name]}?q=agreements&country=NAM#passage"


async def test_ends_of_a_document(client: httpx.AsyncClient) -> None:
    """The first passage has none before it."""
    first = await result(client, "document=briefing-namibia&sort=document")
    page = await get(client, f"/passages/{first['id']}")
    assert [a.attributes["rel"] for a in page.all("a") if a.attributes.get("rel") in ("prev", "next")] == ["next"]


async def test_way_back(client: httpx.AsyncClient) -> None:
    """It leads back to the search from which it was reached, on its page; reached directly, it leads nowhere back."""
    found = await result(client, "q=inspection")
    page = await get(client, f"/passages/{found['id']}?q=inspection&country=NAM&sort=newest&page=2")
    (back,) = [a for a in page.all("a") if a.parent and "back" in a.parent.attributes.get("class", "")]
    assert back.attributes["href"] == "/search?q=inspection&country=NAM&sort=newest&page=2"
    assert not (await get(client, f"/passages/{found['id']}")).all("p", "back")


async def test_way_back_that_has_gone(client: httpx.AsyncClient) -> None:
    """For a search that is no longer valid, the passage is still shown, and the words are kept."""
    found = await result(client, "q=inspection")
    page = await get(client, f"/passages/{found['id']}?q=inspection&document=gone")
    assert "/search?q=inspection" in {a.attributes["href"] for a in page.all("a")}


async def test_citation(client: httpx.AsyncClient) -> None:
    """It is cited in one line that can be copied, with an absolute address and the canonical link."""
    found = await result(client, "q=missing+work+agreements")
    page = await get(client, f"/passages/{found['id']}?q=agreements")
    cited = words(page.one("p", "cite-as").text)
    assert cited.startswith("Notes from an imaginary harbour. A table of visits.")
    assert cited.endswith(f"http://verbatim.test/passages/{found['id']}")
    canonical = next(element for element in page.all("link") if element.attributes["rel"] == "canonical")
    assert canonical.attributes["href"] == found["permalink"]


async def test_section(client: httpx.AsyncClient) -> None:
    """The other headings of its section are named; its own is marked."""
    found = await result(client, "q=missing+work+agreements")
    page = await get(client, f"/passages/{found['id']}")
    headings = page.one("ol", "section-headings")
    titles = [words(item.text) for item in page.all("li") if item.parent is headings]
    assert titles[:3] == ["Inspections on board", "Electronics on deck", "A table of visits"]
    (own,) = [each for each in page.all("span") if each.attributes.get("aria-current")]
    assert own.text == "A table of visits"


@pytest.mark.parametrize(("document", "badges"), [("briefing-namibia", 2), ("harbour-notes", 0)])
async def test_badge(client: httpx.AsyncClient, document: str, badges: int) -> None:
    """A passage of ours carries the badge at its text and at its citation, and the citation says so in words."""
    found = await result(client, f"document={document}")
    page = await get(client, f"/passages/{found['id']}")
    assert len([each for each in page.all("p", "badge") if not each.within("li")]) == badges
    assert (DISCLAIMER in page.one("p", "cite-as").text) == bool(badges)
