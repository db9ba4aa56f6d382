"""The ledger: where each fetched copy is from, and what went wrong last."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from indexer.errors import FetchError
from indexer.fetch.folder import replace_text

STATE_FILE = "ledger.json"


@dataclass(frozen=True, slots=True)
class Copy:
    """A fetched file. Times are in UTC, as ISO 8601.

    `address` was asked for and `final` gave the file, after redirects. `fetched` is when these bytes came, `checked`
    when the host last said that they still hold, with `status`. `etag` and `last_modified` are its marks for them.
    `file` is the file's name in the folder of the copies, `type` one of those of file_types.py, `size` in bytes.
    """

    address: str
    final: str
    fetched: str
    checked: str
    status: int
    etag: str
    last_modified: str
    sha256: str
    type: str
    size: int
    file: str


@dataclass(frozen=True, slots=True)
class Failure:
    """Why and when the last attempt failed, and with what status where the host gave one."""

    reason: str
    when: str
    status: int | None = None


@dataclass(frozen=True, slots=True)
class SourceState:
    """What the ledger says of one source: its copy, if there is one, and the last failure, if it came after that."""

    copy: Copy | None = None
    failure: Failure | None = None


def read_state(folder: Path) -> dict[str, SourceState]:
    """The entries by source id; none where nothing was fetched yet. Raises FetchError where the file is damaged."""
    path = folder / STATE_FILE
    try:
        rows: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return {identity: _entry(row) for identity, row in rows.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise FetchError(f"{path} is damaged ({error}). Remove it and fetch again.") from error


def write_state(folder: Path, entries: Mapping[str, SourceState]) -> None:
    """Writes the ledger anew."""
    rows = {identity: asdict(entry) for identity, entry in entries.items()}
    replace_text(folder / STATE_FILE, json.dumps(rows, ensure_ascii=False, indent=1))


def _entry(row: dict[str, Any]) -> SourceState:
    return SourceState(
        copy=Copy(**row["copy"]) if row.get("copy") else None,
        failure=Failure(**row["failure"]) if row.get("failure") else None,
    )
