"""What a person can do about a file that could not be fetched."""

from pathlib import Path

from indexer.records.source import Source

_STATUSES = {
    401: "The host wants a login (status 401).",
    403: "The host does not give this to programs (status 403).",
    404: "There is nothing at this address any more (status 404).",
    410: "The publisher has withdrawn this for good (status 410).",
    451: "The host must not give this out where you are (status 451).",
}
_GONE = frozenset({404, 410})


def status_reason(status: int) -> str:
    """What a status that is no success means."""
    return _STATUSES.get(status, f"The host answered with status {status}.")


def remedy_for(source: Source, library: Path, status: int | None) -> str:
    """The way round: a browser, a new address, or the file from elsewhere, and where to put it."""
    place = f"put the file into {library} as {source.id}.pdf"
    if status in _GONE:
        return f"Look for its new address, and correct `page` in manifest.toml; or {place}. It was {source.page}"
    return f"Open {source.page} in a browser, save what you see there and {place}."
