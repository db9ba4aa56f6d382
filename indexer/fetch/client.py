"""Asks hosts for addresses: only those allowed, as their robots.txt wants, and through redirects step by step."""

import contextlib
import ssl
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self

import httpx

from indexer.errors import FetchError, RetryableError
from indexer.fetch.agent import PRODUCT, user_agent
from indexer.fetch.body import decoded_chunks
from indexer.fetch.clock import Clock
from indexer.fetch.file_types import MEDIA_TYPES
from indexer.fetch.hosts import Host, any_covers
from indexer.fetch.network import Network, Resolve, system_resolve
from indexer.fetch.rate_limiter import RateLimiter
from indexer.fetch.robots import ALL_ALLOWED, LARGEST, Robots, parse_robots
from indexer.fetch.settings import FetchSettings
from indexer.fetch.transport import Transport
from indexer.fetch.urls import MAX_URL_LENGTH, PORTS

MAX_REDIRECTS = 10
"""How many redirects are followed one after another."""

BUSY = frozenset({429, 500, 502, 503, 504})
"""Statuses after which the same request may succeed later."""

_HIGHEST_PORT = 65_535

MOVED = frozenset({301, 302, 303, 307, 308})

HeadersFor = Callable[[str], Mapping[str, str]]
"""The headers to send to an address on top of the usual ones."""


@dataclass(frozen=True, slots=True)
class HostResponse:
    """What the last address of a chain of redirects answered. The body is read while the chain is held open."""

    address: str
    response: httpx.Response

    @property
    def status(self) -> int:
        return self.response.status_code

    def header(self, name: str) -> str:
        """A header's value; nothing where there is none, or one with characters that could not be sent back."""
        value: str = self.response.headers.get(name, "")
        return value if value.isascii() and value.isprintable() else ""


class Client:
    """Sends requests to allowed hosts, one at a time.

    It keeps no cookies and uses no proxy: requests go through the transport as they are, since httpx's own client
    would look at redirects and the environment before we do.

    `allowed` are the hosts that may be asked at all. `announce` hears of long waits, as (host, seconds). `resolve`
    gives the addresses of names, `trust` says whose certificates are good; both are the system's unless given.
    """

    def __init__(
        self,
        settings: FetchSettings,
        allowed: Sequence[Host],
        clock: Clock,
        announce: Callable[[str, float], None],
        *,
        resolve: Resolve = system_resolve,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._allowed = allowed
        self._clock = clock
        self._pace = RateLimiter(clock, settings.delay, settings.longest_wait, announce)
        self._attempts = settings.attempts
        self._robots: dict[str, Robots | str] = {}
        self._robots_tried = Counter[str]()
        network = Network(settings.private_hosts, settings.seconds, clock, resolve)
        self._transport = Transport(network, trust or httpx.create_ssl_context())
        self._timeout = {"timeout": httpx.Timeout(settings.timeout).as_dict()}
        self._headers = {
            "User-Agent": user_agent(settings.contact),
            "Accept": ", ".join((*MEDIA_TYPES, "*/*;q=0.1")),
            "Accept-Encoding": "identity",
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._transport.close()

    def rest(self, address: str, seconds: float) -> None:
        """Leaves the host of an address alone for so many seconds."""
        self._pace.rest(httpx.URL(address).host, seconds)

    @contextlib.contextmanager
    def get(self, address: str, headers_for: HeadersFor, *, obey_robots: bool = True) -> Iterator[HostResponse]:
        """What the address, or the one that it redirects to, answers, whatever its status.

        Every address on the way is checked. Raises FetchError where one must not be asked, TryAgain where a host
        is busy or the connection fails.
        """
        url = parse_url(address)
        passed = {url}
        for _ in range(MAX_REDIRECTS + 1):
            self._check_host(url)
            if obey_robots:
                self._check_robots(url)
            with self._ask(url, headers_for(str(url))) as response:
                if response.status_code not in MOVED:
                    yield HostResponse(str(url), response)
                    return
                url = _next(url, response)
            if url in passed:
                raise FetchError(f"Its redirects go round in a circle ({url}).")
            passed.add(url)
        raise FetchError(f"It is redirected more than {MAX_REDIRECTS} times.")

    @contextlib.contextmanager
    def _ask(self, url: httpx.URL, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
        """One request in the host's turn; a busy host is left alone for as long as it says."""
        self._pace.wait(url.host)
        try:
            request = httpx.Request("GET", url, headers=self._headers | dict(headers), extensions=self._timeout)
            with contextlib.closing(self._transport.handle_request(request)) as response:
                if response.status_code in BUSY:
                    self._pace.rest(url.host, self._retry_after(response))
                    raise RetryableError(f"{url.host} is busy (status {response.status_code}).")
                yield response
        finally:
            self._pace.asked(url.host)

    def _check_host(self, url: httpx.URL) -> None:
        if not any_covers(self._allowed, url.raw_host.decode("ascii"), url.port or PORTS[url.scheme]):
            raise FetchError(
                f"{url.netloc.decode('ascii')} is not among the hosts that may be asked. If it should be, add it to"
                " allowed_hosts in manifest.toml."
            )

    def _check_robots(self, url: httpx.URL) -> None:
        """Raises FetchError where the host's robots.txt forbids the address, or could not be read."""
        root = str(url.copy_with(raw_path=b"/robots.txt"))
        robots = self._robots_of(root)
        if isinstance(robots, str):
            raise FetchError(robots)
        if robots.delay is not None:
            self._pace.slow_down(url.host, robots.delay)
        if not robots.allow(url.raw_path.decode("ascii")):
            raise FetchError(f"{url.host} asks programs not to fetch this (robots.txt).")

    def _robots_of(self, address: str) -> Robots | str:
        """The rules at this address, or why they cannot be had: then nothing may be fetched (RFC 9309, 2.3.1.4).

        A host that fails is asked again, with every file, until it has failed as often as one file is tried.
        """
        if address not in self._robots:
            try:
                self._robots[address] = self._read_robots(address)
            except FetchError as error:
                reason = f"Its robots.txt cannot be read. {error}"
                self._robots_tried[address] += 1
                if not isinstance(error, RetryableError) or self._robots_tried[address] >= self._attempts:
                    self._robots[address] = reason
                if isinstance(error, RetryableError):
                    raise RetryableError(reason) from error
        return self._robots[address]

    def _read_robots(self, address: str) -> Robots:
        """The rules at this address; all is allowed where there are none."""
        with self.get(address, lambda _: {}, obey_robots=False) as answer:
            if not answer.response.is_success:
                return ALL_ALLOWED
            text = bytearray()
            for chunk in decoded_chunks(answer.response):
                text += chunk
                if len(text) > LARGEST:
                    break
        return parse_robots(text[:LARGEST].decode("utf-8", "replace"), PRODUCT)

    def _retry_after(self, response: httpx.Response) -> float:
        """The seconds for which a busy host asks to be left alone, given as a number or as a date; 0 if it does not."""
        text = response.headers.get("Retry-After", "").strip()
        if text.isascii() and text.isdigit():
            return float(text[:9])
        try:
            return max(0.0, (parsedate_to_datetime(text) - self._clock.now()).total_seconds())
        except (ValueError, TypeError):
            return 0.0


def parse_url(address: str) -> httpx.URL:
    """A web address without its fragment. Raises FetchError where it is none, or holds a name and password."""
    if len(address) > MAX_URL_LENGTH:
        raise FetchError(f"It leads to an address of more than {MAX_URL_LENGTH} characters.")
    try:
        url = httpx.URL(address).copy_with(fragment=None)
    except httpx.InvalidURL as error:
        raise FetchError(f"It leads to something that is no address ({error}).") from error
    if url.port is not None and not 0 < url.port <= _HIGHEST_PORT:
        raise FetchError("It leads to a port that does not exist.")
    if url.scheme not in PORTS or not url.host:
        raise FetchError(f"It leads to {url.scheme or 'no'}:, and only http and https addresses are fetched.")
    if url.userinfo:
        raise FetchError("It leads to an address with a user name, and only public ones are fetched.")
    return url


def _next(url: httpx.URL, response: httpx.Response) -> httpx.URL:
    """Where a redirect leads."""
    location = response.headers.get("Location", "")
    if not location:
        raise FetchError(f"{url.host} redirects, but does not say where to.")
    try:
        return parse_url(str(url.join(location)))
    except httpx.InvalidURL as error:
        raise FetchError(f"{url.host} redirects to something that is no address ({error}).") from error
