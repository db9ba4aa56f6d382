"""The numbers printed on pages: as the file declares them, else as its pages show them."""

from collections import Counter
from collections.abc import Sequence

from indexer.records.reading import PageLabel

FEWEST = 3
"""Pages that must agree before printed numbers are believed."""

SHARE = 0.5
"""The share of the pages with a printed number that must agree."""


def label_pages(declared: Sequence[str] | None, printed: Sequence[str | None]) -> tuple[PageLabel, ...]:
    """Each page's label. `printed` holds the number found at each page's edge, and tells how many pages there are.

    Where the printed numbers run alongside the pages, pages without one get the number that they would have.
    """
    if declared is not None and len(declared) == len(printed):
        return tuple(PageLabel(number, label or str(number)) for number, label in enumerate(declared, 1))
    shift = _shift(printed)
    return tuple(PageLabel(number, _label(number, text, shift)) for number, text in enumerate(printed, 1))


def _shift(printed: Sequence[str | None]) -> int | None:
    """By how much printed numbers are behind the pages' own, or None where they do not run alongside them."""
    shifts = Counter(number - int(text) for number, text in enumerate(printed, 1) if text and text.isdecimal())
    if not shifts:
        return None
    shift, agreeing = shifts.most_common(1)[0]
    return shift if agreeing >= max(FEWEST, SHARE * shifts.total()) else None


def _label(number: int, text: str | None, shift: int | None) -> str:
    if shift is None:
        return str(number)
    if text and (not text.isdecimal() or number - int(text) == shift):
        return text
    return str(number - shift) if number > shift else str(number)
