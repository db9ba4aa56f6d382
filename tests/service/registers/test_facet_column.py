"""One facet as a table of truth values."""

import numpy as np

from service.registers.facet_column import FacetColumn

COLUMN = FacetColumn([("a",), ("a", "b"), (), ("c",)])


def test_values() -> None:
    """Every value stands once, in order."""
    assert COLUMN.names == ["a", "b", "c"]


def test_records_by_value() -> None:
    """Values are alternatives; one that no record has adds none."""
    assert COLUMN.with_any(["a", "c"]).tolist() == [True, True, False, True]
    assert COLUMN.with_any(["zzz"]).tolist() == [False] * 4
    assert COLUMN.missing().tolist() == [False, False, True, False]


def test_counts() -> None:
    """Only the chosen records are counted, and values of none left out."""
    assert COLUMN.counts(np.array([False, True, True, False])) == {"a": 1, "b": 1}


def test_without_values() -> None:
    """A facet that no record has is a table without rows."""
    empty = FacetColumn([(), ()])
    assert empty.names == []
    assert empty.missing().tolist() == [True, True]
    assert empty.with_any(["a"]).tolist() == [False, False]
