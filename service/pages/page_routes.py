"""The handlers of documents' pages, their pictures and files."""

import re
from dataclasses import replace
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from indexer.errors import NoPicture, NotFound, RequestError
from indexer.index.folders import GENERATIONS
from indexer.index.kept_files import kept_file
from indexer.pictures.cache import picture_digest
from indexer.pictures.page_picture import WIDTHS, PagePicture
from indexer.records.document import Document
from service.pages.documents import document_facts
from service.pages.page import Shown, first_match, page_view
from service.pages.search import default_group
from service.search.protocol import ResultPage, SearchRequest
from service.state import AppState, app_state
from service.web.licences import allows_passing_on
from service.web.page_names import page_number
from service.web.parameters import first, grouped, parse_referring_search
from service.web.static_files import IMMUTABLE

SECONDS_FOR_MARKS = 2.5
"""For which a page waits for the places of its words; without them it has no marks on its picture."""

FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""The content security policy of files: nothing else is loaded.

Only PDFs are served, never as another type, and browsers show them in a process apart from this origin. With `sandbox`,
Chromium shows none: its viewer counts as a plug-in.
"""

PICTURE_NAME = re.compile(rf"(?P<page>[1-9]\d{{0,6}})-(?P<name>{'|'.join(WIDTHS)})\.webp")


async def page(request: Request) -> Response:
    """Return a page of a document, with the words of the referring search highlighted."""
    state = app_state(request)
    document, number = await run_in_threadpool(_find_page, state, request)
    file = _picture_file(state, document)
    failed, picture = False, None
    if file:
        try:
            picture = await state.gallery.page(file, document.sha256, number, SECONDS_FOR_MARKS)
        except NoPicture:
            failed = bool(state.gallery.failure(document.sha256, number))
    file_url = state.urls.file(document.id, number) if served_file(state, document) else None
    shown = Shown(picture, has_picture=file is not None and not failed, failed=failed, file=file_url)
    return await run_in_threadpool(_page_response, request, state, document, number, shown)


def _page_response(request: Request, state: AppState, document: Document, number: int, shown: Shown) -> Response:
    info = state.engine.info()
    labels = state.labels(info)
    pairs = request.query_params.multi_items()
    search_request = parse_referring_search(pairs, labels, state.settings.page_size)
    found = state.engine.page(document.id, number, search_request.text)
    facts = document_facts(found.document, info, labels, state.urls)
    shown = replace(shown, results=None if found.search_stopped else _results(state, search_request))
    view = page_view(found, search_request, first(grouped(pairs), "passage"), facts, shown, state.urls)
    return state.renderer.page(request, "page.html", view)


def _results(state: AppState, request: SearchRequest) -> ResultPage | None:
    """Return the results that a search listed; None without a search, and where it takes too long now."""
    if not (request.text or request.filters):
        return None
    try:
        return state.answerer.search(replace(request, group=request.group or default_group(request))).page
    except RequestError:
        return None


def find(request: Request) -> Response:
    """Lead to the page of the first passage of a document that matches a query."""
    state = app_state(request)
    document = _find_document(state, request)
    pairs = request.query_params.multi_items()
    search_request = parse_referring_search(pairs, state.labels(state.engine.info()), state.settings.page_size)
    near = page_number(document.page_labels, first(grouped(pairs), "near")) or 1
    found = state.engine.page(document.id, near, search_request.text)
    return RedirectResponse(first_match(found, search_request, near, state.urls), status_code=303)


async def picture(request: Request) -> Response:
    """Return a picture of a page."""
    state = app_state(request)
    document = await run_in_threadpool(_find_document, state, request)
    wanted = PICTURE_NAME.fullmatch(request.path_params["name"])
    file = _picture_file(state, document)
    is_current = request.path_params["digest"] == picture_digest(document.sha256)
    if file is None or not wanted or not is_current or int(wanted["page"]) > len(document.page_labels):
        raise NotFound("There is no picture at this address.")
    rendered: PagePicture = await state.gallery.page(file, document.sha256, int(wanted["page"]), state.gallery.seconds)
    return Response(rendered.pictures[wanted["name"]], media_type="image/webp", headers={"Cache-Control": IMMUTABLE})


def file(request: Request) -> Response:
    """Return the PDF file of a document, or a part of it, where readers may open it."""
    state = app_state(request)
    document = _find_document(state, request)
    path = served_file(state, document)
    if path is None:
        raise NotFound("The administrator does not offer the file of this document, or its licence does not allow it.")
    return FileResponse(
        path,
        media_type="application/pdf",
        filename=f"{document.id}.pdf",
        content_disposition_type="inline",
        headers={"Cache-Control": "no-cache", "Content-Security-Policy": FILE_POLICY},
    )


def served_file(state: AppState, document: Document) -> Path | None:
    """Return the file of a document that readers may open; None where there is none, or they may not."""
    which = state.settings.serve_files
    allowed = which == "all" or (which == "licensed" and allows_passing_on(document.source.licence))
    return _kept(state, document) if allowed else None


def _find_page(state: AppState, request: Request) -> tuple[Document, int]:
    document = _find_document(state, request)
    name = request.path_params["page"]
    number = page_number(document.page_labels, name)
    if number is None:
        raise NotFound("“%(title)s” has no page %(page)s.", title=document.source.title, page=name[:20])
    return document, number


def _find_document(state: AppState, request: Request) -> Document:
    """Return the document that a URL names. Raise NotFound."""
    identity = request.path_params["document_id"]
    document = state.labels(state.engine.info()).documents.get(identity)
    if document is None:
        raise NotFound("There is no document “%(id)s” here. See the list of documents.", id=identity[:60])
    return document


def _picture_file(state: AppState, document: Document) -> Path | None:
    """Return the file of which a document's pages are rendered; None where there are no pictures of it."""
    return _kept(state, document) if state.gallery.is_on else None


def _kept(state: AppState, document: Document) -> Path | None:
    return kept_file(state.settings.data_dir / GENERATIONS / state.engine.info().generation, document.sha256)


ROUTES = [
    Route("/documents/{document_id}/pages", find),
    Route("/documents/{document_id}/pages/{page}", page),
    Route("/documents/{document_id}/pictures/{digest}/{name}", picture),
    Route("/files/{document_id}", file),
]
