"""The registers as tables: one row a record, with its citation and its permanent link."""

from collections.abc import Iterable, Sequence

from service.registers.export_table import Cell, ExportColumn, ExportTable
from service.registers.register_labels import RegisterLabels
from service.schemas.commitments import CommitmentsResponse
from service.schemas.figures import FiguresResponse
from service.schemas.parts import DocumentSchema, PageSchema

PLACE = (
    ExportColumn("country", 18),
    ExportColumn("sector", 18),
    ExportColumn("topic", 28),
    ExportColumn("document", 40),
    ExportColumn("official"),
    ExportColumn("section", 40),
    ExportColumn("pages", 10),
    ExportColumn("language", 10),
    ExportColumn("citation", 60),
    ExportColumn("permalink", 50),
    ExportColumn("passage", 30),
    ExportColumn("id", 30),
)
"""Where a record stands: the last columns of both tables."""

COMMITMENT_COLUMNS = (
    ExportColumn("sentence", 70),
    ExportColumn("status"),
    ExportColumn("strength"),
    ExportColumn("actors", 30),
    ExportColumn("sides"),
    ExportColumn("what", 40),
    ExportColumn("beneficiary", 24),
    ExportColumn("deadline"),
    ExportColumn("date"),
    ExportColumn("year", 8),
    ExportColumn("instruments"),
    ExportColumn("follow-up"),
    ExportColumn("follow-up date"),
    ExportColumn("follow-up note", 40),
    ExportColumn("follow-up source", 40),
    *PLACE,
    ExportColumn("rule"),
)

FIGURE_COLUMNS = (
    ExportColumn("figure"),
    ExportColumn("value"),
    ExportColumn("unit"),
    ExportColumn("qualifier"),
    ExportColumn("counts", 36),
    ExportColumn("kind", 20),
    ExportColumn("sentence", 70),
    ExportColumn("stated as"),
    *PLACE,
)


def commitment_table(
    shape: CommitmentsResponse, names: RegisterLabels, notes: tuple[tuple[str, str], ...]
) -> ExportTable:
    """The statements of an answer, in its order."""
    return ExportTable("Commitments", COMMITMENT_COLUMNS, [*_commitments(shape, names)], notes)


def figure_table(shape: FiguresResponse, names: RegisterLabels, notes: tuple[tuple[str, str], ...]) -> ExportTable:
    """The figures of an answer, in its order."""
    return ExportTable("Figures", FIGURE_COLUMNS, [*_figures(shape, names)], notes)


def _commitments(shape: CommitmentsResponse, names: RegisterLabels) -> Iterable[tuple[Cell, ...]]:
    for each in shape.results:
        last = each.notes[-1] if each.notes else None
        groups = dict.fromkeys(actor.group for actor in each.actors)
        yield (
            each.sentence,
            names.value("status", each.status),
            "" if each.strength == "none" else each.strength,
            "; ".join(actor.name for actor in each.actors),
            _labels("actor_group", [*groups], names),
            each.objects,
            each.beneficiary,
            each.deadline,
            each.date,
            each.year,
            "; ".join(each.instruments),
            names.value("follow_up", last.status) if last else "",
            last.date.isoformat() if last else "",
            last.note if last else "",
            last.source if last else "",
            *_about(each.country, each.sector, each.topic, names),
            *_document(each.document, each.section, each.pages),
            each.language,
            each.citation,
            each.permalink,
            each.passage,
            each.id,
            each.rule,
        )


def _figures(shape: FiguresResponse, names: RegisterLabels) -> Iterable[tuple[Cell, ...]]:
    for each in shape.results:
        yield (
            each.written,
            each.value,
            names.value("unit", each.unit) if each.unit else "",
            each.qualifier,
            each.counts,
            names.value("figure_kind", each.kind),
            each.sentence,
            _labels("status", [*dict.fromkeys(each.status)], names),
            *_about(each.country, each.sector, each.topic, names),
            *_document(each.document, each.section, each.pages),
            each.language,
            each.citation,
            each.permalink,
            each.passage,
            each.id,
        )


def _about(
    country: Sequence[str], sector: Sequence[str], topic: Sequence[str], names: RegisterLabels
) -> tuple[str, str, str]:
    return _labels("country", country, names), _labels("sector", sector, names), _labels("topic", topic, names)


def _document(document: DocumentSchema, section: Sequence[str], pages: Sequence[PageSchema]) -> tuple[str, ...]:
    official = "yes" if document.official else str(document.badge)
    return document.title, official, " › ".join(section), ", ".join(page.label for page in pages)


def _labels(facet: str, values: Sequence[str], names: RegisterLabels) -> str:
    return "; ".join(names.value(facet, value) for value in values)
