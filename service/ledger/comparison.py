"""Figures that different documents give for the same thing, put side by side.

Two figures are of the same thing where they have the same unit and kind, count the same in the same words (stems,
in any order, without stop words), and their passages are about the same countries and sectors. A thing named by one
word alone (“workers”) is too little to go by, unless the passages agree on one country and one sector. A document
that gives several values for the same words counts parts or years of it, and is left out.
"""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from indexer.analysis.terms import index_terms
from service.ledger.records import PlacedFigure

COMPARED = ("quantity", "share", "money")
"""The kinds of numbers that can differ: dates and the numbers of things count nothing."""

TELLING_WORDS = 2


@dataclass(frozen=True, slots=True)
class Differing:
    """Figures of the same thing, from two documents or more, that do not all say the same.

    `places` are those of the figures in the register, in order.
    """

    counts: str
    places: tuple[int, ...]


def differing(figures: Sequence[PlacedFigure]) -> tuple[Differing, ...]:
    """All sets of differing figures, in the order of their first one."""
    alike: dict[Hashable, list[int]] = defaultdict(list)
    for place, placed in enumerate(figures):
        if key := _thing(placed):
            alike[key].append(place)
    sets = (_agreed_within_documents(figures, places) for places in alike.values())
    return tuple(
        Differing(figures[places[0]].figure.counts, places)
        for places in sets
        if len({figures[place].figure.value for place in places}) > 1
    )


def _agreed_within_documents(figures: Sequence[PlacedFigure], places: Sequence[int]) -> tuple[int, ...]:
    """The first figure of each document that gives one value only."""
    values: dict[str, dict[float | None, int]] = defaultdict(dict)
    for place in places:
        values[figures[place].document.id].setdefault(figures[place].figure.value, place)
    return tuple(place for found in values.values() if len(found) == 1 for place in found.values())


def _thing(placed: PlacedFigure) -> Hashable | None:
    """What a figure is of, or None where that is not said clearly enough."""
    figure, tags = placed.figure, placed.passage.tags
    if figure.kind not in COMPARED or figure.value is None:
        return None
    words = frozenset(index_terms(figure.counts, figure.language))
    alone = len(words) < TELLING_WORDS
    if not words or (alone and not len(tags.country) == len(tags.sector) == 1):
        return None
    return figure.kind, figure.unit, figure.language, words, frozenset(tags.country), frozenset(tags.sector)
