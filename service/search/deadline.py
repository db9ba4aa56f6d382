"""The time limit of a query."""

import time

from indexer.errors import QueryTimeout


class Deadline:
    """The deadline of one query, `seconds` after it began."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def check(self) -> None:
        """Raise QueryTimeout after the deadline."""
        if time.monotonic() >= self._end:
            raise QueryTimeout(
                "The search took longer than %(seconds)s seconds and was stopped. Search for fewer or rarer words.",
                seconds=f"{self._seconds:g}",
            )
