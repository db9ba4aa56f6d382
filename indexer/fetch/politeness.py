"""Crawler politeness: who asks, how often one host is asked, and what its robots.txt allows (RFC 9309)."""

import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from protego import Protego

from indexer.errors import FetchError
from indexer.version import VERSION

PRODUCT = "Verbatim"
"""The product token to which robots.txt files can address rules."""

MAX_ROBOTS_BYTES = 500 * 1024
"""How much of a robots.txt is read: the least that RFC 9309, 2.5, asks for."""

_MIN_REPORTED_WAIT = 5.0
"""Seconds from which a wait is reported."""

_PRODUCT_VERSION = re.compile(r"^([^\S\n]*user-agent[^\S\n]*:[^\S\n]*[\w-]+)/[^\s#]*", re.IGNORECASE | re.MULTILINE)


def user_agent(contact: str) -> str:
    """Return the User-Agent header: product, version, purpose and, where given, a contact address."""
    about = "document search" + (f"; contact: {contact}" if contact else "")
    return f"{PRODUCT}/{VERSION} ({about})"


@dataclass(frozen=True, slots=True)
class Clock:
    """The time (`now`, in UTC), a monotonic timer (`elapsed`, in s), `sleep`, and `random`, a number in [0, 1)."""

    now: Callable[[], datetime]
    elapsed: Callable[[], float]
    sleep: Callable[[float], None]
    random: Callable[[], float]


SYSTEM_CLOCK = Clock(now=lambda: datetime.now(UTC), elapsed=time.monotonic, sleep=time.sleep, random=random.random)


class RateLimiter:
    """Waits `delay` seconds, or the crawl delay that a host asks for, between two requests to the same host.

    `on_wait` is called with (host, seconds) before a long wait. A wait of more than `max_wait` seconds is refused.
    """

    def __init__(self, clock: Clock, delay: float, max_wait: float, on_wait: Callable[[str, float], None]) -> None:
        self._clock = clock
        self._delay = delay
        self._max_wait = max_wait
        self._on_wait = on_wait
        self._crawl_delays: dict[str, float] = {}
        self._ready: dict[str, float] = {}

    def wait(self, host: str) -> None:
        """Wait until the host may be asked again. Raise FetchError where that would take too long."""
        seconds = self._ready.get(host, 0.0) - self._clock.elapsed()
        if seconds > self._max_wait:
            raise FetchError(f"{host} asked us to wait {_duration(seconds)} (Retry-After). Fetch again after that.")
        if seconds > 0:
            if seconds >= _MIN_REPORTED_WAIT:
                self._on_wait(host, seconds)
            self._clock.sleep(seconds)

    def request_done(self, host: str) -> None:
        """Start the delay of a host whose request has just ended."""
        self.pause(host, self._crawl_delays.get(host, self._delay))

    def set_crawl_delay(self, host: str, delay: float) -> None:
        """Keep this delay from now on, where it is longer than the usual one."""
        if host not in self._crawl_delays:
            self._crawl_delays[host] = max(delay, self._delay)
            self.pause(host, self._crawl_delays[host])

    def pause(self, host: str, seconds: float) -> None:
        """Send the host no request for at least this long."""
        self._ready[host] = max(self._clock.elapsed() + seconds, self._ready.get(host, 0.0))


class Robots:
    """The rules of a robots.txt for one product. An empty text allows everything."""

    def __init__(self, text: str, product: str = PRODUCT) -> None:
        # Protego compares whole product tokens, and also reads lines without a colon, which RFC 9309 does not.
        lines = (line for line in text.removeprefix("\ufeff").splitlines() if ":" in line)
        self._rules = Protego.parse(_PRODUCT_VERSION.sub(r"\1", "\n".join(lines)))
        self._product = product

    @property
    def delay(self) -> float | None:
        """The crawl delay in seconds, if one is asked for."""
        return self._rules.crawl_delay(self._product)

    def allows(self, url: str) -> bool:
        """Return whether the URL may be fetched: the longest matching rule decides, and `Allow` wins a tie."""
        return self._rules.can_fetch(url, self._product)


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} seconds" if seconds < 120 else f"{seconds / 60:.0f} minutes"  # noqa: PLR2004  # two minutes
