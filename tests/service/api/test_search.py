"""The API: its contract key by key, and the rules of facets."""

from collections import Counter
from typing import Any

import httpx
import pytest

from service.web.facet_labels import DISCLAIMER
from tests.conftest import FACETS, TAGGED

pytestmark = pytest.mark.anyio

Answer = dict[str, Any]


async def search(client: httpx.AsyncClient, **parameters: str | list[str]) -> Answer:
    """One answer of the search."""
    response = await client.get("/api/v1/search", params=parameters)
    assert response.status_code == 200, response.text
    answer: Answer = response.json()
    return answer


async def everything(client: httpx.AsyncClient, **parameters: str | list[str]) -> list[Answer]:
    """All results of a search that count towards its total."""
    results: list[Answer] = []
    page = 1
    while True:
        answer = await search(client, page_size="50", page=str(page), **parameters)
        results += answer["results"]
        if not answer["results"]:
            return results[: answer["total"]]
        page += 1


def values(result: Answer, facet: str) -> list[str]:
    """The values that a result has of a facet."""
    if facet in TAGGED:
        tags: list[str] = result["tags"][facet]
        return tags
    document = result["document"]
    if facet == "year":
        return [str(document["year"])] if document["year"] else []
    return [{"kind": document["kind"], "language": result["language"], "document": document["id"]}[facet]]


def counted(answer: Answer, facet: str) -> dict[str, int]:
    """The counts of a facet's values, empty ones left out."""
    return {entry["value"]: entry["count"] for entry in answer["facets"][facet] if entry["count"]}


async def test_contract(client: httpx.AsyncClient) -> None:
    """An answer has these keys, in these types, and no others."""
    answer = await search(client, q="labour inspection", country="Namibia", page_size="3")
    assert list(answer) == ["query", "total", "others", "by_meaning", "results", "facets", "suggestions", "generation"]
    query = answer["query"]
    assert query == {
        "q": "labour inspection",
        "filters": {"country": ["NAM"]},
        "match": None,
        "mode": "all",
        "widened": False,
        "question": False,
        "ignored": [],
        "ignored_why": [],
        "corrected": None,
        "expansions": query["expansions"],
        "without": [],
        "sort": "relevance",
        "page": 1,
        "page_size": 3,
        "words_only": False,
    }
    assert all(set(name) == {"text", "language", "said", "related", "kind"} for name in query["expansions"])
    assert answer["total"] > 0
    assert list(answer["facets"]) == list(FACETS)
    assert answer["generation"]
    result = answer["results"][0]
    assert set(result) == {
        "id", "score", "matched", "document", "section", "pages", "language", "snippets", "tags", "expanded",
        "why", "permalink", "withheld", "copies", "copy_count", "ocr_confidence",
        "found_by",
    }  # fmt: skip
    assert set(result["document"]) == {"id", "title", "kind", "language", "year", "official", "badge", "url"}
    assert result["matched"] == "all"
    assert isinstance(result["score"], float)
    assert set(result["pages"][0]) == {"number", "label"}
    assert all(set(fragment) == {"text", "match"} for snippet in result["snippets"] for fragment in snippet)
    assert any(fragment["match"] for snippet in result["snippets"] for fragment in snippet)
    assert list(result["tags"]) == list(TAGGED)
    assert "NAM" in result["tags"]["country"]
    assert result["permalink"] == f"/passages/{result['id']}"
    entry = answer["facets"]["country"][0]
    assert set(entry) == {"value", "label", "count", "selected"}


async def test_snippets_are_verbatim(client: httpx.AsyncClient) -> None:
    """The fragments of each snippet, joined, are text of the passage."""
    for result in (await search(client, q="workers safety"))["results"]:
        passage = (await client.get(f"/api/v1/passages/{result['id']}")).json()
        for snippet in result["snippets"]:
            assert "".join(fragment["text"] for fragment in snippet) in passage["text"]


async def test_or_within_a_facet(client: httpx.AsyncClient) -> None:
    """Several values of a facet are alternatives."""
    both = await everything(client, q="workers", country=["COL", "NAM"])
    one = await everything(client, q="workers", country="COL")
    other = await everything(client, q="workers", country="NAM")
    assert {result["id"] for result in both} == {result["id"] for result in one + other}
    assert one
    assert other


async def test_and_across_facets(client: httpx.AsyncClient) -> None:
    """A passage must have a chosen value of every facet."""
    country = {result["id"] for result in await everything(client, q="workers", country="NAM")}
    topic = {result["id"] for result in await everything(client, q="workers", topic="labour-inspection")}
    both = {result["id"] for result in await everything(client, q="workers", country="NAM", topic="labour-inspection")}
    assert both == country & topic
    assert both
    assert both < country


@pytest.mark.parametrize("facet", FACETS)
async def test_counts_are_exact(client: httpx.AsyncClient, facet: str) -> None:
    """A facet counts all matches, not one page of them, under the other facets' choices but not its own."""
    chosen = {"country": "NAM", "language": "en"}
    answer = await search(client, q="workers", **chosen)
    others = {name: value for name, value in chosen.items() if name != facet}
    matching = await everything(client, q="workers", **others)
    assert counted(answer, facet) == dict(Counter(value for result in matching for value in values(result, facet)))


async def test_selected(client: httpx.AsyncClient) -> None:
    """A selected facet value is marked, even if no result has it."""
    answer = await search(client, q="zzzzqqq", country="Viet Nam", topic="forced labour")
    assert answer["total"] == 0
    assert [entry for entry in answer["facets"]["country"] if entry["selected"]] == [
        {"value": "VNM", "label": "Viet Nam", "count": 0, "selected": True}
    ]


@pytest.mark.parametrize("name", ["VNM", "vnm", "Vietnam", "Viet Nam", "Việt Nam"])
async def test_aliases(client: httpx.AsyncClient, name: str) -> None:
    """Every name of a country is accepted, and its code is what comes back."""
    answer = await search(client, country=name)
    assert answer["query"]["filters"] == {"country": ["VNM"]}
    assert answer["total"] > 0


async def test_several_values_between_commas(client: httpx.AsyncClient) -> None:
    """Repeated and comma-separated values are the same."""
    assert await search(client, country="COL,NAM") == await search(client, country=["Namibia", "Colombia"])


async def test_some_of_the_words(client: httpx.AsyncClient) -> None:
    """Passages with some of the words follow those with all; any counts both."""
    split = await search(client, q="labour inspection", page_size="50")
    assert split["others"] > 0
    matched = [result["matched"] for result in split["results"]]
    assert matched == sorted(matched)
    union = await search(client, q="labour inspection", match="any")
    assert (union["query"]["mode"], union["total"], union["others"]) == ("any", split["total"] + split["others"], 0)


async def test_widened(client: httpx.AsyncClient) -> None:
    """Where no passage has all words, those with any are returned, and the response says so."""
    answer = await search(client, q="inspection zzzzqqq")
    assert answer["query"]["mode"] == "any"
    assert answer["query"]["widened"]
    assert answer["total"] > 0


async def test_suggestions(client: httpx.AsyncClient) -> None:
    """A misspelt query comes back with other spellings."""
    assert "inspection" in " ".join((await search(client, q="inspecton"))["suggestions"])
    assert (await search(client, q="inspection"))["suggestions"] == []


async def test_ignored(client: httpx.AsyncClient) -> None:
    """Ignored parts of a query are listed, with the reason."""
    query = (await search(client, q=" ".join(f"word{number}" for number in range(100))))["query"]
    assert query["ignored"] == [entry["text"] for entry in query["ignored_why"]]
    assert query["ignored"]
    assert all(entry["reason"] for entry in query["ignored_why"])


async def test_paging(client: httpx.AsyncClient) -> None:
    """Pages follow each other without gap or overlap, and a page behind the last one is empty."""
    whole = await search(client, q="workers", page_size="20")
    parts = [await search(client, q="workers", page_size="10", page=page) for page in ("1", "2")]
    assert [r["id"] for r in whole["results"]] == [r["id"] for part in parts for r in part["results"]]
    assert (await search(client, q="workers", page="100"))["results"] == []


async def test_passage(client: httpx.AsyncClient) -> None:
    """A passage has its whole text, the query's words marked, and its neighbours."""
    found = (await search(client, q="labour inspection", document="briefing-namibia"))["results"][0]
    passage = (await client.get(f"/api/v1/passages/{found['id']}", params={"q": "inspection"})).json()
    assert set(passage) == {
        "id", "document", "section", "pages", "language", "text", "marked", "spans", "tables", "tags", "before",
        "after", "permalink", "quotation", "generation", "ocr_confidence",
    }  # fmt: skip
    assert "".join(fragment["text"] for fragment in passage["marked"]) == passage["text"]
    assert any(fragment["match"] for fragment in passage["marked"])
    assert set(passage["spans"][0]) == {"page", "start", "end"}
    after = (await client.get(f"/api/v1/passages/{passage['after']}")).json()
    assert after["before"] == passage["id"]


async def test_documents(client: httpx.AsyncClient) -> None:
    """Every document is there with its facts, and the passages add up."""
    answer = (await client.get("/api/v1/documents")).json()
    assert set(answer) == {"documents", "total", "page", "page_size", "passages", "briefing_only", "generation"}
    assert answer["total"] == len(answer["documents"])
    assert answer["passages"] == sum(document["passages"] for document in answer["documents"])
    assert all(len(document["sha256"]) == 64 for document in answer["documents"])


async def test_badge(client: httpx.AsyncClient) -> None:
    """Our own texts carry the badge wherever a program meets them; others never do."""
    results = (await search(client, q="workers", page_size="50"))["results"]
    listed = (await client.get("/api/v1/documents")).json()["documents"]
    for document in [*(result["document"] for result in results), *listed]:
        assert document["badge"] == (None if document["official"] else DISCLAIMER)
    assert {document["official"] for document in listed} == {True, False}


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/api/v1/search?q=" + "a" * 2_001, 413, "query_too_long"),
        ("/api/v1/search?country=Atlantis", 422, "bad_parameter"),
        ("/api/v1/search?page=0", 422, "bad_parameter"),
        ("/api/v1/search?page=-1", 422, "bad_parameter"),
        ("/api/v1/search?page=99999999999", 422, "bad_parameter"),
        ("/api/v1/search?page_size=1000", 422, "bad_parameter"),
        ("/api/v1/passages/no-such-passage", 404, "not_found"),
        ("/api/v1/passages/%00", 404, "not_found"),
        ("/api/v1/nothing", 404, "not_found"),
        ("/api/v2/search", 404, "not_found"),
    ],
)
async def test_errors(client: httpx.AsyncClient, address: str, status: int, code: str) -> None:
    """Errors have their status and the one shape."""
    response = await client.get(address)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/json"
    error = response.json()["error"]
    assert list(response.json()) == ["error"]
    assert (error["status"], error["code"]) == (status, code)
    assert error["message"]


async def test_writing_is_refused(client: httpx.AsyncClient) -> None:
    """Nothing can be written to."""
    response = await client.post("/api/v1/search", json={})
    assert response.status_code == 405
    assert response.json()["error"]["code"] == "method_not_allowed"
    assert response.headers["allow"] == "GET"


async def test_without_index(client_without_index: httpx.AsyncClient) -> None:
    """Without an index every answer is 503 and says what to run."""
    for address in ("/api/v1/search?q=x", "/api/v1/passages/x", "/api/v1/documents"):
        response = await client_without_index.get(address)
        assert response.status_code == 503
        error = response.json()["error"]
        assert error["code"] == "no_index"
        assert "python -m indexer build" in error["remedy"]
