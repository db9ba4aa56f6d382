"""The text of a slide's paragraphs as it is seen: without struck-out words, with superscripts, signs and numbers."""

import re
from dataclasses import dataclass, field
from typing import Any

from pptx.oxml.ns import qn

from indexer.read.list_numbers import format_number
from indexer.read.numbered_lines import LINE_BREAK
from indexer.read.office.omml import FORMULA, formula_text
from indexer.read.office.runs import ParagraphText
from indexer.read.office.symbol_fonts import UNKNOWN, symbol_text
from indexer.read.omissions import Omissions

_FORMULAS = "{http://schemas.microsoft.com/office/drawing/2010/main}m"
MAX_UNREADABLE = 150  # hundredths of a point
_STRUCK = frozenset({"sngStrike", "dblStrike"})
_FORMS = {"arabic": "1", "alphaLc": "a", "alphaUc": "A", "romanLc": "i", "romanUc": "I"}
_AUTOMATIC = re.compile(r"(?P<form>arabic|alphaLc|alphaUc|romanLc|romanUc)(?P<around>Period|ParenR|ParenBoth|Plain)")
_AROUND = {"Period": "{}.", "ParenR": "{})", "ParenBoth": "({})", "Plain": "{}"}


def paragraph_text(paragraph: Any, omissions: Omissions) -> ParagraphText:
    """Return the text of an `a:p` element."""
    text = ParagraphText()
    for element in paragraph:
        if element.tag in (qn("a:r"), qn("a:fld")):
            _add_run(element, text, omissions)
        elif element.tag == qn("a:br"):
            text.add(LINE_BREAK, None)
        elif element.tag == _FORMULAS:
            for formula in element.iter(FORMULA):
                text.add(formula_text(formula), None)
    text.place_superscript()
    return text


def _add_run(run: Any, text: ParagraphText, omissions: Omissions) -> None:
    words = "".join(each.text or "" for each in run.findall(qn("a:t")))
    properties = run.find(qn("a:rPr"))
    if properties is None:
        text.add(words, None)
        return
    size = properties.get("sz") or ""
    if size.isdigit() and int(size) <= MAX_UNREADABLE:
        omissions.count_hidden(words)
        return
    if properties.get("strike") in _STRUCK:
        omissions.count_struck(words)
        text.is_struck = True
        return
    font = properties.find(qn("a:sym"))
    font = properties.find(qn("a:latin")) if font is None else font
    words = symbol_text(font.get("typeface") if font is not None else None, words)
    omissions.others["sign of a symbol font"] += words.count(UNKNOWN)
    link = properties.find(qn("a:hlinkClick"))
    is_inside = link is not None and "jump" in (link.get("action") or "")
    text.add(words.replace(UNKNOWN, " "), _offset(properties.get("baseline")), leads_to_note=is_inside)


def _offset(baseline: str | None) -> str | None:
    """Return the position of text by its `baseline`, in thousandths of a per cent or per cent of the line's height."""
    amount = (baseline or "0").rstrip("%")
    return {"-": "subscript", "0": None}.get(amount[:1], "superscript")


@dataclass(slots=True)
class AutomaticNumbers:
    """Count the paragraphs of a text frame that are numbered by the program."""

    _counts: dict[int, tuple[str, int]] = field(default_factory=dict)

    def next(self, paragraph: Any, level: int) -> str:
        """Return the number shown before the next paragraph, at this level from 0; nothing where it has none."""
        for deeper in [each for each in self._counts if each > level]:
            del self._counts[deeper]
        numbered = paragraph.find(f"{qn('a:pPr')}/{qn('a:buAutoNum')}")
        if numbered is None:
            self._counts.pop(level, None)
            return ""
        kind, start = numbered.get("type") or "arabicPeriod", numbered.get("startAt") or "1"
        before, count = self._counts.get(level, ("", 0))
        first = int(start) if start.isdigit() else 1
        count = count + 1 if before == f"{kind} {start}" else first
        self._counts[level] = (f"{kind} {start}", count)
        match = _AUTOMATIC.match(kind)
        shown = format_number(_FORMS[match["form"]] if match else "1", count)
        return _AROUND[match["around"] if match else "Period"].format(shown)
