"""Sets of passages, against Python's own."""

from hypothesis import given
from hypothesis import strategies as st

from service.search.passage_set import PassageSet
from tests.service.search.keys import listed, some_of


@given(st.data(), st.sampled_from([1, 63, 64, 65, 200]))
def test_sets_are_sets(data: st.DataObject, total: int) -> None:
    """Passage sets behave like sets, for any passages and any size of the index."""
    one, other = (data.draw(st.sets(st.integers(0, total - 1))) for _ in range(2))
    first, second = some_of(sorted(one), total), some_of(sorted(other), total)
    for found, expected in (
        (first, one),
        (first & second, one & other),
        (first | second, one | other),
        (first - second, one - other),
        (PassageSet.full(total), set(range(total))),
    ):
        assert found.ordinals.tolist() == sorted(expected)
        assert found.size == len(expected)
        assert all((ordinal in found) == (ordinal in expected) for ordinal in range(total))
        asked = listed(range(total)[::-1])
        assert found.contains(asked).tolist() == [ordinal in expected for ordinal in asked.tolist()]


def test_an_index_without_passages() -> None:
    """Nothing has everything, which is nothing."""
    assert PassageSet.full(0).size == 0
    assert PassageSet.full(0).ordinals.tolist() == []
