"""Figures that different documents give for the same thing.

Two figures are of the same thing if they have the same unit and kind, count the same in the same words (stems, in any
order, without stop words), are in passages about the same countries and sectors, and their sentences share many of
their other words: 64 per cent of all workers who are women and 43 per cent of all workers who have no contract are of
different things. One counted word alone (“workers”) is not specific enough, unless the passages agree on one country
and one sector. A document that gives several values counts parts or years of the thing, and is left out.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from indexer.analysis.terms import index_terms
from indexer.records.figure import Figure
from service.registers.store import Located

COMPARED_KINDS = ("quantity", "share", "money")
"""The kinds of numbers that can conflict: dates and reference numbers count nothing."""

MIN_COUNTED_WORDS = 2

MAX_SAME = 200
"""More figures of one thing are a column of a table, not documents that disagree."""

MIN_SIMILARITY = 0.3
"""The least similarity of two sentences' other words (Dice's coefficient, from 0 to 1)."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Figures of the same thing, from two documents or more, that are not all equal; row ids in order."""

    counted: str
    row_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Conflicts:
    """All conflicts among the figures of a register, in the order of their first figure."""

    sets: tuple[Conflict, ...]
    _others: dict[str, tuple[str, ...]]

    @classmethod
    def among(cls, figures: Sequence[Located[Figure]]) -> "Conflicts":
        """Return the conflicts among these figures."""
        sets = find_conflicts(figures)
        ids = [tuple(figures[row_id].id for row_id in each.row_ids) for each in sets]
        return cls(sets, {one: tuple(other for other in each if other != one) for each in ids for one in each})

    def of(self, figure_id: str) -> tuple[str, ...]:
        """Return the ids of the figures that conflict with one."""
        return self._others.get(figure_id, ())


def find_conflicts(figures: Sequence[Located[Figure]]) -> tuple[Conflict, ...]:
    """Return all conflicts among these figures, in the order of their first figure."""
    same: dict[Hashable, list[int]] = defaultdict(list)
    for row_id, located in enumerate(figures):
        if key := _subject_key(located):
            same[key].append(row_id)
    sets = (
        _one_per_document(figures, cluster)
        for row_ids in same.values()
        if 1 < len(row_ids) <= MAX_SAME
        for cluster in _similar_sentences(figures, row_ids)
    )
    found = [row_ids for row_ids in sets if len({figures[row_id].record.value for row_id in row_ids}) > 1]
    return tuple(Conflict(figures[row_ids[0]].record.counted, row_ids) for row_ids in sorted(found))


def _subject_key(located: Located[Figure]) -> Hashable | None:
    """Return the key of what a figure counts, or None if that is not specific enough."""
    figure, tags = located.record, located.passage.tags
    if figure.kind not in COMPARED_KINDS or figure.value is None:
        return None
    words = _counted(figure)
    has_one_subject = all(len(tags.get(facet, ())) == 1 for facet in ("country", "sector"))
    if not words or (len(words) < MIN_COUNTED_WORDS and not has_one_subject):
        return None
    return (
        figure.kind,
        figure.unit,
        figure.language,
        words,
        frozenset(tags.get("country", ())),
        frozenset(tags.get("sector", ())),
    )


def _counted(figure: Figure) -> frozenset[str]:
    return frozenset(index_terms(figure.counted, figure.language))


def _other_words(figure: Figure) -> frozenset[str]:
    """Return the terms of a figure's sentence without numbers and without what it counts."""
    terms = index_terms(figure.sentence, figure.language)
    return frozenset(term for term in terms if not term[0].isdigit()) - _counted(figure)


def _similar_sentences(figures: Sequence[Located[Figure]], row_ids: Sequence[int]) -> Iterator[list[int]]:
    """Yield the row ids in single-link clusters of similar sentences."""
    left = {row_id: _other_words(figures[row_id].record) for row_id in row_ids}
    while left:
        first = next(iter(left))
        cluster, reached = [], [(first, left.pop(first))]
        while reached:
            row_id, words = reached.pop()
            cluster.append(row_id)
            near = [other for other, theirs in left.items() if _dice(words, theirs) >= MIN_SIMILARITY]
            reached += [(other, left.pop(other)) for other in near]
        yield sorted(cluster)


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    """Return Dice's coefficient of two sets; 0 if one of them is empty."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _one_per_document(figures: Sequence[Located[Figure]], row_ids: Sequence[int]) -> tuple[int, ...]:
    """Return the first figure of each document that gives one value only."""
    values: dict[str, dict[float | None, int]] = defaultdict(dict)
    for row_id in row_ids:
        values[figures[row_id].document.id].setdefault(figures[row_id].record.value, row_id)
    return tuple(row_id for found in values.values() if len(found) == 1 for row_id in found.values())
