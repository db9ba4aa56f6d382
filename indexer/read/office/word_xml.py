"""The parts of a Word file that hold no running text, as plain values: styles and notes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from indexer.read.office.alternatives import keep_one_version

MAX_STYLE_CHAIN = 20  # styles based on one another, before they count as a circle


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style: its name in lower case, and the outline level and list that it or its base style gives.

    `outline` counts from 0; `number` is a list's number and `depth` the level in it.
    """

    name: str
    outline: int | None = None
    number: str | None = None
    depth: int = 0


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


def read_notes(blob: bytes, tag: str) -> dict[str, Any]:
    """Return the footnotes or endnotes of their part by id, without those that only draw separators."""
    notes = keep_one_version(parse_xml(blob)).iter(qn(tag))
    return {note.get(qn("w:id")): note for note in notes if note.get(qn("w:type")) in (None, "normal")}
