"""The page of results."""

from urllib.parse import quote, urlsplit

import httpx
import pytest

from tests.conftest import FACETS
from tests.service.conftest import get
from tests.service.html_page import parse, words

pytestmark = pytest.mark.anyio


async def test_results(client: httpx.AsyncClient) -> None:
    """A result page says how many passages there are and shows them in an ordered list with marked words."""
    answer = (await client.get("/api/v1/search?q=labour+inspection")).json()
    page = await get(client, "/search?q=labour+inspection&group=none")
    assert words(page.one("h1").text) == f"{answer['total']} passages for labour inspection"
    assert page.one("title").text == f"“labour inspection”: {answer['total']} passages – Verbatim"
    assert len(page.all("li", "result")) == len(answer["results"])
    assert all(element.within("ol") for element in page.all("li", "result"))
    assert {mark.text.lower() for mark in page.all("mark")} & {"labour", "inspection"}


async def test_citation_line(client: httpx.AsyncClient) -> None:
    """Each result names its document and its section and has a permanent link."""
    answer = (await client.get("/api/v1/search?q=hours+of+rest+harbour")).json()["results"][0]
    page = await get(client, "/search?q=hours+of+rest+harbour&group=none")
    line = words(page.all("p", "citation")[0].text)
    assert line.startswith(f"{answer['document']['title']}, {' › '.join(answer['section'])}")
    assert answer["permalink"] in {element.attributes["href"] for element in page.all("a")}


async def test_divider(client: httpx.AsyncClient) -> None:
    """Passages with some of the words are below a divider, in a list that continues the numbers."""
    answer = (await client.get("/api/v1/search?q=harbour+inspections+fisher")).json()
    assert 0 < answer["total"] < 10 < answer["total"] + answer["others"]
    page = await get(client, "/search?q=harbour+inspections+fisher&group=none")
    assert page.one("h2", "divider").text == "Some of the words"
    assert [element.attributes["start"] for element in page.all("ol", "results")] == ["1", str(answer["total"] + 1)]


async def test_mode_is_said(client: httpx.AsyncClient) -> None:
    """The page says which passages it counts and why, with the way to the other count."""
    any_words = await get(client, "/search?q=labour+inspection&match=any")
    assert "any of the words" in words(any_words.one("p", "mode").text)
    assert "/search?q=labour+inspection&match=all" in {a.attributes["href"] for a in any_words.all("a")}
    widened = await get(client, "/search?q=harbour+cocoa+journalists")
    assert "No passage holds all 3 words" in words(widened.one("h1").text)
    assert "No passage holds all words" in widened.one("title").text
    assert "hold some of them" in words(widened.one("p", "mode").text)
    question = await get(client, "/search?q=how+many+inspectors+were+certified%3F")
    assert "Read as a question" in words(question.one("p", "mode").text)


@pytest.mark.parametrize("query", ["***", "🌾", "“…”"])
async def test_a_query_without_a_word_finds_nothing(client: httpx.AsyncClient, query: str) -> None:
    """It says that there is nothing to search for, on the page and in the API."""
    answer = (await client.get("/api/v1/search", params={"q": query})).json()
    assert (answer["total"], answer["others"], answer["results"]) == (0, 0, [])
    assert [each["reason"] for each in answer["query"]["ignored_why"]] == ["it has no word to search for"]
    page = await get(client, f"/search?q={quote(query)}")
    assert "Nothing found" in words(page.one("h1").text)
    assert "it has no word to search for" in words(page.one("p", "note").text)


async def test_not_excludes_and_fields_are_named(client: httpx.AsyncClient) -> None:
    """NOT is obeyed; a field of another engine is named as ignored."""
    both = (await client.get("/api/v1/search?q=inspection+labour")).json()
    without = (await client.get("/api/v1/search?q=inspection+NOT+labour")).json()
    assert both["total"]
    assert all("labour" not in words(str(each["snippets"])).lower() for each in without["results"])
    answer = (await client.get("/api/v1/search?q=title:inspection")).json()
    assert answer["total"]
    assert answer["query"]["ignored"] == ["title:"]
    page = await get(client, "/search?q=title:inspection")
    assert any("fields cannot be searched" in words(note.text) for note in page.all("p", "note"))


async def test_unmatched_terms_are_named(client: httpx.AsyncClient) -> None:
    """Where words keep the others from being found together, the page names those that no passage holds."""
    page = await get(client, "/search?q=inspection+zzzzqqq")
    said = words(page.one("p", "mode").text)
    assert "No passage contains zzzzqqq. These passages contain some of the other words" in said
    narrowed = await get(client, "/search?q=harbour+gloves&country=MYS")
    assert "No passage here contains harbour" in words(narrowed.one("p", "mode").text)


async def test_facets(client: httpx.AsyncClient) -> None:
    """Facets are fieldsets of boxes that belong to the search form, in their order, none without values."""
    page = await get(client, "/search?q=workers&country=NAM")
    assert [words(legend.text) for legend in page.all("legend")][:2] == ["Country", "Sector"]
    boxes = [element for element in page.all("input") if element.attributes.get("type") == "checkbox"]
    assert all(box.attributes["form"] in {form.attributes.get("id") for form in page.all("form")} for box in boxes)
    names = list(dict.fromkeys(box.attributes["name"] for box in boxes))
    assert names == [facet for facet in FACETS if facet in names]
    assert [box.attributes["value"] for box in boxes if "checked" in box.attributes] == ["NAM"]


async def test_long_facets_fold(client: httpx.AsyncClient) -> None:
    """Eight values are shown; the rest are folded, unless one of them is chosen."""
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
    """Selected values are shown as chips, each a link to the same search without it."""
    page = await get(client, "/search?q=workers&country=NAM&topic=labour-inspection&page=2")
    chosen = [chip.attributes["href"] for chip in page.all("a", "chip") if "without" not in chip.attributes["href"]]
    assert chosen == [
        "/search?q=workers&topic=labour-inspection",
        "/search?q=workers&country=NAM",
        "/search?q=workers",
    ]


async def test_pager(client: httpx.AsyncClient) -> None:
    """The pager leads through all pages, and from a page behind the last one back to it."""
    page = await get(client, "/search?q=workers&group=none")
    following = next(element for element in page.all("a") if element.attributes.get("rel") == "next")
    assert following.attributes["href"] == "/search?q=workers&group=none&page=2"
    second = await get(client, following.attributes["href"])
    assert second.all("ol", "results")[0].attributes["start"] == "11"
    behind = await get(client, "/search?q=workers&group=none&page=99")
    assert "Go to the last" in words(behind.one("main").text)


async def test_nothing_found(client: httpx.AsyncClient) -> None:
    """An empty result says what was searched and offers other spellings, fewer filters and ideas."""
    page = await get(client, "/search?q=inspecton&as_typed=yes&country=NAM&topic=labour-inspection")
    assert words(page.one("h1").text) == "Nothing found for inspecton"
    links = {element.attributes["href"] for element in page.all("a")}
    assert {"/search?q=inspecton&as_typed=yes", "/search?q=inspecton&topic=labour-inspection&as_typed=yes"} <= links
    assert any("q=inspection&country=NAM" in link for link in links)
    assert "No match in" in words(page.one("main").text)


async def test_what_finds_nothing_is_put_right(client: httpx.AsyncClient) -> None:
    """The page says what it searched instead, and leads to the search for just what was typed."""
    page = await get(client, "/search?q=inspecton&country=NAM")
    assert words(page.one("p", "correction").text) == "Showing results for inspection; search instead for inspecton."
    typed = "/search?q=inspecton&country=NAM&as_typed=yes"
    assert typed in {link.attributes["href"] for link in page.all("a")}
    assert words((await get(client, typed)).one("h1").text) == "Nothing found for inspecton"


async def test_synonyms_are_chips(client: httpx.AsyncClient) -> None:
    """Each synonym that was searched links to the same search without it, and one link restores all."""
    page = await get(client, "/search?q=OSH")
    chips = [chip for chip in page.all("a", "chip") if "without=" in chip.attributes["href"]]
    assert any("occupational safety and health" in words(chip.text) for chip in chips)
    fewer = await get(client, chips[0].attributes["href"])
    assert (
        len([chip for chip in fewer.all("a", "chip") if chip.attributes["href"].count("without=") == 2])
        == len(chips) - 1
    )
    assert "/search?q=OSH" in {chip.attributes["href"] for chip in fewer.all("a", "chip-all")}


async def test_every_result_says_why(client: httpx.AsyncClient) -> None:
    """Each result has its reasons folded away; one found by another name says so."""
    page = await get(client, "/search?q=OSH+training&group=none")
    results = page.all("li", "result")
    assert len(page.all("details", "why")) == len(results) > 0
    assert any("a synonym of" in words(reasons.text) for reasons in page.all("details", "why"))


async def test_badge_on_every_result(client: httpx.AsyncClient) -> None:
    """Each result of ours carries the badge, each of others does not."""
    answer = (await client.get("/api/v1/search?q=inspection")).json()
    html = (await client.get("/search?q=inspection&group=none")).text
    ours = sum(not result["document"]["official"] for result in answer["results"])
    assert 0 < ours == len(parse(html).all("p", "badge"))


async def test_language_of_the_text(client: httpx.AsyncClient) -> None:
    """The page is English; each passage's words say which language they are in."""
    page = await get(client, "/search?q=inspectora&language=es")
    assert page.one("html").attributes["lang"] == "en"
    assert {element.attributes["lang"] for element in page.all("p", "words")} == {"es"}


async def test_every_address_on_a_result_page_answers(client: httpx.AsyncClient) -> None:
    """No link within the service is broken."""
    page = await get(client, "/search?q=workers&country=NAM")
    for element in page.all("a"):
        parts = urlsplit(element.attributes["href"])
        if parts.path and not parts.netloc:
            response = await client.get(parts.path, params=httpx.QueryParams(parts.query))
            assert response.status_code == 200, element.attributes["href"]


async def test_results_by_document(client: httpx.AsyncClient) -> None:
    """Documents are a list with a heading each, and below it their first passages, with their place in the document."""
    answer = (await client.get("/api/v1/search?q=labour+inspection&group=document")).json()
    page = await get(client, "/search?q=labour+inspection")
    documents = page.all("li", "result-document")
    counted = f"{answer['total']} passages in {answer['documents']} documents"
    assert words(page.one("h1").text) == f"{counted} for labour inspection"
    assert [words(heading.text) for heading in page.all("h3", "result-heading")] == [
        group["document"]["title"] for group in answer["groups"]
    ]
    assert len(documents) == len(answer["groups"]) == answer["documents"] + answer["other_documents"]
    assert len(page.all("li", "found-passage")) == sum(len(group["results"]) for group in answer["groups"])
    assert {a.attributes["href"] for a in page.all("a", "permalink")} == {
        result["permalink"] for group in answer["groups"] for result in group["results"]
    }
    assert len(page.all("p", "badge")) == sum(not group["document"]["official"] for group in answer["groups"])


async def test_the_first_passage_is_first(client: httpx.AsyncClient) -> None:
    """Whether grouped or not, the same passage is first, and the other list is one click away."""
    grouped = await get(client, "/search?q=labour+inspection&country=NAM")
    ways = {words(a.text): a.attributes["href"] for a in grouped.all("a") if a.within("ul")}
    assert ways["All passages"] == "/search?q=labour+inspection&country=NAM&group=none"
    listed = await get(client, ways["All passages"])
    assert listed.all("a", "permalink")[0].attributes["href"] == grouped.all("a", "permalink")[0].attributes["href"]
    assert "/search?q=labour+inspection&country=NAM" in {a.attributes["href"] for a in listed.all("a")}
    kept = [field.attributes["value"] for field in listed.all("input") if field.attributes["name"] == "group"]
    assert kept == ["none"]


async def test_more_of_a_document(client: httpx.AsyncClient) -> None:
    """The link below a document counts its passages that are not listed, and leads to all of them."""
    answer = (await client.get("/api/v1/search?q=workers&group=document")).json()
    group = next(group for group in answer["groups"] if group["total"] > 3)
    page = await get(client, "/search?q=workers")
    address = f"/search?q=workers&document={group['document']['id']}"
    (link,) = [a for a in page.all("a") if a.attributes["href"] == address and a.within("p")]
    assert words(link.text).startswith(f"+{group['total'] - 3} more in this document")
    within = await get(client, address)
    assert words(within.one("h1").text).startswith(f"{group['total']} passages for")
    assert not within.all("ul", "ways")


async def test_documents_with_some_of_the_words_come_after(client: httpx.AsyncClient) -> None:
    """Documents with every word come before a divider; the numbers go on below it."""
    address = "/api/v1/search?q=harbour+inspections+fisher&group=document"
    answer = (await client.get(address)).json()
    assert answer["documents"]
    assert answer["other_documents"]
    page = await get(client, "/search?q=harbour+inspections+fisher")
    assert page.one("h2", "divider").text == "Some of the words"
    starts = [element.attributes["start"] for element in page.all("ol", "results")]
    assert starts == ["1", str(answer["documents"] + 1)]
    assert "documents with no others come after" in words(page.one("p", "mode").text)


async def test_corrected_words_are_marked(client: httpx.AsyncClient) -> None:
    """A word is corrected beside others that are found; results lead to passages with the corrected words marked."""
    page = await get(client, "/search?q=labour+inspecton")
    said = words(page.one("p", "correction").text)
    assert said == "Showing results for labour inspection; search instead for labour inspecton."
    leading = [
        a.attributes["href"]
        for a in page.all("a")
        if a.attributes["href"].startswith("/passages/") and "#" in a.attributes["href"]
    ]
    assert leading
    assert all("?q=labour+inspection#" in href for href in leading)
    assert "/search?q=labour+inspecton&as_typed=yes" in {a.attributes["href"] for a in page.all("a")}
