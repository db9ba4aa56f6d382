"""URLs: when two count as one, and what they say of the document that is there."""

import re
from collections.abc import Container, Iterator
from itertools import chain, count
from pathlib import PurePosixPath
from urllib.parse import SplitResult, parse_qsl, unquote, urljoin, urlsplit

from indexer.read.formats import SUFFIXES
from indexer.records.taxonomy import normalize_name

PORTS = {"http": 80, "https": 443}

MAX_URL_LENGTH = 2_000
"""Longer URLs, in characters, are not followed."""

_NUMBER = re.compile(r"(?:^|/)wcms_?(\d{4,})(?=[/._-]|$)", re.IGNORECASE)
"""The number of a document in the URLs of a content management system that some publishers use. It is the same in the
URL of its page and in that of its file, in every language of the menus, before and after a move.
"""

_GROUPS = re.compile(r"(?<=/wcmsp5/groups/public/)(?P<groups>(?:---[^/]+/)+)", re.IGNORECASE)
"""The folders of a file in the older URLs of that system."""

_SITE_FILES = "/sites/default/files"

_FILE_PARAMETERS = frozenset("file url src pdf document doc path".split())
"""The parameters by which the URL of a viewer names the file that it shows."""

_DOWNLOAD = re.compile(
    r"/(?:media|documents?|files?|attachments?|assets?)/(?:[^/]+/)*download/?$|/downloads?/.", re.IGNORECASE
)

_ID_LENGTH = 60
_TITLE_LENGTH = 200
_MAX_SHORT_WORD = 2
"""Words of up to this many letters are articles or language codes."""

_GENERIC = frozenset(
    "index default home main page download view show open file document attachment content publication lang".split()
)
"""Words of URLs that say nothing of the document."""

LINK_WORDS = frozenset(
    "here click link this read more see download pdf website web page document report full text online"
    " aqui ver mas enlace descargar documento ici voir lire plus lien telecharger site tai xuong xem them day"
    " version publication docx epub file fichier archivo texto completo texte complet tep completa publicacion".split()
)
"""Words of link texts that say nothing of the document, in several languages, without accents."""


def split_url(url: str) -> SplitResult | None:
    """Split a URL of the web; return None for anything else."""
    try:
        parts = urlsplit(url.strip())
        is_valid = parts.scheme in PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return parts if is_valid else None


def url_key(url: str) -> str | None:
    """Return the same key for all URLs that count as one: scheme, fragment and a final slash make no difference.

    All URLs of one document number on a host count as one. Return None for anything but a URL of the web.
    """
    parts = split_url(url)
    if parts is None:
        return None
    number = document_number(url)
    if number:
        return f"{(parts.hostname or '').removeprefix('www.')}/wcms_{number}"
    port = f":{parts.port}" if parts.port not in (None, PORTS[parts.scheme]) else ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.hostname}{port}{unquote(parts.path).rstrip('/')}{query}"


def document_number(url: str) -> str | None:
    """Return the number of the document in a URL's path, where it has one."""
    parts = split_url(url)
    found = _NUMBER.search(unquote(parts.path)) if parts else None
    return found[1] if found else None


def moved_urls(url: str) -> tuple[str, ...]:
    """Return where the file of an older URL may have moved to: its folders are then written with @ for ---."""
    parts = split_url(url)
    found = _GROUPS.search(parts.path) if parts else None
    if parts is None or found is None:
        return ()
    path = parts.path.replace(found["groups"], found["groups"].replace("---", "@"))
    bare = path.removeprefix(_SITE_FILES)
    return tuple(parts._replace(path=each).geturl() for each in (_SITE_FILES + bare, bare))


def file_in_viewer(url: str) -> str:
    """Return the URL of the file that a viewer shows, where the viewer's URL names it; else the URL as it is."""
    parts = split_url(url)
    for name, value in parse_qsl(parts.query) if parts else ():
        if name.lower() in _FILE_PARAMETERS and (is_file_url(value) or document_number(value)):
            return urljoin(url, value)
    fragment = dict(parse_qsl(parts.fragment)) if parts else {}
    named = next((fragment[name] for name in fragment if name.lower() in _FILE_PARAMETERS), "")
    return urljoin(url, named) if is_file_url(named) else url


def is_file_url(url: str) -> bool:
    """Return whether a URL, absolute or not, looks like that of a file that can be read and is no web page."""
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return False
    kind = SUFFIXES.get(PurePosixPath(path).suffix.lower(), "html")
    return kind != "html" or bool(_DOWNLOAD.search(path))


def is_descriptive(words: str) -> bool:
    """Return whether a link's text can be a title, and is not "here", "read more", a URL or a whole paragraph."""
    if "://" in words or words.startswith("www.") or len(words) > _TITLE_LENGTH:
        return False
    return sum(len(word) > _MAX_SHORT_WORD and word not in LINK_WORDS for word in normalize_name(words).split()) > 1


def id_for_url(url: str, words: str, taken: Container[str]) -> str:
    """Return an id for a link's target: from the last part of its path, if that is descriptive, its text, or its host.

    An id that is taken gets a number from 2.
    """
    base = next(_names(url, words))[:_ID_LENGTH].strip("-")
    return next(each for each in chain([base], (f"{base}-{number}" for number in count(2))) if each not in taken)


def _names(url: str, words: str) -> Iterator[str]:
    """Yield candidates for the id, best first; the last is never empty."""
    parts = split_url(url)
    path = unquote(parts.path).split("/") if parts else []
    names = [slug for part in path if (slug := _slug(re.sub(r"\.[A-Za-z]{2,5}$", "", part)))]
    yield from (name for name in names[-1:] if _is_descriptive_slug(name))
    if is_descriptive(words) and (slug := _slug(words)):
        yield slug
    yield from (name for name in reversed(names) if _is_descriptive_slug(name))
    yield (_slug(parts.hostname or "") if parts else "") or "document"


def _is_descriptive_slug(name: str) -> bool:
    """Return whether a part of a path has a word that describes the document."""
    return any(len(word) > _MAX_SHORT_WORD and word not in _GENERIC and not word.isdigit() for word in name.split("-"))


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", normalize_name(text)).strip("-")
