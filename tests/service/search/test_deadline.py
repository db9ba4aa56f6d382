"""The deadline of a query."""

from collections.abc import Iterator

import pytest

from indexer.errors import QueryTimeout
from service.search.deadline import STEPS_BETWEEN_CHECKS, Deadline


def test_a_passed_deadline_stops() -> None:
    """Where no time is left, the query ends with advice."""
    with pytest.raises(QueryTimeout, match="0 seconds"):
        Deadline(0).check()


def test_a_loop_ends_at_its_deadline() -> None:
    """An endless loop is stopped between two checks."""
    deadline = Deadline(0.01)

    def endless() -> Iterator[None]:
        while True:
            yield None

    with pytest.raises(QueryTimeout):
        for _ in deadline.during(endless()):
            pass


def test_steps_pass_through() -> None:
    """A loop in time gets every step."""
    steps = range(3 * STEPS_BETWEEN_CHECKS)
    assert list(Deadline(60).during(steps)) == list(steps)
