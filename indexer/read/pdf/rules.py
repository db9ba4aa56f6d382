"""The ruling lines of a page, of which tables are drawn."""

import ctypes
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2.raw as pdfium

from indexer.read.pdf.file import OpenPage, Rectangle
from indexer.read.pdf.lines import TextLine

MAX_OBJECTS = 5_000  # of a page that are looked at
MAX_SEGMENTS = 2_000  # of one path
MAX_THICKNESS = 3.0  # points
MIN_LENGTH = 15.0  # points
SAME_LINE = 1.5  # points between rules that are pieces of one
MAX_UNDERLINE_DEPTH = 0.3  # from a line's baseline to the rule under it, in sizes
SAME_END = 4.0  # points between the ends of a line and of the rule under it
MAX_BREAK = 4.0  # points between pieces of one rule
MIN_PIECE = 8.0  # points, of a vertical line that is drawn row by row
MIN_JOINTS = 2  # heights at which the pieces of several of them meet
MIN_VERTICALS = 2  # lines whose pieces meet at one height


@dataclass(frozen=True, slots=True)
class Rules:
    """A page's ruling lines: horizontal ones as (height, left, right), vertical ones as (place, bottom, top)."""

    horizontal: tuple[tuple[float, float, float], ...]
    vertical: tuple[tuple[float, float, float], ...]


def find_rules(boxes: Sequence[Rectangle]) -> Rules:
    """Return the rules that thin boxes make, pieces of one line put together."""
    horizontal, vertical = [], []
    for left, bottom, right, top in boxes:
        if top - bottom <= MAX_THICKNESS and right - left > top - bottom:
            horizontal.append(((bottom + top) / 2, left, right))
        elif right - left <= MAX_THICKNESS:
            vertical.append(((left + right) / 2, bottom, top))
    return Rules(_joined(horizontal), _joined(vertical))


def _joined(pieces: Sequence[tuple[float, float, float]]) -> tuple[tuple[float, float, float], ...]:
    """Return lines of which pieces at one place, end to end, are put together; short ones are left out."""
    places = defaultdict[int, list[tuple[float, float, float]]](list)
    for piece in sorted(pieces):
        near = round(piece[0] / SAME_LINE)
        places[near - 1 if near - 1 in places else near].append(piece)
    joined = []
    for place in places.values():
        start = end = None
        for _, low, high in sorted(place, key=lambda piece: piece[1]):
            if end is None or start is None or low > end + MAX_BREAK:
                if start is not None and end is not None:
                    joined.append((place[0][0], start, end))
                start, end = low, high
            end = max(end, high)
        if start is not None and end is not None:
            joined.append((place[0][0], start, end))
    return tuple(line for line in joined if line[2] - line[1] >= MIN_LENGTH)


def with_underlines(lines: Sequence[TextLine], rules: Rules) -> list[TextLine]:
    """Return the lines, those marked that have a rule as wide as they are right below them."""
    if not rules.horizontal:
        return list(lines)
    return [
        replace(line, is_underlined=True) if len(line.cells) == 1 and _is_underlined(line, rules) else line
        for line in lines
    ]


def _is_underlined(line: TextLine, rules: Rules) -> bool:
    lowest, highest = line.baseline - MAX_UNDERLINE_DEPTH * line.size, line.baseline
    return any(
        lowest <= height <= highest and abs(left - line.left) < SAME_END and abs(right - line.right) < SAME_END
        for height, left, right in rules.horizontal
    )


def rule_boxes(page: OpenPage) -> tuple[list[Rectangle], list[Rectangle]]:
    """Return the thin boxes around the straight lines and the narrow shapes that a page draws, and those between
    rows for each of which vertical lines are drawn again.
    """
    boxes: list[Rectangle] = []
    for at in range(min(MAX_OBJECTS, pdfium.FPDFPage_CountObjects(page.raw))):
        shown = pdfium.FPDFPage_GetObject(page.raw, at)
        if pdfium.FPDFPageObj_GetType(shown) == pdfium.FPDF_PAGEOBJ_PATH:
            boxes += _path_boxes(shown)
    thin = [box for box in boxes if _is_thin(box)]
    wide = [box for box in boxes if not _is_thin(box)]
    return thin, list(joint_edges(wide, thin))


def _is_thin(box: Rectangle) -> bool:
    left, bottom, right, top = box
    return min(right - left, top - bottom) <= MAX_THICKNESS


def _path_boxes(path: Any) -> Iterator[Rectangle]:
    edges = tuple(ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(path, *edges):
        return
    left, bottom, right, top = (edge.value for edge in edges)
    if min(right - left, top - bottom) <= MAX_THICKNESS:
        yield left, bottom, right, top
        return
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, filled, stroked)
    if filled.value:
        yield left, bottom, right, top
    if stroked.value:
        for (x, y), (to_x, to_y) in _segments(path):
            if min(abs(x - to_x), abs(y - to_y)) <= SAME_LINE:
                yield min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)


def joint_edges(frames: Sequence[Rectangle], thin: Sequence[Rectangle]) -> Iterator[Rectangle]:
    """Yield an edge at each height in a frame where pieces of several vertical lines, drawn row by row, meet or end."""
    pieces = [box for box in thin if box[3] - box[1] >= MIN_PIECE and box[2] - box[0] <= MAX_THICKNESS]
    for left, bottom, right, top in sorted(set(frames)):
        inside = [box for box in pieces if left < box[0] < right and bottom - SAME_END < box[3] < top + SAME_END]
        places = defaultdict[int, set[int]](set)
        for box in inside:
            if any(abs(box[3] - other[1]) <= MAX_THICKNESS and abs(box[0] - other[0]) <= SAME_LINE for other in inside):
                places[round(box[3] / SAME_LINE)].add(round(box[0]))
        heights = [place * SAME_LINE for place, found in places.items() if len(found) >= MIN_VERTICALS]
        if len(heights) >= MIN_JOINTS:
            for height in (min(box[1] for box in inside), *heights, max(box[3] for box in inside)):
                yield left, height, right, height


def _segments(path: Any) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Yield a path's straight pieces, placed on the page."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(path, matrix)
    start = before = (0.0, 0.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(min(MAX_SEGMENTS, pdfium.FPDFPath_CountSegments(path))):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_LINETO:
            yield before, point
        elif kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield point, start
        before = point
