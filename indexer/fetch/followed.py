"""Sources that no manifest names: they were found by following the links of indexed documents."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from indexer.errors import FetchError
from indexer.fetch.folder import replace_text
from indexer.records.source import Source

FOLLOWED = "followed.json"
KIND = "document"
"""The kind of all sources of which nobody has said more."""


@dataclass(frozen=True, slots=True)
class FollowedLink:
    """A link that was taken up: its address and, where its words tell, a title; without one, None.

    `linked_from` are the ids of the documents that have the link; `depth` is how many links away it is from a
    document that the corpus itself holds.
    """

    id: str
    title: str | None
    page: str
    linked_from: tuple[str, ...]
    depth: int

    def source(self) -> Source:
        """As a source. Its title, where none is known, is its address, until its document has been read."""
        return Source(
            id=self.id,
            title=self.title or self.page,
            kind=KIND,
            page=self.page,
            linked_from=self.linked_from,
            text="fetch",
        )


def read_followed(folder: Path) -> tuple[FollowedLink, ...]:
    """The links taken up by earlier runs, the nearest first. Raises FetchError where the file is damaged."""
    path = folder / FOLLOWED
    try:
        rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
        found = [FollowedLink(**(row | {"linked_from": tuple(row["linked_from"])})) for row in rows]
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise FetchError(f"{path} is damaged ({error}). Remove it and fetch with --follow again.") from error
    return tuple(sorted(found, key=lambda each: each.depth))


def write_followed(folder: Path, followed: Iterable[FollowedLink]) -> None:
    """Writes all links taken up so far."""
    rows = [asdict(each) for each in followed]
    replace_text(folder / FOLLOWED, json.dumps(rows, ensure_ascii=False, indent=1))
