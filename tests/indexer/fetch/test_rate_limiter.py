"""Pauses between requests to one host."""

import pytest

from indexer.errors import FetchError
from indexer.fetch.clock import Clock
from indexer.fetch.rate_limiter import RateLimiter
from tests.indexer.fetch.conftest import NOON


class Standstill:
    """A time that passes only by sleeping."""

    def __init__(self) -> None:
        self.time = 0.0
        self.clock = Clock(lambda: NOON, lambda: self.time, self.sleep, lambda: 0.5)

    def sleep(self, seconds: float) -> None:
        self.time += seconds


@pytest.fixture
def still() -> Standstill:
    return Standstill()


@pytest.fixture
def waits() -> list[tuple[str, float]]:
    return []


@pytest.fixture
def pace(still: Standstill, waits: list[tuple[str, float]]) -> RateLimiter:
    return RateLimiter(still.clock, 2, 60, lambda *wait: waits.append(wait))


def test_one_host_waits_and_others_do_not(pace: RateLimiter, still: Standstill) -> None:
    """The delay lies between the end of a request and the start of the next to the same host."""
    pace.wait("a")
    assert still.time == 0
    still.time = 10
    pace.asked("a")
    pace.wait("b")
    assert still.time == 10
    pace.wait("a")
    assert still.time == 12


def test_a_host_may_ask_for_more_but_not_for_less(pace: RateLimiter, still: Standstill) -> None:
    """A crawl delay counts where it is longer than ours."""
    pace.slow_down("a", 7)
    pace.wait("a")
    assert still.time == 7
    pace.asked("a")
    pace.slow_down("a", 7)
    pace.wait("a")
    assert still.time == 14
    pace.slow_down("b", 0.1)
    pace.wait("b")
    assert still.time == 16


def test_the_longest_rest_counts(pace: RateLimiter, still: Standstill) -> None:
    """A shorter rest does not end a longer one."""
    pace.rest("a", 30)
    pace.rest("a", 1)
    pace.wait("a")
    assert still.time == 30


def test_long_waits_are_announced(pace: RateLimiter, waits: list[tuple[str, float]]) -> None:
    """People are told when it will take a while, and not otherwise."""
    pace.rest("a", 3)
    pace.wait("a")
    pace.rest("a", 30)
    pace.wait("a")
    assert waits == [("a", 30)]


def test_a_wait_that_is_too_long_is_not_begun(pace: RateLimiter, still: Standstill) -> None:
    """Beyond the longest wait the host is left for another time."""
    pace.rest("a", 61)
    with pytest.raises(FetchError, match="left alone for 61 seconds"):
        pace.wait("a")
    assert still.time == 0
