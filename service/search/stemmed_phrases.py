"""Where runs of stems stand in the text of passages: names of several words, in any of their forms."""

from collections.abc import Sequence

import numpy as np

from service.query.items import StemmedPhrase
from service.search.index import Index, Ordinals, PackedPositions
from service.search.proximity import NO_POSITIONS


def stemmed_phrase_positions(run: StemmedPhrase, index: Index, passages: Ordinals) -> PackedPositions:
    """Where a run starts in these passages, given in any order, save where it is part of another name."""
    starts = _starts(run, index, passages)
    for longer in run.not_within:
        for offset in _offsets(run.stems, longer.stems):
            starts = np.setdiff1d(starts, _starts(longer, index, passages) + longer.offsets[offset], assume_unique=True)
    return starts


def _starts(run: StemmedPhrase, index: Index, passages: Ordinals) -> PackedPositions:
    starts: PackedPositions | None = None
    for stem, offsets in zip(run.stems, run.offsets, strict=True):
        found = index.positions("body", stem, passages) - offsets
        starts = found if starts is None else np.intersect1d(starts, found, assume_unique=True)
        if not len(starts):
            break
    return starts if starts is not None else NO_POSITIONS


def _offsets(part: Sequence[str], whole: Sequence[str]) -> list[int]:
    """Where a run of stems begins within another, as far as it agrees with the end of it or lies inside."""
    return [
        at
        for at in range(len(whole))
        if all(one == other for one, other in zip(part, whole[at:], strict=False)) and len(whole) - at >= len(part)
    ]
