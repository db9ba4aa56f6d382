"""The lists of a Word file, and the numbers that it shows before their items."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from docx.oxml.ns import qn

from indexer.read.list_numbers import format_number
from indexer.read.office.word_xml import attribute_at, small_number

MAX_LIST_DEPTH = 8  # from 0
BULLET = "bullet"

# Word's names of number formats, as the types of lists on web pages.
_FORMS = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_ORDINAL_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How one level of a list counts: its number format, the text around the numbers ("%1.%2)"), and the start.

    `is_legal` levels show the numbers of higher levels in digits.
    """

    form: str
    text: str
    start: int = 1
    is_legal: bool = False


@dataclass(frozen=True, slots=True)
class List:
    """A list: the definition that it shares with others, its levels, and those at which it starts again."""

    definition: str
    levels: Mapping[int, ListLevel]
    restarts: frozenset[int] = frozenset()


def read_lists(root: Any, style_lists: Mapping[str, str] | None = None) -> dict[str, List]:
    """Return the lists by number, from the root of the numbering's part.

    `style_lists` are the lists of numbering styles, by the style's id: a definition may only name such a style.
    """
    abstract = {each.get(qn("w:abstractNumId")): each for each in root.findall(qn("w:abstractNum"))}
    named = {each.get(qn("w:numId")): attribute_at(each, "w:abstractNumId") for each in root.findall(qn("w:num"))}
    lists = {}
    for each in root.findall(qn("w:num")):
        definition_id = attribute_at(each, "w:abstractNumId")
        definition = abstract.get(definition_id)
        link = attribute_at(definition, "w:numStyleLink") if definition is not None else None
        if link is not None and (style_lists or {}).get(link) in named:
            definition_id = named[(style_lists or {})[link]]
            definition = abstract.get(definition_id)
        if definition is not None:
            levels = {**dict(_levels(definition)), **dict(_overrides(each))}
            starts = dict(_starts(each))
            levels |= {depth: replace(levels[depth], start=start) for depth, start in starts.items() if depth in levels}
            lists[each.get(qn("w:numId"))] = List(definition_id or "", levels, frozenset(starts))
    return lists


def _levels(definition: Any) -> Iterator[tuple[int, ListLevel]]:
    for element in definition.findall(qn("w:lvl")):
        depth = small_number(element.get(qn("w:ilvl")))
        if depth is not None and depth <= MAX_LIST_DEPTH:
            start = small_number(attribute_at(element, "w:start"))
            form = attribute_at(element, "w:numFmt") or "decimal"
            yield (
                depth,
                ListLevel(
                    form,
                    attribute_at(element, "w:lvlText") or "",
                    1 if start is None else start,
                    element.find(qn("w:isLgl")) is not None,
                ),
            )


def _overrides(number: Any) -> Iterator[tuple[int, ListLevel]]:
    """Yield the levels that a list defines in the place of those of its definition."""
    for override in number.findall(qn("w:lvlOverride")):
        yield from _levels(override)


def _starts(number: Any) -> Iterator[tuple[int, int]]:
    """Yield the levels at which a list starts again, and with what."""
    for override in number.findall(qn("w:lvlOverride")):
        depth, start = small_number(override.get(qn("w:ilvl"))), small_number(attribute_at(override, "w:startOverride"))
        if depth is not None and start is not None:
            yield depth, start


@dataclass(slots=True)
class ListCounters:
    """Count the items of a document's lists in order. `lists` has them by number.

    Lists of one definition go on counting where the last of them stopped, unless they start again.
    """

    lists: Mapping[str, List]
    _counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def next(self, number: str, depth: int) -> str:
        """Return what Word shows before the next item of a list at this depth: "3.", "(b)"; nothing for bullets."""
        found = self.lists.get(number)
        level = found.levels.get(depth) if found else None
        if found is None or level is None:
            return ""
        counts = self._counts[found.definition]
        if depth in found.restarts and (number, depth) not in self._begun:
            self._begun.add((number, depth))
            counts.pop(depth, None)
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        if level.form == BULLET:
            return ""
        return _PLACEHOLDER.sub(lambda match: _shown(match, found.levels, counts, is_legal=level.is_legal), level.text)


def _shown(match: re.Match[str], levels: Mapping[int, ListLevel], counts: Mapping[int, int], *, is_legal: bool) -> str:
    depth = int(match[1]) - 1
    level = levels.get(depth)
    if level is None:
        return ""
    return format_count("decimal" if is_legal else level.form, counts.get(depth, level.start))


def format_count(form: str, count: int) -> str:
    """Format a count in one of Word's number formats; in digits where the format is another, such as words."""
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{count:02}"
    if form == "ordinal":
        return f"{count}{'th' if count % 100 in (11, 12, 13) else _ORDINAL_ENDINGS.get(count % 10, 'th')}"
    return format_number(_FORMS.get(form, "1"), count)
