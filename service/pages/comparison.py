"""The pages and files of comparisons: a search by the values of one facet, and by those of two."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from service.api.comparison import compared, crossed, recorded
from service.pages.navigation import Chip, SortOption, chips
from service.registers.export import (
    CSV_TYPE,
    XLSX_TYPE,
    Cell,
    ExportColumn,
    ExportTable,
    csv_file,
    download,
    one_of_few,
    xlsx_file,
)
from service.schemas.citation import absolute
from service.schemas.comparison import ComparedSchema, CompareResponse, MatrixResponse
from service.schemas.search_record import SearchRecordResponse
from service.search.protocol import SearchRequest
from service.state import AppState, app_state
from service.translations.messages import N_, gettext
from service.web.facet_labels import FacetLabels
from service.web.parameters import parse_digest, parse_search
from service.web.rendering import external_origin
from service.web.urls import Link

FILES = {"csv": "CSV", "xlsx": "Excel"}

SHADES = 4
"""How many shades a matrix has for its counts, besides none for 0."""

MAX_CELL_WORDS = 16
"""The words of a quotation that a cell of a matrix shows."""

SENTENCE_COLUMNS = tuple(
    ExportColumn(name, width)
    for name, width in (
        (N_("passages"), 10),
        (N_("sentence"), 80),
        (N_("document"), 40),
        (N_("pages"), 10),
        (N_("citation"), 60),
        (N_("permalink"), 50),
    )
)


@dataclass(frozen=True, slots=True)
class Controls:
    """The query, links to its results and to files, and the choice of facets.

    `selects` are (name, label, options) as the macro `order_form` takes them, `hidden` the other fields of the form,
    `other` is the other kind of comparison.
    """

    text: str
    results: str
    chips: tuple[Chip, ...]
    selects: tuple[tuple[str, str, tuple[SortOption, ...]], ...]
    hidden: tuple[tuple[str, str], ...]
    files: tuple[Link, ...]
    other: Link


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A value of the compared facet with its search. `bar` is its share of the greatest total, in percent."""

    label: str
    language: str
    found: ComparedSchema
    bar: int


@dataclass(frozen=True, slots=True)
class CompareView:
    """A search by the values of a facet: `rows` with passages, `empty` without."""

    controls: Controls
    response: CompareResponse
    rows: tuple[ComparedRow, ...]
    empty: tuple[ComparedRow, ...]


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A cell of a matrix: its search, its shade from 0 to SHADES, and the beginning of its sentence."""

    found: ComparedSchema | None
    shade: int
    words: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A value of the facet of the rows, with a cell for each column."""

    label: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class MatrixView:
    """A search by the values of two facets, row by row."""

    controls: Controls
    response: MatrixResponse
    rows: tuple[MatrixRow, ...]


def compare_page(request: Request) -> Response:
    """Return a search by the values of a facet."""
    state = app_state(request)
    found = compared(request)
    response, search = found.response, found.search
    most = max((row.found.total for row in response.rows), default=0) or 1
    rows = [
        ComparedRow(row.label, row.language, row.found, round(100 * row.found.total / most)) for row in response.rows
    ]
    controls = _controls(
        state,
        search,
        selects=(("by", gettext("Compare by"), found.by),),
        url=partial(state.urls.compare, search, found.by),
        other=Link(gettext("Compare by two properties"), state.urls.matrix(search)),
    )
    empty = tuple(row for row in rows if not row.found.total)
    view = CompareView(controls, response, tuple(row for row in rows if row.found.total), empty)
    return state.renderer.page(request, "compare.html", view)


def matrix_page(request: Request) -> Response:
    """Return a search by the values of two facets."""
    state = app_state(request)
    found = crossed(request)
    response, search = found.response, found.search
    most = max((cell.total for row in response.cells for cell in row if cell), default=0)
    controls = _controls(
        state,
        search,
        selects=(("rows", gettext("Rows"), found.rows), ("columns", gettext("Columns"), found.columns)),
        url=partial(state.urls.matrix, search, found.rows, found.columns),
        other=Link(gettext("Compare by one property"), state.urls.compare(search, found.columns)),
    )
    rows = tuple(
        MatrixRow(label, tuple(MatrixCell(cell, _shade(cell, most), _beginning(cell)) for cell in cells))
        for label, cells in zip(response.rows.labels, response.cells, strict=True)
    )
    return state.renderer.page(request, "matrix.html", MatrixView(controls, response, rows))


def compare_file(request: Request, extension: str) -> Response:
    """Return a search by the values of a facet as a file: a row for each value."""
    found = compared(request)
    response = found.response
    columns = (ExportColumn(response.label, 24), *SENTENCE_COLUMNS)
    rows = [(row.label, *_sentence_cells(row.found)) for row in response.rows]
    url = app_state(request).urls.compare(found.search, found.by)
    return _file(request, ExportTable(gettext("Comparison"), columns, rows), url, "compare", extension)


def matrix_file(request: Request, extension: str) -> Response:
    """Return a search by the values of two facets as a file: a row for each cell."""
    found = crossed(request)
    response = found.response
    columns = (ExportColumn(response.rows.label, 24), ExportColumn(response.columns.label, 24), *SENTENCE_COLUMNS)
    rows = [
        (row, column, *_sentence_cells(cell))
        for row, cells in zip(response.rows.labels, response.cells, strict=True)
        for column, cell in zip(response.columns.labels, cells, strict=True)
    ]
    url = app_state(request).urls.matrix(found.search, found.rows, found.columns)
    return _file(request, ExportTable(gettext("Comparison"), columns, rows), url, "matrix", extension)


def _controls(
    state: AppState,
    search: SearchRequest,
    *,
    selects: Sequence[tuple[str, str, str]],
    url: Callable[..., str],
    other: Link,
) -> Controls:
    """Return the controls of a comparison, given its own facets and its URL by ending."""
    labels = state.labels(state.engine.info())
    fields = {
        **search.filters,
        "match": (search.match or "",),
        "without": search.without,
        "words_only": ("yes" if search.words_only else "",),
    }
    return Controls(
        text=search.text,
        results=state.urls.search(search),
        chips=chips(search, labels, labels.taxonomy.names, state.urls.search),
        selects=tuple((name, label, _options(chosen, labels)) for name, label, chosen in selects),
        hidden=tuple((name, value) for name, values in fields.items() for value in values if value),
        files=tuple(Link(label, url(ending=f".{extension}")) for extension, label in FILES.items()),
        other=other,
    )


def _options(chosen: str, labels: FacetLabels) -> tuple[SortOption, ...]:
    return tuple(SortOption(facet, labels.facet(facet), facet == chosen) for facet in labels.taxonomy.names)


def _shade(cell: ComparedSchema | None, most: int) -> int:
    return -(-SHADES * cell.total // most) if cell and cell.total else 0


def _beginning(cell: ComparedSchema | None) -> str:
    """Return the first words of a cell's sentence, with an ellipsis where it goes on."""
    words = cell.sentence.text.split() if cell and cell.sentence else []
    return " ".join(words[:MAX_CELL_WORDS]) + (" …" if len(words) > MAX_CELL_WORDS else "")


def _sentence_cells(found: ComparedSchema | None) -> tuple[Cell, ...]:
    """Return the cells of SENTENCE_COLUMNS."""
    sentence = found.sentence if found else None
    total = found.total if found else 0
    if sentence is None:
        return (total, *[None] * (len(SENTENCE_COLUMNS) - 1))
    pages = ", ".join(page.label for page in sentence.pages)
    return total, sentence.text, sentence.title, pages, sentence.citation, sentence.permalink


def _file(request: Request, table: ExportTable, url: str, name: str, extension: str) -> Response:
    state = app_state(request)
    origin = external_origin(request, state.settings.base_url)
    notes = (
        (gettext("Exported from"), absolute(state.urls.permanent(url), origin)),
        (gettext("Index"), state.engine.info().generation),
    )
    if extension == "csv":
        return download(csv_file(table), CSV_TYPE, f"{name}.csv")
    with one_of_few():
        return download(xlsx_file(replace(table, notes=notes)), XLSX_TYPE, f"{name}.xlsx")


@dataclass(frozen=True, slots=True)
class RecordView:
    """The record of a search, with its results, its permanent address, and the digest that the address names.

    `changed` is whether that digest is another: the index, or what it finds, is not the same any more.
    """

    record: SearchRecordResponse
    chips: tuple[Chip, ...]
    results: str
    permalink: str
    named: str

    @property
    def changed(self) -> bool:
        return bool(self.named) and self.named != self.record.digest


def record_page(request: Request) -> Response:
    """Return the record of a search, to be printed or filed."""
    state = app_state(request)
    record = recorded(request)
    pairs = request.query_params.multi_items()
    labels = state.labels(state.engine.info())
    search = parse_search(pairs, labels, state.settings.page_size)
    origin = external_origin(request, state.settings.base_url)
    url = state.urls.search_record(search, record.digest)
    view = RecordView(
        record=record,
        chips=chips(search, labels, labels.taxonomy.names, state.urls.search),
        results=state.urls.search(search),
        permalink=absolute(state.urls.permanent(url), origin),
        named=parse_digest(pairs),
    )
    return state.renderer.page(request, "search_record.html", view)


ROUTES = [
    Route("/search/record", record_page),
    Route("/compare", compare_page),
    *(Route(f"/compare.{extension}", partial(compare_file, extension=extension)) for extension in FILES),
    Route("/matrix", matrix_page),
    *(Route(f"/matrix.{extension}", partial(matrix_file, extension=extension)) for extension in FILES),
]
