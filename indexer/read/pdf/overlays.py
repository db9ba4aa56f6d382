"""Text that is laid over a page: what was filled into a form's fields, comments written on the page, and stamps."""

import ctypes
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2.raw as pdfium

from indexer.read.charset import clean
from indexer.read.pdf.file import OpenPage, Rectangle
from indexer.read.pdf.layer import TextStyle
from indexer.read.pdf.lines import DESCENT, TextCell, TextLine

MAX_ANNOTATIONS = 5_000  # of one page that are looked at
MAX_VALUE_BYTES = 1 << 20  # of one field
UNSEEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
PASSWORD = 1 << 13  # the flag of a field that shows no more than dots
CHOICES = frozenset({pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX})
BUTTONS = frozenset({pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON})
CHECKED = "☒"
SLACK = 2.0  # points by which a label's line may overlap the rectangle
MAX_LABEL_DISTANCE = 30.0  # points from a button to the label at its right
LEADING = 1.2  # of a text of several lines, as a share of its size
USUAL_STYLE = TextStyle(10.0, 400, 0, 0)


@dataclass(frozen=True, slots=True)
class Overlay:
    """A text, with line ends, and the rectangle that it is laid over."""

    text: str
    box: Rectangle


def page_overlays(page: OpenPage) -> list[Overlay]:
    """Return what is laid over a page, from the top down."""
    if not page.raw:
        return []
    found: list[Overlay] = []
    for at in range(min(MAX_ANNOTATIONS, pdfium.FPDFPage_GetAnnotCount(page.raw))):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, at)
        if annotation:
            try:
                found += _overlay(page, annotation)
            finally:
                pdfium.FPDFPage_CloseAnnot(annotation)
    return sorted(found, key=lambda overlay: -overlay.box[3])


def _overlay(page: OpenPage, annotation: Any) -> Iterator[Overlay]:
    kind = pdfium.FPDFAnnot_GetSubtype(annotation)
    if pdfium.FPDFAnnot_GetFlags(annotation) & UNSEEN:
        return
    if kind in (pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP):
        text = _string(pdfium.FPDFAnnot_GetStringValue, annotation, b"Contents")
    elif kind == pdfium.FPDF_ANNOT_WIDGET and page.forms:
        text = _field_text(page.forms, annotation)
    else:
        return
    rectangle = pdfium.FS_RECTF()
    lines = [line for raw in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if (line := clean(raw))]
    if lines and pdfium.FPDFAnnot_GetRect(annotation, rectangle):
        bottom, top = sorted((rectangle.bottom, rectangle.top))
        yield Overlay("\n".join(lines), (rectangle.left, bottom, rectangle.right, top))


def _field_text(forms: Any, annotation: Any) -> str:
    """Return what a field shows: its text, the labels of the choices made, or a sign where a button is checked."""
    kind = pdfium.FPDFAnnot_GetFormFieldType(forms, annotation)
    if kind in BUTTONS:
        return CHECKED if _string(pdfium.FPDFAnnot_GetStringValue, annotation, b"AS") not in ("", "Off") else ""
    if kind != pdfium.FPDF_FORMFIELD_TEXTFIELD and kind not in CHOICES:
        return ""
    if kind == pdfium.FPDF_FORMFIELD_TEXTFIELD and pdfium.FPDFAnnot_GetFormFieldFlags(forms, annotation) & PASSWORD:
        return ""
    chosen = []
    if kind in CHOICES:
        options = range(min(MAX_ANNOTATIONS, pdfium.FPDFAnnot_GetOptionCount(forms, annotation)))
        selected = [at for at in options if pdfium.FPDFAnnot_IsOptionSelected(forms, annotation, at)]
        chosen = [_string(pdfium.FPDFAnnot_GetOptionLabel, forms, annotation, at) for at in selected]
    return ", ".join(chosen) or _string(pdfium.FPDFAnnot_GetFormFieldValue, forms, annotation)


def _string(function: Any, *arguments: Any) -> str:
    """Return the string that a function of pdfium writes into a buffer as UTF-16."""
    length = min(function(*arguments, None, 0), MAX_VALUE_BYTES)
    buffer = ctypes.create_string_buffer(length)
    function(*arguments, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw.decode("utf-16-le", "replace").partition("\0")[0]


def with_overlays(lines: Sequence[TextLine], overlays: Sequence[Overlay], page: int) -> list[TextLine]:
    """Return a page's lines, in drawing order, with what is laid over them: beside its label, or below what is above.

    A text that is on the page already, for its field was made part of the page, is not put there again.
    """
    placed = list(lines)
    styles = Counter[TextStyle]()
    for line in lines:
        styles[line.style] += len(line.text)
    style = styles.most_common(1)[0][0] if styles else USUAL_STYLE
    for overlay in overlays:
        if any(_shows(line, overlay) for line in placed):
            continue
        label = _label(placed, overlay)
        if label is None:
            at = _position(placed, overlay)
            placed[at:at] = _lines(overlay, style, page)
        else:
            placed[label] = _labelled(placed[label], overlay)
    return placed


def _shows(line: TextLine, overlay: Overlay) -> bool:
    left, bottom, right, top = overlay.box
    inside = bottom <= line.baseline <= top and line.left < right and line.right > left
    return inside and overlay.text.partition("\n")[0] in line.text


def _label(lines: Sequence[TextLine], overlay: Overlay) -> int | None:
    """Return the position of the line that labels a text of one line: the nearest at its left, or a button's right."""
    if "\n" in overlay.text:
        return None
    left, bottom, right, top = overlay.box
    beside = [(at, line) for at, line in enumerate(lines) if bottom - SLACK <= line.baseline <= top]
    if overlay.text == CHECKED:
        near = [(line.left - right, at) for at, line in beside if -SLACK < line.left - right < MAX_LABEL_DISTANCE]
        if near:
            return min(near)[1]
    before = [(left - line.right, at) for at, line in beside if line.right <= left + SLACK]
    return min(before)[1] if before else None


def _labelled(label: TextLine, overlay: Overlay) -> TextLine:
    """Return a label's line with the text after it, or with a button's sign before it."""
    first, last = label.cells[0], label.cells[-1]
    if overlay.box[0] < label.left:
        return replace(label, cells=(first._replace(text=f"{overlay.text} {first.text}"), *label.cells[1:]))
    right = max(last.right, overlay.box[2])
    return replace(label, cells=(*label.cells[:-1], TextCell(f"{last.text} {overlay.text}", last.left, right)))


def _position(lines: Sequence[TextLine], overlay: Overlay) -> int:
    """Return where a text without a label goes: after the nearest line above it."""
    middle = (overlay.box[1] + overlay.box[3]) / 2
    above = [(line.baseline - middle, at) for at, line in enumerate(lines) if line.baseline > middle]
    return min(above)[1] + 1 if above else 0


def _lines(overlay: Overlay, style: TextStyle, page: int) -> Iterator[TextLine]:
    left, bottom, right, top = overlay.box
    texts = overlay.text.split("\n")
    step = min(LEADING * style.size, (top - bottom) / len(texts))
    for at, text in enumerate(texts):
        baseline = top - (at + 1) * step + DESCENT * style.size
        yield TextLine(page, (TextCell(text, left, right),), baseline, style, is_uniform=True)
