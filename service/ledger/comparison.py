"""Figures that different documents give for the same thing, put side by side.

Two figures are of the same thing where they have the same unit and kind, count the same in the same words (stems,
in any order, without stop words), and their passages are about the same countries and sectors. A thing named by one
word alone (“workers”) is too little to go by, unless the passages agree on one country and one sector.
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
    return tuple(
        Differing(figures[places[0]].figure.counts, tuple(places))
        for places in alike.values()
        if _differ([figures[place] for place in places])
    )


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


def _differ(figures: Sequence[PlacedFigure]) -> bool:
    """Whether two documents give two different values."""
    said = {(placed.figure.value, placed.document.id) for placed in figures}
    return len({value for value, _ in said}) > 1 and len({document for _, document in said}) > 1
