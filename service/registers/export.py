"""The registers as tables: one row a record, with its citation and its permanent link."""

from collections.abc import Iterable, Sequence

from service.registers.export_table import Cell, Column, Table
from service.registers.register_labels import LedgerNames
from service.schemas.commitments import CommitmentsShape
from service.schemas.figures import FiguresShape
from service.schemas.parts import DocumentShape, PageShape

PLACE = (
    Column("country", 18),
    Column("sector", 18),
    Column("topic", 28),
    Column("document", 40),
    Column("official"),
    Column("section", 40),
    Column("pages", 10),
    Column("language", 10),
    Column("citation", 60),
    Column("permalink", 50),
    Column("passage", 30),
    Column("id", 30),
)
"""Where a record stands: the last columns of both tables."""

COMMITMENT_COLUMNS = (
    Column("sentence", 70),
    Column("status"),
    Column("strength"),
    Column("actors", 30),
    Column("sides"),
    Column("what", 40),
    Column("beneficiary", 24),
    Column("deadline"),
    Column("date"),
    Column("year", 8),
    Column("instruments"),
    Column("follow-up"),
    Column("follow-up date"),
    Column("follow-up note", 40),
    Column("follow-up source", 40),
    *PLACE,
    Column("rule"),
)

FIGURE_COLUMNS = (
    Column("figure"),
    Column("value"),
    Column("unit"),
    Column("qualifier"),
    Column("counts", 36),
    Column("kind", 20),
    Column("sentence", 70),
    Column("stated as"),
    *PLACE,
)


def commitment_table(shape: CommitmentsShape, names: LedgerNames, notes: tuple[tuple[str, str], ...]) -> Table:
    """The statements of an answer, in its order."""
    return Table("Commitments", COMMITMENT_COLUMNS, [*_commitments(shape, names)], notes)


def figure_table(shape: FiguresShape, names: LedgerNames, notes: tuple[tuple[str, str], ...]) -> Table:
    """The figures of an answer, in its order."""
    return Table("Figures", FIGURE_COLUMNS, [*_figures(shape, names)], notes)


def _commitments(shape: CommitmentsShape, names: LedgerNames) -> Iterable[tuple[Cell, ...]]:
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


def _figures(shape: FiguresShape, names: LedgerNames) -> Iterable[tuple[Cell, ...]]:
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
    country: Sequence[str], sector: Sequence[str], topic: Sequence[str], names: LedgerNames
) -> tuple[str, str, str]:
    return _labels("country", country, names), _labels("sector", sector, names), _labels("topic", topic, names)


def _document(document: DocumentShape, section: Sequence[str], pages: Sequence[PageShape]) -> tuple[str, ...]:
    official = "yes" if document.official else str(document.badge)
    return document.title, official, " › ".join(section), ", ".join(page.label for page in pages)


def _labels(facet: str, values: Sequence[str], names: LedgerNames) -> str:
    return "; ".join(names.value(facet, value) for value in values)
