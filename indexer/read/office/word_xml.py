"""The parts of a Word file that hold no running text, as plain values: styles, lists with their numbers, notes."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

MAX_STYLE_CHAIN = 20  # styles based on one another, before they count as a circle
MAX_LIST_DEPTH = 8  # from 0
MAX_ROMAN = 3_999
BULLET = "bullet"

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style: its name in lower case, and the outline level and list that it or its base style gives.

    `outline` counts from 0; `number` is a list's number and `depth` the level in it.
    """

    name: str
    outline: int | None = None
    number: str | None = None
    depth: int = 0


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How one level of a list counts: its number format, the text around the numbers ("%1.%2)"), and the start."""

    form: str
    text: str
    start: int = 1


def attribute_at(element: Any, path: str) -> str | None:
    """Return the `w:val` of the first element at a path such as "w:pPr/w:numPr/w:ilvl", or None."""
    found = element.find("/".join(qn(name) for name in path.split("/")))
    return None if found is None else found.get(qn("w:val"))


def small_number(text: str | None) -> int | None:
    """Return a whole number of up to four digits, or None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < len("10000") else None


def read_styles(root: Any) -> dict[str, ParagraphStyle]:
    """Return the paragraph styles by id, from the root of the styles' part."""
    elements = {style.get(qn("w:styleId")): style for style in root.iter(qn("w:style"))}
    return {name: _style(name, elements) for name in elements if name}


def _style(name: str, elements: Mapping[str, Any]) -> ParagraphStyle:
    outline: int | None = None
    number: str | None = None
    depth = 0
    element, seen = elements.get(name), 0
    while element is not None and seen < MAX_STYLE_CHAIN:
        if outline is None:
            outline = small_number(attribute_at(element, "w:pPr/w:outlineLvl"))
        if number is None:
            number = attribute_at(element, "w:pPr/w:numPr/w:numId")
            depth = small_number(attribute_at(element, "w:pPr/w:numPr/w:ilvl")) or 0
        element, seen = elements.get(attribute_at(element, "w:basedOn") or ""), seen + 1
    return ParagraphStyle((attribute_at(elements[name], "w:name") or name).lower(), outline, number, depth)


def read_lists(root: Any) -> dict[str, dict[int, ListLevel]]:
    """Return the levels of each list by its number, from the root of the numbering's part."""
    abstract = {each.get(qn("w:abstractNumId")): each for each in root.findall(qn("w:abstractNum"))}
    lists = {}
    for each in root.findall(qn("w:num")):
        definition = abstract.get(attribute_at(each, "w:abstractNumId"))
        if definition is not None:
            lists[each.get(qn("w:numId"))] = dict(_levels(definition))
    return lists


def _levels(definition: Any) -> Iterator[tuple[int, ListLevel]]:
    for element in definition.findall(qn("w:lvl")):
        depth = small_number(element.get(qn("w:ilvl")))
        if depth is not None and depth <= MAX_LIST_DEPTH:
            start = small_number(attribute_at(element, "w:start"))
            form = attribute_at(element, "w:numFmt") or "decimal"
            yield depth, ListLevel(form, attribute_at(element, "w:lvlText") or "", 1 if start is None else start)


def read_notes(blob: bytes, tag: str) -> dict[str, Any]:
    """Return the footnotes or endnotes of their part by id, without those that only draw separators."""
    notes = parse_xml(blob).iter(qn(tag))
    return {note.get(qn("w:id")): note for note in notes if note.get(qn("w:type")) in (None, "normal")}


@dataclass(slots=True)
class ListCounters:
    """Count the items of a document's lists in order. `lists` has the levels of each, by the list's number."""

    lists: Mapping[str, Mapping[int, ListLevel]]
    _counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def next(self, number: str, depth: int) -> str:
        """Return what Word shows before the next item of a list at this depth: "3.", "(b)"; nothing for bullets."""
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
    """Format a count in one of Word's number formats; in digits where the format is another, such as words."""
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, MAX_LIST_DEPTH)
        return letter.upper() if form.startswith("upper") else letter
    if form in ("lowerRoman", "upperRoman") and 0 < count <= MAX_ROMAN:
        roman = _roman(count)
        return roman.upper() if form.startswith("upper") else roman
    return "" if form == "none" else str(count)


def _roman(count: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        letters += sign * (count // value)
        count %= value
    return letters
