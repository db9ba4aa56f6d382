"""Charts and diagrams of Word and PowerPoint files, from the parts that hold their words and numbers."""

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from docx.oxml.parser import parse_xml

from indexer.read.charset import clean
from indexer.read.office.number_formats import format_value
from indexer.records.passage import CELL_BREAK
from indexer.records.reading import BlockKind

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
CX = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
DIAGRAM_DATA = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}dm"
MAX_POINTS = 2_000  # of one chart: a longer one is data, and its picture shows no value

Texts = Iterator[tuple[BlockKind, str]]


def drawing_relations(element: Any, is_wanted: Callable[[Any], bool] = lambda _: True) -> Iterator[str]:
    """Yield the relations, in order, of the parts that hold the charts and diagrams inside an element."""
    for each in filter(is_wanted, element.iter(f"{C}chart", f"{CX}chart", f"{DIAGRAM}relIds")):
        relation = each.get(DIAGRAM_DATA if each.tag == f"{DIAGRAM}relIds" else RELATION_ID)
        if relation:
            yield relation


def read_drawing(blob: bytes) -> Texts:
    """Yield the kinds and texts of what a chart or a diagram shows, from the XML of its part."""
    root = parse_xml(blob)
    if root.tag == f"{C}chartSpace":
        yield from _chart(root)
    elif root.tag == f"{CX}chartSpace":
        yield from _extended_chart(root)
    else:
        for point in root.iter(f"{DIAGRAM}pt"):
            paragraphs = (_words(paragraph) for paragraph in point.iter(f"{A}p"))
            if text := clean(" ".join(paragraphs)):
                yield "item", text


def _words(paragraph: Any) -> str:
    return "".join(text.text or "" for text in paragraph.iter(f"{A}t"))


def _chart(root: Any) -> Texts:
    """Yield a chart's title, the titles of its axes, and a table of its series: a row for each category."""
    for title in root.iter(f"{C}title"):
        if text := clean(" ".join(_words(paragraph) for paragraph in title.iter(f"{A}p"))) or _cached(title):
            yield "paragraph", text
    series = list(root.iter(f"{C}ser"))
    for _, group in groupby(series, lambda each: tuple(_categories(each).items())):
        alike = list(group)
        yield from _table(
            _categories(alike[0]), [(_cached(each.find(f"{C}tx")), dict(_points(_values(each)))) for each in alike]
        )


def _table(categories: dict[int, str], series: list[tuple[str, dict[int, str]]]) -> Texts:
    names = [name for name, _ in series]
    if any(names):
        yield "row", CELL_BREAK.join(name for name in names if name)
    points = sorted({*categories, *(at for _, values in series for at in values)})
    for at in points[:MAX_POINTS]:
        cells = [categories.get(at, ""), *(values.get(at, "") for _, values in series)]
        if any(cells[1:]) or cells[0]:
            yield "row", CELL_BREAK.join(cell for cell in cells if cell)


def _categories(series: Any) -> dict[int, str]:
    """Return what a series has on its first axis, by point; of several levels, the outer before the inner one."""
    found = series.find(f"{C}cat")
    found = series.find(f"{C}xVal") if found is None else found
    if found is None:
        return {}
    levels = [dict(_points(level)) for level in found.iter(f"{C}lvl")]
    if not levels:
        return dict(_points(found))
    names: dict[int, str] = {}
    for at in sorted(levels[0]):
        outer = [max((each for each in level if each <= at), default=None) for level in levels[1:]]
        words = [level[each] for level, each in zip(levels[1:], outer, strict=True) if each is not None]
        names[at] = " ".join((*reversed(words), levels[0][at]))
    return names


def _values(series: Any) -> Any:
    found = series.find(f"{C}val")
    return series.find(f"{C}yVal") if found is None else found


def _points(axis: Any) -> Iterator[tuple[int, str]]:
    """Yield the points that the file keeps of an axis or a series, each with its index, as their format shows them."""
    if axis is None:
        return
    format_code = next((each.text for each in axis.iter(f"{C}formatCode")), None) or "General"
    for point in axis.iter(f"{C}pt"):
        value, index = point.find(f"{C}v"), point.get("idx") or ""
        if value is not None and index.isdigit() and (text := clean(value.text or "")):
            numeric = point.getparent().tag in (f"{C}numCache", f"{C}numLit")
            yield int(index), _shown(text, point.get("formatCode") or format_code) if numeric else text


def _shown(text: str, format_code: str) -> str:
    try:
        return format_value(float(text), format_code)
    except (ValueError, OverflowError):
        return text


def _cached(element: Any) -> str:
    """Return the text that the file keeps for a title or a series' name."""
    if element is None:
        return ""
    rich = " ".join(_words(paragraph) for paragraph in element.iter(f"{A}p"))
    kept = " ".join(each.text or "" for each in element.iter(f"{C}v"))
    return clean(rich or kept)


def _extended_chart(root: Any) -> Texts:
    """Yield a chart of the newer kinds (funnels, waterfalls, maps): its titles, and a row for each point."""
    for title in root.iter(f"{CX}title"):
        if text := clean(" ".join(_words(paragraph) for paragraph in title.iter(f"{A}p"))):
            yield "paragraph", text
    for data in root.iter(f"{CX}data"):
        rows: dict[int, list[str]] = {}
        for level in data.iter(f"{CX}lvl"):
            for point in level.iter(f"{CX}pt"):
                index, text = point.get("idx") or "", clean(point.text or "")
                if index.isdigit() and text:
                    rows.setdefault(int(index), []).append(text)
        for at in sorted(rows)[:MAX_POINTS]:
            yield "row", CELL_BREAK.join(rows[at])
