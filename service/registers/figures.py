"""The register of figures, /figures: its records, facets, orders, columns and JSON."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from pydantic import Field

from indexer.records.figure import FIGURE_KINDS, Figure, FigureKind
from indexer.records.statement import Statement, Status
from indexer.records.status_note import StatusNote
from service.registers.conflicting_figures import Conflicts
from service.registers.context import RegisterContext
from service.registers.export import LOCATION_COLUMNS, ExportColumn, labelled
from service.registers.most_counted import most_counted
from service.registers.register import Row
from service.registers.request import RegisterFields, RegisterPage, RegisterRequest
from service.registers.statements import SORTS_LAST, STATEMENTS, is_mistaken, notes_by_record
from service.registers.store import GenerationRegisters, Located, RegisterType
from service.registers.value_labels import actor_key
from service.registers.views import ALL, Views
from service.schemas.parts import Schema
from service.schemas.register import LocatedSchema
from service.search.highlighting import HighlightTerms, highlight_text
from service.search.protocol import Snippet
from service.translations.messages import N_, NN_, gettext
from service.web.urls import CountedLink, Link, with_only

MAX_CONFLICTS = 20
"""How many conflicts a page shows."""

KIND_RANKS = {"quantity": 0, "money": 0, "share": 0}
"""Counts come before dates and reference numbers."""


@dataclass(frozen=True, slots=True)
class FigureRecord(Located[Figure]):
    """A figure with the statements whose sentence contains it, and the editors' notes, the earliest first."""

    statements: tuple[Statement, ...] = ()
    notes: tuple[StatusNote, ...] = ()


class _FigureFields(Schema):
    """The fields of the record itself: a base class, so that JSON has them before the location."""

    id: str
    written: str = Field(description="The number with its unit, verbatim.")
    kind: FigureKind
    value: float | None = Field(description="Its value; shares are in per cent. Null if it is no single number.")
    unit: str = Field(description="percent, a currency's ISO 4217 code, a measure, or empty.")
    counts: str = Field(description="What it counts, in the sentence's words.")
    qualifier: str = Field(description="The word that qualifies it, such as “more than”.")
    column: str = Field(description="The head of its column, if it is in a table; `counts` is the head of its row.")
    table: str = Field(description="The title of its table, if it is in one that has a title.")
    sentence: str = Field(description="Verbatim; the row, for a cell of a table.")
    start: int = Field(description="Where it starts in the sentence, in characters.")
    end: int = Field(description="Its end, excluded.")
    statements: list[str] = Field(description="The ids of the statements that contain it.")
    status: list[Status] = Field(description="Their statuses.")
    actors: list[str] = Field(description="Their actors.")
    differs_from: list[str] = Field(description="The ids of other documents' figures for the same thing.")


class FigureSchema(LocatedSchema, _FigureFields):
    """A number in its sentence."""


@dataclass(frozen=True, slots=True)
class FiguresTogether:
    """What is computed once from all figures: those that conflict, and what most of them count, with the numbers."""

    conflicts: Conflicts
    most_counted: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class FigureList:
    """What the list page shows besides the figures.

    `kinds` link to the figures of one kind; `selected_kind` is the URL of the current one. `examples` link to the
    figures of what is counted most often, on the page without a query or a filter. `conflicts` are sets of
    records that give different figures for the same thing; `more_conflicts` are not shown.
    """

    kinds: tuple[CountedLink, ...]
    selected_kind: str
    examples: tuple[CountedLink, ...]
    conflicts: tuple[tuple[str, tuple[FigureRecord, ...]], ...]
    more_conflicts: int


@dataclass(frozen=True, slots=True)
class FigurePage:
    """What a figure's page shows besides the figure: conflicting figures, and the statements that contain it."""

    conflicting: Sequence[FigureRecord]
    statements: Sequence[Link]


def _found_in(figure: Figure) -> str:
    """Return the view of a figure."""
    return "tables" if figure.column else "sentences" if figure.counted else "dates"


class FigureRegister(RegisterType[FigureRecord]):
    """Every number of the documents with its unit, what it counts and its sentence."""

    name = "figures"
    title = N_("Figures")
    nouns = NN_("figure", "figures")
    kind = "figures"
    summary = N_("Every number with its unit, what it counts and its sentence; conflicting figures side by side.")
    note = N_(
        "Numbers are as the documents write them. What they count is read from the sentence automatically; status,"
        " actor and wording are those of the statement that contains a figure."
    )
    api_description = "Every number of the documents with its unit, what it counts and its sentence."
    template = "registers/figures.html"
    fields = RegisterFields(
        facets=(
            "figure_kind", "country", "sector", "topic", "unit", "status", "actor_group", "actor", "strength", "year",
            "document", "language", "found_in",
        ),
        orders=("kind", "document", "value", "counts", "country", "newest"),
        groups=("country", "sector", "actor", "figure_kind", "unit", "document"),
    )  # fmt: skip
    order_labels: ClassVar[Mapping[str, str]] = {
        "kind": N_("Type: counts first, then dates"),
        "document": N_("Order in the documents"),
        "value": N_("Value, the highest first"),
        "counts": N_("What is counted, by name"),
        "country": N_("Country"),
        "newest": N_("Newest document"),
    }
    facet_labels: ClassVar[Mapping[str, str]] = {
        **STATEMENTS.facet_labels,
        "figure_kind": N_("Type"),
        "unit": N_("Unit"),
        "found_in": N_("Found in"),
    }
    facet_descriptions: ClassVar[Mapping[str, str]] = {
        **STATEMENTS.facet_descriptions,
        "figure_kind": "The type of number: quantity, share, money, date or reference.",
        "unit": "The unit: percent, a currency's code or a measure.",
        "found_in": "Where figures are: sentences, tables, dates (with numbers of things) or all.",
    }
    columns = (
        ExportColumn("figure", 16, lambda record, _: record.written),
        ExportColumn("value"),
        labelled("unit"),
        ExportColumn("qualifier"),
        ExportColumn("counts", 36),
        ExportColumn("column", 24),
        ExportColumn("table", 36),
        labelled("kind", 20, facet="figure_kind"),
        ExportColumn("sentence", 70),
        labelled("stated as", 16, facet="status", field="status"),
        ExportColumn(
            "actors",
            30,
            lambda record, _: "; ".join(record.actors),
        ),
        *LOCATION_COLUMNS,
    )
    record_schema = FigureSchema
    takes_notes = True
    views = Views("found_in", ("sentences", "tables", "dates", ALL), instead=("figure_kind",))

    def load(self, store: GenerationRegisters) -> Sequence[FigureRecord]:
        containing: dict[str, list[Statement]] = defaultdict(list)
        for each in store.records(STATEMENTS.name):
            for figure_id in each.record.figures:
                containing[figure_id].append(each.record)
        notes = notes_by_record(store)
        return [
            FigureRecord(
                each.record,
                each.passage,
                each.document,
                tuple(containing.get(each.id, ())),
                tuple(notes.get(each.id, ())),
            )
            for each in store.locate(store.generation.figures)
        ]

    def row(self, row_id: int, located: FigureRecord) -> Row:
        figure = located.record
        actors = [actor for statement in located.statements for actor in statement.actors]
        years = {statement.year for statement in located.statements if statement.year}
        return Row(
            text=figure.sentence,
            language=figure.language,
            facets={
                **located.corpus_facets,
                "figure_kind": (figure.kind,),
                "unit": (figure.unit,) if figure.unit else (),
                "found_in": (ALL,) if is_mistaken(located.notes) else (_found_in(figure), ALL),
                "status": tuple(dict.fromkeys(statement.status for statement in located.statements)),
                "strength": tuple(dict.fromkeys(statement.strength for statement in located.statements)),
                "actor": tuple(dict.fromkeys(filter(None, (actor_key(actor.name) for actor in actors)))),
                "actor_group": tuple(dict.fromkeys(actor.group for actor in actors)),
                "year": tuple(str(year) for year in sorted(years)),
            },
            keys={
                "kind": (KIND_RANKS.get(figure.kind, 1), row_id),
                "document": row_id,
                "value": -(figure.value if figure.value is not None else float("-inf")),
                "counts": figure.counted.casefold() or SORTS_LAST,
                "country": next(iter(located.passage.tags.get("country", ())), SORTS_LAST),
                "newest": -(located.document.source.year or 0),
            },
        )

    def compute_shared(self, records: Sequence[FigureRecord]) -> FiguresTogether:
        return FiguresTogether(Conflicts.among(records), most_counted(records))

    def to_schema(self, located: FigureRecord, context: RegisterContext) -> FigureSchema:
        figure = located.record
        conflicts = self._together(context).conflicts
        return FigureSchema(
            id=figure.id,
            written=figure.written,
            kind=figure.kind,
            value=figure.value,
            unit=figure.unit,
            counts=figure.counted,
            qualifier=figure.qualifier,
            column=figure.column,
            table=figure.table,
            sentence=figure.sentence,
            start=figure.start,
            end=figure.end,
            statements=[statement.id for statement in located.statements],
            status=[statement.status for statement in located.statements],
            actors=list(dict.fromkeys(actor.name for each in located.statements for actor in each.actors)),
            differs_from=list(conflicts.of(located.id)),
            **context.location(located),
        )

    def highlight(self, located: FigureRecord, terms: HighlightTerms) -> Snippet:  # noqa: ARG002 - the figure is marked, not the query
        """Return the sentence with the figure marked, whatever the query is."""
        return highlight_text(located.record.sentence, [(located.record.start, located.record.end)])

    def list_extras(self, context: RegisterContext, page: RegisterPage) -> FigureList:
        request = replace(page.request, page=1)
        selected = context.register.row_ids(request)
        together = self._together(context)
        conflicts = [each for each in together.conflicts.sets if not selected.isdisjoint(each.row_ids)]
        kinds = request.filters.get("figure_kind", ())
        return FigureList(
            kinds=_kinds(context, page),
            selected_kind=context.url(request) if len(kinds) <= 1 else "",
            examples=() if request.text or context.url(request) != context.url() else _examples(together, context),
            conflicts=tuple(
                (each.counted, tuple(context.records[row_id] for row_id in each.row_ids))
                for each in conflicts[:MAX_CONFLICTS]
            ),
            more_conflicts=max(0, len(conflicts) - MAX_CONFLICTS),
        )

    def _together(self, context: RegisterContext) -> FiguresTogether:
        found: FiguresTogether = context.store.shared(self.name)
        return found

    def record_extras(self, context: RegisterContext, located: FigureRecord) -> FigurePage:
        conflicts = self._together(context).conflicts
        return FigurePage(
            conflicting=[context.store.record(self.name, figure_id) for figure_id in conflicts.of(located.id)],
            statements=[
                Link(context.labels.value("status", each.status), context.urls.record(STATEMENTS.name, each.id))
                for each in located.statements
            ],
        )


def _examples(together: FiguresTogether, context: RegisterContext) -> tuple[CountedLink, ...]:
    """Return links that search for what is counted most often."""
    return tuple(
        CountedLink(word, context.url(RegisterRequest(text=word)), count) for word, count in together.most_counted
    )


def _kinds(context: RegisterContext, page: RegisterPage) -> tuple[CountedLink, ...]:
    """Return links to the kinds of figures that occur, in their order, after one to all of them."""
    counts = {each.value: each.count for each in page.facets["figure_kind"]}
    request = replace(page.request, page=1)
    others: dict[str, tuple[str, ...]] = {"found_in": (ALL,)}
    others |= {name: values for name, values in request.filters.items() if name != "figure_kind"}
    return (
        CountedLink(gettext("All"), context.url(replace(request, filters=others)), sum(counts.values())),
        *(
            CountedLink(
                context.labels.value("figure_kind", kind),
                context.url(with_only(request, "figure_kind", kind)),
                counts[kind],
            )
            for kind in FIGURE_KINDS
            if counts.get(kind)
        ),
    )


FIGURES = FigureRegister()
