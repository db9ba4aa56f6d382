"""Passages and places in the form in which an index takes and gives them."""

from collections.abc import Iterable

import numpy as np

from service.search.index import ROW_STRIDE, Ordinals, PackedPositions
from service.search.passage_set import PassageSet


def listed(passages: Iterable[int]) -> Ordinals:
    """Some passages, in the order given."""
    return np.array(list(passages), np.uint32)


def some_of(passages: Iterable[int], total: int) -> PassageSet:
    """Return a set of passages of an index with `total` passages."""
    return PassageSet.of(listed(passages), total)


def pairs(keys: PackedPositions) -> list[tuple[int, int]]:
    """Each place as (row, place)."""
    return [divmod(key, ROW_STRIDE) for key in keys.tolist()]


def keys_of(found: Iterable[tuple[int, int]]) -> PackedPositions:
    """The keys of places given as (row, place)."""
    return np.array([row * ROW_STRIDE + place for row, place in found], np.int64)
