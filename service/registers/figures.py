"""The register of figures: their facets and the orders in which they can be read."""

from collections.abc import Sequence

from service.registers.actor_labels import actor_key
from service.registers.commitments import LAST, column_values
from service.registers.records import PlacedFigure
from service.registers.register import Register, RegisterSchema, Row

FIGURES = RegisterSchema(
    facets=(
        "figure_kind", "country", "sector", "topic", "unit", "status", "actor_group", "actor", "strength", "year",
        "document", "language",
    ),
    orders=("kind", "document", "value", "counts", "country", "newest"),
    groups=("country", "sector", "figure_kind", "unit", "document"),
)  # fmt: skip
"""Status, actors, strength and year are those of the statement in which a figure stands. What is counted comes before
dates and the numbers of things."""

_COUNTED = {"quantity": 0, "money": 0, "share": 0}


def figure_register(figures: Sequence[PlacedFigure]) -> Register:
    """The register of these figures, given in the order of their documents."""
    return Register([_entry(place, figure) for place, figure in enumerate(figures)], FIGURES)


def _entry(place: int, placed: PlacedFigure) -> Row:
    figure, tags = placed.figure, placed.passage.tags
    actors = [actor for statement in placed.statements for actor in statement.actors]
    years = {statement.year for statement in placed.statements if statement.year}
    return Row(
        text=figure.sentence,
        language=figure.language,
        facets={
            **column_values(tags, figure.document, figure.language),
            "figure_kind": (figure.kind,),
            "unit": (figure.unit,) if figure.unit else (),
            "status": tuple(dict.fromkeys(statement.status for statement in placed.statements)),
            "strength": tuple(dict.fromkeys(statement.strength for statement in placed.statements)),
            "actor": tuple(dict.fromkeys(filter(None, (actor_key(actor.name) for actor in actors)))),
            "actor_group": tuple(dict.fromkeys(actor.group for actor in actors)),
            "year": tuple(str(year) for year in sorted(years)),
        },
        keys={
            "kind": (_COUNTED.get(figure.kind, 1), place),
            "document": place,
            "value": -(figure.value if figure.value is not None else float("-inf")),
            "counts": figure.counts.casefold() or LAST,
            "country": next(iter(tags.country), LAST),
            "newest": -(placed.document.source.year or 0),
        },
    )
