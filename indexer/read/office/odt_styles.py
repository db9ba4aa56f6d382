"""The styles of an OpenDocument text that decide what is read (hidden, struck out, superscript), and its lists."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from indexer.read.office.run_format import NO_FORMAT, RunFormat

_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE, STYLE, DRAW, META = (
    f"{{{_NAMES}{name}:1.0}}" for name in ("office", "text", "table", "style", "drawing", "meta")
)
FO = f"{{{_NAMES}xsl-fo-compatible:1.0}}"
DC = "{http://purl.org/dc/elements/1.1/}"
XLINK = "{http://www.w3.org/1999/xlink}"
MAX_STYLE_CHAIN = 20


@dataclass(frozen=True, slots=True)
class OdtStyle:
    """A paragraph or text style: what it sets for its text, its outline level, and the names of its base styles."""

    run_format: RunFormat = NO_FORMAT
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OdtLevel:
    """A level of a list: the type of its numbers, as in HTML, what is around them, and the start; "" for bullets.

    `levels` is the number of levels whose numbers are shown.
    """

    form: str = ""
    before: str = ""
    after: str = ""
    start: int = 1
    levels: int = 1


@dataclass(frozen=True, slots=True)
class OdtStyles:
    """Styles by family and name, and the levels of lists by name and level from 1."""

    styles: dict[tuple[str, str], OdtStyle] = field(default_factory=dict)
    lists: dict[str, dict[int, OdtLevel]] = field(default_factory=dict)
    outline: dict[int, OdtLevel] = field(default_factory=dict)

    def style(self, family: str, name: str | None) -> OdtStyle:
        """Return a style, or one that sets nothing."""
        return self.styles.get((family, name or ""), OdtStyle())


def read_odt_styles(*roots: Any) -> OdtStyles:
    """Return the styles of the parts of a file, the ones for all of it first."""
    elements = {
        (each.get(f"{STYLE}family") or "", each.get(f"{STYLE}name") or ""): each
        for root in roots
        if root is not None
        for each in root.iter(f"{STYLE}style")
    }
    lists = {
        each.get(f"{STYLE}name") or "": _levels(each)
        for root in roots
        if root is not None
        for each in root.iter(f"{TEXT}list-style")
    }
    outlines = [each for root in roots if root is not None for each in root.iter(f"{TEXT}outline-style")]
    return OdtStyles({key: _style(key, elements) for key in elements}, lists, _levels(outlines[0]) if outlines else {})


def _style(key: tuple[str, str], elements: dict[tuple[str, str], Any]) -> OdtStyle:
    run_format = NO_FORMAT
    names: list[str] = []
    element = elements.get(key)
    while element is not None and len(names) < MAX_STYLE_CHAIN:
        names.append((element.get(f"{STYLE}display-name") or element.get(f"{STYLE}name") or "").replace("_20_", " "))
        run_format = run_format.over(_format(element.find(f"{STYLE}text-properties")))
        element = elements.get((key[0], element.get(f"{STYLE}parent-style-name") or ""))
    return OdtStyle(run_format, tuple(name.lower() for name in names))


def _format(properties: Any) -> RunFormat:
    if properties is None:
        return NO_FORMAT
    line, shown = properties.get(f"{STYLE}text-line-through-style"), properties.get(f"{TEXT}display")
    kind = properties.get(f"{STYLE}text-line-through-type")
    struck = None if line is None and kind is None else (line or kind) != "none"
    return RunFormat(
        hidden=None if shown is None else shown == "none",
        struck=struck,
        offset=_offset(properties.get(f"{STYLE}text-position")),
        font=properties.get(f"{STYLE}font-name"),
    )


def _offset(position: str | None) -> str | None:
    first = (position or "").split()[:1]
    if not first:
        return None
    if first[0] in ("super", "sub"):
        return "superscript" if first[0] == "super" else "subscript"
    return {"-": "subscript", "0": "baseline"}.get(first[0][0], "superscript")


def _levels(parent: Iterable[Any]) -> dict[int, OdtLevel]:
    found = {}
    for each in parent:
        level = each.get(f"{TEXT}level") or ""
        if level.isdigit() and isinstance(each.tag, str):
            start, shown = each.get(f"{TEXT}start-value") or "", each.get(f"{TEXT}display-levels") or ""
            is_numbered = not each.tag.endswith("-bullet") and not each.tag.endswith("-image")
            found[int(level)] = OdtLevel(
                each.get(f"{STYLE}num-format") or "" if is_numbered else "",
                each.get(f"{STYLE}num-prefix") or "",
                each.get(f"{STYLE}num-suffix") or "",
                int(start) if start.isdigit() else 1,
                int(shown) if shown.isdigit() else 1,
            )
    return found
