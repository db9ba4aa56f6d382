"""Tag passages with the statuses of their statements, so that searches can be filtered by them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from indexer.records.passage import Passage
from indexer.records.statement import STATUSES, Statement
from indexer.records.taxonomy import STATEMENT


def tag_statements(passages: Iterable[Passage], statements: Sequence[Statement]) -> tuple[Passage, ...]:
    """Return the passages, each with the statuses of its statements in display order."""
    found: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        found[statement.passage].add(statement.status)
    return tuple(
        replace(
            passage,
            tags={**passage.tags, STATEMENT: tuple(status for status in STATUSES if status in found[passage.id])},
        )
        for passage in passages
    )
