"""Comparisons: totals are those of the narrowed searches, sentences are the documents' own."""

import random

import pytest

from indexer.errors import QueryTimeout
from service.search.comparison import MAX_COLUMNS, MAX_ROWS, best_sentence, compare, cross
from service.search.local_engine import LocalEngine
from service.search.protocol import Mode, SearchRequest, TextSpan

SECONDS = 60.0
WORDS = "labour inspection coffee vessel training worker safety women garment union cocoa zzzz certified".split()


def queries(count: int) -> list[str]:
    """Random queries of one to three words, always the same."""
    generator = random.Random(17)
    return [" ".join(generator.sample(WORDS, generator.randint(1, 3))) for _ in range(count)]


def filtered_total(engine: LocalEngine, request: SearchRequest) -> int:
    """The total of a search in its own mode: none where it was widened."""
    page = engine.search(request)
    return 0 if page.widened else page.total


@pytest.mark.parametrize("facet", ["country", "sector", "document", "kind"])
def test_totals_are_those_of_the_filtered_searches(engine: LocalEngine, facet: str) -> None:
    """Each row counts what the search finds that is filtered by its value."""
    for text in queries(25):
        comparison = compare(engine, SearchRequest(text), facet, SECONDS)
        assert comparison.rows
        for value, narrowed in comparison.rows:
            asked = SearchRequest(
                comparison.searched.text, {facet: (value,)}, match=comparison.mode, as_typed=True, page_size=1
            )
            assert narrowed.total == filtered_total(engine, asked), (text, value)
            assert narrowed.request.filters == asked.filters


def test_cells_count_the_filtered_searches(engine: LocalEngine) -> None:
    """Each cell of a matrix counts what both filters leave; a pair without a cell has nothing."""
    for text in queries(8):
        matrix = cross(engine, SearchRequest(text), ("topic", "country"), SECONDS)
        assert len(matrix.rows) <= MAX_ROWS
        assert len(matrix.columns) <= MAX_COLUMNS
        for row in matrix.rows:
            for column in matrix.columns:
                asked = SearchRequest(
                    matrix.searched.text, {"topic": (row,), "country": (column,)}, match=matrix.mode, as_typed=True
                )
                cell = matrix.cells.get((row, column))
                assert (cell.total if cell else 0) == filtered_total(engine, asked), (text, row, column)


def test_values_without_a_passage_have_a_row(engine: LocalEngine) -> None:
    """A country whose passages lack the words is listed with 0, after the others."""
    comparison = compare(engine, SearchRequest("vessel"), "country", SECONDS)
    totals = [narrowed.total for _, narrowed in comparison.rows]
    assert totals == sorted(totals, reverse=True)
    assert 0 in totals
    assert max(totals) > 0
    occurring = engine.search(SearchRequest()).facets["country"]
    assert {value for value, _ in comparison.rows} == {each.value for each in occurring if each.count}


def test_selected_values_alone_are_compared(engine: LocalEngine) -> None:
    """Filters by the facet choose the rows; other filters stay."""
    request = SearchRequest("inspection", {"country": ("COL", "NAM"), "topic": ("labour-inspection",)})
    comparison = compare(engine, request, "country", SECONDS)
    assert {value for value, _ in comparison.rows} == {"COL", "NAM"}
    assert all(narrowed.request.filters["topic"] == ("labour-inspection",) for _, narrowed in comparison.rows)


@pytest.mark.parametrize("match", ["all", "any"])
def test_one_mode_for_all_rows(engine: LocalEngine, match: Mode) -> None:
    """A row is not widened where its passages lack a word that others have."""
    comparison = compare(engine, SearchRequest("inspection vessel", match=match), "country", SECONDS)
    assert comparison.mode == match
    assert all(narrowed.request.match == match for _, narrowed in comparison.rows)


def test_sentences_are_verbatim(engine: LocalEngine) -> None:
    """The sentence of a row is a part of its passage and has a highlighted word."""
    rows = compare(engine, SearchRequest("inspection"), "country", SECONDS).rows
    found = [narrowed for _, narrowed in rows if narrowed.hit]
    assert found
    for narrowed in found:
        assert narrowed.hit is not None
        assert "".join(span.text for span in narrowed.sentence) in narrowed.hit.passage.text
        assert any(span.match for span in narrowed.sentence)


def test_the_sentence_with_the_most_words() -> None:
    """Different words count, not repeated ones; the first of equals is taken, without white space around it."""
    marked = (
        TextSpan("First a ", False),
        TextSpan("word", True),
        TextSpan(" and a ", False),
        TextSpan("word", True),
        TextSpan(". Then the ", False),
        TextSpan("other", True),
        TextSpan(" ", False),
        TextSpan("word", True),
        TextSpan(". \nLast ", False),
        TextSpan("other", True),
        TextSpan(" ", False),
        TextSpan("word", True),
        TextSpan(".", False),
    )
    assert "".join(span.text for span in best_sentence(marked)) == "Then the other word."
    assert best_sentence(()) == ()


def test_a_comparison_has_a_time_limit(engine: LocalEngine) -> None:
    """A comparison that takes too long is stopped."""
    with pytest.raises(QueryTimeout):
        compare(engine, SearchRequest("inspection"), "country", 0)
    with pytest.raises(QueryTimeout):
        cross(engine, SearchRequest("inspection"), ("topic", "country"), 0)
