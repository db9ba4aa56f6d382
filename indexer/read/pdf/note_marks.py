"""Raised figures: marks that refer to notes, which are no part of the word before them, and powers, which are.

A mark is both smaller than the word that it follows and raised above its baseline. A figure that is merely smaller, as
in a banner, is text; so is one that is lowered, as in CO₂.
"""

import re

from indexer.read.pdf.layer import TextLayer, TextStyle

NOTE_SIGNS = "*†‡"
MARK = re.compile(rf"(?<=.)(?:\d+(?:[,–-]\d+)*[/)]?|[{NOTE_SIGNS}]+)(?![^\W_]|[/+=−-])")  # or a figure that ends in one
NOTE_NUMBER = re.compile(r"\d{1,3}(?=[^\W\d]|[\"'“‘«(¿¡])")  # at a note's beginning, with no space after it
MAY_BE_MARKED = re.compile(rf".(?:\d|[{NOTE_SIGNS}])|^\d+[^\d.,]")
MAX_NOTE_MARK_SIZE = 0.8  # of the size of the word before a mark that refers to a note
MIN_RAISE = 0.15  # of a mark above the baseline, as a share of the size
MIN_DRAWN_RAISE = 0.25  # the same for the foot of a figure that its font draws raised
SEPARATORS = ",–-"  # between the marks of several notes
UNIT = re.compile(r"(?:^|[\W\d_])(?:[Kkcmdhµ]?m|ft|yd)$")  # has raised figures
VARIABLE = re.compile(r"(?:^|[\W\d_])[^\W\d_]$")  # of a formula, has them too
BASE = re.compile(r"(?:^|[^\d.,])10$")  # of a power: other figures with a raised one after them have a note
SUPERSCRIPTS = str.maketrans("0123456789-–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻")


def may_be_marked(text: str) -> bool:
    """Return whether a word may have a mark in it, or begin with a note's number."""
    return MAY_BE_MARKED.search(text) is not None


def opening_note_number(layer: TextLayer, text: str, first: int) -> int:
    """Return the length of the note's number, set small, that a word begins with; 0 for none."""
    number = NOTE_NUMBER.match(text) if text[0].isdecimal() else None
    if number is None:
        return 0
    style, _ = layer.style_and_baseline(first + number.end())
    size = layer.style_and_baseline(first)[0].size
    small = size < MAX_NOTE_MARK_SIZE * style.size or _is_drawn_raised(layer, first)
    return number.end() if small else 0


def without_note_marks(layer: TextLayer, text: str, first: int) -> str:
    """Return a word without the marks in it; a power of ten is written with raised figures."""
    kept, end = "", 0
    for match in MARK.finditer(text):
        start = _start_of_raised(layer, match, first)
        mark = text[start : match.end()]
        if not mark:
            continue
        before = kept + text[end:start]
        if UNIT.search(before) or VARIABLE.search(before):
            kept = before + mark
        elif BASE.search(before):
            kept = before + mark.translate(SUPERSCRIPTS)
        else:
            kept = before
        end = match.end()
    return kept + text[end:]


def _start_of_raised(layer: TextLayer, match: re.Match[str], first: int) -> int:
    """Return where in a word the raised end of a match begins; the match's end where none of it is raised."""
    style, baseline = layer.style_and_baseline(first)
    start = match.end()
    while start > match.start() and _is_raised(layer, first + start - 1, style, baseline):
        start -= 1
    opens_with_separator = start > match.start() and match.string[start : start + 1] in SEPARATORS
    return start + 1 if opens_with_separator and start < match.end() else start


def _is_raised(layer: TextLayer, index: int, style: TextStyle, baseline: float) -> bool:
    """Return whether a character is smaller than this style and above the baseline, or a figure that is drawn so."""
    mark, height = layer.style_and_baseline(index)
    if mark is not style:
        return 0 < mark.size < MAX_NOTE_MARK_SIZE * style.size and height > baseline + MIN_RAISE * style.size
    return layer.text[index] not in NOTE_SIGNS and _is_drawn_raised(layer, index)


def _is_drawn_raised(layer: TextLayer, index: int) -> bool:
    """Return whether a figure's own shape is above the baseline, as superscript figures of good fonts are."""
    style, baseline = layer.style_and_baseline(index)
    _, bottom, _, top = layer.box(index)
    return style.direction == 0 and top > bottom > baseline + MIN_DRAWN_RAISE * style.size
