"""How long each host is left alone between two requests."""

from collections.abc import Callable

from indexer.errors import FetchError
from indexer.fetch.clock import Clock

_NOTICED = 5.0
"""Waits of as many seconds or more are announced."""


class RateLimiter:
    """Keeps `delay` seconds, or as many as a host asks for, between requests to the same host.

    `announce` is told of long waits, as (host, seconds). A wait of over `longest` seconds is not begun.
    """

    def __init__(self, clock: Clock, delay: float, longest: float, announce: Callable[[str, float], None]) -> None:
        self._clock = clock
        self._delay = delay
        self._longest = longest
        self._announce = announce
        self._delays: dict[str, float] = {}
        self._ready: dict[str, float] = {}

    def wait(self, host: str) -> None:
        """Waits for the host's turn. Raises FetchError where that would take too long."""
        left = self._ready.get(host, 0.0) - self._clock.elapsed()
        if left > self._longest:
            raise FetchError(f"{host} asks to be left alone for {_duration(left)}. Fetch again after that.")
        if left > 0:
            if left >= _NOTICED:
                self._announce(host, left)
            self._clock.sleep(left)

    def asked(self, host: str) -> None:
        """Notes that a request to the host has just ended."""
        self.rest(host, self._delays.get(host, self._delay))

    def slow_down(self, host: str, delay: float) -> None:
        """Keeps this delay, where it is longer than the usual one, from now on."""
        if host not in self._delays:
            self._delays[host] = max(delay, self._delay)
            self.rest(host, self._delays[host])

    def rest(self, host: str, seconds: float) -> None:
        """Leaves the host alone for so many seconds from now at least."""
        self._ready[host] = max(self._clock.elapsed() + seconds, self._ready.get(host, 0.0))


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} seconds" if seconds < 120 else f"{seconds / 60:.0f} minutes"  # noqa: PLR2004  # two minutes
