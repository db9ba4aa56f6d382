"""The deadline of a query."""

import pytest

from indexer.errors import QueryTimeout
from service.search.deadline import Deadline


def test_a_passed_deadline_stops() -> None:
    """A query without time left raises an error with advice; one with time left goes on."""
    Deadline(60).check()
    with pytest.raises(QueryTimeout, match="0 seconds"):
        Deadline(0).check()
