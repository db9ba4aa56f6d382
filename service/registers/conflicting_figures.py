"""Figures that different documents give for the same thing, put side by side.

Two figures are taken to be of the same thing where they have the same unit and kind, count the same in the same words
(stems, in any order, without stop words), stand in passages about the same countries and sectors, and in sentences
that share much of their other words: 64 per cent of all workers who are women and 43 per cent of all workers who have
no contract are of different things. A thing named by one word alone (“workers”) is too little to go by, unless the
passages agree on one country and one sector. A document that gives several values counts parts or years of the
thing, and is left out.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from indexer.analysis.terms import index_terms
from service.registers.records import PlacedFigure

COMPARED = ("quantity", "share", "money")
"""The kinds of numbers that can differ: dates and the numbers of things count nothing."""

TELLING_WORDS = 2

MOST_ALIKE = 200
"""What is counted more often than this is a column of a table, not a thing on which documents differ."""

SHARED_WORDS = 0.3
"""How much of their other words two sentences must share (Dice's coefficient, from 0 to 1)."""


@dataclass(frozen=True, slots=True)
class ConflictingFigures:
    """Figures of the same thing, from two documents or more, that do not all say the same.

    `places` are those of the figures in the register, in order.
    """

    counts: str
    places: tuple[int, ...]


def conflicting_figures(figures: Sequence[PlacedFigure]) -> tuple[ConflictingFigures, ...]:
    """All sets of differing figures, in the order of their first one."""
    alike: dict[Hashable, list[int]] = defaultdict(list)
    for place, placed in enumerate(figures):
        if key := _thing(placed):
            alike[key].append(place)
    sets = (
        _agreed_within_documents(figures, said)
        for places in alike.values()
        if 1 < len(places) <= MOST_ALIKE
        for said in _saying_the_like(figures, places)
    )
    found = [places for places in sets if len({figures[place].figure.value for place in places}) > 1]
    return tuple(ConflictingFigures(figures[places[0]].figure.counts, places) for places in sorted(found))


def _thing(placed: PlacedFigure) -> Hashable | None:
    """What a figure is of, or None where that is not said clearly enough."""
    figure, tags = placed.figure, placed.passage.tags
    if figure.kind not in COMPARED or figure.value is None:
        return None
    words = _counted(placed)
    alone = len(words) < TELLING_WORDS
    if not words or (alone and not len(tags.country) == len(tags.sector) == 1):
        return None
    return figure.kind, figure.unit, figure.language, words, frozenset(tags.country), frozenset(tags.sector)


def _counted(placed: PlacedFigure) -> frozenset[str]:
    return frozenset(index_terms(placed.figure.counts, placed.figure.language))


def _others(placed: PlacedFigure) -> frozenset[str]:
    """The words of a figure's sentence but numbers and what it counts."""
    terms = index_terms(placed.figure.sentence, placed.figure.language)
    return frozenset(term for term in terms if not term[0].isdigit()) - _counted(placed)


def _saying_the_like(figures: Sequence[PlacedFigure], places: Sequence[int]) -> Iterator[list[int]]:
    """The places in groups whose sentences are linked by words that they share."""
    left = {place: _others(figures[place]) for place in places}
    while left:
        first = next(iter(left))
        group, reached = [], [(first, left.pop(first))]
        while reached:
            place, words = reached.pop()
            group.append(place)
            near = [other for other, theirs in left.items() if _shared(words, theirs) >= SHARED_WORDS]
            reached += [(other, left.pop(other)) for other in near]
        yield sorted(group)


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Dice's coefficient of two sets of words; 0 where one of them is empty."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _agreed_within_documents(figures: Sequence[PlacedFigure], places: Sequence[int]) -> tuple[int, ...]:
    """The first figure of each document that gives one value only."""
    values: dict[str, dict[float | None, int]] = defaultdict(dict)
    for place in places:
        values[figures[place].document.id].setdefault(figures[place].figure.value, place)
    return tuple(place for found in values.values() if len(found) == 1 for place in found.values())
