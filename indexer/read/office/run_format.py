"""The format of a run of text, as far as it decides whether and where that is read: hidden, struck out, superscript."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from indexer.read.office.word_xml import MAX_STYLE_CHAIN, attribute_at

WHITE = "FFFFFF"
MIN_OFFSET = 4  # half points by which text is moved from its line to count as superscript or subscript
MAX_UNREADABLE = 3  # half points
_UNFILLED = (None, "AUTO", WHITE)
_OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True, slots=True)
class RunFormat:
    """A run's properties; None for those that are not set.

    `offset` is "superscript", "subscript" or "baseline"; `color` and `fill` are in hexadecimal.
    """

    hidden: bool | None = None
    struck: bool | None = None
    double_struck: bool | None = None
    offset: str | None = None
    color: str | None = None
    fill: str | None = None
    font: str | None = None
    tiny: bool | None = None

    def over(self, base: "RunFormat") -> "RunFormat":
        """Return these properties, and those of a base where they are not set."""
        if self is NO_FORMAT:
            return base
        return RunFormat(
            *(
                getattr(base, each.name) if getattr(self, each.name) is None else getattr(self, each.name)
                for each in fields(self)
            )
        )

    @property
    def is_hidden(self) -> bool:
        return bool(self.hidden or self.tiny)

    @property
    def is_struck(self) -> bool:
        return bool(self.struck or self.double_struck)


NO_FORMAT = RunFormat()


class FormatResolver:
    """Resolves the formats of a Word document's runs, with its styles and its defaults."""

    def __init__(self, document: WordDocument) -> None:
        styles = document.styles.element
        self._styles = read_style_formats(styles)
        self._known: dict[tuple[str, str], RunFormat] = {}
        self._default = default_format(styles)
        self._shaded = shaded_styles(styles)
        self._is_white = document.element.find(qn("w:background")) is None

    def resolve(self, run: Any) -> RunFormat:
        """Return a run's format; white text on nothing else than white paper is hidden."""
        properties = run.find(qn("w:rPr"))
        own = read_format(properties)
        named = attribute_at(properties, "w:rStyle") if properties is not None else None
        paragraph = next(run.iterancestors(qn("w:p")), None)
        outer = attribute_at(paragraph, "w:pPr/w:pStyle") if paragraph is not None else None
        found = own.over(self._style(named or "", outer or ""))
        if found.color == WHITE and self._is_white and found.fill in _UNFILLED:
            return replace(found, hidden=is_on_white(run, self._shaded, self._styles))
        return found

    def _style(self, named: str, outer: str) -> RunFormat:
        """Return what a character style, the paragraph style around it and the defaults set together."""
        if (named, outer) not in self._known:
            inner = self._styles.get(named, NO_FORMAT)
            self._known[named, outer] = inner.over(self._styles.get(outer, NO_FORMAT)).over(self._default)
        return self._known[named, outer]


def read_format(properties: Any) -> RunFormat:
    """Return what `w:rPr` sets itself."""
    if properties is None or not len(properties):
        return NO_FORMAT
    fonts = properties.find(qn("w:rFonts"))
    return RunFormat(
        hidden=_switch(properties, "w:vanish"),
        tiny=_is_tiny(attribute_at(properties, "w:sz")),
        struck=_switch(properties, "w:strike"),
        double_struck=_switch(properties, "w:dstrike"),
        offset=attribute_at(properties, "w:vertAlign") or _moved(attribute_at(properties, "w:position")),
        color=(attribute_at(properties, "w:color") or "").upper() or None,
        fill=_fill(properties),
        font=fonts.get(qn("w:ascii")) or fonts.get(qn("w:hAnsi")) if fonts is not None else None,
    )


def read_style_formats(root: Any) -> dict[str, RunFormat]:
    """Return what each style sets for its runs, itself or by the styles that it is based on."""
    elements = {style.get(qn("w:styleId")): style for style in root.iter(qn("w:style"))}
    return {name: _inherited(name, elements) for name in elements if name}


def default_format(root: Any) -> RunFormat:
    """Return what a document's styles set for all of its runs."""
    return read_format(root.find("/".join(map(qn, ("w:docDefaults", "w:rPrDefault", "w:rPr")))))


def shaded_styles(root: Any) -> set[str]:
    """Return the ids of the styles that set a background anywhere, such as that of a table's head."""
    elements = {style.get(qn("w:styleId")): style for style in root.iter(qn("w:style"))}
    return {
        name
        for name in elements
        if name and any(_is_shade(shade) for style in _chain(name, elements) for shade in style.iter(qn("w:shd")))
    }


def is_on_white(element: Any, shaded: set[str], known: Mapping[str, object]) -> bool:
    """Return whether nothing around a run sets a background: no paragraph, cell, table, style or box.

    `known` holds the ids of all styles: of one that is missing nothing is known.
    """
    for parent in element.iterancestors():
        if parent.tag == qn("w:txbxContent"):
            return False
        for name in ("w:pPr", "w:tcPr", "w:tblPr"):
            properties = parent.find(qn(name))
            if properties is None:
                continue
            style = attribute_at(properties, "w:pStyle") or attribute_at(properties, "w:tblStyle")
            if any(map(_is_shade, properties.iter(qn("w:shd")))) or style in shaded or (style and style not in known):
                return False
    return True


def _inherited(name: str, elements: Mapping[str, Any]) -> RunFormat:
    found = NO_FORMAT
    for style in _chain(name, elements):
        found = found.over(read_format(style.find(qn("w:rPr"))))
    return found


def _chain(name: str, elements: Mapping[str, Any]) -> Iterator[Any]:
    """Yield a style and those that it is based on."""
    element, seen = elements.get(name), 0
    while element is not None and seen < MAX_STYLE_CHAIN:
        yield element
        element, seen = elements.get(attribute_at(element, "w:basedOn") or ""), seen + 1


def _switch(properties: Any, name: str) -> bool | None:
    found = properties.find(qn(name))
    return None if found is None else (found.get(qn("w:val")) or "").lower() not in _OFF


def _is_tiny(size: str | None) -> bool | None:
    """Return whether a size in half points is too small to read; None where there is none."""
    return int(size) <= MAX_UNREADABLE if size and size.isdigit() else None


def _moved(position: str | None) -> str | None:
    try:
        moved = int(position or "0")
    except ValueError:
        return None
    return "superscript" if moved >= MIN_OFFSET else "subscript" if moved <= -MIN_OFFSET else None


def _fill(properties: Any) -> str | None:
    if attribute_at(properties, "w:highlight") not in (None, "none"):
        return "highlight"
    shade = properties.find(qn("w:shd"))
    return (shade.get(qn("w:fill")) or "").upper() or None if shade is not None else None


def _is_shade(shade: Any) -> bool:
    return (shade.get(qn("w:fill")) or "auto").upper() not in ("AUTO", WHITE)
