"""Write into a web page what browsers print without its being text: numbers of lists, superscript digits, formulas, and
cells that cover several rows.
"""

import re
from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from indexer.read import formulas
from indexer.read.html.walk import elements, outermost, text_after, text_before
from indexer.read.list_numbers import format_number
from indexer.read.superscripts import NOTE_MARK, subscript_text, superscript_text

MAX_COLUMNS = 1_000  # that a cell may cover; browsers stop there too
MAX_FORMULA_DEPTH = 100  # nested parts of a formula
FORMS = {
    "decimal": "1", "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
    "lower-roman": "i", "upper-roman": "I",
}  # fmt: skip
OPENINGS = frozenset({"p", "div", "span", "b", "strong", "em", "i"})  # may hold the first words of an item

_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.IGNORECASE)
_SUPERSCRIPT_STYLE = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
_SUBSCRIPT_STYLE = re.compile(r"vertical-align\s*:\s*sub\b", re.IGNORECASE)
_NOTE_NAME = re.compile(r"note|fn|ref|cit", re.IGNORECASE)  # in the name of a place on the page
_BEFORE_NOTES = frozenset('.,;:!?%)”’"»')
_WHOLE = re.compile(r"\s*([+-]?\d{1,9})\s*$")


# By column: a cell above, the number of rows that it has still to cover, and that of its columns.
_Covering = dict[int, tuple[LexborNode, int, int]]


def write_rendered_text(page: LexborHTMLParser, limit: int) -> None:
    """Replace formulas, superscripts and subscripts by characters, number the items of lists, and repeat merged cells.

    `limit` bounds the characters that repeated cells may add.
    """
    if page.root is None:
        return
    for node in outermost(page.root, lambda each: each.tag == "math"):
        node.replace_with(formula_text(node))
    for node in outermost(page.root, _is_superscript):
        words = node.text()
        is_link = _leads_to_note(node)
        node.replace_with(superscript_text(text_before(node), words, text_after(node), is_link=is_link))
    for node in outermost(page.root, lambda each: each.tag == "sub" or _has_style(each, _SUBSCRIPT_STYLE)):
        node.replace_with(subscript_text(text_before(node), node.text()))
    for node in list(elements(page.root)):
        if node.tag == "ol":
            _number_items(node)
    _repeat_cells(page.root, limit)


def _is_superscript(node: LexborNode) -> bool:
    """Return whether an element is set above the line, or is a link to a note right behind a word."""
    if node.tag == "sup" or node.attributes.get("role") == "doc-noteref" or _has_style(node, _SUPERSCRIPT_STYLE):
        return True
    if node.tag != "a" or not _is_place(node) or not NOTE_MARK.fullmatch(node.text().strip()):
        return False
    before = text_before(node)[-1:]
    names_note = _NOTE_NAME.search(node.attributes.get("href") or "") is not None
    return before.isalnum() or (names_note and before in _BEFORE_NOTES)


def _has_style(node: LexborNode, pattern: re.Pattern[str]) -> bool:
    return pattern.search(node.attributes.get("style") or "") is not None


def _is_place(link: LexborNode) -> bool:
    return (link.attributes.get("href") or "").startswith("#")


def _leads_to_note(node: LexborNode) -> bool:
    if node.attributes.get("role") == "doc-noteref":
        return True
    parent = node.parent
    links = [node, *([parent] if parent is not None else []), *node.css("a")]
    return any(each.tag == "a" and _is_place(each) for each in links)


def _number_items(numbered: LexborNode) -> None:
    """Write each item's number before its words: by the list's start and type and the item's own value."""
    form = _form(numbered, "1")
    items = [child for child in numbered.iter() if child.tag == "li"]
    is_reversed = "reversed" in numbered.attributes
    start = _whole(numbered.attributes.get("start"))
    count = start if start is not None else len(items) if is_reversed else 1
    for item in items:
        value = _whole(item.attributes.get("value"))
        count = count if value is None else value
        shown = _form(item, form)
        if shown:
            _write_first(item, f"{format_number(shown, count)}. ")
        count += -1 if is_reversed else 1


def _form(node: LexborNode, otherwise: str) -> str:
    """Return the number format that an element asks for; nothing where it shows no numbers."""
    if match := _LIST_STYLE.search(node.attributes.get("style") or ""):
        return FORMS.get(
            match[1].lower(), "" if match[1].lower() in ("none", "disc", "circle", "square") else otherwise
        )
    kind = node.attributes.get("type") or ""
    return kind if kind in ("1", "a", "A", "i", "I") else otherwise


def _whole(text: str | None) -> int | None:
    match = _WHOLE.match(text or "")
    return int(match[1]) if match else None


def _write_first(item: LexborNode, number: str) -> None:
    """Write a number before the first words of an item, unless they begin with it."""
    if item.text().lstrip().startswith(number):
        return
    place = item
    while True:
        first = next(
            (each for each in place.iter(include_text=True) if each.tag != "-text" or each.text().strip()), None
        )
        if first is None:
            return
        if first.tag not in OPENINGS:
            first.insert_before(number)
            return
        place = first


def _repeat_cells(root: LexborNode, limit: int) -> None:
    """Copy each cell that covers several rows into those rows, at its column."""
    for table in [each for each in elements(root) if each.tag == "table"]:
        above: _Covering = {}
        group: LexborNode | None = None
        for row in list(_rows(table)):
            above, group = (above if group is not None and row.parent == group else {}), row.parent
            column = 0
            below: _Covering = {}
            for cell in [each for each in row.iter() if each.tag in ("td", "th")]:
                while column in above:
                    limit, column = _cover(above, below, column, limit, before=cell)
                rows, columns = _span(cell, "rowspan"), min(_span(cell, "colspan"), MAX_COLUMNS)
                if rows > 1 and cell.css_first("table") is None:
                    below[column] = (cell, rows - 1, columns)
                column += columns
            for start in sorted(each for each in above if each >= column):
                limit, _ = _cover(above, below, start, limit, within=row)
            above = below


def _cover(
    above: _Covering,
    below: _Covering,
    column: int,
    limit: int,
    *,
    before: LexborNode | None = None,
    within: LexborNode | None = None,
) -> tuple[int, int]:
    """Copy the cell above at this column into a row; return how many may still be added, and the next column."""
    cell, rows, columns = above.pop(column)
    limit -= len(cell.text())
    if limit > 0 and before is not None:
        before.insert_before(cell)
    elif limit > 0 and within is not None:
        within.insert_child(cell)
    if rows > 1:
        below[column] = (cell, rows - 1, columns)
    return limit, column + columns


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    """Yield the rows of a table, not those of tables in it."""
    for child in table.iter():
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child.iter() if row.tag == "tr")


def _span(cell: LexborNode, name: str) -> int:
    return max(1, _whole(cell.attributes.get(name)) or 1)


def formula_text(node: LexborNode, depth: int = 0) -> str:
    """Return a formula of MathML as plain text."""
    if depth > MAX_FORMULA_DEPTH:
        return node.text()
    children = [each for each in node.iter() if each.tag not in ("annotation", "annotation-xml", "mphantom")]
    if not children:
        return "".join(node.text().split()) if node.tag != "mtext" else node.text()
    parts = [formula_text(child, depth + 1) for child in children]
    if build := _FORMULAS.get((node.tag or "", len(parts))):
        return build(parts)
    if node.tag == "msqrt":
        return formulas.root("".join(parts))
    return " ".join(parts) if node.tag in ("mtable", "mtr") else "".join(parts)


# By an element of MathML and the number of its parts.
_FORMULAS: dict[tuple[str, int], Callable[[list[str]], str]] = {
    ("mfrac", 2): lambda parts: formulas.fraction(*parts),
    ("msup", 2): lambda parts: formulas.power(*parts),
    ("mover", 2): lambda parts: formulas.power(*parts),
    ("msub", 2): lambda parts: formulas.indexed(*parts),
    ("munder", 2): lambda parts: formulas.indexed(*parts),
    ("msubsup", 3): lambda parts: formulas.power(formulas.indexed(parts[0], parts[1]), parts[2]),
    ("munderover", 3): lambda parts: formulas.power(formulas.indexed(parts[0], parts[1]), parts[2]),
    ("mroot", 2): lambda parts: formulas.root(*parts),
}
