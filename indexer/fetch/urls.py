"""When two web addresses are taken to be one, and what an address says of the thing that is there."""

import re
from collections.abc import Container, Iterator
from itertools import chain, count
from urllib.parse import SplitResult, unquote, urlsplit

from indexer.records.taxonomy import normalize_name

PORTS = {"http": 80, "https": 443}

MAX_URL_LENGTH = 2_000
"""Addresses of more characters are left alone."""

_ID_LENGTH = 60
_TITLE_LENGTH = 200
_SHORT = 2
"""Words of as many letters are articles, or codes of languages."""

_UNTELLING = frozenset(
    "index default home main page download view show open file document attachment content publication lang".split()
)
"""Words of addresses that say nothing of what is there."""

_TOO_COMMON = frozenset(
    "here click link this read more see download pdf website web page document report full text online"
    " aqui ver mas enlace descargar documento ici voir lire plus lien telecharger site tai xem them day".split()
)
"""Words of links that say nothing of what is there, in the four languages, without accents."""


def split_url(address: str) -> SplitResult | None:
    """The parts of a web address, or None for what is none."""
    try:
        parts = urlsplit(address.strip())
        sound = parts.scheme in PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return parts if sound else None


def url_key(address: str) -> str | None:
    """The same for all addresses taken to be one: scheme, fragment and a last slash make no difference.

    None for what is no web address.
    """
    parts = split_url(address)
    if parts is None:
        return None
    port = f":{parts.port}" if parts.port not in (None, PORTS[parts.scheme]) else ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.hostname}{port}{unquote(parts.path).rstrip('/')}{query}"


def is_descriptive(words: str) -> bool:
    """Whether a link's words can be a title, and are not "here", "read more", an address or a whole paragraph."""
    if "://" in words or words.startswith("www.") or len(words) > _TITLE_LENGTH:
        return False
    return sum(len(word) > _SHORT and word not in _TOO_COMMON for word in normalize_name(words).split()) > 1


def id_for_url(address: str, words: str, taken: Container[str]) -> str:
    """An id for what a link leads to: from the last part of its path, if that tells, else its words, else its host.

    With a number from 2 where others have it.
    """
    base = next(_names(address, words))[:_ID_LENGTH].strip("-")
    return next(each for each in chain([base], (f"{base}-{number}" for number in count(2))) if each not in taken)


def _names(address: str, words: str) -> Iterator[str]:
    """What it could be called, best first; the last is never empty."""
    parts = split_url(address)
    path = unquote(parts.path).split("/") if parts else []
    names = [slug for part in path if (slug := _slug(re.sub(r"\.[A-Za-z]{2,5}$", "", part)))]
    yield from (name for name in names[-1:] if _tells(name))
    if is_descriptive(words) and (slug := _slug(words)):
        yield slug
    yield from (name for name in reversed(names) if _tells(name))
    yield (_slug(parts.hostname or "") if parts else "") or "document"


def _tells(name: str) -> bool:
    """Whether a part of a path has a word that says what is there."""
    return any(len(word) > _SHORT and word not in _UNTELLING and not word.isdigit() for word in name.split("-"))


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", normalize_name(text)).strip("-")
