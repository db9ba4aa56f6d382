"""The parts of a Word file that hold no running text: styles, lists and footnotes, as plain values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from indexer.read.office.numbering import DEEPEST, ListLevel

LONGEST_CHAIN = 20
"""How many styles may be based on one another before it counts as a circle."""


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style: its name in lower case and, where it or one that it is based on says so, outline and list.

    `outline` counts from 0; `number` is a list's number and `depth` the level in it.
    """

    name: str
    outline: int | None = None
    number: str | None = None
    depth: int = 0


def attribute_at(element: Any, path: str) -> str | None:
    """The `w:val` of the first element at a path such as "w:pPr/w:numPr/w:ilvl", or None."""
    found = element.find("/".join(qn(name) for name in path.split("/")))
    return None if found is None else found.get(qn("w:val"))


def small_number(text: str | None) -> int | None:
    """A small whole number, or None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < len("10000") else None


def read_styles(root: Any) -> dict[str, ParagraphStyle]:
    """The paragraph styles by id, from the root of the styles' part."""
    elements = {style.get(qn("w:styleId")): style for style in root.iter(qn("w:style"))}
    return {name: _style(name, elements) for name in elements if name}


def _style(name: str, elements: Mapping[str, Any]) -> ParagraphStyle:
    outline: int | None = None
    number: str | None = None
    depth = 0
    element, seen = elements.get(name), 0
    while element is not None and seen < LONGEST_CHAIN:
        if outline is None:
            outline = small_number(attribute_at(element, "w:pPr/w:outlineLvl"))
        if number is None:
            number = attribute_at(element, "w:pPr/w:numPr/w:numId")
            depth = small_number(attribute_at(element, "w:pPr/w:numPr/w:ilvl")) or 0
        element, seen = elements.get(attribute_at(element, "w:basedOn") or ""), seen + 1
    return ParagraphStyle((attribute_at(elements[name], "w:name") or name).lower(), outline, number, depth)


def read_lists(root: Any) -> dict[str, dict[int, ListLevel]]:
    """The levels of each list by its number, from the root of the numbering's part."""
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
        if depth is not None and depth <= DEEPEST:
            start = small_number(attribute_at(element, "w:start"))
            form = attribute_at(element, "w:numFmt") or "decimal"
            yield depth, ListLevel(form, attribute_at(element, "w:lvlText") or "", 1 if start is None else start)


def read_notes(blob: bytes, tag: str) -> dict[str, Any]:
    """The footnotes or endnotes of their part by id; those that only draw lines between text and notes are none."""
    notes = parse_xml(blob).iter(qn(tag))
    return {note.get(qn("w:id")): note for note in notes if note.get(qn("w:type")) in (None, "normal")}
