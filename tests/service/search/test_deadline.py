"""The deadline of a query."""

import pytest

from indexer.errors import QueryTimeout
from service.search.deadline import Deadline


def test_a_passed_deadline_stops() -> None:
    """Where no time is left, the query ends with advice; where there is some, it goes on."""
    Deadline(60).check()
    with pytest.raises(QueryTimeout, match="0 seconds"):
        Deadline(0).check()
