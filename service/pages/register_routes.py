"""The pages of the registers, and their files. All state is in the address, and every form is a GET form."""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from service.pages.commitment import commitment_page_view
from service.pages.commitments import commitments_view
from service.pages.figure import figure_page_view
from service.pages.figures import figures_view
from service.pages.record_location import absolute
from service.registers import csv_export as csv_file
from service.registers.commitments import COMMITMENTS
from service.registers.context import RegisterContext, register_context
from service.registers.export import commitment_table, figure_table
from service.registers.export_table import ExportTable
from service.registers.figures import FIGURES
from service.registers.parameters import read_register
from service.registers.request import RegisterRequest
from service.schemas.commitments import CommitmentsResponse
from service.schemas.figures import FiguresResponse

JSON = "application/json"


def commitments(request: Request) -> Response:
    """The statements: who undertook what, in which words."""
    desk = register_context(request)
    wanted = read_register(request.query_params.multi_items(), desk.commitments, COMMITMENTS)
    found = desk.store.commitment_register.find(wanted)
    view = commitments_view(found, desk.store.commitments, desk.wanted(wanted.text), desk.commitments, desk.state.urls)
    return desk.state.renderer.page(request, "commitments.html", view)


def commitment(request: Request) -> Response:
    """One statement, in its context, with what became of it."""
    desk = register_context(request)
    found = desk.store.commitment(request.path_params["statement_id"])
    view = commitment_page_view(found, desk.store, desk.commitments, desk.state.urls, desk.root)
    return desk.state.renderer.page(request, "commitment.html", view)


def figures(request: Request) -> Response:
    """Every number of the corpus, with what it counts."""
    desk = register_context(request)
    wanted = read_register(request.query_params.multi_items(), desk.figures, FIGURES)
    found = desk.store.figure_register.find(wanted)
    view = figures_view(found, desk.store, desk.figures, desk.state.urls)
    return desk.state.renderer.page(request, "figures.html", view)


def figure(request: Request) -> Response:
    """One figure, with other documents' figures for the same thing."""
    desk = register_context(request)
    view = figure_page_view(request.path_params["figure_id"], desk.store, desk.figures, desk.state.urls, desk.root)
    return desk.state.renderer.page(request, "figure.html", view)


def commitments_file(request: Request) -> Response:
    """The statements that a page shows, over all its pages, as a file."""
    desk = register_context(request)
    wanted = _whole(read_register(request.query_params.multi_items(), desk.commitments, COMMITMENTS))
    found = desk.store.commitment_register.find(wanted)
    shape = CommitmentsResponse.of(found, desk.store, desk.commitments, desk.state.urls, desk.root)
    ending = request.url.path.rpartition(".")[2]
    if ending == "json":
        return _download(shape.model_dump_json(indent=1).encode(), JSON, "commitments.json")
    notes = _notes(desk, desk.state.urls.commitments(wanted), found.total)
    return _table_file(commitment_table(shape, desk.commitments, notes), ending)


def figures_file(request: Request) -> Response:
    """The figures that a page shows, over all its pages, as a file."""
    desk = register_context(request)
    wanted = _whole(read_register(request.query_params.multi_items(), desk.figures, FIGURES))
    found = desk.store.figure_register.find(wanted)
    shape = FiguresResponse.of(found, desk.store, desk.figures, desk.state.urls, desk.root)
    ending = request.url.path.rpartition(".")[2]
    if ending == "json":
        return _download(shape.model_dump_json(indent=1).encode(), JSON, "figures.json")
    notes = _notes(desk, desk.state.urls.figures(wanted), found.total)
    return _table_file(figure_table(shape, desk.figures, notes), ending)


def _whole(request: RegisterRequest) -> RegisterRequest:
    """The same records, once each and all at once."""
    return replace(request, group="", page=1, page_size=0)


def _notes(desk: RegisterContext, address: str, total: int) -> tuple[tuple[str, str], ...]:
    """Where a file comes from."""
    return (
        ("Taken from", absolute(desk.state.urls.lasting(address), desk.root)),
        ("Records", str(total)),
        ("Index", desk.stats.generation),
        ("Sentences", "Verbatim from the documents. Recognized by rules: check each against its passage."),
    )


def _table_file(table: ExportTable, ending: str) -> Response:
    name = f"{table.title.lower()}.{ending}"
    if ending == "csv":
        return _download(csv_file.csv_file(table), csv_file.MEDIA_TYPE, name)
    from service.registers import xlsx_export as xlsx_file  # noqa: PLC0415 - 12 MiB that a service needs only if somebody asks for it

    return _download(xlsx_file.xlsx_file(table), xlsx_file.MEDIA_TYPE, name)


def _download(content: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-cache"}
    return Response(content, media_type=media_type, headers=headers)


FILES = ("csv", "xlsx", "json")

ROUTES = [
    Route("/commitments", commitments),
    *(Route(f"/commitments.{ending}", commitments_file) for ending in FILES),
    Route("/commitments/{statement_id}", commitment),
    Route("/figures", figures),
    *(Route(f"/figures.{ending}", figures_file) for ending in FILES),
    Route("/figures/{figure_id}", figure),
]
