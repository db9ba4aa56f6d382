"""How the runs of a Word document look, by their own properties and by the styles around them."""

from dataclasses import replace
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from indexer.read.office.run_format import (
    NO_FORMAT,
    WHITE,
    RunFormat,
    default_format,
    is_on_white,
    read_format,
    read_style_formats,
    shaded_styles,
)
from indexer.read.office.word_xml import attribute_at

_UNFILLED = (None, "AUTO", WHITE)


class RunLooks:
    """The formats of a document's styles and of its defaults."""

    def __init__(self, document: WordDocument) -> None:
        styles = document.styles.element
        self._styles = read_style_formats(styles)
        self._known: dict[tuple[str, str], RunFormat] = {}
        self._default = default_format(styles)
        self._shaded = shaded_styles(styles)
        self._is_white = document.element.find(qn("w:background")) is None

    def look(self, run: Any) -> RunFormat:
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
