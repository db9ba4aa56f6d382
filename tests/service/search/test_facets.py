"""Filters and facet counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import BadParameter
from service.search import facets
from service.search.facets import FacetSelection
from service.search.passage_set import PassageSet
from service.search.searcher import Searcher
from tests.conftest import FACETS
from tests.service.search.counting import counted_one_by_one, passes, values_of
from tests.service.search.keys import some_of


@given(data=st.data())
def test_counts_equal_a_count_one_by_one(served: Searcher, data: st.DataObject) -> None:
    """Over any passages and filters of the real index, counts and filters are exact."""
    generation = served.generation
    found = sorted(data.draw(st.lists(st.integers(0, generation.count - 1), unique=True)))
    all_match = [values_of(generation, ordinal) for ordinal in range(generation.count)]
    values = {name: sorted({value for each in all_match for value in each[name]}) for name in FACETS}
    filters = {
        name: tuple(data.draw(st.sets(st.sampled_from([*values[name], "absent"]), min_size=1, max_size=3)))
        for name in data.draw(st.sets(st.sampled_from(FACETS), max_size=3))
    }
    selection = FacetSelection(filters, served.facets)
    passages = [all_match[ordinal] for ordinal in found]

    kept = [ordinal for ordinal, own in zip(found, passages, strict=True) if passes(own, filters)]
    assert selection.filtered(some_of(found, generation.count)).ordinals.tolist() == kept
    counts = selection.counts(some_of(found, generation.count))
    assert tuple(counts) == FACETS
    for name in FACETS:
        assert {each.value: each.count for each in counts[name]} == counted_one_by_one(passages, filters, name)
        assert all(each.selected == (each.value in filters.get(name, ())) for each in counts[name])
        assert list(counts[name]) == sorted(counts[name], key=lambda each: (-each.count, each.value))


def test_an_unknown_facet_is_refused(served: Searcher) -> None:
    """A filter that does not exist is an error, not a filter that passes everything."""
    with pytest.raises(BadParameter, match="colour"):
        FacetSelection({"colour": ("red",)}, served.facets)


def test_a_facet_without_values_filters_nothing(served: Searcher) -> None:
    """An empty selection is none."""
    all_match = PassageSet.full(served.generation.count)
    assert FacetSelection({"country": ()}, served.facets).filtered(all_match).size == served.generation.count


def test_only_the_most_frequent_values_are_given(served: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more values than anyone wants to see the most frequent are given, and those that were chosen."""
    all_match = PassageSet.full(served.generation.count)
    least = FacetSelection({}, served.facets).counts(all_match)["document"][-1]
    monkeypatch.setattr(facets, "MAX_DOCUMENTS", 2)
    given_now = FacetSelection({"document": (least.value,)}, served.facets).counts(all_match)["document"]
    assert [each.selected for each in given_now] == [False, False, True]
    assert given_now[-1].value == least.value
    assert given_now[-1].count == least.count


def test_counts_are_a_mapping_of_facets(served: Searcher) -> None:
    """Only facets can be asked for, and two equal counts are equal."""
    one, other = (
        FacetSelection({}, served.facets).counts(some_of(range(3), served.generation.count)) for _ in range(2)
    )
    assert one == other
    assert len(one) == len(FACETS)
    with pytest.raises(KeyError):
        one["colour"]
