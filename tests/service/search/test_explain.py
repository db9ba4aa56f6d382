"""Why a passage is a result, by the engine over the small index."""

import pytest

from service.search.local_engine import LocalEngine
from service.search.protocol import SearchRequest


def test_words_found_and_missing(engine: LocalEngine) -> None:
    """Every word of the query is found, missing, or there by another name."""
    page = engine.search(SearchRequest(text="labour inspection guide", match="any", page_size=50))
    assert page.hits
    for hit in page.hits:
        found = {word.text for word in hit.explanation.matched}
        assert all(word.fields for word in hit.explanation.matched)
        assert found.isdisjoint(hit.explanation.missing)
        by_name = {original for name in hit.explanation.synonyms for original in name.original.split()}
        assert found | set(hit.explanation.missing) | by_name == {"labour", "inspection", "guide"}


def test_other_names(engine: LocalEngine) -> None:
    """A passage found by another name says by which; the page names all that were searched."""
    page = engine.search(SearchRequest(text="trabajo forzoso", page_size=50))
    assert "forced labour" in {name.text for name in page.expansions}
    named = [hit for hit in page.hits if hit.expanded]
    assert named
    assert all(hit.explanation.synonyms and hit.matched == "all" for hit in named)


@pytest.mark.parametrize("name", ["forced labour", "FORCED LABOUR"])
def test_a_name_taken_out(engine: LocalEngine, name: str) -> None:
    """A name that the reader took out is not looked for."""
    page = engine.search(SearchRequest(text="trabajo forzoso", without=(name,)))
    assert "forced labour" not in {each.text for each in page.expansions}


def test_literal_matches_come_first(engine: LocalEngine) -> None:
    """Of passages that hold one thing as often, those with the reader's own word score higher."""
    page = engine.search(SearchRequest(text="OSH", page_size=50))
    original_docs = [hit.score for hit in page.hits if not hit.expanded]
    named = [hit.score for hit in page.hits if hit.expanded]
    assert max(original_docs) > max(named)


def test_a_correction_is_said(engine: LocalEngine) -> None:
    """A query without results is corrected, unless it is to be searched as typed."""
    page = engine.search(SearchRequest(text="inspecton campagn"))
    assert page.corrected == "inspection campaign"
    assert page.total + page.others > 0
    typed = engine.search(SearchRequest(text="inspecton campagn", as_typed=True))
    assert (typed.corrected, typed.total, typed.others) == (None, 0, 0)
