"""Filters and facet counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import BadParameter
from indexer.records.passage import FACETS
from indexer.store.generation import Generation
from service.engine.facets import Selection
from tests.service.engine.counting import counted_one_by_one, passes


@given(data=st.data())
def test_counts_equal_a_count_one_by_one(generation: Generation, data: st.DataObject) -> None:
    """Over any passages and filters of the real index, counts and filters are exact."""
    found = data.draw(st.lists(st.integers(0, generation.count - 1), unique=True))
    values = {name: sorted({value for each in generation.combinations for value in each[name]}) for name in FACETS}
    filters = {
        name: tuple(data.draw(st.sets(st.sampled_from([*values[name], "absent"]), min_size=1, max_size=3)))
        for name in data.draw(st.sets(st.sampled_from(FACETS), max_size=3))
    }
    selection = Selection(filters, generation.combinations)
    passages = [generation.combinations[generation.combination_of[ordinal]] for ordinal in found]

    for ordinal, own in zip(found, passages, strict=True):
        assert selection.allows(generation.combination_of[ordinal]) == passes(own, filters)
    counts = selection.counts(generation.combination_of[ordinal] for ordinal in found)
    assert tuple(counts) == FACETS
    for name in FACETS:
        assert {each.value: each.count for each in counts[name]} == counted_one_by_one(passages, filters, name)
        assert all(each.selected == (each.value in filters.get(name, ())) for each in counts[name])
        assert list(counts[name]) == sorted(counts[name], key=lambda each: (-each.count, each.value))


def test_an_unknown_facet_is_refused() -> None:
    """A filter that does not exist is an error, not a filter that passes everything."""
    with pytest.raises(BadParameter, match="colour"):
        Selection({"colour": ("red",)}, ())


def test_a_facet_without_values_filters_nothing(generation: Generation) -> None:
    """An empty selection is none."""
    selection = Selection({"country": ()}, generation.combinations)
    assert all(selection.allows(place) for place in range(len(generation.combinations)))
