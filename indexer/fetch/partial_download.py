"""A download that is under way: its bytes so far, and how to ask for the rest of just this file."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Origin:
    """Which file, of which address, the bytes of a partial download are from; `mark` names it to the host."""

    final: str
    mark: str


class PartialDownload:
    """The partial download of one source, which may have been begun by an earlier run."""

    def __init__(self, folder: Path, source: str) -> None:
        self.path = folder / f".{source}.part"
        self._note = folder / f".{source}.part.json"

    @property
    def size(self) -> int:
        """The bytes so far."""
        return self.path.stat().st_size if self.path.exists() else 0

    def head(self, size: int) -> bytes:
        """The first bytes, `size` at most."""
        with self.path.open("rb") as file:
            return file.read(size)

    def origin(self) -> Origin | None:
        """Whose bytes these are; None where there are none, or none that can be gone on with."""
        try:
            return Origin(**json.loads(self._note.read_text(encoding="utf-8"))) if self.size else None
        except (OSError, ValueError, TypeError):
            return None

    def begin(self, origin: Origin | None) -> None:
        """Starts anew. Without an origin, a download that is cut off will have to start anew again."""
        self.discard()
        self.path.touch()
        if origin:
            self._note.write_text(json.dumps(asdict(origin)), encoding="utf-8")

    def discard(self) -> None:
        """Forgets the bytes."""
        self._note.unlink(missing_ok=True)
        self.path.unlink(missing_ok=True)


def validator_of(etag: str, last_modified: str) -> str:
    """What tells this version of a file from all others, for the header If-Range, or nothing (RFC 9110, 13.1.5).

    A weak tag stands for several versions at once; a date is taken instead.
    """
    return etag if etag and not etag.startswith("W/") else last_modified
