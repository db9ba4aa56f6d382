"""The passages with each word of a query, and with each two of them."""

import pytest

from indexer.errors import QueryTimeout
from service.search.local_engine import LocalEngine
from service.search.protocol import SearchRequest
from service.search.word_counts import MAX_WORDS, count_words

SECONDS = 60.0


def total(engine: LocalEngine, text: str, **filters: tuple[str, ...]) -> int:
    page = engine.search(SearchRequest(text, filters, match="all", as_typed=True))
    return 0 if page.widened else page.total


def test_each_word_and_each_pair(engine: LocalEngine) -> None:
    """Counts are the totals of searches for every word; a pair that no passage has counts 0, not those with either."""
    counts = count_words(engine, SearchRequest("inspection zzzz training"), SECONDS)
    assert [text for text, _ in counts.words] == ["inspection", "zzzz", "training"]
    assert [count for _, count in counts.words] == [total(engine, word) for word in ("inspection", "zzzz", "training")]
    assert dict(counts.pairs) == {(0, 1): 0, (0, 2): total(engine, "inspection training"), (1, 2): 0}
    assert counts.words[0][1] > 0
    assert counts.left_out == 0


def test_filters_count(engine: LocalEngine) -> None:
    """Counts are of the passages that the filters leave."""
    [(_, count)] = count_words(engine, SearchRequest("inspection", {"country": ("NAM",)}), SECONDS).words
    assert count == total(engine, "inspection", country=("NAM",)) < total(engine, "inspection")


def test_phrases_and_alternatives_are_words(engine: LocalEngine) -> None:
    """A phrase stays one, alternatives are counted together."""
    counts = count_words(engine, SearchRequest('"labour inspection" coffee OR vessel'), SECONDS)
    assert dict(counts.words) == {
        '"labour inspection"': total(engine, '"labour inspection"'),
        "coffee OR vessel": total(engine, "coffee OR vessel"),
    }
    assert counts.pairs == ()


def test_long_queries_are_cut(engine: LocalEngine) -> None:
    """Of many words the first are counted, and the number of the others is said."""
    counts = count_words(engine, SearchRequest("one two three four five six seven eight nine zzzz"), SECONDS)
    assert len(counts.words) == MAX_WORDS
    assert counts.left_out > 0


def test_counting_has_a_time_limit(engine: LocalEngine) -> None:
    """Counting that takes too long is stopped."""
    with pytest.raises(QueryTimeout):
        count_words(engine, SearchRequest("inspection"), 0)
