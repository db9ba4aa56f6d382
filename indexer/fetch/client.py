"""Request URLs: only from allowed hosts, as their robots.txt allows, and through redirects step by step."""

import contextlib
import ssl
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http.cookies import CookieError, SimpleCookie
from types import TracebackType
from typing import Self

import httpx

from indexer.errors import FetchError, RetryableError
from indexer.fetch.content import MEDIA_TYPES, decoded_chunks
from indexer.fetch.hosts import Host, any_covers
from indexer.fetch.network import CheckedNetwork, Resolver, Transport, system_resolver
from indexer.fetch.politeness import MAX_ROBOTS_BYTES, Clock, RateLimiter, Robots, user_agent
from indexer.fetch.urls import MAX_URL_LENGTH, PORTS
from indexer.settings import MAX_PORT, Settings

MAX_REDIRECTS = 10

BUSY = frozenset({429, 500, 502, 503, 504})
"""Statuses after which the same request may succeed later."""

REDIRECTS = frozenset({301, 302, 303, 307, 308})

_MAX_COOKIES = 4096
"""The most characters of cookies that are sent back."""


HeadersFor = Callable[[str], Mapping[str, str]]
"""Returns the headers to send to a URL on top of the usual ones."""


@dataclass(frozen=True, slots=True)
class FinalResponse:
    """The response of the last URL in a chain of redirects. Its body must be read before `Client.get` ends."""

    url: str
    response: httpx.Response

    @property
    def status(self) -> int:
        return self.response.status_code

    def header(self, name: str) -> str:
        """Return a header's value; empty where it is missing or holds characters that could not be sent back."""
        value: str = self.response.headers.get(name, "")
        return value if value.isascii() and value.isprintable() else ""


class Client:
    """Send requests to allowed hosts, one at a time and without a proxy.

    Requests go straight through the transport, since httpx's own client would follow redirects and read the
    environment before we have checked anything. Cookies are sent only where redirects come back to a URL, because some
    hosts redirect for ever without them: only those set in the same chain of redirects, each to its own host.

    `allowed` are the hosts that may be asked at all; `on_wait` is called with (host, seconds) before a long wait.
    `resolver` and `ssl_context` replace the system's name service and certificates.
    """

    def __init__(
        self,
        settings: Settings,
        allowed: Sequence[Host],
        clock: Clock,
        on_wait: Callable[[str, float], None],
        *,
        resolver: Resolver = system_resolver,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self._allowed = allowed
        self._clock = clock
        self._limiter = RateLimiter(clock, settings.fetch_delay, settings.fetch_longest_wait, on_wait)
        self._attempts = settings.fetch_attempts
        self._robots: dict[str, Robots | str] = {}
        self._robots_failures = Counter[str]()
        network = CheckedNetwork(settings.fetch_private_hosts, settings.fetch_seconds, clock, resolver)
        self._transport = Transport(network, ssl_context or httpx.create_ssl_context())
        self._timeout = {"timeout": httpx.Timeout(settings.fetch_timeout).as_dict()}
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

    def pause(self, url: str, seconds: float) -> None:
        """Send the host of a URL no request for at least this long."""
        self._limiter.pause(httpx.URL(url).host, seconds)

    @contextlib.contextmanager
    def get(self, start: str, headers_for: HeadersFor, *, obey_robots: bool = True) -> Iterator[FinalResponse]:
        """Yield the response of the URL `start`, or of the one that it redirects to, whatever its status.

        Every URL on the way is checked. Raise FetchError where one must not be requested, RetryableError where a
        host is busy or the connection fails.
        """
        url, cookies = parse_url(start), _Cookies()
        sent: dict[str, str] = {}
        visited = {url: ""}
        for _ in range(MAX_REDIRECTS + 1):
            self._check_host(url)
            if obey_robots:
                self._check_robots(url)
            with self._request(url, {**headers_for(str(url)), **sent}) as response:
                if response.status_code not in REDIRECTS:
                    yield FinalResponse(str(url), response)
                    return
                cookies.add(url, response)
                url = _redirect_target(url, response)
            sent = cookies.headers(url) if url in visited or sent else {}
            text = sent.get("Cookie", "")
            if visited.get(url) == text:
                raise FetchError(f"Its redirects form a loop ({url}).")
            visited[url] = text
        raise FetchError(f"It is redirected more than {MAX_REDIRECTS} times.")

    @contextlib.contextmanager
    def _request(self, url: httpx.URL, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
        """Send one request once the host may be asked; a busy host gets the pause that it asks for."""
        self._limiter.wait(url.host)
        try:
            request = httpx.Request("GET", url, headers=self._headers | dict(headers), extensions=self._timeout)
            with contextlib.closing(self._transport.handle_request(request)) as response:
                if response.status_code in BUSY:
                    self._limiter.pause(url.host, self._retry_after(response))
                    raise RetryableError(f"{url.host} is busy (status {response.status_code}).")
                yield response
        finally:
            self._limiter.request_done(url.host)

    def _check_host(self, url: httpx.URL) -> None:
        if not any_covers(self._allowed, url.raw_host.decode("ascii"), url.port or PORTS[url.scheme]):
            raise FetchError(
                f"{url.netloc.decode('ascii')} is not among the allowed hosts. If it should be, add it to"
                " allowed_hosts in manifest.toml."
            )

    def _check_robots(self, url: httpx.URL) -> None:
        """Raise FetchError where the host's robots.txt forbids the URL, or could not be read."""
        robots = self._robots_at(str(url.copy_with(raw_path=b"/robots.txt")))
        if isinstance(robots, str):
            raise FetchError(robots)
        if robots.delay is not None:
            self._limiter.set_crawl_delay(url.host, robots.delay)
        if not robots.allows(str(url)):
            raise FetchError(f"{url.host} asks programs not to fetch this (robots.txt).")

    def _robots_at(self, url: str) -> Robots | str:
        """Return the rules at this URL, or why they cannot be read: then nothing may be fetched (RFC 9309, 2.3.1.4).

        A failing host is asked again with every file, until it has failed as often as one file is tried.
        """
        if url not in self._robots:
            try:
                self._robots[url] = self._read_robots(url)
            except FetchError as error:
                reason = f"Its robots.txt cannot be read. {error}"
                self._robots_failures[url] += 1
                if not isinstance(error, RetryableError) or self._robots_failures[url] >= self._attempts:
                    self._robots[url] = reason
                if isinstance(error, RetryableError):
                    raise RetryableError(reason) from error
        return self._robots[url]

    def _read_robots(self, url: str) -> Robots:
        """Return the rules at this URL; without any, everything is allowed."""
        text = bytearray()
        with self.get(url, lambda _: {}, obey_robots=False) as response:
            if response.response.is_success:
                for chunk in decoded_chunks(response.response):
                    text += chunk
                    if len(text) > MAX_ROBOTS_BYTES:
                        break
        return Robots(text[:MAX_ROBOTS_BYTES].decode("utf-8", "replace"))

    def _retry_after(self, response: httpx.Response) -> float:
        """Return the seconds that a busy host asks us to wait, given as a number or a date; 0 if it does not say."""
        text = response.headers.get("Retry-After", "").strip()
        if text.isascii() and text.isdigit():
            return float(text[:9])
        try:
            return max(0.0, (parsedate_to_datetime(text) - self._clock.now()).total_seconds())
        except (ValueError, TypeError):
            return 0.0


class _Cookies:
    """The cookies of one chain of redirects, by scheme, host and port."""

    def __init__(self) -> None:
        self._values: dict[tuple[str, bytes], dict[str, str]] = {}

    def add(self, url: httpx.URL, response: httpx.Response) -> None:
        """Remember what a response sets; a cookie that cannot be read is left out."""
        jar = self._values.setdefault((url.scheme, url.netloc), {})
        for header in response.headers.get_list("Set-Cookie"):
            with contextlib.suppress(CookieError):
                for name, cookie in SimpleCookie(header).items():
                    jar[name] = cookie.coded_value

    def headers(self, url: httpx.URL) -> dict[str, str]:
        """Return the header that sends the cookies of a URL's host back."""
        jar = self._values.get((url.scheme, url.netloc), {})
        text = "; ".join(f"{name}={value}" for name, value in jar.items())
        return {"Cookie": text} if 0 < len(text) <= _MAX_COOKIES and text.isascii() and text.isprintable() else {}


def parse_url(text: str) -> httpx.URL:
    """Parse a URL and drop its fragment. Raise FetchError where it is none or holds a user name."""
    if len(text) > MAX_URL_LENGTH:
        raise FetchError(f"It leads to an address of more than {MAX_URL_LENGTH} characters.")
    try:
        url = httpx.URL(text).copy_with(fragment=None)
    except httpx.InvalidURL as error:
        raise FetchError(f"It leads to an invalid address ({error}).") from error
    if url.port is not None and not 0 < url.port <= MAX_PORT:
        raise FetchError("It leads to a port that does not exist.")
    if url.scheme not in PORTS or not url.host:
        raise FetchError(f"It leads to {url.scheme or 'no'}:, and only http and https addresses are fetched.")
    if url.userinfo:
        raise FetchError("It leads to an address with a user name, and only public ones are fetched.")
    return url


def _redirect_target(url: httpx.URL, response: httpx.Response) -> httpx.URL:
    location = response.headers.get("Location", "")
    if not location:
        raise FetchError(f"{url.host} redirects without saying where to.")
    try:
        return parse_url(str(url.join(location)))
    except httpx.InvalidURL as error:
        raise FetchError(f"{url.host} redirects to an invalid address ({error}).") from error
