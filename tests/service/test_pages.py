"""The pages for people."""

from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from indexer.records.passage import FACETS
from service.app import create_app
from service.representation.parts import BADGE
from service.settings import Settings
from tests.conftest import build_index
from tests.service.conftest import asking
from tests.service.html_page import Page, parse, words

pytestmark = pytest.mark.anyio

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'--",
    "{{ 7*7 }}",
    "</title><b>",
    "\u202egnp",
)
"""What must stay text wherever it is shown."""


async def get(client: httpx.AsyncClient, address: str, status: int = 200) -> Page:
    """A page, parsed; its status is the expected one."""
    response = await client.get(address)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return parse(response.text)


async def test_home(client: httpx.AsyncClient) -> None:
    """The home page has the search box and leads into the index by country, sector and chain."""
    page = await get(client, "/")
    assert page.one("form").attributes["action"] == "/search"
    links = {element.attributes["href"] for element in page.all("a")}
    assert {"/search?country=NAM", "/search?sector=fisheries", "/search?chain=fisheries-namibia"} <= links


async def test_every_link_of_the_home_page_has_passages(client: httpx.AsyncClient) -> None:
    """No way in is a dead end."""
    page = await get(client, "/")
    for element in page.all("a"):
        if element.attributes["href"].startswith("/search"):
            assert (await get(client, element.attributes["href"])).all("li", "result"), element.attributes["href"]


async def test_results(client: httpx.AsyncClient) -> None:
    """A result page says how many passages there are and shows them in an ordered list with marked words."""
    answer = (await client.get("/api/v1/search?q=labour+inspection")).json()
    page = await get(client, "/search?q=labour+inspection")
    assert words(page.one("h1").text) == f"{answer['total']} passages for labour inspection"
    assert page.one("title").text == f"“labour inspection”: {answer['total']} passages – Verbatim"
    assert len(page.all("li", "result")) == len(answer["results"])
    assert all(element.within("ol") for element in page.all("li", "result"))
    assert {mark.text.lower() for mark in page.all("mark")} & {"labour", "inspection"}


async def test_citation_line(client: httpx.AsyncClient) -> None:
    """Each result names its document and its section and has a permanent link."""
    answer = (await client.get("/api/v1/search?q=hours+of+rest+harbour")).json()["results"][0]
    page = await get(client, "/search?q=hours+of+rest+harbour")
    line = words(page.all("p", "citation")[0].text)
    assert line.startswith(f"{answer['document']['title']}, {' › '.join(answer['section'])}")
    assert answer["permalink"] in {element.attributes["href"] for element in page.all("a")}


async def test_divider(client: httpx.AsyncClient) -> None:
    """Passages with some of the words stand under a divider, in a list that goes on counting."""
    answer = (await client.get("/api/v1/search?q=harbour+inspections+fisher")).json()
    assert 0 < answer["total"] < 10 < answer["total"] + answer["others"]
    page = await get(client, "/search?q=harbour+inspections+fisher")
    assert page.one("h2", "divider").text == "With some of the words"
    assert [element.attributes["start"] for element in page.all("ol", "results")] == ["1", str(answer["total"] + 1)]


async def test_mode_is_said(client: httpx.AsyncClient) -> None:
    """The page says which passages it counts and why, with the way to the other count."""
    any_words = await get(client, "/search?q=labour+inspection&match=any")
    assert "any of the words" in words(any_words.one("p", "mode").text)
    assert "/search?q=labour+inspection&match=all" in {a.attributes["href"] for a in any_words.all("a")}
    widened = await get(client, "/search?q=inspection+zzzzqqq")
    assert "No passage holds all of these words" in words(widened.one("p", "mode").text)
    question = await get(client, "/search?q=how+many+inspectors+were+certified%3F")
    assert "Read as a question" in words(question.one("p", "mode").text)


async def test_facets(client: httpx.AsyncClient) -> None:
    """Facets are fieldsets of boxes that belong to the search form, in their order, none without values."""
    page = await get(client, "/search?q=workers&country=NAM")
    assert [words(legend.text) for legend in page.all("legend")][:2] == ["Country", "Sector"]
    boxes = [element for element in page.all("input") if element.attributes.get("type") == "checkbox"]
    assert all(box.attributes["form"] == page.one("form").attributes["id"] for box in boxes)
    names = list(dict.fromkeys(box.attributes["name"] for box in boxes))
    assert names == [facet for facet in FACETS if facet in names]
    assert [box.attributes["value"] for box in boxes if "checked" in box.attributes] == ["NAM"]


async def test_long_facets_fold(client: httpx.AsyncClient) -> None:
    """Eight values stand in the open; the rest is folded, unless one of them is chosen."""
    counts = (await client.get("/api/v1/search?q=workers")).json()["facets"]["topic"]
    assert len(counts) > 8
    page = await get(client, "/search?q=workers")
    (folded,) = [element for element in page.all("details", "more") if "Topic" in element.text]
    assert "open" not in folded.attributes
    chosen = await get(client, f"/search?q=workers&topic={counts[-1]['value']}")
    (unfolded,) = [element for element in chosen.all("details", "more") if "Topic" in element.text]
    assert "open" in unfolded.attributes


async def test_form_leads_back(client: httpx.AsyncClient) -> None:
    """Sending the form unchanged gives the same search."""
    page = await get(client, "/search?q=workers&country=NAM&country=COL&match=any&sort=newest")
    sent = [
        (element.attributes["name"], element.attributes["value"])
        for element in page.all("input")
        if element.attributes.get("type") != "checkbox" or "checked" in element.attributes
    ]
    sort = next(option for option in page.all("option") if "selected" in option.attributes)
    again = await client.get("/search", params=[*sent, ("sort", sort.attributes["value"])])
    assert words(parse(again.text).one("h1").text) == words(page.one("h1").text)
    assert len(parse(again.text).all("a", "chip")) == len(page.all("a", "chip"))


async def test_chips(client: httpx.AsyncClient) -> None:
    """What is chosen stands as chips, each a link to the same search without it."""
    page = await get(client, "/search?q=workers&country=NAM&topic=labour-inspection&page=2")
    assert [chip.attributes["href"] for chip in page.all("a", "chip")] == [
        "/search?q=workers&topic=labour-inspection",
        "/search?q=workers&country=NAM",
        "/search?q=workers",
    ]


async def test_pager(client: httpx.AsyncClient) -> None:
    """The pager leads through all pages, and from a page behind the last one back to it."""
    page = await get(client, "/search?q=workers")
    following = next(element for element in page.all("a") if element.attributes.get("rel") == "next")
    assert following.attributes["href"] == "/search?q=workers&page=2"
    second = await get(client, following.attributes["href"])
    assert second.all("ol", "results")[0].attributes["start"] == "11"
    behind = await get(client, "/search?q=workers&page=99")
    assert "results end on page" in words(behind.one("main").text)


async def test_nothing_found(client: httpx.AsyncClient) -> None:
    """An empty result says what was searched and offers other spellings, fewer filters and ideas."""
    page = await get(client, "/search?q=inspecton&country=NAM&topic=labour-inspection")
    assert words(page.one("h1").text) == "Nothing found for inspecton"
    links = {element.attributes["href"] for element in page.all("a")}
    assert {"/search?q=inspecton", "/search?q=inspecton&topic=labour-inspection"} <= links
    assert any("q=inspection&country=NAM" in link for link in links)
    assert "Searched:" in words(page.one("main").text)


async def test_badge_on_every_result(client: httpx.AsyncClient) -> None:
    """Each result of ours carries the badge, each of others does not."""
    answer = (await client.get("/api/v1/search?q=inspection")).json()
    html = (await client.get("/search?q=inspection")).text
    ours = sum(not result["document"]["official"] for result in answer["results"])
    assert 0 < ours == html.count(BADGE)


async def test_badge_on_passage_and_documents(client: httpx.AsyncClient) -> None:
    """So does a passage's page, at the text and at the citation, and each entry of the documents."""
    for document, badges in (("briefing-namibia", 2), ("harbour-notes", 0)):
        found = (await client.get(f"/api/v1/search?document={document}")).json()["results"][0]
        assert (await client.get(f"/passages/{found['id']}")).text.count(BADGE) == badges
    listed = (await client.get("/api/v1/documents")).json()["documents"]
    html = (await client.get("/documents")).text
    assert html.count(BADGE) == sum(not document["official"] for document in listed)


async def test_passage_page(client: httpx.AsyncClient) -> None:
    """A passage has its own page: words in their blocks, the query's marked, neighbours, facts and a citation."""
    found = (await client.get("/api/v1/search?q=missing+work+agreements")).json()["results"][0]
    passage = (await client.get(f"/api/v1/passages/{found['id']}")).json()
    page = await get(client, f"/passages/{found['id']}?q=agreements")
    text = page.one("div", "words")
    shown = [words(element.text) for element in page.all("p") if element.parent is text]
    assert shown == [words(block) for block in passage["text"].split("\n")]
    assert text.attributes["lang"] == passage["language"]
    assert "agreements" in {mark.text for mark in page.all("mark")}
    assert {element.attributes.get("rel") for element in page.all("a")} >= {"prev"}
    assert found["document"]["title"] in words(page.one("p", "cite-as").text)
    canonical = next(element for element in page.all("link") if element.attributes["rel"] == "canonical")
    assert canonical.attributes["href"] == found["permalink"]


async def test_language_of_the_text(client: httpx.AsyncClient) -> None:
    """The page is English; each passage's words say which language they are in."""
    page = await get(client, "/search?q=inspectora&language=es")
    assert page.one("html").attributes["lang"] == "en"
    assert {element.attributes["lang"] for element in page.all("p", "words")} == {"es"}


async def test_documents_page(client: httpx.AsyncClient) -> None:
    """Every document is listed, and leads to its passages in their order."""
    listed = (await client.get("/api/v1/documents")).json()["documents"]
    page = await get(client, "/documents")
    assert len(page.all("li", "document")) == len(listed)
    links = {element.attributes["href"] for element in page.all("a")}
    assert all(f"/search?document={document['id']}&sort=document" in links for document in listed)


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/nowhere", 404, "There is nothing at this address."),
        ("/passages/no-such-passage", 404, "There is no passage"),
        ("/search?country=Atlantis", 422, "no value “Atlantis”"),
        ("/search?page=-1", 422, "whole numbers from 1"),
        ("/search?q=" + "a" * 2_001, 413, "2,000"),
    ],
)
async def test_error_pages(client: httpx.AsyncClient, address: str, status: int, said: str) -> None:
    """Errors are pages that say what is wrong and lead on."""
    page = await get(client, address, status)
    assert said in words(page.one("main").text)
    assert "/" in {element.attributes["href"] for element in page.all("a")}


async def test_writing_is_refused(client: httpx.AsyncClient) -> None:
    """A page can only be read, and asked for its headers."""
    response = await client.post("/search", content="q=x")
    assert response.status_code == 405
    assert parse(response.text).one("h1")
    assert (await client.head("/search?q=x")).status_code == 200


async def test_without_index(client_without_index: httpx.AsyncClient) -> None:
    """Without an index every page is 503 and says what to run."""
    for address in ("/", "/search?q=x", "/passages/x", "/documents"):
        page = await get(client_without_index, address, 503)
        assert "python -m indexer build" in page.one("main").text


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_query(client: httpx.AsyncClient, text: str) -> None:
    """Markup in a query is text on every page that shows it."""
    passage = (await client.get("/api/v1/search?q=inspection")).json()["results"][0]["id"]
    for path, name in (("/search", "q"), (f"/passages/{passage}", "q"), ("/search", "country"), (f"/{text}", "q")):
        page = parse((await client.get(path, params={name: text})).text)
        assert not page.all("script") + page.all("img") + page.all("b")
    box = next(element for element in parse((await client.get("/search", params={"q": text})).text).all("input"))
    assert box.attributes["value"] == text


async def test_hostile_document(client: httpx.AsyncClient) -> None:
    """Markup in a document's heading and body is text on every page."""
    found = (await client.get("/api/v1/search?q=markup+ampersand")).json()["results"][0]
    assert any("<script>" in heading for heading in found["section"])
    for address in ("/search?q=markup+ampersand", f"/passages/{found['id']}?q=markup", "/documents"):
        page = await get(client, address)
        assert not page.all("script") + page.all("b")
    shown = (await get(client, f"/passages/{found['id']}")).one("main").text
    assert '<script>alert("heading")</script>' in shown
    assert "<b>markup</b>" in shown


@pytest.fixture
async def briefing_client(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a service at an address of its own, over a briefing alone."""
    corpus = Path(__file__).parents[2] / "corpus" / "briefing" / "namibia.md"
    settings = Settings(data_dir=build_index(tmp_path, corpus), base_url="https://search.example.org/docs")
    async with asking(create_app(settings)) as client:
        yield client


async def test_briefing_alone(briefing_client: httpx.AsyncClient) -> None:
    """Where only our briefing is indexed, the pages say so."""
    for address in ("/", "/documents"):
        page = await get(briefing_client, address)
        assert "Only Verbatim's briefing is searched so far" in words(page.one("aside", "notice").text)


async def test_base_address(briefing_client: httpx.AsyncClient) -> None:
    """With a base address every link is below its path and permalinks are absolute."""
    for address in ("/", "/search?q=inspection", "/documents", "/nowhere"):
        page = parse((await briefing_client.get(address)).text)
        for element in page.all("a") + page.all("link"):
            href = element.attributes["href"]
            assert href.startswith(("/docs/", "https://", "#")), href
        assert page.one("form").attributes["action"] == "/docs/search"
    result = (await briefing_client.get("/api/v1/search?q=inspection")).json()["results"][0]
    assert result["permalink"] == f"https://search.example.org/docs/passages/{result['id']}"


async def test_light(client: httpx.AsyncClient) -> None:
    """A result page is small and asks for one style sheet and one icon."""
    response = await client.get("/search?q=labour+inspection")
    assert response.headers["content-encoding"] == "gzip"
    page = parse(response.text)
    loaded = [link.attributes["href"] for link in page.all("link") if link.attributes["rel"] in ("stylesheet", "icon")]
    sizes = [int((await client.get(address)).headers["content-length"]) for address in loaded]
    assert len(loaded) == 2
    assert not page.all("img") + page.all("script") + page.all("iframe")
    assert int(response.headers["content-length"]) + sum(sizes) <= 45_000


async def test_kept_pages_are_not_sent_twice(client: httpx.AsyncClient) -> None:
    """A browser that has a page gets 304 until it changes."""
    first = await client.get("/search?q=inspection")
    assert first.headers["cache-control"] == "no-cache"
    again = await client.get("/search?q=inspection", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = await client.get("/search?q=coffee", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200


async def test_every_address_on_a_result_page_answers(client: httpx.AsyncClient) -> None:
    """No link within the service is broken."""
    page = await get(client, "/search?q=workers&country=NAM")
    for element in page.all("a"):
        parts = urlsplit(element.attributes["href"])
        if parts.path and not parts.netloc:
            response = await client.get(parts.path, params=parse_qsl(parts.query))
            assert response.status_code == 200, element.attributes["href"]
