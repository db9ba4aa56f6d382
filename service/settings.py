"""The service's settings, read from the environment once and passed on from there."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from indexer.errors import SettingsError

PREFIX = "VERBATIM_"

EngineName = Literal["image", "whoosh"]

MAX_PORT = 65_535
MAX_QUERY_SECONDS = 60.0
MAX_PAGE_SIZE = 50
MAX_WORKERS = 64


@dataclass(frozen=True, slots=True)
class Settings:
    """How this service runs. The setting `data_dir` is the variable VERBATIM_DATA_DIR, and so on.

    `data_dir` holds the generations that the indexer builds. `port` 0 takes any free one. `base_url` is the
    address under which readers reach the service, without a slash at its end: permalinks are absolute where
    it is given, and its path stands before every address. `query_seconds` is the time that one search may
    take. `log_queries` writes what people ask into the log; `log_json` writes the log as JSON, one object a
    line. `page_size` is the number of results on a page. `engine` is what answers: the `image` of the
    postings, or `whoosh`'s postings themselves, many times slower. `embed_origins` are the origins whose pages may
    frame /embed, `cors_origins` those whose scripts may read the API; both with commas between, and none unless named.
    `workers` is the number of processes that answer.
    """

    data_dir: Path = Path("var")
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    base_url: str = ""
    query_seconds: float = 2.0
    log_queries: bool = False
    log_json: bool = False
    page_size: int = 10
    engine: EngineName = "image"
    embed_origins: tuple[str, ...] = ()
    cors_origins: tuple[str, ...] = ()

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Settings":
        """The settings that these variables give; one that is missing or blank leaves its default.

        Raises SettingsError, naming the variable, where a value cannot be used.
        """
        given: dict[str, Any] = {}
        for name, read in _READERS.items():
            variable = PREFIX + name.upper()
            text = environment.get(variable, "").strip()
            if not text:
                continue
            try:
                given[name] = read(text)
            except ValueError as error:
                raise SettingsError(f"{variable} is “{text}”, but it must be {error}.") from None
        return cls(**given)


def _switch(text: str) -> bool:
    """On or off, in the ways in which people write it."""
    known = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    if text.casefold() not in known:
        raise ValueError("on or off")
    return known[text.casefold()]


def _engine(text: str) -> str:
    if text.casefold() not in ("image", "whoosh"):
        raise ValueError("image or whoosh")
    return text.casefold()


def _whole_number(low: int, high: int) -> Callable[[str], int]:
    """A reader of whole numbers between two bounds, both included."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) <= len(str(high)) and low <= int(text) <= high):
            raise ValueError(f"a whole number from {low} to {high}")
        return int(text)

    return read


def _seconds(text: str) -> float:
    expected = f"a number of seconds above 0, {MAX_QUERY_SECONDS:g} at most"
    try:
        seconds = float(text)
    except ValueError:
        raise ValueError(expected) from None
    if not 0 < seconds <= MAX_QUERY_SECONDS:
        raise ValueError(expected)
    return seconds


def _base_url(text: str) -> str:
    expected = "an address such as https://search.example.org, without a query"
    try:
        parts = urlsplit(text)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise ValueError(expected) from None
    if not sound or parts.query or parts.fragment or parts.username or any(char.isspace() for char in text):
        raise ValueError(expected)
    return text.rstrip("/")


def _origins(text: str) -> tuple[str, ...]:
    """Origins between commas or spaces, in the form in which browsers send them."""
    return tuple(dict.fromkeys(_origin(each) for each in text.replace(",", " ").split()))


def _origin(text: str) -> str:
    expected = "origins such as https://intranet.example.org, each a scheme and a host and no more, with commas between"
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise ValueError(expected) from None
    if parts.scheme not in _DEFAULT_PORTS or not _HOST.fullmatch(host) or parts.username is not None:
        raise ValueError(expected)
    if parts.path not in ("", "/") or parts.query or parts.fragment or port == 0:
        raise ValueError(expected)
    name = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{name}" + ("" if port in (None, _DEFAULT_PORTS[parts.scheme]) else f":{port}")


_DEFAULT_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|[0-9a-f:]+:[0-9a-f:.]*")

_READERS: Mapping[str, Callable[[str], object]] = {
    "data_dir": Path,
    "host": str,
    "port": _whole_number(0, MAX_PORT),
    "workers": _whole_number(1, MAX_WORKERS),
    "base_url": _base_url,
    "query_seconds": _seconds,
    "log_queries": _switch,
    "log_json": _switch,
    "page_size": _whole_number(1, MAX_PAGE_SIZE),
    "engine": _engine,
    "embed_origins": _origins,
    "cors_origins": _origins,
}
