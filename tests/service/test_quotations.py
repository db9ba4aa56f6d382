"""A crawl: every quotation that is served is in the stored pages, byte for byte."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import httpx
import pytest

from indexer.index.folders import live_folder
from indexer.index.generation import Generation, open_generation
from indexer.index.page_file import COUNTS, LINES
from indexer.records.passage import Span
from service.answers.answer import MAX_PASSAGES, Answerer
from service.search.local_engine import LocalEngine
from service.search.protocol import Hit, SearchRequest, Snippet
from tests.service.crawl import Asked, queries

pytestmark = pytest.mark.anyio

MOST = 2_400
OVER_HTTP = 12
"""One in OVER_HTTP queries is also sent over HTTP."""


@pytest.fixture(scope="module")
def generation(small_index: Path) -> Generation:
    """The index whose quotations are checked."""
    return open_generation(live_folder(small_index))


@pytest.fixture(scope="module")
def asked(generation: Generation) -> list[Asked]:
    """The queries of the crawl, evenly taken from all that there are."""
    every = list(queries(generation))
    return [every[place * len(every) // MOST] for place in range(MOST)] if len(every) > MOST else every


class Stored:
    """The text of the pages, read from their files past the code that serves them."""

    def __init__(self, folder: Path) -> None:
        self._lines = (folder / LINES).read_bytes().splitlines()
        self._counts: dict[str, int] = json.loads((folder / COUNTS).read_bytes())
        self.pages = cache(self._pages)

    def _pages(self, document: str) -> list[str]:
        before = list(self._counts.values())[: list(self._counts).index(document)]
        return [json.loads(line) for line in self._lines[sum(before) :][: self._counts[document]]]

    def text(self, document: str, spans: Iterable[Span]) -> str:
        """Return the text of spans of a document's pages."""
        return "".join(self.pages(document)[span.page - 1][span.start : span.end] for span in spans)


def told(snippet: Snippet) -> str:
    return "".join(part.text for part in snippet)


def check_hit(hit: Hit, stored: Stored) -> int:
    """Checks a result's text and snippets, and gives how many quotations that were."""
    text = stored.text(hit.document.id, hit.passage.spans)
    assert not hit.withheld
    assert hit.passage.text.encode() == text.encode()
    assert all(told(snippet).encode() in text.encode() for snippet in hit.snippets)
    return 1 + len(hit.snippets)


def test_the_crawl_is_wide(asked: Sequence[Asked]) -> None:
    """It has 2,000 queries and more, no two the same, and many of every kind."""
    assert len({(each.text, repr(each.filters)) for each in asked}) == len(asked) >= 2_000
    kinds = Counter(each.kind for each in asked)
    assert {"word", "words", "phrase", "prefix", "operators", "misspelt", "filtered", "hostile"} < kinds.keys()
    assert {f"question {language}" for language in ("en", "es", "fr", "vi")} < kinds.keys()
    assert min(count for kind, count in kinds.items() if kind != "written") >= 100


def test_crawl(small_index: Path, generation: Generation, asked: Sequence[Asked]) -> None:
    """The text, the snippets and the answers of every query are what the pages' files hold."""
    engine = LocalEngine(small_index)
    answerer, stored = Answerer(engine), Stored(generation.folder)
    quoted, answered = Counter[str](), Counter[str]()
    for each in asked:
        page = engine.search(SearchRequest(each.text, each.filters, page_size=MAX_PASSAGES))
        quoted[each.kind] += sum(check_hit(hit, stored) for hit in page.hits)
        answer = answerer.answer(page)
        for quotation in answer.quotations:
            text = stored.text(quotation.document.id, quotation.passage.spans)[quotation.start : quotation.end]
            assert quotation.text.encode() == told(quotation.marked).encode() == text.encode()
        answered[each.kind] += len(answer.quotations)
    assert quoted.total() >= 10_000
    assert answered.total() >= 100
    assert all(quoted[kind] for kind in {each.kind for each in asked})
    assert all(answered[f"question {language}"] for language in ("en", "es", "fr", "vi"))


async def test_crawl_over_http(client: httpx.AsyncClient, generation: Generation, asked: Sequence[Asked]) -> None:
    """The API serves the same quotations: results, answers and whole passages."""
    stored, served = Stored(generation.folder), Counter[str]()
    for each in asked[::OVER_HTTP]:
        named = {"q": each.text.encode("utf-8", "replace").decode(), **each.filters}
        for result in (await client.get("/api/v1/search", params={**named, "page_size": 3})).json()["results"]:
            passage = (await client.get(f"/api/v1/passages/{result['id']}")).json()
            text = stored.text(result["document"]["id"], (Span(**span) for span in passage["spans"]))
            assert passage["text"].encode() == text.encode()
            assert all("".join(part["text"] for part in snippet) in text for snippet in result["snippets"])
            served["snippets"] += len(result["snippets"])
        for quotation in (await client.get("/api/v1/answer", params=named)).json().get("answers", ()):
            ordinal = generation.ordinal(quotation["passage"])
            assert ordinal is not None
            spans = generation.passage(ordinal).spans
            text = stored.text(quotation["document"]["id"], spans)[quotation["start"] : quotation["end"]]
            assert quotation["text"].encode() == text.encode()
            served["answers"] += 1
    assert served["snippets"] > 400
    assert served["answers"] > 10


async def test_registers(client: httpx.AsyncClient, generation: Generation) -> None:
    """Every sentence in the registers of statements and figures is in the stored pages."""
    stored, served = Stored(generation.folder), Counter[str]()
    for name, records in (("commitments", generation.statements), ("figures", generation.figures)):
        spans = {record.id: (record.document, record.spans) for record in records}
        for page in range(1, 1_000):
            found = (await client.get(f"/api/v1/{name}", params={"page": page, "page_size": 100})).json()["results"]
            if not found:
                break
            for record in found:
                assert record["sentence"].encode() == stored.text(*spans[record["id"]]).encode()
                served[name] += 1
        assert served[name] == len(spans) > 20
