"""What a sentence cannot be understood without: the sentence, question, lead-in or head row before it."""

import re
from collections.abc import Sequence

_LIST_ITEM = re.compile(r"(?:[-–—•▪●○◦*·§]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s")
"""The start of an item of a list."""

_CELLS = " | "
"""What divides the cells of a row."""


def lead_of(texts: Sequence[str], position: int, *, refers_back: bool) -> int | None:
    """Return the position of the sentence that leads into one of a passage's, or None where it is whole without.

    A sentence about what the one before it names ("It was …"), and one after a question, are led into by that one;
    an item of a list by the words before the list; a row of a table by the table's first row, if that holds its heads.
    """
    if not position:
        return None
    text, before = texts[position], texts[position - 1]
    if _CELLS in text:
        return _head_row(texts, position)
    if _is_item(text) or before.endswith((":", ";")):
        return _lead_in(texts, position)
    return position - 1 if refers_back or before.endswith("?") else None


def _is_item(text: str) -> bool:
    return _LIST_ITEM.match(text) is not None


def _lead_in(texts: Sequence[str], position: int) -> int | None:
    """Return the position of the text before a list, which ends with a colon, if only items lie between."""
    for before in range(position - 1, -1, -1):
        text = texts[before]
        if text.endswith(":"):
            return before
        if not (_is_item(text) or text.endswith((";", ","))):
            return None
    return None


def _head_row(texts: Sequence[str], position: int) -> int | None:
    """Return the position of the first row of a table, if most of its cells are no numbers."""
    first = position
    while first and _CELLS in texts[first - 1]:
        first -= 1
    cells = texts[first].split(_CELLS)
    named = sum(not any(map(str.isdigit, cell)) for cell in cells)
    return first if first < position and named > len(cells) / 2 else None
