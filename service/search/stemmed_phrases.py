"""Where runs of stems stand in the text of passages: names of several words, in any of their forms."""

from collections.abc import Sequence

import numpy as np

from service.query.items import Run
from service.search.index import Index, Keys, Ordinals
from service.search.proximity import NOWHERE


def stem_runs(run: Run, index: Index, passages: Ordinals) -> Keys:
    """Where a run starts in these passages, given in any order, save where it is part of another name."""
    starts = _starts(run, index, passages)
    for longer in run.unless:
        for offset in _offsets(run.stems, longer.stems):
            starts = np.setdiff1d(starts, _starts(longer, index, passages) + longer.behind[offset], assume_unique=True)
    return starts


def _starts(run: Run, index: Index, passages: Ordinals) -> Keys:
    starts: Keys | None = None
    for stem, behind in zip(run.stems, run.behind, strict=True):
        found = index.places("body", stem, passages) - behind
        starts = found if starts is None else np.intersect1d(starts, found, assume_unique=True)
        if not len(starts):
            break
    return starts if starts is not None else NOWHERE


def _offsets(part: Sequence[str], whole: Sequence[str]) -> list[int]:
    """Where a run of stems begins within another, as far as it agrees with the end of it or lies inside."""
    return [
        at
        for at in range(len(whole))
        if all(one == other for one, other in zip(part, whole[at:], strict=False)) and len(whole) - at >= len(part)
    ]
