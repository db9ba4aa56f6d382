"""The register of statements: their facets and the orders in which they can be read."""

from collections.abc import Sequence
from typing import Any

from indexer.records.passage import Tags
from indexer.records.statement import STATUSES, STRENGTHS
from service.registers.actor_labels import actor_key
from service.registers.records import Commitment
from service.registers.register import Register, RegisterSchema, Row

COMMITMENTS = RegisterSchema(
    facets=(
        "status", "country", "sector", "topic", "actor_group", "actor", "strength", "year", "instrument", "follow_up",
        "document", "language",
    ),
    orders=("document", "status", "strength", "actor", "country", "date", "newest"),
    groups=("actor", "country", "status", "actor_group", "sector", "document"),
)  # fmt: skip

_STATUS_RANKS = {status: rank for rank, status in enumerate(STATUSES)}
_STRENGTH_RANKS = {strength: rank for rank, strength in enumerate(STRENGTHS)}
LAST = "\U0010ffff"
"""Sorts behind every name: records without one come last."""

NO_YEAR = 9_999


def commitment_register(commitments: Sequence[Commitment]) -> Register:
    """The register of these statements, given in the order of their documents."""
    entries = [_entry(place, commitment) for place, commitment in enumerate(commitments)]
    return Register(entries, COMMITMENTS)


def column_values(tags: Tags, document: str, language: str) -> dict[str, tuple[str, ...]]:
    """The values of the facets that a record has from its passage."""
    return {
        "country": tags.country,
        "sector": tags.sector,
        "topic": tags.topic,
        "document": (document,),
        "language": (language,),
    }


def _entry(place: int, commitment: Commitment) -> Row:
    statement, tags, source = commitment.statement, commitment.passage.tags, commitment.document.source
    actors = [actor.name for actor in statement.actors]
    keys = [actor_key(name) for name in actors]
    return Row(
        text=" \n ".join((statement.sentence, *actors)),
        language=statement.language,
        facets={
            **column_values(tags, statement.document, statement.language),
            "status": (statement.status,),
            "strength": (statement.strength,),
            "actor": tuple(dict.fromkeys(filter(None, keys))),
            "actor_group": tuple(dict.fromkeys(actor.group for actor in statement.actors)),
            "year": (str(statement.year),) if statement.year else (),
            "instrument": statement.instruments,
            "follow_up": (commitment.notes[-1].status,) if commitment.notes else (),
        },
        keys={
            "document": place,
            "status": _STATUS_RANKS[statement.status],
            "strength": _STRENGTH_RANKS[statement.strength],
            "actor": next(iter(keys), LAST),
            "country": next(iter(tags.country), LAST),
            "date": statement.year or NO_YEAR,
            "newest": _newest_first(statement.year, source.year),
        },
    )


def _newest_first(named: int | None, published: int | None) -> tuple[Any, ...]:
    """The documents' years, the latest first; within a document, the years that its sentences name."""
    return -(published or 0), -(named or 0)
