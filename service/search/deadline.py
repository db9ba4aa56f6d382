import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from indexer.errors import QueryTimeout

Step = TypeVar("Step")

STEPS_BETWEEN_CHECKS = 256


class Deadline:
    """The moment by which one query must be answered."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def check(self) -> None:
        """Raises QueryTimeout where the moment has passed."""
        if time.monotonic() >= self._end:
            raise QueryTimeout(
                f"The search took longer than {self._seconds:g} seconds and was stopped."
                " Search for fewer or rarer words."
            )

    def during(self, steps: Iterable[Step]) -> Iterator[Step]:
        """The steps of a loop, checked now and then. Raises QueryTimeout."""
        self.check()
        for count, step in enumerate(steps, start=1):
            if not count % STEPS_BETWEEN_CHECKS:
                self.check()
            yield step
