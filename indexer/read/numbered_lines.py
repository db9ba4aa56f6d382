"""Lines that a list's numbers begin, in texts that mark no lists."""

import re
from collections.abc import Sequence

from indexer.read.list_numbers import format_number
from indexer.records.reading import BlockKind

LINE_BREAK = "\v"  # where a line ends inside a paragraph, until it is split
_COUNTER = re.compile(
    r"^\s*(?P<open>[(\[]?)(?P<prefix>(?:\d{1,3}\.)*)(?P<count>\d{1,3}|[a-z]|[ivx]{2,5})"
    r"(?P<close>[.)\]]|(?<=\d\.\d)|(?<=\d\.\d\d))\s+(?=\S)",
    re.IGNORECASE,
)
_ROMAN = {format_number("i", count): count for count in range(1, 40)}


def find_numbered_lines(lines: Sequence[str]) -> set[int]:
    """Return the indexes of the lines that begin a list's item: their numbers follow each other, in one form.

    A number that no line before or after continues is part of the text.
    """
    counts = [(at, form, count) for at, line in enumerate(lines) for form, count in _counts(line)]
    known: dict[tuple[str, int], list[int]] = {}
    for at, form, count in counts:
        known.setdefault((form, count), []).append(at)
    return {
        at
        for at, form, count in counts
        if any(other > at for other in known.get((form, count + 1), ()))
        or any(other < at for other in known.get((form, count - 1), ()))
    }


def split_at_numbers(kind: BlockKind, text: str) -> list[tuple[BlockKind, str]]:
    """Return a paragraph's text with the items that it lists line by line apart; the whole text where it lists none.

    Lines end at LINE_BREAK.
    """
    lines = text.split(LINE_BREAK)
    starts = find_numbered_lines(lines) if kind in ("paragraph", "item") and len(lines) > 1 else set()
    if not starts:
        return [(kind, text)]
    return [("item" if at in starts else kind, " ".join(group)) for at, group in _numbered_groups(lines, starts)]


def _numbered_groups(lines: Sequence[str], starts: set[int]) -> list[tuple[int, list[str]]]:
    """Return lines in groups, each with the index of its first line."""
    groups: list[tuple[int, list[str]]] = []
    for at, line in enumerate(lines):
        if at in starts or not groups:
            groups.append((at, []))
        groups[-1][1].append(line)
    return groups


def _counts(line: str) -> list[tuple[str, int]]:
    """Return the forms and values that a line's number can have: "i." is a letter and a Roman number."""
    match = _COUNTER.match(line)
    if match is None:
        return []
    count = match["count"]
    case = "upper" if count.isupper() else "lower"
    around = f"{match['open']}{match['prefix']}{{}}{match['close']}"
    if count.isdigit():
        return [(around.format("1"), int(count))]
    found = [(around.format(f"{case} letter"), ord(count.lower()))] if len(count) == 1 else []
    roman = _ROMAN.get(count.lower())
    return [*found, (around.format(f"{case} roman"), roman)] if roman else found
