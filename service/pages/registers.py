"""The pages and files of the registers, made from their declarations. A page's whole state is in its URL."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from service.pages.navigation import Chip, FacetOptions, Pager, SortOption, chips, facet_options, page_links
from service.pages.result import specific_labels
from service.query.grammar import parse
from service.registers.context import RegisterContext, register_context, register_response
from service.registers.error_note import error_note
from service.registers.export import (
    CSV_TYPE,
    MAX_ROWS,
    XLSX_TYPE,
    ExportTable,
    csv_file,
    download,
    one_of_few,
    xlsx_file,
)
from service.registers.request import (
    NO_VALUE,
    PAGE_SIZE,
    PRINT_PAGE_SIZE,
    RegisterPage,
    RegisterRequest,
    parse_register_request,
)
from service.registers.store import Located, RegisterType
from service.schemas.citation import Citation, absolute, cite, web_url
from service.schemas.quote import Quote, quote_record
from service.schemas.register import LocatedSchema
from service.schemas.search import IgnoredSchema
from service.search.highlighting import HighlightTerms, highlight_terms
from service.search.protocol import Snippet
from service.state import app_state
from service.translations.formats import format_number
from service.translations.messages import gettext
from service.web.text_fragments import fragment
from service.web.urls import CountedLink, Link

MAX_OPTIONS = 60
"""The maximum number of values of a facet on a page; rarer ones can be searched for."""

FILES = {"csv": "CSV", "xlsx": "Excel", "json": "JSON"}
JSON_TYPE = "application/json"


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as the API gives it, with its sentence highlighted, its citation and its links.

    `url` is the record's own page, which is also the citation's permanent link; `page_url` is that of the document's
    page, at the sentence; `quote` is what is copied of it.
    """

    record: LocatedSchema
    sentence: Snippet
    citation: Citation
    url: str
    passage_url: str
    page_url: str
    document_url: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Group:
    """Records listed together, with the size of the group over all pages. Without grouping the label is empty."""

    label: str
    count: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class RegisterView:
    """What the pages of a register share: the declaration, the labels, and links to selections of records."""

    context: RegisterContext
    extras: Any

    def named(self, facet: str, values: Sequence[str]) -> list[str]:
        """Return the labels of a facet's values, unless there are too many to be specific."""
        return specific_labels(facet, values, self.context.labels)

    def entries(self, records: Sequence[Located[Any]]) -> list[Entry]:
        """Return records as entries of this page, without highlighted words."""
        return [_entry(located, self.context, HighlightTerms()) for located in records]

    def web_url(self, url: str) -> str | None:
        """Return the URL if it is http or https, else None."""
        return web_url(url)


@dataclass(frozen=True, slots=True)
class RegisterListView(RegisterView):
    """A list page.

    `listed` are the rows over all pages, more than `total` if a record is in two groups; `rows` are those of this
    page. `print_url` shows all of them on one page, where that makes a difference.
    """

    text: str
    ignored: list[IgnoredSchema]
    total: int
    listed: int
    rows: int
    facets: tuple[FacetOptions, ...]
    chips: tuple[Chip, ...]
    unfiltered: str
    sorts: tuple[SortOption, ...]
    groupings: tuple[SortOption, ...]
    pager: Pager
    print_url: str
    files: tuple[Link, ...]
    feed_url: str
    groups: tuple[Group, ...]
    views: tuple[CountedLink, ...]
    selected_view: str
    hidden: tuple[tuple[str, str], ...]

    @property
    def records(self) -> int:
        """The number of records without any filter."""
        return len(self.context.records)

    @property
    def narrowed(self) -> bool:
        """Whether a query or a filter selects some of the records."""
        return bool(self.text or self.chips)


@dataclass(frozen=True, slots=True)
class RecordView(RegisterView):
    """A record's own page. `error_note` is the note by which a reader can report the record, empty if none is taken."""

    main: Entry
    error_note: str


def list_page(request: Request, register: RegisterType[Any]) -> Response:
    """Return the list of the records that the parameters select."""
    context = register_context(request, register)
    selection = _selection(request, context)
    page = context.register.find(register.views.opened(selection) if register.views else selection)
    return app_state(request).renderer.page(request, "register.html", _list_view(page, context))


def record_page(request: Request, register: RegisterType[Any]) -> Response:
    """Return one record's own page."""
    context = register_context(request, register)
    located = context.store.record(register.name, request.path_params["record_id"])
    main = _entry(located, context, HighlightTerms())
    view = RecordView(context, register.record_extras(context, located), main, _error_note(context, main))
    return app_state(request).renderer.page(request, "record.html", view)


def _error_note(context: RegisterContext, main: Entry) -> str:
    """Return the note that reports a record, with absolute links."""
    if not context.type.takes_notes:
        return ""
    passage = absolute(context.urls.permanent(main.passage_url), context.origin)
    return error_note(main.record.permalink, passage, datetime.datetime.now(datetime.UTC).date())


def register_file(request: Request, register: RegisterType[Any], extension: str) -> Response:
    """Return the records that a page lists, over all its pages, as a file. Raise ServiceBusy."""
    context = register_context(request, register)
    selection = replace(_selection(request, context), group="", page=1, page_size=0)
    with one_of_few():
        page = context.register.find(selection)
        if extension == "json":
            content = register_response(page, context).model_dump_json(indent=1).encode()
            return download(content, JSON_TYPE, f"{register.name}.json")
        table = _table(page, context)
        if extension == "csv":
            return download(csv_file(table), CSV_TYPE, f"{register.name}.csv")
        return download(xlsx_file(table), XLSX_TYPE, f"{register.name}.xlsx")


def _table(page: RegisterPage, context: RegisterContext) -> ExportTable:
    """Return the records of a selection as a table whose rows are made one by one."""
    register, labels = context.type, context.labels
    records = (register.to_schema(context.records[row.row_id], context) for row in page.rows)
    url = context.urls.permanent(context.url(page.request))
    left_out = max(0, page.total - MAX_ROWS)
    rest = gettext("%(count)s; the CSV file has all.") % {"count": format_number(left_out)}
    return ExportTable(
        title=gettext(register.title),
        columns=register.columns,
        rows=(tuple(column.of(each, labels) for column in register.columns) for each in records),
        notes=(
            (gettext("Exported from"), url if "://" in url else context.origin + url),
            (gettext("Records"), str(page.total)),
            *([(gettext("Left out"), rest)] if left_out else []),
            (gettext("Index"), context.store.name),
            (
                gettext("Sentences"),
                gettext("Verbatim from the documents. Found automatically: check each against its passage."),
            ),
        ),
    )


def _selection(request: Request, context: RegisterContext) -> RegisterRequest:
    return parse_register_request(request.query_params.multi_items(), context.labels, context.type.fields)


def _entry(located: Located[Any], context: RegisterContext, terms: HighlightTerms) -> Entry:
    urls = context.urls
    url = urls.record(context.type.name, located.id)
    return Entry(
        record=context.type.to_schema(located, context),
        sentence=context.type.highlight(located, terms),
        citation=cite(
            located.passage, located.document, urls.record_permalink(context.type.name, located.id), located.record
        ),
        url=url,
        passage_url=urls.passage(located.passage.id),
        page_url=urls.page(located.document, located.record.spans[0].page, passage_id=located.passage.id)
        + fragment(located.record.sentence),
        document_url=urls.document(located.document.id),
        quote=quote_record(located.record, located.record.sentence, located.document, urls),
    )


def _list_view(page: RegisterPage, context: RegisterContext) -> RegisterListView:
    request, register = page.request, context.type
    order = request.order or register.fields.orders[0]
    first_page = replace(request, page=1)
    ungrouped = replace(first_page, group="", page_size=PAGE_SIZE)
    return RegisterListView(
        context=context,
        extras=register.list_extras(context, page),
        text=request.text,
        ignored=IgnoredSchema.all_of(page.ignored),
        total=page.total,
        listed=page.listed,
        rows=len(page.rows),
        facets=_facets(page, context),
        chips=chips(request, context.labels, _filter_facets(register), context.url),
        unfiltered=context.url(replace(first_page, filters=_view_filter(request, register))),
        sorts=tuple(
            SortOption(name, gettext(register.order_labels[name]), name == order) for name in register.fields.orders
        ),
        groupings=(
            SortOption("", gettext("No grouping"), not request.group),
            *(SortOption(name, context.labels.facet(name), name == request.group) for name in register.fields.groups),
        ),
        pager=page_links(
            request.page, request.page_size, page.listed, lambda number: context.url(replace(request, page=number))
        ),
        print_url=context.url(replace(first_page, page_size=PRINT_PAGE_SIZE))
        if PAGE_SIZE < page.listed <= PRINT_PAGE_SIZE
        else "",
        files=tuple(Link(label, context.url(ungrouped, f".{extension}")) for extension, label in FILES.items()),
        feed_url=context.url(ungrouped, ".atom"),
        groups=_groups(page, context),
        views=_views(page, context),
        selected_view=context.labels.value(register.views.facet, register.views.current(request))
        if register.views
        else "",
        hidden=tuple((name, value) for name, (value, *_) in _view_filter(request, register).items()),
    )


def _filter_facets(register: RegisterType[Any]) -> tuple[str, ...]:
    """Return the facets that the page shows as filters: all but the one that its tabs select."""
    tabs = register.views.facet if register.views else ""
    return tuple(name for name in register.fields.facets if name != tabs)


def _view_filter(request: RegisterRequest, register: RegisterType[Any]) -> dict[str, tuple[str, ...]]:
    """Return the filter by which a request selects another view than the default."""
    views = register.views
    if views is None or views.current(request) == views.default or views.facet not in request.filters:
        return {}
    return {views.facet: request.filters[views.facet]}


def _views(page: RegisterPage, context: RegisterContext) -> tuple[CountedLink, ...]:
    """Return the tabs: a link to each view that has records, in their order."""
    views = context.type.views
    if views is None:
        return ()
    counts, request = views.counts(page), replace(page.request, group="")
    return tuple(
        CountedLink(
            context.labels.value(views.facet, name), context.url(views.selected(request, name)), counts.get(name, 0)
        )
        for name in views.names
        if counts.get(name) or name == views.default
    )


def _groups(page: RegisterPage, context: RegisterContext) -> tuple[Group, ...]:
    """Return the rows of this page by group; one group without a label where there is no grouping."""
    text, by = page.request.text, page.request.group
    terms = highlight_terms(parse(text), context.store.languages) if text else HighlightTerms()
    sizes = {group.value: group.count for group in page.groups} or {NO_VALUE: page.total}
    groups = (
        Group(
            context.labels.value(by, value) if by else "",
            count,
            tuple(_entry(context.records[row.row_id], context, terms) for row in page.rows if row.group == value),
        )
        for value, count in sizes.items()
    )
    return tuple(group for group in groups if group.entries)


def _facets(page: RegisterPage, context: RegisterContext) -> tuple[FacetOptions, ...]:
    """Return the facets with their most frequent values and the selected ones."""
    return tuple(
        replace(
            facet,
            more=tuple(option for rank, option in enumerate(facet.more) if rank < MAX_OPTIONS or option.selected),
        )
        for facet in facet_options(page.facets, context.labels, _filter_facets(context.type))
    )


def register_routes(types: Iterable[RegisterType[Any]]) -> list[Route]:
    """Return the routes of these registers: the list, its files, and the records' pages."""
    return [
        route
        for each in types
        for route in (
            Route(f"/{each.name}", partial(list_page, register=each)),
            *(
                Route(f"/{each.name}.{extension}", partial(register_file, register=each, extension=extension))
                for extension in FILES
            ),
            Route(f"/{each.name}/{{record_id}}", partial(record_page, register=each)),
        )
    ]
