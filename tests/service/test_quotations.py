"""A crawl: whatever is asked, every quotation that is served stands in the stored pages, character for character."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from indexer.analysis.words import words
from indexer.store.folders import live_folder
from indexer.store.generation import Generation, open_generation

pytestmark = pytest.mark.anyio

EVERY = 7
"""One in so many passages is asked about."""


@pytest.fixture(scope="module")
def generation(small_index: Path) -> Generation:
    """The index whose quotations are checked."""
    return open_generation(live_folder(small_index))


def queries(generation: Generation) -> Iterator[str]:
    """Words of the passages, as words and as questions."""
    for ordinal in range(0, generation.count, EVERY):
        found = [word.text for word in words(generation.passage(ordinal).text) if len(word.text) > 4]
        yield " ".join(found[:3])
        yield f"How many {' '.join(found[3:6])} {found[0]}?"
        yield f"When {' '.join(found[1:5])}?"


def stored(generation: Generation, passage_id: str) -> str:
    """The text of a passage, put together from the stored pages alone."""
    ordinal = generation.ordinal(passage_id)
    assert ordinal is not None
    passage = generation.passage(ordinal)
    return "".join(generation.page_text(passage.document, span.page)[span.start : span.end] for span in passage.spans)


async def test_crawl(client: httpx.AsyncClient, generation: Generation) -> None:
    """Snippets, answers and passages are parts of the stored text of their pages."""
    served = answered = 0
    for query in queries(generation):
        found = (await client.get("/api/v1/search", params={"q": query, "page_size": 3})).json()["results"]
        for result in found:
            text = stored(generation, result["id"])
            snippets = ["".join(run["text"] for run in snippet) for snippet in result["snippets"]]
            assert all(snippet in text for snippet in snippets)
            served += len(snippets)
        for quotation in (await client.get("/api/v1/answer", params={"q": query})).json()["answers"]:
            text = stored(generation, quotation["passage"])
            assert text[quotation["start"] : quotation["end"]] == quotation["text"]
            answered += 1
    assert served > 100
    assert answered > 5
