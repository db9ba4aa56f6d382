"""The numbers and letters that Word puts before list items and headings, which stand in no text."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

BULLET = "bullet"
DEEPEST = 8
"""The last level of a list, counted from 0."""

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_HIGHEST_ROMAN = 3_999
_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How one level of a list counts: in which numbers, around them which signs ("%1.%2)"), and from where."""

    form: str
    text: str
    start: int = 1


@dataclass(slots=True)
class ListCounters:
    """Counts the items of a document's lists as they come. `lists` has the levels of each, by the list's number."""

    lists: Mapping[str, Mapping[int, ListLevel]]
    _counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def next(self, number: str, depth: int) -> str:
        """What stands before the next item of a list at this depth: "3.", "(b)"; nothing for bullets."""
        levels, counts = self.lists.get(number, {}), self._counts[number]
        level = levels.get(depth)
        if level is None:
            return ""
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        return "" if level.form == BULLET else _PLACEHOLDER.sub(lambda match: _shown(match, levels, counts), level.text)


def _shown(match: re.Match[str], levels: Mapping[int, ListLevel], counts: Mapping[int, int]) -> str:
    depth = int(match[1]) - 1
    level = levels.get(depth)
    return format_count(level.form, counts.get(depth, level.start)) if level else ""


def format_count(form: str, count: int) -> str:
    """A count in one of Word's forms; in plain digits where the form is another, such as words."""
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, DEEPEST)
        return letter.upper() if form.startswith("upper") else letter
    if form in ("lowerRoman", "upperRoman") and 0 < count <= _HIGHEST_ROMAN:
        roman = _roman(count)
        return roman.upper() if form.startswith("upper") else roman
    return "" if form == "none" else str(count)


def _roman(count: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        letters += sign * (count // value)
        count %= value
    return letters
