"""Tags passages with the statuses of the statements that they hold, so that searches can be narrowed by them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from indexer.records.passage import Passage
from indexer.records.statement import STATUSES, Statement


def tag_statements(passages: Iterable[Passage], statements: Sequence[Statement]) -> tuple[Passage, ...]:
    """The passages, each with the statuses of its own statements in their order of display."""
    found: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        found[statement.passage].add(statement.status)
    return tuple(
        replace(
            passage,
            tags=replace(passage.tags, statement=tuple(status for status in STATUSES if status in found[passage.id])),
        )
        for passage in passages
    )
